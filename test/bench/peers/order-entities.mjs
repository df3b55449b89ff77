import { EntitySchema } from 'typeorm';

const text = { type: 'text', nullable: true };
const money = { type: 'numeric', nullable: true };

/** An order as a script would keep it: the fields that a warehouse asks for, keyed by Magento's own ids. */
export const Order = new EntitySchema({
  name: 'order',
  columns: {
    entity_id: { type: 'bigint', primary: true },
    increment_id: text,
    status: text,
    state: text,
    order_currency_code: text,
    grand_total: money,
    subtotal: money,
    shipping_amount: money,
    tax_amount: money,
    discount_amount: money,
    billing_address: { type: 'jsonb', nullable: true },
    shipping_address: { type: 'jsonb', nullable: true },
    created_at: text,
    updated_at: text,
  },
  relations: { items: { type: 'one-to-many', target: 'order_item', inverseSide: 'order', cascade: true } },
});

export const OrderItem = new EntitySchema({
  name: 'order_item',
  columns: {
    item_id: { type: 'bigint', primary: true },
    sku: text,
    name: text,
    qty_ordered: money,
    qty_canceled: money,
    qty_refunded: money,
    price: money,
    discount_amount: money,
    tax_amount: money,
    row_total: money,
  },
  relations: {
    order: { type: 'many-to-one', target: 'order', inverseSide: 'items', joinColumn: { name: 'order_id' } },
  },
});
