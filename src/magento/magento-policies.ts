import {
  bulkhead,
  BulkheadRejectedError,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoGatewayError,
  MagentoNoAnswerError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from './magento.errors.js';
import { storeBreaker } from './store-breaker.js';

const READ_ATTEMPTS = 3;
const QUEUE = 10_000;

/** Signs that the shop as a whole is down; a 500 for one order is not. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof MagentoUnreachableError ||
    error instanceof MagentoUnavailableError ||
    error instanceof MagentoGatewayError ||
    error instanceof MagentoNoAnswerError
  );
}

/**
 * Retry, circuit breaker and concurrency limit of one store. Writes are never repeated here: whether that is safe only
 * the ledger of operations knows.
 */
export class MagentoPolicies {
  private readonly reads: IPolicy;
  private readonly writes: IPolicy;

  constructor(concurrency: number) {
    const limit = bulkhead(concurrency, QUEUE);
    const breaker = storeBreaker(isOutage);
    const retries = retry(
      handleWhen(
        (error) =>
          error instanceof MagentoError && error.retryable && !(error instanceof MagentoBreakerOpenError),
      ),
      { maxAttempts: READ_ATTEMPTS, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 3000 }) },
    );
    this.reads = wrap(retries, limit, breaker);
    this.writes = wrap(limit, breaker);
  }

  read<T>(call: () => Promise<T>): Promise<T> {
    return this.reads.execute<T>(call).catch(translate);
  }

  write<T>(call: () => Promise<T>): Promise<T> {
    return this.writes.execute<T>(call).catch(translate);
  }
}

function translate(error: unknown): never {
  if (isBrokenCircuitError(error)) {
    throw new MagentoBreakerOpenError('The shop failed too often; calls pause for a moment.');
  }
  if (error instanceof BulkheadRejectedError) {
    throw new MagentoBreakerOpenError('Too many calls wait for this shop.');
  }
  throw error;
}
