import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { QcStatus, ReturnItemState } from '../return.types.js';

/** One unit of a return. Column meanings: COMMENTs in the migration. */
@Entity('return_item')
export class ReturnItemEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('bigint', { name: 'return_order_id' }) returnOrderId: string;
  @Column('text', { name: 'item_code' }) itemCode: string;
  @Column('text') sku: string;
  @Column('text') reason: string;
  @Column('text') state: ReturnItemState;
  @Column('text', { name: 'qc_status', nullable: true }) qcStatus: QcStatus | null;
  @Column('text', { name: 'qc_reason', nullable: true }) qcReason: string | null;
  @Column('jsonb', { name: 'image_urls', nullable: true }) imageUrls: string[] | null;
  @Column('boolean', { name: 'increff_sent' }) increffSent: boolean;
  @Column('jsonb', { nullable: true }) details: Record<string, unknown> | null;
  @Column('timestamptz', { name: 'processed_at', nullable: true }) processedAt: Date | null;
}
