import { describe, expect, it } from '@jest/globals';
import { BadRequestError } from '../errors/app-error.js';
import { mustBeInOrder } from './time-range.js';

const EARLIER = '2026-01-01T01:00:00+02:00';
const LATER = '2026-01-01T00:00:00Z';

describe('a time range', () => {
  it.each([
    [EARLIER, LATER],
    [LATER, LATER],
    [new Date(EARLIER), new Date(LATER)],
    [LATER, undefined],
    [undefined, EARLIER],
    [undefined, undefined],
  ])('from %s to %s is one', (from, to) => {
    expect(() => mustBeInOrder(from, to)).not.toThrow();
  });

  it.each([
    [LATER, EARLIER, undefined, 'from'],
    [new Date(LATER), new Date(EARLIER), 'createdFrom', 'createdFrom'],
  ])('from %s to %s is none, and names its lower bound', (from, to, field, named) => {
    const words = 'must not be later than its upper bound';
    expect(() => mustBeInOrder(from, to, field)).toThrow(BadRequestError.field(named, words));
    try {
      mustBeInOrder(from, to, field);
    } catch (error) {
      expect((error as BadRequestError).errors).toEqual([{ field: named, message: words }]);
    }
  });
});
