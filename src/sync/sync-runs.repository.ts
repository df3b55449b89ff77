import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { Beside } from '../platform/jobs/lease.js';
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

/** What a page adds to a run, for the statement that says how far the walk has come. */
export type RunPage = Beside;

interface RunEnd {
  state: 'DONE' | 'FAILED' | 'ABANDONED';
  explanation?: string;
  errorCode?: string;
  errorMessage?: string;
}

/**
 * Of a claim: opens a run for each row of `taken`; what was left open on the same stream belonged to a process that died.
 * @param stream SQL for its name, of a row of `taken`
 */
export function openRuns(trigger: Trigger, stream: string): string {
  return `left_open AS (
      UPDATE sync_run o SET state = 'ABANDONED', finished_at = now()
      FROM taken WHERE o.store_id = taken."storeId" AND o.stream = ${stream} AND o.state = 'RUNNING'
    ), opened AS (
      INSERT INTO sync_run (store_id, stream, trigger, lease_token)
      SELECT "storeId", ${stream}, '${trigger}', token FROM taken RETURNING id, lease_token
    )
    SELECT taken.*, opened.id AS "runId" FROM taken JOIN opened ON opened.lease_token = taken.token`;
}

/** All SQL on sync_run: what each run did, as it goes. */
@Injectable()
export class SyncRunsRepository {
  constructor(private readonly database: DataSource) {}

  /** Opens a run for a claim. @returns its id */
  async open(manager: EntityManager, trigger: Trigger, run: NewRun): Promise<string> {
    const [opened] = await rowsOf<{ runId: string }>(
      manager,
      `WITH taken AS (SELECT $1::int AS "storeId", $2::text AS stream, $3::uuid AS token),
       ${openRuns(trigger, 'taken.stream')}`,
      [run.storeId, run.stream, run.token],
    );
    return opened!.runId;
  }

  async idOf(token: string): Promise<string | undefined> {
    const run = await this.database.manager.findOne(SyncRunEntity, {
      select: { id: true },
      where: { leaseToken: token, state: 'RUNNING' },
    });
    return run?.id;
  }

  page(
    runId: string,
    window: { from?: Date; to?: Date },
    seen: number,
    { inserted, updated, unchanged, skipped }: PageCounts,
  ): RunPage {
    return {
      sql: (n) => `UPDATE sync_run SET pages = pages + 1, seen = seen + $${n + 1}, new = new + $${n + 2},
         changed = changed + $${n + 3}, unchanged = unchanged + $${n + 4},
         window_from = coalesce($${n + 5}, window_from), window_to = coalesce($${n + 6}, window_to),
         skipped = (SELECT coalesce(jsonb_object_agg(key, total), '{}') FROM (
           SELECT key, sum(value::int) AS total FROM (
             SELECT * FROM jsonb_each_text(skipped) UNION ALL SELECT * FROM jsonb_each_text($${n + 7}::jsonb)) old_and_new
           GROUP BY key) merged)
       WHERE id = $${n}`,
      values: [
        runId,
        seen,
        inserted,
        updated,
        unchanged,
        window.from ?? null,
        window.to ?? null,
        JSON.stringify(skipped),
      ],
    };
  }

  async addPage(manager: EntityManager, page: RunPage): Promise<void> {
    await manager.query(page.sql(1), page.values);
  }

  /** For the statement that gives the lease back. */
  end(runId: string, { state, explanation, errorCode, errorMessage }: RunEnd): Beside {
    return {
      sql: (n) => `UPDATE sync_run SET state = $${n + 1}, explanation = $${n + 2}, error_code = $${n + 3},
         error_message = $${n + 4}, finished_at = now() WHERE id = $${n}`,
      values: [runId, state, explanation ?? null, errorCode ?? null, errorMessage ?? null],
    };
  }

  async close(manager: EntityManager, runId: string, end: RunEnd): Promise<void> {
    const { sql, values } = this.end(runId, end);
    await manager.query(sql(1), values);
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
