import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** Work of a store that somebody still waits for. */
export interface WaitingWork {
  pendingWrites: number;
  writesInDoubt: number;
  pendingDeliveries: number;
  pendingStock: number;
  shadowedWrites: number;
  shadowedDeliveries: number;
  shadowedStock: number;
}

/** Planned in shadow mode and not sent, nor done by a later request since. @param row alias of an operation */
export function leftShadowed(row: string): string {
  return `${row}.outcome = 'SHADOWED' AND NOT EXISTS (SELECT 1 FROM operation d WHERE d.order_id = ${row}.order_id
    AND d.kind = ${row}.kind AND d.natural_key = ${row}.natural_key AND d.outcome IN ('APPLIED', 'ALREADY', 'DEGRADED'))`;
}

export async function waitingWork(manager: EntityManager, storeId: number): Promise<WaitingWork> {
  const [row] = await rowsOf<WaitingWork>(
    manager,
    `SELECT
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND state IN ('PENDING', 'RUNNING')) AS "pendingWrites",
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND state = 'UNKNOWN') AS "writesInDoubt",
       (SELECT count(*)::int FROM delivery WHERE store_id = $1 AND state = 'PENDING') AS "pendingDeliveries",
       (SELECT count(*)::int FROM inventory_level WHERE store_id = $1 AND state = 'PENDING') AS "pendingStock",
       (SELECT count(*)::int FROM operation p WHERE store_id = $1 AND ${leftShadowed('p')}) AS "shadowedWrites",
       (SELECT count(*)::int FROM delivery WHERE store_id = $1 AND state = 'SHADOWED') AS "shadowedDeliveries",
       (SELECT count(*)::int FROM inventory_level WHERE store_id = $1 AND state = 'SHADOWED') AS "shadowedStock"`,
    [storeId],
  );
  return row!;
}
