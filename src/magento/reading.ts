import type { Instant } from '../platform/time/time.js';

/** A decoded answer, and when it was asked for. */
export interface Reading<T> {
  value: T;
  /** Magento's own clock when it answered (`Date` header, to the second). */
  at: Date | undefined;
  /** Right before the request: what Magento shows is at least as new as this. */
  begun: Instant;
}
