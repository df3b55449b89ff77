import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultyProxy, json } from '../sandbox/faulty-proxy.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const startApp = shareTestApp();
const SOURCE_ITEMS = '/inventory/source-items';
const NO_RIGHT = json(401, {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_InventoryApi::stock_source_item_assign' },
});
const NO_MODULE = json(404, { message: 'Request does not match any route.' });

let sandbox: Sandbox;
let proxy: FaultyProxy;
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  sandbox.store.stock.add('A', 1);
  sandbox.store.stock.sources.set('north', { source_code: 'north' });
  proxy = await FaultyProxy.start(sandbox.url);
  bridge = await startApp(sandbox, { MAGENTO_BASE_URL: proxy.url });
});

afterEach(async () => {
  await bridge.close();
  await proxy.close();
  await sandbox.close();
});

const set = (settings: object) => bridge.call('PUT', '/admin/stores/default', { body: { settings } });
const inDefault = (): unknown => sandbox.store.stock.find('A')!.item.qty;
const inNorth = (): unknown => sandbox.store.stock.sourceItem('A', 'north')?.quantity;

async function levelOf(source: string): Promise<any> {
  const [level] = await bridge.db.rows<any>(
    `SELECT state, attempts, error_code, lease_token, doubt_until FROM inventory_level WHERE source_code = $1`,
    [source],
  );
  return level;
}

const due = (source: string): Promise<unknown> =>
  bridge.db.rows(
    `UPDATE inventory_level SET next_attempt_at = now(), error_code = NULL,
       doubt_until = least(doubt_until, now()) WHERE source_code = $1`,
    [source],
  );

/** The value of a location with a source of its own, which the shop did not take, or whose answer was lost. */
async function northWaits(quantity: number, answer: ReturnType<typeof json> | 'cut'): Promise<void> {
  await set({ locationSources: { WH1: 'north' } });
  proxy.decide = ({ method, path }) =>
    method === 'POST' && path.includes(SOURCE_ITEMS) ? { reach: 'no', answer } : undefined;
  const headers = { prefer: 'respond-async' };
  await bridge.call('PUT', '/inventory/A', { body: { quantity, locationCode: 'WH1' }, headers });
  await until(async () => (await levelOf('north')).error_code !== null || undefined);
}

const SETTINGS: [string, object][] = [
  ['stock goes by stock items', { inventoryMode: 'stockItems' }],
  ['its location is mapped no more', { locationSources: {} }],
];

describe('stock of a source of its own, once the settings changed', () => {
  it.each(
    SETTINGS.flatMap(([name, change]) => [
      [name, 'without the right', change, NO_RIGHT] as const,
      [name, 'in doubt', change, 'cut'] as const,
    ]),
  )('replaces none of `default`: %s, %s', async (_name, _why, change, answer) => {
    await northWaits(6, answer);
    await set(change);
    await bridge.call('PUT', '/inventory/A', { body: { quantity: 9, locationCode: 'WH1' } });
    expect(inDefault()).toBe(9);
    await due('north');
    await until(async () => {
      const { state, error_code: code } = await levelOf('north');
      return state === 'PUSHED' || code !== null || undefined;
    });
    expect(inDefault()).toBe(9);
    proxy.decide = () => undefined;
    await due('north');
    await until(async () => (await levelOf('north')).state === 'PUSHED' || undefined);
    expect([inDefault(), inNorth()]).toEqual([9, 6]);
  });

  it.each([
    ['right', NO_RIGHT],
    ['module', NO_MODULE],
  ])('is not tried without end where the %s is missing', async (_, answer) => {
    await northWaits(6, answer);
    await set({ locationSources: {} });
    const { attempts } = await levelOf('north');
    await due('north');
    await until(async () => {
      const { attempts: now, state, error_code: code } = await levelOf('north');
      return state !== 'PENDING' || (now > attempts && code !== null) || undefined;
    });
    expect(inDefault()).toBe(1);
  });
});
