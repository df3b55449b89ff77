import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const same = (a: string, b: string): boolean => canonicalJson(a) === canonicalJson(b);

describe(canonicalJson.name, () => {
  it.each([
    ['{"a":1,"b":{"c":2,"d":3}}', ' { "b" : {"d":3,"c":2}, "a":1 }'],
    ['[1,1.0,1e0,10e-1,0.1e1]', '[1.0,1,1.00,1,1]'],
    ['[0,-0,0.0,0e9]', '[0,0,0,0]'],
    ['[100,1e2,1E+2]', '[1e2,100,100.0]'],
    ['{"a":1,"a":2}', '{"a":2}'],
    ['"\\u0041"', '"A"'],
    ['null', ' null '],
  ])('takes %s and %s for one', (a, b) => expect(same(a, b)).toBe(true));

  it.each([
    ['[1,2]', '[2,1]'],
    ['9007199254740993', '9007199254740992'],
    ['12345678901234567890', '12345678901234567891'],
    ['0.1', '0.10000000000000001'],
    ['1e400', '2e400'],
    ['1', '"1"'],
    ['1', '-1'],
    ['{"a":null}', '{}'],
    ['{"a":1,"a":2}', '{"a":1}'],
    ['"1e0"', '1'],
    ['{"a":[]}', '{"a":{}}'],
    ['{"__proto__":1}', '{}'],
    ['[[1],2]', '[1,[2]]'],
  ])('tells %s from %s', (a, b) => expect(same(a, b)).toBe(false));

  it('takes any text for itself, however deep or wrong', () => {
    for (const text of ['['.repeat(50_000) + ']'.repeat(50_000), '{"a":', '']) {
      expect(canonicalJson(text)).toBe(text);
    }
  });

  it('does not mind the order of any keys, and minds each value', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, one]) => [key, shuffled(one)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(same(JSON.stringify(a), JSON.stringify(shuffled(a)))).toBe(true);
        expect(same(JSON.stringify(a), JSON.stringify(b))).toBe(
          JSON.stringify(sortedOf(a)) === JSON.stringify(sortedOf(b)),
        );
      }),
      { seed: 20261126 },
    );
  });
});

function sortedOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => ({ [`k${key}`]: sortedOf(one) }))
    .concat([{ object: true }]);
}
