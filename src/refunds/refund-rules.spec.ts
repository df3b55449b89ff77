import { describe, expect, it } from '@jest/globals';
import type { MagentoCreditMemo, MagentoOrder, NewRefund } from '../magento/magento.types.js';
import { amountsInWords, keptBackProblem, whyNoRefund } from './refund-rules.js';
import type { RefundInput } from './refund.types.js';

const input = (more: Partial<RefundInput> = {}): RefundInput => ({
  openRest: false,
  shippingAmount: 0,
  adjustmentPositive: 0,
  adjustmentNegative: 0,
  online: false,
  returnToStock: false,
  notify: false,
  ...more,
});
const order = (more: Partial<MagentoOrder> = {}): MagentoOrder => ({
  entity_id: 1,
  state: 'processing',
  base_shipping_amount: 25,
  base_shipping_incl_tax: 29.87,
  items: [{ item_id: 1, qty_ordered: 2, qty_invoiced: 2, base_price_incl_tax: 10 }],
  ...more,
});
const lines = [{ orderItemCode: '1', channelSkuCode: 'A', quantity: 1 }];

describe('what speaks against a refund', () => {
  it.each<[Partial<MagentoOrder>, Partial<RefundInput>, RegExp | undefined]>([
    [{}, { items: lines }, undefined],
    [{ state: 'canceled' }, { items: lines }, /cancelled/],
    [{ state: 'closed' }, { items: lines }, /closed/],
    [{ state: 'holded' }, { items: lines }, /on hold/],
    [{ state: 'payment_review' }, { items: lines }, /under review/],
    [{ items: [{ item_id: 1, qty_ordered: 2 }] }, { items: lines }, /cannot cancel single lines/],
    [{}, { items: lines, shippingAmount: 29.87 }, undefined],
    [{}, { items: lines, shippingAmount: 29.88 }, /29.88 asked for, 29.87 left/],
    [
      { base_shipping_refunded: 25, base_shipping_tax_refunded: 4.87 },
      { items: lines, shippingAmount: 1 },
      /0 left/,
    ],
    [{}, { adjustmentPositive: 1 }, undefined],
    [{ base_shipping_amount: 0, base_shipping_incl_tax: 0 }, { adjustmentPositive: 1 }, /name a line too/],
    [{ base_shipping_amount: 0, base_shipping_incl_tax: 0 }, { openRest: true }, undefined],
  ])('of %j, asked for %j', (shown, asked, words) => {
    const said = whyNoRefund(order(shown), input(asked));
    if (words) expect(said).toMatch(words);
    else expect(said).toBeUndefined();
  });

  it('is an adjustment that keeps all of it back', () => {
    const rows = [{ order_item_id: 1, qty: 1 }];
    expect(keptBackProblem(order(), rows, input({ adjustmentNegative: 9.99 }))).toBeUndefined();
    expect(keptBackProblem(order(), rows, input({ adjustmentNegative: 10 }))).toMatch(/keep back 10/);
    expect(
      keptBackProblem(order(), rows, input({ adjustmentNegative: 10, shippingAmount: 1 })),
    ).toBeUndefined();
  });
});

describe('what an adjustment keeps back of lines with a discount', () => {
  const kept = (
    item: object,
    qty: number,
    adjustmentNegative: number,
    more: object = {},
  ): string | undefined =>
    keptBackProblem(
      order({ items: [{ item_id: 1, ...item }], ...more }),
      [{ order_item_id: 1, qty }],
      input({ adjustmentNegative }),
    );

  it('is compared with what the line is worth after its discount', () => {
    const item = { qty_ordered: 1, base_price_incl_tax: 100, base_discount_amount: 50 };
    expect(kept(item, 1, 49.99)).toBeUndefined();
    expect(kept(item, 1, 50)).toMatch(/keep back 50/);
    expect(kept(item, 1, 70)).toMatch(/keep back 70/);
    expect(kept({ ...item, qty_ordered: 2 }, 1, 74.99)).toBeUndefined();
    expect(kept({ ...item, qty_ordered: 2 }, 1, 75)).toMatch(/keep back/);
  });

  it('counts the tax that was asked for after the discount, where the shop shows it', () => {
    const item = {
      ...{ qty_ordered: 2, base_price_incl_tax: 120, base_row_total: 200, base_tax_amount: 20 },
      ...{ base_discount_amount: 100, base_discount_tax_compensation_amount: 0 },
    };
    expect(kept(item, 1, 59.99)).toBeUndefined();
    expect(kept(item, 1, 60)).toMatch(/keep back/);
    expect(kept({ ...item, base_discount_tax_compensation_amount: 10 }, 1, 64.99)).toBeUndefined();
  });

  it('counts the discount of the shipping cost', () => {
    const shown = order({ base_shipping_amount: 20, base_shipping_discount_amount: 10 });
    const asked = (adjustmentNegative: number) =>
      keptBackProblem(
        shown,
        [{ order_item_id: 1, qty: 1 }],
        input({ shippingAmount: 10, adjustmentNegative }),
      );
    expect(asked(14.99)).toBeUndefined();
    expect(asked(15)).toMatch(/keep back/);
  });
});

describe('the amounts of a credit memo', () => {
  const asked: NewRefund['arguments'] = {
    shipping_amount: 5,
    adjustment_positive: 3,
    adjustment_negative: 1,
  };
  const memo = (more: Partial<MagentoCreditMemo>): MagentoCreditMemo => ({
    entity_id: 1,
    order_id: 1,
    ...more,
  });
  const words = (more: Partial<MagentoCreditMemo>): string | undefined =>
    amountsInWords({ arguments: asked } as NewRefund, memo(more));

  it('are as asked for, where the shop counts shipping with tax as well as without it', () => {
    expect(
      words({ base_shipping_amount: 5, base_shipping_incl_tax: 5.9, base_adjustment: 2 }),
    ).toBeUndefined();
    expect(
      words({ base_shipping_amount: 4.2, base_shipping_incl_tax: 5, base_adjustment: 2 }),
    ).toBeUndefined();
  });

  it('are named where the total is negative', () => {
    const booked = { base_shipping_amount: 5, base_adjustment: 2 };
    expect(words({ ...booked, base_grand_total: 0 })).toBeUndefined();
    expect(words({ ...booked, base_grand_total: -20 })).toBe('Magento booked a negative total of -20.');
  });

  it('are named where they differ', () => {
    expect(words({ base_shipping_amount: 25, base_shipping_incl_tax: 30, base_adjustment: 0 })).toBe(
      'Magento gave back 25 of shipping instead of 5 and an adjustment of 0 instead of 2.',
    );
  });
});
