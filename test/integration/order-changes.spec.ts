import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AddOrderChangeIndexes1796200100000 } from '../../migrations/1796200100000-AddOrderChangeIndexes.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  bridge = await startApp(sandbox);
});

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

async function place(id: number, edit: (order: Order) => void = () => undefined): Promise<void> {
  const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 2 });
  edit(order);
  sandbox.place(order);
  await bridge.sync('orders.changed');
}

async function change(id: number, edit: (order: Order) => void): Promise<void> {
  sandbox.change(id, edit);
  await bridge.sync('orders.changed');
}

const events = async (id: number): Promise<any[]> => (await bridge.get(`/orders/${id}/timeline`)).body.events;
const codes = async (path: string): Promise<string[]> =>
  (await bridge.get(path)).body.items.map((order: { orderCode: string }) => order.orderCode);

describe('an order that was edited in Magento', () => {
  it('names its successor, and is named by it', async () => {
    await place(12);
    const edited = { original_increment_id: '000000012', edit_increment: 1, increment_id: '000000012-1' };
    await place(19, (order) =>
      Object.assign(order, { ...edited, relation_parent_id: '12', relation_parent_real_id: '000000012' }),
    );
    await change(12, (order) => {
      setState(order, 'canceled');
      Object.assign(order, { relation_child_id: '19', relation_child_real_id: '000000012-1' });
    });
    const [before, after] = [(await bridge.get('/orders/12')).body, (await bridge.get('/orders/19')).body];
    expect(before).toMatchObject({
      syncState: 'CANCELLED',
      predecessor: null,
      successor: { orderCode: '19', parentOrderCode: '000000012-1' },
    });
    expect(after).toMatchObject({
      parentOrderCode: '000000012-1',
      predecessor: { orderCode: '12', parentOrderCode: '000000012' },
      successor: null,
      originalOrderCode: '000000012',
      editNumber: 1,
    });
    expect((await events(12)).at(-1).summary).toMatchObject({
      changes: expect.arrayContaining(['status', 'links']),
      successor: { orderCode: '19' },
    });
  });
});

describe('a change after the acknowledgement', () => {
  beforeEach(async () => {
    await place(1);
    await bridge.post('/orders/1/acknowledge');
  });

  it('is shown by a higher revision, to a caller who asks for changes since the last one', async () => {
    await place(2);
    const known = (await bridge.get('/orders/1')).body;
    const since = new Date(Date.parse(known.changedAt) + 3 * 60_000).toISOString();
    expect(await codes(`/orders?changedSince=${since}`)).toEqual([]);
    await bridge.db.rows(`UPDATE "order" SET changed_at = now() - interval '1 hour'`);
    await change(1, (order) => (order.billing_address['city'] = 'Pune'));
    const { body } = await bridge.get(`/orders?changedSince=${new Date().toISOString()}`);
    expect(body.items.map((order: any) => [order.orderCode, order.revision > known.revision])).toEqual([
      ['1', true],
    ]);
    await bridge.sync('orders.changed');
    expect((await bridge.get('/orders/1')).body.revision).toBe(body.items[0].revision);
  });

  it('is listed page by page, each order once', async () => {
    for (const id of [2, 3, 4]) await place(id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await bridge.get(`/orders?changedSince=2026-01-01T00:00:00Z&limit=1${cursor}`);
      seen.push(...body.items.map((order: any) => order.orderCode));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '' && seen.length < 10);
    expect(seen.toSorted()).toEqual(['1', '2', '3', '4']);
  });

  it('names an address without showing it', async () => {
    await change(1, (order) => {
      const { shipping } = order.extension_attributes.shipping_assignments[0]!;
      shipping['address'] = { ...(shipping['address'] as object), city: 'Chennai' };
    });
    const last = (await events(1)).at(-1);
    expect([last.kind, last.summary.changes]).toEqual(['ORDER_CHANGED', ['shippingAddress']]);
    expect(JSON.stringify(last)).not.toContain('Chennai');
  });

  it('names the lines that are new, gone or of another quantity', async () => {
    const [first, second] = sandbox.store.find(1)!.items;
    await change(1, (order) => {
      order.items = [
        { ...order.items[0]!, qty_ordered: 9 },
        { ...order.items[1]!, item_id: 900, sku: 'NEW' },
      ];
      addUp(order);
    });
    const { summary } = (await events(1)).at(-1);
    expect(summary.changes).toContain('lines');
    expect(summary.lines).toEqual([
      {
        orderItemCode: String(first!.item_id),
        channelSkuCode: first!.sku,
        from: String(first!.qty_ordered),
        to: '9',
      },
      {
        orderItemCode: String(second!.item_id),
        channelSkuCode: second!.sku,
        from: String(second!.qty_ordered),
      },
      { orderItemCode: '900', channelSkuCode: 'NEW', to: String(second!.qty_ordered) },
    ]);
  });

  it('may be a hold of the shop, and its end', async () => {
    await change(1, (order) => setState(order, 'holded'));
    expect((await bridge.get('/orders/1')).body).toMatchObject({ onHold: true, syncState: 'ACKNOWLEDGED' });
    await change(1, (order) => setState(order, 'processing'));
    expect((await bridge.get('/orders/1')).body.onHold).toBe(false);
    const kinds = (await events(1)).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['ORDER_PUT_ON_HOLD', 'ORDER_TAKEN_OFF_HOLD']);
  });
});

