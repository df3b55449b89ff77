import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { noLine, openRest, refundRows } from './refund-lines.js';

const item = (item_id: number, more: Partial<MagentoOrderItem> = {}): MagentoOrderItem => ({
  item_id,
  sku: `SKU-${item_id}`,
  product_type: 'simple',
  qty_ordered: 4,
  qty_invoiced: 4,
  price: 10,
  ...more,
});
const order = (...items: MagentoOrderItem[]): MagentoOrder => ({ entity_id: 1, items });
const line = (code: number, quantity: number) => ({
  orderItemCode: String(code),
  channelSkuCode: `SKU-${code}`,
  quantity,
});
const row = (id: number, qty: number) => ({ order_item_id: id, qty });

const bundleOf = (prices: [number, number, number]): MagentoOrder =>
  order(
    item(1, { product_type: 'bundle', qty_ordered: 2, qty_invoiced: 2, price: prices[0] }),
    item(2, { parent_item_id: 1, qty_ordered: 2, qty_invoiced: 2, price: prices[1] }),
    item(3, { parent_item_id: 1, qty_ordered: 4, qty_invoiced: 4, price: prices[2] }),
  );

describe('the rows of a credit memo', () => {
  it('are the lines themselves', () => {
    expect(refundRows(order(item(1), item(2)), [line(2, 1), line(1, 4)])).toEqual({
      rows: [row(1, 4), row(2, 1)],
    });
  });

  it('of a configurable are its parent', () => {
    const configurable = order(
      item(1, { product_type: 'configurable' }),
      item(2, { parent_item_id: 1, price: 0 }),
    );
    expect(refundRows(configurable, [line(2, 3)])).toEqual({ rows: [row(1, 3)] });
  });

  it('of a bundle whose options have prices are the options, in whole or in part', () => {
    const dynamic = bundleOf([30, 10, 10]);
    expect(refundRows(dynamic, [line(2, 1), line(3, 2)])).toEqual({ rows: [row(2, 1), row(3, 2)] });
    expect(refundRows(dynamic, [line(3, 1)])).toEqual({ rows: [row(3, 1)] });
  });

  it('of a bundle with one price are the bundle, of which no part can be given back', () => {
    const fixed = bundleOf([30, 0, 0]);
    expect(refundRows(fixed, [line(2, 1), line(3, 2)])).toEqual({ rows: [row(1, 1)] });
    expect(refundRows(fixed, [line(3, 2)])).toEqual({
      problem: expect.stringMatching(/^SKU-1 \(item 1\) is a bundle with one price/),
    });
  });

  it.each<[Partial<MagentoOrderItem>, number, RegExp]>([
    [{ qty_refunded: 3 }, 2, /2 asked for, 1 left to give back/],
    [{ qty_invoiced: 1 }, 2, /2 asked for, 1 left to give back/],
    [{ qty_invoiced: 1, qty_refunded: 2 }, 1, /1 asked for, 0 left/],
    [{}, 1.5, /whole units of it only/],
  ])('are none where Magento has no more: %j', (more, quantity, words) => {
    expect(refundRows(order(item(1, more)), [line(1, quantity)])).toEqual({
      problem: expect.stringMatching(words),
    });
  });

  it('may be parts of a unit where it is sold so', () => {
    expect(refundRows(order(item(1, { is_qty_decimal: 1 })), [line(1, 1.5)])).toEqual({
      rows: [row(1, 1.5)],
    });
  });

  it('are none where a line is gone from the order', () => {
    expect(refundRows(order(item(1)), [line(1, 1), line(9, 1)])).toEqual({
      problem: expect.stringMatching(/item 9/),
    });
  });
});

describe('the open rest', () => {
  it('is what is invoiced, and neither shipped nor given back', () => {
    const shown = order(
      item(1, { qty_shipped: 1 }),
      item(2, { qty_shipped: 1, qty_refunded: 2 }),
      item(3, { qty_invoiced: 0 }),
      item(4, { qty_shipped: 4 }),
      item(5, { is_virtual: 1 }),
    );
    expect(openRest(shown)).toEqual([line(1, 3), line(2, 1)]);
  });

  it('of a configurable is counted on its parent', () => {
    const shown = order(
      item(1, { product_type: 'configurable', qty_shipped: 1 }),
      item(2, { parent_item_id: 1, qty_invoiced: 0, price: 0 }),
    );
    expect(openRest(shown)).toEqual([line(2, 3)]);
    expect(refundRows(shown, openRest(shown))).toEqual({ rows: [row(1, 3)] });
  });

  it('of an order that is shipped is nothing', () => {
    expect(openRest(order(item(1, { qty_shipped: 4 })))).toEqual([]);
  });
});

describe('a credit memo of amounts alone', () => {
  it('names a row with the quantity 0', () => {
    expect(noLine(bundleOf([30, 10, 10]))).toEqual([row(1, 0)]);
    expect(noLine(order())).toBeUndefined();
  });
});
