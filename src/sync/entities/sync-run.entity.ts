import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Trigger } from '../sync.types.js';

/** One run and what came of it. Column meanings: COMMENTs in the migration; SQL in sync-runs.repository.ts. */
@Entity('sync_run')
export class SyncRunEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text') stream: string;
  @Column('text') trigger: Trigger;
  @Column('text') state: 'RUNNING' | 'DONE' | 'FAILED' | 'ABANDONED';
  @Column('uuid', { name: 'lease_token' }) leaseToken: string;
  @Column('timestamptz', { name: 'window_from', nullable: true }) windowFrom: Date | null;
  @Column('timestamptz', { name: 'window_to', nullable: true }) windowTo: Date | null;
  @Column('integer') pages: number;
  @Column('integer') seen: number;
  @Column('integer') new: number;
  @Column('integer') changed: number;
  @Column('integer') unchanged: number;
  @Column('jsonb') skipped: Record<string, number>;
  @Column('text', { nullable: true }) explanation: string | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode: string | null;
  @Column('text', { name: 'error_message', nullable: true }) errorMessage: string | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
