import { until } from '../support/until.js';
import { type Call, expectEqual, step } from './demo-report.js';
import type { Merchant } from './merchant.js';

const ORDER = '10';
const KEY = 'clickpost-key';

/** A parcel from its label to the customer's door, as ClickPost tells it; the merchant hears of each step. */
export async function deliver(call: Call, merchant: Merchant): Promise<void> {
  step('Notifications', 'what was sent so far waits for an endpoint; ClickPost tells the rest');
  await call('PUT', '/admin/stores/default', { aggregators: { clickpostWebhookKey: KEY } });
  const set = await call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
    url: `${merchant.url}/notify`,
  });
  merchant.secrets.push(set.body['signingSecret'] as string);
  for (const [status, time] of [
    [4, '09:00:00'],
    [6, '11:00:00'],
    [6, '11:00:00'],
    [8, '12:30:00'],
  ] as const) {
    const event = {
      waybill: 'AWB123',
      clickpost_status_code: status,
      timestamp: `2026-11-24 ${time}`,
      additional: { order_id: ORDER },
    };
    await call('POST', '/webhooks/clickpost/default', event, undefined, { webhook_key: KEY });
  }
  const sent = (): string[] =>
    merchant.received
      .filter((one) => one.body.forwardOrderCode === ORDER)
      .map((one) => String(one.body.notificationType));
  await until(() => Promise.resolve(sent().includes('DELIVERED') || undefined));
  expectEqual('the merchant was notified, once each and in order', sent(), [
    'INVOICE_GENERATED',
    'SHIPPING_LABEL_GENERATED',
    'AWB_GENERATED',
    'PICKED_UP',
    'OUT_FOR_DELIVERY',
    'DELIVERED',
  ]);
  expectEqual(
    'all signatures are right',
    merchant.received.every((one) => merchant.isSigned(one)),
    true,
  );
}

/** A return from its announcement to its acknowledgement. */
export async function returnGoods(call: Call, merchant: Merchant): Promise<void> {
  step('Return', 'announced, checked in the warehouse, acknowledged to the merchant once');
  const set = await call('PUT', '/admin/stores/default/endpoints/RETURN_ACK', { url: `${merchant.url}/ack` });
  merchant.secrets.push(set.body['signingSecret'] as string);
  const { body: order } = await call('GET', `/orders/${ORDER}`);
  const sku = (order['orderItems'] as Record<string, string>[])[0]!['channelSkuCode']!;
  const item = (itemCode: string): object => ({ itemCode, channelSkuCode: sku, reason: 'Different size' });
  const announced = {
    forwardOrderCode: ORDER,
    returnOrderCode: 'R-1',
    locationCode: 'WH1',
    orderType: 'CUSTOMER_RETURN',
    awbNumber: 'RAWB1',
    transporter: 'Delhivery',
    orderItems: [item('R-1-1'), item('R-1-2')],
  };
  const created = await call('POST', '/return/return-orders', announced);
  expectEqual('created', [created.status, created.text], [200, '']);
  const third = await call('POST', '/return/return-orders', {
    ...announced,
    returnOrderCode: 'R-2',
    orderItems: [item('R-2-1')],
  });
  expectEqual('more than went out', third.status, 400);
  const processed = async (orderItems: object[]): Promise<unknown> =>
    (await call('POST', '/return/return-orders/R-1/processing', { orderItems })).body['state'];
  expectEqual(
    'the first unit checked',
    await processed([{ itemCode: 'R-1-1', qcStatus: 'PASS' }]),
    'IN_PROCESSING',
  );
  const failed = { itemCode: 'R-1-2', qcStatus: 'FAIL', qcReason: 'STAIN_DAMAGE' };
  expectEqual('the second one', await processed([failed]), 'PROCESSED');
  const acknowledged = (): unknown[] => merchant.received.filter((one) => one.path === '/ack');
  await until(() => Promise.resolve(acknowledged().length > 0 || undefined));
  const [ack] = acknowledged() as { method: string; body: { orderItems: { qcStatus: string }[] } }[];
  expectEqual(
    'the acknowledgement',
    [ack!.method, ack!.body.orderItems.map(({ qcStatus }) => qcStatus)],
    ['PUT', ['PASS', 'FAIL']],
  );
}
