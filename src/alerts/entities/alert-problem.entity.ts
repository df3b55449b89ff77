import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ProblemKind } from '../../problems/problems.read-model.js';

/** A problem from its beginning to its end. Column meanings: COMMENTs in the migration. */
@Entity('alert_problem')
export class AlertProblemEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text') kind: ProblemKind;
  @Column('text') subject: string;
  @Column('text') cause: string;
  @Column('text', { nullable: true }) detail: string | null;
  @Column('integer') count: number;
  @Column('boolean') ignored: boolean;
  @Column('timestamptz', { name: 'first_at' }) firstAt: Date;
  @Column('timestamptz', { name: 'began_at' }) beganAt: Date;
  @Column('timestamptz', { name: 'seen_at' }) seenAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}
