import { describe, expect, it } from '@jest/globals';
import { rowOf, skuGroups } from './sku-groups.js';

const rows = (count: number, sku = 'SKU') => Array.from({ length: count }, () => ({ sku }));
const sizes = (groups: unknown[][]) => groups.map((group) => group.length);

describe('the SKUs of one question', () => {
  it('are a hundred at most, or fewer where that is asked for', () => {
    expect(skuGroups([])).toEqual([]);
    expect(sizes(skuGroups(rows(100)))).toEqual([100]);
    expect(sizes(skuGroups(rows(201)))).toEqual([100, 100, 1]);
    expect(sizes(skuGroups(rows(5), 2))).toEqual([2, 2, 1]);
  });

  it('make no address longer than web servers take, as it is written there', () => {
    expect(sizes(skuGroups(rows(90, 'x'.repeat(47))))).toEqual([80, 10]);
    expect(sizes(skuGroups(rows(80, 'x'.repeat(48))))).toEqual([78, 2]);
    expect(sizes(skuGroups(rows(50, 'ä'.repeat(16))))).toEqual([40, 10]);
  });

  it('are all there, in their order', () => {
    const all = Array.from({ length: 250 }, (_, i) => ({ sku: `SKU-${i}` }));
    expect(skuGroups(all).flat()).toEqual(all);
  });
});

describe('the row of a SKU', () => {
  it('is the very one, else one that differs in case', () => {
    const [upper, lower] = [{ sku: 'MUG' }, { sku: 'mug' }];
    expect([rowOf([upper, lower], 'mug'), rowOf([upper, lower], 'MUG')]).toEqual([lower, upper]);
    expect([rowOf([upper], 'Mug'), rowOf([upper], 'MUG-1'), rowOf([], 'MUG')]).toEqual([
      upper,
      undefined,
      undefined,
    ]);
  });
});
