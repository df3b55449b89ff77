import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { InventoryRunKind } from '../../src/inventory/dto/inventory.dto.js';
import { InventoryRunsRepository } from '../../src/inventory/inventory-runs.repository.js';
import { comparedOf, skusToLookAt } from '../../src/inventory/salable.read-model.js';
import { SalableRepository } from '../../src/inventory/salable.repository.js';
import { LeaseLostError } from '../../src/platform/jobs/heartbeat.js';
import { ship } from '../sandbox/documents.js';
import { FaultyProxy, html, json, page, type Passing, type Verdict } from '../sandbox/faulty-proxy.js';
import { generateOrder } from '../sandbox/generator.js';
import { magentoTime, type Order, type Release } from '../sandbox/magento-order.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { moveClockAhead } from '../support/clock-ahead.js';
import { shareTestApp, storeIdOf } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let proxy: FaultyProxy;
const startApp = shareTestApp();
let bridge: TestApp;

const RELEASES: Release[] = ['2.4.6', '2.4.7', '2.4.8'];
const SAME = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
const MISSING_RIGHT = json(401, {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_InventorySalesApi::stock' },
});

afterEach(async () => {
  await bridge.close();
  await proxy.close();
  await sandbox.close();
});

/** A shop that has been given so many of each of these SKUs. */
async function start(
  skus: string[],
  release: Release = '2.4.7',
  settings: object = {},
  quantity = 10,
): Promise<void> {
  sandbox = await Sandbox.start({ release });
  for (const sku of skus) sandbox.store.stock.add(sku, 1);
  proxy = await FaultyProxy.start(sandbox.url);
  bridge = await startApp(sandbox, { MAGENTO_BASE_URL: proxy.url });
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  const inventories = skus.map((channelSkuCode) => ({ channelSkuCode, quantity }));
  await bridge.call('PUT', '/inventory', { body: { inventories }, headers: { prefer: 'respond-async' } });
  await until(async () => {
    const { items } = (await bridge.get('/inventory?state=PENDING&limit=1')).body;
    return items.length === 0 || undefined;
  });
}

function buy(entityId: number, sku: string, qty: number): Order {
  const order = generateOrder({ entityId, createdAt: Date.now() - 60_000, lines: 1 });
  Object.assign(order.items[0]!, { sku, qty_ordered: qty });
  sandbox.place(order);
  return order;
}

async function run(kind: 'DRIFT_CHECK' | 'FULL_PUSH' = 'DRIFT_CHECK'): Promise<Record<string, any>> {
  const started = await bridge.post('/admin/inventory/default/runs', { kind });
  expect(started.status).toBe(202);
  return until(async () => {
    const { body } = await bridge.get('/admin/inventory/runs');
    return body.find((one: any) => one.runId === started.body.runId && one.state !== 'RUNNING');
  });
}

const levelOf = async (sku: string): Promise<Record<string, any>> =>
  (await bridge.get(`/inventory/${sku}`)).body.levels[0];
const whyOf = async (sku: string): Promise<unknown> => (await levelOf(sku))['salableDiffers'];
const isSalable = ({ path }: Passing): boolean => path.includes('get-product-salable-quantity');
const isOf =
  (sku: string) =>
  (passing: Passing): boolean =>
    isSalable(passing) && passing.path.includes(`/${sku}/`);
const answering = (when: (passing: Passing) => boolean, answer: Verdict['answer']): void => {
  proxy.decide = (passing) => (when(passing) ? { reach: 'no', answer } : undefined);
};
const checkOf = async (): Promise<Record<string, any>> =>
  (await bridge.post('/admin/stores/default/check')).body.checks.find(({ check }: any) =>
    ['salable quantity', 'right Magento_InventorySalesApi::stock'].includes(check),
  );

