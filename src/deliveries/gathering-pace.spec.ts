import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { systemClock } from '../platform/time/clock.js';
import { time } from '../platform/time/time.js';
import { GatheringPace } from './gathering-pace.js';

let now = 0;
const slept: number[] = [];

beforeEach(() => {
  now = 1000;
  slept.length = 0;
  time.useScale(1);
  time.useClock({
    ...systemClock,
    now: () => now,
    monotonic: () => now,
    sleep: (ms: number) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  });
});

afterEach(() => time.useClock(systemClock));

const taking = (ms: number) => (): Promise<void> => {
  now += ms;
  return Promise.resolve();
};

it('begins at once, then waits as long as the last statement took', async () => {
  const pace = new GatheringPace();
  await pace.run(taking(3));
  await pace.run(taking(2));
  await pace.run(taking(1));
  expect(slept).toEqual([3, 2]);
});

it('counts the time since the last one, and waits no longer than ten milliseconds', async () => {
  const pace = new GatheringPace();
  await pace.run(taking(400));
  now += 4;
  await pace.run(taking(3));
  now += 3;
  await pace.run(taking(0));
  expect(slept).toEqual([6]);
});

it('waits after a statement that failed as after another', async () => {
  const pace = new GatheringPace();
  const failing = pace.run(() => {
    now += 5;
    return Promise.reject(new Error('the database is gone'));
  });
  await expect(failing).rejects.toThrow('gone');
  await pace.run(taking(1));
  expect(slept).toEqual([5]);
});
