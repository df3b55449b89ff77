import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CLI } from '../platform/audit/actor-words.js';
import type { AuditAction } from '../platform/audit/audit-actions.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { type CellName, findCell } from '../platform/database/cell-ids.js';
import { MoveState, type StoreMove } from '../stores/entities/store-move.entity.js';
import type { Store } from '../stores/entities/store.entity.js';
import { removeStore } from '../stores/store-removal.repository.js';
import {
  changeMove,
  closeStore,
  findMove,
  forgetMove,
  listMoves,
  openStore,
  putMove,
} from '../stores/store-moves.repository.js';
import { listStores, lockStore } from '../stores/stores.repository.js';
import { MoveRefusedError, withTarget } from './ends.js';
import { MoveChecks } from './move-checks.js';
import { missingClients } from './moved-clients.repository.js';
import { StoreCopier } from './store-copier.js';
import { bringToRest } from './store-rest.js';

/** Says how far the move is. */
export type Say = (words: string) => void;

/**
 * Moves a store to another database, in steps of which each may be repeated: closed here, at rest, copied, left, opened there. The store
 * is opened there only behind the commit that says that it has left, and never comes back from that: at no time do both work for it.
 * docs/decisions/0043-cells.md
 */
@Injectable()
export class StoreMover {
  constructor(
    private readonly database: DataSource,
    private readonly checks: MoveChecks,
    private readonly copier: StoreCopier,
  ) {}

  /** @param url of the owner of the tables there @throws MoveRefusedError */
  move(code: string, url: string, say: Say): Promise<void> {
    return withTarget(url, async (target) => {
      const ends = { from: this.database.manager, to: target.manager };
      const cells = await this.checks.cellsOf(ends);
      const { here, there } = cells;
      const begun = await findMove(ends.from, code);
      const isUnderWay = begun?.state === MoveState.Leaving || begun?.state === MoveState.Left;
      if (!isUnderWay) await this.checks.demandMovable(ends, code, cells);
      // Again after a crash: keys, clocks and clients may have changed since.
      if (begun?.state !== MoveState.Left) await this.checks.demandAlike(ends, code, there);
      const missing = isUnderWay ? [] : await missingClients(ends);
      if (missing.length > 0) {
        say(`Clients of all stores that ${there.name} does not know: ${missing.join(', ')}.`);
      }
      const closed = await this.close(code, there);
      say(`${code} is closed.`);
      const move = await this.brought(target, closed, here, say);
      await this.leave(move);
      say(`${code} has left.`);
      await open(target, move);
      say(`${code} is open in ${there.name}. Map: ${code} ${there.name}`);
    });
  }

  /** It stays here; what was copied is removed. @throws MoveRefusedError once it has left */
  stay(code: string, url: string): Promise<void> {
    return withTarget(url, async (target) => {
      const move = await findMove(this.database.manager, code);
      if (move?.state !== MoveState.Leaving) {
        throw new MoveRefusedError(`${code} is not on its way from here.`);
      }
      await this.checks.cellsOf({ from: this.database.manager, to: target.manager });
      const there = await findMove(target.manager, code);
      if (there && there.number > move.number) {
        throw new MoveRefusedError(`${code} was there, and has moved on to ${there.cell}.`);
      }
      await this.copier.removeCopy(target, move);
      await this.database.transaction(async (manager) => {
        await lockStore(manager, code);
        if (!(await changeMove(manager, move, MoveState.Leaving, MoveState.Here))) {
          throw changedMeanwhile(code);
        }
        await openStore(manager, move);
        await forgetMove(manager, move);
        await audit(manager, code, 'store.move.stay', move);
      });
    });
  }

  /** Removes what is left here of a store that works elsewhere; where it went stays known. @throws MoveRefusedError */
  clean(code: string, url: string): Promise<void> {
    return withTarget(url, async (target) => {
      const there = await findMove(target.manager, code);
      await this.database.transaction(async (manager) => {
        const store = await lockStore(manager, code);
        const move = await findMove(manager, code);
        const works = there?.id === move?.id && there?.state === MoveState.Here;
        const isCleaned = !store && !there;
        if (move?.state !== MoveState.Left || (!works && !isCleaned)) {
          throw new MoveRefusedError(`${code} has not left for there, or is not open there yet.`);
        }
        if (!store) return;
        await removeStore(manager, store.id);
        await audit(manager, code, 'store.move.clean', move);
      });
      // Only now it may go on from there: nothing of it is left here.
      if (there) await forgetMove(target.manager, there);
    });
  }