it('a hold before the acknowledgement takes an order from those to pack, and tells who follows changes', async () => {
  await place(1);
  await change(1, (order) => setState(order, 'holded'));
  expect(await codes('/orders/pending')).toEqual([]);
  expect(await codes('/orders')).toEqual([]);
  const { body } = await bridge.get('/orders?changedSince=2026-01-01T00:00:00Z');
  expect(body.items).toMatchObject([{ orderCode: '1', syncState: 'WAITING', onHold: true }]);
});

it('an order whose payment is reviewed is listed for who follows changes, if it can have been passed on', async () => {
  await place(1);
  await change(1, (order) => setState(order, 'payment_review'));
  await place(2, (order) => setState(order, 'payment_review'));
  await place(3, (order) => setState(order, 'pending_payment'));
  await change(3, (order) => (order['customer_note'] = 'Ring twice'));
  expect(await codes('/orders')).toEqual([]);
  const { body } = await bridge.get('/orders?changedSince=2026-01-01T00:00:00Z');
  expect(body.items).toMatchObject([
    { orderCode: '1', syncState: 'WAITING', syncReason: 'status_not_fetched' },
  ]);
});

it('an order of which all was refunded is no more to be packed, and is among the changes', async () => {
  await place(1);
  await change(1, (order) => {
    for (const item of order.items) item.qty_refunded = item.qty_ordered;
  });
  expect(await codes('/orders')).toEqual([]);
  const { body } = await bridge.get('/orders?changedSince=2026-01-01T00:00:00Z');
  expect(body.items).toMatchObject([{ orderCode: '1', syncState: 'IGNORED', syncReason: 'nothing_left' }]);
});

it('the migration lists what an earlier release stored, and waits for no order that is being written', async () => {
  for (const id of [1, 2, 3]) {
    await place(id, (order) => {
      Object.assign(order.items[0]!, { qty_ordered: 5, qty_canceled: 2 });
      addUp(order);
    });
  }
  await bridge.db.rows('UPDATE "order" SET partly_cancelled = NULL');
  await bridge.db.rows('DROP INDEX order_changed, order_some_cancelled');
  const source = await new DataSource(dataSourceOptions(bridge.db.url)).initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query(`SET lock_timeout = '500ms'`);
    await source.transaction(async (other) => {
      await other.query('SELECT 1 FROM "order" WHERE entity_id = 2 FOR UPDATE');
      await new AddOrderChangeIndexes1796200100000().up(runner);
    });
    expect(await codes('/orders/cancelled')).toEqual(['1', '3']);
    await new AddOrderChangeIndexes1796200100000().up(runner);
    expect(await codes('/orders/cancelled')).toEqual(['1', '2', '3']);
  } finally {
    await source.destroy();
  }
});

