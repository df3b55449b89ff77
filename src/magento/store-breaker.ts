import { circuitBreaker, type CircuitBreakerPolicy, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { MagentoError } from './magento.errors.js';
import { time } from '../platform/time/time.js';

const FAILURES_TO_OPEN = 12;
const OPEN_MS = 15_000;

/**
 * Failures in a row without a success between them, of which each SKU counts one: a few SKUs that fail again and again do
 * not close the shop to all others.
 */
class SpreadBreaker extends ConsecutiveBreaker {
  private readonly counted = new Set<string>();

  counts(error: unknown): boolean {
    const subject = error instanceof MagentoError ? error.subject : undefined;
    if (subject === undefined) return true;
    if (this.counted.has(subject)) return false;
    this.counted.add(subject);
    return true;
  }

  override success(): void {
    this.counted.clear();
    super.success();
  }

  override failure(): boolean {
    const opens = super.failure();
    if (opens) this.counted.clear();
    return opens;
  }
}

/** Opens when the shop as a whole seems to be down. */
export function storeBreaker(isOutage: (error: unknown) => boolean): CircuitBreakerPolicy {
  const breaker = new SpreadBreaker(FAILURES_TO_OPEN);
  return circuitBreaker(
    handleWhen((error) => isOutage(error) && breaker.counts(error)),
    { halfOpenAfter: time.waitMs(OPEN_MS), breaker },
  );
}
