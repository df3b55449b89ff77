import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** Rows that were erased, by table. */
export type Counts = Record<string, number>;

/** Of "order" o: nothing more is to be shipped, and Increff has heard of it or never will. */
export const CLOSED = `(o.entity_id < 0 OR o.sync_state = 'CANCELLED'
  OR (o.state IN ('complete', 'closed', 'canceled') AND o.sync_state <> 'NEW'))`;

/** Of "order" o: why its customer is still needed; NULL where nothing is open. */
export const WHY_OPEN = `CASE
  WHEN ${CLOSED} IS NOT TRUE THEN 'the order is open'
  WHEN EXISTS (SELECT FROM operation w WHERE w.order_id = o.id AND w.state IN ('PENDING', 'RUNNING', 'UNKNOWN'))
    THEN 'a write to Magento is open'
  WHEN EXISTS (SELECT FROM return_order r WHERE r.order_id = o.id AND r.sync_state IN ('CREATED', 'IN_PROCESSING'))
    THEN 'a return is open' END`;

/** Of "order" o: when something last happened to it here. */
export const LAST_CHANGE = `greatest(o.changed_at, o.acknowledged_at,
  (SELECT max(coalesce(w.settled_at, w.failed_at)) FROM operation w WHERE w.order_id = o.id),
  (SELECT max(r.updated_at) FROM return_order r WHERE r.order_id = o.id))`;

/** Whose clock made the time of an order, nobody knows; so far it may be wrong. */
const CLOCK_TOLERANCE = `interval '10 minutes'`;

export interface NewErasure {
  storeCode: string | null;
  emailHash: string;
  requestedBy: string;
  requestId: string | null;
}

/** Ids of orders. $1 e-mail, $2 store code or NULL. Two look-ups for each store, as there are two indexes. */
const OF_CUSTOMER = `SELECT f.id FROM store s CROSS JOIN LATERAL (
    SELECT o.id FROM "order" o WHERE o.store_id = s.id
      AND md5(lower(o.billing_address ->> 'email')) = md5(lower($1))
    UNION SELECT o.id FROM "order" o WHERE o.store_id = s.id
      AND md5(lower(o.shipping_address ->> 'email')) = md5(lower($1))
      AND o.shipping_address ->> 'email' IS DISTINCT FROM o.billing_address ->> 'email') f
  WHERE $2::text IS NULL OR s.code = $2`;

export async function ordersOfCustomer(
  manager: EntityManager,
  email: string,
  storeCode: string | null,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(manager, `${OF_CUSTOMER} ORDER BY 1`, [email, storeCode]);
  return rows.map(({ id }) => id);
}

/**
 * Nobody changes an order until the end of the transaction: what is committed before is found by the erasure, and what
 * follows finds the erasure. Reading goes on. First in its transaction, and gives up rather than hold up all others.
 */
export async function lockOrders(manager: EntityManager, seconds: number): Promise<void> {
  await manager.query(`SET LOCAL lock_timeout = '${Math.ceil(seconds * 1000)}ms'`);
  await manager.query('LOCK TABLE "order" IN EXCLUSIVE MODE');
}

export async function insertErasure(manager: EntityManager, one: NewErasure): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `INSERT INTO erasure (store_code, email_hash, requested_by, request_id, requested_at)
     VALUES ($1, $2, $3, $4, clock_timestamp()) RETURNING id`,
    [one.storeCode, one.emailHash, one.requestedBy, one.requestId],
  );
  return row!.id;
}

export async function markOrders(
  manager: EntityManager,
  erasureId: string,
  email: string,
  storeCode: string | null,
): Promise<number> {
  const rows = await rowsOf<object>(
    manager,
    `UPDATE "order" o SET erasure_id = $3, erase_due_at = now() WHERE o.id IN (${OF_CUSTOMER})
     RETURNING o.id`,
    [email, storeCode, erasureId],
  );
  await manager.query('UPDATE erasure SET orders = $2 WHERE id = $1', [erasureId, rows.length]);
  return rows.length;
}

