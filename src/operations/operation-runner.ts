import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoPermissionError,
  MagentoPermitOverError,
  MagentoRejectedError,
  MagentoShadowError,
  MagentoUnreachableError,
} from '../magento/magento.errors.js';
import { isAboutRows } from '../platform/database/pg-errors.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { HeldOperationsRepository } from './held-operations.repository.js';
import { OperationsRepository } from './operations.repository.js';
import type { HeldOperation } from './operation-lease.js';
import { HeldUpError, NoEffectError } from './operations.errors.js';
import { RUN_OPERATION } from './operations.jobs.js';
import { operationSeconds, operationsEnded } from './operations.metrics.js';
import { mustBeNext } from './earlier-writes.repository.js';
import { liveOrder } from './live-order.js';
import { noteAnswer, noteFailure } from './try-ending.js';
import { InDoubtError, UnprovableError, WriteEvidence } from './write-evidence.js';
import {
  type Operation,
  type OperationContext,
  type OperationHandler,
  OperationState,
  Outcome,
  type PlannedWrite,
  ResponseKind,
  type Settlement,
  type Step,
} from './operation.types.js';
import { time } from '../platform/time/time.js';

/** Sends of one write while somebody waits for it; each only after the one before was shown to have had no effect. */
const SENDS = 3;
const REPEAT_AFTER_MS = [0, 400, 1500];

/** What one send led to: an end, another way to do it, or a reason to send again. */
type SendResult = { settlement: Settlement } | { next: Step } | { again: true };

/**
 * Carries one claimed operation to its settlement. Magento has no idempotency and goes on working after we hang up, so
 * nothing is sent a second time before Magento has shown that the first had no effect and no longer can have one.
 * docs/decisions/0012-evidence.md
 */
@Injectable()
export class OperationRunner {
  private readonly logger = new Logger(OperationRunner.name);

  constructor(
    private readonly database: DataSource,
    private readonly ledger: OperationsRepository,
    private readonly held: HeldOperationsRepository,
    private readonly evidence: WriteEvidence,
    private readonly jobs: JobsService,
  ) {}

  /**
   * @returns the operation as it was settled
   * @throws InDoubtError, AppError (nothing was changed), LeaseLostError
   */
  async run(held: HeldOperation): Promise<Operation> {
    const { operation } = held.context;
    const stop = operationSeconds.startTimer({ kind: operation.kind });
    const settlement = wasSent(operation) ? await this.goOn(held) : await this.begin(held);
    await this.settle(held, settlement);
    stop();
    return {
      ...operation,
      state: OperationState.Settled,
      outcome: settlement.outcome,
      detail: settlement.detail ?? null,
      magentoId: settlement.magentoId ?? null,
    };
  }

  /** What there is to do, once the writes are done that it must not overtake. @throws OrderBusyError */
  async plan({ handler, context }: Pick<HeldOperation, 'handler' | 'context'>): Promise<Step> {
    if (handler.mustNotOvertake) {
      await mustBeNext(this.database.manager, context.operation, handler.mustNotOvertake);
    }
    return handler.plan(context);
  }

  /** Nothing was sent yet. Planning reads Magento, so our own look runs beside it. */
  private async begin(held: HeldOperation): Promise<Settlement> {
    const planned = this.plan(held);
    planned.catch(() => undefined);
    return (await this.sameDoneBefore(held.context)) ?? this.carryOut(held, await planned);
  }

  private async goOn(held: HeldOperation): Promise<Settlement> {
    return (
      (await this.sameDoneBefore(held.context)) ??
      (await this.earlierEffect(held)) ??
      this.carryOut(held, await this.plan(held))
    );
  }

  /** The same request may have been settled between its caller's look and this row. */
  private async sameDoneBefore({ operation }: OperationContext): Promise<Settlement | undefined> {
    const done = await this.ledger.findApplied(operation.orderId, operation.kind, operation.naturalKey);
    if (!done) return undefined;
    if (done.outcome === Outcome.Shadowed) {
      return { outcome: Outcome.Shadowed, detail: `Planned by operation ${done.id}, and not sent.` };
    }
    return {
      outcome: Outcome.Already,
      detail: `Done by operation ${done.id}.`,
      magentoId: done.magentoId ?? undefined,
    };
  }

