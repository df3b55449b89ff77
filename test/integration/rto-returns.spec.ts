import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { webhook } from '../cases/parcels-of-cases.js';
import { type CourierShop, startCourierShop } from '../support/courier-events.js';

let shop: CourierShop;
/** Of the test, with three units of MUG. */
let order: number;

beforeAll(async () => {
  shop = await startCourierShop();
});

afterAll(() => shop.close());

beforeEach(async () => {
  order = await shop.place(3);
  await opens(true);
});

const opens = (openRtoReturns: boolean) => shop.settings({ openRtoReturns });
const pack = (trackNumber = `AWB-${order}`, quantity = 2) => shop.pack(order, trackNumber, quantity);
const scan = (code: number, minute: number, waybill = `AWB-${order}`) => ({
  waybill,
  clickpost_status_code: code,
  timestamp: `2026-11-21T10:${String(minute).padStart(2, '0')}:00`,
  account_code: 'ACC',
  courier_name: 'Blue Dart',
});
const [DELIVERED, RTO, RTO_DELIVERED] = [8, 12, 14];
/** Of couriers: our own events of the parcel are left out. */
const received = (count: number) =>
  shop.received(String(order), count, (one) => one['notificationType'] !== 'AWB_GENERATED');
const returns = async (): Promise<Record<string, any>[]> =>
  (await shop.bridge.get(`/return/return-orders?forwardOrderCode=${order}`)).body.items;
const timeline = async (): Promise<Record<string, any>[]> =>
  (await shop.bridge.get(`/orders/${order}/timeline`)).body.events;

it('is opened once for a parcel that goes back, and named by its events', async () => {
  const code = await pack();
  await pack(`SECOND-${order}`, 1);
  await Promise.all([
    webhook(shop.bridge, 'clickpost', scan(RTO, 1)),
    webhook(shop.bridge, 'clickpost', scan(RTO, 2)),
  ]);
  await webhook(shop.bridge, 'clickpost', scan(RTO_DELIVERED, 3));
  const returnOrderCode = `RTO-${code}`;
  const [opened, ...more] = await returns();
  expect(more).toEqual([]);
  expect(opened).toMatchObject({
    ...{ returnOrderCode, locationCode: 'WH1', orderType: 'RETURN_TO_ORIGIN', state: 'CREATED' },
    ...{ awbNumber: `AWB-${order}`, transporter: 'Blue Dart' },
    orderItems: [
      { itemCode: `${returnOrderCode}-1`, channelSkuCode: 'MUG', reason: 'RTO' },
      { itemCode: `${returnOrderCode}-2`, channelSkuCode: 'MUG', reason: 'RTO' },
    ],
  });
  const bodies = await received(3);
  for (const body of bodies) {
    expect(body).toMatchObject({
      ...{ forwardOrderCode: String(order), forwardShipmentCode: code, forwardAwb: null },
      returnOrderInfo: {
        ...{ returnOrderId: returnOrderCode, returnAwb: `AWB-${order}`, transporter: 'Blue Dart' },
        returnOrderTime: expect.any(Number),
      },
    });
    expect(body['returnOrderInfo'].returnOrderTime).toBe(
      bodies.find((one) => one['notificationType'] === 'RTO')!['returnOrderInfo'].returnOrderTime,
    );
  }
  expect((await timeline()).filter(({ kind }) => kind === 'RETURN_CREATED')).toHaveLength(1);
});

it('is not opened where the store does not say so, nor by what is late', async () => {
  await pack();
  await opens(false);
  await webhook(shop.bridge, 'clickpost', scan(RTO, 1));
  await opens(true);
  await webhook(shop.bridge, 'clickpost', scan(DELIVERED, 9));
  await webhook(shop.bridge, 'clickpost', scan(RTO, 8));
  expect(await returns()).toEqual([]);
  expect((await received(3)).map((body) => body['returnOrderInfo'])).toEqual([null, null, null]);
});

