import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { Compared } from './salable-difference.js';

/** A SKU with a value that was pushed; its numbers stand in its first level. */
export interface SalableSku {
  id: string;
  sku: string;
}

/** Nothing of the level is on its way to Magento; in shadow mode others write it. */
const SETTLED = "next_attempt_at IS NULL AND state <> 'SHADOWED'";

/**
 * Those that were looked at longest ago, and before them some of which the last look explained nothing: an order that had not
 * come to us yet explains itself.
 * @param again so many of these
 */
export function skusToLookAt(
  manager: EntityManager,
  storeId: number,
  { limit, again }: { limit: number; again: number },
): Promise<SalableSku[]> {
  return rowsOf<SalableSku>(
    manager,
    `WITH skus AS (
       SELECT min(id) AS id, max(salable_checked_at) AS at, coalesce(bool_or(salable_differs = 'UNEXPLAINED'), false) AS open
       FROM inventory_level WHERE store_id = $1 AND pushed_at IS NOT NULL GROUP BY lower(sku) HAVING bool_and(${SETTLED})
     ), placed AS (
       SELECT id, at, open AND row_number() OVER (PARTITION BY open ORDER BY at, id) <= $3 AS first FROM skus
     ), chosen AS (
       SELECT * FROM placed ORDER BY first DESC, at NULLS FIRST, id LIMIT $2
     )
     SELECT c.id, l.sku FROM chosen c JOIN inventory_level l ON l.id = c.id ORDER BY c.first DESC, c.at NULLS FIRST, c.id`,
    [storeId, limit, again],
  );
}

/** Of an order item i: what Magento reserves until it is shipped, cancelled or given back. */
const OPEN_UNITS =
  'greatest(0, i.quantity_ordered - i.quantity_cancelled - greatest(coalesce(i.quantity_shipped, 0), i.quantity_refunded))';

/** Of a level that was pushed as out of stock Magento sells nothing. */
const ON_SALE = 'pushed_in_stock IS NOT false';

/**
 * What a salable quantity is compared with.
 * @param readAt when it was read
 * @returns undefined where a value was asked for or pushed since: the reading may be of before or after
 */
export async function comparedOf(
  manager: EntityManager,
  storeId: number,
  sku: string,
  readAt: string,
): Promise<Compared | undefined> {
  const [row] = await rowsOf<Compared>(
    manager,
    `WITH levels AS (
       SELECT * FROM inventory_level WHERE store_id = $1 AND lower(sku) = lower($2) AND pushed_at IS NOT NULL
     ), open AS (
       SELECT coalesce(sum(${OPEN_UNITS}), 0)::float8 AS units FROM order_item i JOIN "order" o ON o.id = i.order_id
       WHERE o.store_id = $1 AND lower(i.sku) = lower($2)
         AND coalesce(o.state, '') NOT IN ('complete', 'closed', 'canceled')
     )
     SELECT coalesce(sum(pushed_quantity) FILTER (WHERE ${ON_SALE}), 0)::float8 AS pushed, (SELECT units FROM open) AS "openUnits",
       CASE WHEN bool_and(magento_checked_at > pushed_at) THEN coalesce(sum(magento_quantity) FILTER (WHERE ${ON_SALE}), 0)::float8 END AS shown
     FROM levels HAVING bool_and(${SETTLED} AND greatest(requested_at, pushed_at) < $3::timestamptz)`,
    [storeId, sku, readAt],
  );
  return row;
}
