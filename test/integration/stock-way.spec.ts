import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultyProxy, json } from '../sandbox/faulty-proxy.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const startApp = shareTestApp();
const SKUS = ['A', 'B', 'C', 'D'];
const SOURCE_ITEMS = '/inventory/source-items';
const refused = (resources: string) =>
  json(401, { message: "The consumer isn't authorized to access %resources.", parameters: { resources } });
const NO_RIGHT = refused('Magento_InventoryApi::stock_source_item_assign');
const NO_MODULE = json(404, { message: 'Request does not match any route.' });

let sandbox: Sandbox;
let proxy: FaultyProxy;
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  for (const sku of SKUS) sandbox.store.stock.add(sku, 1);
  proxy = await FaultyProxy.start(sandbox.url);
  bridge = await startApp(sandbox, { MAGENTO_BASE_URL: proxy.url });
  sandbox.recordRequests = true;
});

afterEach(async () => {
  await bridge.close();
  await proxy.close();
  await sandbox.close();
});

const answering = (part: string, answer: ReturnType<typeof json>): void => {
  proxy.decide = ({ path }) => (path.includes(part) ? { reach: 'no', answer } : undefined);
};

/** What the check says of the way, and what it learnt. */
async function check(): Promise<{ takes: unknown; item: any }> {
  const { checks } = (await bridge.post('/admin/stores/default/check')).body;
  const { traits } = (await bridge.get('/admin/stores/default')).body;
  const item = checks.find(
    (one: any) => ['stock', 'multi-source inventory'].includes(one.check) && said(one),
  );
  return { takes: traits.takesSourceItems, item };
}
const said = ({ message }: any): boolean => /source items|stockItems|right/.test(message);

async function send(quantity: number): Promise<any[]> {
  const inventories = SKUS.map((channelSkuCode) => ({ channelSkuCode, quantity }));
  const { status, body } = await bridge.call('PUT', '/inventory', { body: { inventories } });
  expect([status, body.failureList]).toEqual([200, []]);
  return (await bridge.get('/inventory')).body.items;
}

const calls = (): { items: number; sources: number } => ({
  items: sandbox.seen.filter(({ method, path }) => method === 'PUT' && path.includes('/stockItems/')).length,
  sources: sandbox.seen.filter(({ method, path }) => method === 'POST' && path.includes(SOURCE_ITEMS)).length,
});

/** Calls that this was written by. */
async function during(act: () => Promise<unknown>): Promise<{ items: number; sources: number }> {
  const before = calls();
  await act();
  const after = calls();
  return { items: after.items - before.items, sources: after.sources - before.sources };
}

const shown = (): unknown[] => SKUS.map((sku) => sandbox.store.stock.find(sku)!.item.qty);

