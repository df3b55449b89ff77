import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ReturnState, ReturnType } from '../return.types.js';
import { SetByTable } from '../../platform/database/set-by-table.decorator.js';

/** Column meanings: COMMENTs in the migration; SQL in returns.repository.ts. */
@Entity('return_order')
export class ReturnOrderEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('text', { name: 'return_order_code' }) returnOrderCode: string;
  @Column('text', { name: 'forward_order_code' }) forwardOrderCode: string;
  @Column('text', { name: 'location_code' }) locationCode: string;
  @Column('text', { name: 'order_type' }) orderType: ReturnType;
  @Column('text', { name: 'awb_number', nullable: true }) awbNumber: string | null;
  @Column('text', { nullable: true }) transporter: string | null;
  @Column('text', { name: 'sync_state' }) syncState: ReturnState;
  @SetByTable('idempotency_key') idempotencyKey: string | null;
  @Column('jsonb') body: Record<string, unknown>;
  @Column('jsonb') history: { state: string; at: string }[];
  @Column('uuid', { name: 'delivery_id', nullable: true }) deliveryId: string | null;
  @Column('boolean', { name: 'increff_due' }) increffDue: boolean;
  @Column('timestamptz', { name: 'increff_sent_at', nullable: true }) increffSentAt: Date | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
