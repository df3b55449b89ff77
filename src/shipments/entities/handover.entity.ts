import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { StillOpen } from '../shipment.types.js';

/** Column meanings: COMMENTs in the migration. */
@Entity('handover')
export class HandoverEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('bigint', { name: 'shipment_id', nullable: true }) shipmentId: string | null;
  @Column('bigint', { name: 'handover_id', nullable: true }) handoverId: string | null;
  @Column('text', { name: 'sync_state' }) syncState: 'SHIPPED' | 'RECORDED';
  @Column('text', { name: 'order_state' }) orderState: string;
  @Column('text', { name: 'order_status', nullable: true }) orderStatus: string | null;
  @Column('jsonb', { name: 'still_open' }) stillOpen: StillOpen;
  @Column('text', { name: 'gate_pass_code', nullable: true }) gatePassCode: string | null;
  @Column('uuid', { name: 'operation_id' }) operationId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
