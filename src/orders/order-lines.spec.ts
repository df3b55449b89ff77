import { describe, expect, it } from '@jest/globals';
import { BadRequestError } from '../platform/errors/app-error.js';
import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import {
  completeLines,
  differenceInWords,
  namedRows,
  openToInvoice,
  openToShip,
  rowOf,
  sameRows,
  shippableRows,
  topRows,
  toMagentoRows,
} from './order-lines.js';

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

    it('stand next to other rows', () => {
      const mixed = order(...bundle.items!, item(5), item(6, { parent_item_id: 5 }));
      expect(toMagentoRows(mixed, [line(2, 2), line(3, 4), line(5, 1), line(6, 3)])).toEqual({
        rows: [
          { order_item_id: 1, qty: 2 },
          { order_item_id: 5, qty: 1 },
          { order_item_id: 6, qty: 3 },
        ],
        optionRows: [
          { order_item_id: 2, qty: 2 },
          { order_item_id: 3, qty: 4 },
          { order_item_id: 5, qty: 1 },
          { order_item_id: 6, qty: 3 },
        ],
      });
    });

    it('are its options where Magento does not say how many were ordered', () => {
      const unsaid = order(
        item(1, { product_type: 'bundle', qty_ordered: undefined }),
        item(2, { parent_item_id: 1, qty_ordered: 0 }),
      );
      expect(toMagentoRows(unsaid, [line(2, 1)]).rows).toEqual([{ order_item_id: 2, qty: 1 }]);
    });

    it('are the bundle where an option has no quantity of its own', () => {
      const odd = order(
        item(1, { product_type: 'bundle', qty_ordered: 1 }),
        item(2, { parent_item_id: 1, qty_ordered: 0 }),
      );
      expect(toMagentoRows(odd, [line(2, 3)]).rows).toEqual([{ order_item_id: 1, qty: 3 }]);
    });

    it.each([
      ['nothing', [line(2, 0), line(3, 0)]],
      ['one option too few', [line(3, 2)]],
    ])('are never the bundle for %s', (_name, lines) => {
      expect(toMagentoRows(bundle, lines).rows.some((row) => row.order_item_id === 1)).toBe(false);
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

  it('adds up what is asked of one item, without float noise', () => {
    const twice = completeLines(items, [
      { channelSkuCode: 'A', quantity: 0.1 },
      { orderItemCode: '2', channelSkuCode: 'A', quantity: 0.2 },
    ]);
    expect(twice).toEqual([{ orderItemCode: '2', channelSkuCode: 'A', quantity: 0.3 }]);
  });

  it.each([
    [{ channelSkuCode: 'B' }, 'channelSkuCode', 'is on several items of this order; send orderItemCode'],
    [{ channelSkuCode: 'C' }, 'channelSkuCode', 'is no SKU of this order: C'],
    [{}, 'channelSkuCode', 'must be given where orderItemCode is left out'],
    [{ orderItemCode: '9' }, 'orderItemCode', 'is no item of this order: 9'],
    [{ orderItemCode: '2', channelSkuCode: 'B' }, 'orderItemCode', 'belongs to the SKU A'],
  ])('must not leave open which item is meant: %j', (asked, field, message) => {
    const read = () =>
      completeLines(items, [
        { orderItemCode: '3', quantity: 1 },
        { ...asked, quantity: 1 },
      ]);
    expect(read).toThrow(BadRequestError);
    try {
      read();
    } catch (error) {
      expect((error as BadRequestError).errors).toEqual([{ field: `items.1.${field}`, message }]);
    }
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

  it.each([
    [{}, 4],
    [{ qty_invoiced: 1 }, 3],
    [{ qty_invoiced: 1, qty_canceled: 2 }, 1],
    [{ qty_invoiced: 9 }, 0],
    [{ qty_ordered: undefined }, 0],
    [{ qty_ordered: 0.3, qty_invoiced: 0.1 }, 0.2],
  ])('open to invoice with %j: %d', (fields, open) => {
    expect(openToInvoice(item(1, fields as Partial<MagentoOrderItem>))).toBe(open);
  });

  it('are nothing where Magento says none', () => {
    expect(openToShip(item(1, { qty_ordered: undefined }))).toBe(0);
  });

  it('tells the same rows in another order', () => {
    const rows = [
      { order_item_id: 1, qty: 2 },
      { order_item_id: 2, qty: 1 },
    ];
    expect(sameRows(rows, [...rows].reverse())).toBe(true);
    expect(sameRows(rows, [{ order_item_id: 1, qty: 3 }])).toBe(false);
    expect(sameRows(rows, [...rows, { order_item_id: 3, qty: 0 }])).toBe(true);
    expect(
      sameRows(
        [
          { order_item_id: 1, qty: 0.1 },
          { order_item_id: 1, qty: 0.2 },
        ],
        [{ order_item_id: 1, qty: 0.3 }],
      ),
    ).toBe(true);
  });
});

describe('the rows of a write', () => {
  const two = order(item(1), item(2, { parent_item_id: null }));

  it('are those that the order still has', () => {
    expect(namedRows(two, [line(1, 1)])).toEqual({ rows: [{ order_item_id: 1, qty: 1 }] });
    expect(namedRows(two, [line(1, 1), line(8, 1), line(9, 1)])).toEqual({
      problem: 'No longer in the order in Magento: item 8, 9.',
    });
    expect(namedRows({ entity_id: 1 }, [line(1, 1)])).toHaveProperty('problem');
    expect(namedRows(two, [line(1, 0)])).toEqual({ problem: 'Nothing is asked for: every quantity is 0.' });
    expect(namedRows(two, [])).toHaveProperty('problem');
  });

  it('name the options of a bundle as the other way', () => {
    const bundle = order(
      item(1, { product_type: 'bundle', qty_ordered: 1 }),
      item(2, { parent_item_id: 1, qty_ordered: 1 }),
    );
    expect(namedRows(bundle, [line(2, 1)])).toEqual({
      rows: [{ order_item_id: 1, qty: 1 }],
      optionRows: [{ order_item_id: 2, qty: 1 }],
    });
  });

  it('leave out what the order does not have', () => {
    expect(toMagentoRows({ entity_id: 1 }, [line(1, 1)])).toEqual({ rows: [] });
    expect(toMagentoRows(two, [line(7, 1), line(1, 2)])).toEqual({ rows: [{ order_item_id: 1, qty: 2 }] });
  });
});

describe('a document', () => {
  const asked = [
    { order_item_id: 1, qty: 2 },
    { order_item_id: 5, qty: 1 },
  ];
  const configurable = order(
    item(1),
    item(2, { parent_item_id: 1 }),
    item(5, { parent_item_id: 4 }),
    item(4),
    item(6),
  );

  it('with what was asked for differs in nothing, in any order and parts', () => {
    const parts = [
      { order_item_id: 5, qty: 1 },
      { order_item_id: 1, qty: 1.5 },
      { order_item_id: 1, qty: 0.5 },
    ];
    expect(differenceInWords(asked, parts, configurable)).toBeUndefined();
  });

  it('may show parents and options of what was asked for, and rows of nothing', () => {
    const shown = [
      ...asked,
      { order_item_id: 2, qty: 2 },
      { order_item_id: 4, qty: 1 },
      { order_item_id: 6, qty: 0 },
    ];
    expect(differenceInWords(asked, shown, configurable)).toBeUndefined();
  });

  it('differs in words by what is missing, too much, or was not asked for', () => {
    expect(differenceInWords(asked, [{ order_item_id: 1, qty: 3 }], configurable)).toBe(
      '3 of item 1 instead of 2; 0 of item 5 instead of 1',
    );
    const foreign = [...asked, { order_item_id: 6, qty: 1 }];
    expect(differenceInWords(asked, foreign, configurable)).toBe('1 of item 6, which was not asked for');
    expect(differenceInWords(asked, foreign)).toBeUndefined();
    expect(differenceInWords(asked, foreign, { entity_id: 1 })).toBe('1 of item 6, which was not asked for');
    expect(
      differenceInWords([{ order_item_id: 1, qty: 0.1 + 0.2 }], [{ order_item_id: 1, qty: 0.3 }]),
    ).toBeUndefined();
  });
});

describe('the rows of an order', () => {
  const rows = order(
    item(1),
    item(2, { parent_item_id: 1 }),
    item(3, { is_virtual: 1 }),
    item(4, { product_type: 'virtual' }),
    item(5, { parent_item_id: null, is_virtual: 0 }),
  );
  const ids = (items: MagentoOrderItem[]): number[] => items.map(({ item_id: id }) => id);

  it('at the top have no parent, and are shipped unless they are virtual', () => {
    expect([ids(topRows(rows)), ids(shippableRows(rows))]).toEqual([
      [1, 3, 4, 5],
      [1, 5],
    ]);
    expect([topRows({ entity_id: 1 }), shippableRows({ entity_id: 1 })]).toEqual([[], []]);
  });

  it('are found by their number', () => {
    expect(rowOf(rows, { order_item_id: 3 })).toBe(rows.items![2]);
    expect([rowOf(rows, { order_item_id: 9 }), rowOf({ entity_id: 1 }, { order_item_id: 1 })]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
