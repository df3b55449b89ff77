import { expect, it } from '@jest/globals';
import { timeOf } from './webhook-fields.js';

it.each([
  ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23 10:00:00', '2026-11-23T04:30:00.000Z'],
  ['23 11 2026 10:00:00', '2026-11-23T04:30:00.000Z'],
  [1_700_000_000, '2023-11-14T22:13:20.000Z'],
  ['1700000000000', '2023-11-14T22:13:20.000Z'],
  ['yesterday', undefined],
  [{}, undefined],
])('the time %j is %s', (value, expected) => {
  expect(timeOf(value)?.toISOString()).toBe(expected);
});
