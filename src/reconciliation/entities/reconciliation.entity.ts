import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One comparison of our copy with Magento. Column meanings: COMMENTs in the migration. */
@Entity('reconciliation')
export class ReconciliationEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('timestamptz', { name: 'created_from' }) createdFrom: Date;
  @Column('timestamptz', { name: 'created_to' }) createdTo: Date;
  @Column('text') state: 'RUNNING' | 'DONE' | 'FAILED';
  @Column('integer', { name: 'orders_magento' }) ordersMagento: number;
  @Column('integer', { name: 'orders_here' }) ordersHere: number;
  @Column('integer') differences: number;
  @Column('integer') repaired: number;
  @Column('bigint', { name: 'inventory_run_id', nullable: true }) inventoryRunId: string | null;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('integer') takes: number;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('text', { name: 'error_message', nullable: true }) errorMessage: string | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
