import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromColumn, NotAnAmountError, times, toColumn, toMoney, toQuantity, units } from './money.js';

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
    ['0.2500', '0.25'],
    ['10.0500', '10.05'],
    ['1.2345', '1.2345'],
  ])('writes the quantity %s as %s', (column, quantity) => expect(toQuantity(column)).toBe(quantity));

  it.each([
    ['12.50', 125_000],
    ['-3', -30_000],
    ['0012.5', 125_000],
    ['12.34567', 123_457],
    [null, 0],
    [undefined, 0],
    [100_000_000_000, 10 ** 15],
    ['-100000000000', -(10 ** 15)],
  ])('reads %j as %d', (value, expected) => {
    expect(units(value)).toBe(expected);
    expect(times(value, 1)).toBe(expected);
    expect(times(1, value)).toBe(expected);
  });

  it.each([
    ['1,234', '"1,234" is not an amount'],
    ['', '"" is not an amount'],
    ['12.', '"12." is not an amount'],
    ['.5', '".5" is not an amount'],
    ['1e3', '"1e3" is not an amount'],
    ['$12.50', '"$12.50" is not an amount'],
    ['12.50 EUR', '"12.50 EUR" is not an amount'],
    ['+1', '"+1" is not an amount'],
    [[1], '[1] is not an amount'],
    [{}, '{} is not an amount'],
    [true, 'true is not an amount'],
    [100_000_000_001, '100000000001 is more than any amount can be'],
    ['-100000000001', '"-100000000001" is more than any amount can be'],
    ['x'.repeat(50), `"${'x'.repeat(39)} is not an amount`],
    [NaN, 'null is more than any amount can be'],
  ])('does not take %j for an amount', (value, words) => {
    for (const read of [() => units(value as string), () => times(1, value as string)]) {
      expect(read).toThrow(NotAnAmountError);
      expect(read).toThrow(new NotAnAmountError(words));
    }
  });
});
