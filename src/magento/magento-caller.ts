import { type Call, dateOf, decode, type MagentoSession, type Reading } from './magento-session.js';

/** Makes calls and counts them. Reads are retried; a write is sent once per call. */
export class MagentoCaller {
  private calls = 0;

  constructor(readonly session: MagentoSession) {}

  /** Requests sent so far. */
  get callCount(): number {
    return this.calls;
  }

  read<T>(call: Call): Promise<Reading<T>> {
    return this.session.policies.read(() => this.probe<T>(call));
  }

  async write<T>(call: Call): Promise<T> {
    return (await this.session.policies.write(() => this.probe<T>(call))).value;
  }

  /** Once, without retry, limit or breaker. */
  async probe<T>(call: Call): Promise<Reading<T>> {
    const answer = await this.session.attempt(call, () => this.calls++);
    return { value: decode<T>(answer), at: dateOf(answer) };
  }
}
