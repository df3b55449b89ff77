import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { OrderSummary } from '../sync/sync.types.js';
import { isFinished } from './order-sync-state.js';
import { isWithoutCustomer, type OrderRecord, withoutCustomer } from './orders.mapper.js';

/** What Magento shows under an entity_id is another order than the one that we hold, or held until it was deleted here. */
export interface Stranger {
  entityId: string;
  /** Deleted here: nothing of it is left but this. */
  deleted: boolean;
  stored: { incrementId: string; createdAt: string };
  shown: { incrementId: string; createdAt: string };
}

interface Known {
  entity_id: string;
  increment_id: string;
  magento_created_at: Date;
  content_hash: string;
  erased: boolean;
  deleted: boolean;
}

/**
 * What differs from the stored row after the write was not taken: it is another order, or perhaps an older reading, or the
 * customer was erased since the page was prepared, or the order was deleted.
 */
export async function whyNotWritten(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<{ contested: string[]; strangers: Stranger[]; erased: OrderRecord[] }> {
  const known = await knownOf(manager, storeId, orders);
  const strangers: Stranger[] = [];
  const contested: string[] = [];
  const erased: OrderRecord[] = [];
  for (const order of orders) {
    const row = known.get(order.entity_id);
    if (!row || row.content_hash === order.content_hash || isAtRest(order, row)) continue;
    if (row.deleted || !isSame(order, row)) strangers.push(strangerOf(order, row));
    else if (row.erased && !isWithoutCustomer(order)) erased.push(order);
    else contested.push(order.entity_id);
  }
  if (contested.length > 0) await markContested(manager, storeId, contested);
  return { contested, strangers, erased };
}

/**
 * Most orders of a poll are known and unchanged: their hashes tell, and their content need not be sent. Only a saving:
 * the statement above looks again. The same look tells which orders are to be taken without their customer, and which
 * were deleted.
 */
export async function comparedWithStored(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<{ records: OrderRecord[]; differing: OrderRecord[] }> {
  if (orders.length === 0) return { records: [], differing: [] };
  const known = await knownOf(manager, storeId, orders);
  const records = orders.map((order) =>
    known.get(order.entity_id)?.erased ? withoutCustomer(order) : order,
  );
  const differs = (order: OrderRecord): boolean => {
    const row = known.get(order.entity_id);
    return !row || (row.content_hash !== order.content_hash && !isAtRest(order, row));
  };
  return { records, differing: records.filter(differs) };
}

/** Those of these orders that were deleted here and are as they were then: nothing is to be done with them. */
export async function atRest(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<Set<OrderRecord>> {
  const known = await knownOf(manager, storeId, orders);
  return new Set(
    orders.filter((order) => {
      const row = known.get(order.entity_id);
      return row !== undefined && isAtRest(order, row);
    }),
  );
}

/** One that Magento shows open again is none of these: somebody has to say what is to be done. */
function isAtRest(order: OrderRecord, row: Known): boolean {
  return row.deleted && isSame(order, row) && isFinished(order);
}

function isSame(order: OrderRecord, row: Known): boolean {
  return (
    order.increment_id === row.increment_id &&
    order.magento_created_at === row.magento_created_at.toISOString()
  );
}

function strangerOf(order: OrderRecord, row: Known): Stranger {
  return {
    entityId: order.entity_id,
    deleted: row.deleted,
    stored: { incrementId: row.increment_id, createdAt: row.magento_created_at.toISOString() },
    shown: { incrementId: order.increment_id, createdAt: order.magento_created_at },
  };
}

/**
 * One index look-up for each order, also where the statistics mislead about a table that is just being filled. Not prepared: a
 * plan kept from when the table was empty would read all of it.
 */
async function knownOf(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<Map<string, Known>> {
  const rows = await rowsOf<Known>(
    manager,
    `SELECT k.entity_id, o.* FROM unnest($2::bigint[]) AS k(entity_id)
     CROSS JOIN LATERAL (
       SELECT increment_id, magento_created_at, content_hash, erased_at IS NOT NULL AS erased, false AS deleted
       FROM "order" WHERE store_id = $1 AND entity_id = k.entity_id
       UNION ALL
       SELECT increment_id, magento_created_at, '', false, true
       FROM deleted_order WHERE store_id = $1 AND entity_id = k.entity_id
       OFFSET 0) o`,
    [storeId, orders.map((order) => order.entity_id)],
  );
  return new Map(rows.map((row) => [row.entity_id, row]));
}

/** Whoever lost may have been newer all the same: only another look can tell, and it must not be forgotten. */
async function markContested(manager: EntityManager, storeId: number, entityIds: string[]): Promise<void> {
  await manager.query(
    `UPDATE "order" SET reread_since = coalesce(reread_since, now()) WHERE store_id = $1 AND entity_id = ANY($2::bigint[])`,
    [storeId, entityIds],
  );
}

/** Those of these orders that are not stored, or not as Magento lists them; deleted orders count as stored. */
export async function notAsListed(
  manager: EntityManager,
  storeId: number,
  listed: OrderSummary[],
): Promise<string[]> {
  const rows = await rowsOf<{ entity_id: string }>(
    manager,
    `SELECT k.entity_id FROM json_to_recordset($2::json) AS k(
       entity_id bigint, increment_id text, status text, magento_created_at timestamptz, magento_updated_at timestamptz)
     LEFT JOIN LATERAL (
       SELECT increment_id, status, magento_created_at, magento_updated_at FROM "order"
       WHERE store_id = $1 AND entity_id = k.entity_id OFFSET 0) o ON true
     WHERE (o.increment_id, o.status, o.magento_created_at, o.magento_updated_at)
       IS DISTINCT FROM (k.increment_id, k.status, k.magento_created_at, k.magento_updated_at)
       AND NOT EXISTS (SELECT FROM deleted_order d WHERE d.store_id = $1 AND d.entity_id = k.entity_id
         AND (d.increment_id, d.magento_created_at) = (k.increment_id, k.magento_created_at))
     ORDER BY k.entity_id`,
    [storeId, JSON.stringify(listed)],
  );
  return rows.map((row) => row.entity_id);
}

/** An order that lost against another reading and has to be read again; `since` as text, to the microsecond. */
export interface ContestedOrder {
  entityId: string;
  since: string;
}

export function contestedOrders(
  manager: EntityManager,
  storeId: number,
  limit: number,
): Promise<ContestedOrder[]> {
  return rowsOf<ContestedOrder>(
    manager,
    `SELECT entity_id AS "entityId", reread_since::text AS since FROM "order"
     WHERE store_id = $1 AND reread_since IS NOT NULL ORDER BY reread_since LIMIT $2`,
    [storeId, limit],
  );
}

/** It was read again, and the reading was begun after the mark was set. */
export async function settleContested(
  manager: EntityManager,
  storeId: number,
  { entityId, since }: ContestedOrder,
): Promise<void> {
  await manager.query(
    `UPDATE "order" SET reread_since = NULL WHERE store_id = $1 AND entity_id = $2 AND reread_since = $3::timestamptz`,
    [storeId, entityId, since],
  );
}
