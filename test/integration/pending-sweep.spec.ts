import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { PageWalker } from '../../src/sync/page-walker.js';
import { SWEEP_FIELDS, SweepSource } from '../../src/sync/sweep-source.js';
import type { Page } from '../../src/sync/walk.js';
import { generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { clientFor } from '../support/magento-client.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';

const HOUR = 3_600_000;
let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  bridge = await startApp(sandbox);
});
afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const pending = () => bridge.sync('orders.pending');
const place = (count: number): void => {
  for (let id = 1; id <= count; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 100 * HOUR, varied: true }));
  }
};
/** Past `updated_at`, as a module does that writes by SQL. */
const edit = (id: number, how: (order: Order) => void): void => {
  const { order } = sandbox.store.orders.get(id)!;
  how(order);
  sandbox.store.changed(order);
};
const lists = (): ('short' | 'whole')[] =>
  sandbox.seen
    .filter(({ path }) => path.endsWith('/orders'))
    .map(({ query }) => (query.includes('fields=') ? 'short' : 'whole'));

it('asks for what is stored of an order, reads whole only what differs, and counts as before', async () => {
  place(20);
  edit(20, (order) => (order.grand_total += 5));
  expect(await pending()).toMatchObject({ new: 20, skipped: { totals_not_balanced: 1 } });
  sandbox.recordRequests = true;
  expect(await pending()).toMatchObject({
    seen: 20,
    unchanged: 20,
    changed: 0,
    skipped: { totals_not_balanced: 1 },
  });
  expect(lists()).toEqual(['short']);
  sandbox.seen.length = 0;
  edit(3, (order) => (order.items[0]!.qty_canceled = 1));
  edit(4, (order) => (order.billing_address.city = 'Elsewhere'));
  expect(await pending()).toMatchObject({ seen: 20, changed: 2, unchanged: 18 });
  expect(lists()).toEqual(['short', 'whole']);
  expect((await bridge.get('/orders/4')).body.billingAddress.city).toBe('Elsewhere');
});

it('reads an order whole that got another status since the list', async () => {
  place(5);
  await pending();
  edit(2, (order) => (order.billing_address.city = 'Elsewhere'));
  sandbox.faults.middleman.answer = (_path, query) => {
    if (!query.includes('fields=')) edit(2, (order) => setState(order, 'canceled'));
    return undefined;
  };
  sandbox.recordRequests = true;
  expect(await pending()).toMatchObject({ changed: 1, skipped: {} });
  expect(sandbox.seen.filter(({ path }) => /orders\/\d/.test(path))).toEqual([]);
  expect((await bridge.get('/orders?syncState=CANCELLED')).body.items).toHaveLength(1);
});

it('goes on with whole orders where most of them are not stored', async () => {
  await bridge.call('PUT', '/admin/stores/default', { body: { settings: { pageSize: 7 } } });
  place(30);
  sandbox.recordRequests = true;
  expect(await pending()).toMatchObject({ new: 30 });
  expect(lists()).toEqual(['short', 'whole', 'whole', 'whole', 'whole', 'whole']);
});

it.each([
  ['a firewall', { status: 403, headers: { 'content-type': 'text/html' }, text: '<html>too long</html>' }],
  ['its own filter', { status: 200, headers: { 'content-type': 'application/json' }, text: '[]' }],
  [
    'a firewall that answers 200',
    { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>no</html>' },
  ],
  [
    // Its filter throws on a path below a list of texts.
    'its own filter that throws',
    {
      status: 500,
      headers: { 'content-type': 'application/json' },
      text: '{"message":"Internal Error. Details are available in Magento log file. Report ID: webapi-1"}',
    },
  ],
  [
    'a middleman that empties the orders',
    {
      status: 200,
      headers: { 'content-type': 'application/json' },
      text: '{"items":[{},{},{},{},{}],"total_count":5}',
    },
  ],
])('asks for whole orders where %s does not take the question', async (_, answer) => {
  place(5);
  await pending();
  edit(2, (order) => (order.billing_address.city = 'Elsewhere'));
  sandbox.faults.middleman.answer = (_path, query) => (query.includes('fields=') ? answer : undefined);
  expect(await pending()).toMatchObject({ state: 'DONE', seen: 5, changed: 1 });
});

it('fails, and takes nothing for unchanged, where no list comes at all', async () => {
  place(5);
  await pending();
  sandbox.faults.outage = 'php';
  await expect(pending()).rejects.toThrow('MAGENTO_GATEWAY');
});

it('asks for whole orders after a run that failed: a gateway may fail at the short question alone', async () => {
  place(5);
  await pending();
  edit(2, (order) => (order.billing_address.city = 'Elsewhere'));
  const answer = { status: 504, headers: { 'content-type': 'text/html' }, text: '<html>time-out</html>' };
  sandbox.faults.middleman.answer = (_path, query) => (query.includes('fields=') ? answer : undefined);
  await expect(pending()).rejects.toThrow('MAGENTO_GATEWAY');
  expect(await pending()).toMatchObject({ state: 'DONE', changed: 1 });
});

it('stores nothing of a short list that lacks what it was asked for', async () => {
  place(5);
  await pending();
  const before = (await bridge.get('/orders/2')).body;
  sandbox.faults.middleman.body = (path, body: any) => {
    if (path.endsWith('/orders') && body.items?.[0]?.protect_code === undefined) {
      for (const order of body.items ?? []) delete order.extension_attributes;
    }
    return body;
  };
  expect(await pending()).toMatchObject({ unchanged: 5, changed: 0 });
  expect((await bridge.get('/orders/2')).body).toEqual(before);
});

it.each(['a list', 'whole orders'])(
  'lets an order that came alone be no newer than it was read, beside %s',
  async (what) => {
    place(4);
    sandbox.faults.middleman.answer = (path) => {
      if (path.endsWith('/orders/2')) sandbox.faults.poisoned.delete(2);
      else sandbox.faults.poisoned.add(2);
      return undefined;
    };
    const walk = { storeIds: [], pageSize: { most: 4, now: 4 }, exclude: [], learn: () => Promise.resolve() };
    const glance = (listed: { entity_id?: unknown }[]) =>
      Promise.resolve({ ids: listed.map((order) => String(order.entity_id)), nameless: 0, skipped: {} });
    const client = clientFor(sandbox);
    const source =
      what === 'a list'
        ? new SweepSource(client, walk, { fields: SWEEP_FIELDS, glance })
        : new PageWalker(client, walk);
    const pages: Page[] = [];
    for (let page = await source.next(); page; page = await source.next()) pages.push(page);
    const alone = pages.flatMap((page) =>
      page.undeliverable.flatMap(({ reading }) => (reading ? [{ page, reading }] : [])),
    );
    expect(alone.length).toBeGreaterThan(0);
    for (const { page, reading } of alone) {
      expect(page.orders).not.toHaveLength(0);
      expect(page.begun.monotonic).toBeLessThanOrEqual(reading.begun.monotonic);
    }
  },
);

it('does not take an empty short list that counts orders for the end', async () => {
  place(5);
  sandbox.faults.middleman.answer = (_path, query) =>
    query.includes('fields=')
      ? {
          status: 200,
          headers: { 'content-type': 'application/json' },
          text: '{"items":null,"total_count":5}',
        }
      : undefined;
  expect(await pending()).toMatchObject({ state: 'DONE', seen: 5, new: 5 });
});
