import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import { LEASE_SECONDS } from './cursors.js';
import type { Resume } from './sync.types.js';
import { time } from '../platform/time/time.js';

export interface BackfillRow {
  id: string;
  storeId: number;
  createdFrom: Date;
  createdTo: Date;
  pauseMs: number;
  resume: Resume | null;
  state: 'RUNNING' | 'DONE' | 'CANCELLED';
  token: string;
  failures: number;
  requestedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

const COLUMNS = `id, store_id AS "storeId", created_from AS "createdFrom", created_to AS "createdTo",
  pause_ms AS "pauseMs", resume, state, lease_token AS token, failures, requested_by AS "requestedBy",
  created_at AS "createdAt", finished_at AS "finishedAt"`;

/** All SQL on backfill. */
@Injectable()
export class Backfills {
  constructor(private readonly database: DataSource) {}

  async create(
    manager: EntityManager,
    storeId: number,
    from: Date,
    to: Date,
    pauseMs: number,
    requestedBy: string,
  ): Promise<BackfillRow> {
    const [row] = await rowsOf<BackfillRow>(
      manager,
      `INSERT INTO backfill (store_id, created_from, created_to, pause_ms, requested_by)
       VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`,
      [storeId, from, to, pauseMs, requestedBy],
    );
    return row!;
  }

  async byId(id: string): Promise<BackfillRow | undefined> {
    const [row] = await rowsOf<BackfillRow>(
      this.database.manager,
      `SELECT ${COLUMNS} FROM backfill WHERE id = $1`,
      [id],
    );
    return row;
  }

  claimDue(manager: EntityManager, limit: number): Promise<BackfillRow[]> {
    return rowsOf<BackfillRow>(
      manager,
      `UPDATE backfill SET lease_token = gen_random_uuid(), lease_until = now() + make_interval(secs => $2)
       WHERE id IN (
         SELECT b.id FROM backfill b JOIN store s ON s.id = b.store_id
         WHERE b.state = 'RUNNING' AND NOT s.paused AND b.next_run_at <= now()
           AND (b.lease_until IS NULL OR b.lease_until < now())
         LIMIT $1 FOR UPDATE OF b SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [limit, time.limitSeconds(LEASE_SECONDS)],
    );
  }

  async held(id: string, token: string): Promise<BackfillRow | undefined> {
    const [row] = await rowsOf<BackfillRow>(
      this.database.manager,
      `UPDATE backfill SET lease_until = now() + make_interval(secs => $3)
       WHERE id = $1 AND lease_token = $2 AND state = 'RUNNING' RETURNING ${COLUMNS}`,
      [id, token, time.limitSeconds(LEASE_SECONDS)],
    );
    return row;
  }

  /** `resume` null: the range is done. @throws LeaseLostError */
  async checkpoint(manager: EntityManager, row: BackfillRow, resume: Resume | null): Promise<void> {
    const rows = await rowsOf<object>(
      manager,
      resume
        ? 'UPDATE backfill SET resume = $3, failures = 0 WHERE id = $1 AND lease_token = $2 RETURNING id'
        : `UPDATE backfill SET resume = NULL, failures = 0, state = 'DONE', finished_at = now(), lease_until = NULL
           WHERE id = $1 AND lease_token = $2 AND $3::jsonb IS NULL RETURNING id`,
      [row.id, row.token, resume && JSON.stringify(resume)],
    );
    if (rows.length === 0) throw new LeaseLostError(`backfill ${row.id} was taken over`);
  }

  /** Gives it back unfinished: after a failure with a wait, at shutdown without. */
  async release(row: BackfillRow, waitSeconds: number, failed: boolean): Promise<void> {
    await this.database.query(
      `UPDATE backfill SET lease_token = NULL, lease_until = NULL, failures = failures + $4,
         next_run_at = now() + make_interval(secs => $3)
       WHERE id = $1 AND lease_token = $2`,
      [row.id, row.token, waitSeconds, failed ? 1 : 0],
    );
  }
}
