import { time } from '../platform/time/time.js';

/** The longest that a message waits for others. */
const MOST_MS = 10;

/**
 * Statements that take what has gathered, of which more should go together the busier the database is: before each one lies as
 * long as the last one took. Where little happens that is a millisecond or two; under load batches grow by themselves.
 */
export class GatheringPace {
  private tookMs = 0;
  private ended = -Infinity;

  /** One at a time. */
  async run<T>(statement: () => Promise<T>): Promise<T> {
    const left = Math.min(this.tookMs, MOST_MS) - (time.monotonic() - this.ended);
    if (left > 0) await time.sleep(left);
    const began = time.monotonic();
    try {
      return await statement();
    } finally {
      this.ended = time.monotonic();
      this.tookMs = this.ended - began;
    }
  }
}
