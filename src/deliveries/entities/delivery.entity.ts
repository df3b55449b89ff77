import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DeliveryState, EndpointKind } from '../delivery.types.js';

/** Outbox. Column meanings: COMMENTs in the migration; SQL in delivery-queue.repository.ts. */
@Entity('delivery')
export class DeliveryEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('bigint') seq: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text') kind: EndpointKind;
  @Column('text', { name: 'order_code' }) orderCode: string;
  @Column('text', { name: 'event_type' }) eventType: string;
  @Column('text') body: string;
  @Column('text') state: DeliveryState;
  @Column('integer') attempts: number;
  @Column('integer') round: number;
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: Date | null;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('integer', { name: 'last_status', nullable: true }) lastStatus: number | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
}
