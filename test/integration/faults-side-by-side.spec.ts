import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const PAGE = 10;
const FIRST = Date.parse('2026-01-01T00:00:00Z');
const IDS = [...range(5001, 5120), ...range(6000, 6160).filter((id) => id % 3 > 0)];

/** What goes wrong while pages of a whole shop are read side by side, more than one thing at a time. */
describe('a whole shop that is read side by side, and fails', () => {
  let sandbox: Sandbox;
  const startApp = shareTestApp();
  let bridge: TestApp;

  const open = async (ids: number[], environment: Record<string, string> = {}): Promise<void> => {
    bridge = await startApp(sandbox, environment);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { pageSize: PAGE } } });
    for (const id of ids) sandbox.place(generateOrder({ entityId: id, createdAt: createdAt(id) }));
  };

  beforeEach(async () => {
    sandbox = await Sandbox.start();
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const stored = async (): Promise<number[]> =>
    (await bridge.db.rows<{ id: number }>('SELECT entity_id::int AS id FROM "order" ORDER BY 1')).map(
      ({ id }) => id,
    );
  const cursor = async (stream: string): Promise<any> =>
    (await bridge.db.rows('SELECT * FROM sync_cursor WHERE stream = $1', [stream]))[0];
  const ends = (stream: string): Promise<boolean> =>
    bridge.sync(stream).then(
      () => true,
      () => false,
    );
  /** Behind so many lists, all of them are as if there were no orders behind an id. */
  const hideBehind = (id: number, after: number): void => {
    let lists = 0;
    const filter = 'searchCriteria[filterGroups][99][filters][0]';
    const hidden = `&${filter}[field]=entity_id&${filter}[value]=${id}&${filter}[conditionType]=lteq`;
    sandbox.faults.middleman.query = (path, query) =>
      !/\/orders$/.test(path) || ++lists <= after ? query : query + hidden;
  };

  it.each(['orders.changed', 'orders.new'])(
    'that lists nothing any more has not come to its end: %s',
    async (stream) => {
      await open(IDS);
      hideBehind(0, 12);
      await expect(bridge.sync(stream)).rejects.toThrow('MAGENTO_UNTRUSTED');
      const before = await stored();
      expect(before.length).toBeGreaterThan(0);
      // It is no better when the run is taken up again.
      await expect(bridge.sync(stream)).rejects.toThrow('lists no order at all');
      expect(await cursor(stream)).toMatchObject({ position: null, resume: { reached: before.at(-1) } });
      sandbox.faults.middleman = {};
      expect(await bridge.sync(stream)).toMatchObject({ new: IDS.length - before.length, unchanged: 0 });
      expect(await stored()).toEqual(IDS);
    },
  );

  it.each(['orders.changed', 'orders.new'])(
    'that answers from a copy which is behind keeps nothing from the next run: %s',
    async (stream) => {
      await open(IDS);
      hideBehind(5080, 10);
      for (let runs = 1; !(await ends(stream)); runs++) expect(runs).toBeLessThan(3);
      expect(await stored()).not.toEqual(IDS);
      sandbox.faults.middleman = {};
      await bridge.sync(stream);
      expect(await stored()).toEqual(IDS);
    },
  );

  it('whose proxy answers a lane with the page of another has no gap there', async () => {
    await open(IDS);
    let pages = 0;
    let furthest: any;
    const behind = (body: any): number => Number(body.search_criteria.filter_groups[0].filters[0].value);
    sandbox.faults.middleman.body = (path, body) => {
      if (!/\/orders$/.test(path) || body.search_criteria.page_size === 1 || ++pages === 1) return body;
      if (pages === 7) return furthest;
      if (!furthest || behind(body) > behind(furthest)) furthest = body;
      return body;
    };
    await expect(bridge.sync('orders.changed')).rejects.toThrow('another question');
    sandbox.faults.middleman = {};
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(IDS);
  });

  it('that lists nothing for a while does not end a range', async () => {
    await open(IDS);
    hideBehind(0, 12);
    const [from, to] = [createdAt(0), createdAt(9999)].map((at) => new Date(at).toISOString());
    const { body } = await bridge.post('/admin/backfills', { storeCode: 'default', from, to, pauseMs: 0 });
    const backfill = async () => (await bridge.get(`/admin/backfills/${body.backfillId}`)).body;
    await until(async () => (await backfill()).failures > 0 || undefined);
    expect(await backfill()).toMatchObject({ state: 'RUNNING' });
    sandbox.faults.middleman = {};
    await until(async () => (await backfill()).state === 'DONE' || undefined);
    expect(await stored()).toEqual(IDS);
  });

  it('that asks for less is left alone for as long as one of its answers says', async () => {
    const ids = range(5001, 5200);
    await open(ids);
    let lists = 0;
    let unwell: string | undefined;
    let after = 0;
    sandbox.faults.middleman.answer = (path, query) => {
      if (!/\/orders$/.test(path)) return undefined;
      if (++lists === 5) unwell = query;
      if (unwell === undefined) return undefined;
      after++;
      if (query === unwell) return { status: 403, text: 'no' };
      return { status: 429, headers: { 'retry-after': '300' }, text: 'too many' };
    };
    await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_');
    expect(after).toBeLessThan(8);
    const [wait] = await bridge.db.rows(
      `SELECT next_run_at > now() + interval '200 seconds' AS long FROM sync_cursor WHERE stream = 'orders.changed'`,
    );
    expect(wait).toEqual({ long: true });
    const [from, to] = [createdAt(0), createdAt(9999)].map((at) => new Date(at).toISOString());
    const { body } = await bridge.post('/admin/backfills', { storeCode: 'default', from, to });
    const [backfill] = await until(async () => {
      const rows = await bridge.db.rows(
        `SELECT next_run_at > now() + interval '200 seconds' AS long FROM backfill WHERE id = $1 AND failures > 0`,
        [body.backfillId],
      );
      return rows.length > 0 ? rows : undefined;
    });
    expect(backfill).toEqual({ long: true });
    sandbox.faults.middleman = {};
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(ids);
  });

  it('that limits its pages says so once', async () => {
    await open(IDS);
    sandbox.limits = { maximumPageSize: 4 };
    sandbox.recordRequests = true;
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(IDS);
    expect(
      sandbox.seen.filter(({ query }) => /pageSize\]=10(&|$)/.test(decodeURIComponent(query))),
    ).toHaveLength(1);
  });

  it('is asked for no more at a time than is set, also where ids are far apart', async () => {
    const sparse = range(1, 200).map((n) => 7000 + n * n);
    await open(sparse, { MAGENTO_CONCURRENCY: '2' });
    let [under, most, calls] = [0, 0, 0];
    sandbox.faults.middleman.delayMs = async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 20 * (++calls % 4)));
      under--;
      return 0;
    };
    await bridge.sync('orders.changed');
    expect(most).toBe(2);
    expect(await stored()).toEqual(sparse);
  });

  it('is not asked for what lies before its first order', async () => {
    await open(range(900_001, 900_150));
    sandbox.recordRequests = true;
    await bridge.sync('orders.changed');
    const lists = sandbox.seen.filter(({ path }) => /\/orders$/.test(path)).length;
    // The first page, the two ends, and the pages.
    expect(lists).toBeLessThanOrEqual(1 + 2 + 15 + 1);
  });
});

function createdAt(id: number): number {
  return FIRST + id * 60_000;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
