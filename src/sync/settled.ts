import { time } from '../platform/time/time.js';

/** Orders of the last seconds may be uncommitted; they belong to the next window. */
const SETTLE_MS = 5000;
/** Without a Date header our own clock has to serve, and may be off by so much. */
const CLOCK_MARGIN_MS = 60_000;

/** @param readAt Magento's clock at an answer, where it said so; what is stamped up to the result shows in answers from then on */
export function settledAt(readAt: Date | undefined): Date {
  return new Date((readAt?.getTime() ?? time.now() - CLOCK_MARGIN_MS) - SETTLE_MS);
}
