import { type Call, expectEqual, say, step } from './demo-report.js';
import type { Sandbox } from './sandbox.js';

const ORDER = '10';
const LABEL = 'https://labels.example.com/AWB123.pdf';

/** The forward life of one order, after its acknowledgement. */
export async function fulfil(call: Call, shop: Sandbox): Promise<void> {
  step('Invoice', `of order ${ORDER}`);
  const invoice = await call('POST', `/orders/${ORDER}/invoice`, {});
  expectEqual('invoice', [invoice.body['outcome'], invoice.body['invoice'].state], ['APPLIED', 'PAID']);
  expectEqual('asked again', (await call('POST', `/orders/${ORDER}/invoice`, {})).body['outcome'], 'ALREADY');

  step('Shipment', 'what was packed, with its AWB');
  const { body: order } = await call('GET', `/orders/${ORDER}`);
  const items = (order['orderItems'] as Record<string, string>[]).map((item) => ({
    orderItemCode: item['orderItemCode'],
    channelSkuCode: item['channelSkuCode'],
    quantity: Number(item['quantity']),
  }));
  const parcel = {
    shipmentId: '900101',
    items,
    tracks: [{ trackNumber: 'AWB123', title: 'Delhivery' }],
    locationCode: 'WH1',
    shippingLabelUrl: LABEL,
  };
  const shipment = await call('POST', `/orders/${ORDER}/shipments`, parcel);
  const code = shipment.body['shipmentCode'] as string;
  expectEqual('shipment', shipment.body['outcome'], 'APPLIED');
  const again = await call('POST', `/orders/${ORDER}/shipments`, parcel);
  expectEqual('the same shipmentId', [again.body['outcome'], again.body['shipmentCode']], ['ALREADY', code]);
  const more = await call('POST', `/orders/${ORDER}/shipments`, { ...parcel, shipmentId: '900102' });
  expectEqual('more than there is', [more.status, more.body['outcome']], [409, 'REFUSED']);
  say(`     ${more.body['detail']}`);

  step('Label and manifest');
  const label = await call('GET', `/shipments/${code}/label`);
  expectEqual('label', label.body, {
    awbNumber: 'AWB123',
    transporter: 'Delhivery',
    shippingLabelUrl: LABEL,
  });
  const manifest = await call('POST', '/manifests', {
    transporter: 'Delhivery',
    locationCode: 'WH1',
    manifestItems: [{ orderCode: ORDER, shipmentCode: code, awbNumber: 'AWB123' }],
  });
  expectEqual('manifest', manifest.body['manifestItems'].length, 1);

  step('Handover', 'shipped in Magento once, and the order is complete');
  const handover = await call('POST', `/orders/${ORDER}/handover`, {});
  expectEqual('handover', [handover.body['outcome'], handover.body['orderState']], ['APPLIED', 'complete']);
  expectEqual(
    'asked again',
    (await call('POST', `/orders/${ORDER}/handover`, {})).body['outcome'],
    'ALREADY',
  );
  const { invoices, documents, shipments } = shop.store.book(Number(ORDER));
  expectEqual(
    "the shop's own books",
    { invoices, documents, shipments },
    { invoices: 1, documents: 0, shipments: 1 },
  );
  expectEqual('status in the shop', shop.store.find(Number(ORDER))!.status, 'complete');
}

export async function updateStock(call: Call, shop: Sandbox): Promise<void> {
  step('Stock', 'the last value wins, each SKU on its own');
  const { body } = await call('PUT', '/inventory', {
    inventories: [
      { channelSkuCode: 'MUG-01', quantity: 5 },
      { channelSkuCode: 'A/B 10%', quantity: 7 },
      { channelSkuCode: 'NO-SUCH', quantity: 1 },
      { channelSkuCode: 'MUG-01', quantity: 6 },
    ],
  });
  expectEqual(
    'pushed',
    body['successList'].map((one: Record<string, unknown>) => [one['channelSkuCode'], one['quantity']]),
    [
      ['A/B 10%', 7],
      ['MUG-01', 6],
    ],
  );
  expectEqual(
    'not pushed',
    body['failureList'].map((one: Record<string, unknown>) => one['code']),
    ['UNKNOWN_SKU'],
  );
  expectEqual('stock in the shop', shop.store.stock.find('MUG-01')!.item.qty, 6);
  expectEqual('writes to that SKU', shop.store.stock.book('MUG-01').quantities, [6]);
}
