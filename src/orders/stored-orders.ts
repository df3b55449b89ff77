import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { OrderSummary } from '../sync/sync.types.js';
import { isWithoutCustomer, type OrderRecord, withoutCustomer } from './orders.mapper.js';

/** Magento shows another order under an entity_id than the one that we hold. */
export interface Stranger {
  entityId: string;
  stored: { incrementId: string; createdAt: string };
  shown: { incrementId: string; createdAt: string };
}

interface Known {
  entity_id: string;
  increment_id: string;
  magento_created_at: Date;
  content_hash: string;
  erased: boolean;
}

/**
 * What differs from the stored row after the write was not taken: it is another order, or perhaps an older reading, or the
 * customer was erased since the page was prepared.
 */
export async function whyNotWritten(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<{ contested: string[]; strangers: Stranger[]; erased: OrderRecord[] }> {
  const columns = 'increment_id, magento_created_at, content_hash, erased_at IS NOT NULL AS erased';
  const rows = await knownOf<Known>(manager, storeId, orders, columns);
  const known = new Map(rows.map((row) => [row.entity_id, row]));
  const strangers: Stranger[] = [];
  const contested: string[] = [];
  const erased: OrderRecord[] = [];
  for (const order of orders) {
    const row = known.get(order.entity_id);
    if (!row || row.content_hash === order.content_hash) continue;
    const stored = { incrementId: row.increment_id, createdAt: row.magento_created_at.toISOString() };
    const shown = { incrementId: order.increment_id, createdAt: order.magento_created_at };
    if (stored.incrementId !== shown.incrementId || stored.createdAt !== shown.createdAt) {
      strangers.push({ entityId: order.entity_id, stored, shown });
    } else if (row.erased && !isWithoutCustomer(order)) erased.push(order);
    else contested.push(order.entity_id);
  }
  if (contested.length > 0) await markContested(manager, storeId, contested);
  return { contested, strangers, erased };
}

/**
 * Most orders of a poll are known and unchanged: their hashes tell, and their content need not be sent. Only a saving:
 * the statement above looks again. The same look tells which orders are to be taken without their customer.
 */
export async function comparedWithStored(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
): Promise<{ records: OrderRecord[]; differing: OrderRecord[] }> {
  if (orders.length === 0) return { records: [], differing: [] };
  const columns = 'content_hash, erased_at IS NOT NULL AS erased';
  const rows = await knownOf<Pick<Known, 'entity_id' | 'content_hash' | 'erased'>>(
    manager,
    storeId,
    orders,
    columns,
  );
  const known = new Map(rows.map((row) => [row.entity_id, row]));
  const records = orders.map((order) =>
    known.get(order.entity_id)?.erased ? withoutCustomer(order) : order,
  );
  const differs = (order: OrderRecord): boolean =>
    known.get(order.entity_id)?.content_hash !== order.content_hash;
  return { records, differing: records.filter(differs) };
}

/**
 * One index look-up for each order, whatever the statistics say of a table that is just being filled. Not prepared: a
 * plan kept from when the table was empty would read all of it.
 */
function knownOf<T>(
  manager: EntityManager,
  storeId: number,
  orders: OrderRecord[],
  columns: string,
): Promise<T[]> {
  return rowsOf<T>(
    manager,
    `SELECT k.entity_id, o.* FROM unnest($2::bigint[]) AS k(entity_id)
     CROSS JOIN LATERAL (
       SELECT ${columns} FROM "order" WHERE store_id = $1 AND entity_id = k.entity_id OFFSET 0) o`,
    [storeId, orders.map((order) => order.entity_id)],
  );
}

/** Whoever lost may have been newer all the same: only another look can tell, and it must not be forgotten. */
async function markContested(manager: EntityManager, storeId: number, entityIds: string[]): Promise<void> {
  await manager.query(
    `UPDATE "order" SET reread_since = coalesce(reread_since, now()) WHERE store_id = $1 AND entity_id = ANY($2::bigint[])`,
    [storeId, entityIds],
  );
}

/** Of these orders as Magento lists them, those that are not stored, or not as Magento shows them. */
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
