import { afterEach, describe, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { expectAllDocumented } from '../support/event-check.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let merchant: Merchant;
const startApp = shareTestApp();
let bridge: TestApp;

/** Order 1, number 000000001: two of SKU-0 and three of SKU-1, of which one SKU-1 was not shipped. */
async function start(settings: Record<string, unknown> = {}): Promise<void> {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) =>
    Object.assign(item, { item_id: 11 + i, qty_ordered: 2 + i, qty_shipped: 2, sku: `SKU-${i}` }),
  );
  addUp(order);
  sandbox.place(order);
  bridge = await startApp(sandbox);
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  const endpoint = await bridge.call('PUT', '/admin/stores/default/endpoints/RETURN_ACK', {
    body: { url: `${merchant.url}/ack` },
  });
  merchant.secrets.push(endpoint.body.signingSecret);
  await bridge.sync('orders.changed');
}

afterEach(async () => {
  await bridge.close();
  await merchant.close();
  expectAllDocumented(merchant);
  await sandbox.close();
});

const item = (itemCode: string, channelSkuCode = 'SKU-0', more: object = {}) => ({
  itemCode,
  channelSkuCode,
  reason: 'Different size',
  enableDoorStepQc: 'true',
  ...more,
});

const body = (returnOrderCode: string, items = [item('I1')], more: object = {}) => ({
  forwardOrderCode: '1',
  returnOrderCode,
  locationCode: 'WH1',
  returnOrderTime: '2020-10-16T20:22:28.000+05:30',
  orderItems: items,
  orderType: 'CUSTOMER_RETURN',
  awbNumber: 'HYN402',
  transporter: 'Delhivery',
  ...more,
});

const address = {
  name: 'n',
  line1: 'l',
  city: 'c',
  state: 's',
  zip: 560076,
  country: 'INDIA',
  email: 'e@example.com',
  phone: '9',
};
/** Everything that the document marks with a star. */
const starred = {
  awbNumber: null,
  transporter: null,
  currencyCode: 'INR',
  regionType: 'INDIAN',
  returnReason: 'damaged',
  shipmentDimension: { breadth: 1, height: 1, length: 1, weight: 200 },
  dropAddress: address,
  pickupAddress: address,
  orderDetails: { codValue: 0, invoiceValue: 100, isCod: 'false' },
};
const starredItem = item('I1', 'SKU-0', { name: 'Shoe', price: 100, finalAmountPaid: 100 });

const create = (one: object) => bridge.post('/return/return-orders', one);
const fieldsOf = (reply: { body: any }) =>
  reply.body.errors.map((error: { field: string }) => error.field).sort();
const process = (code: string, orderItems: object[]) =>
  bridge.post(`/return/return-orders/${code}/processing`, { orderItems });

