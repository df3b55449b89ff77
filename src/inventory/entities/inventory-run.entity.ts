import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SalableSummaryDto } from '../dto/salable-summary.dto.js';

/** A drift check or full push. Column meanings: COMMENTs in the migration. */
@Entity('inventory_run')
export class InventoryRunEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('integer', { name: 'store_id' }) storeId: number;
  @Column('text') kind: 'DRIFT_CHECK' | 'FULL_PUSH';
  @Column('text') trigger: 'NIGHTLY' | 'MANUAL' | 'RECONCILIATION';
  @Column('text') state: 'RUNNING' | 'DONE' | 'FAILED';
  @Column('integer') checked: number;
  @Column('integer') drifted: number;
  @Column('integer') queued: number;
  @Column('integer') unread: number;
  @Column('jsonb') differing: Record<string, number>;
  @Column('jsonb', { nullable: true }) salable: SalableSummaryDto | null;
  @Column('integer') starts: number;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode: string | null;
  @Column('text', { name: 'error_message', nullable: true }) errorMessage: string | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
