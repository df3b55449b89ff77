import { describe, expect, it } from '@jest/globals';
import type { Clock } from './clock.js';
import { Time } from './time.js';

/** A clock that stands until it is moved, and remembers what was asked of it. */
class HandClock implements Clock {
  wall = 1_000_000;
  steady = 0;
  readonly asked: number[] = [];

  now = (): number => this.wall;
  monotonic = (): number => this.steady;
  after = (ms: number): { stop(): void } => this.timer(ms);
  every = (ms: number): { stop(): void } => this.timer(ms);
  sleep(ms: number): Promise<void> {
    this.asked.push(ms);
    return Promise.resolve();
  }

  private timer(ms: number): { stop(): void } {
    this.asked.push(ms);
    return { stop: () => undefined };
  }
}

function timeOf(scale: number): { time: Time; clock: HandClock } {
  const clock = new HandClock();
  const time = new Time();
  time.useClock(clock);
  time.useScale(scale);
  return { time, clock };
}

describe(Time.name, () => {
  it.each([1, 0.5, 0.2, 0.1, 0.01])(
    'keeps the order of a lease and what lies within it, at scale %d',
    (scale) => {
      const { time, clock } = timeOf(scale);
      time.beat(3000, () => undefined);
      const [beat] = clock.asked;
      const lease = time.limitSeconds(10) * 1000;
      const held = time.limitMs(10_000 - 500);
      expect(held).toBeLessThan(lease);
      expect(beat!).toBeLessThan(held / 2);
      // Nor does it renew one more often than it would in production.
      expect(lease / beat!).toBeCloseTo(10 / 3);
      expect(time.limitMs(15_000)).toBeLessThan(time.limitSeconds(20) * 1000);
      // No busy process loses a lease of two seconds by being busy.
      expect(lease).toBeGreaterThanOrEqual(2000);
    },
  );

  it('scales what waits, and nothing at scale 1', async () => {
    const fast = timeOf(0.1);
    await fast.time.sleep(300);
    expect([...fast.clock.asked, fast.time.waitSeconds(60)]).toEqual([30, 6]);
    const real = timeOf(1);
    await real.time.sleep(300);
    real.time.every(250, () => undefined);
    real.time.after(15_000, () => undefined);
    expect(real.clock.asked).toEqual([300, 250, 15_000]);
  });

  it('lets no tick come closer than 50 ms', () => {
    const { time, clock } = timeOf(0.01);
    time.every(250, () => undefined);
    time.every(20, () => undefined);
    expect(clock.asked).toEqual([50, 20]);
  });

  it.each([
    ['the wall clock is set back', -3_600_000, 7000, 7000],
    ['the wall clock is set forth', 60_000, 7000, 60_000],
    ['the machine was suspended', 120_000, 0, 120_000],
  ])('measures rather too much when %s', (_name, wall, steady, elapsed) => {
    const { time, clock } = timeOf(1);
    const since = time.instant();
    clock.wall += wall;
    clock.steady += steady;
    expect(time.elapsedMs(since)).toBe(elapsed);
  });
});
