import type { EntityManager } from 'typeorm';
import { LEFT_UNDONE } from '../../operations/operation-conditions.repository.js';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Row } from '../listings/listing.js';

export interface HourOfOrders {
  hour: Date;
  orders: number;
  usual: number;
}

export interface Counts {
  new: number;
  held: number;
  /** Of them, by reason. */
  held_reasons: Record<string, number>;
  waiting: number;
  parked: number;
  oldest_new: Date | null;
  operations_open: number;
  operations_doubt: number;
  operations_person: number;
  disputed: number;
  operations_bad: number;
  deliveries_pending: number;
  deliveries_dead: number;
  events_waiting: number;
  oldest_event: Date | null;
  returns_open: number;
  inventory_open: number;
  inventory_failed: number;
}

export function streamsOf(manager: EntityManager, storeCode: string): Promise<Row[]> {
  return rowsOf<Row>(manager, 'SELECT * FROM audit.sync_health WHERE store_code = $1 ORDER BY stream', [
    storeCode,
  ]);
}

/** Open work. Each is counted on an index that holds only such rows. */
export async function countsOf(manager: EntityManager, storeId: number): Promise<Counts> {
  const orders = (state: string): string =>
    `(SELECT count(*)::int FROM "order" WHERE store_id = $1 AND sync_state = '${state}')`;
  const [row] = await rowsOf<Counts>(
    manager,
    `SELECT ${orders('NEW')} AS new, ${orders('HELD')} AS held,
       (SELECT coalesce(jsonb_object_agg(g.reason, g.count), '{}') FROM (SELECT coalesce(sync_reason, '') AS reason, count(*)::int
          FROM "order" WHERE store_id = $1 AND sync_state = 'HELD' GROUP BY 1) g) AS held_reasons,
       ${orders('WAITING')} AS waiting,
       (SELECT count(*)::int FROM parked_order WHERE store_id = $1) AS parked,
       (SELECT min(first_seen_at) FROM "order" WHERE store_id = $1 AND sync_state = 'NEW') AS oldest_new,
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND state IN ('PENDING', 'RUNNING', 'UNKNOWN') AND state <> 'UNKNOWN') AS operations_open,
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND state IN ('PENDING', 'RUNNING', 'UNKNOWN') AND state = 'UNKNOWN') AS operations_doubt,
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND attention_since IS NOT NULL AND state IN ('UNKNOWN', 'FAILED')) AS operations_person,
       (SELECT count(*)::int FROM parked_order WHERE store_id = $1 AND shown IS NOT NULL) AS disputed,
       (SELECT count(*)::int FROM operation p WHERE p.store_id = $1 AND p.created_at > now() - interval '7 days'
          AND ${LEFT_UNDONE}) AS operations_bad,
       (SELECT count(*)::int FROM delivery WHERE store_id = $1 AND state = 'PENDING') AS deliveries_pending,
       (SELECT count(*)::int FROM delivery WHERE store_id = $1 AND state = 'DEAD') AS deliveries_dead,
       (SELECT count(*)::int FROM notification WHERE store_id = $1 AND state = 'WAITING') AS events_waiting,
       (SELECT min(received_at) FROM notification WHERE store_id = $1 AND state = 'WAITING') AS oldest_event,
       (SELECT count(*)::int FROM return_order WHERE store_id = $1 AND sync_state IN ('CREATED', 'IN_PROCESSING')) AS returns_open,
       (SELECT count(*)::int FROM inventory_level WHERE store_id = $1 AND state = 'PENDING') AS inventory_open,
       (SELECT count(*)::int FROM inventory_level WHERE store_id = $1 AND state = 'FAILED') AS inventory_failed`,
    [storeId],
  );
  return row!;
}

/** The last 24 hours, and the mean of the same hours of the four weeks before. */
export function ordersByHour(manager: EntityManager, storeId: number): Promise<HourOfOrders[]> {
  return rowsOf<HourOfOrders>(
    manager,
    `SELECT h.hour, sum(c.orders) FILTER (WHERE week = 0)::int AS orders, sum(c.orders) FILTER (WHERE week > 0)::float8 / 4 AS usual
     FROM generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') AS h(hour),
       generate_series(0, 4) AS week,
       LATERAL (SELECT count(*) AS orders FROM "order" WHERE store_id = $1
         AND magento_created_at >= h.hour - make_interval(weeks => week)
         AND magento_created_at < h.hour - make_interval(weeks => week) + interval '1 hour') c
     GROUP BY h.hour ORDER BY h.hour`,
    [storeId],
  );
}