describe('cancellations', () => {
  it('are listed as lines where the order goes on', async () => {
    await place(1);
    await place(2);
    await place(3);
    const [line] = sandbox.store.find(1)!.items;
    await change(1, (order) => {
      Object.assign(order.items[0]!, { qty_ordered: 5, qty_canceled: 2 });
      addUp(order);
    });
    await change(2, (order) => setState(order, 'canceled'));
    const { body } = await bridge.get('/orders/cancelled');
    const whole = (await bridge.get('/orders/2')).body;
    expect(
      body.items.map((order: any) => [order.orderCode, order.fullyCancelled, order.cancelledItems]),
    ).toEqual([
      [
        '1',
        false,
        [{ orderItemCode: String(line!.item_id), channelSkuCode: line!.sku, cancelledQuantity: '2' }],
      ],
      [
        '2',
        true,
        whole.orderItems.map((item: any) => ({
          orderItemCode: item.orderItemCode,
          channelSkuCode: item.channelSkuCode,
          cancelledQuantity: item.quantityOrdered,
        })),
      ],
    ]);
    expect((await bridge.get('/orders/1')).body.syncState).toBe('NEW');
  });
});

it('an order of which only a warranty is left is none to pack, and its lines are reported as cancelled', async () => {
  await place(1, (order) => Object.assign(order.items[1]!, { product_type: 'virtual', is_virtual: 1 }));
  expect(await codes('/orders/pending')).toEqual(['1']);
  await change(1, (order) => (order.items[0]!.qty_canceled = order.items[0]!.qty_ordered));
  expect([await codes('/orders/pending'), await codes('/orders')]).toEqual([[], []]);
  const { body } = await bridge.get('/orders/cancelled');
  expect(body.items).toMatchObject([
    { syncState: 'IGNORED', syncReason: 'nothing_left', fullyCancelled: false },
  ]);
  expect(body.items[0].cancelledItems).toHaveLength(1);
});

describe('what else an order says', () => {
  it('is passed on: coupon, note, gift messages, and fields by the store’s map', async () => {
    const customFields = [
      { path: 'extension_attributes.delivery_date', as: 'deliveryDate' },
      { path: 'items[].extension_attributes.engraving', as: 'engraving' },
    ];
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { customFields } } });
    await place(1, (order) => {
      Object.assign(order, { coupon_code: 'SPRING10', customer_note: 'Ring twice' });
      const gift_message = { sender: 'Jane', recipient: 'John', message: 'Happy birthday!' };
      Object.assign(order.extension_attributes, { delivery_date: '2026-12-24', gift_message });
      order.items[0]!.extension_attributes = { engraving: 'J + J', gift_message };
    });
    const { body } = await bridge.get('/orders/1');
    const giftMessage = { from: 'Jane', to: 'John', message: 'Happy birthday!' };
    expect(body).toMatchObject({
      couponCode: 'SPRING10',
      customerNote: 'Ring twice',
      giftMessage,
      customFields: { deliveryDate: '2026-12-24' },
    });
    expect(body.orderItems[0]).toMatchObject({ giftMessage, customFields: { engraving: 'J + J' } });
    expect(body.orderItems[1].customFields).toEqual({});
  });

  it.each([
    [[{ path: 'a b', as: 'x' }], 'settings.customFields.0.path'],
    [[{ path: 'a', as: '1' }], 'settings.customFields.0.as'],
    [
      [
        { path: 'a', as: 'x' },
        { path: 'b', as: 'x' },
      ],
      'settings.customFields',
    ],
  ])('is refused by a map that is wrong: %j', async (customFields, field) => {
    const { status, body } = await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { customFields } },
    });
    expect([status, body.errors?.[0].field]).toEqual([400, field]);
  });

  it('has amounts of its lines in the base currency', async () => {
    await place(1, (order) => {
      Object.assign(order, { base_currency_code: 'USD', order_currency_code: 'INR', base_to_order_rate: 80 });
      for (const item of order.items) {
        for (const field of [
          'price',
          'price_incl_tax',
          'original_price',
          'row_total',
          'row_total_incl_tax',
        ]) {
          if (item[field] !== undefined) item[`base_${field}`] = Number(item[field]) / 80;
        }
      }
    });
    const [item] = (await bridge.get('/orders/1')).body.orderItems;
    expect(Number(item.base.rowTotal)).toBeCloseTo(Number(item.rowTotal) / 80, 3);
    expect(Number(item.base.sellingPricePerUnit)).toBeGreaterThan(0);
  });
});
