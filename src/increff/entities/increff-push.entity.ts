import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What Increff knows of a line. */
export interface PushedLine {
  channelSkuCode: string;
  /** Code of the line that it was merged with, for having the same SKU; undefined: Increff knows it by its own. */
  under?: string;
  /** Sent with the order. */
  quantity: number;
  /** Ordered then; undefined for a push of an earlier release. */
  ordered?: number;
  /** Cancelled before that, and so not sent. */
  cancelledBefore: number;
  /** Cancelled since, as Increff heard last. */
  cancelledQuantity: number;
}

/** What else Increff knows: hashes, which tell a change and no person. */
export interface SentDetails {
  address: string;
  attributes: string;
  onHold: boolean;
  /** Units to fulfil beyond those that were sent, of lines that Increff has or has not. */
  more: string;
}

/** An order that was handed to the outbox for Increff. Column meanings: COMMENTs in the migration. */
@Entity('increff_push')
export class IncreffPushEntity {
  @PrimaryColumn('bigint', { name: 'order_id' }) orderId: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('jsonb') lines: Record<string, PushedLine>;
  @Column('jsonb', { nullable: true }) sent: SentDetails | null;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('timestamptz', { name: 'pushed_at' }) pushedAt: Date;
}