  /** A write was sent by an earlier go: look for it first, and wait until it can no longer take effect. */
  private async earlierEffect(held: HeldOperation): Promise<Settlement | undefined> {
    const { operation } = held.context;
    const over = operation.sentAt === null || (await this.held.doubtIsOver(operation));
    const found = await this.evidence.look(held).catch((error: unknown) => {
      // Proved to be undone before: an outage brings no doubt back, and it waits like one that was never sent.
      throw operation.sentAt === null && error instanceof InDoubtError ? error.cause : error;
    });
    if (found || operation.sentAt === null) return found;
    if (over) return this.withoutEffect(held);
    throw new InDoubtError('The write may still be under way in Magento.', operation.lastResponse);
  }

  /**
   * The doubt has ended and Magento shows nothing. What Magento answered is refused; what was lost or failed may be sent
   * again (undefined).
   * @throws UnprovableError
   */
  private async withoutEffect(held: HeldOperation): Promise<Settlement | undefined> {
    const { handler, context } = held;
    const { operation } = context;
    if (handler.actsOutside?.(operation)) throw new UnprovableError(operation.lastResponse);
    await this.held.recordNoEffect(operation, 'NOT_SHOWN');
    if (isAnswered(operation)) {
      // Somebody else may have done it meanwhile, which is why Magento refused.
      const step = await this.plan(held);
      if ('settle' in step) return step.settle;
      return { outcome: Outcome.Refused, detail: operation.lastResponse!.message };
    }
    if (operation.sends >= sendsAllowed(operation) && !operation.enqueued) {
      throw new NoEffectError(operation.lastResponse);
    }
    return undefined;
  }

  private async carryOut(held: HeldOperation, planned: Step): Promise<Settlement> {
    let step = planned;
    for (let sends = 1; 'write' in step; sends++) {
      const result = await this.sendOnce(held, step.write);
      if ('settlement' in result) return result.settlement;
      if ('next' in result) {
        step = result.next;
        continue;
      }
      if (sends >= SENDS) throw new NoEffectError(held.context.operation.lastResponse);
      await time.sleep(REPEAT_AFTER_MS[sends] ?? 0);
      step = await this.plan(held);
    }
    return step.settle;
  }

  /** Called only while no send before is in doubt: `markSent` refuses it else. */
  private async sendOnce(held: HeldOperation, write: PlannedWrite): Promise<SendResult> {
    const { context, lease } = held;
    const { operation } = context;
    let answer: unknown;
    try {
      answer = await write.send(context.client.fenced(lease.fence(write.request, context.store.row.baseUrl)));
      noteAnswer(operation, answer);
    } catch (error) {
      noteFailure(operation, error);
      if (error instanceof MagentoShadowError) return this.afterShadow(held, write, error);
      if (error instanceof HeldUpError) return this.afterNoSend(operation, error);
      if (!(error instanceof MagentoError)) throw error;
      if (error.phase === 'NOT_SENT') return this.afterTurnedAway(held, error);
      if (error.phase === 'REFUSED') return this.afterRefusal(held, write, error);
      return this.afterFailure(held, error);
    }
    const seen = await this.evidence.lookUntilShown(held, answer);
    if (seen) return { settlement: seen };
    const message = 'Magento took the write, but does not show it.';
    const taken = { kind: ResponseKind.Taken, code: 'NOT_SHOWN', status: 200, message };
    await this.held.recordResponse(operation, taken);
    return this.concludeInTime(held);
  }

  /**
   * No connection came about, or Magento turned the call away at its door. Such an answer is no proof: a proxy may have sent
   * the call twice, and the other copy came in and is under way.
   */
  private async afterTurnedAway(held: HeldOperation, error: MagentoError): Promise<SendResult> {
    const { operation } = held.context;
    if (operation.sentAt === null || !isAnAnswer(error)) return this.afterNoSend(operation, error);
    return this.afterFailure(held, error);
  }

  /** The client sends nothing for this store. What would have followed from the write is planned from what it would have been. */
  private async afterShadow(
    { context }: HeldOperation,
    { request, before }: PlannedWrite,
    error: MagentoShadowError,
  ): Promise<SendResult> {
    const reading = await liveOrder(context);
    return { settlement: { ...before, outcome: Outcome.Shadowed, detail: error.message, request, reading } };
  }

  private async afterNoSend(operation: Operation, error: HeldUpError | MagentoError): Promise<never> {
    await this.held.recordNoEffect(operation, 'NEVER_SENT');
    throw error;
  }

  /** Magento's own words before any change. Looked at all the same: a proxy may have sent the call twice. */
  private async afterRefusal(
    held: HeldOperation,
    write: PlannedWrite,
    error: MagentoError,
  ): Promise<SendResult> {
    const { operation } = held.context;
    const found = await this.evidence.lookAfterRefusal(held, error);
    if (found) return { settlement: found };
    operation.lastResponse = responseOf(ResponseKind.Refused, error);
    await this.held.recordNoEffect(operation, 'REFUSED');
    const next = error instanceof MagentoRejectedError ? await write.otherwise?.(error) : undefined;
    return next ? { next } : { settlement: { outcome: Outcome.Refused, detail: error.message } };
  }

