import { describe, expect, it } from '@jest/globals';
import { countByDay } from './orders-by-day.js';

describe(countByDay.name, () => {
  it('counts each side by day, and tells the day on which one of them lacks an order', () => {
    const here = new Map([
      ['1', '2026-11-02'],
      ['2', '2026-11-01'],
      ['3', '2026-11-02'],
    ]);
    const there = new Map([
      ['1', '2026-11-02'],
      ['2', '2026-11-01'],
      ['4', '2026-11-03'],
    ]);
    expect(countByDay(here, there)).toEqual([
      { day: '2026-11-01', ordersMagento: 1, ordersHere: 1 },
      { day: '2026-11-02', ordersMagento: 1, ordersHere: 2 },
      { day: '2026-11-03', ordersMagento: 1, ordersHere: 0 },
    ]);
  });

  it('counts an order that Magento cannot deliver on our day of it, and leaves it out where we have none', () => {
    const there = new Map([
      ['1', undefined],
      ['2', undefined],
    ]);
    expect(countByDay(new Map([['1', '2026-11-02']]), there)).toEqual([
      { day: '2026-11-02', ordersMagento: 1, ordersHere: 1 },
    ]);
  });
});
