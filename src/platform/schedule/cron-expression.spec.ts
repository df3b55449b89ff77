import { expect, it } from '@jest/globals';
import { CronTime } from 'cron';
import { cronExpressionOf } from './cron-expression.js';

it.each([
  [1000, 1000],
  [2000, 2000],
  [30_000, 30_000],
  [60_000, 60_000],
  [600_000, 600_000],
  ['04:00', 86_400_000],
  ['23:59', 86_400_000],
] as const)('%p comes once in %p ms', (every, ms) => {
  const times = new CronTime(cronExpressionOf(every)!, 'UTC').sendAt(3).map((at) => at.toMillis());
  expect([times[1]! - times[0]!, times[2]! - times[1]!]).toEqual([ms, ms]);
});

it('comes at its time of day, in UTC', () => {
  const at = new CronTime(cronExpressionOf('03:15')!, 'UTC').sendAt().toUTC();
  expect([at.hour, at.minute, at.second]).toEqual([3, 15, 0]);
});

it.each([250, 500, 7000, 1500, 420_000])('has none for %p ms', (every) => {
  expect(cronExpressionOf(every)).toBeUndefined();
});
