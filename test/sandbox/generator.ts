import { seededRandom } from './faults.js';
import { cents, type Item, magentoTime, type Order } from './magento-order.js';

export interface OrderSpec {
  entityId: number;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Top-level lines. */
  lines?: number;
  /** Makes some lines configurable or bundled, some orders taxed, discounted, guest or cash on delivery. */
  varied?: boolean;
  seed?: number;
}

const FIRST_NAMES = ['Asha', 'Jane', 'Jürgen', 'Mei', 'Olu', 'Renée'];
const CITIES = [
  { city: 'Austin', region: 'Texas', region_code: 'TX', postcode: '78701', country_id: 'US' },
  { city: 'Bengaluru', region: 'Karnataka', region_code: 'KA', postcode: '560076', country_id: 'IN' },
  { city: 'München', region: 'Bayern', region_code: 'BAY', postcode: '80331', country_id: 'DE' },
];

/** An order as Magento 2.4.7 would return it, the same one for the same spec. Its totals add up. */
export function generateOrder(spec: OrderSpec): Order {
  const random = seededRandom((spec.seed ?? 7) * 1_000_003 + spec.entityId);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const time = magentoTime(spec.createdAt);
  const lines = spec.lines ?? 3;
  const items: Item[] = [];
  for (let i = 0; i < lines; i++) items.push(...generateLine(spec, i, random, time));
  const money = totalsOf(items, random, spec.varied ?? false);
  const place = {
    ...pick(CITIES),
    firstname: pick(FIRST_NAMES),
    lastname: 'Doe',
    street: ['1 Main Street', 'Apt 2'],
    telephone: '5555550100',
    email: 'customer@example.com',
    parent_id: spec.entityId,
  };
  const cod = spec.varied === true && random() < 0.3;
  return {
    base_currency_code: 'USD',
    base_grand_total: money.grand_total,
    base_subtotal: money.subtotal,
    base_total_due: money.grand_total,
    base_to_global_rate: 1,
    base_to_order_rate: 1,
    billing_address_id: spec.entityId * 2,
    created_at: time,
    customer_email: 'customer@example.com',
    customer_firstname: place.firstname,
    customer_group_id: 0,
    customer_is_guest: 1,
    customer_lastname: 'Doe',
    customer_note_notify: 1,
    discount_amount: -money.discount,
    email_sent: 1,
    entity_id: spec.entityId,
    global_currency_code: 'USD',
    grand_total: money.grand_total,
    discount_tax_compensation_amount: 0,
    increment_id: String(spec.entityId).padStart(9, '0'),
    is_virtual: 0,
    order_currency_code: 'USD',
    protect_code: '2aca9ef352c5dc34fe5684c21d8657af',
    quote_id: spec.entityId,
    remote_ip: '127.0.0.1',
    shipping_amount: money.shipping,
    shipping_description: 'Flat Rate - Fixed',
    shipping_discount_amount: 0,
    shipping_discount_tax_compensation_amount: 0,
    shipping_incl_tax: money.shipping,
    shipping_tax_amount: 0,
    state: 'new',
    status: 'pending',
    store_currency_code: 'USD',
    store_id: 1,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    subtotal: money.subtotal,
    subtotal_incl_tax: cents(money.subtotal + money.tax),
    tax_amount: money.tax,
    total_due: money.grand_total,
    total_item_count: items.length,
    total_qty_ordered: items.reduce((sum, item) => sum + item.qty_ordered, 0),
    updated_at: time,
    weight: 3,
    items,
    billing_address: { address_type: 'billing', entity_id: spec.entityId * 2, ...place },
    payment: {
      account_status: null,
      additional_information: [cod ? 'Cash On Delivery' : 'Check / Money order'],
      amount_ordered: money.grand_total,
      entity_id: spec.entityId,
      method: cod ? 'cashondelivery' : 'checkmo',
      parent_id: spec.entityId,
      shipping_amount: money.shipping,
    },
    status_histories: [],
    extension_attributes: {
      shipping_assignments: [
        {
          shipping: {
            address: { address_type: 'shipping', entity_id: spec.entityId * 2 - 1, ...place },
            method: 'flatrate_flatrate',
            total: { shipping_amount: money.shipping, base_shipping_amount: money.shipping },
          },
        },
      ],
      payment_additional_info: [
        { key: 'method_title', value: cod ? 'Cash On Delivery' : 'Check / Money order' },
      ],
      applied_taxes:
        money.tax > 0
          ? [{ code: 'TAX-10', title: 'TAX-10', percent: 10, amount: money.tax, base_amount: money.tax }]
          : [],
      item_applied_taxes: items
        .filter((item) => Number(item['tax_amount']) > 0)
        .map((item) => ({
          type: 'product',
          item_id: item.item_id,
          applied_taxes: [
            {
              code: 'TAX-10',
              title: 'TAX-10',
              percent: 10,
              amount: item['tax_amount'],
              base_amount: item['tax_amount'],
            },
          ],
        })),
      converting_from_quote: false,
      taxes: [],
      additional_itemized_taxes: [],
    },
  };
}

