import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromColumn, times, toColumn, toMoney, toQuantity, units } from './money.js';

describe('money in ten-thousandths', () => {
  it('is exact for every amount a shop can have', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (ten_thousandths) => {
        const text = `${ten_thousandths < 0 ? '-' : ''}${String(Math.abs(ten_thousandths))
          .padStart(5, '0')
          .replace(/(\d{4})$/, '.$1')}`;
        expect(units(Number(text))).toBe(ten_thousandths);
        expect(fromColumn(text)).toBe(ten_thousandths);
        expect(Number(toColumn(ten_thousandths))).toBe(Number(text));
      }),
    );
  });

  it('multiplies without float noise', () => {
    expect(toColumn(times(0.1, 3))).toBe('0.3000');
    expect(toColumn(times(1.005, 1000))).toBe('1005.0000');
    expect(toColumn(times(19.99, 2.5))).toBe('49.9750');
  });

  it.each([
    ['12.5000', '12.50'],
    ['0.0000', '0.00'],
    ['1.2345', '1.2345'],
    ['1.2340', '1.234'],
    ['-7.0000', '-7.00'],
    ['100.0000', '100.00'],
  ])('writes %s as %s', (column, money) => expect(toMoney(column)).toBe(money));

  it.each([
    ['2.0000', '2'],
    ['0.0000', '0'],
    ['2.5000', '2.5'],
    ['100.0000', '100'],
  ])('writes the quantity %s as %s', (column, quantity) => expect(toQuantity(column)).toBe(quantity));
});