describe.each(RELEASES)('what Magento %s still sells, against what it was given', (release) => {
  it('says where they differ, and what of it open orders explain', async () => {
    await start(['BOUGHT', 'LEFT-OVER', 'RECOUNTED', 'SAME', 'GONE'], release);
    buy(1, 'BOUGHT', 2);
    await bridge.sync('orders.new');
    // A reservation that a crash left behind.
    sandbox.store.stock.reserve([{ sku: 'LEFT-OVER', qty: -3 }]);
    sandbox.store.stock.put(sandbox.store.stock.find('RECOUNTED')!, { qty: 7 });
    sandbox.store.stock.forget('GONE');
    sandbox.recordRequests = true;
    const done = await run();
    expect(done).toMatchObject({ state: 'DONE', checked: 5, unread: 0 });
    expect(done['salable']).toMatchObject({
      checked: 4,
      differing: { OPEN_ORDERS: 1, STOCK: 1, UNEXPLAINED: 1 },
      unread: 1,
      skipped: null,
    });
    expect(done['salable'].message).toContain('GONE');
    expect(await levelOf('BOUGHT')).toMatchObject({
      pushedQuantity: '10',
      magentoQuantity: '10',
      drifted: false,
      salableQuantity: '8',
      salableDifference: '-2',
      openOrderUnits: '2',
      salableDiffers: 'OPEN_ORDERS',
      salableCheckedAt: expect.any(String),
    });
    expect(await levelOf('LEFT-OVER')).toMatchObject({
      salableQuantity: '7',
      salableDifference: '-3',
      openOrderUnits: '0',
      salableDiffers: 'UNEXPLAINED',
    });
    expect(await levelOf('RECOUNTED')).toMatchObject({ differs: 'MAGENTO', salableDiffers: 'STOCK' });
    expect(await levelOf('SAME')).toMatchObject({
      salableQuantity: '10',
      salableDifference: '0',
      salableDiffers: null,
    });
    expect(await levelOf('GONE')).toMatchObject({
      salableQuantity: null,
      salableDiffers: null,
      salableCheckedAt: expect.any(String),
    });
    expect(sandbox.seen.filter(({ method }) => method !== 'GET')).toEqual([]);
    const { items } = (await bridge.get('/inventory?state=SALABLE_DIFFERS')).body;
    expect(items.map((one: any) => one.channelSkuCode)).toEqual(['BOUGHT', 'LEFT-OVER', 'RECOUNTED']);
    const { text } = await bridge.get('/metrics');
    for (const why of ['OPEN_ORDERS', 'STOCK', 'UNEXPLAINED']) {
      expect(text).toMatch(new RegExp(`bridge_inventory_salable_differs\\{.*why="${why}".*\\} 1\\b`));
    }
  });

  it('finds nothing to say once the order is shipped, and its value pushed again', async () => {
    await start(['BOUGHT'], release);
    buy(1, 'BOUGHT', 2);
    await bridge.sync('orders.new');
    await run();
    expect(await whyOf('BOUGHT')).toBe('OPEN_ORDERS');
    sandbox.change(1, (order) => void ship(order, {}, sandbox.store, magentoTime(Date.now() + 1000)));
    await bridge.sync('orders.changed');
    await run();
    // The shipment took 2 off the source: that is drift.
    expect(await levelOf('BOUGHT')).toMatchObject({ openOrderUnits: '0', salableDiffers: 'STOCK' });
    await bridge.call('PUT', '/inventory/BOUGHT', { body: { quantity: 8 } });
    await run();
    expect(await levelOf('BOUGHT')).toMatchObject({ salableQuantity: '8', salableDiffers: null });
  });

  it('is explained for configurables, and for orders that are shipped in part, or cancelled', async () => {
    const orders = Array.from({ length: 20 }, (_, i) =>
      generateOrder({ entityId: i + 1, createdAt: Date.now() - 60_000, varied: true }),
    );
    const items = orders.flatMap((order) => order.items);
    // Few SKUs, each in many orders.
    for (const item of items) item.sku = `SKU-${Number(/\d+/.exec(item.sku)?.[0] ?? 0) % 8}`;
    const parents = new Set(items.map(({ parent_item_id: id }) => id));
    const skus = new Set(items.filter(({ item_id: id }) => !parents.has(id)).map(({ sku }) => sku));
    expect(items.map(({ product_type: type }) => type)).toContain('configurable');
    await start([...skus], release, {}, 1000);
    for (const order of orders) sandbox.place(order);
    await bridge.sync('orders.new');
    const before = await run();
    expect(before['salable']).toMatchObject({ checked: skus.size, unread: 0 });
    expect(Object.keys(before['salable'].differing)).toEqual(['OPEN_ORDERS']);
    for (const order of orders.slice(0, 5)) {
      expect((await bridge.post(`/orders/${order.entity_id}/cancel`)).status).toBe(200);
    }
    const time = magentoTime(Date.now() + 1000);
    for (const { entity_id: id } of orders.slice(5, 15)) {
      sandbox.change(id, (order) => {
        const [item] = order.items;
        // The first line in part, or the whole order.
        const lines = id % 2 === 0 ? [{ order_item_id: item!.item_id, qty: 1 }] : undefined;
        ship(order, { items: lines }, sandbox.store, time);
      });
    }
    await bridge.sync('orders.changed');
    const after = await run();
    expect(after['salable'].checked).toBe(skus.size);
    expect(Object.keys(after['salable'].differing).sort()).toEqual(['OPEN_ORDERS', 'STOCK']);
  });

  it('reads on past SKUs that Magento does not know', async () => {
    const skus = Array.from({ length: 100 }, (_, i) => `SKU-${i}`);
    await start(skus, release);
    // Deleted in the shop, which leaves the rows of their sources behind for a while.
    for (const sku of skus.filter((_, i) => i % 4 === 0)) {
      sandbox.store.stock.products.delete(sku.toLowerCase());
    }
    const done = await run();
    expect(done).toMatchObject({ state: 'DONE', salable: { checked: 75, unread: 25, skipped: null } });
    expect(done['salable'].differing).toEqual({});
    const looked = await bridge.db.rows('SELECT 1 FROM inventory_level WHERE salable_checked_at IS NOT NULL');
    expect(looked).toHaveLength(100);
  });
});

