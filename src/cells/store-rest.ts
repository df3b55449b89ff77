import type { DataSource } from 'typeorm';
import { READ_TO_SOCKET_MS } from '../magento/send-permit.js';
import { time } from '../platform/time/time.js';
import type { StoreMove } from '../stores/entities/store-move.entity.js';
import { findMove } from '../stores/store-moves.repository.js';
import { lockStore } from '../stores/stores.repository.js';
import { storeTables } from '../stores/store-tables.repository.js';
import { MoveRefusedError } from './ends.js';
import { takeLeases, underWay } from './store-rest.repository.js';

/** For clocks that run at slightly different rates. */
const MARGIN_MS = 2000;
/** What is under way ends by itself within this; from what goes on for longer its rows are taken. */
const REST_MS = 60_000;
const LOOK_MS = 500;

/**
 * Whoever was allowed to write to the shop before the store was closed has either sent by the end of the first wait, or is refused at the
 * socket; also one that stood still and wakes later.
 */
export async function bringToRest(database: DataSource, { storeCode, id }: StoreMove): Promise<void> {
  await new Promise<void>((done) => void time.after(READ_TO_SOCKET_MS + MARGIN_MS, done));
  const since = time.instant();
  for (;;) {
    const rest = await database.transaction(async (manager) => {
      const store = await lockStore(manager, storeCode);
      const now = await findMove(manager, storeCode);
      // It may work here again, and its leases are then held by right.
      if (!store?.away || now?.id !== id) throw new MoveRefusedError(`${storeCode} is not closed.`);
      const tables = await storeTables(manager, store.id);
      const busy = await underWay(manager, tables);
      if (busy.length > 0 && time.elapsedMs(since) < time.limitMs(REST_MS)) return false;
      await takeLeases(manager, tables);
      return true;
    });
    if (rest) return;
    await time.sleep(LOOK_MS);
  }
}