  /** Lines of the map by which requests are led: the stores that are here. Those of all databases together name each store once. */
  async map(): Promise<string[]> {
    const cell = await findCell(this.database.manager);
    if (!cell) throw new MoveRefusedError('This database has no number: "npm run cli -- cell 1 west".');
    const elsewhere = (await listMoves(this.database.manager))
      .filter(({ state }) => state === MoveState.Left || state === MoveState.Arriving)
      .map(({ storeCode }) => storeCode);
    return (await listStores(this.database.manager))
      .filter(({ code }) => !elsewhere.includes(code))
      .map(({ code }) => `${code} ${cell.name}`)
      .sort();
  }

  /** Nothing is accepted for it here from now on, and nothing begun. */
  private close(code: string, there: CellName): Promise<StoreMove> {
    return this.database.transaction(async (manager) => {
      const store = await lockStore(manager, code);
      const begun = await findMove(manager, code);
      if (begun && begun.state !== MoveState.Here) {
        const isCleaned = begun.state === MoveState.Left && !store;
        if (begun.cell === there.name && begun.state !== MoveState.Arriving && !isCleaned) return begun;
        throw new MoveRefusedError(`${code} is ${begun.state}: its other database is ${begun.cell}.`);
      }
      if (!store) throw new MoveRefusedError(`There is no store ${code}.`);
      const next = leaving(store, there);
      if (!(await putMove(manager, next))) throw changedMeanwhile(code);
      await closeStore(manager, code, next.number);
      const move = (await findMove(manager, code))!;
      await audit(manager, code, 'store.move.close', move);
      return move;
    });
  }

  /** Copies it, unless it has left, and is there. @returns the move as it goes on */
  private async brought(target: DataSource, move: StoreMove, here: CellName, say: Say): Promise<StoreMove> {
    const { storeCode: code } = move;
    const arrived = await findMove(target.manager, code);
    const hasLeft = move.state === MoveState.Left;
    if (hasLeft && arrived?.id === move.id) return move;
    demandNotOpen(arrived, move);
    // It left only once it was there.
    const coming = hasLeft ? { ...move, wasPaused: true } : move;
    if (hasLeft) {
      say(
        `${code} left for ${move.cell}, which has lost it by a restore: it comes again as it left, paused.`,
      );
    }
    await bringToRest(this.database, move);
    say(`${code} is at rest.`);
    const counts = await this.copier.copy(target, coming, here);
    say(`${code} is copied: ${counts.rows} rows of ${counts.tables} tables have the same hash there.`);
    return coming;
  }

  /** From here on there is no way back. */
  private async leave(move: StoreMove): Promise<void> {
    await this.database.transaction(async (manager) => {
      const store = await lockStore(manager, move.storeCode);
      if (await changeMove(manager, move, MoveState.Leaving, MoveState.Left)) {
        return audit(manager, move.storeCode, 'store.move.leave', move);
      }
      // Another command may have ended this very move.
      const now = await findMove(manager, move.storeCode);
      if (!store || now?.id !== move.id || now.state !== MoveState.Left) {
        throw changedMeanwhile(move.storeCode);
      }
    });
  }
}

/** Called when the other database says that the store has left. What is open already stays so. */
async function open(target: DataSource, move: StoreMove): Promise<void> {
  const { storeCode: code } = move;
  await target.transaction(async (manager) => {
    await lockStore(manager, code);
    if (await changeMove(manager, move, MoveState.Arriving, MoveState.Here)) {
      // Where nothing is opened, the rows that are left are the only ones.
      if (!(await openStore(manager, move))) {
        throw new MoveRefusedError(`There are no rows of ${code} there.`);
      }
      return audit(manager, code, 'store.move.open', move);
    }
    const now = await findMove(manager, code);
    if (now?.id !== move.id) throw changedMeanwhile(code);
  });
}

/** It left, and so was copied whole; what is there under another move is not it. */
function demandNotOpen(there: StoreMove | null, move: StoreMove): void {
  if (!there || there.id !== move.id || there.state === MoveState.Arriving) return;
  throw new MoveRefusedError(`${move.storeCode} is ${there.state} there, and ${move.state} here.`);
}

function leaving(store: Store, there: CellName): Omit<StoreMove, 'changedAt'> {
  const state = MoveState.Leaving;
  const { code: storeCode, paused: wasPaused, moves } = store;
  return { storeCode, id: randomUUID(), state, cell: there.name, wasPaused, number: moves + 1 };
}

function changedMeanwhile(code: string): MoveRefusedError {
  return new MoveRefusedError(`Somebody else moved ${code} meanwhile: look, and run it again.`);
}

function audit(
  manager: EntityManager,
  code: string,
  action: AuditAction,
  { id, cell }: StoreMove,
): Promise<void> {
  return recordAudit(manager, CLI, { action, subject: `store:${code}`, after: { move: id, cell } });
}
