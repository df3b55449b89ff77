import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Resume } from '../sync.types.js';

/** A range of orders that is read again on request. Column meanings: COMMENTs in the migration; SQL in backfills.ts. */
@Entity('backfill')
export class BackfillEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('timestamptz', { name: 'created_from' }) createdFrom: Date;
  @Column('timestamptz', { name: 'created_to' }) createdTo: Date;
  @Column('integer', { name: 'pause_ms' }) pauseMs: number;
  @Column('jsonb', { nullable: true }) resume: Resume | null;
  @Column('text') state: 'RUNNING' | 'DONE';
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('timestamptz', { name: 'next_run_at' }) nextRunAt: Date;
  @Column('integer') failures: number;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
