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

export interface Silence extends OrderFlow {
  since: string;
}

/** The longer windows serve shops with few orders. */
const WINDOWS_HOURS = [1, 3, 6, 12, 24];
/** So many orders usually and none now: by chance that happens to fewer than one in a hundred windows (e⁻⁵). */
const SURELY_SOME = 5;

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

/** Stores that usually send orders at this hour and do not, one line each: the shortest window that proves it. */
export function silencesOf(flows: OrderFlow[]): Silence[] {
  const found = new Map<string, Silence>();
  for (const flow of flows) {
    const proves = !flow.paused && flow.recent === 0 && flow.usual >= SURELY_SOME;
    if (proves && !found.has(flow.storeCode)) {
      found.set(flow.storeCode, { ...flow, since: `no order for ${flow.hours} h` });
    }
  }
  return [...found.values()];
}
