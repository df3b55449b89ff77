import { describe, expect, it } from '@jest/globals';
import { pageOf } from './page-of.js';

describe('a page', () => {
  const page = (rows: number[]) => pageOf(rows, 2, (row) => row * 10, String);

  it('names its last row where one more was found', () => {
    expect(page([1, 2, 3])).toEqual({ items: [10, 20], nextCursor: '2' });
  });

  it.each([[[]], [[1]], [[1, 2]]])('is the last one: %j', (rows) => {
    expect(page(rows)).toEqual({ items: rows.map((row) => row * 10), nextCursor: null });
  });
});
