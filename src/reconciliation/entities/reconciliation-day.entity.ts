import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Orders of one day on both sides. Column meanings: COMMENTs in the migration. */
@Entity('reconciliation_day')
export class ReconciliationDayEntity {
  @PrimaryColumn('uuid', { name: 'reconciliation_id' }) reconciliationId: string;
  @PrimaryColumn('date') day: string;
  @Column('integer', { name: 'orders_magento' }) ordersMagento: number;
  @Column('integer', { name: 'orders_here' }) ordersHere: number;
}
