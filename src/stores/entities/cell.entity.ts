import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which of several databases this is. Column meanings: COMMENTs in the migration. */
@Entity('cell')
export class Cell {
  @PrimaryColumn('boolean', { default: true }) one: boolean;
  @Column('integer') number: number;
  @Column('text') name: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
