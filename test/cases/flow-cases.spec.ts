import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipAsDocumented } from '../support/shipping.js';
import type { Order } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let sandbox: Sandbox;
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  bridge = await startTestApp(sandbox);
  await shipAsDocumented(bridge);
});

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

/** The order of a case, in the shop and read. */
async function place(name: string, edit: (order: Order) => void = () => undefined): Promise<Order> {
  const text = readFileSync(`${import.meta.dirname}/${name}.json`, 'utf8');
  const { order } = (JSON.parse(text) as { input: { order: Order } }).input;
  // The sandbox repeats items, parents and comments on the way out, as Magento does.
  order.status_histories ??= [];
  for (const item of order.items) delete item['parent_item'];
  edit(order);
  sandbox.place(order);
  await bridge.sync('orders.changed');
  return order;
}

const codes = async (path: string): Promise<string[]> =>
  (await bridge.get(path)).body.items.map((order: { orderCode: string }) => order.orderCode);

it('52: packs a line of a grouped product', async () => {
  await place('52-grouped-line-cannot-be-packed');
  const items = [{ channelSkuCode: 'MUG-RED', quantity: 2 }];
  const packed = await bridge.post('/orders/401/shipments', { shipmentId: '1', items });
  expect([packed.status, packed.body.outcome]).toEqual([200, 'APPLIED']);
  expect(sandbox.store.book(401).documents).toBe(1);
});

it('57: keeps the company of a business', async () => {
  await place('57-company-on-the-label');
  expect((await bridge.get('/orders/406')).body.shippingAddress.company).toBe('Acme Pvt Ltd');
});

it('59: does not list an order with nothing to pack, unless it is asked for', async () => {
  await place('59-orders-without-lines-in-the-list');
  expect([await codes('/orders'), await codes('/orders/pending')]).toEqual([[], []]);
  expect(await codes('/orders?syncState=IGNORED')).toEqual(['408']);
  expect((await bridge.get('/orders/408')).body.itemsLeftOut).not.toEqual([]);
});

it('64: names an invoice that has lines', async () => {
  const name = '64-two-partial-and-an-empty-invoice';
  await place(name, (order) => (order.items[0]!.qty_invoiced = 2));
  const text = readFileSync(`${import.meta.dirname}/${name}.json`, 'utf8');
  const { invoices } = (JSON.parse(text) as { input: { invoices: any[] } }).input;
  sandbox.store.invoices.push(...invoices);
  const { body } = await bridge.post('/orders/502/invoice');
  expect(body).toMatchObject({ outcome: 'ALREADY', invoiceId: '711' });
  expect((await bridge.get('/increff/invoice?orderCode=502')).body.invoiceCode).toBe('INV711');
});

it.each<[string, object]>([
  ['by stock item', {}],
  ['by source', { inventoryMode: 'sourceItems' }],
])('72: leaves a product that takes backorders on sale at 0 (%s)', async (_name, settings) => {
  const name = '72-quantity-0-of-a-backorder-product';
  const text = readFileSync(`${import.meta.dirname}/${name}.json`, 'utf8');
  const { input, expected } = JSON.parse(text) as { input: { stockItem: any }; expected: object };
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  const { stock } = sandbox.store;
  const { sku, ...item } = input.stockItem;
  Object.assign(stock.add(sku, item.qty).item, item);
  stock.add('PLAIN', 2);
  for (const quantity of [1, 0]) {
    const inventories = [sku, 'PLAIN'].map((channelSkuCode) => ({ channelSkuCode, quantity }));
    const { body } = await bridge.call('PUT', '/inventory', { body: { inventories } });
    expect(body.failures ?? body.failed ?? []).toEqual([]);
  }
  const onSale = ([sku, 'PLAIN'] as string[]).map((one) => [
    one,
    stock.find(one)!.item.is_in_stock && stock.sourceItem(one, 'default')!.status === 1,
  ]);
  expect(Object.fromEntries(onSale)).toEqual(expected);
  expect([stock.find(sku)!.item.qty, stock.find('PLAIN')!.item.qty]).toEqual([0, 0]);
});

