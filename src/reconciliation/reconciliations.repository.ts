import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { countByDay, type DayOfOrders, type OrdersOfDay } from './orders-by-day.js';
import { Lease } from '../platform/jobs/lease.js';
import { type Difference, DifferenceKind } from './reconciliation.types.js';

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

export const comparisonLease = new Lease<{ id: string; token: string }>({
  table: 'reconciliation',
  key: ['id'],
  seconds: 30,
  while: `state = 'RUNNING'`,
  of: ({ id, token }) => [id, token],
  called: ({ id }) => `comparison ${id}`,
});

/** At the start of each transaction of a comparison. @throws LeaseLostError where another process has it */
export async function holdLease(manager: EntityManager, id: string, token: string): Promise<void> {
  await comparisonLease.hold(manager, { id, token });
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

/** How many orders there are on each side; a run that begins again counts again. */
export async function keepCounts(
  manager: EntityManager,
  id: string,
  here: DayOfOrders,
  there: DayOfOrders,
): Promise<void> {
  await manager.query(
    `WITH days AS (
       INSERT INTO reconciliation_day (reconciliation_id, day, orders_magento, orders_here)
       SELECT $1, d.day, d."ordersMagento", d."ordersHere"
       FROM json_to_recordset($4::json) AS d(day date, "ordersMagento" int, "ordersHere" int)
       ON CONFLICT (reconciliation_id, day) DO UPDATE
         SET orders_magento = excluded.orders_magento, orders_here = excluded.orders_here)
     UPDATE reconciliation SET orders_here = $2, orders_magento = $3 WHERE id = $1`,
    [id, here.size, there.size, JSON.stringify(countByDay(here, there))],
  );
}

export function daysOf(manager: EntityManager, id: string): Promise<OrdersOfDay[]> {
  return rowsOf<OrdersOfDay>(
    manager,
    `SELECT day::text AS day, orders_magento AS "ordersMagento", orders_here AS "ordersHere" FROM reconciliation_day
     WHERE reconciliation_id = $1 ORDER BY reconciliation_day.day`,
    [id],
  );
}

export interface OurDocuments {
  order_code: string;
  invoices: string[];
  shipments: string[];
}

/** Orders of the range in which we made or found invoices or shipments, or tried to. @param more orders outside of the range as well */
export async function ordersWithDocuments(
  manager: EntityManager,
  { store, from, to }: { store: { id: number }; from: Date; to: Date },
  more: string[],
): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    manager,
    `SELECT o.entity_id AS code FROM "order" o WHERE o.store_id = $1 AND o.entity_id > 0
       AND (o.entity_id = ANY($4::bigint[]) OR o.magento_created_at BETWEEN $2 AND $3
         AND (EXISTS (SELECT 1 FROM invoice v WHERE v.order_id = o.id)
           OR EXISTS (SELECT 1 FROM shipment s WHERE s.order_id = o.id)
           OR EXISTS (SELECT 1 FROM handover h WHERE h.order_id = o.id)
           OR EXISTS (SELECT 1 FROM operation p WHERE p.order_id = o.id AND p.kind IN ('INVOICE', 'SHIPMENT', 'HANDOVER'))))
     ORDER BY o.entity_id`,
    [store.id, from, to, more],
  );
  return rows.map(({ code }) => code);
}

/** Magento's ids of the invoices and shipments that our books have of an order. */
export async function documentsOf(
  manager: EntityManager,
  storeId: number,
  orderCode: string,
): Promise<OurDocuments> {
  const [row] = await rowsOf<OurDocuments>(
    manager,
    `SELECT o.entity_id AS order_code,
       ARRAY(SELECT v.invoice_id::text FROM invoice v WHERE v.order_id = o.id) AS invoices,
       ARRAY(SELECT s.magento_shipment_id::text FROM shipment s WHERE s.order_id = o.id AND s.magento_shipment_id IS NOT NULL
             UNION SELECT h.handover_id::text FROM handover h WHERE h.order_id = o.id AND h.handover_id IS NOT NULL) AS shipments
     FROM "order" o WHERE o.store_id = $1 AND o.entity_id = $2`,
    [storeId, orderCode],
  );
  return row ?? { order_code: orderCode, invoices: [], shipments: [] };
}

