import { afterEach, describe, expect, it } from '@jest/globals';
import { Sandbox, type SandboxOptions } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;
/** For all tests without an environment of their own. */

const TIMEOUT = { MAGENTO_TIMEOUT_MS: '500' };
const SKUS = ['MUG-01', 'A/B 10%', 'C+D', 'ÄÖ-ü 袜', '12,5', 'plain'];

async function start(
  settings: Record<string, unknown> = {},
  options: Partial<SandboxOptions> = {},
  environment: Record<string, string> = {},
): Promise<void> {
  sandbox = await Sandbox.start(options);
  for (const sku of SKUS) sandbox.store.stock.add(sku, 1);
  sandbox.store.stock.add('OFF', 1, { status: 2 });
  sandbox.store.stock.add('CFG', 0, { type_id: 'configurable' });
  bridge = await startApp(sandbox, { ...TIMEOUT, ...environment });
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const put = (sku: string, body: object, headers?: Record<string, string>) =>
  bridge.call('PUT', `/inventory/${encodeURIComponent(sku)}`, { body, headers });
const putAll = (body: object, headers?: Record<string, string>) =>
  bridge.call('PUT', '/inventory', { body, headers });
const stockOf = (sku: string) => {
  const { qty, is_in_stock: inStock } = sandbox.store.stock.find(sku)!.item;
  return [qty, inStock];
};
const writesOf = (sku: string) => sandbox.store.stock.book(sku).quantities;

describe('stock items', () => {
  it.each(SKUS)('sets %s', async (sku) => {
    await start();
    const { status, body } = await put(sku, { quantity: 12 });
    expect([status, body.outcome]).toEqual([200, 'APPLIED']);
    expect(body.levels[0]).toMatchObject({
      quantity: '12',
      pushedQuantity: '12',
      state: 'PUSHED',
      sourceCode: 'default',
    });
    expect(stockOf(sku)).toEqual([12, true]);
  });

  it('remembers the stock item id and the product: one call from the second time on', async () => {
    await start();
    await put('MUG-01', { quantity: 5 });
    const before = sandbox.requests;
    await put('MUG-01', { quantity: 6 });
    expect(sandbox.requests - before).toBe(1);
    expect(stockOf('MUG-01')).toEqual([6, true]);
  });

  it('derives the flag from what is left, buffer taken off', async () => {
    await start({ bufferStock: 3 });
    await put('MUG-01', { quantity: 10 });
    expect(stockOf('MUG-01')).toEqual([7, true]);
    await put('MUG-01', { quantity: 3 });
    expect(stockOf('MUG-01')).toEqual([0, false]);
    await put('MUG-01', { quantity: 9, inStock: false });
    expect(stockOf('MUG-01')).toEqual([6, false]);
    await put('MUG-01', { quantity: 9 });
    expect(stockOf('MUG-01')).toEqual([6, true]);
  });

  it('types each failure', async () => {
    await start();
    const code = async (sku: string, quantity = 1) => {
      const { status, body } = await put(sku, { quantity });
      return [status, body.code, body.errors?.[0].field];
    };
    expect(await code('NOPE')).toEqual([404, 'UNKNOWN_SKU', 'sku']);
    expect(await code('OFF')).toEqual([409, 'PRODUCT_DISABLED', 'sku']);
    expect(await code('CFG')).toEqual([409, 'NOT_A_STOCK_PRODUCT', 'sku']);
    expect(await code('MUG-01', -1)).toEqual([400, 'NEGATIVE_QUANTITY', 'quantity']);
    expect(await code('MUG-01 ')).toEqual([400, 'BAD_DATA', 'sku']);
    expect((await bridge.get('/inventory?state=FAILED')).body.items.map((one: any) => one.errorCode)).toEqual(
      ['UNKNOWN_SKU', 'PRODUCT_DISABLED', 'NOT_A_STOCK_PRODUCT'],
    );
  });

  it('takes a batch, each SKU on its own', async () => {
    await start();
    const { status, body } = await putAll({
      locationCode: 'WH1',
      futureField: 1,
      inventories: [
        { channelSkuCode: 'MUG-01', quantity: 1 },
        { channelSkuCode: 'C+D', quantity: 7 },
        { channelSkuCode: 'mug-01', quantity: 4 },
        { channelSkuCode: 'NOPE', quantity: 7 },
        { channelSkuCode: 'plain', quantity: -7 },
      ],
    });
    expect(status).toBe(200);
    expect(body.successList).toEqual([
      { channelSkuCode: 'C+D', quantity: 7 },
      { channelSkuCode: 'mug-01', quantity: 4 },
    ]);
    expect(body.failureList.map((one: any) => [one.channelSkuCode, one.code])).toEqual([
      ['plain', 'NEGATIVE_QUANTITY'],
      ['NOPE', 'UNKNOWN_SKU'],
    ]);
    expect(writesOf('MUG-01')).toEqual([4]);
  });

  it('adds up the locations of one SKU', async () => {
    await start();
    await put('MUG-01', { quantity: 5, locationCode: 'WH1' });
    await put('MUG-01', { quantity: 4, locationCode: 'WH2' });
    expect(stockOf('MUG-01')).toEqual([9, true]);
    await put('MUG-01', { quantity: 1, locationCode: 'WH1' });
    expect(stockOf('MUG-01')).toEqual([5, true]);
    await put('MUG-01', { quantity: 20 });
    expect(stockOf('MUG-01')).toEqual([20, true]);
  });

  it('adds up the locations of one SKU in one batch, and answers each row', async () => {
    await start();
    const { body } = await putAll({
      locationCode: 'WH3',
      inventories: [
        { channelSkuCode: 'MUG-01', quantity: 5, locationCode: 'WH1' },
        { channelSkuCode: 'mug-01', quantity: 4, locationCode: 'WH2' },
        { channelSkuCode: 'MUG-01', quantity: 7, locationCode: 'WH1' },
        { channelSkuCode: 'MUG-01', quantity: 2 },
        { channelSkuCode: 'plain', quantity: 9, locationCode: 'WH1' },
        { channelSkuCode: 'plain', quantity: 3, locationCode: 'WH2', consolidatedQuantity: 12 },
      ],
    });
    const quantities = (sku: string): number[] =>
      body.successList
        .filter((one: any) => one.channelSkuCode.toLowerCase() === sku)
        .map((one: any) => one.quantity);
    expect(body.failureList).toEqual([]);
    expect(quantities('mug-01')).toEqual([4, 7, 2]);
    expect(stockOf('MUG-01')).toEqual([13, true]);
    expect(writesOf('MUG-01')).toEqual([13]);
    expect(quantities('plain')).toEqual([12]);
    expect(stockOf('plain')).toEqual([12, true]);
    const { levels } = (await bridge.get('/inventory/MUG-01')).body;
    expect(levels[0].locations).toEqual({ WH1: 7, WH2: 4, WH3: 2 });
  });

  it('lets the last of many values win, with few writes, none backwards', async () => {
    await start({}, {}, { MAGENTO_CONCURRENCY: '2' });
    sandbox.faults.latencyMs = 30;
    const values = Array.from({ length: 10 }, (_, i) => i + 1);
    for (const quantity of values) {
      await putAll(
        { inventories: SKUS.map((channelSkuCode) => ({ channelSkuCode, quantity })) },
        { prefer: 'respond-async' },
      );
    }
    await until(async () => {
      const { body } = await bridge.get('/inventory?state=PENDING');
      return body.items.length === 0 || undefined;
    });
    for (const sku of SKUS) {
      expect(stockOf(sku)).toEqual([10, true]);
      expect(writesOf(sku)).toEqual([...writesOf(sku)].sort((a, b) => a - b));
      expect(sandbox.store.stock.book(sku).overlaps).toBe(0);
    }
  });

  it('answers at once when asked to', async () => {
    await start();
    sandbox.faults.latencyMs = 100;
    const { status, body } = await put('MUG-01', { quantity: 5 }, { prefer: 'respond-async' });
    expect([status, body.outcome]).toEqual([202, 'PENDING']);
    await until(
      async () => (await bridge.get('/inventory/MUG-01')).body.levels[0].state === 'PUSHED' || undefined,
    );
  });

  it('goes on after deadlocks, 500s and lost answers', async () => {
    await start();
    await put('MUG-01', { quantity: 1 });
    Object.assign(sandbox.faults, {
      deadlockRate: 0.2,
      serverErrorRate: 0.1,
      cutAfterRate: 0.2,
      cutBeforeRate: 0.1,
      onlyWrites: true,
    });
    const { body } = await putAll({
      inventories: SKUS.map((channelSkuCode) => ({ channelSkuCode, quantity: 8 })),
    });
    expect(body.failureList).toEqual([]);
    for (const sku of SKUS) expect(stockOf(sku)).toEqual([8, true]);
  });

  it('waits for the shop when it is down', async () => {
    await start();
    sandbox.faults.outage = 'maintenance';
    const { body } = await put('MUG-01', { quantity: 5 }, { prefer: 'respond-async' });
    expect(body.outcome).toBe('PENDING');
    await until(
      async () =>
        (
          await bridge.db.rows(
            'SELECT 1 FROM inventory_level WHERE next_attempt_at > now() AND lease_token IS NULL',
          )
        ).length > 0 || undefined,
    );
    sandbox.faults.outage = 'none';
    await bridge.db.rows('UPDATE inventory_level SET next_attempt_at = now()');
    await until(() => Promise.resolve(stockOf('MUG-01')[0] === 5 || undefined), 800);
  });

  it('shows what a dry run would send', async () => {
    await start();
    const { body } = await bridge.call('PUT', '/inventory/A%2FB%2010%25?dryRun=true', {
      body: { quantity: 9 },
    });
    expect(body).toEqual({
      dryRun: true,
      request: {
        method: 'PUT',
        path: '/products/A%2FB%2010%25/stockItems/2',
        body: { stockItem: { qty: 9, is_in_stock: true } },
      },
      magentoQuantity: 1,
      magentoInStock: true,
    });
    expect(writesOf('A/B 10%')).toEqual([]);
  });
});

describe('source items', () => {
  const settings = { inventoryMode: 'sourceItems', locationSources: { WH1: 'wh1', WH2: 'wh2' } };

  function addSources(): void {
    for (const code of ['wh1', 'wh2']) sandbox.store.stock.sources.set(code, { source_code: code });
  }

  it('writes each location to its source, many rows per call', async () => {
    await start(settings);
    addSources();
    const { body } = await putAll({
      inventories: SKUS.flatMap((channelSkuCode, i) => [
        { channelSkuCode, quantity: i + 1, locationCode: 'WH1' },
        { channelSkuCode, quantity: i, locationCode: 'WH2' },
      ]),
    });
    expect(body.failureList).toEqual([]);
    expect(body.successList).toHaveLength(12);
    SKUS.forEach((sku, i) => {
      expect(sandbox.store.stock.sourceItem(sku, 'wh1')).toMatchObject({ quantity: i + 1, status: 1 });
      expect(sandbox.store.stock.sourceItem(sku, 'wh2')).toMatchObject({
        quantity: i,
        status: i === 0 ? 0 : 1,
      });
    });
    expect(sandbox.requests).toBeLessThan(12);
  });

  it('refuses a location without a source, by name', async () => {
    await start(settings);
    const { status, body } = await putAll({
      locationCode: 'WH9',
      inventories: [{ channelSkuCode: 'MUG-01', quantity: 1 }],
    });
    expect([status, body.errors[0].field]).toEqual([400, 'inventories.0.locationCode']);
  });

  it('finds the limit of rows, and the wrong row among good ones, by halving', async () => {
    await start(
      { ...settings, locationSources: { WH1: 'wh1', GONE: 'gone' } },
      { limits: { maximumListSize: 2 } },
    );
    addSources();
    const { body } = await putAll(
      {
        inventories: SKUS.map((channelSkuCode, i) => ({
          channelSkuCode,
          quantity: 5,
          locationCode: i === 3 ? 'GONE' : 'WH1',
        })),
      },
      { prefer: 'respond-async' },
    );
    expect(body.failureList).toHaveLength(6);
    await until(async () => {
      const { items } = (await bridge.get('/inventory?state=PUSHED')).body;
      return items.length === 5 || undefined;
    });
    expect((await bridge.get('/inventory/' + encodeURIComponent(SKUS[3]!))).body.levels[0].errorMessage).toBe(
      'Could not save Source Item',
    );
    // A request that read the store a moment before may have put the row of before into the memory of two seconds.
    await until(async () => {
      const { traits } = (await bridge.get('/admin/stores/default')).body;
      return traits.sourceItemsLimit === 2 || undefined;
    });
  });

  it('makes no orphan of an unknown SKU', async () => {
    await start(settings);
    addSources();
    const { body } = await putAll({
      locationCode: 'WH1',
      inventories: [{ channelSkuCode: 'NOPE', quantity: 1 }],
    });
    expect(body.failureList[0].code).toBe('UNKNOWN_SKU');
    expect(sandbox.store.stock.sourceItem('NOPE', 'wh1')).toBeUndefined();
  });
});

describe('drift and full push', () => {
  const run = async (kind: string) => {
    const started = await bridge.post('/admin/inventory/default/runs', { kind });
    expect(started.status).toBe(202);
    return until(async () => {
      const { body } = await bridge.get('/admin/inventory/runs');
      return body.find((one: any) => one.runId === started.body.runId && one.state !== 'RUNNING');
    });
  };

  it('reports what Magento has otherwise, and repairs it', async () => {
    await start();
    await putAll({ inventories: SKUS.map((channelSkuCode) => ({ channelSkuCode, quantity: 5 })) });
    sandbox.store.stock.put(sandbox.store.stock.find('C+D')!, { qty: 3 });
    expect(await run('DRIFT_CHECK')).toMatchObject({ state: 'DONE', checked: 6, drifted: 1, queued: 0 });
    const { body } = await bridge.get('/inventory?state=DRIFTED');
    expect(body.items).toMatchObject([
      { channelSkuCode: 'C+D', quantity: '5', magentoQuantity: '3', drifted: true },
    ]);
    expect(await run('FULL_PUSH')).toMatchObject({ state: 'DONE', queued: 6 });
    await until(() => Promise.resolve(stockOf('C+D')[0] === 5 || undefined));
  });

  it('refreshes one SKU on request', async () => {
    await start();
    await put('MUG-01', { quantity: 5 });
    sandbox.store.stock.put(sandbox.store.stock.find('MUG-01')!, { qty: 2 });
    expect((await bridge.get('/inventory/MUG-01?refresh=true')).body.levels[0]).toMatchObject({
      magentoQuantity: '2',
      drifted: true,
    });
    expect((await bridge.get('/inventory/never')).status).toBe(404);
  });

  it('pushes everything at the hour of the night', async () => {
    await start({ fullPushHour: new Date().getUTCHours() });
    await put('MUG-01', { quantity: 5 });
    sandbox.store.stock.put(sandbox.store.stock.find('MUG-01')!, { qty: 2 });
    const { InventoryRuns } = await import('../../src/inventory/inventory-runs.js');
    await bridge.app.get(InventoryRuns).tick();
    await bridge.app.get(InventoryRuns).tick();
    await until(() => Promise.resolve(stockOf('MUG-01')[0] === 5 || undefined));
    expect((await bridge.get('/admin/inventory/runs')).body).toHaveLength(1);
  });
});
