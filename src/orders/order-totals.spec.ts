import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder } from '../magento/magento.types.js';
import type { TotalKind } from '../stores/dto/total-attribute.dto.js';
import { mapTotals } from './order-totals.js';

const totals = (order: object) => mapTotals(order as unknown as MagentoOrder).totals;

describe('the totals of an order', () => {
  it('are its parts by name, and what is left as the adjustment', () => {
    expect(
      totals({
        grand_total: 100,
        subtotal: 90,
        shipping_amount: 10,
        tax_amount: 7,
        discount_amount: -4,
        extension_attributes: { amstorecredit_amount: -2, cash_on_delivery_fee: 3 },
      }),
    ).toEqual({
      grand_total: '100.0000',
      subtotal: '90.0000',
      shipping: '10.0000',
      tax: '7.0000',
      discount: '4.0000',
      store_credit: '2.0000',
      cod_fee: '3.0000',
      adjustment: '-4.0000',
      balanced: false,
    });
  });

  it('are nothing, and in balance, where nothing is said', () => {
    expect(totals({})).toMatchObject({ grand_total: '0.0000', adjustment: '0.0000', balanced: true });
  });

  it.each([
    [{ discount_tax_compensation_amount: 5 }, {}, 105],
    [{ shipping_discount_tax_compensation_amount: 5 }, {}, 105],
    [{}, { gift_cards_amount: 5 }, 95],
    [{}, { customer_balance_amount: 5 }, 95],
    [{}, { reward_currency_amount: 5 }, 95],
    [{}, { gw_price: 5 }, 105],
    [{}, { gw_items_price: 5 }, 105],
    [{}, { gw_card_price: 5 }, 105],
    [{}, { gw_tax_amount: 5 }, 100],
    [{}, { custom_fees: [{ custom_fee_amount: 2 }, { custom_fee_amount: '3.00' }] }, 105],
    [{ shipping_amount: 5 }, {}, 105],
    [{ tax_amount: 5 }, {}, 105],
    [{ discount_amount: 5 }, {}, 95],
    [{ discount_amount: -5 }, {}, 95],
    [{}, { amstorecredit_amount: 5 }, 95],
    [{}, { cash_on_delivery_fee: 5 }, 105],
  ])('are in balance with %j and %j at %d', (fields, attributes, total) => {
    const order = { subtotal: 100, ...fields, extension_attributes: attributes };
    expect(totals({ ...order, grand_total: total }).balanced).toBe(true);
    for (const off of [0.02, -0.02]) {
      expect(totals({ ...order, grand_total: total + off }).balanced).toBe(false);
    }
  });

  it('name the fixed product tax of the lines, unless the subtotal has it', () => {
    const items = [
      { item_id: 1, price: 100, qty_ordered: 1, row_total: 100, weee_tax_applied_row_amount: 5 },
    ];
    const named = [{ name: 'weee_tax_applied_row_amount', as: 'fixedProductTax', amount: '5.0000' }];
    const outside = totals({ subtotal: 100, grand_total: 105, items });
    expect(outside).toMatchObject({ adjustment: '5.0000', balanced: true });
    expect(outside.adjustments).toEqual(named);
    const inside = totals({ subtotal: 105, grand_total: 105, items });
    expect(inside).toMatchObject({ adjustment: '0.0000', balanced: true });
    expect(inside).not.toHaveProperty('adjustments');
  });

  describe('of another module, with its tax in it', () => {
    const row = { item_id: 1, price: 100, qty_ordered: 1, row_total: 100, tax_amount: 18 };
    const order = {
      subtotal: 100,
      shipping_amount: 10,
      shipping_tax_amount: 1.8,
      items: [row],
    };
    const mapped = (sign: 1 | -1, taxIncluded: boolean, amount: number, tax: number, total: number) =>
      mapTotals(
        {
          ...order,
          tax_amount: 19.8 + tax,
          grand_total: total,
          extension_attributes: { fee: amount },
        } as unknown as MagentoOrder,
        [{ path: 'extension_attributes.fee', sign, as: 'fee' as TotalKind, taxIncluded }],
      ).totals;

    it.each<[string, 1 | -1, number, number, number, string]>([
      ['a fee of 59 of which 9 is tax', 1, 59, 9, 188.8, '50.0000'],
      ['a fee whose tax is nowhere else', 1, 59, 0, 188.8, '59.0000'],
      ['a discount of 59 of which 9 is tax', -1, 59, -9, 70.8, '-50.0000'],
    ])('%s', (_what, sign, amount, tax, total, net) => {
      const { balanced, adjustments } = mapped(sign, true, amount, tax, total);
      expect([balanced, adjustments]).toEqual([true, [{ name: 'fee', as: 'fee', amount: net }]]);
      if (tax !== 0) expect(mapped(sign, false, amount, tax, total).balanced).toBe(false);
    });
  });

  it('may be off by a cent for each line', () => {
    const lines = (count: number) => Array.from({ length: count }, () => ({}));
    const off = (cents: number, items?: object[]) =>
      totals({ subtotal: 10, grand_total: 10 + cents / 100, items }).balanced;
    expect([off(1), off(1, []), off(-1, lines(1)), off(3, lines(3))]).toEqual([true, true, true, true]);
    expect([off(1.01), off(2, []), off(-2, lines(1)), off(3.01, lines(3))]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
