import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Who caused an event. */
export type EventSource = 'MAGENTO' | 'INCREFF' | 'OPERATOR' | 'SERVICE' | 'AGGREGATOR';

/** One line of an order's timeline. Column meanings: COMMENTs in the migration. */
@Entity('order_event')
export class OrderEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('timestamptz') at: Date;
  @Column('text') source: EventSource;
  @Column('text') kind: string;
  @Column('text', { name: 'correlation_id', nullable: true }) correlationId: string | null;
  @Column('jsonb') summary: Record<string, unknown>;
}
