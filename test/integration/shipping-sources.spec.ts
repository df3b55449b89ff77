import { afterEach, describe, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Release } from '../sandbox/magento-order.js';
import { INTEGRATION, Sandbox } from '../sandbox/sandbox.js';
import { SHIPPING_MODULE } from '../sandbox/store.js';
import { DOCUMENTED } from '../support/shipping.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const RELEASES: Release[] = ['2.4.6', '2.4.7', '2.4.8'];
const SKU = 'MUG-01';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

/** Orders 1 to 3, each of two mugs, of which the shop has ten. */
async function start(settings: object, release: Release = '2.4.7', environment = {}): Promise<void> {
  sandbox = await Sandbox.start({
    release,
    auth: { integrations: [{ ...INTEGRATION, resources: ALL_BUT_MODULES }] },
  });
  for (const id of [1, 2, 3]) {
    const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 10 + id, qty_ordered: 2, sku: SKU });
    addUp(order);
    sandbox.place(order);
  }
  sandbox.store.stock.add(SKU, 10);
  bridge = await startApp(sandbox, environment);
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  await bridge.sync('orders.new');
}

const ALL_BUT_MODULES = [
  'Magento_Sales::actions_view',
  'Magento_Sales::comment',
  'Magento_Sales::cancel',
  'Magento_Sales::invoice',
  'Magento_Sales::ship',
  'Magento_Sales::shipment',
  'Magento_Sales::sales_invoice',
  'Magento_Catalog::catalog_inventory',
  'Magento_InventoryApi::source',
];

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const pack = (id: number, more: object = {}) =>
  bridge.post(`/orders/${id}/shipments`, {
    shipmentId: `P-${id}`,
    items: [{ orderItemCode: String(10 + id), quantity: 2 }],
    ...more,
  });
const addSource = (code: string, quantity: number) => {
  sandbox.store.stock.sources.set(code, { source_code: code, name: code, enabled: true });
  sandbox.store.stock.saveSourceItems([{ sku: SKU, source_code: code, quantity, status: 1 }]);
};
const has = (code = 'default') => sandbox.store.stock.sourceItem(SKU, code)!.quantity;
const checkOf = async (name: string): Promise<any[]> => {
  const { body } = await bridge.post('/admin/stores/default/check');
  return body.checks.filter((one: { check: string }) => one.check === name);
};
const ended = (id: string): Promise<any> =>
  until(async () => {
    const { body } = await bridge.get(`/operations/${id}`);
    return body.state === 'SETTLED' || body.state === 'FAILED' ? body : undefined;
  });

describe.each(RELEASES)('the stock of an order of two, on %s,', (release) => {
  it('goes down by two in a new store, and the order is complete', async () => {
    await start({}, release);
    await bridge.post('/orders/1/invoice');
    expect((await pack(1)).body.outcome).toBe('APPLIED');
    expect(has()).toBe(10);
    const { body } = await bridge.post('/orders/1/handover');
    expect(body).toMatchObject({ outcome: 'APPLIED', orderState: 'complete' });
    expect(has()).toBe(8);
    expect(await checkOf('shipping')).toMatchObject([{ result: 'ok' }]);
  });

  it('goes down by four in the documented way, which the check, the metric and the console tell', async () => {
    await start(DOCUMENTED, release);
    await pack(1);
    await bridge.post('/orders/1/handover');
    expect(has()).toBe(6);
    expect(await checkOf('shipping')).toMatchObject([
      {
        result: 'warning',
        message: expect.stringMatching(/of an order of 2, 4 go\. .* 2 units were deducted twice/),
      },
    ]);
    const { text } = await bridge.get('/metrics');
    expect(/^bridge_stock_deducted_twice_units.*$/m.exec(text)?.[0]).toMatch(/\{store="default"\} 2$/);
  });
});

describe('whether the documented way deducts twice', () => {
  it('is known by the modules: without the one for shipping it does not', async () => {
    await start(DOCUMENTED);
    sandbox.store.modules.splice(sandbox.store.modules.indexOf(SHIPPING_MODULE), 1);
    expect(await checkOf('shipping')).toMatchObject([{ result: 'ok' }]);
    await pack(1);
    await bridge.post('/orders/1/handover');
    expect(has()).toBe(10);
  });

  it('is known by the newest shipment to an integration that may not read the modules', async () => {
    await start(DOCUMENTED, '2.4.7', {
      MAGENTO_AUTH: 'oauth1',
      MAGENTO_CONSUMER_KEY: INTEGRATION.consumerKey,
      MAGENTO_CONSUMER_SECRET: INTEGRATION.consumerSecret,
      MAGENTO_ACCESS_TOKEN: INTEGRATION.accessToken,
      MAGENTO_ACCESS_TOKEN_SECRET: INTEGRATION.accessTokenSecret,
    });
    await pack(1);
    expect(await checkOf('shipping')).toMatchObject([
      { result: 'warning', message: expect.stringContaining('4 go') },
    ]);
  });
});

