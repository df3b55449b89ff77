import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StreamName } from '../streams.js';
import type { Resume } from '../sync.types.js';

/** One polling stream of one store. Column meanings: COMMENTs in the migration; SQL in sync-cursors.repository.ts. */
@Entity('sync_cursor')
export class SyncCursorEntity {
  @PrimaryColumn('integer', { name: 'store_id' }) storeId: number;
  @PrimaryColumn('text') stream: StreamName;
  @Column('timestamptz', { nullable: true }) position: Date | null;
  @Column('jsonb', { nullable: true }) resume: Resume | null;
  @Column('timestamptz', { name: 'next_run_at' }) nextRunAt: Date;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken: string | null;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('integer') failures: number;
  @Column('timestamptz', { name: 'last_success_at', nullable: true }) lastSuccessAt: Date | null;
}
