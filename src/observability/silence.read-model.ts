import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** How many orders a store had in its last hours, and how many it usually has in the same hours of the week. */
export interface OrderFlow {
  storeCode: string;
  paused: boolean;
  hours: number;
  recent: number;
  /** Mean of the same hours one to four weeks ago. */
  usual: number;
  /** Why the last run of `orders.new` brought nothing, where it brought nothing. */
  explanation: string | null;
}

/** The longer windows serve shops with few orders. */
const WINDOWS_HOURS = [1, 3, 6, 12, 24];
/** A stream that has not gone through for this time is not merely busy. */
const LATE_SECONDS = 15 * 60;

/** @param storeCode one store; of all without */
export async function orderFlows(manager: EntityManager, storeCode?: string): Promise<OrderFlow[]> {
  return rowsOf<OrderFlow>(
    manager,
    `SELECT s.code AS "storeCode", s.paused, h.hours, recent.n AS recent, usual.n AS usual, r.explanation
     FROM store s
     CROSS JOIN unnest($1::int[]) AS h(hours)
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS n FROM "order" o WHERE o.store_id = s.id
         AND o.magento_created_at > now() - make_interval(hours => h.hours)) recent
     CROSS JOIN LATERAL (
       SELECT count(*)::float8 / 4 AS n FROM generate_series(1, 4) AS week(n), "order" o WHERE o.store_id = s.id
         AND o.magento_created_at > now() - make_interval(weeks => week.n, hours => h.hours)
         AND o.magento_created_at <= now() - make_interval(weeks => week.n)) usual
     LEFT JOIN LATERAL (
       SELECT explanation FROM sync_run r WHERE r.store_id = s.id AND r.stream = 'orders.new' AND r.state = 'DONE'
       ORDER BY r.id DESC LIMIT 1) r ON true
     WHERE $2::text IS NULL OR s.code = $2
     ORDER BY s.id, h.hours`,
    [WINDOWS_HOURS, storeCode ?? null],
  );
}

export interface LateStream {
  store: string;
  stream: string;
  lastSuccessAt: Date | null;
  error: string | null;
}

/** Streams that fail, or that are due and nobody runs. */
export function lateStreams(manager: EntityManager): Promise<LateStream[]> {
  return rowsOf<LateStream>(
    manager,
    `SELECT s.code AS store, c.stream, c.last_success_at AS "lastSuccessAt", r.error_code AS error
     FROM sync_cursor c JOIN store s ON s.id = c.store_id
     LEFT JOIN LATERAL (SELECT error_code FROM sync_run r WHERE r.store_id = c.store_id AND r.stream = c.stream
       ORDER BY r.id DESC LIMIT 1) r ON true
     WHERE NOT s.paused AND (
       (c.failures > 0 AND coalesce(c.last_success_at, s.created_at)
         < now() - make_interval(secs => CASE c.stream WHEN 'orders.sweep' THEN 172800 ELSE $1::int END))
       OR (c.next_run_at < now() - make_interval(secs => $1) AND coalesce(c.lease_until, '-infinity') < now()))`,
    [LATE_SECONDS],
  );
}
