import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { OPERATIONS_BY_SCOPE } from '../openapi/scopes.js';
import { type Reply, startTestApp, type TestApp } from '../support/test-app.js';
import { twoLineOrder } from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';

/** Rows of the first store that no request of the second one may touch. */
const TABLES = [
  'operation',
  'invoice',
  'credit_memo',
  'shipment',
  'manifest',
  'handover',
  'inventory_level',
  'notification',
  'parcel_state',
  'return_order',
  'delivery',
  'endpoint',
  'parked_order',
];

const second = { 'x-store-code': 'second' };
const awb = { awbNumber: 'HYN402' };

/** What the first store has, asked for by its own names; `{…}` is filled with them. */
/** Of the client, or of the stores that it is bound to (security/audit-log), whichever store it names. */
const OF_NO_STORE = ['GET /auth/credentials', 'GET /audit'];
/** What is no list and no thing of its own. */
const ASKED_APART = ['GET /return/qc-reasons'];
const READS: Record<string, string[]> = {
  'GET /orders': ['/orders', '/orders?status=processing,complete,pending'],
  'GET /orders/cancelled': ['/orders/cancelled'],
  'GET /orders/pending': ['/orders/pending'],
  'GET /orders/{orderCode}': ['/orders/1'],
  'GET /orders/{orderCode}/status': ['/orders/1/status'],
  'GET /orders/{orderCode}/timeline': ['/orders/1/timeline'],
  'GET /orders/{orderCode}/total': ['/orders/1/total'],
  'GET /orders/{orderCode}/invoices': ['/orders/1/invoices'],
  'GET /orders/{orderCode}/refunds': ['/orders/1/refunds'],
  'GET /increff/invoice': ['/increff/invoice?orderCode=1'],
  'GET /increff/shipping-label': ['/increff/shipping-label?shipmentCode={shipment}'],
  'GET /shipments/{shipmentCode}': ['/shipments/{shipment}', '/shipments/{recorded}'],
  'GET /shipments/{shipmentCode}/label': ['/shipments/{shipment}/label', '/shipments/{recorded}/label'],
  'GET /shipments/{shipmentCode}/label.pdf': ['/shipments/{recorded}/label.pdf'],
  'GET /manifests': ['/manifests'],
  'GET /manifests/{manifestCode}': ['/manifests/{manifest}'],
  'GET /manifests/{manifestCode}/manifest.pdf': ['/manifests/{manifest}/manifest.pdf'],
  'GET /operations': ['/operations', '/operations?orderCode=1', '/operations?kind=SHIPMENT'],
  'GET /operations/{operationId}': ['/operations/{operation}'],
  'GET /inventory': ['/inventory', '/inventory?state=FAILED'],
  'GET /inventory/{sku}': ['/inventory/NO-SUCH'],
  'GET /deliveries': ['/deliveries', '/deliveries?orderCode=1', '/deliveries?kind=NOTIFICATION'],
  'GET /deliveries/{deliveryId}': ['/deliveries/{delivery}'],
  'GET /notifications': ['/notifications', '/notifications?forwardOrderCode=1'],
  'GET /return/return-orders': ['/return/return-orders', '/return/return-orders?forwardOrderCode=1'],
  'GET /return/return-orders/{returnOrderCode}': ['/return/return-orders/R1'],
};

