import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { noFaults, seededRandom } from '../sandbox/faults.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const PAGE = 10;
const FIRST = Date.parse('2026-01-01T00:00:00Z');
/** Ids as a shop has them: close together, with some missing, and with large gaps before and between. */
const IDS = [
  ...range(20_001, 20_090),
  ...range(21_000, 21_120).filter((id) => id % 3 > 0),
  ...range(900_000, 900_070),
];
const LAST = IDS.at(-1)!;

/** What a whole shop is read by: many pages at a time, handed out in the order of their ids. */
describe('a whole shop, read side by side', () => {
  let sandbox: Sandbox;
  const startApp = shareTestApp();
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startApp(sandbox);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { pageSize: PAGE } } });
    for (const id of IDS) sandbox.place(generateOrder({ entityId: id, createdAt: createdAt(id) }));
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const stored = async (): Promise<number[]> =>
    (await bridge.db.rows<{ id: number }>('SELECT entity_id::int AS id FROM "order" ORDER BY 1')).map(
      ({ id }) => id,
    );
  const cursor = async (): Promise<any> =>
    (await bridge.db.rows(`SELECT * FROM sync_cursor WHERE stream = 'orders.changed'`))[0];
  /** Rewrites pages of many orders, by their number. */
  const onPages = (rewritten: (n: number) => boolean, rewrite: (body: any) => unknown): void => {
    let pages = 0;
    sandbox.faults.middleman.body = (path, body) =>
      isPage(path, body) && rewritten(++pages) ? rewrite(body) : body;
  };

  it('takes each order once, several pages at a time', async () => {
    let under = 0;
    let most = 0;
    sandbox.recordRequests = true;
    sandbox.faults.middleman.delayMs = async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 150));
      under--;
      return 0;
    };
    const run = await bridge.sync('orders.changed');
    expect(run).toMatchObject({ new: IDS.length, seen: IDS.length, changed: 0, unchanged: 0 });
    expect(await stored()).toEqual(IDS);
    expect(most).toBe(4);
    // Two questions for the ends, and what is asked for twice because of gaps.
    const calls = sandbox.seen.filter((request) => /\/orders$/.test(request.path)).length;
    expect(calls).toBeLessThan(2 + 1.6 * (IDS.length / PAGE));
    expect(await cursor()).toMatchObject({ position: new Date(createdAt(LAST)), resume: null });
    sandbox.faults.middleman = {};
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 0, changed: 0 });
  });

  it('is read once where most of its orders wait: orders.new begins behind orders.changed', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    let pages = 0;
    sandbox.faults.middleman.delayMs = async (path, body) => {
      if (isPage(path, body) && ++pages === 1) await held;
      return 0;
    };
    const changed = bridge.sync('orders.changed');
    await until(() => Promise.resolve(pages === 1 || undefined));
    const waited = await bridge.sync('orders.new');
    expect(waited).toMatchObject({
      seen: 0,
      explanation: expect.stringContaining('orders.changed is reading'),
    });
    expect(pages).toBe(1);
    release();
    expect(await changed).toMatchObject({ new: IDS.length });
    const before = pages;
    sandbox.place(generateOrder({ entityId: LAST + 1, createdAt: createdAt(LAST + 1) }));
    // Of what the other one has read only what its overlap reaches.
    const late = IDS.filter((id) => id > LAST - 600).length;
    expect(await bridge.sync('orders.new')).toMatchObject({ seen: late + 1, new: 1 });
    expect(pages - before).toBe(Math.ceil((late + 1) / PAGE));
    expect(await stored()).toEqual([...IDS, LAST + 1]);
  });

  it('is read by orders.new itself where orders.changed does not get on, or where few of its orders wait', async () => {
    sandbox.faults.middleman.answer = () => ({ status: 503, headers: { 'retry-after': '1' }, text: 'busy' });
    await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_');
    sandbox.faults.middleman = {};
    expect(await bridge.sync('orders.new')).toMatchObject({ new: IDS.length });
    await bridge.sync('orders.changed');
    await bridge.db.rows(`UPDATE sync_cursor SET position = NULL WHERE stream = 'orders.new'`);
    const few = ['no_such_status'];
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { statusesToFetch: few } } });
    const { windowFrom } = await bridge.sync('orders.new');
    expect(windowFrom).toBeNull();
  });

  it('is read by orders.new where the statuses to fetch were others while orders.changed read', async () => {
    const fetch = (statusesToFetch: string[]): Promise<unknown> =>
      bridge.call('PUT', '/admin/stores/default', { body: { settings: { statusesToFetch } } });
    await fetch(['no_such_status']);
    await bridge.sync('orders.changed');
    await fetch(['pending']);
    await bridge.sync('orders.new');
    expect(await bridge.db.rows('SELECT DISTINCT sync_state FROM "order"')).toEqual([{ sync_state: 'NEW' }]);
  });

  it('goes on where it was, and leaves nothing out, when the shop fails in the middle', async () => {
    let calls = 0;
    sandbox.faults.middleman.answer = () =>
      ++calls === 12 ? { status: 503, headers: { 'retry-after': '120' }, text: 'busy' } : undefined;
    await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_');
    const { resume, position } = await cursor();
    const before = await stored();
    expect(position).toBeNull();
    // An older version makes of it a walk from the beginning.
    expect(resume).toMatchObject({ time: '1970-01-01 00:00:00', id: 0, reached: before.at(-1) });
    expect(before).toEqual(IDS.slice(0, before.length));
    sandbox.faults.middleman = {};
    const rest = await bridge.sync('orders.changed');
    expect(rest).toMatchObject({ new: IDS.length - before.length, unchanged: 0 });
    expect(await stored()).toEqual(IDS);
    expect((await cursor()).position).toEqual(new Date(resume.to));
  });

  it('believes no list that is empty before its end', async () => {
    onPages(
      (n) => n > 8,
      (body) => ({ ...body, items: [], total_count: 0 }),
    );
    await expect(bridge.sync('orders.changed')).rejects.toThrow('is listed');
    expect((await cursor()).position).toBeNull();
    sandbox.faults.middleman = {};
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(IDS);
  });

  it('reads what pages left out', async () => {
    onPages(
      (n) => n % 3 === 0,
      (body) => ({ ...body, items: body.items.slice(0, 4), total_count: 4 }),
    );
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(IDS);
  });

  it('parks the orders that fail each page, and takes all others', async () => {
    const bad = [20_050, 20_051, 21_001, 900_000];
    for (const id of bad) sandbox.faults.poisoned.add(id);
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(IDS.filter((id) => !sandbox.faults.poisoned.has(id)));
    const parked = await bridge.db.rows<{ id: number }>(
      'SELECT entity_id::int AS id FROM parked_order ORDER BY 1',
    );
    expect(parked.map(({ id }) => id)).toEqual(bad);
  });

  it('goes one by one where the last order fails, or the sorting is dropped', async () => {
    sandbox.faults.poisoned.add(LAST);
    expect(await bridge.sync('orders.changed')).toMatchObject({ skipped: { parked: 1 } });
    expect(await stored()).toEqual(IDS.slice(0, -1));
    await bridge.db.rows('DELETE FROM order_item; DELETE FROM order_event; DELETE FROM "order"');
    await bridge.db.rows('UPDATE sync_cursor SET position = NULL');
    sandbox.faults.poisoned.clear();
    await bridge.db.rows('DELETE FROM parked_order');
    sandbox.faults.middleman.query = (_path, query) => query.replace('=DESC', '=ASC');
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: IDS.length });
    expect(await stored()).toEqual(IDS);
  });

  it('leaves to the next run what changes behind its back, and what is placed meanwhile', async () => {
    onPages(
      (n) => n === 15,
      (body) => {
        sandbox.change(20_001, (order) => setState(order, 'canceled'));
        sandbox.place(generateOrder({ entityId: LAST + 1, createdAt: Date.now() }));
        return body;
      },
    );
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(expect.arrayContaining(IDS));
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual([...IDS, LAST + 1]);
    const [order] = await bridge.db.rows('SELECT status FROM "order" WHERE entity_id = 20001');
    expect(order).toEqual({ status: 'canceled' });
  });

  it('ends where the last orders are no longer what is asked for', async () => {
    onPages(
      (n) => n === 12,
      (body) => {
        for (const id of IDS.slice(-15)) sandbox.change(id, (order) => setState(order, 'complete'));
        return body;
      },
    );
    await bridge.sync('orders.new');
    expect(await stored()).toEqual(expect.arrayContaining(IDS.slice(0, -15)));
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(IDS);
  });

  it('leaves nothing out through faults of all kinds at once', async () => {
    const random = seededRandom(7);
    Object.assign(sandbox.faults, { serverErrorRate: 0.03, cutBodyRate: 0.03 });
    onPages(
      (n) => n > 1,
      (body) => {
        const at = random();
        if (at < 0.05) return { ...body, items: [], total_count: 0 };
        if (at < 0.15) return { ...body, items: body.items.slice(0, 3), total_count: 3 };
        return at < 0.25 ? { ...body, total_count: 1 } : body;
      },
    );
    let runs = 1;
    while (
      !(await bridge.sync('orders.changed').then(
        () => true,
        () => false,
      ))
    ) {
      expect(++runs).toBeLessThan(60);
    }
    Object.assign(sandbox.faults, noFaults());
    await bridge.db.rows('UPDATE parked_order SET next_try_at = now()');
    // Looks back over the last few orders alone.
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(IDS);
  });

  it('reads a range of time in the same way', async () => {
    const inside = IDS.filter((id) => id >= 20_031 && id <= 900_050);
    const [from, to] = [inside[0]!, inside.at(-1)!].map((id) => new Date(createdAt(id)).toISOString());
    const { body } = await bridge.post('/admin/backfills', { storeCode: 'default', from, to, pauseMs: 0 });
    sandbox.recordRequests = true;
    await until(async () => {
      const { state } = (await bridge.get(`/admin/backfills/${body.backfillId}`)).body;
      return state === 'DONE' || undefined;
    });
    expect(await stored()).toEqual(inside);
    expect(sandbox.seen.some(({ query }) => query.includes('DESC'))).toBe(true);
  });
});

function isPage(path: string, body: any): boolean {
  return /\/orders$/.test(path) && Array.isArray(body?.items) && body.search_criteria?.page_size !== 1;
}

function createdAt(id: number): number {
  return FIRST + id * 1000;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