describe('several sources', () => {
  it('are named in the check until a location is mapped', async () => {
    await start({});
    addSource('wh1', 5);
    expect(await checkOf('sources')).toMatchObject([
      { result: 'warning', message: expect.stringContaining('leaves the source default') },
    ]);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: DOCUMENTED } });
    expect(await checkOf('sources')).toMatchObject([{ result: 'failed' }]);
    const mapped = { ...DOCUMENTED, locationSources: { WH1: 'wh1' } };
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: mapped } });
    expect(await checkOf('sources')).toMatchObject([{ result: 'ok' }]);
  });

  it('make create shipment REFUSED, with what to map, where the parcel names none', async () => {
    await start(DOCUMENTED);
    addSource('wh1', 5);
    const { status, body } = await pack(1);
    expect([status, body.outcome]).toEqual([409, 'REFUSED']);
    expect(body.detail).toContain('map its location in locationSources');
    expect(sandbox.store.shipments).toEqual([]);
  });

  it('take a parcel only from a location that is mapped, and by itself where one source is mapped', async () => {
    await start({ locationSources: { WH1: 'wh1' } });
    addSource('wh1', 5);
    const unmapped = await pack(1, { locationCode: 'WH9' });
    expect([unmapped.status, unmapped.body.errors]).toEqual([
      400,
      [{ field: 'locationCode', message: 'is mapped to no source: add it to locationSources' }],
    ]);
    await pack(1);
    await bridge.post('/orders/1/handover');
    expect([has('wh1'), has()]).toEqual([3, 10]);
    await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { locationSources: { WH1: 'wh1', WH2: 'default' } } },
    });
    // What was accepted before the map changed is answered as before.
    expect((await pack(1)).body).toMatchObject({ outcome: 'ALREADY' });
    const without = await pack(2);
    expect([without.status, without.body.errors[0].field]).toEqual([400, 'locationCode']);
    await pack(2, { locationCode: 'WH2' });
    await bridge.post('/orders/2/handover');
    expect([has('wh1'), has()]).toEqual([3, 8]);
  });
});

describe('a source that has too little', () => {
  it('makes a handover REFUSED, with the figures', async () => {
    await start({ locationSources: { WH1: 'wh1' } });
    addSource('wh1', 1);
    await pack(1, { locationCode: 'WH1' });
    const { body } = await bridge.post('/orders/1/handover');
    const operation = await ended(body.operationId);
    expect(operation).toMatchObject({ state: 'SETTLED', outcome: 'REFUSED' });
    expect(operation.detail).toBe(
      'The source wh1 has too little: it has 1 of MUG-01, and 2 are to be shipped.',
    );
    expect(sandbox.store.book(1).shipments).toBe(0);
    addSource('wh1', 2);
    expect((await bridge.post('/orders/1/handover')).body.outcome).toBe('APPLIED');
  });

  it('is another one once the map of locations is corrected', async () => {
    await start({ locationSources: { WH1: 'nope' } });
    addSource('wh1', 5);
    await pack(1, { locationCode: 'WH1' });
    const { body } = await bridge.post('/orders/1/handover');
    const refused = await ended(body.operationId);
    expect(refused.outcome).toBe('REFUSED');
    expect(refused.detail).toContain('Is there a source of this name?');
    await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { locationSources: { WH1: 'wh1' } } },
    });
    expect((await bridge.post('/orders/1/handover')).body.outcome).toBe('APPLIED');
    expect(has('wh1')).toBe(3);
  });

  it('is not taken for a deadlock, after which the write is made', async () => {
    await start({});
    sandbox.faults.deadlockRate = 1;
    const first = bridge.post('/orders/1/handover');
    const failedOnce = `SELECT 1 FROM operation WHERE last_response ->> 'code' = 'MAGENTO_BUSY'`;
    await until(async () => (await bridge.db.rows(failedOnce)).length > 0 || undefined);
    sandbox.faults.deadlockRate = 0;
    const { body } = await first;
    expect((await ended(body.operationId)).outcome).toBe('APPLIED');
    expect(has()).toBe(8);
  });
});
