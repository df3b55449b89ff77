import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { storeTables } from './store-tables.repository.js';

/** Work of a store that somebody still waits for, with how much of it there is. */
const OPEN_WORK: Record<string, string> = {
  'orders that Increff has not acknowledged': `SELECT count(*)::int AS n FROM "order" WHERE store_id = $1 AND sync_state IN ('NEW', 'HELD')`,
  'writes that are not settled': `SELECT count(*)::int AS n FROM operation WHERE store_id = $1 AND state IN ('PENDING', 'RUNNING', 'UNKNOWN')`,
  'deliveries that wait': `SELECT count(*)::int AS n FROM delivery WHERE store_id = $1 AND state = 'PENDING'`,
  'returns under way': `SELECT count(*)::int AS n FROM return_order WHERE store_id = $1 AND sync_state IN ('CREATED', 'IN_PROCESSING')`,
  'stock that waits': `SELECT count(*)::int AS n FROM inventory_level WHERE store_id = $1 AND state = 'PENDING'`,
  'runs under way': `SELECT count(*)::int AS n FROM sync_run WHERE store_id = $1 AND state = 'RUNNING'`,
};

/** Writes that may have been sent, and whose effect no look at the shop has shown yet. */
export async function writesUnderWay(manager: EntityManager, storeId: number): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    manager,
    `SELECT count(*)::int AS n FROM operation WHERE store_id = $1 AND state IN ('RUNNING', 'UNKNOWN')`,
    [storeId],
  );
  return row!.n;
}

export async function openWorkOf(manager: EntityManager, storeId: number): Promise<string[]> {
  const open: string[] = [];
  for (const [what, sql] of Object.entries(OPEN_WORK)) {
    const [row] = await rowsOf<{ n: number }>(manager, sql, [storeId]);
    if (row!.n > 0) open.push(`${row!.n} ${what}`);
  }
  return open;
}

/** Removes a store with all that was kept of it; the audit log stays. */
export async function removeStore(manager: EntityManager, storeId: number): Promise<void> {
  const tables = await storeTables(manager, storeId);
  for (const { name, where } of tables.toReversed()) {
    await manager.query(`DELETE FROM "${name}" WHERE ${where}`);
  }
}
