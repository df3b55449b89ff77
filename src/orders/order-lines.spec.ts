import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { completeLines, openToShip, sameRows, toMagentoRows } from './order-lines.js';

const item = (item_id: number, more: Partial<MagentoOrderItem> = {}): MagentoOrderItem => ({
  item_id,
  sku: `SKU-${item_id}`,
  product_type: 'simple',
  qty_ordered: 4,
  ...more,
});
const order = (...items: MagentoOrderItem[]): MagentoOrder => ({ entity_id: 1, items });
const line = (code: number, quantity: number) => ({ orderItemCode: String(code), quantity });

describe('the rows that Magento wants to be named', () => {
  it('are the lines themselves, added up', () => {
    const rows = toMagentoRows(order(item(1), item(2)), [line(2, 1), line(1, 2), line(2, 0.5)]);
    expect(rows).toEqual({
      rows: [
        { order_item_id: 1, qty: 2 },
        { order_item_id: 2, qty: 1.5 },
      ],
    });
  });

  it('of a configurable are its parent', () => {
    const configurable = order(item(1, { product_type: 'configurable' }), item(2, { parent_item_id: 1 }));
    expect(toMagentoRows(configurable, [line(2, 3)]).rows).toEqual([{ order_item_id: 1, qty: 3 }]);
  });

  describe('of a bundle', () => {
    const bundle = order(
      item(1, { product_type: 'bundle', qty_ordered: 2 }),
      item(2, { parent_item_id: 1, qty_ordered: 2 }),
      item(3, { parent_item_id: 1, qty_ordered: 4 }),
      item(4, { parent_item_id: 1, qty_ordered: 2, is_virtual: 1 }),
    );

    it('are the bundle where it is whole, with its options as the other way', () => {
      expect(toMagentoRows(bundle, [line(2, 1), line(3, 2)])).toEqual({
        rows: [{ order_item_id: 1, qty: 1 }],
        optionRows: [
          { order_item_id: 2, qty: 1 },
          { order_item_id: 3, qty: 2 },
        ],
      });
    });

    it.each([
      ['a part of it', [line(2, 1)]],
      ['uneven parts', [line(2, 2), line(3, 2)]],
      ['half a bundle', [line(2, 0.5), line(3, 1)]],
    ])('are the options for %s', (_name, lines) => {
      const { rows, optionRows } = toMagentoRows(bundle, lines);
      expect(rows).toEqual(optionRows);
      expect(rows.some((row) => row.order_item_id === 1)).toBe(false);
    });
  });
});

describe('lines of a request', () => {
  const items = [
    { item_id: '2', parent_item_id: '1', sku: 'A' },
    { item_id: '3', parent_item_id: null, sku: 'B' },
    { item_id: '4', parent_item_id: null, sku: 'B' },
  ];

  it('may name an item, its parent row, or a SKU that only one item has', () => {
    expect(
      completeLines(items, [
        { orderItemCode: '2', quantity: 1 },
        { orderItemCode: '1', quantity: 1 },
        { channelSkuCode: 'A', quantity: 1 },
      ]),
    ).toEqual([
      { orderItemCode: '2', channelSkuCode: 'A', quantity: 2 },
      { orderItemCode: '1', channelSkuCode: 'A', quantity: 1 },
    ]);
  });

  it('must not leave open which item is meant', () => {
    expect(() => completeLines(items, [{ channelSkuCode: 'B', quantity: 1 }])).toThrow('validation');
  });
});

describe('quantities', () => {
  it.each([
    [{}, 4],
    [{ qty_shipped: 1 }, 3],
    [{ qty_shipped: 1, qty_refunded: 2 }, 2],
    [{ qty_canceled: 1, qty_shipped: 3 }, 0],
    [{ qty_shipped: 9 }, 0],
    [{ qty_ordered: 0.3, qty_shipped: 0.1 }, 0.2],
  ])('open to ship with %j: %d', (fields, open) => {
    expect(openToShip(item(1, fields))).toBe(open);
  });

  it('tells the same rows in another order', () => {
    const rows = [
      { order_item_id: 1, qty: 2 },
      { order_item_id: 2, qty: 1 },
    ];
    expect(sameRows(rows, [...rows].reverse())).toBe(true);
    expect(sameRows(rows, [{ order_item_id: 1, qty: 3 }])).toBe(false);
  });
});
