import { describe, expect, it } from '@jest/globals';
import type { OrderList } from '../magento/order-list.js';
import { checkPage } from './page-check.js';
import { UntrustedAnswerError } from './untrusted-answer.error.js';
import type { Walk } from './walk.js';

const at = (seconds: number): string => `2026-01-01 00:00:${String(seconds).padStart(2, '0')}`;
const order = (id: number, seconds = id, more: object = {}) => ({
  entity_id: id,
  updated_at: at(seconds),
  ...more,
});
const list = (...items: object[]): OrderList =>
  ({ items, unreadable: 0, total_count: undefined }) as unknown as OrderList;
const walk = (more: Partial<Walk> = {}): Walk =>
  ({ timeField: 'updated_at', storeIds: [], exclude: [], ...more }) as unknown as Walk;
const check = (orders: OrderList, more: Partial<Walk> = {}, size = 10) => checkPage(orders, walk(more), size);

describe('a page', () => {
  it('ends at its last order', () => {
    expect(check(list(order(1), order(2), order(5)))).toEqual({ last: { time: at(5), id: 5 } });
    expect(check(list(order(7), order(9)), { timeField: undefined })).toEqual({ last: { id: 9 } });
    const after = { time: at(1), id: 1 };
    expect(check(list(), { after })).toEqual({ last: after });
    expect(check(list(order(3, 4), order(4, 4)))).toEqual({ last: { time: at(4), id: 4 } });
  });

  it('may hold one order out of its place, which does not move the walk', () => {
    expect(check(list(order(1), order(9, 0), order(3)))).toEqual({ last: { time: at(3), id: 3 } });
    expect(check(list(order(1), order(2, 59), order(3)))).toEqual({ last: { time: at(3), id: 3 } });
  });

  it('may not hold two of them, although others go on', () => {
    const odd = list(order(1), order(9, 0), order(3), order(8, 0), order(5));
    expect(() => check(odd)).toThrow(UntrustedAnswerError);
    expect(() => check(odd)).toThrow(`order 9 (${at(0)}) came behind 1 (${at(1)})`);
    expect(() => check(list(order(5), order(4), order(3), order(6)), { timeField: undefined })).toThrow(
      'came behind',
    );
  });

  it('may not come again', () => {
    const after = { time: at(2), id: 2 };
    expect(() => check(list(order(1), order(2)), { after })).toThrow('came behind');
    expect(check(list(order(2)), { after })).toEqual({
      last: after,
      noPlace: expect.stringContaining('came behind'),
    });
  });

  it('holds no more than was asked for, also of what cannot be read', () => {
    expect(() => check(list(order(1), order(2)), {}, 1)).toThrow('2 orders came on a page of 1');
    expect(() => check({ ...list(order(1)), unreadable: 1 }, {}, 1)).toThrow('2 orders came on a page of 1');
    expect(check(list(order(1), order(2)), {}, 2).last?.id).toBe(2);
  });

  it('keeps within the bounds that were asked for', () => {
    const from = new Date('2026-01-01T00:00:02Z');
    const to = new Date('2026-01-01T00:00:04Z');
    expect(check(list(order(2), order(3), order(4)), { from, to }).last?.id).toBe(4);
    expect(() => check(list(order(7, 0), order(8, 1), order(9, 2)), { from })).toThrow(
      `order 7 has updated_at ${at(0)}, before ${at(2)}`,
    );
    expect(() => check(list(order(4), order(5), order(6)), { to })).toThrow(
      `order 5 has updated_at ${at(5)}, after ${at(4)}`,
    );
    expect(() => check(list(order(1), order(2), order(3)), { ids: ['2'] })).toThrow(
      'order 1 was not asked for',
    );
  });

  it('has no place without ids and times', () => {
    expect(check(list({}, { entity_id: 3 }, { entity_id: 4, updated_at: 'soon' }))).toEqual({
      last: undefined,
      noPlace: 'none of 3 entries has a readable id and time',
    });
    expect(check({ ...list(), unreadable: 2 }).noPlace).toBe('none of 2 entries has a readable id and time');
  });

  it('may hold one order of another store view, not two', () => {
    const foreign = (id: number) => order(id, id, { store_id: id % 2 ? '2' : 2 });
    const own = order(5, 5, { store_id: 1 });
    expect(check(list(foreign(1), order(2, 2, { store_id: null }), own), { storeIds: [1] }).last?.id).toBe(5);
    expect(() => check(list(foreign(1), foreign(2), own), { storeIds: [1] })).toThrow(
      '2 orders are of other store views',
    );
    expect(check(list(foreign(1), foreign(2), own)).last?.id).toBe(5);
  });

  it('may hold orders of another status, not only such', () => {
    const statuses = ['Processing'];
    const other = order(1, 1, { status: 'closed' });
    expect(check(list(other, order(2, 2, { status: 'PROCESSING' })), { statuses }).last?.id).toBe(2);
    expect(() => check(list(other), { statuses })).toThrow(
      'none of 1 orders has one of the statuses asked for',
    );
    expect(check(list(), { statuses })).toEqual({ last: undefined });
  });
});
