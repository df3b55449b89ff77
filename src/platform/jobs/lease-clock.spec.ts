import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LeaseClock } from './lease-clock.js';
import { time } from '../time/time.js';

let monotonic = 0;
let wall = 0;

beforeEach(() => {
  [monotonic, wall] = [1000, 1_800_000_000_000];
  jest.spyOn(performance, 'now').mockImplementation(() => monotonic);
  jest.spyOn(Date, 'now').mockImplementation(() => wall);
});

afterEach(() => void jest.restoreAllMocks());

function pass(ms: number, wallMs = ms): void {
  monotonic += ms;
  wall += wallMs;
}

describe('the time since an instant', () => {
  it.each([
    ['both clocks go on', 5000, 5000, 5000],
    ['the machine was suspended', 100, 120_000, 120_000],
    ['the wall clock was set back', 5000, -3_600_000, 5000],
  ])('is the longer of the two where %s', (_what, ms, wallMs, elapsed) => {
    const since = time.instant();
    pass(ms, wallMs);
    expect(time.elapsedMs(since)).toBe(elapsed);
  });
});

describe('a lease of ten seconds', () => {
  it('is held for half a second less, from before the statement that took it', () => {
    const taken = time.instant();
    pass(3000);
    const clock = new LeaseClock(10, taken);
    pass(6499);
    expect(clock.held).toBe(true);
    pass(1);
    expect(clock.held).toBe(false);
  });

  it('is held for longer by a renewal, from before its statement', () => {
    const clock = new LeaseClock(10);
    pass(5000);
    const since = time.instant();
    pass(4000);
    clock.renewedAt(since);
    pass(5499);
    expect(clock.held).toBe(true);
    pass(1);
    expect(clock.held).toBe(false);
  });

  it('is over for a process that was frozen, whichever of its clocks went on', () => {
    for (const [ms, wallMs] of [
      [120_000, 0],
      [0, 120_000],
    ] as const) {
      const clock = new LeaseClock(10);
      pass(ms, wallMs);
      expect(clock.held).toBe(false);
    }
  });
});
