import { Injectable, Logger } from '@nestjs/common';
import { MagentoError, MagentoNotFoundError, MagentoRejectedError } from '../magento/magento.errors.js';
import { AppError, errorWords, isBug } from '../platform/errors/app-error.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import { HeldOperationsRepository, saysNothingNew } from './held-operations.repository.js';
import { type Operation, OperationState } from './operation.types.js';
import { OperationUnknownError } from './operations.errors.js';
import { operationsEnded } from './operations.metrics.js';
import { InDoubtError } from './write-evidence.js';

/** While in doubt, Magento is looked at this often. */
const LONGEST_LOOK_SECONDS = 60;
/** An outage may last: waiting writes are tried every five minutes, for about five days. */
const LONGEST_RETRY_SECONDS = 300;
const WORKER_ATTEMPTS = 1500;
/** An order that we hold and that Magento does not show: for a minute that may be a replica that is behind. */
const NOT_FOUND_ATTEMPTS = 6;
/** So often a bug is met before a person must look. */
const FAULTS_TO_ALARM = 5;

/** Leaves the row in the state that the evidence allows after any error, and says what the caller is answered. */
@Injectable()
export class FailedOperations {
  private readonly logger = new Logger(FailedOperations.name);

  constructor(private readonly held: HeldOperationsRepository) {}

  /** @returns the error for the caller */
  async afterError(operation: Operation, error: unknown, calls: number): Promise<unknown> {
    if (error instanceof LeaseLostError) return new OperationUnknownError(operation);
    try {
      if (error instanceof InDoubtError || operation.sentAt !== null) {
        return await this.leaveUnknown(operation, error, calls);
      }
      return await this.giveBack(operation, error, calls);
    } catch (failure) {
      // The lease ends by itself, and a worker takes the row as it is.
      this.logger.warn(
        { ...namesOf(operation), ...errorWords(failure) },
        'operation not given back; another process takes it up when the lease ends',
      );
      return operation.sentAt === null ? error : new OperationUnknownError(operation);
    }
  }

  /** Sent, and not known to be done or undone. */
  private async leaveUnknown(operation: Operation, error: unknown, calls: number): Promise<unknown> {
    const { message } = errorWords(error);
    const code = error instanceof InDoubtError ? error.code : errorWords(error).code;
    const waitSeconds = Math.min(2 ** Math.min(operation.attempts, 10), LONGEST_LOOK_SECONDS);
    const faults = code === 'INTERNAL' ? operation.faults + 1 : 0;
    const asks = error instanceof InDoubtError && error.needsPerson;
    const left = {
      code,
      message,
      calls,
      waitSeconds,
      faults,
      needsPerson: asks || faults >= FAULTS_TO_ALARM,
    };
    const needsPerson = await this.held.leaveUnknown(operation, left);
    operationsEnded.inc({ store: operation.storeCode, kind: operation.kind, outcome: 'UNKNOWN' });
    const words = { ...namesOf(operation), code, message, retryInSeconds: waitSeconds };
    if (needsPerson) this.logger.error(words, 'operation stays in doubt: look at the order in Magento');
    else this.logger.warn(words, 'outcome unknown; the worker looks again');
    const detail = saysNothingNew(code) ? (operation.detail ?? message) : message;
    return new OperationUnknownError({ ...operation, state: OperationState.Unknown, detail });
  }

  /** Provably nothing was changed. */
  private async giveBack(operation: Operation, error: unknown, calls: number): Promise<unknown> {
    const words = errorWords(error);
    const faults = isBug(error) ? operation.faults + 1 : 0;
    const retried = operation.enqueued && faults < FAULTS_TO_ALARM && operation.attempts < attemptsFor(error);
    const waitSeconds = retried
      ? Math.min(2 ** Math.min(operation.attempts, 10), LONGEST_RETRY_SECONDS)
      : undefined;
    // Nobody waits for the answer of an enqueued operation, and nobody expects an error of our own.
    const needsPerson = !retried && (operation.enqueued || isBug(error));
    if (!(await this.held.giveBack(operation, { ...words, calls, waitSeconds, faults, needsPerson }))) {
      // The same request was accepted meanwhile, to be done by the worker.
      operation.enqueued = true;
      return this.giveBack(operation, error, calls);
    }
    operationsEnded.inc({ store: operation.storeCode, kind: operation.kind, outcome: 'FAILED' });
    const log = { ...namesOf(operation), ...words, retryInSeconds: waitSeconds };
    if (needsPerson) this.logger.error(log, 'operation failed; nothing was changed, a person must decide');
    else this.logger.warn(log, 'operation not done; nothing was changed');
    if (error instanceof AppError) {
      const said = `${words.message} Nothing was changed in Magento.`;
      const names = { operationId: operation.id, orderCode: operation.orderCode };
      Object.assign(error.members, names, { message: said, detail: said, description: said });
    }
    return error;
  }
}

/** How often the worker tries before it gives the operation up. */
function attemptsFor(error: unknown): number {
  if (!(error instanceof AppError)) return WORKER_ATTEMPTS;
  if (error instanceof MagentoNotFoundError) return NOT_FOUND_ATTEMPTS;
  const mayPass = error instanceof MagentoError && !(error instanceof MagentoRejectedError);
  return error.retryable || mayPass ? WORKER_ATTEMPTS : 0;
}

function namesOf(operation: Operation): Record<string, unknown> {
  return {
    store: operation.storeCode,
    orderCode: operation.orderCode,
    operation: operation.id,
    kind: operation.kind,
  };
}
