import { describe, expect, it } from '@jest/globals';
import { countOf, MagentoNotAListError, readOrderList } from './order-list.js';

const order = { entity_id: 1 };

describe('a list of orders', () => {
  it('has orders, and counts what is none', () => {
    expect(readOrderList({ items: [order, null, 'x', []], total_count: 4 })).toEqual({
      items: [order],
      unreadable: 3,
      total_count: 4,
    });
  });

  it('is empty where Magento writes null', () => {
    expect(readOrderList({ items: null, total_count: 0 })).toMatchObject({ items: [], unreadable: 0 });
  });

  it.each([
    [null, 'null'],
    [[], 'an array'],
    ['x', 'string'],
    [7, 'number'],
    [{}, 'object'],
    [undefined, 'undefined'],
  ])('is not %j', (value, what) => {
    expect(() => readOrderList(value)).toThrow(MagentoNotAListError);
    expect(() => readOrderList(value)).toThrow(`no list came (${what} without items)`);
  });

  it('is none where its items are none', () => {
    expect(() => readOrderList({ items: {} })).toThrow('no list came (object without items)');
  });

  it.each([
    [3, 3],
    ['3', 3],
    ['12', 12],
    [0, 0],
    [-1, undefined],
    [1.5, undefined],
    ['3x', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('counts %j as %p', (given, count) => {
    expect(readOrderList({ items: [], total_count: given }).total_count).toBe(count);
  });

  it('without a number counts nothing', () => {
    expect(countOf(readOrderList({ items: [], total_count: 2 }))).toBe(2);
    expect(() => countOf(readOrderList({ items: [] }))).toThrow(
      new MagentoNotAListError('Magento answered a list of orders without total_count.', 200),
    );
  });
});
