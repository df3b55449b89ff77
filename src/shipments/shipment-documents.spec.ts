import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder, MagentoShipment } from '../magento/magento.types.js';
import { hasTracks, notShippable, openInWords, overShipped, stillOpen } from './shipment-documents.js';

const order = (...items: object[]) =>
  ({ state: 'processing', status: 'packed', items }) as unknown as MagentoOrder;
const mug = {
  item_id: 1,
  sku: 'MUG',
  product_type: 'simple',
  qty_ordered: 5,
  qty_shipped: 1,
  qty_invoiced: 5,
};
const over = (qty: number, more: object = {}, packed = 0) =>
  overShipped(order({ ...mug, ...more }), [{ order_item_id: 1, qty }], new Map(packed ? [[1, packed]] : []));

describe('an order', () => {
  it.each(['canceled', 'closed', 'holded', 'payment_review'])('that is %s may not be shipped', (state) => {
    expect(notShippable({ state, status: 's' } as MagentoOrder)).toBe(`The order is ${state} (s).`);
    expect(notShippable({ state } as MagentoOrder)).toBe(`The order is ${state} (no status).`);
  });

  it.each(['new', 'processing', 'pending_payment', 'complete', undefined])('that is %s may', (state) => {
    expect(notShippable({ state } as MagentoOrder)).toBeUndefined();
  });
});

describe('what is still open', () => {
  it('is nothing of an order that is complete, also where a refund left open units on its rows', () => {
    const refunded = { ...mug, qty_shipped: 3, qty_refunded: 2, qty_invoiced: 4 };
    expect(stillOpen(order(refunded)).toShip).toEqual([{ orderItemCode: '1', quantity: 2 }]);
    const complete = { ...order(refunded), state: 'complete' };
    expect(stillOpen(complete)).toEqual({ toInvoice: [], toShip: [] });
  });
});

describe('the quantities of a parcel', () => {
  it('are at most what is left, less what is packed already', () => {
    expect([over(4), over(2, {}, 2)]).toEqual([undefined, undefined]);
    expect(over(5)).toBe('More than the order has left: MUG (item 1): 5 asked for, 4 left to ship.');
    expect(over(3, {}, 2)).toBe('More than the order has left: MUG (item 1): 3 asked for, 2 left to ship.');
    expect(over(1, {}, 9)).toContain('1 asked for, 0 left to ship');
  });

  it('are whole units, unless the product is sold by parts of one', () => {
    expect(over(0.5)).toBe('More than the order has left: MUG (item 1) is sold in whole units, not 0.5.');
    expect(over(0.5, { is_qty_decimal: 1 })).toBeUndefined();
  });

  it('are of rows of the order', () => {
    const words = overShipped(
      order(mug),
      [
        { order_item_id: 9, qty: 1 },
        { order_item_id: 1, qty: 9 },
      ],
      new Map(),
    );
    expect(words).toBe(
      'More than the order has left: item 9 is not in the order; MUG (item 1): 9 asked for, 4 left to ship.',
    );
    expect(over(9, { sku: undefined })).toContain('? (item 1)');
  });
});

describe('what is still open', () => {
  it('is counted by parents, and of a bundle by its options', () => {
    const items = [
      mug,
      { item_id: 2, product_type: 'bundle', qty_ordered: 1, qty_shipped: 0 },
      { item_id: 3, parent_item_id: 2, product_type: 'simple', qty_ordered: 2, qty_shipped: 1 },
      { item_id: 4, parent_item_id: 2, product_type: 'virtual', is_virtual: 1, qty_ordered: 2 },
      { item_id: 5, product_type: 'virtual', is_virtual: 1, qty_ordered: 1, qty_invoiced: 1 },
    ];
    expect(stillOpen(order(...items))).toEqual({
      toInvoice: [{ orderItemCode: '2', quantity: 1 }],
      toShip: [
        { orderItemCode: '1', quantity: 4 },
        { orderItemCode: '3', quantity: 1 },
      ],
    });
    expect(openInWords(order(...items))).toBe(
      'The order is processing (packed), not complete: not shipped: 4 of item 1, 1 of item 3; not invoiced: 1 of item 2.',
    );
  });

  it('is nothing of a complete order; else Magento may say no more', () => {
    expect(openInWords({ state: 'complete', items: [mug] } as unknown as MagentoOrder)).toBeUndefined();
    expect(openInWords({ items: [] } as unknown as MagentoOrder)).toBe(
      'The order is without state (no status), not complete: Magento says no more.',
    );
  });
});

it('a shipment has tracks where it has all of them', () => {
  const shipment = { tracks: [{ track_number: 'A' }, { track_number: 'B' }] } as unknown as MagentoShipment;
  const track = (trackNumber: string) => ({ trackNumber, title: '', carrierCode: '' });
  expect(hasTracks(shipment, [track('B'), track('A')])).toBe(true);
  expect(hasTracks(shipment, [track('A'), track('C')])).toBe(false);
  expect(hasTracks({} as MagentoShipment, [track('A')])).toBe(false);
});