it('is the one that the merchant announced', async () => {
  await pack();
  const item = shop.sandbox.store.find(order)!.items[0]!;
  item.qty_shipped = 2;
  const made = await shop.bridge.post('/return/return-orders', {
    ...{ forwardOrderCode: String(order), returnOrderCode: `MINE-${order}`, locationCode: 'WH1' },
    ...{ orderType: 'RETURN_TO_ORIGIN', awbNumber: `AWB-${order}`, transporter: 'Delhivery' },
    orderItems: [{ itemCode: 'I1', channelSkuCode: 'MUG', reason: 'Not at home' }],
  });
  expect(made.status).toBe(200);
  await webhook(shop.bridge, 'clickpost', scan(RTO, 1));
  expect(await returns()).toHaveLength(1);
  const [body] = await received(1);
  expect(body!['returnOrderInfo']).toMatchObject({
    ...{ returnOrderId: `MINE-${order}`, returnAwb: `AWB-${order}`, transporter: 'Delhivery' },
  });
});

it('is of the parcel that bears the AWB now, not of one that bore it before', async () => {
  const first = await pack(`AWB-${order}`, 1);
  const change = { trackNumber: `NEW-${order}`, title: 'DTDC', replaces: [`AWB-${order}`] };
  expect((await shop.bridge.post(`/shipments/${first}/tracks`, change)).status).toBe(200);
  const second = await pack(`SECOND-${order}`, 1);
  const moved = { trackNumber: `AWB-${order}`, title: 'Delhivery' };
  expect((await shop.bridge.post(`/shipments/${second}/tracks`, moved)).status).toBe(200);
  await webhook(shop.bridge, 'clickpost', scan(RTO, 1));
  expect(await returns()).toMatchObject([{ returnOrderCode: `RTO-${second}`, awbNumber: `AWB-${order}` }]);
  const accepted = await shop.bridge.post('/notifications', {
    ...{ forwardOrderCode: String(order), notificationType: 'RTO', notificationUpdateTime: 1795949844 },
    forwardShipmentCode: first,
  });
  expect(accepted.status).toBe(200);
  expect((await returns()).find((one) => one['returnOrderCode'] === `RTO-${first}`)).toMatchObject({
    ...{ awbNumber: `NEW-${order}`, transporter: 'DTDC' },
  });
});

it('is opened by an event that waited for its parcel', async () => {
  expect((await webhook(shop.bridge, 'clickpost', scan(RTO, 1)))['state']).toBe('WAITING');
  await pack();
  await received(1);
  expect(await returns()).toHaveLength(1);
});

it('is not opened of a parcel that is not known: the timeline says so', async () => {
  const accepted = await shop.bridge.post('/notifications', {
    ...{ forwardOrderCode: String(order), notificationType: 'RTO', notificationUpdateTime: 1678949844 },
    forwardAwb: 'ELSEWHERE',
  });
  expect(accepted.status).toBe(200);
  expect(await returns()).toEqual([]);
  expect((await timeline()).find(({ kind }) => kind === 'RTO')!['summary'].note).toMatch(/not known here/);
});

const notes = async (): Promise<unknown[]> =>
  (await timeline()).filter(({ kind }) => kind === 'RTO').map(({ summary }) => summary.note);

it('is not opened by what is late, and not under a code that is taken: the timeline says so', async () => {
  const code = await pack();
  await webhook(shop.bridge, 'clickpost', scan(DELIVERED, 9));
  await webhook(shop.bridge, 'clickpost', scan(RTO, 8));
  expect(await notes()).toEqual(['no return was opened: the parcel stood further already']);
  const other = `OTHER-${order}`;
  const second = await pack(other, 1);
  await shop.bridge.db.rows(
    `INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, body, history, requested_by)
     SELECT store_id, id, $1, 'x', 'WH1', 'CUSTOMER_RETURN', '{}', '[]', 'x' FROM "order" WHERE entity_id = $2`,
    [`RTO-${second}`, order - 1],
  );
  await webhook(shop.bridge, 'clickpost', scan(RTO, 1, other));
  expect(await returns()).toEqual([]);
  expect((await notes()).filter((note) => String(note).includes('another order'))).toEqual([
    `no return was opened: RTO-${second} is a return of another order`,
  ]);
  expect(code).not.toBe(second);
});

