import { circuitBreaker, type CircuitBreakerPolicy, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { errorWords } from '../platform/errors/app-error.js';
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

export interface StoreBreaker {
  policy: CircuitBreakerPolicy;
  /** In words, with its code in brackets; what it opened for, once it is open. */
  lastFailure(): string;
}

/** Opens when the shop as a whole seems to be down. */
export function storeBreaker(isOutage: (error: unknown) => boolean): StoreBreaker {
  const breaker = new SpreadBreaker(FAILURES_TO_OPEN);
  let last = '';
  const counts = (error: unknown): boolean => {
    if (!isOutage(error)) return false;
    last = inWords(error);
    return breaker.counts(error);
  };
  const policy = circuitBreaker(handleWhen(counts), { halfOpenAfter: time.waitMs(OPEN_MS), breaker });
  return { policy, lastFailure: () => last };
}

/** Problems are named by the code at the end (src/problems/problems.read-model.ts). */
function inWords(error: unknown): string {
  const { code, message } = errorWords(error);
  return `${message} (${code})`;
}
