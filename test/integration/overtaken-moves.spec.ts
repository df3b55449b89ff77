import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { MoveChecks } from '../../src/cells/move-checks.js';
import { StoreCopier } from '../../src/cells/store-copier.js';
import { type Say, StoreMover } from '../../src/cells/store-mover.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';
import { numberCell } from '../../src/platform/database/cell-ids.js';
import { removeStore } from '../../src/stores/store-removal.repository.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const CODE = 'default';
const silent: Say = () => undefined;

let sandbox: Sandbox;
let [west, east, third]: TestApp[] = [];
const databaseOf = ({ app }: TestApp): DataSource => app.get(DataSource);
const moverOf = (home: TestApp, Copier = StoreCopier): StoreMover => {
  const checks = new MoveChecks(home.app.get(SecretBox));
  return new StoreMover(databaseOf(home), checks, new Copier(databaseOf(home), checks));
};
const move = (from: TestApp, to: TestApp, say = silent): Promise<void> =>
  moverOf(from).move(CODE, to.db.url, say);
const clean = (from: TestApp, to: TestApp): Promise<void> => moverOf(from).clean(CODE, to.db.url);
const moveWhole = async (from: TestApp, to: TestApp): Promise<void> => {
  await move(from, to);
  await clean(from, to);
};
const openIn = async (): Promise<string[]> => {
  const homes = { west, east, third };
  const names = await Promise.all(
    Object.entries(homes).map(async ([name, home]) => {
      const open = await home!.db.rows('SELECT 1 FROM store WHERE NOT away');
      return open.length > 0 ? [name] : [];
    }),
  );
  return names.flat();
};

beforeAll(async () => {
  sandbox = await Sandbox.start();
  sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 }));
  west = await startTestApp(sandbox);
  east = await startTestApp();
  third = await startTestApp();
  for (const [i, home] of [west, east, third].entries()) {
    const cell = { number: i + 1, name: ['west', 'east', 'third'][i]! };
    await databaseOf(home).transaction((manager) => numberCell(manager, cell));
  }
  await west.sync('orders.new');
}, 120_000);

afterAll(async () => {
  for (const home of [west, east, third]) await home!.close();
  await sandbox.close();
});

describe('a command that stands still with its snapshot', () => {
  it('puts nothing there once another one has ended the move, and the store has moved on', async () => {
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
        }) as DataSource['transaction'];
        return super.copy(...given);
      }
    }
    const frozen = moverOf(west!, Frozen).move(CODE, east!.db.url, silent);
    const ended = expect(frozen).rejects.toThrow(`${CODE} has moved on meanwhile`);
    await asleep.promise;
    await moveWhole(west!, east!);
    await moveWhole(east!, third!);
    wake.resolve();
    await ended;
    expect(await openIn()).toEqual(['third']);
    expect(await east!.db.rows('SELECT state FROM store_move')).toEqual([{ state: 'LEFT' }]);
    expect(await east!.db.rows('SELECT 1 FROM "order"')).toEqual([]);
  });

  it('does not open what another one has opened, or is about to', async () => {
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
    const frozen = moverOf(third!, Frozen).move(CODE, west!.db.url, silent);
    const ended = expect(frozen).rejects.toThrow('Somebody else moved');
    await asleep.promise;
    await moveWhole(third!, west!);
    wake.resolve();
    await ended;
    expect(await openIn()).toEqual(['west']);
  });
});

describe('a copy that was given up', () => {
  it('gives way to the store when it comes from another place', async () => {
    const dies: Say = (words) => {
      if (words.includes('is copied')) throw new Error('killed');
    };
    await expect(move(west!, third!, dies)).rejects.toThrow('killed');
    // As if it had been put down by a command that stood still while the store was kept.
    await west!.db.rows(`UPDATE store SET away = false, paused = false`);
    await west!.db.rows(`DELETE FROM store_move`);
    await moveWhole(west!, east!);
    await moveWhole(east!, third!);
    expect(await openIn()).toEqual(['third']);
    await moveWhole(third!, west!);
  });
});

describe('a database that is restored to before', () => {
  it('gets the store again as it left, paused, and it is said', async () => {
    await move(west!, east!);
    await databaseOf(east!).transaction(async (manager) => {
      const [store] = await manager.query<{ id: number }[]>('SELECT id FROM store');
      await removeStore(manager, store!.id);
      await manager.query('DELETE FROM store_move');
    });
    const said: string[] = [];
    await move(west!, east!, (words) => said.push(words));
    expect(said).toContainEqual(expect.stringContaining('lost it by a restore'));
    expect(await openIn()).toEqual(['east']);
    expect(await east!.db.rows('SELECT paused FROM store')).toEqual([{ paused: true }]);
    await clean(west!, east!);
  });

  it('does not keep a store that has moved on since', async () => {
    const dies: Say = (words) => {
      if (words.includes('is copied')) throw new Error('killed');
    };
    await expect(move(east!, west!, dies)).rejects.toThrow('killed');
    // As west is when the move came to its end, and the store went on from there.
    await databaseOf(west!).transaction(async (manager) => {
      const [store] = await manager.query<{ id: number }[]>('SELECT id FROM store');
      await removeStore(manager, store!.id);
      await manager.query(
        `UPDATE store_move SET id = gen_random_uuid(), state = 'LEFT', cell = 'third', number = number + 1`,
      );
    });
    await expect(moverOf(east!).stay(CODE, west!.db.url)).rejects.toThrow('has moved on to third');
    await expect(move(east!, west!)).rejects.toThrow('has moved on meanwhile');
    expect(await openIn()).toEqual([]);
  });
});
