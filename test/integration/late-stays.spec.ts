import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreCopier } from '../../src/cells/store-copier.js';
import { bringToRest } from '../../src/cells/store-rest.js';
import { findMove } from '../../src/stores/store-moves.repository.js';
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
import { LockSessions } from '../support/lock-sessions.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const EMAIL = 'customer@example.com';

let sandbox: Sandbox;
let homes: Record<string, TestApp>;
let [west, east, third]: TestApp[] = [];
const ordersIn = ({ db }: TestApp): Promise<object[]> =>
  db.rows('SELECT increment_id FROM "order" ORDER BY 1');
beforeAll(async () => {
  sandbox = await Sandbox.start();
  sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 }));
  homes = await startCells(sandbox);
  ({ west, east, third } = homes);
}, 120_000);

afterAll(async () => {
  for (const home of [west, east, third]) await home!.close();
  await sandbox.close();
});

describe('a command that keeps the store here, and stands still', () => {
  it('removes no copy of a later move', async () => {
    const [asleep, wake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    class Frozen extends StoreCopier {
      override async removeCopy(...given: Parameters<StoreCopier['removeCopy']>): Promise<void> {
        asleep.resolve();
        await wake.promise;
        await super.removeCopy(...given);
      }
    }
    const orders = await ordersIn(west!);
    await expect(move(west!, east!, diesAt('is copied'))).rejects.toThrow('killed');
    const ended = moverOf(west!, Frozen)
      .stay(CODE, east!.db.url)
      .catch((error: unknown) => error);
    await asleep.promise;
    await moverOf(west!).stay(CODE, east!.db.url);
    await expect(move(west!, east!, diesAt('has left'))).rejects.toThrow('killed');
    wake.resolve();
    expect(await ended).toMatchObject({ message: expect.stringContaining('another store') });
    await move(west!, east!);
    await clean(west!, east!);
    expect(await openIn(homes)).toEqual(['east']);
    expect(await ordersIn(east!)).toEqual(orders);
  });

  it('leaves the mark of a copy that came while it looked', async () => {
    await expect(move(east!, west!, diesAt('is at rest'))).rejects.toThrow('killed');
    const [asleep, wake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    class Frozen extends StoreCopier {
      override removeCopy(...given: Parameters<StoreCopier['removeCopy']>): Promise<void> {
        const [target] = given;
        const begin = target.transaction.bind(target);
        target.transaction = ((work: (manager: object) => Promise<unknown>) =>
          begin(async (manager) => {
            const query = manager.query.bind(manager);
            manager.query = (async (sql: string, ...rest: []) => {
              if (sql.startsWith('DELETE FROM store_move')) {
                asleep.resolve();
                await wake.promise;
              }
              return query(sql, ...rest);
            }) as typeof query;
            const done = await work(manager);
            asleep.resolve();
            await wake.promise;
            return done;
          })) as typeof target.transaction;
        return super.removeCopy(...given);
      }
    }
    const ended = moverOf(east!, Frozen).stay(CODE, west!.db.url);
    await asleep.promise;
    await expect(move(east!, west!, diesAt('is copied'))).rejects.toThrow('killed');
    wake.resolve();
    await ended;
    expect(await openIn(homes)).toEqual(['east']);
    expect(await moverOf(west!).map()).toEqual([]);
    // A copy that nobody opens: it stands in the way of no later move, from wherever.
    await move(east!, third!);
    await clean(east!, third!);
    await move(third!, west!);
    await clean(third!, west!);
    expect(await openIn(homes)).toEqual(['west']);
    expect(await ordersIn(west!)).toHaveLength(1);
  });
});

describe('a command that stands still before it waits for rest', () => {
  it('takes no lease of a store that works again', async () => {
    await expect(move(west!, east!, diesAt('is closed'))).rejects.toThrow('killed');
    const earlier = (await findMove(databaseOf(west!).manager, CODE))!;
    await moverOf(west!).stay(CODE, east!.db.url);
    const [lease] = await west!.db.rows(
      `UPDATE sync_cursor SET lease_token = gen_random_uuid(), lease_until = now() WHERE stream = 'orders.new' RETURNING lease_token`,
    );
    await expect(bringToRest(databaseOf(west!), earlier)).rejects.toThrow('is not closed');
    expect(await west!.db.rows(`SELECT lease_token FROM sync_cursor WHERE stream = 'orders.new'`)).toEqual([
      lease,
    ]);
  });
});

describe('a key whose request was cut off here, and answered elsewhere', () => {
  it('has that answer here again once the store comes back', async () => {
    const put = (home: TestApp, status: number | null): Promise<object[]> =>
      home.db.rows(
        `INSERT INTO idempotency_key (client_id, key, fingerprint, locked_until, created_at, store_code, status)
         VALUES ('of-store', 'k', 'f', now(), now(), '${CODE}', ${status})
         ON CONFLICT (client_id, key) DO UPDATE SET status = excluded.status RETURNING 1`,
      );
    await west!.db.rows(
      `INSERT INTO api_client (id, secret_hash, scopes, store_codes) VALUES ('of-store', 'h', '{}', '{${CODE}}') RETURNING 1`,
    );
    await put(west!, null);
    await move(west!, east!);
    await clean(west!, east!);
    await put(east!, 201);
    await move(east!, west!);
    await clean(east!, west!);
    expect(await west!.db.rows('SELECT status FROM idempotency_key')).toEqual([{ status: 201 }]);
  });
});

describe('a customer who is erased in all stores', () => {
  const erase = async (home: TestApp): Promise<[number, string | null]> => {
    const { status, headers } = await home.post('/admin/erasures', { email: EMAIL });
    return [status, headers.get('retry-after')];
  };
  const known = ({ db }: TestApp): Promise<object[]> =>
    db.rows(`SELECT 1 FROM "order" WHERE billing_address ->> 'email' = $1 AND erase_due_at IS NULL`, [EMAIL]);

  it('is not said to be so behind the copy of a store that leaves', async () => {
    let answer: [number, string | null] | undefined;
    class Erasing extends StoreCopier {
      override async copy(...given: Parameters<StoreCopier['copy']>): ReturnType<StoreCopier['copy']> {
        const counts = await super.copy(...given);
        answer = await erase(west!);
        return counts;
      }
    }
    expect(await known(west!)).toHaveLength(1);
    await moverOf(west!, Erasing).move(CODE, east!.db.url, silent);
    expect(await known(east!)).toHaveLength(1);
    expect(answer).toEqual([503, '10']);
    await clean(west!, east!);
  });

  it('nor when the store is closed while that is written down', async () => {
    const sessions = new LockSessions();
    const held = await sessions.open(east!.db.url);
    await held.query('BEGIN; LOCK TABLE erasure IN EXCLUSIVE MODE');
    const asked = erase(east!);
    await until(async () => {
      const waiting = await east!.db.rows(
        `SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'`,
      );
      return waiting.length > 0 || undefined;
    });
    await expect(move(east!, third!, diesAt('is closed'))).rejects.toThrow('killed');
    await held.query('COMMIT');
    await sessions.close();
    expect(await asked).toEqual([503, '10']);
    await move(east!, third!);
    expect((await erase(third!))[0]).toBe(200);
    expect(await known(third!)).toEqual([]);
  });
});
