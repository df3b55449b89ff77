import { systemClock } from '../../src/platform/time/clock.js';
import { time } from '../../src/platform/time/time.js';

let aheadMs = 0;
let stoppedAt: number | undefined;

const ahead = {
  ...systemClock,
  monotonic: (): number => (stoppedAt ?? systemClock.monotonic()) + aheadMs,
};

/**
 * Lets the service believe that so much more time has passed, until the file ends. It never goes back: what a running
 * service noted down meanwhile, such as when its ticks last asked for work, would lie in the future.
 */
export function moveClockAhead(ms: number): void {
  aheadMs += ms;
  time.useClock(ahead);
}

/** It moves by `moveClockAhead` alone, for what a busy machine would be too slow for. */
export function stopClock(): void {
  stoppedAt = systemClock.monotonic();
  time.useClock(ahead);
}

/** It jumps to where it would be. */
export function startClock(): void {
  stoppedAt = undefined;
}
