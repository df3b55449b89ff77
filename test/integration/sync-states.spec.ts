import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { FillSyncColumns1796110100000 } from '../../migrations/1796110100000-FillSyncColumns.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

/** Main table of each domain, with its sync state and key. */
const TABLES = [
  '"order"',
  'invoice',
  'credit_memo',
  'shipment',
  'inventory_level',
  'return_order',
  'notification',
  'api_client',
];

let sandbox: Sandbox;
let bridge: TestApp;

const states = (domain: string) =>
  bridge.db.rows<Record<string, any>>('SELECT * FROM audit.sync_states WHERE domain = $1 ORDER BY subject', [
    domain,
  ]);
const keys = async (): Promise<unknown[]> => {
  const all = await Promise.all(
    TABLES.map((table) =>
      bridge.db.rows(`SELECT '${table}' AS table, sync_state, idempotency_key FROM ${table} ORDER BY id`),
    ),
  );
  return all.flat();
};

/** One thing of each domain, as Increff, the courier and an administrator ask for them. */
beforeAll(async () => {
  sandbox = await Sandbox.start();
  const order = generateOrder({ entityId: 7, createdAt: Date.now() - 60_000, lines: 1 });
  Object.assign(order.items[0]!, { item_id: 11, qty_ordered: 2, sku: 'SKU-A' });
  addUp(order);
  sandbox.place(order);
  const shipped = generateOrder({ entityId: 8, createdAt: Date.now() - 50_000, lines: 1 });
  Object.assign(shipped.items[0]!, { qty_ordered: 2, qty_shipped: 1, sku: 'SKU-B' });
  addUp(shipped);
  sandbox.place(shipped);
  sandbox.store.stock.add('SKU-A', 1);
  bridge = await startTestApp(sandbox);
  await bridge.sync('orders.changed');
  const ask = async (path: string, body?: object): Promise<void> => {
    const { status, text } = await bridge.post(path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  };
  await ask('/orders/7/acknowledge');
  const items = [{ orderItemCode: '11', quantity: 1 }];
  await ask('/orders/7/invoice', { items });
  await ask('/orders/7/refunds', { refundId: 'F-7', shippingAmount: '1' });
  await ask('/orders/7/shipments', { shipmentId: '900', items });
  await bridge.call('PUT', '/inventory/SKU-A', { body: { quantity: 5 } });
  await ask('/return/return-orders', {
    ...{ forwardOrderCode: '8', returnOrderCode: 'R1', locationCode: 'WH1', orderType: 'CUSTOMER_RETURN' },
    ...{ returnOrderTime: '2020-10-16T20:22:28.000+05:30', awbNumber: 'A', transporter: 'Delhivery' },
    orderItems: [{ itemCode: 'I1', channelSkuCode: 'SKU-B', reason: 'r', enableDoorStepQc: 'true' }],
  });
  await ask('/notifications', {
    ...{ forwardOrderCode: '7', forwardAwb: 'AWB-7', notificationType: 'PICKED_UP' },
    notificationUpdateTime: 1_700_000_000,
    logisticAggregatorInfo: { logisticAggregatorName: 'CLICKPOST', logisticAggregatorMetaData: {} },
  });
  await ask('/admin/clients', { clientId: 'picker', scopes: ['orders:read'] });
  await until(async () => (await states('INVENTORY'))[0]?.['sync_state'] === 'PUSHED' || undefined);
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

describe('audit.sync_states', () => {
  it('says of each domain what was asked, by which key, by whom, and how far it is', async () => {
    expect(await states('ORDER')).toMatchObject([
      { order_code: '7', idempotency_key: '7', sync_state: 'ACKNOWLEDGED', synced_at: expect.any(Date) },
      { order_code: '8', idempotency_key: '8', sync_state: 'NEW', synced_at: null, requested_by: null },
    ]);
    expect(await states('INVOICE')).toMatchObject([
      { order_code: '7', idempotency_key: '11:1', sync_state: 'CREATED', requested_by: 'increff' },
    ]);
    expect(await states('CREDIT_MEMO')).toMatchObject([
      { order_code: '7', idempotency_key: 'F-7', sync_state: 'CREATED', requested_by: 'increff' },
    ]);
    expect(await states('SHIPMENT')).toMatchObject([
      { order_code: '7', idempotency_key: '900', sync_state: 'CREATED', requested_by: 'increff' },
    ]);
    expect(await states('INVENTORY')).toMatchObject([
      {
        subject: 'SKU-A',
        idempotency_key: 'default/sku-a',
        requested_by: 'increff',
        synced_at: expect.any(Date),
      },
    ]);
    expect(await states('RETURN')).toMatchObject([
      {
        order_code: '8',
        subject: 'R1',
        idempotency_key: 'R1',
        sync_state: 'CREATED',
        requested_by: 'increff',
      },
    ]);
    expect(await states('NOTIFICATION')).toMatchObject([
      { order_code: '7', subject: 'INVOICE_GENERATED', sync_state: 'ACCEPTED', requested_by: 'SERVICE' },
      { order_code: '7', subject: 'INVOICE_GENERATED', sync_state: 'ACCEPTED', requested_by: 'SERVICE' },
      { order_code: '7', subject: 'PICKED_UP', sync_state: 'ACCEPTED', requested_by: 'API' },
    ]);
    expect(await states('CLIENT')).toMatchObject([
      { subject: 'increff', idempotency_key: 'increff', sync_state: 'ENABLED', store_code: null },
      { subject: 'picker', idempotency_key: 'picker', sync_state: 'ENABLED' },
    ]);
  });

  it('names the request and the write that it came of', async () => {
    const [invoice] = await states('INVOICE');
    const { body } = await bridge.get(`/operations/${invoice!['operation_id']}`);
    expect(body).toMatchObject({ operationId: invoice!['operation_id'], kind: 'INVOICE' });
    const [order] = await bridge.db.rows('SELECT request_id FROM operation WHERE id = $1', [
      body.operationId,
    ]);
    expect(order).toEqual({ request_id: invoice!['request_id'] });
  });

  it('names no customer', async () => {
    const order = sandbox.store.find(7)!;
    const { lastname } = order.billing_address;
    const all = JSON.stringify(await bridge.db.rows('SELECT * FROM audit.sync_states'));
    for (const personal of [order.customer_email, lastname]) {
      expect(personal).toBeTruthy();
      expect(all).not.toContain(personal);
    }
  });

  it('follows what changes', async () => {
    await bridge.call('PUT', '/admin/clients/picker', { body: { enabled: false } });
    expect((await states('CLIENT'))[1]).toMatchObject({ sync_state: 'DISABLED' });
    await bridge.db.rows(`UPDATE inventory_level SET state = 'FAILED'`);
    expect((await states('INVENTORY'))[0]).toMatchObject({ sync_state: 'FAILED' });
  });

  it('is complete where an earlier release has filled nothing, and the migration fills it', async () => {
    const before = await keys();
    const seen = await bridge.db.rows('SELECT * FROM audit.sync_states ORDER BY domain, subject');
    const earlier = TABLES.filter((table) => table !== 'credit_memo');
    for (const table of earlier) await bridge.db.rows(`UPDATE ${table} SET idempotency_key = NULL`);
    for (const table of ['inventory_level', 'notification', 'api_client']) {
      await bridge.db.rows(`UPDATE ${table} SET sync_state = NULL`);
    }
    expect(await bridge.db.rows('SELECT * FROM audit.sync_states ORDER BY domain, subject')).toEqual(seen);
    const source = await new DataSource(dataSourceOptions(bridge.db.url)).initialize();
    try {
      await new FillSyncColumns1796110100000().up(source.createQueryRunner());
    } finally {
      await source.destroy();
    }
    expect(await keys()).toEqual(before);
    expect(before).toHaveLength(12);
  });
});