describe('a shop that does not tell', () => {
  it.each<[string, () => void, string, string]>([
    [
      'has no multi-source inventory',
      () => void sandbox.store.modules.splice(sandbox.store.modules.indexOf('Magento_InventorySalesApi'), 1),
      'NOT_INSTALLED',
      'Not installed',
    ],
    [
      'gives no right',
      () => answering(({ path }) => /salable|resolver/.test(path), MISSING_RIGHT),
      'MISSING_RIGHT',
      'Give Magento_InventorySalesApi::stock',
    ],
    ['has another website', () => void (sandbox.store.stock.website = 'b2b'), 'NO_STOCK', 'set websiteCode'],
  ])('because it %s: said in the run and in the check', async (_name, make, skipped, words) => {
    await start(['A']);
    make();
    expect(await run()).toMatchObject({
      ...{ state: 'DONE', checked: 1, errorCode: null, errorMessage: null },
      salable: { checked: 0, unread: 0, skipped },
    });
    expect((await levelOf('A'))['salableCheckedAt']).toBeNull();
    expect((await checkOf())['message']).toContain(words);
    expect((await checkOf())['result']).not.toBe('failed');
  });

  it('is asked by the code of its website', async () => {
    await start(['A'], '2.4.7', { websiteCode: 'b2b' });
    sandbox.store.stock.website = 'b2b';
    expect(await run()).toMatchObject({ salable: { checked: 1, skipped: null } });
    expect(await checkOf()).toMatchObject({
      result: 'ok',
      message: 'The website b2b sells from stock 1 (Default Stock).',
    });
  });

  it.each<[string, Verdict['answer']]>([
    ['an empty list', json(200, [])],
    ['half an answer', { status: 200, type: 'application/json', body: '{"stock_id": ' }],
    ['a stock without an id', json(200, {})],
  ])('in place of its stock: %s', async (_name, answer) => {
    await start(['A']);
    answering(({ path }) => path.includes('stock-resolver'), answer);
    const done = await run();
    expect(done).toMatchObject({ state: 'DONE', salable: { checked: 0, skipped: null } });
    expect(done['salable'].message).not.toBeNull();
    expect((await levelOf('A'))['salableCheckedAt']).toBeNull();
  });

  it.each<[string, Verdict['answer']]>([
    ['an empty list', json(200, [])],
    ['nothing', { status: 200, type: 'application/json', body: '' }],
    ['half an answer', { status: 200, type: 'application/json', body: '{"qty": ' }],
    ['a number that is none', { status: 200, type: 'application/json', body: '1e300' }],
    ['a 500', json(500, { message: 'Internal Error.' })],
  ])('of one SKU: %s, and the others are compared', async (_name, answer) => {
    await start(['A', 'B', 'C']);
    answering(isOf('B'), answer);
    const done = await run();
    expect(done).toMatchObject({ state: 'DONE', salable: { checked: 2, unread: 1, skipped: null } });
    expect(done['salable'].message).toContain('e.g. B');
    expect(await levelOf('B')).toMatchObject({ salableQuantity: null, salableDiffers: null });
    expect(await levelOf('C')).toMatchObject({ salableQuantity: '10' });
  });

  it('any more: ends there, is pushed to all the same, and is asked for the rest next time', async () => {
    await start(['A', 'B', 'C', 'D']);
    let asked = 0;
    const down = html(503, recordedText('488-maintenance-get'));
    proxy.decide = (passing) => {
      if (isSalable(passing)) asked++;
      return asked > 2 && /salable|resolver/.test(passing.path) ? { reach: 'no', answer: down } : undefined;
    };
    const done = await run('FULL_PUSH');
    expect(done).toMatchObject({ state: 'DONE', queued: 4, salable: { checked: 2, unread: 0 } });
    expect(done['salable'].message).toContain('Ended early at C');
    proxy.decide = () => undefined;
    const before = (await levelOf('A'))['salableCheckedAt'];
    await until(async () => ((await levelOf('D'))['state'] === 'PUSHED' ? true : undefined));
    const { manager } = bridge.app.get(DataSource);
    const next = await skusToLookAt(manager, await storeIdOf(bridge), { limit: 3, again: 1 });
    expect(next.map(({ sku }) => sku)).toEqual(['C', 'D', 'A']);
    expect((await levelOf('A'))['salableCheckedAt']).toBe(before);
  });

  it('of any SKU, for one of the two rights alone: none has had its turn', async () => {
    await start(['A', 'B', 'C']);
    answering(isSalable, MISSING_RIGHT);
    const done = await run();
    expect(done).toMatchObject({
      state: 'DONE',
      salable: { checked: 0, unread: 0, skipped: 'MISSING_RIGHT' },
    });
    expect((await levelOf('A'))['salableCheckedAt']).toBeNull();
  });

  it('because a page stands in its way: that proves nothing of its modules', async () => {
    await start(['A']);
    answering(({ path }) => path.includes('stock-resolver'), page(404));
    expect(await run()).toMatchObject({
      salable: { checked: 0, skipped: null, message: expect.any(String) },
    });
    expect(await checkOf()).toMatchObject({ result: 'unknown' });
    expect((await checkOf())['message']).toContain('Could not be found out');
  });

  it('of its quantities, with a proxy that gives up: writes to it do not wait', async () => {
    const skus = Array.from({ length: 20 }, (_, i) => `SKU-${10 + i}`);
    await start(skus);
    let asked = 0;
    let goOn!: () => void;
    const held = new Promise<void>((done) => (goOn = done));
    proxy.decide = (passing) => {
      if (!isSalable(passing)) return undefined;
      asked++;
      return { reach: 'no', answer: page(504), ...(isOf('SKU-29')(passing) ? { held } : {}) };
    };
    const done = run();
    await until(() => Promise.resolve(asked >= 20 || undefined));
    const written = await bridge.call('PUT', '/inventory/SKU-10', { body: { quantity: 4 } });
    expect(written.body.outcome).toBe('APPLIED');
    goOn();
    expect(await done).toMatchObject({ state: 'DONE', salable: { checked: 0, unread: 20 } });
    expect(asked).toBe(20);
  });

  it('in words that no column holds: the numbers stay all the same', async () => {
    await start(['A', 'B']);
    answering(isOf('B'), json(400, { message: 'No \u0000 \ud83d.' }));
    expect(await run()).toMatchObject({ state: 'DONE', salable: { checked: 1, unread: 1 } });
  });

  it('of any SKU is left alone after fifty, which wait their turn again', async () => {
    const skus = Array.from({ length: 60 }, (_, i) => `SKU-${10 + i}`);
    await start(skus);
    answering(isSalable, json(400, { message: 'No.' }));
    expect(await run()).toMatchObject({ state: 'DONE', salable: { checked: 0, unread: 50 } });
    const { manager } = bridge.app.get(DataSource);
    const next = await skusToLookAt(manager, await storeIdOf(bridge), { limit: 10, again: 1 });
    expect(next.map(({ sku }) => sku)).toEqual(skus.slice(50));
  });
});

