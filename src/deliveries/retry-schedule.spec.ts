import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Health } from './delivery.types.js';
import { afterTry } from './endpoint-health.js';
import { delayAfter, DELAYS, givesUp, pauseAfter } from './retry-schedule.js';

const HOUR = 3600;

describe('the schedule of tries', () => {
  it('is exactly this, when the dice fall in the middle', () => {
    expect(
      [0, ...DELAYS.map((_, i) => delayAfter(i + 1, 0.5))].map((seconds) => Math.round(seconds!)),
    ).toEqual([
      0,
      5,
      30,
      120,
      300,
      900,
      1800,
      HOUR,
      2 * HOUR,
      4 * HOUR,
      8 * HOUR,
      16 * HOUR,
      24 * HOUR,
      48 * HOUR,
    ]);
    expect(delayAfter(DELAYS.length + 1, 0.5)).toBeUndefined();
  });

  it('never strays by more than a fifth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: DELAYS.length }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, random) => {
          const share = delayAfter(tries, random)! / DELAYS[tries - 1]!;
          expect(share).toBeGreaterThanOrEqual(0.8 - 1e-9);
          expect(share).toBeLessThanOrEqual(1.2 + 1e-9);
        },
      ),
      { seed: 20261123 },
    );
  });

  it('waits at least as long as Retry-After says, up to two days', () => {
    expect(delayAfter(1, 0.5, 600)).toBe(600);
    expect(delayAfter(8, 0.5, 600)).toBe(2 * HOUR);
    expect(delayAfter(1, 0.5, 1e9)).toBe(48 * HOUR);
    expect([delayAfter(1, 0), Math.round(delayAfter(1, 1)! * 100)]).toEqual([4, 600]);
  });
});

describe('an endpoint', () => {
  const fresh: Health = { failures: 0, failingSince: null, disabled: false };
  const failed = { status: 500, delivered: false };
  const start = new Date('2026-11-23T00:00:00Z');
  const later = (hours: number): Date => new Date(start.getTime() + hours * HOUR * 1000);

  it('is paused from the fifth failure in a row, longer each time', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 50].map(pauseAfter)).toEqual([0, 0, 5, 10, 20, 40, 60, 60]);
  });

  it('is disabled after 120 hours and 50 tries, not after one of the two', () => {
    expect(givesUp(50, start, later(120))).toBe(true);
    expect(givesUp(49, start, later(500))).toBe(false);
    expect(givesUp(500, start, later(119))).toBe(false);
    let health = fresh;
    let disabled = -1;
    for (let hour = 0; hour <= 130; hour++) {
      const after = afterTry('1', health, failed, later(hour));
      health = after.health;
      if (after.change.disabledReason && disabled < 0) disabled = hour;
    }
    expect(disabled).toBe(120);
  });

  it('comes back by one success', () => {
    const down: Health = { failures: 60, failingSince: start, disabled: true };
    const { health, change } = afterTry('1', down, { status: 200, delivered: true }, later(200));
    expect([health, change.enable, change.back]).toEqual([fresh, true, true]);
  });

  it('is disabled at once by 410', () => {
    expect(afterTry('1', fresh, { status: 410, delivered: false }, start).change.disabledReason).toBe('GONE');
  });

  it('hears of every try: what it did, and what comes of it', () => {
    const quiet = {
      id: '1',
      pauseSeconds: 0,
      disabledReason: null,
      enable: false,
      succeeded: false,
      back: false,
    };
    expect(afterTry('1', fresh, failed, start)).toEqual({
      health: { failures: 1, failingSince: start, disabled: false },
      change: { ...quiet, failures: 1, failingSince: start },
    });
    expect(afterTry('1', { ...fresh, failures: 5, failingSince: start }, failed, later(1))).toEqual({
      health: { failures: 6, failingSince: start, disabled: false },
      change: { ...quiet, failures: 6, failingSince: start, pauseSeconds: 10 },
    });
    expect(afterTry('1', fresh, { status: 200, delivered: true }, start)).toEqual({
      health: fresh,
      change: { ...quiet, failures: 0, failingSince: null, succeeded: true },
    });
  });

  it('is back by a success after its first pause, not before', () => {
    const back = (failures: number) =>
      afterTry('1', { ...fresh, failures, failingSince: start }, { status: 200, delivered: true }, start)
        .change;
    expect([back(4).back, back(5).back, back(5).enable]).toEqual([false, true, false]);
  });

  it('that is disabled stays so, and is not disabled again', () => {
    const down: Health = { failures: 60, failingSince: start, disabled: true };
    const { health, change } = afterTry('1', down, failed, later(200));
    expect([health.disabled, change.disabledReason, change.enable]).toEqual([true, null, false]);
    expect(afterTry('1', down, { status: 410, delivered: false }, later(200)).change.disabledReason).toBe(
      'GONE',
    );
    expect(afterTry('1', fresh, { status: 410, delivered: false }, start).health.disabled).toBe(true);
    const long: Health = { failures: 49, failingSince: start, disabled: false };
    expect(afterTry('1', long, failed, later(120))).toMatchObject({
      health: { disabled: true },
      change: { disabledReason: 'FAILING' },
    });
  });
});
