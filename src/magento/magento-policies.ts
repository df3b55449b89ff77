import {
  bulkhead,
  BulkheadRejectedError,
  DelegateBackoff,
  handleWhen,
  type IPolicy,
  type IRetryBackoffContext,
  isBrokenCircuitError,
  retry,
  type RetryPolicy,
  wrap,
} from 'cockatiel';
import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoGatewayError,
  MagentoNoAnswerError,
  MagentoProtocolError,
  MagentoServerError,
  MagentoTransientError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from './magento.errors.js';
import { type StoreBreaker, storeBreaker } from './store-breaker.js';
import { time } from '../platform/time/time.js';

const READ_ATTEMPTS = 3;
const QUEUE = 10_000;
const FIRST_WAIT_MS = 100;
/** A caller of ours waits meanwhile; who has to wait longer than this comes back later. */
const LONGEST_WAIT_MS = 5000;

/** Pages of polls under way at once, beside the calls that the store's concurrency allows. */
export const POLL_SLOTS = 4;

/** Signs that the shop as a whole is down; a 500 for one order is not. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof MagentoUnreachableError ||
    error instanceof MagentoUnavailableError ||
    error instanceof MagentoGatewayError ||
    error instanceof MagentoNoAnswerError
  );
}

/** What a smaller page may cure: no answer in time, a proxy that gave up, a page in place of an answer, a 500. */
export function mayBeTooMuch(error: unknown): boolean {
  if (askedToWait(error) !== undefined) return false;
  return (
    error instanceof MagentoNoAnswerError ||
    (error instanceof MagentoGatewayError && error.upstreamStatus !== 429) ||
    error instanceof MagentoServerError ||
    (error instanceof MagentoProtocolError && error.upstreamStatus < 300)
  );
}

/** Seconds that the shop asked to be left alone (`Retry-After`), where it did. */
export function askedToWait(error: unknown): number | undefined {
  if (error instanceof MagentoUnavailableError) return error.askedToWait;
  return error instanceof MagentoTransientError || error instanceof MagentoGatewayError
    ? error.retryAfter
    : undefined;
}

/** Again after the time that the shop asked for, or soon; not at all where it asked for more than a caller can wait. */
function retries(isWorthIt: (error: MagentoError) => boolean): RetryPolicy {
  return retry(
    handleWhen(
      (error) =>
        error instanceof MagentoError &&
        error.retryable &&
        !(error instanceof MagentoBreakerOpenError) &&
        (askedToWait(error) ?? 0) * 1000 <= LONGEST_WAIT_MS &&
        isWorthIt(error),
    ),
    { maxAttempts: READ_ATTEMPTS, backoff: new DelegateBackoff(waitBefore) },
  );
}

function waitBefore({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const asked = 'error' in result ? askedToWait(result.error) : undefined;
  if (asked !== undefined) return asked * 1000;
  // Half of it by chance, so that those who failed together do not come back together.
  const most = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return time.waitMs(most / 2 + Math.random() * (most / 2));
}

/**
 * Retry, circuit breaker and concurrency limit of one store. Writes are never repeated here: whether that is safe only
 * the ledger of operations knows. The lists of polls are the heaviest calls: they have slots and a breaker of their own,
 * so that they and the writes do not hold up each other.
 */
export class MagentoPolicies {
  private readonly reads: IPolicy;
  private readonly writes: IPolicy;
  private readonly pages: IPolicy;
  private readonly counts: IPolicy;
  /** One for the store's calls, and one for its polls. */
  private readonly breaker = storeBreaker(isOutage);
  private readonly pollBreaker = storeBreaker(isOutage);

  constructor(concurrency: number) {
    const shared = wrap(bulkhead(concurrency, QUEUE), this.breaker.policy);
    this.reads = wrap(
      retries(() => true),
      shared,
    );
    this.writes = shared;
    const polls = wrap(bulkhead(POLL_SLOTS, QUEUE), this.pollBreaker.policy);
    this.pages = wrap(
      retries((error) => !mayBeTooMuch(error)),
      polls,
    );
    this.counts = wrap(
      retries(() => true),
      polls,
    );
  }

  /** @param signal ends the repeats */
  read<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.reads.execute<T>(call, signal).catch(translate(this.breaker));
  }

  write<T>(call: () => Promise<T>): Promise<T> {
    return this.writes.execute<T>(call).catch(translate(this.breaker));
  }

  page<T>(call: () => Promise<T>): Promise<T> {
    return this.pages.execute<T>(call).catch(translate(this.pollBreaker));
  }

  count<T>(call: () => Promise<T>): Promise<T> {
    return this.counts.execute<T>(call).catch(translate(this.pollBreaker));
  }
}

function translate(breaker: StoreBreaker): (error: unknown) => never {
  return (error) => {
    if (isBrokenCircuitError(error)) {
      const words = `The shop failed too often; calls pause for a moment. The last failure was: ${breaker.lastFailure()}`;
      throw new MagentoBreakerOpenError(words);
    }
    if (error instanceof BulkheadRejectedError) {
      throw new MagentoBreakerOpenError('Too many calls wait for this shop.');
    }
    throw error;
  };
}
