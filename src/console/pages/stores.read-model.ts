import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import { modeOf } from '../../stores/store-mode.repository.js';

export interface StoreAtAGlance {
  code: string;
  base_url: string;
  store_view: string;
  paused: boolean;
  mode: string;
  created_at: Date;
  /** Seconds since new orders were last read; null: never. */
  behind: number | null;
  /** Failed reads in a row, of all streams, and what the last of them failed with. */
  failures: number;
  since: Date | null;
  error_code: string | null;
  /** Orders of each hour of the day that has begun. */
  hours: number[];
  usual: number;
  waiting: number;
  /** Kinds of problems that the first page of the store would show. */
  problems: number;
}

const SYNC = `SELECT (extract(epoch FROM now() - max(c.last_success_at) FILTER (WHERE c.stream = 'orders.new')))::float8 AS behind,
    coalesce(max(c.failures), 0)::int AS failures, max(c.last_success_at) AS since,
    (SELECT r.error_code FROM sync_run r WHERE r.store_id = s.id AND r.state = 'FAILED' ORDER BY r.id DESC LIMIT 1) AS error_code
  FROM sync_cursor c WHERE c.store_id = s.id`;

const TODAY = `SELECT coalesce(array_agg(n ORDER BY hour), '{}') AS hours FROM (
    SELECT h.hour, (SELECT count(*)::int FROM "order" o WHERE o.store_id = s.id AND o.magento_created_at >= h.hour
      AND o.magento_created_at < h.hour + interval '1 hour') AS n
    FROM generate_series($2::timestamptz, now(), interval '1 hour') AS h(hour)) per_hour`;

const USUAL = `SELECT count(*)::float8 / 4 AS usual FROM generate_series(1, 4) AS week, "order" o WHERE o.store_id = s.id
  AND o.magento_created_at >= $2::timestamptz - make_interval(weeks => week)
  AND o.magento_created_at < now() - make_interval(weeks => week)`;

const PROBLEMS = [
  `EXISTS (SELECT 1 FROM delivery WHERE store_id = s.id AND state = 'DEAD')`,
  `EXISTS (SELECT 1 FROM "order" WHERE store_id = s.id AND sync_state = 'HELD')`,
  `EXISTS (SELECT 1 FROM operation WHERE store_id = s.id AND attention_since IS NOT NULL AND state IN ('UNKNOWN', 'FAILED'))`,
  `EXISTS (SELECT 1 FROM parked_order WHERE store_id = s.id)`,
  `EXISTS (SELECT 1 FROM inventory_level WHERE store_id = s.id AND state = 'FAILED')`,
  `EXISTS (SELECT 1 FROM notification WHERE store_id = s.id AND state = 'WAITING')`,
  `EXISTS (SELECT 1 FROM endpoint WHERE store_id = s.id AND state = 'DISABLED')`,
].map((exists) => `(${exists})::int`);

/** @param since begin of the reader's day */
export function storesCalled(
  manager: EntityManager,
  codes: string[],
  since: Date,
): Promise<StoreAtAGlance[]> {
  return rowsOf<StoreAtAGlance>(
    manager,
    `SELECT s.code, s.base_url, s.store_view, s.paused, ${modeOf('s')} AS mode, s.created_at, sync.*, today.hours, past.usual,
       (SELECT count(*)::int FROM "order" WHERE store_id = s.id AND sync_state = 'NEW') AS waiting,
       ${PROBLEMS.join(' + ')} AS problems
     FROM store s CROSS JOIN LATERAL (${SYNC}) sync CROSS JOIN LATERAL (${TODAY}) today CROSS JOIN LATERAL (${USUAL}) past
     WHERE s.code = ANY($1::text[]) ORDER BY s.code`,
    [codes, since],
  );
}
