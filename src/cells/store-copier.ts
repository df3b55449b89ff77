import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CLI } from '../platform/audit/actor-words.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { type CellName, giveLargerIds } from '../platform/database/cell-ids.js';
import { MoveState, type StoreMove } from '../stores/entities/store-move.entity.js';
import { removeStore } from '../stores/store-removal.repository.js';
import { findMove, forgetMove, putMove } from '../stores/store-moves.repository.js';
import { findStore, lockStore } from '../stores/stores.repository.js';
import { type StoreTable, storeTables } from '../stores/store-tables.repository.js';
import { MoveRefusedError } from './ends.js';
import { MoveChecks } from './move-checks.js';
import { copyClients, copyErasures, copyKeys } from './moved-clients.repository.js';
import {
  beginCopying,
  type Copied,
  copyRows,
  type Ends,
  hashRows,
  largestIds,
} from './moved-rows.repository.js';

interface Counts {
  tables: number;
  rows: number;
}

/** Copies a closed store, and compares: all in one transaction there, of one snapshot here. */
@Injectable()
export class StoreCopier {
  constructor(
    private readonly database: DataSource,
    private readonly checks: MoveChecks,
  ) {}

  /** In the place of an earlier copy. @throws MoveRefusedError */
  async copy(target: DataSource, move: StoreMove, here: CellName): Promise<Counts> {
    return this.database.transaction('REPEATABLE READ', async (from) => {
      await beginCopying(from);
      const store = await findStore(from, { code: move.storeCode });
      const now = await findMove(from, move.storeCode);
      if (!store?.away || now?.id !== move.id) throw new MoveRefusedError(`${move.storeCode} is not closed.`);
      const tables = await storeTables(from, store.id);
      await giveLargerIds(target, await largestIds(from, target, tables));
      return target.transaction(async (to) => {
        await beginCopying(to);
        await removeEarlier(to, move);
        const counts = await copyAll({ from, to }, move.storeCode, tables);
        await this.checks.copyErasureKey({ from, to });
        const arriving = { ...move, state: MoveState.Arriving, cell: here.name };
        if (!(await putMove(to, arriving))) {
          throw new MoveRefusedError(`${move.storeCode} has moved on meanwhile.`);
        }
        const after = { move: move.id, cell: here.name, ...counts };
        await recordAudit(to, CLI, {
          action: 'store.move.arrive',
          subject: `store:${move.storeCode}`,
          after,
        });
        return counts;
      });
    });
  }

  /** Of a store that stays. @throws MoveRefusedError where it is open there */
  async removeCopy(target: DataSource, move: StoreMove): Promise<void> {
    await target.transaction(async (manager) => {
      await removeEarlier(manager, move);
      await forgetMove(manager, move);
    });
  }
}

/** Only a copy of this move or of one before, which was never opened and, as the store has come to this one, never will be. */
async function removeEarlier(manager: EntityManager, { storeCode, number }: StoreMove): Promise<void> {
  const store = await lockStore(manager, storeCode);
  if (!store) return;
  const earlier = await findMove(manager, storeCode);
  if (!store.away || earlier?.state !== MoveState.Arriving || earlier.number > number) {
    throw new MoveRefusedError(`There is another store ${storeCode} there.`);
  }
  await removeStore(manager, store.id);
}

async function copyAll(ends: Ends, storeCode: string, tables: StoreTable[]): Promise<Counts> {
  const counts = { tables: tables.length, rows: 0 };
  const hashes = new Map<StoreTable, Copied>();
  for (const table of tables) hashes.set(table, await copyRows(ends, table));
  // Once all are there: a trigger of one table may change another.
  for (const [table, copied] of hashes) {
    const there = await hashRows(ends.to, table);
    if (copied.rows !== there.rows || copied.sha256 !== there.sha256) {
      throw new MoveRefusedError(
        `${table.name} is not the same there: ${there.rows} of ${copied.rows} rows. Nothing was copied.`,
      );
    }
    counts.rows += copied.rows;
  }
  await copyClients(ends, storeCode);
  await copyKeys(ends, storeCode);
  await copyErasures(ends, storeCode);
  return counts;
}
