import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DOCUMENTED } from '../support/shipping.js';
import { generateOrder } from '../sandbox/generator.js';
import { INTEGRATION, Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
/** The resources that the README tells a merchant to give to the integration. */
const RIGHTS = [...README.matchAll(/`(Magento_\w+::\w+)`/g)].map((match) => match[1]!);
const FOR_SOURCES = RIGHTS.filter((right) => right.startsWith('Magento_InventoryApi::'));
const FOR_REFUNDS = RIGHTS.filter((right) => /creditmemo$/.test(right));
const FOR_SALABLE = RIGHTS.filter((right) => right.startsWith('Magento_InventorySalesApi::'));
const OPTIONAL = [...FOR_REFUNDS, ...FOR_SALABLE];
const ALWAYS = RIGHTS.filter((right) => !FOR_SOURCES.includes(right) && !OPTIONAL.includes(right));

describe('an integration with the rights of the README and no others', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  async function start(resources: string[], settings: object): Promise<void> {
    sandbox = await Sandbox.start({ auth: { integrations: [{ ...INTEGRATION, resources }] } });
    for (const id of [1, 2, 3]) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 1 }));
    }
    sandbox.store.stock.add('MUG-01', 1);
    bridge = await startTestApp(sandbox, {
      MAGENTO_AUTH: 'oauth1',
      MAGENTO_CONSUMER_KEY: INTEGRATION.consumerKey,
      MAGENTO_CONSUMER_SECRET: INTEGRATION.consumerSecret,
      MAGENTO_ACCESS_TOKEN: INTEGRATION.accessToken,
      MAGENTO_ACCESS_TOKEN_SECRET: INTEGRATION.accessTokenSecret,
    });
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { ...DOCUMENTED, ...settings } } });
  }

  const done = async (path: string, body: object = {}): Promise<any> => {
    const reply = await bridge.post(path, body);
    expect([path, reply.status, reply.body.code]).toEqual([path, 200, undefined]);
    return reply.body;
  };

  async function sellOne(): Promise<void> {
    for (const stream of ['orders.new', 'orders.changed', 'orders.cancelled', 'orders.pending']) {
      await bridge.sync(stream);
    }
    await done('/orders/1/acknowledge');
    await done('/orders/2/cancel');
    await done('/orders/3/invoice');
    const { body: order } = await bridge.get('/orders/3');
    const [item] = order.orderItems;
    const packed = await done('/orders/3/shipments', {
      shipmentId: 'P-1',
      items: [{ orderItemCode: item.orderItemCode, quantity: Number(item.quantity) }],
      tracks: [{ trackNumber: 'AWB-1', title: 'Delhivery' }],
    });
    expect((await bridge.get(`/shipments/${packed.shipmentCode}`)).status).toBe(200);
    expect((await bridge.get('/orders/3/invoices')).status).toBe(200);
    await done('/orders/3/handover');
    await done('/orders/3/handover', { tracks: [{ trackNumber: 'AWB-2', title: 'Delhivery' }] });
    expect(sandbox.store.book(3)).toMatchObject({ invoices: 1, documents: 1, shipments: 1, tracks: 1 });
  }

  async function stockRun(kind: string): Promise<unknown> {
    const { runId } = (await bridge.post('/admin/inventory/default/runs', { kind })).body;
    return until(async () => {
      const { body } = await bridge.get('/admin/inventory/runs');
      return body.find((one: any) => one.runId === runId && one.state !== 'RUNNING');
    });
  }

  async function compareAll(): Promise<unknown> {
    const { body } = await bridge.post('/admin/reconciliations', {
      storeCode: 'default',
      from: new Date(Date.now() - 86_400_000).toISOString(),
      to: new Date().toISOString(),
    });
    return until(async () => {
      const now = (await bridge.get(`/admin/reconciliations/${body.reconciliationId}`)).body;
      return now.state !== 'RUNNING' && now.stock?.state !== 'RUNNING' ? now : undefined;
    });
  }

  const failures = async (): Promise<string[]> =>
    (await bridge.post('/admin/stores/default/check')).body.checks
      .filter(({ result }: any) => result === 'failed')
      .map(({ check }: any) => check);

  it('does everything, stock by stock item', async () => {
    expect(ALWAYS.length).toBeGreaterThan(7);
    await start(ALWAYS, {});
    expect(await failures()).toEqual([]);
    await sellOne();
    expect((await bridge.call('PUT', '/inventory/MUG-01', { body: { quantity: 4 } })).status).toBe(200);
    expect(await stockRun('DRIFT_CHECK')).toMatchObject({ state: 'DONE', checked: 1, drifted: 0 });
    expect(await stockRun('FULL_PUSH')).toMatchObject({ state: 'DONE', queued: 1 });
    expect(await compareAll()).toMatchObject({ state: 'DONE', stock: { state: 'DONE' } });
  });

  it('does everything, stock by source', async () => {
    expect(FOR_SOURCES).toHaveLength(2);
    await start(RIGHTS, { inventoryMode: 'sourceItems', locationSources: { WH1: 'default' } });
    expect(await failures()).toEqual([]);
    const put = { quantity: 4, locationCode: 'WH1' };
    expect((await bridge.call('PUT', '/inventory/MUG-01', { body: put })).status).toBe(200);
    expect(await stockRun('DRIFT_CHECK')).toMatchObject({ state: 'DONE', checked: 1, drifted: 0 });
    expect(await stockRun('FULL_PUSH')).toMatchObject({ state: 'DONE', queued: 1 });
  });

  it('compares what Magento still sells with one right more', async () => {
    expect(FOR_SALABLE).toHaveLength(1);
    const sold = async (resources: string[]): Promise<unknown> => {
      await start(resources, {});
      expect(await failures()).toEqual([]);
      expect((await bridge.call('PUT', '/inventory/MUG-01', { body: { quantity: 4 } })).status).toBe(200);
      return stockRun('DRIFT_CHECK');
    };
    expect(await sold([...ALWAYS, ...FOR_SALABLE])).toMatchObject({ salable: { checked: 1, skipped: null } });
    await bridge.close();
    await sandbox.close();
    expect(await sold(ALWAYS)).toMatchObject({
      state: 'DONE',
      salable: { checked: 0, skipped: 'MISSING_RIGHT' },
    });
  });

  it('gives money back with two rights more, which the store check asks for without failing', async () => {
    expect(FOR_REFUNDS).toHaveLength(2);
    await start([...ALWAYS, ...OPTIONAL], {});
    await bridge.sync('orders.new');
    await done('/orders/3/invoice');
    await done('/orders/3/refunds', { refundId: 'F', shippingAmount: '1' });
    expect((await bridge.get('/orders/3/refunds')).body.items).toHaveLength(1);
    expect(await compareAll()).toMatchObject({ state: 'DONE', differences: 0 });
    await bridge.close();
    await sandbox.close();
    await start(ALWAYS, {});
    const { checks } = (await bridge.post('/admin/stores/default/check')).body;
    const warned = checks.filter(
      ({ result, check }: any) => result === 'warning' && check.startsWith('right'),
    );
    expect(warned.map(({ check }: any) => check)).toEqual(OPTIONAL.map((right) => `right ${right}`));
  });

  it.each(RIGHTS.filter((right) => right !== 'Magento_Catalog::products' && !OPTIONAL.includes(right)))(
    'the store check names it when %s is missing',
    async (missing) => {
      await start(
        RIGHTS.filter((right) => right !== missing),
        { inventoryMode: 'sourceItems' },
      );
      expect(await failures()).toContain(
        missing === 'Magento_Sales::actions_view' ? 'sign-in' : `right ${missing}`,
      );
    },
  );

  it('the store check names a source that Magento does not have', async () => {
    await start(RIGHTS, { locationSources: { WH1: 'default', WH2: 'nowhere' } });
    expect(await failures()).toEqual(['sources']);
  });
});
