import { describe, expect, it } from '@jest/globals';
import { targetOf } from './inventory.types.js';

describe('what Magento is to be given', () => {
  it.each([
    [5, null, 0, { quantity: 5, inStock: true }],
    [5, true, 2, { quantity: 3, inStock: true }],
    [5, false, 2, { quantity: 3, inStock: false }],
    [2, true, 2, { quantity: 0, inStock: null }],
    [2, null, 5, { quantity: 0, inStock: null }],
    [0, true, 0, { quantity: 0, inStock: null }],
    [0, false, 0, { quantity: 0, inStock: false }],
    [0.3, null, 0.1, { quantity: 0.2, inStock: true }],
  ])('of %p, flag %p, with a buffer of %p: %j', (quantity, inStock, buffer, target) => {
    expect(targetOf({ quantity, inStock }, buffer)).toEqual(target);
  });
});