describe('a look', () => {
  it('is taken again first where nothing explained it', async () => {
    await start(['A', 'B', 'C']);
    buy(1, 'C', 2);
    await run();
    expect(await whyOf('C')).toBe('UNEXPLAINED');
    const { manager } = bridge.app.get(DataSource);
    const first = await skusToLookAt(manager, await storeIdOf(bridge), { limit: 2, again: 1 });
    expect(first.map(({ sku }) => sku)).toEqual(['C', 'A']);
    await bridge.sync('orders.new');
    await run();
    expect(await whyOf('C')).toBe('OPEN_ORDERS');
  });

  it('says nothing of a SKU that got another value meanwhile', async () => {
    await start(['A', 'B']);
    let go!: () => void;
    const held = new Promise<void>((done) => (go = done));
    let isAsked = false;
    proxy.decide = (passing) => {
      if (!isOf('A')(passing)) return undefined;
      isAsked = true;
      return { reach: 'yes', held };
    };
    const done = run();
    await until(() => Promise.resolve(isAsked || undefined));
    expect((await bridge.call('PUT', '/inventory/A', { body: { quantity: 4 } })).body.outcome).toBe(
      'APPLIED',
    );
    go();
    expect(await done).toMatchObject({ salable: { checked: 1, differing: {} } });
    expect(await levelOf('A')).toMatchObject({ salableCheckedAt: null, salableDiffers: null });
  });

  it.each<[string, () => object]>([
    ['moved to another shop', () => ({ baseUrl: sandbox.url, credentials: SAME })],
    ['paused', () => ({ paused: true })],
    ['put in shadow mode', () => ({ settings: { mode: 'shadow' } })],
  ])('ends where the store is %s meanwhile', async (_name, change) => {
    await start(['A', 'B', 'C']);
    let goOn!: () => void;
    const held = new Promise<void>((done) => (goOn = done));
    let asked = 0;
    proxy.decide = (passing) => {
      if (!isSalable(passing)) return undefined;
      asked++;
      return { reach: 'no', held, answer: { status: 200, type: 'application/json', body: '3' } };
    };
    const done = run();
    await until(() => Promise.resolve(asked > 0 || undefined));
    const changed = await bridge.call('PUT', '/admin/stores/default', { body: change() });
    expect(changed.status).toBe(200);
    goOn();
    expect(await done).toMatchObject({ state: 'DONE', salable: { checked: 0, unread: 0, differing: {} } });
    expect((await done)['salable'].message).toContain('The store was changed meanwhile');
    expect(asked).toBe(1);
  });

  it('ends where it takes too long, so that a full push does not wait for it', async () => {
    await start(['A', 'B', 'C']);
    proxy.decide = (passing) => {
      if (isOf('A')(passing)) moveClockAhead(60 * 60_000);
      return undefined;
    };
    const done = await run('FULL_PUSH');
    expect(done).toMatchObject({ state: 'DONE', queued: 3, salable: { checked: 1 } });
    expect(done['salable'].message).toContain('Ended early at B');
  });

  it('that shows nothing does not take back what was found', async () => {
    await start(['A', 'B']);
    buy(1, 'A', 2);
    await run();
    expect(await whyOf('A')).toBe('UNEXPLAINED');
    answering(isOf('A'), json(500, { message: 'Internal Error.' }));
    expect(await run()).toMatchObject({ salable: { checked: 1, unread: 1 } });
    expect(await levelOf('A')).toMatchObject({ salableQuantity: null, salableDiffers: 'UNEXPLAINED' });
  });

  it('at the shop of before says nothing of the one that the store moved to', async () => {
    await start(['A']);
    sandbox.store.stock.reserve([{ sku: 'A', qty: -3 }]);
    await run();
    expect(await whyOf('A')).toBe('UNEXPLAINED');
    const body = { baseUrl: sandbox.url, credentials: SAME };
    expect((await bridge.call('PUT', '/admin/stores/default', { body })).status).toBe(200);
    expect(await levelOf('A')).toMatchObject({
      salableQuantity: null,
      salableDifference: null,
      openOrderUnits: null,
      salableDiffers: null,
      salableCheckedAt: null,
    });
  });

  it('of another shop, or of a process that lost its run, is not kept', async () => {
    await start(['A']);
    const { manager } = bridge.app.get(DataSource);
    const runs = bridge.app.get(InventoryRunsRepository);
    const id = await runs.open(manager, await storeIdOf(bridge), InventoryRunKind.DriftCheck, 'MANUAL');
    const dead = (await runs.claim(id!))!;
    const [level] = await bridge.db.rows<{ id: string }>('SELECT id FROM inventory_level');
    const salable = bridge.app.get(SalableRepository);
    const look = { id: level!.id, readAt: new Date().toISOString() };
    await expect(salable.keep(dead, sandbox.url, look)).rejects.toThrow('moved to another shop');
    await bridge.db.rows('UPDATE inventory_run SET lease_token = gen_random_uuid()');
    await expect(salable.keep(dead, proxy.url, look)).rejects.toBeInstanceOf(LeaseLostError);
    const summary = { checked: 1, differing: {}, unread: 0, skipped: null, message: null };
    await expect(salable.summarise(dead, summary)).rejects.toBeInstanceOf(LeaseLostError);
    expect((await levelOf('A'))['salableCheckedAt']).toBeNull();
  });

  it('adds up the sources of a SKU, in the first of its levels', async () => {
    await start(['A'], '2.4.7', {
      inventoryMode: 'sourceItems',
      locationSources: { WH1: 'wh1', WH2: 'wh2' },
    });
    const { stock } = sandbox.store;
    for (const source of ['wh1', 'wh2']) stock.sources.set(source, { source_code: source });
    stock.stocks.push({ stock_id: 2, name: 'Warehouses', sources: ['default', 'wh1', 'wh2'] });
    await bridge.call('PUT', '/inventory/A', { body: { quantity: 3, locationCode: 'WH1' } });
    await bridge.call('PUT', '/inventory/a', { body: { quantity: 4, locationCode: 'WH2', inStock: false } });
    expect(await run()).toMatchObject({ salable: { checked: 1, differing: {} } });
    const levels = await bridge.db.rows(
      'SELECT source_code, salable_quantity::int AS salable FROM inventory_level ORDER BY id',
    );
    expect(levels).toEqual([
      { source_code: 'default', salable: 13 },
      { source_code: 'wh1', salable: null },
      { source_code: 'wh2', salable: null },
    ]);
  });

  it('counts what open orders reserve, and no more', async () => {
    await start(['A']);
    for (const id of [1, 2, 3, 4]) buy(id, 'A', 5);
    // Magento takes both for the same product.
    buy(5, 'a', 2);
    await bridge.sync('orders.new');
    const set = (id: number, columns: string) =>
      bridge.db.rows(
        `UPDATE order_item SET ${columns} WHERE order_id = (SELECT id FROM "order" WHERE entity_id = ${id})`,
      );
    await set(1, 'quantity_cancelled = 1, quantity_shipped = 1');
    await set(2, 'quantity_refunded = 2, quantity_shipped = 1');
    await set(3, 'quantity_cancelled = 5, quantity_refunded = 5');
    await bridge.db.rows(`UPDATE "order" SET state = 'complete' WHERE entity_id = 4`);
    const { manager } = bridge.app.get(DataSource);
    const readAt = new Date(Date.now() + 60_000).toISOString();
    expect(await comparedOf(manager, await storeIdOf(bridge), 'A', readAt)).toEqual({
      pushed: 10,
      openUnits: 3 + 3 + 2,
      shown: null,
    });
    expect(
      await comparedOf(manager, await storeIdOf(bridge), 'A', new Date(0).toISOString()),
    ).toBeUndefined();
  });
});

