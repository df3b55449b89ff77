import { describe, expect, it } from '@jest/globals';
import { type Compared, salableDifference } from './salable-difference.js';

const given = (some: Partial<Compared> = {}): Compared => ({ pushed: 10, shown: 10, openUnits: 0, ...some });

describe('salableDifference', () => {
  it.each<[string, Compared, number, string | undefined]>([
    ['none', given(), 10, undefined],
    ['none, though orders are open', given({ openUnits: 2 }), 10, undefined],
    ['none, in fractions', given({ pushed: 0.3, openUnits: 0 }), 0.1 + 0.2, undefined],
    ['that open orders reserve', given({ openUnits: 2 }), 8, 'OPEN_ORDERS'],
    ['where all of it is ordered, and more', given({ openUnits: 12 }), 0, 'OPEN_ORDERS'],
    ['below 0, of backorders', given({ openUnits: 12 }), -2, 'OPEN_ORDERS'],
    ['of the stock alone', given({ shown: 7 }), 7, 'STOCK'],
    ['of the stock and of open orders', given({ shown: 7, openUnits: 2 }), 5, 'STOCK'],
    ['of a stock that is gone', given({ shown: 0 }), 0, 'STOCK'],
    ['of reservations that no order has', given(), 7, 'UNEXPLAINED'],
    ['of fewer than open orders need', given({ openUnits: 2 }), 9, 'UNEXPLAINED'],
    ['of more than was given', given({ openUnits: 2 }), 12, 'UNEXPLAINED'],
    ['of a product that is off sale', given({ openUnits: 2 }), 0, 'UNEXPLAINED'],
    ['where the stock is not known', given({ shown: null, openUnits: 2 }), 5, 'UNEXPLAINED'],
  ])('%s', (_name, compared, salable, why) => {
    expect(salableDifference(compared, salable)).toBe(why);
  });
});
