import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CLI } from '../platform/audit/actor-words.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { type CellName, giveLargerIds } from '../platform/database/cell-ids.js';
import { MoveState, type StoreMove } from '../stores/entities/store-move.entity.js';
import type { Store } from '../stores/entities/store.entity.js';
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

  /** Of a store that stays: of this move, and with its mark. @throws MoveRefusedError where it is open there */
  async removeCopy(target: DataSource, move: StoreMove): Promise<void> {
    await target.transaction(async (manager) => {
      const found = await lockCopy(manager, move);
      // Another copy is somebody else's. Without a copy there is no mark: one that comes by now belongs to a copy that comes too.
      if (found?.move.id !== move.id) return;
      await removeStore(manager, found.store.id);
      await forgetMove(manager, move);
    });
  }
}

async function removeEarlier(manager: EntityManager, move: StoreMove): Promise<void> {
  const found = await lockCopy(manager, move);
  if (found) await removeStore(manager, found.store.id);
}

/**
 * A copy that was never opened, of this move or of an earlier one. Wherever an earlier one came from, the store works: it did not leave
 * for here.
 * @throws MoveRefusedError where there is anything else
 */
async function lockCopy(
  manager: EntityManager,
  { storeCode, number }: StoreMove,
): Promise<{ store: Store; move: StoreMove } | undefined> {
  const store = await lockStore(manager, storeCode);
  if (!store) return undefined;
  const move = await findMove(manager, storeCode);
  if (!store.away || move?.state !== MoveState.Arriving || move.number > number) {
    throw new MoveRefusedError(`There is another store ${storeCode} there.`);
  }
  return { store, move };
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