export async function recogniseOrders(
  manager: EntityManager,
  store: { id: number; code: string },
  pairs: { entityId: string; hash: string }[],
): Promise<void> {
  await manager.query(
    `WITH known AS (
       UPDATE "order" o SET erasure_id = e.id, erase_due_at = now(), erased_at = CASE WHEN ${CLOSED} THEN now() END
       FROM json_to_recordset($3::json) AS p("entityId" bigint, hash text)
       JOIN erasure e ON e.email_hash = p.hash AND (e.store_code IS NULL OR e.store_code = $2)
       WHERE o.store_id = $1 AND o.entity_id = p."entityId" AND o.erasure_id IS NULL AND o.erased_at IS NULL
         AND o.magento_created_at < e.requested_at + ${CLOCK_TOLERANCE}
       RETURNING o.id, o.erased_at)
     UPDATE order_item i SET gift = NULL, gift_message = NULL, custom_fields = NULL FROM known
     WHERE i.order_id = known.id AND known.erased_at IS NOT NULL AND num_nonnulls(i.gift, i.gift_message, i.custom_fields) > 0`,
    [store.id, store.code, JSON.stringify(pairs)],
  );
}

/** Orders that are to be erased and have nothing open, of one erasure or by the setting of their store. */
export async function dueOrders(
  manager: EntityManager,
  erasureId: string | null,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    manager,
    `SELECT o.id FROM "order" o WHERE o.erase_due_at IS NOT NULL AND o.erasure_id IS NOT DISTINCT FROM $1
       AND o.id > $2 AND ${WHY_OPEN} IS NULL ORDER BY o.id LIMIT $3`,
    [erasureId, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Erasures that have orders to be erased. */
export async function unfinishedErasures(manager: EntityManager): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    manager,
    `SELECT DISTINCT erasure_id AS id FROM "order" WHERE erase_due_at IS NOT NULL AND erasure_id IS NOT NULL`,
  );
  return rows.map(({ id }) => id);
}

export interface AddressRow {
  billing_address: Record<string, string> | null;
  shipping_address: Record<string, string> | null;
}

export function addressesOf(manager: EntityManager, ids: string[]): Promise<AddressRow[]> {
  return rowsOf<AddressRow>(
    manager,
    'SELECT billing_address, shipping_address FROM "order" WHERE id = ANY($1::bigint[])',
    [ids],
  );
}

export async function addCounts(manager: EntityManager, erasureId: string, counts: Counts): Promise<void> {
  await manager.query(
    `UPDATE erasure SET counts = (
       SELECT coalesce(jsonb_object_agg(c.name, c.rows), '{}') FROM (
         SELECT name, sum(rows::bigint) AS rows FROM (
           SELECT * FROM jsonb_each_text(counts) UNION ALL SELECT * FROM jsonb_each_text($2::jsonb)) a(name, rows)
         GROUP BY name) c)
     WHERE id = $1`,
    [erasureId, JSON.stringify(counts)],
  );
}

export interface ErasureRow {
  id: string;
  storeCode: string | null;
  emailHash: string;
  requestedBy: string;
  requestedAt: Date;
  orders: number;
  counts: Counts;
  waiting: number;
}

export function findErasures(
  manager: EntityManager,
  id: string | null,
  limit: number,
): Promise<ErasureRow[]> {
  return rowsOf<ErasureRow>(
    manager,
    `SELECT e.id, e.store_code AS "storeCode", e.email_hash AS "emailHash", e.requested_by AS "requestedBy",
       e.requested_at AS "requestedAt", e.orders, e.counts,
       (SELECT count(*)::int FROM "order" o WHERE o.erasure_id = e.id AND o.erase_due_at IS NOT NULL) AS waiting
     FROM erasure e WHERE $1::uuid IS NULL OR e.id = $1 ORDER BY e.requested_at DESC LIMIT $2`,
    [id, limit],
  );
}

export interface WaitingOrder {
  storeCode: string;
  orderCode: string;
  why: string;
}

/** Those of these orders whose erasure has not come to its end. */
export function waitingOrders(
  manager: EntityManager,
  filter: { erasureId: string } | { ids: string[] },
  limit: number,
): Promise<WaitingOrder[]> {
  const byErasure = 'erasureId' in filter;
  return rowsOf<WaitingOrder>(
    manager,
    `SELECT s.code AS "storeCode", o.entity_id AS "orderCode", coalesce(${WHY_OPEN}, CASE
         WHEN o.erased_at IS NOT NULL THEN 'a delivery waits to be sent' ELSE 'it is its turn tonight' END) AS why
     FROM "order" o JOIN store s ON s.id = o.store_id
     WHERE ${byErasure ? 'o.erasure_id = $1::uuid' : 'o.id = ANY($1::bigint[])'} AND o.erase_due_at IS NOT NULL
     ORDER BY o.id LIMIT $2`,
    [byErasure ? filter.erasureId : filter.ids, limit],
  );
}
