import { systemClock } from '../../src/platform/time/clock.js';
import { time } from '../../src/platform/time/time.js';

let aheadMs = 0;

/**
 * Lets the service believe that so much more time has passed, until the file ends. It never goes back: what a running
 * service noted down meanwhile, such as when its ticks last asked for work, would lie in the future.
 */
export function moveClockAhead(ms: number): void {
  aheadMs += ms;
  time.useClock({ ...systemClock, monotonic: () => systemClock.monotonic() + aheadMs });
}
