import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { DayOfOrders } from './orders-by-day.js';

/** Facts of an order that may be shown: nothing of its customer. */
export interface OrderFacts {
  entity_id: string;
  status: string | null;
  state: string | null;
  sync_state: string;
  grand_total: string;
  lines: number;
}

const FACTS = `o.entity_id, o.status, o.state, o.sync_state, o.grand_total,
  (SELECT count(*)::int FROM order_item i WHERE i.order_id = o.id) AS lines`;

export function factsOf(manager: EntityManager, storeId: number, codes: string[]): Promise<OrderFacts[]> {
  return rowsOf<OrderFacts>(
    manager,
    `SELECT ${FACTS} FROM "order" o WHERE o.store_id = $1 AND o.entity_id = ANY($2::bigint[])`,
    [storeId, codes],
  );
}

/** Ours of the range, without what the comparison itself took in before it was resumed. */
export async function ordersInRange(
  manager: EntityManager,
  { id, store, from, to }: { id: string; store: { id: number }; from: Date; to: Date },
): Promise<DayOfOrders> {
  const rows = await rowsOf<{ code: string; day: string }>(
    manager,
    `SELECT entity_id AS code, (magento_created_at AT TIME ZONE 'UTC')::date::text AS day FROM "order"
     WHERE store_id = $1 AND magento_created_at BETWEEN $2 AND $3 AND entity_id > 0 AND entity_id NOT IN (
       SELECT order_code FROM difference WHERE reconciliation_id = $4 AND kind = 'ORDER_MISSING_HERE')`,
    [store.id, from, to, id],
  );
  return new Map(rows.map(({ code, day }) => [code, day]));
}

/** Those of the range that were deleted here: they are missing nowhere. */
export async function deletedInRange(
  manager: EntityManager,
  { store, from, to }: { store: { id: number }; from: Date; to: Date },
): Promise<DayOfOrders> {
  const rows = await rowsOf<{ code: string; day: string }>(
    manager,
    `SELECT entity_id AS code, (magento_created_at AT TIME ZONE 'UTC')::date::text AS day FROM deleted_order
     WHERE store_id = $1 AND magento_created_at BETWEEN $2 AND $3`,
    [store.id, from, to],
  );
  return new Map(rows.map(({ code, day }) => [code, day]));
}

export interface OurDocuments {
  order_code: string;
  invoices: string[];
  shipments: string[];
  credit_memos: string[];
}

/** An order whose documents are compared. */
export interface OrderWithDocuments {
  code: string;
  /** We made or found documents in it, or tried to; what others make in the rest is no difference. */
  isOurs: boolean;
}

/**
 * Orders of the range that may have documents in Magento, also where our books have none: after a restore to an earlier moment they
 * do not know what was made since. An invoice or a shipment takes an order out of the first two states.
 * @param more orders outside of the range as well
 */
export function ordersWithDocuments(
  manager: EntityManager,
  { store, from, to }: { store: { id: number }; from: Date; to: Date },
  more: string[],
): Promise<OrderWithDocuments[]> {
  return rowsOf<OrderWithDocuments>(
    manager,
    `SELECT code, "isOurs" FROM (
       SELECT o.entity_id AS code, o.state, o.entity_id = ANY($4::bigint[])
         OR EXISTS (SELECT 1 FROM invoice v WHERE v.order_id = o.id)
         OR EXISTS (SELECT 1 FROM shipment s WHERE s.order_id = o.id)
         OR EXISTS (SELECT 1 FROM handover h WHERE h.order_id = o.id)
         OR EXISTS (SELECT 1 FROM credit_memo c WHERE c.order_id = o.id)
         OR EXISTS (SELECT 1 FROM operation p WHERE p.order_id = o.id AND p.kind IN ('INVOICE', 'SHIPMENT', 'HANDOVER', 'REFUND'))
         AS "isOurs"
       FROM "order" o WHERE o.store_id = $1 AND o.entity_id > 0
         AND (o.entity_id = ANY($4::bigint[]) OR o.magento_created_at BETWEEN $2 AND $3)) looked
     WHERE "isOurs" OR coalesce(state, '') NOT IN ('new', 'pending_payment', 'canceled') ORDER BY code`,
    [store.id, from, to, more],
  );
}

/** Magento's ids of the invoices, shipments and credit memos that our books have of these orders; all of them have an entry. */
export async function documentsOf(
  manager: EntityManager,
  storeId: number,
  orderCodes: string[],
): Promise<Map<string, OurDocuments>> {
  const rows = await rowsOf<OurDocuments>(
    manager,
    `SELECT o.entity_id AS order_code,
       ARRAY(SELECT v.invoice_id::text FROM invoice v WHERE v.order_id = o.id) AS invoices,
       ARRAY(SELECT s.magento_shipment_id::text FROM shipment s WHERE s.order_id = o.id AND s.magento_shipment_id IS NOT NULL
             UNION SELECT h.handover_id::text FROM handover h WHERE h.order_id = o.id AND h.handover_id IS NOT NULL) AS shipments,
       ARRAY(SELECT c.credit_memo_id::text FROM credit_memo c WHERE c.order_id = o.id) AS credit_memos
     FROM "order" o WHERE o.store_id = $1 AND o.entity_id = ANY($2::bigint[])`,
    [storeId, orderCodes],
  );
  const nothing = { invoices: [], shipments: [], credit_memos: [] };
  const known = new Map(rows.map((row) => [row.order_code, row]));
  return new Map(
    orderCodes.map((order_code) => [order_code, known.get(order_code) ?? { order_code, ...nothing }]),
  );
}