function generateLine(spec: OrderSpec, index: number, random: () => number, time: string): Item[] {
  const id = spec.entityId * 20 + index * 2;
  const qty = 1 + Math.floor(random() * 3);
  const price = cents(Math.floor(100 + random() * 9900) / 100);
  const configurable = spec.varied === true && random() < 0.3;
  const taxed = spec.varied === true && random() < 0.4;
  const discount = spec.varied === true && random() < 0.2 ? cents(Math.floor(price * qty * 10) / 100) : 0;
  const tax = taxed ? cents(Math.round((price * qty - discount) * 10) / 100) : 0;
  const base = (itemId: number, type: string): Item => ({
    amount_refunded: 0,
    created_at: time,
    discount_amount: 0,
    discount_percent: 0,
    free_shipping: 0,
    is_qty_decimal: 0,
    is_virtual: 0,
    item_id: itemId,
    name: `Product ${id % 997}`,
    no_discount: 0,
    order_id: spec.entityId,
    original_price: 0,
    price: 0,
    price_incl_tax: 0,
    product_id: id % 997,
    product_type: type,
    qty_canceled: 0,
    qty_invoiced: 0,
    qty_ordered: qty,
    qty_refunded: 0,
    qty_shipped: 0,
    quote_item_id: itemId,
    row_invoiced: 0,
    row_total: 0,
    row_total_incl_tax: 0,
    sku: `SKU-${id % 997}`,
    store_id: 1,
    tax_amount: 0,
    tax_invoiced: 0,
    tax_percent: 0,
    updated_at: time,
    weight: 1,
    extension_attributes: { itemized_taxes: [] },
  });
  const money = {
    price,
    original_price: price,
    price_incl_tax: taxed ? cents(price * 1.1) : price,
    discount_amount: discount,
    tax_amount: tax,
    discount_tax_compensation_amount: 0,
    row_total: cents(price * qty),
    row_total_incl_tax: cents(price * qty + tax),
    tax_percent: taxed ? 10 : 0,
  };
  if (!configurable) return [{ ...base(id, 'simple'), ...money }];
  return [
    {
      ...base(id, 'configurable'),
      ...money,
      product_option: {
        extension_attributes: { configurable_item_options: [{ option_id: '137', option_value: 4 }] },
      },
    },
    { ...base(id + 1, 'simple'), parent_item_id: id },
  ];
}

/** After a test has changed quantities or prices: an order of Magento's adds up. */
export function addUp(order: Order): Order {
  for (const item of order.items) {
    const net = cents(item.price * item.qty_ordered);
    const gross = net + Number(item['tax_amount'] ?? 0) - item.discount_amount;
    Object.assign(item, { row_total: cents(net - item.discount_amount), row_total_incl_tax: cents(gross) });
  }
  const top = order.items.filter((item) => item.parent_item_id === undefined);
  order.subtotal = cents(top.reduce((total, item) => total + item.price * item.qty_ordered, 0));
  const discount = Number(order['discount_amount'] ?? 0);
  order.grand_total = cents(order.subtotal + order.tax_amount + order.shipping_amount + discount);
  return order;
}

function totalsOf(
  items: Item[],
  random: () => number,
  varied: boolean,
): { subtotal: number; tax: number; discount: number; shipping: number; grand_total: number } {
  const top = items.filter((item) => item.parent_item_id === undefined);
  const sum = (value: (item: Item) => number): number =>
    cents(top.reduce((total, item) => total + value(item), 0));
  const subtotal = sum((item) => item.price * item.qty_ordered);
  const tax = sum((item) => Number(item['tax_amount']));
  const discount = sum((item) => item.discount_amount);
  const shipping = varied && random() < 0.2 ? 0 : 15;
  return { subtotal, tax, discount, shipping, grand_total: cents(subtotal + tax + shipping - discount) };
}
