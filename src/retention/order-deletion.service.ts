import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { unlessLocked } from '../platform/database/lock-retries.js';
import { time } from '../platform/time/time.js';
import {
  deleteOrders,
  type KeepingStore,
  oldOrders,
  type Place,
  storesThatDelete,
} from './order-deletion.repository.js';
import { isMyTurn } from './retention-turn.repository.js';

const LOOKED_AT = 1000;
/** Orders of one transaction, which keeps all others from storing orders. */
const BATCH = 100;
/** The rest follows in the nights after. */
const MOST_PER_NIGHT = 50_000;
const PAUSE_MS = 200;
const LOCK_TRIES = 3;

/** Orders that their store keeps no longer, with all that belongs to them; docs/decisions/0019-deleted-orders.md. */
@Injectable()
export class OrderDeletion {
  private readonly logger = new Logger(OrderDeletion.name);
  private stopping = false;

  constructor(private readonly database: DataSource) {}

  stop(): void {
    this.stopping = true;
  }

  /** @returns orders that were deleted */
  async run(): Promise<number> {
    let deleted = 0;
    for (const store of await storesThatDelete(this.database.manager)) {
      deleted += await this.ofStore(store, MOST_PER_NIGHT - deleted);
    }
    return deleted;
  }

  private async ofStore(store: KeepingStore, most: number): Promise<number> {
    let deleted = 0;
    for (let after: Place | undefined; ;) {
      const old = await oldOrders(this.database.manager, store, after, LOOKED_AT);
      after = old.at(-1);
      if (!after) return deleted;
      const ids = old.filter(({ over }) => over).map(({ id }) => id);
      for (let at = 0; at < ids.length; at += BATCH) {
        if (this.stopping || deleted >= most) return deleted;
        const gone = await this.batch(store, ids.slice(at, at + BATCH));
        if (gone === undefined) return deleted;
        deleted += gone;
        await time.sleep(PAUSE_MS);
      }
    }
  }

  /** @returns undefined where it is somebody else's turn */
  private async batch(store: KeepingStore, ids: string[]): Promise<number | undefined> {
    let held = true;
    const gone = await unlessLocked(LOCK_TRIES, () =>
      this.database.transaction(async (manager) => {
        held = await isMyTurn(manager);
        if (!held) return 0;
        return deleteOrders(manager, store, ids);
      }),
    );
    if (gone === undefined) {
      this.logger.warn(
        { storeId: store.id },
        'orders are being stored without a pause; the next night goes on',
      );
    }
    return held ? gone : undefined;
  }
}
