import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { mapLines } from './order-item.mapper.js';
import { UnmappableOrderError } from './order-fields.js';

const parent = {
  item_id: 1,
  product_type: 'configurable',
  sku: 'PARENT',
  name: 'Shirt',
  qty_ordered: 3,
  price: 10,
  price_incl_tax: 11,
  original_price: 12,
  discount_amount: 2,
  tax_amount: 3,
  discount_tax_compensation_amount: 0.5,
};
const child = {
  item_id: 2,
  parent_item_id: 1,
  product_type: 'simple',
  sku: 'CHILD',
  name: 'Shirt M',
  qty_ordered: 3,
};

const map = (items: object[], more: object = {}) =>
  mapLines({ entity_id: 7, items, ...more } as unknown as MagentoOrder).items;
const one = (edit: Partial<MagentoOrderItem> = {}, ofParent: object = {}) =>
  map([
    { ...parent, ...ofParent },
    { ...child, ...edit },
  ])[0]!;

describe('a line', () => {
  it('is the simple row, with the money of its configurable parent', () => {
    expect(map([parent, child])).toEqual([
      {
        item_id: '2',
        parent_item_id: '1',
        parent_product_type: 'configurable',
        sku: 'CHILD',
        name: 'Shirt M',
        quantity_ordered: '3.0000',
        quantity_cancelled: '0.0000',
        quantity_refunded: '0.0000',
        selling_price_per_unit: '11.0000',
        mrp: '12.0000',
        discount: '2.0000',
        tax: '3.0000',
        row_total: '31.5000',
        taxes: [],
        gift: null,
      },
    ]);
  });

  it('has the money of its own where its parent is a bundle, or it has none', () => {
    const money = { price: 4, price_incl_tax: 5, original_price: 6, discount_amount: 1, tax_amount: 1 };
    expect(one(money, { product_type: 'bundle' })).toMatchObject({
      ...{
        parent_product_type: 'bundle',
        selling_price_per_unit: '5.0000',
        mrp: '6.0000',
        row_total: '12.0000',
      },
    });
    expect(map([{ ...child, ...money, parent_item_id: undefined }])[0]).toMatchObject({
      ...{ parent_item_id: null, parent_product_type: null, selling_price_per_unit: '5.0000' },
    });
  });

  it.each([
    [1, 0, '1.0000'],
    [0, 1, '1.0000'],
    [2, 2, '2.0000'],
    [undefined, undefined, '0.0000'],
  ])('counts what is cancelled or refunded on either row, or on both: %p and %p', (own, parents, sum) => {
    expect(one({ qty_canceled: own }, { qty_canceled: parents }).quantity_cancelled).toBe(sum);
    expect(one({ qty_refunded: own }, { qty_refunded: parents }).quantity_refunded).toBe(sum);
  });

  it('has the price before tax where Magento shows no other, and takes it for the list price', () => {
    const shown = one({}, { price_incl_tax: undefined, original_price: undefined });
    expect([shown.selling_price_per_unit, shown.mrp]).toEqual(['10.0000', '10.0000']);
  });

  it('has the name of its parent where it has none, and an empty SKU rather than none', () => {
    expect(one({ name: undefined, sku: undefined })).toMatchObject({ name: 'Shirt', sku: '' });
  });

  it('finds its parent where Magento puts it into the row only', () => {
    const inside = { ...child, parent_item: parent };
    expect(map([inside])[0]).toMatchObject({ parent_product_type: 'configurable', discount: '2.0000' });
  });

  it('has a gift card option of its own, or of its parent', () => {
    const gift = { extension_attributes: { giftcard_item_option: { giftcard_amount: '5' } } };
    expect(one({ product_option: gift }).gift).toEqual({ giftcard_amount: '5' });
    expect(one({}, { product_option: gift }).gift).toEqual({ giftcard_amount: '5' });
  });
});

describe('the taxes of a line', () => {
  const tax = (itemId: unknown, type: string | undefined, ...rates: object[]) => ({
    item_id: itemId,
    type,
    applied_taxes: rates,
  });
  const taxes = (...applied: object[]) =>
    map([parent, child], { extension_attributes: { item_applied_taxes: applied } })[0]!.taxes;
  const GST = { code: 'GST', title: 'Goods', percent: 5, amount: 1.5 };
  const mapped = { code: 'GST', title: 'Goods', rate: '5', amount: '1.5000' };

  it('are its own, else those of its parent', () => {
    expect(taxes(tax(2, 'product', GST))).toEqual([mapped]);
    expect(taxes(tax(1, 'product', GST))).toEqual([mapped]);
    expect(taxes(tax(1, 'product', { code: 'P' }), tax('2', undefined, GST))).toEqual([mapped]);
  });

  it('are added up where Magento lists them apart, and none of shipping', () => {
    expect(taxes(tax(2, 'product', GST), tax(2, 'product', GST))).toEqual([mapped, mapped]);
    expect(taxes(tax(2, 'shipping', GST), tax(undefined, 'product', GST))).toEqual([]);
  });

  it('have the code for a title, and 0 for what is missing', () => {
    expect(taxes(tax(2, 'product', { code: 'X' }, {}))).toEqual([
      { code: 'X', title: 'X', rate: '0', amount: '0.0000' },
      { code: '', title: '', rate: '0', amount: '0.0000' },
    ]);
  });
});

describe('lines that nobody can read', () => {
  it.each<[object[], string]>([
    [[{ ...child, item_id: undefined }], 'a line has no item_id'],
    [[{ ...child, item_id: 0 }], 'a line has no item_id'],
    [[child, child], 'two lines have the same item_id'],
    [[{ ...child, sku: {} }], 'sku is a object'],
  ])('are told: %j', (items, words) => {
    expect(() => map(items)).toThrow(new UnmappableOrderError(words));
  });
});