describe('creating a return', () => {
  it('answers 200 with an empty body, and the same again', async () => {
    await start();
    const first = await create(body('R1'));
    expect([first.status, first.text]).toEqual([200, '']);
    expect((await create(body('R1'))).status).toBe(200);
    const view = (await bridge.get('/return/return-orders/R1')).body;
    expect(view).toMatchObject({
      state: 'CREATED',
      orderCode: '1',
      orderItems: [{ itemCode: 'I1', state: 'EXPECTED' }],
    });
    expect(view.history).toHaveLength(1);
    expect((await bridge.get('/return/return-orders?state=CREATED')).body.items).toHaveLength(1);
    expect(
      (await bridge.post('/return/get/awb', { awbNumber: 'HYN402', transporter: 'delhivery' })).body,
    ).toMatchObject([{ returnOrderCode: 'R1', omniReturnOrderStatus: 'CREATED', isSyncedToOms: true }]);
  });

  it('refuses another body under the same code, by field', async () => {
    await start();
    await create(body('R1'));
    const other = await create(body('R1', [item('I1'), item('I2')], { locationCode: 'WH2' }));
    expect([other.status, other.body.code, fieldsOf(other)]).toEqual([
      409,
      'ID_TAKEN',
      ['locationCode', 'orderItems'],
    ]);
  });

  it('finds the forward order by its number where the store says so, and refuses what it does not find', async () => {
    await start({ forwardOrderCode: 'incrementId' });
    expect((await create(body('R1', [item('I1')], { forwardOrderCode: '000000001' }))).status).toBe(200);
    const unknown = await create(body('R2', [item('I1')], { forwardOrderCode: '1' }));
    expect([unknown.status, fieldsOf(unknown)]).toEqual([404, ['forwardOrderCode']]);
  });

  it('takes no more units back than went out, over all returns', async () => {
    await start();
    expect((await create(body('R1', [item('I1', 'SKU-1')]))).status).toBe(200);
    const tooMany = await create(body('R2', [item('J1', 'SKU-1'), item('J2', 'sku-1')]));
    expect([tooMany.status, fieldsOf(tooMany)]).toEqual([400, ['orderItems.1.channelSkuCode']]);
    expect(fieldsOf(await create(body('R3', [item('K1', 'NO')])))).toEqual(['orderItems.0.channelSkuCode']);
    expect(await bridge.db.rows('SELECT 1 FROM return_order')).toHaveLength(1);
    // A unit that does not come after all may be announced again.
    await bridge.post('/return/return-orders/R1/cancel', {
      returnOrderItems: [{ returnOrderItemCode: 'I1' }],
    });
    expect((await bridge.get('/return/return-orders/R1')).body.state).toBe('CANCELLED');
    expect((await create(body('R2', [item('J1', 'SKU-1'), item('J2', 'SKU-1')]))).status).toBe(200);
  });

  it('counts parallel returns one after the other', async () => {
    await start();
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, i) => create(body(`R${i}`, [item('I1')]))),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 400, 400, 400, 400]);
  });

  it('needs the starred fields when Increff books the courier', async () => {
    await start();
    const bare = await create(
      body('R1', [item('I1')], { awbNumber: null, transporter: null, orderType: null }),
    );
    expect(bare.status).toBe(400);
    expect(fieldsOf(bare)).toEqual([
      'currencyCode',
      'dropAddress',
      'orderDetails',
      'orderItems.0.finalAmountPaid',
      'orderItems.0.name',
      'orderItems.0.price',
      'orderType',
      'pickupAddress',
      'regionType',
      'returnReason',
      'shipmentDimension',
    ]);
    expect((await create(body('R1', [starredItem], starred))).status).toBe(200);
  });

  it('needs AWB and courier together', async () => {
    await start();
    expect(fieldsOf(await create(body('R1', [item('I1')], { transporter: null })))).toEqual(['transporter']);
  });

  it('needs what CLICKPOST and the courier ask for', async () => {
    await start({
      logisticAggregator: 'CLICKPOST',
      returnCourier: 'X',
      courierFields: { X: 'brand, consigneeGstin' },
    });
    expect(fieldsOf(await create(body('R1', [starredItem], starred)))).toEqual([
      'consigneeGstin',
      'orderDetails.invoiceNumber',
      'orderDetails.invoiceTime',
      'orderItems.0.brand',
      'sellerGstin',
    ]);
    expect((await create(body('R1'))).status).toBe(200);
  });

  it('needs a value of a return that is cash on delivery', async () => {
    await start();
    const details = { ...starred.orderDetails, isCod: true };
    expect(fieldsOf(await create(body('R1', [starredItem], { ...starred, orderDetails: details })))).toEqual([
      'orderDetails.codValue',
    ]);
  });

  it('takes further items until one is processed', async () => {
    await start();
    await create(body('R1'));
    const line = (code: string) => ({
      channelReturnItemCode: code,
      channelSkuCode: 'SKU-0',
      reasonForReturn: 'x',
      price: 1,
    });
    const add = (code: string) =>
      bridge.call('PUT', '/return/update-return-order/item', {
        body: { returnOrderCode: 'R1', orderCode: '1', locationCode: 'WH1', returnLineItems: [line(code)] },
      });
    expect((await add('I2')).status).toBe(200);
    expect((await add('I2')).status).toBe(200);
    expect(fieldsOf(await add('I3'))).toEqual(['returnLineItems.0.channelSkuCode']);
    await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }]);
    expect((await add('I4')).status).toBe(409);
  });
});

