import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { clientFor } from '../support/magento-client.js';
import { shareTestApp } from '../support/store-of-test.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const HTML = { 'content-type': 'text/html' };

const TIMEOUT = { MAGENTO_TIMEOUT_MS: '1500' };

function placeOrders(sandbox: Sandbox): void {
  for (let id = 1; id <= 122; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - HOUR + id, lines: 1 }));
  }
}

describe('a shop that is slow', () => {
  let sandbox: Sandbox;
  const startApp = shareTestApp();
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startApp(sandbox, TIMEOUT);
    placeOrders(sandbox);
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const isList = (path: string): boolean => path.endsWith('/orders');
  const pageOf = (query: string): number => Number(/pageSize%5D=(\d+)/.exec(query)?.[1]);
  const traits = async (): Promise<Record<string, unknown>> =>
    (await bridge.get('/admin/stores/default')).body.traits;
  const pages = (): number[] =>
    sandbox.seen.filter(({ path }) => isList(path)).map(({ query }) => pageOf(query));
  const heavyFrom =
    (size: number) =>
    (path: string, body: any): number =>
      isList(path) && body.items.length >= size ? 60_000 : 0;

  it('gets smaller pages: the import goes on, the size is kept, and no page is asked for twice', async () => {
    sandbox.faults.middleman.delayMs = heavyFrom(20);
    sandbox.recordRequests = true;
    expect(await bridge.sync('orders.changed')).toMatchObject({ state: 'DONE', new: 122 });
    expect(pages().slice(0, 4)).toEqual([100, 50, 25, 13]);
    expect(Number((await traits())['pageSizeNow'])).toBeLessThan(25);
    sandbox.seen.length = 0;
    await bridge.sync('orders.pending');
    expect(Math.max(...pages())).toBeLessThan(25);
  });

  it.each([502, 504, 520])('and so it does where a proxy gives up with %d', async (status) => {
    sandbox.faults.middleman.answer = (path, query) =>
      isList(path) && pageOf(query) > 30
        ? { status, headers: HTML, text: '<html>gave up</html>' }
        : undefined;
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 122 });
    const size = Number((await traits())['pageSizeNow']);
    expect([size > 12, size <= 30]).toEqual([true, true]);
  });

  it('or with a page of HTML and 200', async () => {
    sandbox.faults.middleman.answer = (path, query) =>
      isList(path) && pageOf(query) > 30
        ? { status: 200, headers: HTML, text: '<html>wait</html>' }
        : undefined;
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 122 });
  });

  it('grows its pages again, slowly', async () => {
    await bridge.db.rows(`UPDATE store SET traits = '{"pageSizeNow": 10}'`);
    await until(async () => ((await traits())['pageSizeNow'] === 10 ? true : undefined));
    sandbox.recordRequests = true;
    await bridge.sync('orders.changed');
    const [first, second] = pages();
    expect([first, second]).toEqual([10, 11]);
    expect(Number((await traits())['pageSizeNow'])).toBeGreaterThan(15);
    expect(Math.max(...pages())).toBeLessThan(25);
  });

  it('learns nothing from an outage', async () => {
    sandbox.faults.outage = 'php';
    await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_GATEWAY');
    expect(await traits()).not.toHaveProperty('pageSizeNow');
    expect(await bridge.db.rows('SELECT 1 FROM parked_order')).toEqual([]);
    sandbox.faults.outage = 'none';
  });

  it('parks an order that takes too long however small its page, and no other', async () => {
    sandbox.faults.middleman.delayMs = (path, body) => {
      const orders: any[] = isList(path) ? body.items : [body];
      return orders.some((order) => order?.entity_id === 50) ? 60_000 : 0;
    };
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { pageSize: 20 } } });
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 121, skipped: { parked: 1 } });
    const [row] = await bridge.db.rows<{ entity_id: string; reason: string }>('SELECT * FROM parked_order');
    expect([row!.entity_id, row!.reason]).toEqual(['50', expect.stringMatching('No answer from Magento')]);
    sandbox.faults.middleman.delayMs = undefined;
  });

  it('heavy lists neither take the slots of other calls nor open their breaker', async () => {
    const client = clientFor(sandbox, { timeoutMs: 300, concurrency: 2 });
    const { SearchCriteria } = await import('../../src/magento/search-criteria.js');
    sandbox.faults.middleman.delayMs = heavyFrom(1);
    const lists = Promise.allSettled(
      Array.from({ length: 20 }, () => client.listOrders(SearchCriteria.all())),
    );
    const order = await client.getOrder('1');
    expect(order.value.entity_id).toBe(1);
    const failed = await lists;
    expect(failed.every(({ status }) => status === 'rejected')).toBe(true);
    // The breaker of the lists is open by now.
    await expect(client.listOrders(SearchCriteria.all())).rejects.toMatchObject({
      code: 'MAGENTO_BREAKER_OPEN',
    });
    expect((await client.getOrder('2')).value.entity_id).toBe(2);
    expect(await client.cancelOrder('3')).toBe(true);
  });

  it('Retry-After is obeyed: a short one waited for, a long one left to the next run', async () => {
    const client = clientFor(sandbox, { timeoutMs: 5000 });
    const refuse = (seconds: string) => ({
      status: 429,
      headers: { 'retry-after': seconds },
      text: '{"message":"Too many"}',
    });
    const at: number[] = [];
    sandbox.faults.middleman.answer = () => (at.push(performance.now()) === 1 ? refuse('1') : undefined);
    await client.getOrder('1');
    expect(at[1]! - at[0]!).toBeGreaterThan(990);

    at.length = 0;
    sandbox.faults.middleman.answer = () => (at.push(0), refuse('120'));
    await expect(client.getOrder('1')).rejects.toMatchObject({ code: 'MAGENTO_BUSY' });
    expect(at).toHaveLength(1);
    await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_BUSY');
    const [cursor] = await bridge.db.rows(
      `SELECT next_run_at > now() + interval '100 s' AS later FROM sync_cursor WHERE stream = 'orders.changed'`,
    );
    expect(cursor).toEqual({ later: true });
  });

  it.each(['php', 'maintenance', 'database'] as const)(
    'an outage (%s) is no try of a parked order',
    async (outage) => {
      await bridge.sync('orders.changed');
      sandbox.change(7, (order) => setState(order, 'processing'));
      sandbox.faults.poisoned.add(7);
      await bridge.sync('orders.changed');
      const parked = () =>
        bridge.db.rows<{ tries: number }>('SELECT tries, reason FROM parked_order WHERE entity_id = 7');
      const due = () => bridge.db.rows(`UPDATE parked_order SET next_try_at = now() - interval '1 minute'`);
      const [before] = await parked();
      expect(before).toMatchObject({ tries: 1 });
      sandbox.faults.outage = outage;
      for (let i = 0; i < 3; i++) {
        await due();
        await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_');
      }
      expect(await parked()).toEqual([before]);
      sandbox.faults.outage = 'none';
      sandbox.faults.poisoned.clear();
      sandbox.faults.middleman.answer = (path) =>
        path.endsWith('/orders/7') ? { status: 502, headers: HTML, text: '<html>' } : undefined;
      // The breaker of the polls closes again by itself.
      await until(() => bridge.sync('orders.changed').catch(() => undefined));
      expect(await parked()).toEqual([before]);
      sandbox.faults.middleman.answer = undefined;
      await due();
      await bridge.sync('orders.changed');
      expect(await parked()).toEqual([]);
    },
  );

  it('a parked order that a firewall turns away keeps no other parked one from being tried', async () => {
    await bridge.sync('orders.changed');
    for (const id of [7, 8]) {
      sandbox.change(id, (order) => setState(order, 'processing'));
      sandbox.faults.poisoned.add(id);
    }
    expect(await bridge.sync('orders.changed')).toMatchObject({ skipped: { parked: 2 } });
    sandbox.faults.poisoned.clear();
    sandbox.faults.middleman.answer = (path) =>
      path.endsWith('/orders/7') ? { status: 403, headers: HTML, text: '<html>Forbidden</html>' } : undefined;
    await bridge.db.rows(
      `UPDATE parked_order SET next_try_at = now() - interval '1 hour' + entity_id * interval '1 minute'`,
    );
    await bridge.sync('orders.changed');
    const left = await bridge.db.rows(
      'SELECT entity_id, tries, next_try_at > now() AS later FROM parked_order',
    );
    expect(left).toEqual([{ entity_id: '7', tries: 1, later: true }]);
  });
});

it('hanging writes do not hold up new orders', async () => {
  const sandbox = await Sandbox.start();
  const bridge = await startTestApp(sandbox, TIMEOUT);
  placeOrders(sandbox);
  await bridge.sync('orders.changed');
  const stuck = [];
  sandbox.faults.middleman.delayMs = (path) => (/comments$/.test(path) ? 60_000 : 0);
  for (let id = 1; id <= 40; id++) {
    stuck.push(bridge.post(`/orders/${id}/acknowledge`, {}, { headers: { prefer: 'respond-async' } }));
  }
  await Promise.all(stuck);
  sandbox.place(generateOrder({ entityId: 500, createdAt: Date.now() - 60_000 }));
  expect(await bridge.sync('orders.new')).toMatchObject({ new: 1 });
  sandbox.faults.middleman.delayMs = undefined;
  await bridge.close();
  await sandbox.close();
});
