import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

/** Magento lists the orders of all store views under each of them, so odd orders are of view 1 and even ones of view 2. */
describe('two stores on one Magento', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  const second = { headers: { 'x-store-code': 'second' } };
  const range = { from: new Date(Date.now() - 86_400_000).toISOString(), to: new Date().toISOString() };

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 10; id++) {
      const order = generateOrder({ entityId: id, createdAt: Date.now() - 3_600_000 });
      order.store_id = id % 2 === 1 ? 1 : 2;
      sandbox.place(order);
    }
    bridge = await startTestApp(sandbox);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { storeIds: [1] } } });
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    const settings = { storeIds: [2] };
    const created = await bridge.post('/admin/stores', {
      code: 'second',
      baseUrl: sandbox.url,
      credentials,
      settings,
    });
    expect(created.status).toBe(201);
    await bridge.sync('orders.new');
    await until(async () => (await codes(second)).length === 5 || undefined);
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const codes = async (options = {}): Promise<string[]> =>
    (await bridge.get('/orders', options)).body.items
      .map((order: { orderCode: string }) => order.orderCode)
      .sort();

  const warned = async (): Promise<string | undefined> => {
    const { body } = await bridge.post('/admin/stores/default/check');
    return body.checks.find((item: any) => item.check === 'store views' && item.result === 'warning')
      ?.message;
  };

  it('take each order once, between them', async () => {
    for (const stream of ['orders.changed', 'orders.pending', 'orders.cancelled']) await bridge.sync(stream);
    expect(await codes()).toEqual(['1', '3', '5', '7', '9']);
    expect(await codes(second)).toEqual(['10', '2', '4', '6', '8']);
  });

  it.each([
    ['GET', '/orders/2'],
    ['GET', '/orders/2?refresh=true'],
    ['GET', '/orders/2/status'],
    ['POST', '/orders/2/acknowledge'],
    ['POST', '/orders/2/cancel'],
    ['POST', '/orders/2/invoice'],
  ])('do not know of each other’s orders: %s %s', async (method, path) => {
    const body = method === 'POST' ? {} : undefined;
    const { status, body: problem } = await bridge.call(method, path, { body });
    expect([status, problem.code]).toEqual([404, 'NOT_FOUND']);
    expect(sandbox.store.book(2)).toMatchObject({ comments: 0, cancellations: 0, invoices: 0 });
    expect((await bridge.get('/orders/1/status')).status).toBe(200);
  });

  it('are compared with their own views only', async () => {
    const { body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
    const done = await until(async () => {
      const now = (await bridge.get(`/admin/reconciliations/${body.reconciliationId}`)).body;
      return now.state === 'DONE' ? now : undefined;
    });
    expect(done).toMatchObject({ ordersMagento: 5, ordersHere: 5, differences: 0 });
  });

  it('are named when they take the same orders, by the check and in the console', async () => {
    expect(await warned()).toBeUndefined();
    await bridge.call('PUT', '/admin/stores/second', { body: { settings: { storeIds: [2, 1] } } });
    expect(await warned()).toContain('The same orders are taken by second');
    await bridge.call('PUT', '/admin/stores/second', { body: { settings: { storeIds: [] } } });
    expect(await warned()).toContain('second');
    await bridge.call('PUT', '/admin/stores/second', { body: { paused: true } });
    expect(await warned()).toBeUndefined();
    await bridge.call('PUT', '/admin/stores/second', { body: { paused: false } });
    const operator = new Visitor(bridge.url);
    await operator.signIn(CLIENT.id, CLIENT.secret);
    expect((await operator.get('/console?store=default')).html).toContain(
      'The same orders are taken by second',
    );
    await bridge.call('PUT', '/admin/stores/second', { body: { settings: { storeIds: [2] } } });
    expect(await warned()).toBeUndefined();
    expect((await operator.get('/console?store=default')).html).not.toContain('The same orders');
  });

  it('are warned when they write the same stock, and not while one is in shadow mode', async () => {
    const shared = async (): Promise<string | undefined> => {
      const { checks } = (await bridge.post('/admin/stores/default/check')).body;
      return checks.find((item: any) => item.check === 'shared stock')?.message;
    };
    await bridge.call('PUT', '/inventory/SHARED', { body: { quantity: 0 } });
    expect(await shared()).toBeUndefined();
    await bridge.call('PUT', '/inventory/shared', { ...second, body: { quantity: 3 } });
    expect(await shared()).toContain('written by second as well');
    const setMode = (mode: string) =>
      bridge.call('PUT', '/admin/stores/second', { body: { settings: { mode } } });
    await setMode('shadow');
    expect(await shared()).toBeUndefined();
    await setMode('live');
    expect((await bridge.get('/metrics')).text).toMatch(/bridge_inventory_sold_out\{.*store="default".*\} 1/);
    await bridge.db.rows(
      `UPDATE inventory_level SET state = 'PUSHED', lease_token = NULL, next_attempt_at = NULL, item_id = 32380, requested_at = now() - interval '2 h',
         pushed_at = now() - interval '1 h', pushed_quantity = 0, magento_quantity = 5, magento_checked_at = now() WHERE store_id = 1`,
    );
    expect((await bridge.get('/inventory/SHARED')).body.levels[0]).toMatchObject({
      magentoItemId: '32380',
      differs: 'MAGENTO',
    });
    const gauge = /bridge_inventory_drifted\{.*differs="MAGENTO".*\} 1/;
    await until(async () => gauge.test((await bridge.get('/metrics')).text) || undefined);
  });

  it('a view without orders explains itself', async () => {
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { storeIds: [7] } } });
    expect((await bridge.sync('orders.pending'))['explanation']).toBe(
      'Orders of store_id 7 with status pending, processing, of any time: none. ' +
        'Orders of any status in these store views: 0. Of all store views: 10.',
    );
  });

  it.each([[[1, 1]], [[0]], [['x']], ['1']])('refuse %p by name', async (storeIds) => {
    const { status, body } = await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { storeIds } },
    });
    expect([status, body.errors[0].field]).toEqual([400, 'settings.storeIds']);
  });
});
