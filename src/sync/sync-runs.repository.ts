import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { PageCounts } from './sync.types.js';

export type Trigger = 'TICK' | 'MANUAL' | 'BACKFILL';

/** All SQL on sync_run: what each run did, as it goes. */
@Injectable()
export class SyncRunsRepository {
  constructor(private readonly database: DataSource) {}

  /** Opens a run; one that was left open on the same stream belonged to a process that died. */
  async open(
    manager: EntityManager,
    storeId: number,
    stream: string,
    trigger: Trigger,
    token: string,
  ): Promise<string> {
    await manager.query(
      `UPDATE sync_run SET state = 'ABANDONED', finished_at = now()
       WHERE store_id = $1 AND stream = $2 AND state = 'RUNNING'`,
      [storeId, stream],
    );
    const [row] = await rowsOf<{ id: string }>(
      manager,
      'INSERT INTO sync_run (store_id, stream, trigger, lease_token) VALUES ($1, $2, $3, $4) RETURNING id',
      [storeId, stream, trigger, token],
    );
    return row!.id;
  }

  async idOf(token: string): Promise<string | undefined> {
    const rows = await rowsOf<{ id: string }>(
      this.database.manager,
      "SELECT id FROM sync_run WHERE lease_token = $1 AND state = 'RUNNING'",
      [token],
    );
    return rows[0]?.id;
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

  async counts(
    runId: string,
  ): Promise<{ pages: number; seen: number; new: number; changed: number; unchanged: number }> {
    const [row] = await rowsOf<{
      pages: number;
      seen: number;
      new: number;
      changed: number;
      unchanged: number;
    }>(this.database.manager, 'SELECT pages, seen, new, changed, unchanged FROM sync_run WHERE id = $1', [
      runId,
    ]);
    return row!;
  }
}
