import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { setState } from '../sandbox/order-rules.js';
import type { Middleman } from '../sandbox/faults.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const HOUR = 3_600_000;
const STREAMS = ['orders.new', 'orders.changed', 'orders.pending', 'orders.sweep'];

/** Answers that look well and are not: no order may be lost by them, and no run may say that all is well. */
describe('lists that cannot be trusted', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
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
    const fields = sandbox.seen.filter(({ query }) => query.includes('fields='));
    expect(fields.length).toBeGreaterThanOrEqual(4);
    const { body } = await bridge.get('/orders?syncState=CANCELLED');
    expect(body.items).toHaveLength(1);
    const [due] = await bridge.db.rows(
      `SELECT next_run_at > now() + interval '23 hours' AS daily FROM sync_cursor WHERE stream = 'orders.sweep'`,
    );
    expect(due).toEqual({ daily: true });
  });
});
