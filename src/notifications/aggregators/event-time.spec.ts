import { expect, it } from '@jest/globals';
import { type Clock, eventTime, timeOf } from './event-time.js';

it.each([
  ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23 10:00:00', '2026-11-23T04:30:00.000Z'],
  ['23 11 2026 10:00:00', '2026-11-23T04:30:00.000Z'],
  ['23/11/2026 10:00', '2026-11-23T04:30:00.000Z'],
  ['2026-11-20 22:15:13+00:00', '2026-11-20T22:15:13.000Z'],
  ['2026-11-20 22:15:13 +0000', '2026-11-20T22:15:13.000Z'],
  ['2026-11-20T17:12:36.710', '2026-11-20T11:42:36.710Z'],
  ['2026-11-18 07:30:08.396840', '2026-11-18T02:00:08.396Z'],
  [1_700_000_000, '2023-11-14T22:13:20.000Z'],
  ['1700000000000', '2023-11-14T22:13:20.000Z'],
  ['yesterday', undefined],
  [{}, undefined],
  [null, undefined],
])('the time %j is %s', (value, expected) => {
  expect(timeOf(value)?.toISOString()).toBe(expected);
});

const receivedAt = new Date('2026-11-23T10:00:00Z');
const read = (value: unknown, clock?: Clock, zone?: 'INDIA' | 'UTC'): [string, boolean] => {
  const { at, timed } = eventTime(value, { receivedAt, clock, zone });
  return [at.slice(11, 16), timed];
};

it.each<[string, unknown, Clock, [string, boolean]]>([
  ['in the past is as written', '2026-11-23T09:59:00Z', 'GUESS', ['09:59', true]],
  ['a little ahead is a clock that is fast', '2026-11-23T10:04:59Z', 'GUESS', ['10:04', true]],
  ["India's clock marked Z is known by the future", '2026-11-23T15:29:00Z', 'GUESS', ['09:59', true]],
  ["India's clock marked +00:00 as well", '2026-11-23 15:29:00+00:00', 'GUESS', ['09:59', true]],
  ['in the future on both clocks is no time', '2026-11-23T15:40:00Z', 'GUESS', ['10:00', false]],
  [
    'in the future is no time where the clock is as written',
    '2026-11-23T15:29:00Z',
    'AS_WRITTEN',
    ['10:00', false],
  ],
  ['yesterday of an Indian clock', '2026-11-23T07:30:00Z', 'INDIA', ['02:00', true]],
  ['an epoch needs no zone', 1_795_427_940, 'INDIA', ['09:59', true]],
  ['an epoch in the future is no time', 1_795_430_000, 'GUESS', ['10:00', false]],
  ['nothing is no time', undefined, 'GUESS', ['10:00', false]],
])('%s', (_what, value, clock, expected) => {
  expect(read(value, clock)).toEqual(expected);
});

it('a time without a zone is of the zone that is set, if that can be', () => {
  expect(read('2026-11-23 09:00:00', 'GUESS', 'UTC')).toEqual(['09:00', true]);
  expect(read('2026-11-23 15:00:00', 'GUESS', 'UTC')).toEqual(['09:30', true]);
  expect(read('2026-11-23 15:00:00', 'GUESS')).toEqual(['09:30', true]);
});
