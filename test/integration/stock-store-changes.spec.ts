import { afterEach, expect, it } from '@jest/globals';
import { FaultyProxy } from '../sandbox/faulty-proxy.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let proxy: FaultyProxy;
let bridge: TestApp;

afterEach(async () => {
  await bridge.close();
  await proxy.close();
  await sandbox.close();
});

const SKUS = Array.from({ length: 60 }, (_, i) => `SKU-${i}`);
const change = (body: object) => bridge.call('PUT', '/admin/stores/default', { body });
const pushed = (): Promise<unknown[]> =>
  bridge.db.rows(`SELECT 1 FROM inventory_level WHERE state = 'PUSHED'`);

/** A slow shop: the first writes are under way, and the run holds the rest of its rows. @returns lets them go on */
async function slowPush(): Promise<() => void> {
  sandbox = await Sandbox.start();
  for (const sku of SKUS) sandbox.store.stock.add(sku, 1);
  proxy = await FaultyProxy.start(sandbox.url);
  bridge = await startTestApp(sandbox, { MAGENTO_BASE_URL: proxy.url, MAGENTO_TIMEOUT_MS: '20000' });
  let goOn = (): void => undefined;
  const held = new Promise<void>((done) => (goOn = done));
  let isUnderWay = (): void => undefined;
  const underWay = new Promise<void>((done) => (isUnderWay = done));
  proxy.decide = ({ method }) => {
    if (method !== 'PUT') return undefined;
    isUnderWay();
    return { reach: 'yes', held };
  };
  const inventories = SKUS.map((channelSkuCode) => ({ channelSkuCode, quantity: 9 }));
  await bridge.call('PUT', '/inventory', { body: { inventories }, headers: { prefer: 'respond-async' } });
  await underWay;
  return goOn;
}

it('a store that is paused gets no further stock, however much a run still holds', async () => {
  const goOn = await slowPush();
  expect((await change({ paused: true })).status).toBe(200);
  goOn();
  const left = await until(async () => {
    // In one look: what is given back between two would be in neither.
    const [rows] = await bridge.db.rows<{ waiting: number; held: number }>(
      `SELECT count(*) FILTER (WHERE state = 'PENDING' AND lease_token IS NULL)::int AS waiting,
              count(*) FILTER (WHERE lease_token IS NOT NULL)::int AS held FROM inventory_level`,
    );
    return rows!.held === 0 ? rows!.waiting : undefined;
  });
  expect(left).toBeGreaterThan(0);
  expect((await change({ paused: false })).status).toBe(200);
  await until(async () => (await pushed()).length === SKUS.length || undefined);
  for (const sku of SKUS) expect([sku, sandbox.store.stock.find(sku)!.item.qty]).toEqual([sku, 9]);
});

it('a buffer that changes during a long push counts for what was not sent yet', async () => {
  const goOn = await slowPush();
  expect((await change({ settings: { bufferStock: 4 } })).status).toBe(200);
  goOn();
  await until(async () => (await pushed()).length === SKUS.length || undefined);
  const quantities = SKUS.map((sku) => sandbox.store.stock.find(sku)!.item.qty);
  // Only what was under way at that moment went out with the old one.
  expect(quantities.filter((qty) => qty === 5).length).toBeGreaterThan(SKUS.length / 2);
});

it('a store that moves to another shop gives it all its stock, also what was under way to the old one', async () => {
  const goOn = await slowPush();
  const other = await Sandbox.start();
  try {
    for (const sku of SKUS) other.store.stock.add(sku, 1);
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    expect((await change({ baseUrl: other.url, credentials })).status).toBe(200);
    goOn();
    await until(async () => (await pushed()).length === SKUS.length || undefined);
    for (const sku of SKUS) expect([sku, other.store.stock.find(sku)!.item.qty]).toEqual([sku, 9]);
  } finally {
    await change({ paused: true });
    await other.close();
  }
});
