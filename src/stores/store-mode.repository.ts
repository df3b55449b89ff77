import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import { AWAY, type ModeNow, StoreMode } from '../platform/outgoing/store-mode.js';

/** The mode of a row of `store`; only what differs from the default is stored there. @param store alias */
export function modeOf(store: string): string {
  return `coalesce(${store}.settings ->> 'mode', '${StoreMode.Live}')`;
}

/** The store of the row is in shadow mode. @param row alias with a column store_id */
export function inShadow(row: string): string {
  return `EXISTS (SELECT 1 FROM store m WHERE m.id = ${row}.store_id AND ${modeOf('m')} = '${StoreMode.Shadow}')`;
}

/** As it is now. A store that is gone is written to by nobody. */
export async function readMode(manager: EntityManager, storeId: number): Promise<ModeNow> {
  const [row] = await preparedRows<{ mode: ModeNow }>(
    manager,
    `SELECT CASE WHEN s.away THEN '${AWAY}' ELSE ${modeOf('s')} END AS mode FROM store s WHERE s.id = $1`,
    [storeId],
  );
  return row?.mode ?? StoreMode.Shadow;
}
