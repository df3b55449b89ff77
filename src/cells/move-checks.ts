import { Injectable } from '@nestjs/common';
import { SecretBox } from '../platform/crypto/secret-box.js';
import { type CellName, findCell, unplaced } from '../platform/database/cell-ids.js';
import { ERASURE_KEY_CONTEXT } from '../personal-data/email-hashes.js';
import { addErasureKey, findErasureKey, type SealedKey } from '../personal-data/erasure-keys.repository.js';
import { MoveState } from '../stores/entities/store-move.entity.js';
import { findMove } from '../stores/store-moves.repository.js';
import { findStore } from '../stores/stores.repository.js';
import { MoveRefusedError } from './ends.js';
import { clashingClients, countErasures } from './moved-clients.repository.js';
import type { Ends } from './moved-rows.repository.js';
import { clockOf, keyIdsOf, migrationsOf, namesOfChannels, takenNames } from './move-checks.repository.js';

/** Ends of leases and of doubts are times of the database's clock, and go along as they are. */
const MOST_SKEW_SECONDS = 1;

export interface Cells {
  here: CellName;
  there: CellName;
}

/** What must hold before a store is closed: it is found out while it still works. */
@Injectable()
export class MoveChecks {
  constructor(private readonly box: SecretBox) {}

  /** @throws MoveRefusedError */
  async cellsOf({ from, to }: Ends): Promise<Cells> {
    const same = (await migrationsOf(from)) === (await migrationsOf(to));
    if (!same) {
      throw new MoveRefusedError('The tables there are of another version: bring both up to date first.');
    }
    const [here, there] = [await findCell(from), await findCell(to)];
    if (!here || !there) {
      const which = here ? 'the database there' : 'this database';
      throw new MoveRefusedError(
        `First give ${which} a number and a name of its own: "npm run cli -- cell 2 east".`,
      );
    }
    if (here.number === there.number || here.name === there.name) {
      throw new MoveRefusedError(`Both databases are ${here.name}, number ${here.number}.`);
    }
    for (const end of [from, to]) {
      const tables = await unplaced(end);
      if (tables.length > 0) throw new MoveRefusedError(`Run "migrate" first: ids of ${tables.join(', ')}.`);
    }
    return { here, there };
  }

  /** @throws MoveRefusedError */
  async demandMovable(ends: Ends, code: string, { there }: Cells): Promise<void> {
    const store = await findStore(ends.from, { code });
    if (!store) throw new MoveRefusedError(`There is no store ${code}.`);
    if (await findStore(ends.to, { code })) {
      const earlier = await findMove(ends.to, code);
      const left = earlier?.state === MoveState.Left;
      const why = left
        ? `has rows of it from before: run "store clean ${code} --to …" there`
        : 'has one already';
      // A copy that was never opened, of a move that ended before the store came here, or stayed: a command that stood still left it.
      const isCopy = earlier?.state === MoveState.Arriving && earlier.number <= store.moves;
      if (!isCopy) throw new MoveRefusedError(`${there.name} ${why}.`);
    }
    const before = await findMove(ends.from, code);
    if (before?.state === MoveState.Here) {
      throw new MoveRefusedError(
        `${code} came from ${before.cell}, which still has its rows: run "store clean ${code} --to …" there.`,
      );
    }
    const names = await takenNames(ends.to, await namesOfChannels(ends.from, code));
    if (names.length > 0) {
      throw new MoveRefusedError(`${there.name} has alert channels named ${names.join(', ')}.`);
    }
  }

  /** What may change until the store has left. @throws MoveRefusedError */
  async demandAlike(ends: Ends, code: string, there: CellName): Promise<void> {
    await this.demandSameClock(ends);
    await this.demandKeys(ends, code);
    const clients = await clashingClients(ends, code);
    if (clients.length === 0) return;
    throw new MoveRefusedError(
      `${there.name} has clients of the same id with another secret, other rights or another state: ${clients.join(', ')}. ` +
        'Delete them there (those of the store come along), or give them other ids.',
    );
  }

  private async demandSameClock({ from, to }: Ends): Promise<void> {
    const [one, other] = [await clockOf(from), await clockOf(to)];
    const skew = Math.abs(one.ahead - other.ahead) - one.unsure - other.unsure;
    if (skew <= MOST_SKEW_SECONDS) return;
    throw new MoveRefusedError(`The clocks of the two databases are ${skew.toFixed(1)} s apart.`);
  }

  /** What is sealed goes along as it is. */
  private async demandKeys({ from, to }: Ends, code: string): Promise<void> {
    const ours = this.box.currentKeyId;
    const others = [...(await keyIdsOf(from, code)), ...(await keyIdsOf(to, null))].filter(
      (id) => id !== ours,
    );
    if (others.length > 0) {
      throw new MoveRefusedError(
        `Something is sealed under the key ${others[0]!}, and SECRETS_KEY is ${ours}. Both databases have one SECRETS_KEY: run ` +
          '"rotate-key" where it is another.',
      );
    }
    const [mine, theirs] = [await findErasureKey(from), await findErasureKey(to)];
    if (!mine || !theirs || this.opened(mine) === this.opened(theirs)) return;
    if ((await countErasures(from)) === 0) return;
    throw new MoveRefusedError(
      'The two databases know erased customers by different keys. The first store that comes into a database brings the key along: ' +
        'move into one that has no store of its own.',
    );
  }

  /** So that erased customers are known there. */
  async copyErasureKey({ from, to }: Ends): Promise<void> {
    const key = await findErasureKey(from);
    if (key) await addErasureKey(to, key);
  }

  private opened(key: SealedKey): string {
    return this.box.open<string>(key, ERASURE_KEY_CONTEXT);
  }
}
