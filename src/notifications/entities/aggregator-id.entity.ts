import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an aggregator calls an order, learnt beside an AWB. Column meanings: COMMENTs in the migration. */
@Entity('aggregator_id')
export class AggregatorIdEntity {
  @PrimaryColumn('integer', { name: 'store_id' }) storeId: number;
  @PrimaryColumn('text') value: string;
  @Column('bigint', { name: 'order_id' }) orderId: string;
  @Column('bigint', { name: 'shipment_id', nullable: true }) shipmentId: string | null;
  @Column('bigint', { name: 'return_order_id', nullable: true }) returnOrderId: string | null;
  @Column('timestamptz', { name: 'learned_at' }) learnedAt: Date;
}
