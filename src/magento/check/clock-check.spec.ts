import { describe, expect, it } from '@jest/globals';
import { checkClock } from './clock-check.js';

const NOON = Date.UTC(2026, 10, 27, 12);
/** @param seconds of Magento's clock, of the begin of the call and of its end, after noon by ours */
const check = (at: number | undefined, begun: number, ended: number) =>
  checkClock({
    at: at === undefined ? undefined : new Date(NOON + at * 1000),
    begun: { monotonic: 0, wall: NOON + begun * 1000 },
    ended: { monotonic: 0, wall: NOON + ended * 1000 },
  });

describe('the check of the clock', () => {
  it.each([
    ['within a call of 5 minutes', 150, 0, 300],
    ['in the second in which the call was begun', 0, 0.9, 1.2],
    ['at its end', 300, 0, 300],
  ])('finds no difference %s', (_where, at, begun, ended) => {
    expect(check(at, begun, ended)).toEqual({
      check: 'clock',
      result: 'ok',
      message: "Magento's clock agrees with ours.",
    });
  });

  it.each([
    ['ahead', 400, 0, 300, 'ok', '100 s ahead', 'warning'],
    ['ahead', 330, 0, 300, 'ok', '30 s ahead', 'ok'],
    ['behind', -100, 0, 300, 'ok', '99 s behind', 'warning'],
    ['behind', -31, 0, 300, 'ok', '30 s behind', 'ok'],
  ])('counts what the call does not explain: %s', (_way, at, begun, ended, _ok, words, result) => {
    expect(check(at, begun, ended)).toMatchObject({ result, message: expect.stringContaining(words) });
  });

  it('says what it means that no time is sent', () => {
    expect(check(undefined, 0, 1)).toMatchObject({ result: 'warning' });
  });
});
