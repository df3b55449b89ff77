import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { shippedUnits, exceedsShipped } from './returnable.js';

const units = (...items: Partial<MagentoOrderItem>[]) =>
  Object.fromEntries(shippedUnits({ items } as MagentoOrder));
const simple = { item_id: 2, product_type: 'simple', sku: 'Mug-1', qty_ordered: 4, qty_shipped: 3 };

describe('the units that went out', () => {
  it('are counted by SKU, in any case of letters, over all lines', () => {
    expect(units(simple, { ...simple, item_id: 3, sku: 'MUG-1', qty_shipped: 1 })).toEqual({ 'mug-1': 4 });
  });

  it('are those of the configurable parent', () => {
    const parent = { item_id: 1, product_type: 'configurable', sku: 'P', qty_shipped: 2 };
    expect(units(parent, { ...simple, parent_item_id: 1, qty_shipped: 0 })).toEqual({ 'mug-1': 2 });
  });

  it('are those of the bundle or of its option, of which some releases count one only', () => {
    const bundle = { item_id: 1, product_type: 'bundle', sku: 'B', qty_ordered: 2, qty_shipped: 1 };
    expect(units(bundle, { ...simple, parent_item_id: 1, qty_shipped: 0 })).toEqual({ 'mug-1': 2 });
    expect(units({ ...bundle, qty_shipped: 0 }, { ...simple, parent_item_id: 1 })).toEqual({ 'mug-1': 3 });
    expect(units({ ...bundle, qty_ordered: 0 }, { ...simple, parent_item_id: 1 })).toEqual({ 'mug-1': 4 });
  });

  it('are those of a grouped page and of physical gift cards, too', () => {
    const grouped = { ...simple, product_type: 'grouped' };
    const card = {
      ...simple,
      item_id: 3,
      product_type: 'giftcard',
      is_virtual: 0,
      sku: 'GC-100',
      qty_shipped: 1,
    };
    expect(units(grouped, card)).toEqual({ 'mug-1': 3, 'gc-100': 1 });
  });

  it('are none where nothing says so, and none of what cannot be picked', () => {
    expect(
      units({ ...simple, qty_shipped: undefined }, { item_id: 9, product_type: 'virtual', sku: 'V' }),
    ).toEqual({
      'mug-1': 0,
    });
    expect(units({ ...simple, sku: undefined })).toEqual({});
    expect(shippedUnits({} as MagentoOrder).size).toBe(0);
  });
});

describe('units that come back', () => {
  const field = (i: number) => `items.${i}`;
  const check = (skus: string[], out: number, before = 0) =>
    exceedsShipped(skus, new Map([['mug-1', out]]), new Map(before ? [['mug-1', before]] : []), field);

  it('may be as many as went out, less what came back before', () => {
    expect(check(['MUG-1', 'mug-1'], 2)).toEqual([]);
    expect(check(['MUG-1'], 2, 1)).toEqual([]);
  });

  it('may be no more, counting each by its place', () => {
    const message = (before: number) =>
      `is returned more often than it was shipped: 2 shipped, ${before} in earlier returns`;
    expect(check(['a', 'MUG-1', 'mug-1', 'mug-1'].slice(1), 2)).toEqual([
      { field: 'items.2', message: message(0) },
    ]);
    expect(check(['mug-1', 'mug-1'], 2, 1)).toEqual([{ field: 'items.1', message: message(1) }]);
    expect(check(['mug-1'], 2, 2)).toEqual([{ field: 'items.0', message: message(2) }]);
  });

  it('must be of a SKU that went out', () => {
    expect(check(['other'], 2)).toEqual([
      { field: 'items.0', message: 'is no SKU of the forward order: other' },
    ]);
  });
});
