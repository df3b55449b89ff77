import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order that cannot be taken in. Column meanings: COMMENTs in the migration; SQL in parked-orders.repository.ts. */
@Entity('parked_order')
export class ParkedOrderEntity {
  @PrimaryColumn('integer', { name: 'store_id' }) storeId: number;
  @PrimaryColumn('bigint', { name: 'entity_id' }) entityId: string;
  @Column('text') reason: string;
  @Column('jsonb', { nullable: true }) shown: { incrementId: string; createdAt: string } | null;
  @Column('integer') tries: number;
  @Column('timestamptz', { name: 'parked_at' }) parkedAt: Date;
  @Column('timestamptz', { name: 'next_try_at' }) nextTryAt: Date;
}
