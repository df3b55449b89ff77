import { describe, expect, it } from '@jest/globals';
import type { MagentoOrder } from '../magento.types.js';
import { guessRelease } from './release-check.js';

const TAXED = { extension_attributes: { itemized_taxes: [] } };
/** @param rows price, quantity, discount, row_total */
const order = (...rows: number[][]): MagentoOrder =>
  ({
    items: rows.map(([price, qty_ordered, discount_amount, row_total]) => ({
      ...TAXED,
      price,
      qty_ordered,
      discount_amount,
      row_total,
    })),
  }) as unknown as MagentoOrder;

describe('the release, by the shape of orders', () => {
  it('is not known by the mail: an order without email_sent may be of 2.4.7', () => {
    expect(guessRelease([order([12.5, 2, 0, 25])])).toBe('2.4.7');
    expect(guessRelease([{ ...order([12.5, 2, 0, 25]), email_sent: 1 } as MagentoOrder])).toBe('2.4.7');
  });

  it('is 2.4.8 where the row has lost its quantity', () => {
    expect(guessRelease([order([12.5, 2, 0, 12.5])])).toBe('2.4.8 or newer');
    expect(guessRelease([order([12.5, 2, 5, 7.5], [10, 1, 0, 10])])).toBe('2.4.8 or newer');
  });

  it('is 2.4.7 or newer where no row tells, or rows disagree', () => {
    expect(guessRelease([order([12.5, 1, 0, 12.5])])).toBe('2.4.7 or newer');
    expect(guessRelease([order([0, 3, 0, 0])])).toBe('2.4.7 or newer');
    // What a module of the shop shows is neither.
    expect(guessRelease([order([10, 2, 0, 99])])).toBe('2.4.7 or newer');
    expect(guessRelease([order([10, 2, 0, 20], [10, 3, 0, 10])])).toBe('2.4.7 or newer');
    // A discount that takes more than one unit costs.
    expect(guessRelease([order([10, 2, 20, 0])])).toBe('2.4.7 or newer');
  });

  it('takes the rounding of rows and prices', () => {
    expect(guessRelease([order([3.3333, 3, 0, 10])])).toBe('2.4.7');
    expect(guessRelease([order([0.01, 100, 0, 1.2])])).toBe('2.4.7 or newer');
  });

  it('is 2.4.6 or older without itemized taxes, and unknown without orders', () => {
    const old = { items: [{ price: 5, qty_ordered: 2, row_total: 10 }] } as unknown as MagentoOrder;
    expect(guessRelease([old])).toBe('2.4.6 or older');
    expect(guessRelease([])).toBe('unknown');
    expect(guessRelease([{ items: [] } as unknown as MagentoOrder])).toBe('unknown');
  });
});