describe('low stock', () => {
  const low = async (): Promise<string[]> => {
    const { items } = (await bridge.get('/inventory?state=LOW_STOCK')).body;
    return items.map((one: any) => one.channelSkuCode);
  };

  it('is above nothing and up to the threshold, less the buffer', async () => {
    await start(['A', 'B', 'C', 'D'], '2.4.7', { bufferStock: 2 });
    for (const [sku, quantity] of [
      ['A', 2],
      ['B', 3],
      ['C', 5],
      ['D', 6],
    ] as const) {
      await bridge.call('PUT', `/inventory/${sku}`, { body: { quantity } });
    }
    expect(await low()).toEqual([]);
    expect((await bridge.get('/metrics')).text).not.toMatch(/bridge_inventory_low_stock\{/);
    const set = (lowStockThreshold: unknown) =>
      bridge.call('PUT', '/admin/stores/default', { body: { settings: { lowStockThreshold } } });
    expect((await set(-1)).status).toBe(400);
    expect((await set(3)).status).toBe(200);
    expect(await low()).toEqual(['B', 'C']);
    const gauge = /bridge_inventory_low_stock\{.*\} 2\b/;
    const text = await until(async () => {
      const metrics = (await bridge.get('/metrics')).text;
      return gauge.test(metrics) ? metrics : undefined;
    });
    expect(text).toMatch(/bridge_inventory_sold_out\{.*\} 1\b/);
    expect((await set(0)).status).toBe(200);
    expect(await low()).toEqual([]);
  });
});
