import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DifferenceKind } from '../reconciliation.types.js';

/** What a reconciliation found. Column meanings: COMMENTs in the migration. */
@Entity('difference')
export class DifferenceEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'reconciliation_id' }) reconciliationId: string;
  @Column('bigint', { name: 'order_code' }) orderCode: string;
  @Column('text') kind: DifferenceKind;
  @Column('jsonb', { nullable: true }) ours: object | null;
  @Column('jsonb', { nullable: true }) theirs: object | null;
  @Column('text') reason: string;
  @Column('boolean') repaired: boolean;
}
