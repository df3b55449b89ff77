import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shipAsDocumented } from '../support/shipping.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What an Increff tenant sends when its calls are pointed at the service, in the forms of its Standard APIs. */
describe("Increff's own forms", () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let items: { orderItemCode: string; channelSkuCode: string; quantity: number }[];

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 6; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    }
    bridge = await startTestApp(sandbox);
    await shipAsDocumented(bridge);
    await bridge.sync('orders.new');
    const { body } = await bridge.get('/orders/1');
    items = body.orderItems.map((item: any) => ({ ...item, quantity: Number(item.quantity) }));
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  it('acknowledge', async () => {
    const body = { orders: [{ locationCode: 'WH1', orderCode: '1' }], consolidationType: 'ALL' };
    const answer = await bridge.call('PUT', '/orders/acknowledgements', { body });
    expect(answer.body.successOrders).toEqual([{ orderCode: '1', locationCode: 'WH1' }]);
  });

  it('pack, with everything that the form may hold; a repeat packs nothing twice', async () => {
    const body = {
      orderCode: '1',
      locationCode: 'WH1',
      shipmentId: 900123,
      weight: 500,
      fulfillmentType: 'BLOCK_COMPLETE',
      dimensions: { length: 10, breadth: 20, height: 5 },
      invoice: { channelName: 'MAGENTO', invoiceItems: [] },
      packboxDetailsList: [{ boxId: 'B1', boxCode: 'B1', weight: 500 }],
      shipmentItems: items.map(({ channelSkuCode, orderItemCode, quantity }) => ({
        channelSkuCode,
        orderItemCode,
        quantity,
        itemCodes: ['SERIAL-1'],
        externalSerialCodes: [],
      })),
      orderCustomAttributes: {},
    };
    const first = await bridge.post('/increff/pack', body);
    expect([first.status, first.body.shipmentCode]).toEqual([200, expect.any(String)]);
    expect(first.body.shipmentItems).toHaveLength(items.length);
    expect((await bridge.post('/increff/pack', body)).body).toEqual(first.body);
    expect(sandbox.store.shipments.filter((one) => one.order_id === 1)).toHaveLength(1);
    const label = await bridge.get(
      `/increff/shipping-label?orderCode=1&shipmentCode=${first.body.shipmentCode}&shipmentId=900123&locationCode=WH1`,
    );
    expect(label.status).toBe(404);
    const other = await bridge.post('/increff/pack', {
      ...body,
      shipmentItems: body.shipmentItems.slice(0, 1),
    });
    expect([other.status, other.body.message]).toEqual([409, expect.stringContaining('900123')]);
    expect((await bridge.post('/increff/pack', { ...body, orderCode: 'x' })).body.errors[0].field).toBe(
      'orderCode',
    );
  });

  it('get invoice', async () => {
    expect((await bridge.get('/increff/invoice?orderCode=1&shipmentCode=8')).status).toBe(404);
    await bridge.post('/orders/1/invoice');
    const { status, body } = await bridge.get('/increff/invoice?orderCode=1&shipmentCode=8');
    expect([status, body.invoiceCode, body.invoice]).toEqual([
      200,
      sandbox.store.invoices[0]!.increment_id,
      null,
    ]);
  });

  it('handover and manifest', async () => {
    const [parcel] = await bridge.db.rows<{ code: string }>('SELECT shipment_code AS code FROM shipment');
    const manifest = await bridge.post('/manifests', {
      transporter: 'Delhivery',
      locationCode: 'WH1',
      manifestItems: [
        { orderCode: '1', shipmentCode: parcel!.code, awbNumber: 'AWB1', packboxDetailsList: [] },
      ],
    });
    expect(manifest.body.manifestItems).toHaveLength(1);
    const body = { locationCode: 'WH1', handoverItems: [{ orderCode: '1', shipmentCode: parcel!.code }] };
    expect((await bridge.post('/handovers', body)).body).toMatchObject({
      hasError: false,
      errorMessage: null,
    });
  });

  it('cancel: a whole order, of which a part is refused in the form, and a repeat changes nothing', async () => {
    const { body: order } = await bridge.get('/orders/2');
    const all = order.orderItems.map((item: any) => ({
      channelSkuCode: item.channelSkuCode,
      orderItemCode: item.orderItemCode,
      cancelledQuantity: Number(item.quantityOrdered),
    }));
    const cancel = (orderItems: object[], orderCode = '2') =>
      bridge.call('PUT', '/increff/cancel', { body: { orderCode, locationCode: 'WH1', orderItems } });
    const part = await cancel(all.slice(1));
    expect(part.body).toEqual({
      hasError: true,
      errorMessage: expect.stringContaining(all[0].orderItemCode),
    });
    expect(sandbox.store.book(2).cancellations).toBe(0);
    expect((await cancel(all)).body).toEqual({ hasError: false, errorMessage: null });
    expect((await cancel(all)).body).toEqual({ hasError: false, errorMessage: null });
    expect(sandbox.store.book(2).cancellations).toBe(1);
    const shipped = await cancel([], '1');
    expect(shipped.body).toEqual({ hasError: true, errorMessage: expect.any(String) });
    expect((await cancel(all, '999')).status).toBe(404);
  });

  it('inventory, of one location, and consolidated, where the number of all locations counts', async () => {
    sandbox.store.stock.add('MUG-01', 1);
    const put = (inventories: object[]) =>
      bridge.call('PUT', '/inventory', { body: { locationCode: 'WH1', inventories } });
    expect((await put([{ channelSkuCode: 'MUG-01', quantity: 5, minExpiry: null }])).body).toEqual({
      successList: [{ channelSkuCode: 'MUG-01', quantity: 5 }],
      failureList: [],
    });
    const rows = ['WH1', 'WH2'].map((locationCode) => ({
      channelSkuCode: 'MUG-01',
      consolidatedQuantity: 9,
      quantity: 4,
      locationCode,
      consolidationType: 'ALL',
      listingId: 'x',
    }));
    expect((await put(rows)).body.successList).toEqual([{ channelSkuCode: 'MUG-01', quantity: 9 }]);
    expect(sandbox.store.stock.find('MUG-01')!.item.qty).toBe(9);
  });
});
