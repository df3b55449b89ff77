import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { type LineChoice, mapLines } from './order-item.mapper.js';
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
    [[{ ...child, item_id: 'x' }], 'item_id is "x" and not a whole number'],
    [[{ ...child, parent_item_id: 'y' }], 'parent_item_id is "y" and not a whole number'],
    [[{ ...child, name: {} }], 'name is a object'],
  ])('are named: %j', (items, words) => {
    expect(() => map(items)).toThrow(new UnmappableOrderError(words));
  });
});

it('names the list that is none', () => {
  const mapped = (order: object) => () => mapLines(order as MagentoOrder);
  expect(mapped({ items: 'x' })).toThrow('items is "x" and not a list');
  const taxes = (given: unknown) => mapped({ extension_attributes: { item_applied_taxes: given } });
  expect(taxes('x')).toThrow('item_applied_taxes is "x" and not a list');
  expect(taxes([{ item_id: 'x' }])).toThrow('item_id of a tax is "x" and not a whole number');
  expect(taxes([{ item_id: 1, applied_taxes: 'x' }])).toThrow('applied_taxes is "x" and not a list');
});

describe('what is left out of an order', () => {
  const voucher = { item_id: 5, product_type: 'virtual', sku: 'VOUCHER--', qty_ordered: 2 };
  const lines = (items: object[], choice: LineChoice = {}) =>
    mapLines({ items } as unknown as MagentoOrder, choice);

  it('is what nobody packs, or the store does not pass on, with the reason', () => {
    const grouped = { item_id: 6, product_type: 'grouped', sku: 'G', qty_ordered: 1 };
    const { items, leftOut } = lines([parent, child, voucher, grouped], { itemTypes: ['simple'] });
    expect(items.map(({ sku }) => sku)).toEqual(['CHILD']);
    expect(leftOut).toEqual([
      { itemId: '5', sku: 'VOUCHER', productType: 'virtual', quantity: '2.0000', reason: 'virtual' },
      { itemId: '6', sku: 'G', productType: 'grouped', quantity: '1.0000', reason: 'type_not_passed_on' },
    ]);
  });

  it('is nothing where all are goods, of any type or none', () => {
    const items = [
      { ...child, parent_item_id: undefined, product_type: undefined },
      { ...child, item_id: 3, product_type: 'giftcard' },
    ];
    expect(lines(items)).toMatchObject({ items: [{ item_id: '2' }, { item_id: '3' }], leftOut: [] });
    expect(lines(items, { itemTypes: ['simple'] }).leftOut).toHaveLength(2);
  });

  it('has the SKU of the product, where the store asks for it', () => {
    const ownSku = (item: MagentoOrderItem) => (item.item_id === 5 ? 'OWN' : undefined);
    expect(lines([voucher], { ownSku }).leftOut[0]!.sku).toBe('OWN');
    expect(lines([child], { ownSku }).items[0]!.sku).toBe('CHILD');
  });
});

