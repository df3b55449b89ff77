import { time } from '../platform/time/time.js';
import { type Call, dateOf, decode, type MagentoSession } from './magento-session.js';
import { inCallersTime } from '../platform/time/callers-time.js';
import { MagentoNoAnswerError } from './magento.errors.js';
import type { Reading } from './reading.js';
import type { WriteFence } from './write-fence.js';

/** Makes calls and counts them. Reads are retried; a write is sent once per call. */
export class MagentoCaller {
  constructor(
    readonly session: MagentoSession,
    /** Requests sent so far. */
    readonly sent: { count: number } = { count: 0 },
    private readonly fence?: WriteFence,
  ) {}

  read<T>(call: Call): Promise<Reading<T>> {
    return inCallersTime(
      (signal) => this.session.policies.read(() => this.probe<T>(call), signal),
      () =>
        new MagentoNoAnswerError(
          `No answer from Magento to ${call.method} ${call.path} while the caller waits.`,
        ),
    );
  }

  /** A page of a poll: in slots of its own, and not repeated where a smaller page is the better answer. */
  page<T>(call: Call): Promise<Reading<T>> {
    return this.session.policies.page(() => this.probe<T>(call));
  }

  /** A light read of a poll, in the same slots. */
  count<T>(call: Call): Promise<Reading<T>> {
    return this.session.policies.count(() => this.probe<T>(call));
  }

  async write<T>(call: Call): Promise<T> {
    const { value } = await this.session.policies.write(() => this.attempt<T>(call, this.fence));
    return value;
  }

  /** Once, without retry, limit or breaker. */
  probe<T>(call: Call): Promise<Reading<T>> {
    return this.attempt<T>(call);
  }

  private async attempt<T>(call: Call, fence?: WriteFence): Promise<Reading<T>> {
    const begun = time.instant();
    const answer = await this.session.attempt(call, () => this.sent.count++, fence);
    return { value: decode<T>(answer), at: dateOf(answer), begun };
  }
}