it('is not opened again where it was cancelled: its event names it, and the timeline says so', async () => {
  const code = await pack();
  await webhook(shop.bridge, 'clickpost', scan(RTO, 1));
  const cancelled = await shop.bridge.post(`/return/return-orders/RTO-${code}/cancel`, {
    returnOrderItems: [1, 2].map((i) => ({ returnOrderItemCode: `RTO-${code}-${i}` })),
  });
  expect(cancelled.body.state).toBe('CANCELLED');
  await webhook(shop.bridge, 'clickpost', scan(RTO_DELIVERED, 2));
  expect(await returns()).toHaveLength(1);
  const last = (await received(2)).find((one) => one['notificationType'] === 'RTO_DELIVERED')!;
  expect(last['returnOrderInfo'].returnOrderId).toBe(`RTO-${code}`);
  const line = (await timeline()).find(({ kind }) => kind === 'RTO_DELIVERED')!;
  expect(line['summary'].note).toBe(`no return was opened: RTO-${code} was cancelled`);
});

it('is opened where the return that the merchant announced was cancelled', async () => {
  const code = await pack();
  shop.sandbox.store.find(order)!.items[0]!.qty_shipped = 2;
  await shop.bridge.post('/return/return-orders', {
    ...{ forwardOrderCode: String(order), returnOrderCode: `MINE-${order}`, locationCode: 'WH1' },
    ...{ orderType: 'RETURN_TO_ORIGIN', awbNumber: `AWB-${order}`, transporter: 'Delhivery' },
    orderItems: [{ itemCode: 'I1', channelSkuCode: 'MUG', reason: 'Not at home' }],
  });
  await shop.bridge.post(`/return/return-orders/MINE-${order}/cancel`, {
    returnOrderItems: [{ returnOrderItemCode: 'I1' }],
  });
  await webhook(shop.bridge, 'clickpost', scan(RTO, 1));
  expect((await returns()).map((one) => one['returnOrderCode'])).toContain(`RTO-${code}`);
});

it('an exchange names the forward parcel and the return', async () => {
  await pack();
  shop.sandbox.store.find(order)!.items[0]!.qty_shipped = 2;
  await shop.bridge.post('/return/return-orders', {
    ...{ forwardOrderCode: String(order), returnOrderCode: `X-${order}`, locationCode: 'WH1' },
    ...{ awbNumber: `REV-${order}`, transporter: 'Delhivery' },
    orderItems: [{ itemCode: 'I1', channelSkuCode: 'MUG', reason: 'Other size' }],
  });
  const exchange = {
    ...scan(32, 5, `REV-${order}`),
    additional: { is_rvp: true, forward_awb: `AWB-${order}` },
  };
  await webhook(shop.bridge, 'clickpost', exchange);
  const [body] = await received(1);
  expect(body).toMatchObject({
    ...{ notificationType: 'EXCHANGE_DELIVERED', forwardOrderCode: String(order) },
    forwardAwb: `AWB-${order}`,
    returnOrderInfo: { returnOrderId: `X-${order}`, returnAwb: `REV-${order}` },
  });
  const unknown = {
    ...scan(30, 1, `OTHER-${order}`),
    additional: { is_rvp: true, forward_awb: `AWB-${order}` },
  };
  await webhook(shop.bridge, 'clickpost', unknown);
  const last = (await received(2))[1]!;
  expect(last['returnOrderInfo']).toMatchObject({ returnOrderId: `X-${order}`, returnAwb: `OTHER-${order}` });
});
