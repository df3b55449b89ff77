import { DataSource } from 'typeorm';
import { MoveChecks } from '../../src/cells/move-checks.js';
import { StoreCopier } from '../../src/cells/store-copier.js';
import { type Say, StoreMover } from '../../src/cells/store-mover.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';
import { numberCell } from '../../src/platform/database/cell-ids.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from './test-app.js';

/** The store that moves. */
export const CODE = 'default';

export const silent: Say = () => undefined;

/** A command that ends behind a step. */
export const diesAt =
  (step: string): Say =>
  (words) => {
    if (words.includes(step)) throw new Error('killed');
  };

export const databaseOf = ({ app }: TestApp): DataSource => app.get(DataSource);

/** @param Copier one that stands still, say */
export function moverOf(home: TestApp, Copier = StoreCopier): StoreMover {
  const checks = new MoveChecks(home.app.get(SecretBox));
  return new StoreMover(databaseOf(home), checks, new Copier(databaseOf(home), checks));
}

export const move = (from: TestApp, to: TestApp, say = silent): Promise<void> =>
  moverOf(from).move(CODE, to.db.url, say);

export const clean = (from: TestApp, to: TestApp): Promise<void> => moverOf(from).clean(CODE, to.db.url);

/** Names of the databases in which the store is open. */
export async function openIn(homes: Record<string, TestApp>): Promise<string[]> {
  const names = Object.entries(homes).map(async ([name, { db }]) => {
    const open = await db.rows('SELECT 1 FROM store WHERE NOT away');
    return open.length > 0 ? [name] : [];
  });
  return (await Promise.all(names)).flat();
}

/** Three databases with a number and name each; the store of the sandbox is in the first, with its new orders. */
export async function startCells(sandbox: Sandbox): Promise<Record<'west' | 'east' | 'third', TestApp>> {
  const [west, east, third] = [await startTestApp(sandbox), await startTestApp(), await startTestApp()];
  const homes = { west, east, third };
  for (const [i, [name, home]] of Object.entries(homes).entries()) {
    await databaseOf(home).transaction((manager) => numberCell(manager, { number: i + 1, name }));
  }
  await west.sync('orders.new');
  return homes;
}
