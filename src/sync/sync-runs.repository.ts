import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { SyncRunEntity } from './entities/sync-run.entity.js';
import type { PageCounts, Trigger } from './sync.types.js';

/** What is left out is not asked for. */
export interface RunFilter {
  storeId?: number;
  stream?: string;
  /** Id of the last one of the page before. */
  before?: number;
  limit: number;
}

export type ListedRun = Omit<SyncRunEntity, 'storeId' | 'leaseToken'> & { storeCode: string };

export type RunCounts = Pick<SyncRunEntity, 'pages' | 'seen' | 'new' | 'changed' | 'unchanged'>;

/** A run of a stream, or of a backfill, under a lease. */
export interface NewRun {
  storeId: number;
  stream: string;
  /** Of the lease. */
  token: string;
}

/** All SQL on sync_run: what each run did, as it goes. */
@Injectable()
export class SyncRunsRepository {
  constructor(private readonly database: DataSource) {}

  /** Opens a run for each; what was left open on the same stream belonged to a process that died. @returns ids by token */
  async open(manager: EntityManager, trigger: Trigger, runs: NewRun[]): Promise<Map<string, string>> {
    if (runs.length === 0) return new Map();
    const rows = await rowsOf<{ id: string; token: string }>(
      manager,
      `WITH run AS (
         SELECT * FROM json_to_recordset($1::json) AS r("storeId" int, stream text, token uuid)
       ), left_open AS (
         UPDATE sync_run o SET state = 'ABANDONED', finished_at = now()
         FROM run WHERE o.store_id = run."storeId" AND o.stream = run.stream AND o.state = 'RUNNING'
       )
       INSERT INTO sync_run (store_id, stream, trigger, lease_token)
       SELECT "storeId", stream, $2, token FROM run RETURNING id, lease_token AS token`,
      [JSON.stringify(runs.map(({ storeId, stream, token }) => ({ storeId, stream, token }))), trigger],
    );
    return new Map(rows.map(({ id, token }) => [token, id]));
  }

  async idOf(token: string): Promise<string | undefined> {
    const run = await this.database.manager.findOne(SyncRunEntity, {
      select: { id: true },
      where: { leaseToken: token, state: 'RUNNING' },
    });
    return run?.id;
  }

  /** Whether the run of the stream that ended last failed. */
  async endedInFailure({ storeId, stream }: Pick<NewRun, 'storeId' | 'stream'>): Promise<boolean> {
    const [last] = await rowsOf<{ state: string }>(
      this.database.manager,
      `SELECT state FROM sync_run WHERE store_id = $1 AND stream = $2 AND state <> 'RUNNING' ORDER BY id DESC LIMIT 1`,
      [storeId, stream],
    );
    return last?.state === 'FAILED';
  }

  async addPage(
    manager: EntityManager,
    runId: string,
    window: { from?: Date; to?: Date },
    seen: number,
    counts: PageCounts,
  ): Promise<void> {
    await manager.query(
      `UPDATE sync_run SET pages = pages + 1, seen = seen + $2, new = new + $3, changed = changed + $4,
         unchanged = unchanged + $5, window_from = coalesce($6, window_from), window_to = coalesce($7, window_to),
         skipped = (SELECT coalesce(jsonb_object_agg(key, total), '{}') FROM (
           SELECT key, sum(value::int) AS total FROM (
             SELECT * FROM jsonb_each_text(skipped) UNION ALL SELECT * FROM jsonb_each_text($8::jsonb)) old_and_new
           GROUP BY key) merged)
       WHERE id = $1`,
      [
        runId,
        seen,
        counts.inserted,
        counts.updated,
        counts.unchanged,
        window.from ?? null,
        window.to ?? null,
        JSON.stringify(counts.skipped),
      ],
    );
  }

  async close(
    manager: EntityManager,
    runId: string,
    end: {
      state: 'DONE' | 'FAILED' | 'ABANDONED';
      explanation?: string;
      errorCode?: string;
      errorMessage?: string;
    },
  ): Promise<void> {
    await manager.query(
      `UPDATE sync_run SET state = $2, explanation = $3, error_code = $4, error_message = $5, finished_at = now()
       WHERE id = $1`,
      [runId, end.state, end.explanation ?? null, end.errorCode ?? null, end.errorMessage ?? null],
    );
  }

  /** The latest first, with the code of their store. */
  list({ storeId, stream, before, limit }: RunFilter): Promise<ListedRun[]> {
    return rowsOf<ListedRun>(
      this.database.manager,
      `SELECT r.id, s.code AS "storeCode", r.stream, r.trigger, r.state,
         r.window_from AS "windowFrom", r.window_to AS "windowTo", r.pages, r.seen, r.new, r.changed, r.unchanged,
         r.skipped, r.explanation, r.error_code AS "errorCode", r.error_message AS "errorMessage",
         r.started_at AS "startedAt", r.finished_at AS "finishedAt"
       FROM sync_run r JOIN store s ON s.id = r.store_id
       WHERE ($1::int IS NULL OR r.store_id = $1) AND ($2::text IS NULL OR r.stream = $2)
         AND ($3::bigint IS NULL OR r.id < $3)
       ORDER BY r.id DESC LIMIT $4`,
      [storeId ?? null, stream ?? null, before ?? null, limit],
    );
  }
}
