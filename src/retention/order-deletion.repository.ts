import type { EntityManager } from 'typeorm';
import { CLOSED, LAST_CHANGE, WHY_OPEN } from '../personal-data/erasures.repository.js';
import { rowsOf } from '../platform/database/data-source.js';

/** Where a page of orders ended; text, to the microsecond. */
export interface Place {
  updatedAt: string;
  entityId: string;
}

export interface OldOrder extends Place {
  id: string;
  over: boolean;
}

export interface KeepingStore {
  id: number;
  days: number;
}

/** Deliveries that nobody waits for: what was not sent in shadow mode is not sent later by itself. */
const OVER_WITH = `('DELIVERED', 'SHADOWED')`;

/** Of "order" o: somebody waits for it, or has to look at it. It blocks deletion, but not the erasure of a customer. */
const WAITED_FOR = `o.sync_state = 'HELD' OR o.erase_due_at IS NOT NULL OR o.reread_since IS NOT NULL
  OR EXISTS (SELECT FROM operation w WHERE w.order_id = o.id AND w.attention_since IS NOT NULL)
  OR EXISTS (SELECT FROM shipment s WHERE s.order_id = o.id AND s.sync_state = 'PENDING')
  OR EXISTS (SELECT FROM increff_push p WHERE p.order_id = o.id AND p.due_at IS NOT NULL)
  OR EXISTS (SELECT FROM parked_order p WHERE p.store_id = o.store_id AND p.entity_id = o.entity_id)
  OR EXISTS (SELECT FROM delivery d WHERE d.store_id = o.store_id AND d.state NOT IN ${OVER_WITH}
    AND d.order_code IN (o.entity_id::text, o.increment_id))`;

/** Of "order" o, $2 days. One that another order replaced in Magento is the only trace of what was done with it, and stays. */
const OVER = `o.entity_id > 0 AND ${CLOSED} AND ${WHY_OPEN} IS NULL
  AND ${LAST_CHANGE} < now() - make_interval(days => $2) AND o.magento_updated_at < now() - make_interval(days => $2)
  AND (${WAITED_FOR}) IS NOT TRUE`;

/** What belongs to the orders $1; what refers comes before what is referred to. The rest goes with the order's row. */
const BY_ORDER = [
  'return_order',
  'handover',
  'shipment',
  'invoice',
  'credit_memo',
  'operation',
  'order_event',
];

/** What names them by the codes $2 in the store $1. What is not delivered yet stays, however late it came. */
const BY_CODE = [
  `DELETE FROM notification n WHERE n.store_id = $1 AND n.forward_order_code = ANY($2::text[])
     AND NOT EXISTS (SELECT FROM delivery d WHERE d.id = n.delivery_id AND d.state NOT IN ${OVER_WITH})`,
  `DELETE FROM delivery d WHERE d.store_id = $1 AND d.order_code = ANY($2::text[]) AND d.state IN ${OVER_WITH}
     AND NOT EXISTS (SELECT FROM notification n WHERE n.delivery_id = d.id)
     AND NOT EXISTS (SELECT FROM return_order r WHERE r.delivery_id = d.id)`,
  'DELETE FROM parcel_state WHERE store_id = $1 AND forward_order_code = ANY($2::text[])',
];

/** Who stores an order goes first, and this waits no longer than others can wait behind it. */
const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '400ms'";

/** Stores that keep orders for a time. */
export function storesThatDelete(manager: EntityManager): Promise<KeepingStore[]> {
  return rowsOf<KeepingStore>(
    manager,
    `SELECT id, (settings ->> 'deleteAfterDays')::int AS days FROM store
     WHERE jsonb_typeof(settings -> 'deleteAfterDays') = 'number' ORDER BY id`,
  );
}

/** A page of the orders that Magento has not changed for the given days, and which of them are to go. */
export function oldOrders(
  manager: EntityManager,
  { id, days }: KeepingStore,
  after: Place | undefined,
  limit: number,
): Promise<OldOrder[]> {
  return rowsOf<OldOrder>(
    manager,
    `WITH old AS MATERIALIZED (
       SELECT * FROM "order" o WHERE o.store_id = $1 AND o.magento_updated_at < now() - make_interval(days => $2)
         AND ($3::timestamptz IS NULL OR (o.magento_updated_at, o.entity_id) > ($3::timestamptz, $4::bigint))
       ORDER BY o.magento_updated_at, o.entity_id LIMIT $5)
     SELECT o.id, o.magento_updated_at::text AS "updatedAt", o.entity_id AS "entityId", (${OVER}) IS TRUE AS over
     FROM old o ORDER BY o.magento_updated_at, o.entity_id`,
    [id, days, after?.updatedAt ?? null, after?.entityId ?? null, limit],
  );
}

/**
 * Deletes those of the orders that still are to go, in a transaction of its own, and leaves what nobody may read in again.
 * While it has the table, nobody stores an order: who has begun before is waited for, and who comes later finds what is left
 * (the trigger keep_deleted). Holds the orders' rows, so that no write, parcel or return of them begins.
 * @returns how many
 */
export async function deleteOrders(
  manager: EntityManager,
  { id: storeId, days }: KeepingStore,
  ids: string[],
): Promise<number> {
  await manager.query(LOCK_TIMEOUT);
  await manager.query('LOCK TABLE "order" IN EXCLUSIVE MODE');
  const held = await rowsOf<{ id: string }>(
    manager,
    'SELECT id FROM "order" WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE SKIP LOCKED',
    [ids],
  );
  // A statement of its own: it sees what was committed until then.
  const over = await rowsOf<{ id: string }>(
    manager,
    `SELECT o.id FROM "order" o WHERE o.store_id = $1 AND o.id = ANY($3::bigint[]) AND ${OVER}`,
    [storeId, days, held.map((row) => row.id)],
  );
  const doomed = over.map((row) => row.id);
  if (doomed.length === 0) return 0;
  const codes = await codesOf(manager, storeId, doomed);
  for (const table of BY_ORDER) {
    await manager.query(`DELETE FROM ${table} WHERE order_id = ANY($1::bigint[])`, [doomed]);
  }
  for (const sql of BY_CODE) await manager.query(sql, [storeId, codes]);
  await manager.query(
    `WITH gone AS (
       DELETE FROM "order" WHERE id = ANY($1::bigint[]) RETURNING store_id, entity_id, increment_id, magento_created_at)
     INSERT INTO deleted_order (store_id, entity_id, increment_id, magento_created_at) SELECT * FROM gone`,
    [doomed],
  );
  return doomed.length;
}

/** Under which events and deliveries name them. Their numbers only where those are not codes or numbers of other orders. */
async function codesOf(manager: EntityManager, storeId: number, ids: string[]): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    manager,
    `SELECT o.entity_id::text AS code FROM "order" o WHERE o.id = ANY($2::bigint[])
     UNION SELECT o.increment_id FROM "order" o WHERE o.id = ANY($2::bigint[])
       AND NOT EXISTS (SELECT FROM "order" other WHERE other.store_id = $1 AND other.increment_id = o.increment_id
         AND NOT other.id = ANY($2::bigint[]))
       AND NOT EXISTS (SELECT FROM "order" other WHERE other.store_id = $1 AND NOT other.id = ANY($2::bigint[])
         AND other.entity_id = CASE WHEN o.increment_id ~ '^[1-9][0-9]{0,17}$' THEN o.increment_id::bigint END)`,
    [storeId, ids],
  );
  return rows.map((row) => row.code);
}
