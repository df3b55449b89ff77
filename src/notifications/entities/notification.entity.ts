import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { NotificationState, StatusReading } from '../notification.types.js';
import { SetByTable } from '../../platform/database/set-by-table.decorator.js';

/** Column meanings: COMMENTs in the migration; SQL in notifications.repository.ts. */
@Entity('notification')
export class NotificationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text') source: string;
  @Column('text') state: NotificationState;
  @SetByTable('sync_state') syncState: string | null;
  @SetByTable('idempotency_key') idempotencyKey: string | null;
  @Column('text', { name: 'dedupe_key' }) dedupeKey: string;
  @Column('text', { name: 'forward_order_code', nullable: true }) forwardOrderCode: string | null;
  @Column('text', { name: 'parcel_key', nullable: true }) parcelKey: string | null;
  @Column('text', { nullable: true }) type: string | null;
  @Column('boolean') known: boolean;
  @Column('timestamptz', { name: 'event_time', nullable: true }) eventTime: Date | null;
  @Column('boolean') late: boolean;
  @Column('jsonb') body: Record<string, unknown>;
  @Column('text', { nullable: true }) raw: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('boolean', { name: 'is_return', nullable: true }) isReturn: boolean | null;
  @Column('text', { array: true, nullable: true }) names: string[] | null;
  @Column('jsonb', { nullable: true }) reading: StatusReading | null;
  @Column('timestamptz', { name: 'look_at', nullable: true }) lookAt: Date | null;
  @Column('integer') looks: number;
  @Column('integer') repeats: number;
  @Column('uuid', { name: 'delivery_id', nullable: true }) deliveryId: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('text', { name: 'request_id', nullable: true }) requestId: string | null;
}
