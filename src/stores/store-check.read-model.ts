import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { modeOf } from './store-mode.repository.js';

/** Kinds without an endpoint that takes them, of which something waits or, with `pushToIncreff`, will. */
const UNTAKEN = `
  WITH wanted AS (
    SELECT kind, count(*)::int AS waiting FROM delivery WHERE store_id = $1 AND state = 'PENDING' GROUP BY kind
    UNION ALL SELECT 'INCREFF', 0 FROM store WHERE id = $1 AND settings ->> 'pushToIncreff' = 'true')
  SELECT kind, sum(waiting)::int AS waiting FROM wanted w
  WHERE NOT EXISTS (SELECT FROM endpoint e WHERE e.store_id = $1 AND e.kind = w.kind AND e.state = 'ENABLED')
  GROUP BY kind ORDER BY kind`;

/** Pushes that wait after a try: their endpoint is there, but does not take them. */
const FAILING = `
  SELECT d.kind, count(*)::int AS waiting, (array_agg(d.last_error ORDER BY d.next_attempt_at DESC NULLS LAST))[1] AS error
  FROM delivery d JOIN endpoint e ON e.store_id = d.store_id AND e.kind = d.kind AND e.state = 'ENABLED'
  WHERE d.store_id = $1 AND d.state = 'PENDING' AND d.last_error IS NOT NULL GROUP BY d.kind ORDER BY d.kind`;

export interface WaitingPushes {
  kind: string;
  waiting: number;
}

export function untakenPushes(manager: EntityManager, storeId: number): Promise<WaitingPushes[]> {
  return rowsOf<WaitingPushes>(manager, UNTAKEN, [storeId]);
}

export function failingPushes(
  manager: EntityManager,
  storeId: number,
): Promise<(WaitingPushes & { error: string })[]> {
  return rowsOf<WaitingPushes & { error: string }>(manager, FAILING, [storeId]);
}

export async function countParked(
  manager: EntityManager,
  storeId: number,
): Promise<{ parked: number; disputed: number }> {
  const [row] = await rowsOf<{ parked: number; disputed: number }>(
    manager,
    'SELECT count(*)::int AS parked, count(shown)::int AS disputed FROM parked_order WHERE store_id = $1',
    [storeId],
  );
  return row!;
}

/** Pairs of stores on the same Magento of the same store views; no `storeIds` means all views. The other one takes orders. */
const SHARING_VIEWS = `store s JOIN store o ON o.id <> s.id AND NOT o.paused
  AND lower(o.base_url) = lower(s.base_url) AND (
  coalesce(s.settings -> 'storeIds', '[]') = '[]' OR coalesce(o.settings -> 'storeIds', '[]') = '[]'
  OR EXISTS (SELECT FROM jsonb_array_elements(s.settings -> 'storeIds') AS mine (id)
             WHERE o.settings -> 'storeIds' @> mine.id))`;

/** Of which both take them. A paused store takes none. */
export const OVERLAPPING_STORES = `${SHARING_VIEWS} AND NOT s.paused`;

/** Codes of stores that take the same orders: Increff would get each of those once per store. */
export function storesWithTheSameOrders(manager: EntityManager, storeId: number): Promise<string[]> {
  return othersIn(manager, OVERLAPPING_STORES, storeId);
}

/** The same, of a store that may be paused: those that take what it would take. */
export function storesThatTakeItsOrders(manager: EntityManager, storeId: number): Promise<string[]> {
  return othersIn(manager, SHARING_VIEWS, storeId);
}

async function othersIn(manager: EntityManager, pairs: string, storeId: number): Promise<string[]> {
  const others = await rowsOf<{ code: string }>(
    manager,
    `SELECT o.code FROM ${pairs} WHERE s.id = $1 ORDER BY o.code`,
    [storeId],
  );
  return others.map(({ code }) => code);
}

/**
 * Codes of stores on the same Magento that hold levels of the same SKU and source: each would write over the other's value. One in
 * shadow mode writes none.
 */
export async function storesWithTheSameStock(manager: EntityManager, storeId: number): Promise<string[]> {
  const others = await rowsOf<{ code: string }>(
    manager,
    `SELECT o.code FROM store s JOIN store o ON o.id <> s.id AND NOT s.paused AND NOT o.paused
       AND lower(o.base_url) = lower(s.base_url) AND ${modeOf('s')} = 'live' AND ${modeOf('o')} = 'live'
     WHERE s.id = $1 AND EXISTS (SELECT FROM inventory_level a JOIN inventory_level b
       ON lower(b.sku) = lower(a.sku) AND b.source_code = a.source_code WHERE a.store_id = s.id AND b.store_id = o.id)
     ORDER BY o.code`,
    [storeId],
  );
  return others.map(({ code }) => code);
}

/** Units of the last 30 days for which both a shipment document and a shipment were made. */
export async function unitsShippedInPairs(manager: EntityManager, storeId: number): Promise<number> {
  const [row] = await rowsOf<{ units: number }>(
    manager,
    `SELECT coalesce(sum((item ->> 'quantity')::numeric), 0)::float8 AS units
     FROM shipment s, jsonb_array_elements(s.items) AS item
     WHERE s.store_id = $1 AND s.flow = 'DOCUMENTED' AND s.sync_state = 'HANDED_OVER'
       AND s.magento_shipment_id IS NOT NULL
       AND s.created_at > now() - interval '30 days'`,
    [storeId],
  );
  return row!.units;
}
