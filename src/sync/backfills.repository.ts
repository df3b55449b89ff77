import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { type Beside, Lease, leaseFree } from '../platform/jobs/lease.js';
import { type Begun, LEASE_SECONDS } from './sync-cursors.repository.js';
import { openRuns } from './sync-runs.repository.js';
import type { Resume } from './sync.types.js';

export interface BackfillRow {
  id: string;
  storeId: number;
  createdFrom: Date;
  createdTo: Date;
  pauseMs: number;
  resume: Resume | null;
  state: 'RUNNING' | 'DONE';
  token: string;
  failures: number;
  requestedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

const COLUMNS = `id, store_id AS "storeId", created_from AS "createdFrom", created_to AS "createdTo",
  pause_ms AS "pauseMs", resume, state, lease_token AS token, failures, requested_by AS "requestedBy",
  created_at AS "createdAt", finished_at AS "finishedAt"`;

const IS_DUE = `t.state = 'RUNNING' AND NOT s.paused AND t.next_run_at <= now() AND ${leaseFree('t.')}`;

/** Some backfill may be claimed. */
export const BACKFILL_DUE = `EXISTS (SELECT FROM backfill t JOIN store s ON s.id = t.store_id WHERE ${IS_DUE})`;

const lease = new Lease<Pick<BackfillRow, 'id' | 'token'>>({
  table: 'backfill',
  key: ['id'],
  seconds: LEASE_SECONDS,
  of: ({ id, token }) => [id, token],
  called: ({ id }) => `backfill ${id}`,
});

/** All SQL on backfill. */
@Injectable()
export class BackfillsRepository {
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

  /** Takes due backfills whose store is not paused, and opens their runs. */
  claimDue(manager: EntityManager, limit: number): Promise<Begun<BackfillRow>[]> {
    return lease.claim<Begun<BackfillRow>>(
      manager,
      {
        join: 'JOIN store s ON s.id = t.store_id',
        where: IS_DUE,
        first: 'LIMIT $2',
        returning: COLUMNS,
        then: openRuns('BACKFILL', `'backfill:' || taken.id`),
      },
      [limit],
    );
  }

  held(id: string, token: string): Promise<BackfillRow | undefined> {
    const running = { and: `state = 'RUNNING'`, returning: COLUMNS };
    return lease.renew<BackfillRow>(this.database.manager, { id, token }, running);
  }

  /** `resume` null: the range is done. @param page what it adds to the run. @throws LeaseLostError */
  async checkpoint(
    manager: EntityManager,
    row: BackfillRow,
    resume: Resume | null,
    page: Beside,
  ): Promise<void> {
    const done = resume ? '' : `, state = 'DONE', finished_at = now(), lease_until = NULL`;
    await lease.write(manager, row, {
      set: `resume = $3, failures = 0${done}`,
      values: [resume && JSON.stringify(resume)],
      beside: [page],
    });
  }

  /** Gives it back unfinished: after a failure with a wait, at shutdown without. */
  async release(row: BackfillRow, waitSeconds: number, failed: boolean): Promise<void> {
    const set = 'failures = failures + $4, next_run_at = now() + make_interval(secs => $3)';
    await lease.release(this.database.manager, row, set, [waitSeconds, failed ? 1 : 0]);
  }
}
