import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';

/** The mode of a row of `store`; only what differs from the default is stored there. @param store alias */
export function modeOf(store: string): string {
  return `coalesce(${store}.settings ->> 'mode', '${StoreMode.Live}')`;
}

/** The store of the row is in shadow mode. @param row alias with a column store_id */
export function inShadow(row: string): string {
  return `EXISTS (SELECT 1 FROM store m WHERE m.id = ${row}.store_id AND ${modeOf('m')} = '${StoreMode.Shadow}')`;
}

/** As it is now. A store that is gone is written to by nobody. */
export async function readMode(manager: EntityManager, storeId: number): Promise<StoreMode> {
  const [row] = await preparedRows<{ mode: StoreMode }>(
    manager,
    `SELECT ${modeOf('s')} AS mode FROM store s WHERE s.id = $1`,
    [storeId],
  );
  return row?.mode ?? StoreMode.Shadow;
}

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

export async function waitingWork(manager: EntityManager, storeId: number): Promise<WaitingWork> {
  const [row] = await rowsOf<WaitingWork>(
    manager,
    `SELECT
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND state IN ('PENDING', 'RUNNING')) AS "pendingWrites",
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND state = 'UNKNOWN') AS "writesInDoubt",
       (SELECT count(*)::int FROM delivery WHERE store_id = $1 AND state = 'PENDING') AS "pendingDeliveries",
       (SELECT count(*)::int FROM inventory_level WHERE store_id = $1 AND state = 'PENDING') AS "pendingStock",
       (SELECT count(*)::int FROM operation WHERE store_id = $1 AND outcome = 'SHADOWED') AS "shadowedWrites",
       (SELECT count(*)::int FROM delivery WHERE store_id = $1 AND state = 'SHADOWED') AS "shadowedDeliveries",
       (SELECT count(*)::int FROM inventory_level WHERE store_id = $1 AND state = 'SHADOWED') AS "shadowedStock"`,
    [storeId],
  );
  return row!;
}

/** Deliveries that nobody is sending just now. The rest goes the same way when its try has ended. */
export async function shadowWaitingDeliveries(manager: EntityManager, storeId: number): Promise<void> {
  await manager.query(
    `UPDATE delivery SET state = 'SHADOWED', next_attempt_at = NULL, lease_token = NULL, settled_at = now()
     WHERE id IN (SELECT id FROM delivery WHERE store_id = $1 AND state = 'PENDING'
                    AND (lease_token IS NULL OR ${inShadow('delivery')}) ORDER BY id FOR UPDATE)`,
    [storeId],
  );
}

/**
 * What was accepted in shadow mode and could not even be planned by its end is not sent by the end of it.
 * In the transaction that ends it, while the store is still in shadow mode.
 */
export async function shadowWaitingWrites(manager: EntityManager, storeId: number): Promise<void> {
  await manager.query(
    `UPDATE operation SET state = 'SETTLED', outcome = 'SHADOWED', settled_at = now(), next_attempt_at = NULL,
       attention_since = NULL, unknown_since = NULL, error_code = NULL, lease_token = NULL, lease_until = NULL,
       detail = 'The store left shadow mode before this was planned. Nothing was sent.'
     WHERE id IN (SELECT id FROM operation WHERE store_id = $1 AND sent_at IS NULL AND (state = 'PENDING'
                    OR (state = 'RUNNING' AND lease_until < now())) ORDER BY id FOR UPDATE)`,
    [storeId],
  );
  await manager.query(
    `UPDATE inventory_level SET state = 'SHADOWED', next_attempt_at = NULL
     WHERE id IN (SELECT id FROM inventory_level WHERE store_id = $1 AND state = 'PENDING' AND lease_token IS NULL
                  ORDER BY source_code, lower(sku) FOR UPDATE)`,
    [storeId],
  );
}
