import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Row } from '../listings/listing.js';

export interface HourOfOrders {
  hour: Date;
  orders: number;
  /** Mean of the same hour of the four weeks before. */
  usual: number;
  /** Minutes until half, and until 95 of 100, of the hour's orders were acknowledged; null: none was. */
  half: number | null;
  nearly_all: number | null;
}

/** The day in figures. */
export interface Counts {
  /** To be acknowledged. */
  new: number;
  oldest_new: Date | null;
  /** Minutes, of the day's orders. */
  half: number | null;
  nearly_all: number | null;
  /** Of the last deliveries that are settled. */
  settled: number;
  arrived: number;
  deliveries_pending: number;
  operations_open: number;
  returns_open: number;
  stock_open: number;
  /** Of the last check of stock. */
  drifted: number | null;
  checked: number | null;
  checked_at: Date | null;
}

export function streamsOf(manager: EntityManager, storeCode: string): Promise<Row[]> {
  return rowsOf<Row>(manager, 'SELECT * FROM audit.sync_health WHERE store_code = $1 ORDER BY stream', [
    storeCode,
  ]);
}

const MINUTES = 'extract(epoch FROM o.acknowledged_at - o.first_seen_at) / 60';
const minutesWithin = (share: number): string =>
  `(percentile_cont(${share}) WITHIN GROUP (ORDER BY ${MINUTES}))::float8`;
/** So many deliveries say how well they arrive. */
const SAMPLE = 1000;

/** Open work is counted on indexes that hold only such rows. @param since begin of the reader's day */
export async function countsOf(manager: EntityManager, storeId: number, since: Date): Promise<Counts> {
  const [row] = await rowsOf<Counts>(
    manager,
    `SELECT n.new, n.oldest_new, a.half, a.nearly_all, d.settled, d.arrived, r.drifted, r.checked, r.started_at AS checked_at,
       (SELECT count(*)::int FROM delivery WHERE store_id = $1 AND state = 'PENDING') AS deliveries_pending,
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND state IN ('PENDING', 'RUNNING', 'UNKNOWN')) AS operations_open,
       (SELECT count(*)::int FROM return_order WHERE store_id = $1 AND sync_state IN ('CREATED', 'IN_PROCESSING')) AS returns_open,
       (SELECT count(*)::int FROM inventory_level WHERE store_id = $1 AND state = 'PENDING') AS stock_open
     FROM (SELECT count(*)::int AS new, min(first_seen_at) AS oldest_new FROM "order" WHERE store_id = $1 AND sync_state = 'NEW') n
     CROSS JOIN (SELECT ${minutesWithin(0.5)} AS half, ${minutesWithin(0.95)} AS nearly_all FROM "order" o
       WHERE o.store_id = $1 AND o.magento_created_at >= $2 AND o.acknowledged_at IS NOT NULL) a
     CROSS JOIN (SELECT count(*)::int AS settled, (count(*) FILTER (WHERE state = 'DELIVERED'))::int AS arrived
       FROM (SELECT state FROM delivery WHERE store_id = $1 AND state IN ('DELIVERED', 'DEAD') ORDER BY seq DESC LIMIT ${SAMPLE}) l) d
     LEFT JOIN LATERAL (SELECT drifted, checked, started_at FROM inventory_run WHERE store_id = $1 AND state = 'DONE'
       ORDER BY id DESC LIMIT 1) r ON true`,
    [storeId, since],
  );
  return row!;
}

/** The 24 hours from then on, each with the mean of the same hour of the four weeks before; these are counted on an index alone. */
export function ordersByHour(manager: EntityManager, storeId: number, since: Date): Promise<HourOfOrders[]> {
  return rowsOf<HourOfOrders>(
    manager,
    `WITH counted AS (
       SELECT h.hour, (sum(c.orders) FILTER (WHERE week = 0))::int AS orders, (sum(c.orders) FILTER (WHERE week > 0))::float8 / 4 AS usual
       FROM generate_series($2::timestamptz, $2::timestamptz + interval '23 hours', interval '1 hour') AS h(hour),
         generate_series(0, 4) AS week,
         LATERAL (SELECT count(*) AS orders FROM "order" WHERE store_id = $1
           AND magento_created_at >= h.hour - make_interval(weeks => week)
           AND magento_created_at < h.hour - make_interval(weeks => week) + interval '1 hour') c
       GROUP BY h.hour),
     acknowledged AS (
       SELECT $2::timestamptz + make_interval(hours => floor(extract(epoch FROM o.magento_created_at - $2::timestamptz) / 3600)::int) AS hour,
         ${minutesWithin(0.5)} AS half, ${minutesWithin(0.95)} AS nearly_all
       FROM "order" o WHERE o.store_id = $1 AND o.magento_created_at >= $2
         AND o.magento_created_at < $2::timestamptz + interval '24 hours' AND o.acknowledged_at IS NOT NULL
       GROUP BY 1)
     SELECT c.hour, c.orders, c.usual, a.half, a.nearly_all FROM counted c LEFT JOIN acknowledged a ON a.hour = c.hour ORDER BY c.hour`,
    [storeId, since],
  );
}