it('says what somebody shipped by hand, and what is open', async () => {
  await place('65-same-sku-on-two-lines', (order) => (order.items[0]!.qty_shipped = 1));
  const { orderCode } = (await bridge.get('/orders')).body.items[0];
  const { body } = await bridge.get(`/orders/${orderCode}`);
  expect(body.orderItems.map((item: any) => [item.quantityShipped, item.quantityOpen])).toEqual([
    ['1', '0'],
    ['0', '1'],
  ]);
});

describe('an order that was cancelled and is paid later', () => {
  const reopen = async (): Promise<void> => {
    sandbox.change(1, (order) => {
      setState(order, 'processing');
      for (const item of order.items) item.qty_canceled = 0;
    });
    await bridge.sync('orders.changed');
  };
  const cancel = async (): Promise<void> => {
    sandbox.change(1, (order) => {
      setState(order, 'canceled');
      for (const item of order.items) item.qty_canceled = item.qty_ordered;
    });
    await bridge.sync('orders.changed');
  };
  const syncState = async (): Promise<string> => (await bridge.get('/orders/1')).body.syncState as string;
  const first = (order: Order): void => {
    order.entity_id = 1;
    for (const item of order.items) item.order_id = 1;
  };

  it('74: is offered again, though Increff had taken it, and can be acknowledged and cancelled again', async () => {
    await place('58-decimal-quantity', first);
    expect((await bridge.post('/orders/1/acknowledge')).body.outcome).not.toBe('REFUSED');
    await cancel();
    expect(await syncState()).toBe('CANCELLED');
    await reopen();
    expect([await syncState(), await codes('/orders/pending')]).toEqual(['NEW', ['1']]);
    const { body } = await bridge.get('/orders/1/timeline');
    expect(body.events.at(-1)).toMatchObject({ kind: 'ORDER_REOPENED', summary: { syncState: 'NEW' } });

    expect((await bridge.post('/orders/1/acknowledge')).status).toBe(200);
    expect([await syncState(), await codes('/orders/pending')]).toEqual(['ACKNOWLEDGED', []]);
    expect((await bridge.post('/orders/1/cancel')).body.outcome).toBe('APPLIED');
    expect(sandbox.store.book(1).cancellations).toBe(1);
    await reopen();
    expect(await syncState()).toBe('NEW');
    expect((await bridge.post('/orders/1/cancel')).body.outcome).toBe('APPLIED');
    expect(sandbox.store.book(1).cancellations).toBe(2);
  });

  it('stays taken where a reading is behind its cancellation', async () => {
    await place('58-decimal-quantity', first);
    await bridge.post('/orders/1/acknowledge');
    const before = structuredClone(sandbox.store.find(1)!);
    await new Promise((later) => setTimeout(later, 1100));
    await cancel();
    const cancelled = structuredClone(sandbox.store.find(1)!);
    const show = async (order: Order): Promise<void> => {
      Object.assign(sandbox.store.find(1)!, structuredClone(order));
      await bridge.get('/orders/1?refresh=true');
    };
    await show(before);
    expect(await codes('/orders/pending')).toEqual([]);
    await show(cancelled);
    const [row] = await bridge.db.rows('SELECT reopened_at, acknowledged_at, sync_state FROM "order"');
    expect(row).toEqual({ reopened_at: null, acknowledged_at: expect.any(Date), sync_state: 'CANCELLED' });
  });

  it('73: is offered with all of its units', async () => {
    await place('58-decimal-quantity', first);
    await cancel();
    await reopen();
    expect((await bridge.get('/orders/1')).body.orderItems[0].quantity).toBe('2.5');
    expect(await codes('/orders/pending')).toEqual(['1']);
  });
});

describe('a store that passes on some types of goods', () => {
  it('hands over only what it passed on', async () => {
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { itemTypes: ['simple'] } } });
    await place('52-grouped-line-cannot-be-packed');
    const { body } = await bridge.get('/orders/401');
    expect(body.orderItems.map((item: any) => item.channelSkuCode)).toEqual(['TRAY']);
    expect(body.itemsLeftOut).toMatchObject([{ channelSkuCode: 'MUG-RED', reason: 'type_not_passed_on' }]);
    const handed = await bridge.post('/orders/401/handover', {});
    expect([handed.status, handed.body.outcome]).toEqual([200, 'APPLIED']);
    expect(sandbox.store.shipments.at(-1)!.items.map(({ sku }) => sku)).toEqual(['TRAY']);
  });
});
