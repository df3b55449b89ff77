import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { setState } from '../sandbox/order-rules.js';
import type { Middleman } from '../sandbox/faults.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const STREAMS = ['orders.new', 'orders.changed', 'orders.pending', 'orders.sweep'];

/** Answers that look well and are not: no order may be lost by them, and no run may say that all is well. */
describe('lists that cannot be trusted', () => {
  let sandbox: Sandbox;
  const startApp = shareTestApp();
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startApp(sandbox);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { pageSize: 10 } } });
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const place = (from: number, to: number, createdAt = Date.now() - HOUR): void => {
    for (let id = from; id <= to; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: createdAt + id }));
    }
  };
  const lists = (change: (body: any) => unknown): Middleman['body'] => {
    return (path, body) => (path.endsWith('/orders') ? change(body) : body);
  };
  const count = async (): Promise<number> => (await bridge.db.rows('SELECT 1 FROM "order"')).length;
  const lastRun = async (): Promise<Record<string, unknown>> =>
    (await bridge.get<Record<string, unknown>[]>('/admin/sync/runs?limit=1')).body[0]!;

  it.each([
    ['too small', (body: any) => ({ ...body, total_count: body.items.length })],
    ['zero', (body: any) => ({ ...body, total_count: 0 })],
    ['missing', ({ total_count: _, ...body }: any) => body],
    ['a word', (body: any) => ({ ...body, total_count: 'many' })],
    ['always too large', (body: any) => ({ ...body, total_count: 1000 })],
  ])('a total_count that is %s ends no walk', async (_what, change) => {
    place(1, 40);
    sandbox.faults.middleman.body = lists(change);
    for (const stream of STREAMS) {
      await bridge.db.rows('TRUNCATE order_item, order_event, "order" CASCADE');
      expect(await bridge.sync(stream)).toMatchObject({ state: 'DONE', new: 40 });
    }
  });

  it('a shop that cuts pages short, but counts right, is walked to the end', async () => {
    place(1, 40);
    sandbox.faults.middleman.body = lists((body) => ({ ...body, items: body.items.slice(0, 7) }));
    expect(await bridge.sync('orders.changed')).toMatchObject({ state: 'DONE', new: 40 });
  });

  it.each([
    ['a list without items', { total_count: 0 }],
    ['an array', []],
    ['a word', 'Service unavailable'],
    ['null', null],
    ['items as an object', { items: { '0': {} }, total_count: 1 }],
  ])('%s is no empty shop: the run fails, in words', async (_what, answer) => {
    place(1, 3);
    sandbox.faults.middleman.body = lists(() => answer);
    for (const stream of STREAMS) {
      await expect(bridge.sync(stream)).rejects.toThrow('MAGENTO_PROTOCOL');
      expect((await lastRun())['errorMessage']).toMatch('no list came');
    }
    sandbox.faults.middleman.body = undefined;
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 3 });
  });

  const BARE = 'searchCriteria[pageSize]=10';
  const ALL = 'searchCriteria[currentPage]=1';
  it.each([
    ['the query', () => ALL, /60 orders came on a page of 10/],
    [
      'the filters and the sorting',
      () => BARE,
      /came behind|before 20|none of 10 orders has one of the status/,
    ],
    ['the filters', (query: string) => query.replaceAll('filterGroups', 'x'), /came behind|before 20/],
    ['the sorting', (query: string) => query.replaceAll('sortOrders', 'x'), /came behind|before 20/],
  ])('a middleman that drops %s makes the run fail, in words, and ends', async (_what, query, words) => {
    for (let id = 40; id >= 1; id--) place(id, id, Date.now() - HOUR / 3 + id * 1000);
    place(41, 60);
    await bridge.sync('orders.changed');
    await bridge.db.rows(
      `TRUNCATE order_item, order_event, "order" CASCADE;
       UPDATE sync_cursor SET position = now() - interval '20 minutes' WHERE stream = 'orders.changed'`,
    );
    sandbox.faults.middleman.query = (path, given) => (path.endsWith('/orders') ? query(given) : given);
    const before = sandbox.requests;
    await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_UNTRUSTED');
    expect((await lastRun())['errorMessage']).toMatch(words);
    expect(sandbox.requests - before).toBeLessThan(10);
    sandbox.faults.middleman.query = undefined;
    await bridge.db.rows('UPDATE sync_cursor SET position = NULL');
    await bridge.sync('orders.changed');
    expect(await count()).toBe(60);
  });

  it('a middleman that repeats a page makes the run fail instead of going round', async () => {
    place(1, 40);
    let kept: unknown;
    sandbox.faults.middleman.body = lists((body) => (kept ??= body));
    await expect(bridge.sync('orders.pending')).rejects.toThrow('came behind');
    expect(await count()).toBe(10);
  });

  it('orders of a store view that was not asked for are not taken in', async () => {
    place(1, 3);
    for (const id of [2, 3]) sandbox.change(id, (order) => (order.store_id = 2));
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { storeIds: [1] } } });
    sandbox.faults.middleman.query = (_path, query) => query.replaceAll('filterGroups', 'x');
    await expect(bridge.sync('orders.changed')).rejects.toThrow('2 orders are of other store views');
    expect(await count()).toBe(0);
    sandbox.change(3, (order) => (order.store_id = 1));
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 2, skipped: { parked: 1 } });
  });

  it.each([
    ['older than asked for', '2001-01-01 00:00:00'],
    ['of the future', '2099-01-01 00:00:00'],
  ])('a single stamp that is %s, and out of its place, stops no store', async (_what, stamp) => {
    place(1, 30);
    await bridge.sync('orders.changed');
    for (let id = 31; id <= 60; id++) place(id, id, Date.now() - 60_000 + id * 1000);
    sandbox.faults.middleman.body = lists((body) => {
      for (const order of body.items) if (order.entity_id === 45) order.updated_at = stamp;
      return body;
    });
    for (const stream of ['orders.changed', 'orders.pending']) await bridge.sync(stream);
    expect(await count()).toBe(60);
  });

  it('a Date header that is ahead of the stamps of the shop loses no order', async () => {
    sandbox.faults.middleman.dateAheadMs = 3 * HOUR;
    place(1, 5, Date.now() - 60_000);
    for (const stream of ['orders.new', 'orders.changed']) await bridge.sync(stream);
    place(6, 9, Date.now());
    expect(await bridge.sync('orders.new')).toMatchObject({ new: 4 });
    sandbox.change(1, (order) => setState(order, 'canceled'));
    expect(await bridge.sync('orders.changed')).toMatchObject({ changed: 1 });
  });

  it('a Date header that is behind them, or missing, delays none', async () => {
    sandbox.faults.middleman.dateAheadMs = -3 * HOUR;
    place(1, 5, Date.now() - 60_000);
    expect(await bridge.sync('orders.new')).toMatchObject({ new: 5 });
  });

  it('a sweep over all ids proves that none is missing, and brings what is', async () => {
    place(1, 40);
    for (const stream of ['orders.new', 'orders.changed']) await bridge.sync(stream);
    expect(await bridge.sync('orders.sweep')).toMatchObject({ seen: 40, new: 0, changed: 0, unchanged: 40 });
    // Behind every window: stored long after its stamp, or changed without one.
    await bridge.db.rows(
      `WITH gone AS (DELETE FROM "order" WHERE entity_id IN (7, 33) RETURNING id) SELECT 1`,
    );
    const { order } = sandbox.store.orders.get(20)!;
    setState(order, 'canceled');
    sandbox.store.changed(order);
    sandbox.recordRequests = true;
    const run = await bridge.sync('orders.sweep');
    expect(run).toMatchObject({ seen: 40, new: 2, changed: 1, unchanged: 37 });
    expect(run['explanation']).toMatch('2 orders were missing here and 1 stood still');
    setState(sandbox.store.find(21)!, 'canceled');
    sandbox.store.changed(sandbox.store.find(21)!);
    const next = await bridge.sync('orders.sweep');
    expect(next['explanation']).toMatch('0 orders were missing here and 1 stood still');
    const fields = sandbox.seen.filter(({ query }) => query.includes('fields='));
    expect(fields.length).toBeGreaterThanOrEqual(4);
    const { body } = await bridge.get('/orders?syncState=CANCELLED');
    expect(body.items).toHaveLength(2);
    const [due] = await bridge.db.rows(
      `SELECT next_run_at > now() + interval '23 hours' AS daily FROM sync_cursor WHERE stream = 'orders.sweep'`,
    );
    expect(due).toEqual({ daily: true });
  });

  describe('an entry that does not say where it stands', () => {
    const ODD: [string, (order: any) => unknown][] = [
      ['is null', () => null],
      ['has no time', (order) => ({ ...order, created_at: null, updated_at: null })],
    ];
    const spoil = (id: number, edit: (order: any) => unknown, count: (body: any) => number): void => {
      sandbox.faults.middleman.body = lists((body) => ({
        ...body,
        items: body.items.map((order: any) => (order.entity_id === id ? edit(order) : order)),
        total_count: count(body),
      }));
    };
    const rightly = (body: any): number => body.total_count;

    it.each(ODD)('and %s ends a run in words where nothing else ever comes', async (_what, edit) => {
      place(1, 1);
      sandbox.faults.middleman.body = lists(({ items }) => ({
        items: items.length > 0 ? [edit(items[0])] : [edit({ entity_id: 1 })],
        total_count: 2,
      }));
      const before = sandbox.requests;
      await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_UNTRUSTED');
      expect((await lastRun())['errorMessage']).toMatch('none of 1 entries has a readable id and time');
      expect(sandbox.requests - before).toBeLessThan(10);
    });

    it.each(ODD)('and %s keeps no other order back, first or last, on pages of one', async (_what, edit) => {
      await bridge.call('PUT', '/admin/stores/default', { body: { settings: { pageSize: 1 } } });
      place(1, 4);
      for (const id of [1, 4]) {
        for (const count of [rightly, () => 1000]) {
          spoil(id, edit, count);
          await bridge.db.rows('TRUNCATE order_item, order_event, parked_order, "order" CASCADE');
          await bridge.db.rows('UPDATE sync_cursor SET position = NULL');
          await bridge.sync('orders.changed');
          const stored = await bridge.db.rows<{ id: string }>(
            'SELECT entity_id AS id FROM "order" ORDER BY 1',
          );
          expect(stored.map((row) => Number(row.id))).toEqual([1, 2, 3, 4].filter((one) => one !== id));
        }
      }
    });

    it('does not end a backfill before its end', async () => {
      await bridge.call('PUT', '/admin/stores/default', { body: { settings: { pageSize: 1 } } });
      place(1, 4);
      spoil(1, () => null, rightly);
      const range = { from: new Date(Date.now() - 2 * HOUR).toISOString(), to: new Date().toISOString() };
      const { body } = await bridge.post('/admin/backfills', {
        storeCode: 'default',
        ...range,
        pauseMs: 500,
      });
      await until(async () => {
        const { state } = (await bridge.get(`/admin/backfills/${body.backfillId}`)).body;
        return state === 'RUNNING' ? undefined : state;
      });
      expect(await count()).toBe(3);
    });

    it('a poisoned order and a count that never ends make the run fail in words', async () => {
      place(1, 3);
      sandbox.faults.poisoned.add(2);
      sandbox.faults.middleman.body = lists((body) => ({ ...body, total_count: 1000 }));
      await expect(bridge.sync('orders.changed')).rejects.toThrow('counts orders that are not there');
      expect(sandbox.requests).toBeLessThan(150);
    });
  });

  describe('an order that the list of all ids names and the full list leaves out', () => {
    const leaveOut = (...ids: number[]): void => {
      let isFull = false;
      sandbox.faults.middleman.query = (_path, query) => {
        isFull = !query.includes('fields=');
        return query;
      };
      sandbox.faults.middleman.body = lists(({ items, ...body }) => ({
        ...body,
        items: items.filter(({ entity_id: id }: any) => !isFull || !ids.includes(id)),
      }));
    };
    const FORBIDDEN = {
      status: 403,
      headers: { 'content-type': 'text/html' },
      text: '<html>Forbidden</html>',
    };
    const NOTHING = { status: 200, headers: { 'content-type': 'application/json' }, text: 'null' };
    const answerAlone = (answers: Record<number, typeof NOTHING>): void => {
      sandbox.faults.middleman.answer = (path) => answers[Number(/\/orders\/(\d+)$/.exec(path)?.[1])];
    };
    const parked = () =>
      bridge.db.rows<{ id: string; reason: string }>(
        'SELECT entity_id AS id, reason FROM parked_order ORDER BY entity_id',
      );

    it('is read by itself', async () => {
      place(1, 12);
      leaveOut(7);
      const run = await bridge.sync('orders.sweep');
      expect(run).toMatchObject({ state: 'DONE', seen: 12, new: 12, skipped: {} });
      expect(await count()).toBe(12);
    });

    it('is parked with its reason where it does not come by itself either', async () => {
      place(1, 12);
      leaveOut(7, 9);
      answerAlone({ 7: FORBIDDEN, 9: NOTHING });
      const run = await bridge.sync('orders.sweep');
      expect(run).toMatchObject({ seen: 12, new: 10, skipped: { parked: 2 } });
      expect(await parked()).toEqual([
        { id: '7', reason: expect.stringMatching(/is listed, but does not come in full: .*403/) },
        { id: '9', reason: expect.stringMatching('Magento answered no order') },
      ]);
    });

    it('ends the run in words where several in a row do not come', async () => {
      place(1, 12);
      leaveOut(3, 4, 5);
      answerAlone({ 3: FORBIDDEN, 4: FORBIDDEN, 5: FORBIDDEN });
      await expect(bridge.sync('orders.sweep')).rejects.toThrow('403');
      expect(await parked()).toEqual([]);
    });
  });
});