describe('what is kept of a line besides', () => {
  const gift_message = { sender: 'Mei', recipient: 'Asha', message: 'Hello' };
  const written = { from: 'Mei', to: 'Asha', message: 'Hello' };
  const base = {
    base_price: 20,
    base_price_incl_tax: 22,
    base_original_price: 24,
    base_row_total: 60,
    base_tax_amount: 6,
    base_discount_amount: 4,
  };
  const lines = (items: object[], choice: LineChoice) =>
    mapLines({ items } as unknown as MagentoOrder, choice).items[0]!;
  const keys = ['base_amounts', 'gift_message', 'custom_fields'] as const;
  const besides = (line: object) => keys.filter((key) => key in line);

  it('is nothing where there is nothing', () => {
    expect(besides(lines([parent, child], {}))).toEqual([]);
  });

  it('is a message of its own, else of its parent', () => {
    const extension_attributes = { gift_message };
    const own = lines(
      [
        { ...parent, extension_attributes: { gift_message: { message: 'x' } } },
        { ...child, extension_attributes },
      ],
      {},
    );
    expect([own.gift_message, besides(own)]).toEqual([written, ['gift_message']]);
    expect(lines([{ ...parent, extension_attributes }, child], {}).gift_message).toEqual(written);
  });

  it('is the money of the books, where that is another currency', () => {
    const items = [{ ...parent, ...base }, child];
    const kept = lines(items, { withBase: true });
    expect([kept.base_amounts, besides(kept)]).toEqual([
      {
        sellingPricePerUnit: '22.0000',
        mrp: '24.0000',
        discount: '4.0000',
        tax: '6.0000',
        rowTotal: '62.0000',
      },
      ['base_amounts'],
    ]);
    expect(besides(lines(items, {}))).toEqual([]);
  });

  it('is a field of its own, else of its parent', () => {
    const customFields = [{ path: 'engraving', as: 'text' }];
    const kept = lines([{ ...parent, engraving: 'A' }, child], { customFields });
    expect([kept.custom_fields, besides(kept)]).toEqual([{ text: 'A' }, ['custom_fields']]);
    expect(
      lines(
        [
          { ...parent, engraving: 'A' },
          { ...child, engraving: 'B' },
        ],
        { customFields },
      ).custom_fields,
    ).toEqual({ text: 'B' });
  });
});

describe('a bundle', () => {
  const bundle = (item_id: number, price: number) => ({
    ...{
      item_id,
      product_type: 'bundle',
      sku: `B-${item_id}`,
      qty_ordered: 1,
      price,
      price_incl_tax: price,
      original_price: price,
    },
  });
  const option = (item_id: number, parent_item_id: number, qty_ordered: number, price = 0) => ({
    ...{
      item_id,
      parent_item_id,
      product_type: 'simple',
      sku: `O-${item_id}`,
      qty_ordered,
      price,
      price_incl_tax: price,
    },
  });
  const money = (items: object[], more: object = {}) =>
    map(items, more).map(({ item_id: id, selling_price_per_unit: price, row_total: total }) => [
      id,
      price,
      total,
    ]);

  it('with a fixed price shares it out by units, each bundle its own', () => {
    expect(money([bundle(1, 10), option(2, 1, 1), option(3, 1, 2), bundle(4, 7), option(5, 4, 1)])).toEqual([
      ['2', '3.3300', '3.3300'],
      ['3', '3.3350', '6.6700'],
      ['5', '7.0000', '7.0000'],
    ]);
  });

  it('shares its tax out with it', () => {
    const item_applied_taxes = [
      { item_id: 1, type: 'product', applied_taxes: [{ code: 'GST', percent: 5, amount: 1 }] },
    ];
    const items = map([bundle(1, 10), option(2, 1, 1), option(3, 1, 2)], {
      extension_attributes: { item_applied_taxes },
    });
    expect(items.map(({ taxes }) => taxes)).toEqual([
      [{ code: 'GST', title: 'GST', rate: '5', amount: '0.3300' }],
      [{ code: 'GST', title: 'GST', rate: '5', amount: '0.6700' }],
    ]);
  });

  it('with the price of its options shares nothing out: one without a price is a gift', () => {
    expect(money([bundle(1, 10), option(2, 1, 1, 10), option(3, 1, 1)])).toEqual([
      ['2', '10.0000', '10.0000'],
      ['3', '0.0000', '0.0000'],
    ]);
  });

  it('counts what is gone of it for each of its options, by units', () => {
    const gone = { qty_ordered: 2, qty_shipped: 1, qty_canceled: 1 };
    const items = map([
      { ...bundle(1, 10), ...gone },
      option(2, 1, 6),
      { ...option(3, 1, 2), qty_shipped: 2 },
    ]);
    expect(
      items.map(({ quantity_shipped: shipped, quantity_cancelled: cancelled }) => [shipped, cancelled]),
    ).toEqual([
      ['3.0000', '3.0000'],
      ['2.0000', '1.0000'],
    ]);
    expect(map([bundle(1, 10), option(2, 1, 1)])[0]).not.toHaveProperty('quantity_shipped');
  });
});
