import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreCopier } from '../../src/cells/store-copier.js';
import { removeStore } from '../../src/stores/store-removal.repository.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import {
  clean,
  CODE,
  databaseOf,
  diesAt,
  move,
  moverOf,
  openIn,
  silent,
  startCells,
} from '../support/cells.js';
import type { TestApp } from '../support/test-app.js';

let sandbox: Sandbox;
let homes: Record<string, TestApp>;
const moveWhole = async (from: TestApp, to: TestApp): Promise<void> => {
  await move(from, to);
  await clean(from, to);
};
/** Where the store is, and two others. */
async function places(): Promise<{ from: TestApp; to: TestApp; third: TestApp; thirdName: string }> {
  const [here] = await openIn(homes);
  const [[, to], [thirdName, third]] = Object.entries(homes).filter(([name]) => name !== here) as [
    [string, TestApp],
    [string, TestApp],
  ];
  return { from: homes[here!]!, to, third, thirdName };
}
beforeAll(async () => {
  sandbox = await Sandbox.start();
  sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 }));
  homes = await startCells(sandbox);
}, 120_000);

afterAll(async () => {
  for (const home of Object.values(homes)) await home.close();
  await sandbox.close();
});

describe('a command that stands still with its snapshot', () => {
  it('puts nothing there once another one has ended the move, and the store has moved on', async () => {
    const { from, to, third, thirdName } = await places();
    const asleep = Promise.withResolvers<void>();
    const wake = Promise.withResolvers<void>();
    class Frozen extends StoreCopier {
      override copy(...given: Parameters<StoreCopier['copy']>): ReturnType<StoreCopier['copy']> {
        const [target] = given;
        const begin = target.transaction.bind(target);
        let begun = 0;
        target.transaction = (async (...how: Parameters<typeof begin>) => {
          // Behind the first one, which only moves the sequences on.
          if (++begun === 2) {
            asleep.resolve();
            await wake.promise;
          }
          return begin(...how);
        }) as typeof target.transaction;
        return super.copy(...given);
      }
    }
    const frozen = moverOf(from, Frozen).move(CODE, to.db.url, silent);
    const ended = expect(frozen).rejects.toThrow(`${CODE} has moved on meanwhile`);
    await asleep.promise;
    await moveWhole(from, to);
    await moveWhole(to, third);
    wake.resolve();
    await ended;
    expect(await openIn(homes)).toEqual([thirdName]);
    expect(await to.db.rows('SELECT state FROM store_move')).toEqual([{ state: 'LEFT' }]);
    expect(await to.db.rows('SELECT 1 FROM "order"')).toEqual([]);
  });

  it('does not open what another one has opened, or is about to', async () => {
    const { from, to } = await places();
    const asleep = Promise.withResolvers<void>();
    const wake = Promise.withResolvers<void>();
    class Frozen extends StoreCopier {
      override async copy(...given: Parameters<StoreCopier['copy']>): ReturnType<StoreCopier['copy']> {
        const counts = await super.copy(...given);
        asleep.resolve();
        await wake.promise;
        return counts;
      }
    }
    const frozen = moverOf(from, Frozen).move(CODE, to.db.url, silent);
    const ended = expect(frozen).rejects.toThrow('Somebody else moved');
    await asleep.promise;
    await moveWhole(from, to);
    wake.resolve();
    await ended;
    expect(await openIn(homes)).toHaveLength(1);
    expect((await to.get('/orders')).body.items).toHaveLength(1);
  });
});

describe('a copy that was given up', () => {
  it('gives way to the store when it comes from another place', async () => {
    const { from, to, third, thirdName } = await places();
    await expect(move(from, third, diesAt('is copied'))).rejects.toThrow('killed');
    // As if it had been put down by a command that stood still while the store was kept.
    await from.db.rows(`UPDATE store SET away = false, paused = false`);
    await from.db.rows(`DELETE FROM store_move`);
    await moveWhole(from, to);
    await moveWhole(to, third);
    expect(await openIn(homes)).toEqual([thirdName]);
  });
});

describe('a database that is restored to before', () => {
  it('gets the store again as it left, paused, and it is said', async () => {
    const { from, to } = await places();
    await move(from, to);
    await forget(to);
    await to.db.rows('DELETE FROM store_move');
    const said: string[] = [];
    await move(from, to, (words) => said.push(words));
    expect(said).toContainEqual(expect.stringContaining('lost it by a restore'));
    expect(await openIn(homes)).toHaveLength(1);
    expect(await to.db.rows('SELECT paused, away FROM store')).toEqual([{ paused: true, away: false }]);
    await clean(from, to);
  });

  it('does not take back a store that has left', async () => {
    const { from, to } = await places();
    await move(from, to);
    await expect(moverOf(from).stay(CODE, to.db.url)).rejects.toThrow('is not on its way');
    expect(await openIn(homes)).toHaveLength(1);
    await clean(from, to);
  });

  it('does not keep a store that has moved on since', async () => {
    const { from, to, thirdName } = await places();
    await expect(move(from, to, diesAt('is copied'))).rejects.toThrow('killed');
    // As it is there when the move came to its end, and the store went on.
    await forget(to);
    await to.db.rows(
      `UPDATE store_move SET id = gen_random_uuid(), state = 'LEFT', cell = '${thirdName}', number = number + 1`,
    );
    await expect(moverOf(from).stay(CODE, to.db.url)).rejects.toThrow(`has moved on to ${thirdName}`);
    await expect(move(from, to)).rejects.toThrow('has moved on meanwhile');
    expect(await openIn(homes)).toEqual([]);
  });
});

/** Removes the rows of the store, and leaves what is known of its move. */
async function forget(home: TestApp): Promise<void> {
  await databaseOf(home).transaction(async (manager) => {
    const [store] = await manager.query<{ id: number }[]>('SELECT id FROM store');
    await removeStore(manager, store!.id);
  });
}