describe('how stock is written', () => {
  it('is by stock items until the check finds source items, and by these from then on', async () => {
    expect(await during(() => send(5))).toEqual({ items: 4, sources: 0 });
    const { takes, item } = await check();
    expect([takes, item.result, item.message]).toEqual([
      true,
      'ok',
      'Written by source items: up to a hundred SKUs in a call.',
    ]);
    expect(await during(() => send(6))).toEqual({ items: 0, sources: 1 });
    expect(shown()).toEqual([6, 6, 6, 6]);
    // The location of a store that maps none needs no source.
    await bridge.call('PUT', '/inventory/A', { body: { quantity: 7, locationCode: 'WH1' } });
    expect(shown()).toEqual([7, 6, 6, 6]);
  });

  it('is by stock items where the account lacks the right, and the check names it', async () => {
    answering(SOURCE_ITEMS, NO_RIGHT);
    const { takes, item } = await check();
    expect([takes, item.result]).toEqual([false, 'ok']);
    expect(item.message).toContain('Magento_InventoryApi::stock_source_item_assign');
    expect(await during(() => send(5))).toEqual({ items: 4, sources: 0 });
  });

  it.each([
    ['cannot read sources', refused('Magento_InventoryApi::source'), false],
    ['has no multi-source inventory', NO_MODULE, false],
    ['does not answer the question', json(500, { message: 'Internal Error.' }), undefined],
  ])('is by stock items where it %s', async (_, answer, takes) => {
    answering('/inventory/sources', answer);
    expect((await check()).takes).toBe(takes);
    expect(await during(() => send(5))).toEqual({ items: 4, sources: 0 });
  });

  const NO_ANSWERS: [string, object][] = [
    ['no source', { items: [], search_criteria: {}, total_count: 0 }],
    ['a count without its sources', { items: null, total_count: 4 }],
    ['an empty list', []],
    ['other sources than were asked for', { items: [{ source_code: 'north' }], total_count: 1 }],
  ];

  it.each(NO_ANSWERS)('is by stock items, and not decided, where Magento shows %s', async (_, list) => {
    answering('/inventory/sources', json(200, list));
    const { checks } = (await bridge.post('/admin/stores/default/check')).body;
    expect(checks).toContainEqual(expect.objectContaining({ check: 'stock', result: 'skipped' }));
    expect((await check()).takes).toBeUndefined();
    expect(await during(() => send(5))).toEqual({ items: 4, sources: 0 });
  });

  it.each<[string, ReturnType<typeof json>]>([
    ['gets no answer', json(500, { message: 'Internal Error.' })],
    ...NO_ANSWERS.map(([name, list]): [string, ReturnType<typeof json>] => [
      `is shown ${name}`,
      json(200, list),
    ]),
  ])('stays what it was where the check %s', async (_, answer) => {
    expect((await check()).takes).toBe(true);
    answering('/inventory/sources', answer);
    expect((await check()).takes).toBe(true);
  });

  it('does not matter to a write in doubt: one by the other way that lands late is written over', async () => {
    await send(4);
    const landing = Promise.withResolvers<true>();
    let lost = 0;
    proxy.decide = ({ method, path }) =>
      method === 'PUT' && path.includes('/A/') && lost++ === 0
        ? { reach: 'late', late: landing.promise, answer: 'cut' }
        : undefined;
    await bridge.call('PUT', '/inventory/A', { body: { quantity: 5 }, headers: { prefer: 'respond-async' } });
    const doubtOf = async (): Promise<unknown> =>
      (await bridge.get('/inventory/A')).body.levels[0].inDoubtUntil;
    await until(async () => (await doubtOf()) !== null || undefined);
    expect((await check()).takes).toBe(true);
    expect(await during(() => send(6))).toMatchObject({ sources: 1 });
    landing.resolve(true);
    await until(() => Promise.resolve(shown()[0] === 5 || undefined));
    // The end of the doubt, by the clock that counts.
    await bridge.db.rows(
      `UPDATE inventory_level SET doubt_until = now(), next_attempt_at = now() WHERE doubt_until IS NOT NULL`,
    );
    await until(async () => (await doubtOf()) === null || undefined);
    expect(shown()).toEqual([6, 6, 6, 6]);
  });

  it('is what the setting says, and not what the check finds', async () => {
    const set = (inventoryMode: string) =>
      bridge.call('PUT', '/admin/stores/default', { body: { settings: { inventoryMode } } });
    await check();
    await set('stockItems');
    expect(await during(() => send(5))).toEqual({ items: 4, sources: 0 });
    answering(SOURCE_ITEMS, NO_RIGHT);
    await set('sourceItems');
    const { body } = await bridge.post('/admin/stores/default/check');
    expect(body.checks).toContainEqual(
      expect.objectContaining({
        check: 'right Magento_InventoryApi::stock_source_item_assign',
        result: 'failed',
      }),
    );
  });

  it('is by source where a location has a source of its own, and the check asks for the right', async () => {
    sandbox.store.stock.sources.set('north', { source_code: 'north' });
    const body = { settings: { locationSources: { WH1: 'north' } } };
    await bridge.call('PUT', '/admin/stores/default', { body });
    await bridge.call('PUT', '/inventory/A', { body: { quantity: 5, locationCode: 'WH1' } });
    expect(sandbox.store.stock.sourceItem('A', 'north')).toMatchObject({ quantity: 5 });
    expect(shown()).toEqual([1, 1, 1, 1]);
    answering(SOURCE_ITEMS, NO_RIGHT);
    const { checks } = (await bridge.post('/admin/stores/default/check')).body;
    expect(checks).toContainEqual(
      expect.objectContaining({
        check: 'right Magento_InventoryApi::stock_source_item_assign',
        result: 'failed',
      }),
    );
    // Without the right it waits: it is never written to `default` besides.
    const headers = { prefer: 'respond-async' };
    await bridge.call('PUT', '/inventory/A', { body: { quantity: 6, locationCode: 'WH1' }, headers });
    await until(async () => {
      const { levels } = (await bridge.get('/inventory/A')).body;
      return levels.length === 1 && levels[0].errorCode === 'MAGENTO_PERMISSION' ? true : undefined;
    });
    expect(shown()).toEqual([1, 1, 1, 1]);
    proxy.decide = () => undefined;
    await until(() =>
      Promise.resolve(sandbox.store.stock.sourceItem('A', 'north')?.quantity === 6 || undefined),
    );
    expect(shown()).toEqual([1, 1, 1, 1]);
  });
});

describe('a shop that takes no source items any more', () => {
  it.each([
    ['its account lost the right', NO_RIGHT],
    ['its module is gone', NO_MODULE],
  ])('gets every value by stock items: %s', async (_, answer) => {
    await check();
    answering(SOURCE_ITEMS, answer);
    const items = await send(5);
    expect(items.map((one) => [one.channelSkuCode, one.state, one.attempts])).toEqual(
      SKUS.map((sku) => [sku, 'PUSHED', items[0].attempts]),
    );
    expect(shown()).toEqual([5, 5, 5, 5]);
    for (const sku of SKUS) expect(sandbox.store.stock.book(sku).quantities).toEqual([5]);
    expect((await bridge.get('/admin/stores/default')).body.traits.takesSourceItems).toBe(false);
    proxy.decide = () => undefined;
    expect(await during(() => send(6))).toEqual({ items: 4, sources: 0 });
    expect((await check()).takes).toBe(true);
    expect(await during(() => send(7))).toEqual({ items: 0, sources: 1 });
  });

  it('is in doubt as before where a part of a call may have landed', async () => {
    await check();
    let asked = 0;
    proxy.decide = ({ path }) => {
      if (!path.includes(SOURCE_ITEMS)) return undefined;
      asked++;
      // A deadlock, whose call may still land, and then the right is gone.
      return {
        reach: 'no',
        answer: asked === 1 ? json(400, { message: 'Could not save Source Item' }) : NO_RIGHT,
      };
    };
    await send(5);
    expect(asked).toBeGreaterThan(1);
    expect(shown()).toEqual([5, 5, 5, 5]);
  });
});
