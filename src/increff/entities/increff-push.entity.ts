import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What Increff knows of a line. */
export interface PushedLine {
  channelSkuCode: string;
  /** Sent with the order. */
  quantity: number;
  /** Cancelled before that, and so not sent. */
  cancelledBefore: number;
  /** Cancelled since, as Increff heard last. */
  cancelledQuantity: number;
}

/** An order that was handed to the outbox for Increff. Column meanings: COMMENTs in the migration. */
@Entity('increff_push')
export class IncreffPushEntity {
  @PrimaryColumn('bigint', { name: 'order_id' }) orderId: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('jsonb') lines: Record<string, PushedLine>;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('timestamptz', { name: 'pushed_at' }) pushedAt: Date;
}