/** In one statement, with the counts of their run. What it found before it was resumed is not added again. */
export async function addDifferences(
  manager: EntityManager,
  reconciliationId: string,
  differences: Difference[],
): Promise<void> {
  if (differences.length === 0) return;
  await manager.query(
    `WITH added AS (
       INSERT INTO difference (reconciliation_id, order_code, kind, ours, theirs, reason, repaired)
       SELECT $1, d."orderCode", d.kind, d.ours, d.theirs, d.reason, d.repaired
       FROM jsonb_to_recordset($2::jsonb) AS d("orderCode" bigint, kind text, ours jsonb, theirs jsonb, reason text, repaired boolean)
       WHERE d.repaired OR NOT EXISTS (SELECT 1 FROM difference x WHERE x.reconciliation_id = $1
         AND x.order_code = d."orderCode" AND x.kind = d.kind AND x.reason = d.reason)
       RETURNING repaired)
     UPDATE reconciliation SET differences = differences + (SELECT count(*) FROM added),
       repaired = repaired + (SELECT count(*) FROM added WHERE repaired)
     WHERE id = $1`,
    [reconciliationId, JSON.stringify(differences)],
  );
}

/** A difference with the operation that made what Magento lacks. */
export interface FoundDifference {
  id: string;
  reconciliationId: string;
  startedAt: Date;
  orderCode: string;
  kind: DifferenceKind;
  ours: Record<string, unknown> | null;
  theirs: Record<string, unknown> | null;
  reason: string;
  repaired: boolean;
  orderId: string | null;
  /** Null where somebody else made it, or it is forgotten already. */
  operationId: string | null;
}

const FOUND = `SELECT d.id, d.reconciliation_id AS "reconciliationId", r.started_at AS "startedAt", d.order_code AS "orderCode",
  d.kind, d.ours, d.theirs, d.reason, d.repaired, o.id AS "orderId", CASE d.kind
    WHEN 'INVOICE_MISSING_IN_MAGENTO' THEN
      (SELECT v.operation_id FROM invoice v WHERE v.order_id = o.id AND v.invoice_id::text = d.ours ->> 'id')
    WHEN 'SHIPMENT_MISSING_IN_MAGENTO' THEN coalesce(
      (SELECT h.operation_id FROM handover h WHERE h.order_id = o.id AND h.handover_id::text = d.ours ->> 'id'),
      (SELECT s.operation_id FROM shipment s WHERE s.order_id = o.id AND s.magento_shipment_id::text = d.ours ->> 'id'))
    END AS "operationId"
  FROM difference d JOIN reconciliation r ON r.id = d.reconciliation_id
  LEFT JOIN "order" o ON o.store_id = r.store_id AND o.entity_id = d.order_code`;

export async function findDifference(
  manager: EntityManager,
  storeId: number,
  differenceId: string,
): Promise<FoundDifference | undefined> {
  const found = `${FOUND} WHERE r.store_id = $1 AND d.id = $2`;
  return (await rowsOf<FoundDifference>(manager, found, [storeId, differenceId]))[0];
}

/** Held until the end of the transaction. */
export async function takeDifference(
  manager: EntityManager,
  reconciliationId: string,
  differenceId: string,
): Promise<FoundDifference | undefined> {
  const found = `${FOUND} WHERE r.id = $1 AND d.id = $2 FOR UPDATE OF d`;
  return (await rowsOf<FoundDifference>(manager, found, [reconciliationId, differenceId]))[0];
}

/** What is made again gets a new document: the lost one is ours no more. */
export async function forgetDocument(
  manager: EntityManager,
  { id, orderId, kind, ours }: FoundDifference,
): Promise<void> {
  const lostId = ours?.['id'];
  await manager.query(
    `WITH done AS (UPDATE difference SET repaired = true WHERE id = $1 RETURNING reconciliation_id)
     UPDATE reconciliation r SET repaired = r.repaired + 1 FROM done WHERE r.id = done.reconciliation_id`,
    [id],
  );
  if (kind === DifferenceKind.InvoiceMissingInMagento) {
    await manager.query('DELETE FROM invoice WHERE order_id = $1 AND invoice_id = $2', [orderId, lostId]);
    return;
  }
  await manager.query('DELETE FROM handover WHERE order_id = $1 AND handover_id = $2', [orderId, lostId]);
  await manager.query(
    'UPDATE shipment SET magento_shipment_id = NULL WHERE order_id = $1 AND magento_shipment_id = $2',
    [orderId, lostId],
  );
}
