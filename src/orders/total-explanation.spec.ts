import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder } from '../magento/magento.types.js';
import { explainTotal } from './total-explanation.js';

const ROW = { item_id: 1, price: 100, qty_ordered: 1, row_total: 100, tax_amount: 18 };

/** Goods of 100, shipping of 10, each with 18 % tax, and what a module has made of it. */
function order(tax: number, total: number, fields: object): MagentoOrder {
  return {
    subtotal: 100,
    shipping_amount: 10,
    shipping_tax_amount: 1.8,
    tax_amount: 19.8 + tax,
    grand_total: total,
    items: [ROW],
    extension_attributes: fields,
  } as unknown as MagentoOrder;
}

const proposals = (one: MagentoOrder) =>
  explainTotal(one, []).proposals.map(({ attributes }) =>
    attributes.map(({ path, sign, taxIncluded, amount }) => [path, sign, taxIncluded, amount]),
  );

describe('what may explain a total', () => {
  it('is a field that is the difference', () => {
    expect(proposals(order(0, 179.8, { fee: 50 }))).toEqual([
      [['extension_attributes.fee', 1, false, '50.00']],
    ]);
  });

  it('is a field with its tax in it, which the order counts as well', () => {
    expect(proposals(order(9, 188.8, { fee: 59 }))).toEqual([
      [['extension_attributes.fee', 1, true, '59.00']],
    ]);
    expect(proposals(order(-9, 70.8, { voucher: 59 }))).toEqual([
      [['extension_attributes.voucher', -1, true, '-59.00']],
    ]);
  });

  it('is no field whose tax would not make up the difference', () => {
    expect(proposals(order(9, 188.8, { fee: 61 }))).toEqual([]);
  });

  it('is nothing where the order balances', () => {
    expect(explainTotal(order(0, 129.8, { fee: 50 }), [])).toMatchObject({ reason: null, proposals: [] });
  });
});
