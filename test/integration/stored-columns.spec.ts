import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { MagentoOrder } from '../../src/magento/magento.types.js';
import { mapOrder } from '../../src/orders/orders.mapper.js';
import { StoreSettings } from '../../src/stores/dto/store-settings.dto.js';
import { generateOrder } from '../sandbox/generator.js';
import type { Item, Order } from '../sandbox/magento-order.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { present } from '../sandbox/store.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Our own, or by which the order is known. */
const NOT_FROM_MAGENTO = [
  'id',
  'order_id',
  'first_seen_at',
  'changed_at',
  'read_at',
  'reread_since',
  'revision',
];
const IDENTITY = ['store_id', 'entity_id', 'increment_id', 'magento_created_at'];
const FACTS = [
  'acknowledged_at',
  'released_at',
  'former_entity_id',
  'erasure_id',
  'erase_due_at',
  'erased_at',
  'reopened_at',
  'idempotency_key',
];

const customFields = [
  { path: 'extension_attributes.delivery_date', as: 'deliveryDate' },
  { path: 'items[].product_option.extension_attributes.custom_options[].option_value', as: 'options' },
];

let sandbox: Sandbox;
let bridge: TestApp;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 }));
  bridge = await startTestApp(sandbox);
  const patched = await bridge.call('PUT', '/admin/stores/default', { body: { settings: { customFields } } });
  expect(patched.status).toBe(200);
  await bridge.sync('orders.changed');
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

interface Copy {
  order: Record<string, unknown>;
  items: Record<string, unknown>[];
}

async function copy(): Promise<Copy> {
  const [order] = await bridge.db.rows('SELECT * FROM "order"');
  const items = await bridge.db.rows('SELECT * FROM order_item ORDER BY item_id');
  return { order: without(order!), items: items.map(without) };
}

function without(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !NOT_FROM_MAGENTO.includes(name)));
}

/** Everything that may change in an order, changed. */
function changeAll(order: Order): void {
  const [kept] = order.items as [Item, Item];
  const address = { ...order.billing_address, city: 'Chennai', street: ['9 Sea Road'] };
  Object.assign(order, {
    ...{ state: 'processing', status: 'processing', order_currency_code: 'INR', store_id: 2 },
    ...{ grand_total: 999, subtotal: 901, shipping_amount: 11, tax_amount: 12, discount_amount: -13 },
    billing_address: address,
  });
  order.payment['method'] = 'cashondelivery';
  Object.assign(order, {
    relation_child_id: '2',
    relation_child_real_id: '000000001-1',
    coupon_code: 'SPRING',
  });
  Object.assign(order.extension_attributes, {
    ...{ amstorecredit_amount: 3, cash_on_delivery_fee: 4, gift_cards_amount: 5 },
    delivery_date: '2026-12-24',
  });
  order.extension_attributes.shipping_assignments[0]!.shipping['address'] = address;
  order.extension_attributes['item_applied_taxes'] = [
    {
      type: 'product',
      item_id: kept.item_id,
      applied_taxes: [{ code: 'GST', title: 'GST', percent: 5, amount: 6 }],
    },
  ];
  const money = { price: 20, price_incl_tax: 21, original_price: 22, discount_amount: 1, tax_amount: 2 };
  Object.assign(kept, { ...money, name: 'Renamed', sku: 'NEW-SKU', parent_item_id: 900 });
  Object.assign(kept, { qty_ordered: 7, qty_canceled: 1, qty_refunded: 2, qty_shipped: 3 });
  kept['product_option'] = {
    extension_attributes: {
      giftcard_item_option: { giftcard_amount: '5' },
      custom_options: [{ option_id: 1, option_value: 'J + J' }],
    },
  };
  kept.extension_attributes = { gift_message: { sender: 'A', recipient: 'B', message: 'C' } };
  Object.assign(kept, { base_price: 2, base_price_incl_tax: 2.1 });
  const parent = { ...kept, ...money, item_id: 900, parent_item_id: undefined, product_type: 'configurable' };
  const warranty = {
    ...kept,
    item_id: 901,
    parent_item_id: undefined,
    product_type: 'virtual',
    is_virtual: 1,
  };
  order.items = [parent, kept, warranty];
}

it('an order that changed in all of its parts is stored as Magento shows it, column by column', async () => {
  const before = await copy();
  sandbox.change(1, changeAll);
  await bridge.sync('orders.changed');
  const after = await copy();

  // The test proves what it says only if each column was another one before.
  const same = Object.keys(after.order).filter((name) => equal(after.order[name], before.order[name]));
  expect(same.sort()).toEqual([...IDENTITY, ...FACTS].sort());
  const sameOfItem = Object.keys(after.items[0]!).filter((name) =>
    equal(after.items[0]![name], before.items[0]![name]),
  );
  expect(sameOfItem).toEqual(['item_id']);
  expect([before.items.length, after.items.length]).toEqual([2, 1]);

  // As the mapper has it, which has unit tests of its own.
  const shown = present(sandbox.store.find(1)!, '2.4.7') as unknown as MagentoOrder;
  const record = mapOrder(shown, Object.assign(new StoreSettings(), { customFields })) as unknown as Record<
    string,
    unknown
  >;
  const { items, ...columns } = record as { items: Record<string, unknown>[] };
  for (const [name, value] of Object.entries(columns)) {
    if (name in after.order) expect([name, plain(after.order[name])]).toEqual([name, plain(value)]);
  }
  for (const [name, value] of Object.entries(items[0]!)) {
    expect([name, plain(after.items[0]![name])]).toEqual([name, plain(value)]);
  }

  // And as if it had been stored like this at first.
  await bridge.db.rows('DELETE FROM order_event; DELETE FROM order_item; DELETE FROM "order"');
  await bridge.sync('orders.changed');
  expect(await copy()).toEqual(after);
});

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (JSON.parse(JSON.stringify(value ?? null)) as unknown);
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}
