import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { countByDay, type DayOfOrders, type OrdersOfDay } from './orders-by-day.js';
import type { DifferenceDto, ReconciliationDto } from './dto/reconciliation.dto.js';
import { type Difference, DifferenceKind } from './reconciliation.types.js';

const COMPARISON = `SELECT r.id AS "reconciliationId", s.code AS "storeCode", r.created_from AS "from", r.created_to AS "to", r.state,
  r.orders_magento AS "ordersMagento", r.orders_here AS "ordersHere", r.differences, r.repaired,
  r.inventory_run_id AS "inventoryRunId", r.error_message AS "errorMessage", r.requested_by AS "requestedBy",
  r.started_at AS "startedAt", r.finished_at AS "finishedAt"
  FROM reconciliation r JOIN store s ON s.id = r.store_id`;

export type StoredComparison = Omit<ReconciliationDto, 'from' | 'to' | 'startedAt' | 'finishedAt'> &
  Record<'from' | 'to' | 'startedAt', Date> & { finishedAt: Date | null; inventoryRunId: string | null };

/** The newest first. @param storeCode one store; of all without */
export function listComparisons(manager: EntityManager, storeCode?: string): Promise<StoredComparison[]> {
  return rowsOf<StoredComparison>(
    manager,
    `${COMPARISON} WHERE $1::text IS NULL OR s.code = $1 ORDER BY r.started_at DESC LIMIT 100`,
    [storeCode ?? null],
  );
}

export async function findComparison(
  manager: EntityManager,
  id: string,
): Promise<StoredComparison | undefined> {
  const [row] = await rowsOf<StoredComparison>(manager, `${COMPARISON} WHERE r.id = $1`, [id]);
  return row;
}

/** In the order in which they were found. */
export function differencesOf(
  manager: EntityManager,
  reconciliationId: string,
  limit: number,
): Promise<Omit<DifferenceDto, 'severity'>[]> {
  return rowsOf<Omit<DifferenceDto, 'severity'>>(
    manager,
    `SELECT id AS "differenceId", order_code AS "orderCode", kind, ours, theirs, reason, repaired FROM difference
     WHERE reconciliation_id = $1 ORDER BY id LIMIT $2`,
    [reconciliationId, limit],
  );
}

/** Whether the same asked for one within the last twelve hours. */
export async function openedLately(
  manager: EntityManager,
  storeId: number,
  requestedBy: string,
): Promise<boolean> {
  const rows = await rowsOf<object>(
    manager,
    `SELECT 1 FROM reconciliation WHERE store_id = $1 AND requested_by = $2 AND started_at > now() - interval '12 hours'`,
    [storeId, requestedBy],
  );
  return rows.length > 0;
}

/** @returns undefined while one of the store is under way */
export async function openComparison(
  manager: EntityManager,
  { storeId, from, to, requestedBy }: { storeId: number; from: Date; to: Date; requestedBy: string },
): Promise<string | undefined> {
  await manager.query('SELECT 1 FROM store WHERE id = $1 FOR UPDATE', [storeId]);
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `INSERT INTO reconciliation (store_id, created_from, created_to, requested_by)
     SELECT $1, $2, $3, $4
     WHERE NOT EXISTS (SELECT 1 FROM reconciliation WHERE store_id = $1 AND state = 'RUNNING') RETURNING id`,
    [storeId, from, to, requestedBy],
  );
  return row?.id;
}

/** The run that compares the stock as a part of it. */
export async function noteInventoryRun(manager: EntityManager, id: string, runId: string): Promise<void> {
  await manager.query('UPDATE reconciliation SET inventory_run_id = $2 WHERE id = $1', [id, runId]);
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
