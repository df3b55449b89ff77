import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { WindowCounter } from './window-counter.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('blocks above the limit until the window ends, and keys do not count for each other', async () => {
  const counter = new WindowCounter();
  for (let hit = 1; hit <= 3; hit++) {
    expect(await counter.increment('a', 60_000, 3)).toMatchObject({ totalHits: hit, isBlocked: false });
  }
  jest.advanceTimersByTime(20_000);
  expect(await counter.increment('a', 60_000, 3)).toMatchObject({ isBlocked: true, timeToBlockExpire: 40 });
  expect(await counter.increment('b', 60_000, 3)).toMatchObject({ totalHits: 1, isBlocked: false });
  jest.advanceTimersByTime(40_000);
  expect(await counter.increment('a', 60_000, 3)).toMatchObject({ totalHits: 1, isBlocked: false });
});