it('refuses times that are none', async () => {
  await start();
  const times = { returnOrderTime: 'yesterday', expectedDate: '2026-13-45' };
  expect(fieldsOf(await create(body('R1', [item('I1')], times))).sort()).toEqual([
    'expectedDate',
    'returnOrderTime',
  ]);
  expect((await create(body('R1', [item('I1')], { expectedDate: '2026-11-30' }))).status).toBe(200);
});

describe('processing a return', () => {
  it('acknowledges once, when the last item has its result', async () => {
    await start();
    await create(body('R1', [item('I1'), item('I2', 'SKU-1'), item('I3', 'SKU-1')]));
    const failed = {
      itemCode: 'I2',
      qcStatus: 'FAIL',
      qcReason: 'DAMAGED',
      imageUrls: ['https://i.example.com/1.jpg'],
    };
    expect((await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }])).body.state).toBe('IN_PROCESSING');
    expect((await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }, failed])).body.state).toBe(
      'IN_PROCESSING',
    );
    await bridge.post('/return/return-orders/R1/cancel', {
      returnOrderItems: [{ returnOrderItemCode: 'I3' }],
    });
    const last = await Promise.all([process('R1', [failed]), process('R1', [failed])]);
    expect(last.map(({ body: one }) => one.state)).toEqual(['PROCESSED', 'PROCESSED']);
    await until(() => Promise.resolve(merchant.received.length > 0 || undefined));
    expect(merchant.received).toHaveLength(1);
    expect(merchant.received[0]).toMatchObject({ method: 'PUT', path: '/ack', signed: true });
    expect(merchant.received[0]!.body).toEqual({
      returnOrderCode: 'R1',
      forwardOrderCode: '1',
      locationCode: 'WH1',
      orderItems: [
        { itemCode: 'I1', channelSkuCode: 'SKU-0', qcStatus: 'PASS', qcReason: null, imageUrls: null },
        {
          itemCode: 'I2',
          channelSkuCode: 'SKU-1',
          qcStatus: 'FAIL',
          qcReason: 'DAMAGED',
          imageUrls: ['https://i.example.com/1.jpg'],
        },
      ],
    });
    const { history } = (await bridge.get('/return/return-orders/R1')).body;
    expect(history.map((one: { state: string }) => one.state)).toEqual([
      'CREATED',
      'IN_PROCESSING',
      'PROCESSED',
    ]);
  });

  it('refuses results that do not go together', async () => {
    await start({ qcReasons: ['TOO_LOUD'] });
    await create(body('R1', [item('I1'), item('I2')]));
    const refused = async (...items: object[]) => {
      const reply = await process('R1', items);
      return [reply.status, ...fieldsOf(reply)];
    };
    expect(await refused({ itemCode: 'I9', qcStatus: 'PASS' })).toEqual([400, 'orderItems.0.itemCode']);
    expect(await refused({ itemCode: 'I1', qcStatus: 'PASS', qcReason: 'UGLY' })).toEqual([
      400,
      'orderItems.0.qcReason',
    ]);
    expect(
      await refused({ itemCode: 'I1', qcStatus: 'PASS', imageUrls: ['https://i.example.com/1'] }),
    ).toEqual([400, 'orderItems.0.imageUrls']);
    expect((await process('R1', [{ itemCode: 'I1', qcStatus: 'FAIL', qcReason: 'TOO_LOUD' }])).status).toBe(
      200,
    );
    expect(await refused({ itemCode: 'I1', qcStatus: 'PASS' })).toEqual([409, 'orderItems.0.itemCode']);
    expect((await process('R9', [{ itemCode: 'I1', qcStatus: 'PASS' }])).status).toBe(404);
  });

  const acks = async (count: number) => {
    await until(() => Promise.resolve(merchant.received.length >= count || undefined));
    return merchant.received.map(({ body: one }) => [
      one.correction ?? false,
      ...one.orderItems.map((each: any) => `${each.itemCode} ${each.qcReason ?? each.qcStatus}`),
    ]);
  };

  it('acknowledges what has its results when the last open item is cancelled', async () => {
    await start();
    await create(body('R1', [item('I1'), item('I2')]));
    await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }]);
    // What has its result is here, and cannot be cancelled any more.
    const cancelled = await bridge.post('/return/return-orders/R1/cancel', {
      returnOrderItems: ['I1', 'I2'].map((returnOrderItemCode) => ({ returnOrderItemCode })),
    });
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'PROCESSED']);
    expect(await acks(1)).toEqual([[false, 'I1 PASS']]);
  });

  it('takes another result where it is said to correct the first, and acknowledges again what was acknowledged', async () => {
    await start();
    await create(body('R1', [item('I1'), item('I2')]));
    const correct = (...orderItems: object[]) =>
      bridge.post('/return/return-orders/R1/processing', { orderItems, correction: true });
    const missing = { itemCode: 'I1', qcStatus: 'FAIL', qcReason: 'Left in the van' };
    await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }]);
    expect((await correct(missing)).body.state).toBe('IN_PROCESSING');
    await process('R1', [{ itemCode: 'I2', qcStatus: 'PASS' }]);
    expect(await acks(1)).toEqual([[false, 'I1 Left in the van', 'I2 PASS']]);
    expect((await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }])).status).toBe(409);
    await correct(missing);
    await correct({ itemCode: 'I1', qcStatus: 'PASS' });
    expect(await acks(2)).toEqual([
      [false, 'I1 Left in the van', 'I2 PASS'],
      [true, 'I1 PASS', 'I2 PASS'],
    ]);
    const reasons = await bridge.get('/return/qc-reasons');
    expect(reasons.body.standard).toContain('PRODUCT_MISSING');
  });

  it('takes units that nobody announced, no more than went out', async () => {
    await start();
    await create(body('R1', [item('I1', 'SKU-1')]));
    const late = { itemCode: 'L1', channelSkuCode: 'sku-1', qcStatus: 'PASS' };
    expect(fieldsOf(await process('R1', [{ itemCode: 'L1', qcStatus: 'PASS' }]))).toEqual([
      'orderItems.0.itemCode',
    ]);
    await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }, late]);
    expect(await acks(1)).toEqual([[false, 'I1 PASS', 'L1 PASS']]);
    const tooMany = await process('R1', [late, { ...late, itemCode: 'L2' }]);
    expect([tooMany.status, fieldsOf(tooMany)]).toEqual([400, ['orderItems.1.channelSkuCode']]);
    // After the acknowledgement, as a correction of it.
    expect((await process('R1', [{ ...late, itemCode: 'L3', channelSkuCode: 'SKU-0' }])).status).toBe(200);
    expect((await acks(2))[1]).toEqual([true, 'I1 PASS', 'L1 PASS', 'L3 PASS']);
    const { orderItems } = (await bridge.get('/return/return-orders/R1')).body;
    expect(orderItems[1]).toMatchObject({ itemCode: 'L1', reason: 'NOT_ANNOUNCED' });
  });

  it('counts a unit that is missing as one that may come back, until it turns up', async () => {
    await start();
    await create(body('R1', [item('I1'), item('I2')]));
    const missing = { itemCode: 'I1', qcStatus: 'FAIL', qcReason: 'PRODUCT_MISSING' };
    await process('R1', [missing, { itemCode: 'I2', qcStatus: 'PASS' }]);
    const again = body('R2', [item('J1')]);
    expect((await create(again)).status).toBe(200);
    const turnsUp = () =>
      bridge.post('/return/return-orders/R1/processing', {
        orderItems: [{ itemCode: 'I1', qcStatus: 'PASS' }],
        correction: true,
      });
    expect(fieldsOf(await turnsUp())).toEqual(['orderItems.0.channelSkuCode']);
    await bridge.post('/return/return-orders/R2/cancel', {
      returnOrderItems: [{ returnOrderItemCode: 'J1' }],
    });
    expect((await turnsUp()).status).toBe(200);
    expect((await acks(2))[1]).toEqual([true, 'I1 PASS', 'I2 PASS']);
    expect((await create(again)).status).toBe(200);
    expect((await create(body('R3', [item('K1')]))).status).toBe(400);
  });

  it('takes a unit that was cancelled and arrives all the same, where it is said to correct that', async () => {
    await start();
    await create(body('R1', [item('I1')]));
    await bridge.post('/return/return-orders/R1/cancel', {
      returnOrderItems: [{ returnOrderItemCode: 'I1' }],
    });
    const result = { itemCode: 'I1', qcStatus: 'PASS' };
    expect((await process('R1', [result])).status).toBe(409);
    const corrected = { orderItems: [result], correction: true };
    const reply = await bridge.post('/return/return-orders/R1/processing', corrected);
    expect([reply.status, reply.body.state]).toEqual([200, 'PROCESSED']);
    expect(await acks(1)).toEqual([[false, 'I1 PASS']]);
  });

  it("takes Increff's own acknowledgement as it stands", async () => {
    await start();
    await create(body('R1', [item('I1'), item('I2')]));
    const sent = {
      returnOrderCode: 'R1',
      forwardOrderCode: '1',
      locationCode: 'WH1',
      orderItems: [
        { itemCode: 'I1', channelSkuCode: 'SKU-0', qcReason: '', qcStatus: 'PASS', imageUrls: null },
        {
          itemCode: 'I2',
          channelSkuCode: 'SKU-0',
          qcReason: 'PRODUCT_MISSING',
          qcStatus: 'FAIL',
          imageUrls: null,
        },
      ],
    };
    const put = () => bridge.call('PUT', '/return/return-order-ack', { body: sent });
    expect([(await put()).body.state, (await put()).status]).toEqual(['PROCESSED', 200]);
    expect(await acks(1)).toEqual([[false, 'I1 PASS', 'I2 PRODUCT_MISSING']]);
    expect((await bridge.get('/return/qc-reasons')).body.seen).toEqual([
      { reason: 'PRODUCT_MISSING', items: 1 },
    ]);
  });

  it('lists what changed since, with all that was announced', async () => {
    await start();
    await create(body('R1', [item('I1'), item('I2')], { returnReason: 'Too late' }));
    const { body: first } = await bridge.get('/return/return-orders/R1');
    expect(first.request).toMatchObject({ returnReason: 'Too late', transporter: 'Delhivery' });
    const since = (at: string) => bridge.get(`/return/return-orders?changedSince=${encodeURIComponent(at)}`);
    const after = (minutes: number) => new Date(Date.parse(first.changedAt) + minutes * 60_000).toISOString();
    expect((await since(first.changedAt.slice(0, -1) + '+00:00')).body.items).toHaveLength(1);
    // One whose transaction began before the reader's place, and ended behind it.
    expect((await since(after(1))).body.items).toHaveLength(1);
    expect((await since(after(3))).body.items).toHaveLength(0);
    await bridge.db.rows(`UPDATE return_order SET updated_at = now() - interval '1 hour'`);
    expect((await since(after(0))).body.items).toHaveLength(0);
    await process('R1', [{ itemCode: 'I1', qcStatus: 'PASS' }]);
    expect((await since(after(0))).body.items).toHaveLength(1);
  });
});