  /** An answer that proves nothing, or none. */
  private async afterFailure(held: HeldOperation, error: MagentoError): Promise<SendResult> {
    const { operation } = held.context;
    const kind = kindOfResponse(error);
    await this.held.recordResponse(operation, responseOf(kind, error));
    const found = await this.evidence.lookUntilShown(held, kind === ResponseKind.Refused ? error : undefined);
    if (found) return { settlement: found };
    return this.concludeInTime(held);
  }

  /** Where the doubt is short, it may be over while the caller still waits. */
  private async concludeInTime(held: HeldOperation): Promise<SendResult> {
    const { operation } = held.context;
    if (!(await this.held.doubtIsOver(operation))) {
      throw new InDoubtError(operation.lastResponse!.message, operation.lastResponse);
    }
    const settlement = (await this.evidence.look(held)) ?? (await this.withoutEffect(held));
    return settlement ? { settlement } : { again: true };
  }

  private async settle(held: HeldOperation, settlement: Settlement): Promise<void> {
    const { operation, store, client } = held.context;
    if (isWithoutEffect(settlement) && operation.sentAt !== null) {
      throw new InDoubtError(
        settlement.detail ?? 'The write may still be under way.',
        operation.lastResponse,
      );
    }
    const calls = client.callCount;
    await this.record(held, settlement, calls).catch((error: unknown) => {
      if (!settlement.reading || !isAboutRows(error)) throw error;
      return this.record(held, { ...settlement, salvage: true }, calls);
    });
    operationsEnded.inc({ store: store.code, kind: operation.kind, outcome: settlement.outcome });
    this.logger.log(
      {
        store: store.code,
        orderCode: operation.orderCode,
        operation: operation.id,
        kind: operation.kind,
        outcome: settlement.outcome,
        calls,
      },
      'operation settled',
    );
  }

  private record({ handler, context }: HeldOperation, settlement: Settlement, calls: number): Promise<void> {
    return this.database.transaction(async (manager) => {
      await handler.apply(manager, context, settlement);
      await this.held.settle(manager, context.operation, settlement, calls);
      if (settlement.outcome !== Outcome.Refused) {
        await this.acceptFollowing(manager, handler, context, settlement);
      }
    });
  }

  private async acceptFollowing(
    manager: EntityManager,
    handler: OperationHandler,
    context: OperationContext,
    settlement: Settlement,
  ): Promise<void> {
    const { id: after, storeId, orderId, requestedBy, requestId } = context.operation;
    for (const write of (await handler.followedBy?.(manager, context, settlement)) ?? []) {
      const input = { ...write.input, after };
      const request = { ...write, input, storeId, orderId, requestedBy, requestId };
      const { id } = await this.ledger.enqueue(manager, request);
      await this.jobs.send(manager, RUN_OPERATION, { id });
    }
  }
}

function isWithoutEffect({ outcome }: Settlement): boolean {
  return outcome === Outcome.Refused || outcome === Outcome.Shadowed;
}

function wasSent(operation: Operation): boolean {
  return operation.sends > 0 || operation.sentAt !== null;
}

/** Magento itself took or refused the last send: sending it again would be answered alike. */
function isAnswered({ lastResponse }: Operation): boolean {
  return lastResponse?.kind === ResponseKind.Taken || lastResponse?.kind === ResponseKind.Refused;
}

function kindOfResponse({ phase, retryable }: MagentoError): ResponseKind {
  if (phase === 'IN_DOUBT') return ResponseKind.Lost;
  return retryable || phase === 'NOT_SENT' ? ResponseKind.Failed : ResponseKind.Refused;
}

/** Also said of a token that is over: asked once more with a new one. */
function sendsAllowed({ lastResponse }: Operation): number {
  return lastResponse?.code === MagentoPermissionError.code ? 2 : SENDS;
}

/** Not a connection that did not come about, nor a stop of our own. */
function isAnAnswer(error: MagentoError): boolean {
  return !(
    error instanceof MagentoUnreachableError ||
    error instanceof MagentoBreakerOpenError ||
    error instanceof MagentoPermitOverError
  );
}

function responseOf(kind: ResponseKind, error: MagentoError): NonNullable<Operation['lastResponse']> {
  return { kind, code: error.code, status: error.upstreamStatus ?? null, message: error.message };
}
