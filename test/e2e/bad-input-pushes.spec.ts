import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Small in CI; `FUZZ_RUNS=5000` makes it thorough. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
/** The same cases in every CI run; `FUZZ_SEED=$RANDOM` looks elsewhere. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261123);

const item = { itemCode: 'I1', channelSkuCode: 'SKU', reason: 'x' };
const returned = {
  forwardOrderCode: '1',
  returnOrderCode: 'R1',
  locationCode: 'WH1',
  orderItems: [item],
  awbNumber: 'A',
  transporter: 'T',
};
const notified = {
  forwardOrderCode: '1',
  notificationType: 'PICKED_UP',
  notificationUpdateTime: 1_700_000_000,
};
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const long = 'x'.repeat(256);

describe('bad input to returns, notifications and deliveries gets a clear error that names the field', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 11, sku: 'SKU', qty_ordered: 2, qty_shipped: 1 });
    addUp(order);
    sandbox.place(order);
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
    const aggregators = { clickpostWebhookKey: 'clickpost-key', shiprocketWebhookToken: 'shiprocket-token' };
    await bridge.call('PUT', '/admin/stores/default', { body: { aggregators } });
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const create = (body: unknown): [string, string, unknown] => ['POST', '/return/return-orders', body];
  const qc = (body: unknown): [string, string, unknown] => [
    'POST',
    '/return/return-orders/R/processing',
    body,
  ];
  const notify = (body: unknown): [string, string, unknown] => ['POST', '/notifications', body];
  const endpoint = (body: unknown): [string, string, unknown] => [
    'PUT',
    '/admin/stores/default/endpoints/NOTIFICATION',
    body,
  ];

  const cases: [string, [string, string, unknown], number, string][] = [
    [
      'a return without forward order',
      create({ ...returned, forwardOrderCode: undefined }),
      400,
      'forwardOrderCode',
    ],
    ['a return of no order', create({ ...returned, forwardOrderCode: '4711' }), 404, 'forwardOrderCode'],
    ['a return of letters', create({ ...returned, forwardOrderCode: 'abc' }), 404, 'forwardOrderCode'],
    ['a return without code', create({ ...returned, returnOrderCode: '' }), 400, 'returnOrderCode'],
    ['a return to nowhere', create({ ...returned, locationCode: null }), 400, 'locationCode'],
    ['a return of nothing', create({ ...returned, orderItems: [] }), 400, 'orderItems'],
    ['a return of null', create({ ...returned, orderItems: [null] }), 400, 'orderItems.0'],
    ['an item twice', create({ ...returned, orderItems: many(2, item) }), 400, 'orderItems'],
    [
      'an item without reason',
      create({ ...returned, orderItems: [{ ...item, reason: undefined }] }),
      400,
      'orderItems.0.reason',
    ],
    [
      'a check that is perhaps',
      create({ ...returned, orderItems: [{ ...item, enableDoorStepQc: 'perhaps' }] }),
      400,
      'orderItems.0.enableDoorStepQc',
    ],
    [
      'a price that is text',
      create({ ...returned, orderItems: [{ ...item, price: '5' }] }),
      400,
      'orderItems.0.price',
    ],
    [
      'a tax without rate',
      create({ ...returned, orderItems: [{ ...item, subTaxItemData: [{ type: 'x' }] }] }),
      400,
      'orderItems.0.subTaxItemData.0.rate',
    ],
    ['a type that is none', create({ ...returned, orderType: 'GIFT' }), 400, 'orderType'],
    ['a region that is none', create({ ...returned, regionType: 'MOON' }), 400, 'regionType'],
    ['half an address', create({ ...returned, dropAddress: { name: 'n' } }), 400, 'dropAddress.city'],
    [
      'details without value',
      create({ ...returned, orderDetails: { isCod: false } }),
      400,
      'orderDetails.codValue',
    ],
    ['an AWB without courier', create({ ...returned, transporter: null }), 400, 'transporter'],
    [
      'nothing about the parcel',
      create({ ...returned, awbNumber: null, transporter: null }),
      400,
      'pickupAddress',
    ],
    [
      'more than was shipped',
      create({ ...returned, orderItems: [item, { ...item, itemCode: 'I2' }] }),
      400,
      'orderItems.1.channelSkuCode',
    ],
    [
      'a SKU that was not in it',
      create({ ...returned, orderItems: [{ ...item, channelSkuCode: 'NO' }] }),
      400,
      'orderItems.0.channelSkuCode',
    ],
    ['a return that is not there', ['GET', '/return/return-orders/NONE', undefined], 404, 'returnOrderCode'],
    ['a state of returns that is none', ['GET', '/return/return-orders?state=LOST', undefined], 400, 'state'],
    [
      'a result that is none',
      qc({ orderItems: [{ itemCode: 'I', qcStatus: 'MAYBE' }] }),
      400,
      'orderItems.0.qcStatus',
    ],
    [
      'an image that is no address',
      qc({ orderItems: [{ itemCode: 'I', qcStatus: 'FAIL', imageUrls: ['x'] }] }),
      400,
      'orderItems.0.imageUrls',
    ],
    [
      'results of no return',
      qc({ orderItems: [{ itemCode: 'I', qcStatus: 'PASS' }] }),
      404,
      'returnOrderCode',
    ],
    [
      'items for no return',
      [
        'PUT',
        '/return/update-return-order/item',
        {
          returnOrderCode: 'R',
          returnLineItems: [{ channelReturnItemCode: 'x', channelSkuCode: 's', reasonForReturn: 'r' }],
        },
      ],
      404,
      'returnOrderCode',
    ],
    [
      'items without reason',
      ['PUT', '/return/update-return-order/item', { returnOrderCode: 'R', returnLineItems: [{}] }],
      400,
      'returnLineItems.0.reasonForReturn',
    ],
    ['a search without AWB', ['POST', '/return/get/awb', {}], 400, 'awbNumber'],
    ['a notification of no order', notify({ ...notified, forwardOrderCode: '' }), 400, 'forwardOrderCode'],
    ['a notification without type', notify({ ...notified, notificationType: null }), 400, 'notificationType'],
    ['a type too long', notify({ ...notified, notificationType: long }), 400, 'notificationType'],
    [
      'a time that is none',
      notify({ ...notified, notificationUpdateTime: 'soon' }),
      400,
      'notificationUpdateTime',
    ],
    [
      'a time before computers',
      notify({ ...notified, notificationUpdateTime: 5 }),
      400,
      'notificationUpdateTime',
    ],
    [
      'an aggregator without name',
      notify({ ...notified, logisticAggregatorInfo: {} }),
      400,
      'logisticAggregatorInfo.logisticAggregatorName',
    ],
    [
      'an invoice without data',
      notify({ ...notified, notificationType: 'INVOICE_GENERATED' }),
      400,
      'invoiceData',
    ],
    ['an item that is text', notify({ ...notified, items: ['x'] }), 400, 'items.0'],
    ['a state of deliveries that is none', ['GET', '/deliveries?state=LOST', undefined], 400, 'state'],
    ['a delivery id that is no UUID', ['GET', '/deliveries/1', undefined], 400, 'deliveryId'],
    [
      'a delivery that is not there',
      ['GET', '/deliveries/00000000-0000-0000-0000-000000000000', undefined],
      404,
      'deliveryId',
    ],
    ['a replay of what is pending', ['POST', '/deliveries/replay', { state: 'PENDING' }], 400, 'state'],
    [
      'a replay the wrong way round',
      ['POST', '/deliveries/replay', { from: '2026-02-01', to: '2026-01-01' }],
      400,
      'from',
    ],
    ['an endpoint without address', endpoint({}), 400, 'url'],
    ['an endpoint with a password', endpoint({ url: 'http://a:b@example.com/' }), 400, 'url'],
    [
      'a header that is ours',
      endpoint({ url: 'http://example.com/', headers: { 'Webhook-Id': 'x' } }),
      400,
      'headers',
    ],
    [
      'a header of two lines',
      endpoint({ url: 'http://example.com/', headers: { 'x-a': 'a\r\nb: c' } }),
      400,
      'headers',
    ],
    [
      'an endpoint of no kind',
      ['PUT', '/admin/stores/default/endpoints/PIGEON', { url: 'http://example.com/' }],
      400,
      'kind',
    ],
    [
      'an endpoint of no store',
      ['PUT', '/admin/stores/none/endpoints/NOTIFICATION', { url: 'http://example.com/' }],
      404,
      'storeCode',
    ],
    [
      'an endpoint that is not there',
      ['POST', '/admin/stores/default/endpoints/RETURN_ACK/test', {}],
      404,
      'kind',
    ],
    [
      'a webhook key too short',
      ['PUT', '/admin/stores/default', { aggregators: { clickpostWebhookKey: 'x' } }],
      400,
      'aggregators.clickpostWebhookKey',
    ],
  ];

  it.each(cases)('%s', async (_name, [method, path, body], status, field) => {
    const reply = await bridge.call(method, path, { body });
    expect([reply.status, reply.body.errors.map((error: { field: string }) => error.field)]).toEqual([
      status,
      expect.arrayContaining([field]),
    ]);
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('stores nothing for any of it', async () => {
    for (const table of [
      'return_order',
      'return_item',
      'notification',
      'parcel_state',
      'delivery',
      'endpoint',
    ]) {
      expect([table, await bridge.db.rows(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
    }
  });

  describe('no input gives a server error', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '0',
        '1',
        'SKU',
        'R1',
        'PASS',
        'true',
        '\u0000',
        '\ud800',
        '2026-11-23 10:00:00',
        'http://[::1]/',
        'DELIVERED',
      ),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
    );
    const names = [
      'forwardOrderCode',
      'returnOrderCode',
      'locationCode',
      'orderItems',
      'itemCode',
      'channelSkuCode',
      'reason',
      'price',
      'subTaxItemData',
      'awbNumber',
      'transporter',
      'orderDetails',
      'isCod',
      'codValue',
      'dropAddress',
      'shipmentDimension',
      'qcStatus',
      'qcReason',
      'imageUrls',
      'notificationType',
      'notificationUpdateTime',
      'returnOrderInfo',
      'returnOrderTime',
      'logisticAggregatorInfo',
      'items',
      'invoiceData',
      'url',
      'headers',
      'state',
      'from',
      'payload',
      'additional',
      'waybill',
      'clickpost_status_code',
      'timestamp',
      'order_id',
      'is_rvp',
      'item_info',
      'awb',
      'current_status',
      'current_status_id',
      'current_timestamp',
      'is_return',
      '__proto__',
      'constructor',
    ];
    const { body } = fc.letrec((tie) => ({
      body: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.dictionary(fc.constantFrom(...names), tie('body'), { maxKeys: 6 }),
        fc.array(tie('body'), { maxLength: 3 }),
      ),
    }));
    const nearly = (start: Record<string, unknown>) =>
      fc.dictionary(fc.constantFrom(...names), body, { maxKeys: 3 }).map((more) => ({ ...start, ...more }));
    const targets: [string, string, Record<string, unknown>][] = [
      ['POST', '/return/return-orders', returned],
      ['POST', '/return/return-orders/R1/processing', { orderItems: [{ itemCode: 'I1', qcStatus: 'PASS' }] }],
      ['POST', '/return/return-orders/R1/cancel', { returnOrderItems: [{ returnOrderItemCode: 'I9' }] }],
      ['PUT', '/return/update-return-order/item', { returnOrderCode: 'R1', returnLineItems: [] }],
      ['POST', '/return/get/awb', { awbNumber: 'A' }],
      ['POST', '/notifications', notified],
      ['POST', '/deliveries/replay', { dryRun: true }],
      ['PUT', '/admin/stores/default/endpoints/RETURN_ACK', { url: 'http://127.0.0.1:1/' }],
      [
        'POST',
        '/webhooks/clickpost/default',
        {
          waybill: 'W',
          clickpost_status_code: 4,
          timestamp: '2026-11-23 10:00:00',
          additional: { order_id: '1' },
        },
      ],
      [
        'POST',
        '/webhooks/st/default',
        { awb: 'A', current_status: 'DELIVERED', order_id: '1', current_timestamp: '23 11 2026 10:00:00' },
      ],
    ];

    it('over bodies', async () => {
      const sent = fc
        .constantFrom(...targets)
        .chain(([method, path, start]) =>
          fc.oneof(body, nearly(start)).map((given) => ({ method, path, given })),
        );
      await fc.assert(
        fc.asyncProperty(sent, async ({ method, path, given }) => {
          const headers = { webhook_key: 'clickpost-key', 'x-api-key': 'shiprocket-token' };
          const reply = await bridge.call(method, path, {
            rawBody: JSON.stringify(given) ?? 'null',
            headers,
          });
          expect([path, reply.status < 500]).toEqual([path, true]);
          if (path.startsWith('/webhooks/')) expect(reply.status).toBe(200);
        }),
        { numRuns: 3 * RUNS, seed: SEED },
      );
    });
  });
});
