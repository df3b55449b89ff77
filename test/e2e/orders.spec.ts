import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { loadExchanges, recordedOrders } from '../sandbox/recorded-orders.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { type Reply, startTestApp, type TestApp } from '../support/test-app.js';

describe('orders, from the shop to Increff', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  const orders = recordedOrders(loadExchanges('recorded'), 'first');
  /** Order 19 is of a virtual product alone. */
  const packable = orders.filter((order) => order.is_virtual !== 1);

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (const order of orders) sandbox.place(order);
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  it('serves every recorded order, none twice', async () => {
    const { body } = await bridge.get('/orders?limit=200');
    const codes = body.items.map((order: { orderCode: string }) => Number(order.orderCode));
    expect([...codes].sort((a, b) => a - b)).toEqual(packable.map((order) => order.entity_id));
    expect(body.nextCursor).toBeNull();
    expect(packable.length).toBe(orders.length - 1);
    expect((await bridge.get('/orders/19')).body.itemsLeftOut).toMatchObject([{ reason: 'virtual' }]);
  });

  it('pages without losing or repeating an order while new ones arrive', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page++) {
      const { body }: Reply = await bridge.get(`/orders?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.items.map((order: { orderCode: string }) => order.orderCode));
      cursor = body.nextCursor;
      if (page === 1) {
        sandbox.place(generateOrder({ entityId: 900, createdAt: Date.parse('2026-01-01T00:00:00Z') }));
        sandbox.place(generateOrder({ entityId: 901, createdAt: Date.now() }));
        await bridge.sync('orders.new');
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(packable.map((order) => String(order.entity_id))));
    expect(seen).toContain('901');
  });

  it('takes the money of a configurable product from its parent row', async () => {
    const { body } = await bridge.get('/orders/5');
    expect(body.orderItems).toEqual([
      expect.objectContaining({
        orderItemCode: '7',
        parentItemCode: '6',
        channelSkuCode: 'CFG-S',
        quantity: '2',
        sellingPricePerUnit: '15.00',
        rowTotal: '30.00',
      }),
      expect.objectContaining({ orderItemCode: '8', channelSkuCode: 'MUG-02', sellingPricePerUnit: '9.99' }),
    ]);
    expect(body).toMatchObject({
      parentOrderCode: '000000005',
      currency: 'USD',
      paymentMethod: 'NCOD',
      totals: { grandTotal: '54.99', balanced: true },
    });
  });

  it('gives the dispatch time, the payment method and the address as Increff has them', async () => {
    const { body } = await bridge.get('/orders/2');
    expect(body.paymentMethod).toBe('COD');
    expect(Date.parse(body.dispatchByTime) - Date.parse(body.orderTime)).toBe(2 * 86_400_000);
    expect(body.shippingAddress).toEqual({
      name: 'Jane Doe',
      line1: '1 Main Street',
      line2: 'Apt 2',
      line3: '',
      city: 'Austin',
      state: 'Texas',
      zip: '78701',
      country: 'US',
      email: 'jane.doe@example.com',
      phone: '5555550100',
    });
  });

  it('leaves an order without goods to ship alone', async () => {
    const { body } = await bridge.get('/orders/19');
    expect(body).toMatchObject({
      syncState: 'IGNORED',
      syncReason: 'no_simple_items',
      orderItems: [],
      shippingAddress: null,
    });
  });

  it('tells the status live', async () => {
    sandbox.change(6, (order) => (order.status = 'wms_picking'));
    const { body } = await bridge.get('/orders/6/status');
    expect(body).toMatchObject({ orderCode: '6', status: 'wms_picking' });
    expect((await bridge.get('/orders/6')).body.status).toBe('pending');
    expect((await bridge.get('/orders/6?refresh=true')).body.status).toBe('wms_picking');
  });

  it('reads an order that no poll has brought yet', async () => {
    sandbox.place(generateOrder({ entityId: 950, createdAt: Date.now() }));
    expect((await bridge.get('/orders/950')).status).toBe(404);
    expect((await bridge.get('/orders/950?refresh=true')).body.orderCode).toBe('950');
  });

  it('acknowledges, cancels, and tells the story', async () => {
    const acknowledged = await bridge.post('/orders/8/acknowledge', { locationCode: 'WH1' });
    expect(acknowledged.body).toMatchObject({ outcome: 'DEGRADED', orderCode: '8' });
    const again = await bridge.post('/orders/8/acknowledge');
    expect(again.body).toMatchObject({ outcome: 'ALREADY', operationId: acknowledged.body.operationId });
    const cancelled = await bridge.post('/orders/8/cancel', { reason: 'customer' });
    expect(cancelled.body).toMatchObject({ outcome: 'APPLIED', orderCode: '8' });
    expect((await bridge.post('/orders/8/cancel')).body.outcome).toBe('ALREADY');
    const { body } = await bridge.get('/orders/8/timeline');
    expect(body.events.map((event: { kind: string }) => event.kind)).toEqual([
      'ORDER_SEEN',
      'ACKNOWLEDGE_DEGRADED',
      'ORDER_CHANGED',
      'CANCEL_APPLIED',
    ]);
    const list = await bridge.get('/orders/cancelled');
    expect(list.body.items.map((order: { orderCode: string }) => order.orderCode)).toContain('8');
    expect(sandbox.store.book(8)).toMatchObject({ comments: 1, cancellations: 1, overlaps: 0 });
  });

  it('answers the operation on request', async () => {
    const { body } = await bridge.post('/orders/9/acknowledge');
    const operation = await bridge.get(`/operations/${body.operationId}`);
    expect(operation.body).toMatchObject({
      kind: 'ACKNOWLEDGE',
      state: 'SETTLED',
      outcome: 'DEGRADED',
      orderCode: '9',
      requestedBy: 'increff',
    });
    // A status that this shop refused once is not tried again on each order.
    expect(operation.body.magentoCalls).toBeLessThanOrEqual(3);
  });
});
