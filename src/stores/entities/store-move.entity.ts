import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a store is on its way from one database to another. */
export enum MoveState {
  Leaving = 'LEAVING',
  Left = 'LEFT',
  Arriving = 'ARRIVING',
  Here = 'HERE',
}

/** The last move of a store. Column meanings: COMMENTs in the migration. */
@Entity('store_move')
export class StoreMove {
  @PrimaryColumn('text', { name: 'store_code' }) storeCode: string;
  @Column('uuid') id: string;
  @Column('integer', { default: 0 }) number: number;
  @Column('text') state: MoveState;
  @Column('text') cell: string;
  @Column('boolean', { name: 'was_paused' }) wasPaused: boolean;
  @Column('timestamptz', { name: 'changed_at', default: () => 'clock_timestamp()' }) changedAt: Date;
}
