import type { Timer } from '../time/clock.js';
import { time } from '../../platform/time/time.js';

const BEAT_MS = 3000;

/** Another process has taken the work over; nothing that this one still does counts. */
export class LeaseLostError extends Error {}

/** Thrown at a good place to stop, because the process is shutting down. */
export class StoppingError extends Error {}

/** Keeps a lease alive while its work waits for Magento. */
export class Heartbeat {
  private lost = false;
  private readonly timer: Timer;

  /** @param renew returns undefined once the lease is another's */
  constructor(renew: () => Promise<unknown>) {
    this.timer = time.beat(BEAT_MS, () => {
      renew().then(
        (held) => (this.lost ||= held === undefined),
        // The database may be back before the lease ends; if not, the next write finds it lost.
        () => undefined,
      );
    });
  }

  /** @throws LeaseLostError */
  check(): void {
    if (this.lost) throw new LeaseLostError('the lease was taken over');
  }

  stop(): void {
    this.timer.stop();
  }
}
