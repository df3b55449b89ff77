import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { courier, connectCouriers } from '../cases/couriers.js';
import { webhook } from '../cases/parcels-of-cases.js';
import { type CourierShop, startCourierShop } from '../support/courier-events.js';

/**
 * The document's samples, byte for byte as far as they go: its curly quotes, a comma too many and one too few are put right, and what a
 * sample leaves out, though the table beside it names it, is left out of the comparison.
 */
const SAMPLES = {
  forward: `{"forwardOrderCode":"order-1","forwardShipmentCode":"101","forwardAwb":"awb-1","courierName":"SELF",
    "notificationType":"PICKED_UP","notificationUpdateTime":1678949844,
    "logisticAggregatorInfo":{"logisticAggregatorName":"CLICKPOST",
      "logisticAggregatorMetaData":{"Account Code":"ABCD","Security Key":"12abcd12"}},
    "returnOrderInfo":null,"warehouseCode":"wh-1","items":[{"itemId":"2","sku":"puma-sku-1","quantity":1}]}`,
  return: `{"forwardOrderCode":"order-1","forwardAwb":null,"courierName":"SELF","notificationType":"PICKED_UP",
    "logisticAggregatorInfo":{"logisticAggregatorName":"CLICKPOST",
      "logisticAggregatorMetaData":{"Account Code":"ABCD","Security Key":"12abcd12"}},
    "returnOrderInfo":{"returnOrderId":"2","returnAwb":"awb-1_rev","transporter":"Self Reverse",
      "returnOrderTime":1678949844},
    "warehouseCode":"wh-1","items":[{"itemId":"2","sku":"puma-sku-1","quantity":1}]}`,
  invoice: `{"forwardOrderCode":"ABCD","forwardShipmentCode":"1","notificationType":"INVOICE_GENERATED",
    "notificationUpdateTime":1678949844,
    "invoiceData":{"invoiceId":123,"invoiceStatus":"CREATED","documentType":"INVOICE",
      "documentUrl":"https://invoice.com/dummy/pdf"}}`,
} as const;

type Body = Record<string, any>;
const parsed = (name: keyof typeof SAMPLES): Body => JSON.parse(SAMPLES[name]) as Body;

let shop: CourierShop;

beforeAll(async () => {
  shop = await startCourierShop();
  await connectCouriers(shop.bridge, { forwardOrderCode: 'entityId', shipwayCodes: true });
});

afterAll(() => shop.close());

/** The text that came, without members that the sample does not have. */
async function received(code: string, sample: Body, isIt: (body: Body) => boolean): Promise<string> {
  await shop.received(code, 1, isIt);
  const { text } = shop.merchant.received.find(
    ({ body }) => body.forwardOrderCode === code && isIt(body as Body),
  )!;
  const body = JSON.parse(text) as Body;
  expect(text).toBe(JSON.stringify(body));
  return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => name in sample)));
}

describe('the document’s sample of', () => {
  it.each(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])('%s, sent to the API', async (name) => {
    const sample = parsed(name);
    const { status } = await shop.bridge.post('/notifications', { ...sample, statusText: 'unknown to us' });
    expect(status).toBe(200);
    const isIt = (body: Body): boolean =>
      Object.keys(body).includes('invoiceData') === (name === 'invoice') &&
      (body['returnOrderInfo'] != null) === (name === 'return');
    expect(await received(sample['forwardOrderCode'] as string, sample, isIt)).toBe(JSON.stringify(sample));
  });
});

describe('a body of the document’s form', () => {
  const at = '2026-11-21T10:00:00';
  /** From whom, and with what type and name of aggregator it goes out. */
  const SOURCES: [string, string, string, (awb: string) => Promise<unknown>][] = [
    [
      'ClickPost',
      'CLICKPOST',
      'DELIVERED',
      (waybill) =>
        webhook(shop.bridge, 'clickpost', {
          ...{ waybill, clickpost_status_code: 8, timestamp: at, account_code: 'ABCD', additional: {} },
        }),
    ],
    [
      'Shiprocket',
      'SHIPROCKET',
      'DELIVERED',
      (awb) =>
        webhook(shop.bridge, 'st', {
          ...{ awb, current_status: 'DELIVERED', current_status_id: 7, shipment_status: 'DELIVERED' },
          ...{ shipment_status_id: 7, current_timestamp: '21 11 2026 10:00:00', is_return: 0 },
        }),
    ],
    [
      'Shipway',
      'SHIPWAY',
      'DELIVERED',
      (awbno) =>
        webhook(shop.bridge, 'shipway', {
          status_feed: [{ awbno, current_status: 'DEL', status_time: '2026-11-21 10:00:00' }],
        }),
    ],
    [
      'a courier connected by setting',
      'DELHIVERY',
      'DELIVERED',
      (AWB) =>
        courier(shop.bridge, 'delhivery', {
          Shipment: {
            AWB,
            Status: { StatusType: 'DL', Status: 'Delivered', StatusDateTime: `${at}.000` },
          },
        }),
    ],
    ['ourselves', '', 'AWB_GENERATED', () => Promise.resolve()],
  ];

  it.each(SOURCES)('comes of %s, member by member', async (_who, name, type, send) => {
    const order = await shop.place(1);
    const awb = `AWB-${order}`;
    const shipmentCode = await shop.pack(order, awb);
    await send(awb);
    const isIt = (body: Body): boolean => body['notificationType'] === type;
    const text = await received(String(order), parsed('forward'), isIt);
    const body = JSON.parse(text) as Body;
    // In the order of the sample, and nothing of another kind.
    const expected = {
      ...{ forwardOrderCode: String(order), forwardShipmentCode: shipmentCode, forwardAwb: awb },
      courierName: body['courierName'],
      notificationType: type,
      notificationUpdateTime: body['notificationUpdateTime'],
      logisticAggregatorInfo:
        name === ''
          ? null
          : {
              logisticAggregatorName: name,
              logisticAggregatorMetaData: body['logisticAggregatorInfo'].logisticAggregatorMetaData,
            },
      returnOrderInfo: null,
      warehouseCode: 'WH1',
      items: [{ itemId: String(1000 + order), sku: 'MUG', quantity: 1 }],
    };
    expect(Object.keys(body)).toEqual(Object.keys(parsed('forward')));
    expect(text).toBe(JSON.stringify(expected));
    expect(typeof body['notificationUpdateTime']).toBe('number');
    expect(typeof body['courierName']).toBe('string');
  });

  it('comes of our own invoice, member by member', async () => {
    const order = await shop.place(1);
    expect((await shop.bridge.post(`/orders/${order}/invoice`)).status).toBe(200);
    const isIt = (body: Body): boolean => body['notificationType'] === 'INVOICE_GENERATED';
    const text = await received(String(order), parsed('invoice'), isIt);
    const body = JSON.parse(text) as Body;
    expect(Object.keys(body)).toEqual(Object.keys(parsed('invoice')));
    expect(Object.keys(body['invoiceData'])).toEqual(Object.keys(parsed('invoice')['invoiceData']));
    const { invoiceId } = body['invoiceData'];
    expect(body['invoiceData']).toEqual({
      ...{ invoiceId, invoiceStatus: 'CREATED', documentType: 'INVOICE', documentUrl: null },
    });
  });
});