/** Each store is asked by every operation for what the other one has: a query that forgets its store is found here. */
describe('a store', () => {
  let sandbox: Sandbox;
  let otherShop: Sandbox;
  let merchant: Merchant;
  let bridge: TestApp;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    [sandbox, otherShop] = [await Sandbox.start(), await Sandbox.start()];
    merchant = await Merchant.start();
    for (const id of [1, 2, 3]) sandbox.place(twoLineOrder(id));
    for (const id of [101, 102]) otherShop.place(twoLineOrder(id));
    // The same code in both shops.
    sandbox.place(generateOrder({ entityId: 50, createdAt: Date.now() - 60_000, seed: 1 }));
    const namesake = generateOrder({ entityId: 50, createdAt: Date.now() - 90_000, seed: 2 });
    otherShop.place({ ...namesake, increment_id: 'S-50' });
    for (const item of otherShop.store.find(101)!.items) item.qty_shipped = 2;
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
    await bridge.post('/admin/stores', {
      code: 'second',
      baseUrl: otherShop.url,
      credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
      settings: { fullPushHour: null },
    });
    await fillFirstStore();
    await until(async () => (await as2('GET', '/orders/101')).status === 200 || undefined);
    // Younger than all of the first store's.
    await as2('POST', '/notifications', event('101'));
  });

  afterAll(async () => {
    await bridge.close();
    await merchant.close();
    await sandbox.close();
    await otherShop.close();
  });

  const as2 = (method: string, path: string, body?: unknown): Promise<Reply> =>
    bridge.call(method, path, { headers: second, body });

  async function fillFirstStore(): Promise<void> {
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: `${merchant.url}/notify` },
    });
    await done('POST', '/orders/1/invoice', {});
    const parcel = await done('POST', '/orders/1/shipments', {
      shipmentId: 'P1',
      items: [{ orderItemCode: '11', quantity: 2 }],
      tracks: [{ trackNumber: 'AWB-1', title: 'Delhivery' }],
      shippingLabelUrl: 'https://labels.example.com/1.pdf',
    });
    await done('POST', '/orders/1/refunds', { refundId: 'F1', shippingAmount: '1' });
    ids['shipment'] = parcel.body.shipmentCode;
    ids['operation'] = parcel.body.operationId;
    const manifest = await done('POST', '/manifests', {
      transporter: 'T',
      locationCode: 'WH1',
      manifestItems: [{ orderCode: '1', shipmentCode: ids['shipment'], awbNumber: 'AWB-1' }],
    });
    ids['manifest'] = manifest.body.manifestCode;
    await done('POST', '/orders/1/handover', { shipmentCode: ids['shipment'] });
    await done('POST', '/return/return-orders', returnOf('1', 'SKU-1-0'));
    const atHandover = { shipmentMode: 'ship-once', shipAt: 'atHandover' };
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: atHandover } });
    const recorded = await done('POST', '/orders/3/shipments', {
      shipmentId: 'P3',
      items: [{ orderItemCode: '31', quantity: 1 }],
      shippingLabelUrl: 'https://labels.example.com/3.pdf',
    });
    ids['recorded'] = recorded.body.shipmentCode;
    const label = { shippingLabel: Buffer.from('%PDF-1.4 x %%EOF').toString('base64') };
    await done('PUT', `/shipments/${ids['recorded']}/label`, label);
    ids['notification'] = (await done('POST', '/notifications', event('1'))).body.notificationId;
    await bridge.call('PUT', '/inventory/NO-SUCH', { body: { quantity: 1 } });
    await done('POST', '/orders/2/cancel', {});
    await bridge.db.rows(
      `INSERT INTO parked_order (store_id, entity_id, reason, next_try_at) VALUES (1, 101, 'x', now() + interval '1 day')`,
    );
    ids['delivery'] = await until(async () => {
      const { items } = (await bridge.get('/deliveries')).body;
      const open = items.some((one: any) => one.state !== 'DELIVERED');
      return items.length > 0 && !open ? items[0].deliveryId : undefined;
    });
  }

  async function done(method: string, path: string, body: object): Promise<Reply> {
    const reply = await bridge.call(method, path, { body });
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.text}`);
    return reply;
  }

  const event = (forwardOrderCode: string) => ({
    forwardOrderCode,
    notificationType: 'PICKED_UP',
    notificationUpdateTime: 1_700_000_000,
  });
  const returnOf = (forwardOrderCode: string, channelSkuCode: string) => ({
    forwardOrderCode,
    returnOrderCode: 'R1',
    locationCode: 'WH1',
    returnOrderTime: '2020-10-16T20:22:28.000+05:30',
    orderItems: [{ itemCode: 'I1', channelSkuCode, reason: 'x', enableDoorStepQc: 'true' }],
    orderType: 'CUSTOMER_RETURN',
    ...awb,
    transporter: 'Delhivery',
  });

  const filled = (path: string): string => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!);
  /** Everything that the first store has; no clock of a worker is part of it. */
  async function snapshot(): Promise<unknown> {
    const rows = TABLES.map((table) =>
      bridge.db.rows(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE store_id = 1 ORDER BY 1`),
    );
    const orders = await bridge.db.rows(
      `SELECT to_jsonb(o) AS row FROM "order" o WHERE store_id = 1 ORDER BY o.id`,
    );
    const items = await bridge.db.rows(
      `SELECT to_jsonb(i) AS row FROM return_item i JOIN return_order r ON r.id = i.return_order_id WHERE r.store_id = 1`,
    );
    return { rows: await Promise.all(rows), orders, items };
  }

  const reads = Object.entries(READS).flatMap(([operation, paths]) =>
    paths.map((path): [string, string] => [operation, path]),
  );

  it('is asked by every operation that reads', () => {
    const operations = Object.entries(OPERATIONS_BY_SCOPE)
      .filter(([scopes]) => scopes !== 'admin')
      .flatMap(([, names]) => names)
      .filter(
        (name) => name.startsWith('GET ') && !OF_NO_STORE.includes(name) && !ASKED_APART.includes(name),
      );
    expect(Object.keys(READS).sort()).toEqual(operations.sort());
  });

  it.each(reads)('does not have what is another’s: %s, %s', async (_operation, path) => {
    const mine = await bridge.get(filled(path));
    const theirs = await as2('GET', filled(path));
    expect([mine.status, mine.body?.items?.length === 0 && !path.includes('cancelled')]).toEqual([
      200,
      false,
    ]);
    const list = theirs.body.items as Record<string, unknown>[] | undefined;
    if (list === undefined) expect([theirs.status, theirs.body.code]).toEqual([404, 'NOT_FOUND']);
    else {
      const own = list.filter(({ orderCode, forwardOrderCode: code }) =>
        ['50', '101', '102'].includes(String(orderCode ?? code)),
      );
      expect([theirs.status, list.length - own.length]).toEqual([200, 0]);
    }
  });

  it('does not see why quality checks of another’s failed', async () => {
    const set = (reason: string | null) =>
      bridge.db.rows(
        `UPDATE return_item i SET qc_reason = $1 FROM return_order r WHERE r.id = i.return_order_id AND r.store_id = 1`,
        [reason],
      );
    await set('OF_THE_FIRST');
    expect((await bridge.get('/return/qc-reasons')).body.seen).toHaveLength(1);
    expect((await as2('GET', '/return/qc-reasons')).body.seen).toEqual([]);
    await set(null);
  });

  it('does not find a return of another’s by its AWB', async () => {
    expect((await bridge.post('/return/get/awb', awb)).body).toHaveLength(1);
    expect((await as2('POST', '/return/get/awb', awb)).body).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['POST', '/orders/1/acknowledge', {}],
    ['POST', '/orders/3/cancel', {}],
    ['POST', '/orders/3/invoice', {}],
    ['POST', '/orders/1/refunds', { refundId: 'F2', shippingAmount: '1' }],
    ['POST', '/orders/1/release', {}],
    ['POST', '/orders/3/shipments', { shipmentId: 'P9', items: [{ orderItemCode: '31', quantity: 1 }] }],
    ['PUT', '/shipments/{recorded}/label', { shippingLabel: 'JVBERi0xLjQgeCAlJUVPRg==' }],
    [
      'POST',
      '/manifests/{manifest}/items',
      { manifestItems: [{ orderCode: '1', shipmentCode: '{shipment}' }] },
    ],
    ['POST', '/manifests/{manifest}/close', {}],
    ['POST', '/orders/1/handover', { shipmentCode: '{shipment}' }],
    ['POST', '/orders/101/handover', { shipmentCode: '{shipment}' }],
    ['POST', '/operations/{operation}/retry', {}],
    ['POST', '/operations/{operation}/withdraw', {}],
    ['POST', '/deliveries/{delivery}/replay', {}],
    ['POST', '/notifications/{notification}/assign', { orderCode: '101' }],
    ['POST', '/notifications/{notification}/dismiss', { reason: 'x' }],
    ['POST', '/return/return-orders/R1/processing', { orderItems: [{ itemCode: 'I1', qcStatus: 'PASS' }] }],
    [
      'PUT',
      '/return/return-order-ack',
      { returnOrderCode: 'R1', orderItems: [{ itemCode: 'I1', qcStatus: 'PASS' }] },
    ],
    ['POST', '/return/return-orders/R1/cancel', { returnOrderItems: [{ returnOrderItemCode: 'I1' }] }],
    [
      'PUT',
      '/return/update-return-order/item',
      {
        returnOrderCode: 'R1',
        returnLineItems: [{ channelReturnItemCode: 'I2', channelSkuCode: 'SKU-1-0', reasonForReturn: 'x' }],
      },
    ],
  ])('changes nothing of another’s: %s %s %j', async (method, path, body) => {
    const before = await snapshot();
    const given = JSON.parse(filled(JSON.stringify(body))) as object;
    const reply = await as2(method, filled(path), given);
    expect([reply.status, reply.body.code]).toEqual([404, 'NOT_FOUND']);
    expect(await snapshot()).toEqual(before);
  });

  it.each<[string, object]>([
    ['/deliveries/replay', { state: 'DELIVERED' }],
    ['/deliveries/replay', { state: 'DELIVERED', dryRun: true }],
    ['/operations/retry', { state: 'FAILED' }],
    ['/operations/retry', { state: 'PENDING', dryRun: true }],
    ['/operations/withdraw', { state: 'PENDING' }],
  ])('changes nothing of another’s by a filter: POST %s %j', async (path, body) => {
    await bridge.db.rows(
      `INSERT INTO operation (store_id, order_id, kind, natural_key, input, requested_by, state, enqueued,
         next_attempt_at, attention_since)
       SELECT 1, o.id, 'CANCEL', s.state, '{}', 'x', s.state, true, now() + interval '1 day',
         CASE s.state WHEN 'FAILED' THEN now() END
       FROM "order" o, (VALUES ('PENDING'), ('FAILED')) AS s(state) WHERE o.store_id = 1 AND o.entity_id = 3`,
    );
    const before = await snapshot();
    const reply = await as2('POST', path, body);
    expect([reply.status, reply.body.count]).toEqual([200, 0]);
    expect(await snapshot()).toEqual(before);
    expect((await bridge.post(path, { ...body, dryRun: true })).body.count).toBeGreaterThan(0);
    await bridge.db.rows(
      `DELETE FROM operation WHERE state <> 'SETTLED' AND natural_key IN ('PENDING', 'FAILED')`,
    );
  });

  it('queues no stock of another’s again', async () => {
    const before = await snapshot();
    const reply = await bridge.post('/admin/inventory/second/retry', {});
    expect([reply.status, reply.body.queued]).toEqual([202, 0]);
    expect(await snapshot()).toEqual(before);
  });

  it('finds no forward order of another’s by its number', async () => {
    const settings = (forwardOrderCode: string) =>
      bridge.call('PUT', '/admin/stores/second', { body: { settings: { forwardOrderCode } } });
    await settings('incrementId');
    const { parentOrderCode: number, orderItems } = (await bridge.get('/orders/50')).body;
    const reply = await as2('POST', '/return/return-orders', returnOf(number, orderItems[0].channelSkuCode));
    expect([reply.status, reply.body.errors[0].field]).toEqual([404, 'forwardOrderCode']);
    await settings('entityId');
  });

  it('hands over no parcel of another’s', async () => {
    const manifest = { transporter: 'T', locationCode: 'WH1' };
    const foreign = [{ orderCode: '1', shipmentCode: ids['shipment'], awbNumber: 'A' }];
    const refused = await as2('POST', '/manifests', { ...manifest, manifestItems: foreign });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'manifestItems.0.shipmentCode']);
  });

  it('may use the names that another one has used', async () => {
    const before = await snapshot();
    expect((await as2('POST', '/notifications', event('1'))).body).toMatchObject({ duplicate: false });
    const parcel = { shipmentId: 'P1', items: [{ orderItemCode: '1012', quantity: 1 }] };
    expect((await as2('POST', '/orders/101/shipments', parcel)).body.outcome).toBe('APPLIED');
    expect((await as2('POST', '/orders/101/shipments', parcel)).body.outcome).toBe('ALREADY');
    expect((await as2('POST', '/return/return-orders', returnOf('101', 'SKU-101-0'))).status).toBe(200);
    expect((await as2('GET', '/return/return-orders/R1')).body.forwardOrderCode).toBe('101');
    expect((await bridge.get('/return/return-orders/R1')).body.forwardOrderCode).toBe('1');
    expect(await snapshot()).toEqual(before);
  });

  it('has its own order under the code that another one has, too', async () => {
    const both = [(await bridge.get('/orders/50')).body, (await as2('GET', '/orders/50')).body];
    expect(both[0].orderTime).not.toBe(both[1].orderTime);
    await bridge.get('/orders/50?refresh=true');
    expect((await as2('GET', '/orders/50')).body).toEqual(both[1]);
  });

  it('reads an order that is parked in another one', async () => {
    otherShop.change(101, (order) => (order.status = 'processing'));
    await bridge.post('/admin/sync/second/orders.changed/run', {});
    await until(async () => (await as2('GET', '/orders/101')).body.status === 'processing' || undefined);
    expect(await bridge.db.rows('SELECT store_id FROM parked_order')).toEqual([{ store_id: 1 }]);
  });

  it('loses nothing when another one is built again, or removed', async () => {
    const before = await snapshot();
    await bridge.post('/admin/sync/second/rebuild', {});
    expect(await snapshot()).toEqual(before);
    await until(async () => {
      const open = await bridge.db.rows(`SELECT 1 FROM backfill WHERE state = 'RUNNING'`);
      return open.length === 0 || undefined;
    });
    await bridge.call('PUT', '/admin/stores/second', { body: { paused: true } });
    await bridge.db.rows(`UPDATE "order" SET sync_state = 'IGNORED' WHERE store_id <> 1`);
    await bridge.db.rows(`UPDATE delivery SET state = 'DEAD', next_attempt_at = NULL WHERE store_id <> 1`);
    await bridge.db.rows(`UPDATE return_order SET sync_state = 'PROCESSED' WHERE store_id <> 1`);
    await until(async () => {
      const { status } = await bridge.call('DELETE', '/admin/stores/second');
      return status === 204 || undefined;
    });
    expect(await snapshot()).toEqual(before);
    expect((await bridge.get('/orders/1/timeline')).body.events.length).toBeGreaterThan(3);
  });
});
