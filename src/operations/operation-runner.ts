import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MagentoError, MagentoRejectedError, MagentoNotFoundError } from '../magento/magento.errors.js';
import { AppConfig } from '../platform/config/app-config.js';
import { AppError } from '../platform/errors/app-error.js';
import { Ledger } from './ledger.js';
import { operationSeconds, operationsEnded } from './operations.metrics.js';
import {
  type Operation,
  type OperationContext,
  type OperationHandler,
  OperationState,
  Outcome,
  type PlannedWrite,
  type Settlement,
  type Step,
} from './operation.types.js';

/** The write may have an effect that cannot be seen yet. */
export class InDoubtError extends Error {
  constructor(readonly reason: MagentoError) {
    super(reason.message, { cause: reason });
  }
}

/** Sends of one write within one go; only after Magento showed that the one before had no effect. */
const SENDS = 3;
/** When to look after an answer was lost: most effects are there at once, a slow commit a moment later. */
const LOOK_AFTER_MS = [0, 300, 1000, 2000];
const REPEAT_AFTER_MS = [0, 400, 1500];

/**
 * Carries one claimed operation to its settlement. Magento has no idempotency and goes on working after we hang up, so
 * nothing is sent a second time before Magento has shown that the first had no effect and no longer can have one.
 */
@Injectable()
export class OperationRunner {
  private readonly logger = new Logger(OperationRunner.name);

  constructor(
    private readonly database: DataSource,
    private readonly ledger: Ledger,
    private readonly config: AppConfig,
  ) {}

  /**
   * @returns the operation as it was settled
   * @throws InDoubtError, AppError (nothing was changed), OperationLostError
   */
  async run(handler: OperationHandler, context: OperationContext): Promise<Operation> {
    const stop = operationSeconds.startTimer({ kind: context.operation.kind });
    const settlement = context.operation.sentAt
      ? await this.goOn(handler, context, context.operation.sentAt)
      : await this.begin(handler, context);
    await this.settle(handler, context, settlement);
    stop();
    return {
      ...context.operation,
      state: OperationState.Settled,
      outcome: settlement.outcome,
      detail: settlement.detail ?? null,
      magentoId: settlement.magentoId ?? null,
    };
  }

  /** Nothing was sent yet. Planning reads Magento, so our own look runs beside it. */
  private async begin(handler: OperationHandler, context: OperationContext): Promise<Settlement> {
    const planned = handler.plan(context);
    planned.catch(() => undefined);
    return (await this.sameDoneBefore(context)) ?? this.carryOut(handler, context, await planned);
  }

  private async goOn(
    handler: OperationHandler,
    context: OperationContext,
    sentAt: Date,
  ): Promise<Settlement> {
    return (
      (await this.sameDoneBefore(context)) ??
      (await this.earlierEffect(handler, context, sentAt)) ??
      this.carryOut(handler, context, await handler.plan(context))
    );
  }

  /** The same request may have been settled between its caller's look and this row. */
  private async sameDoneBefore(context: OperationContext): Promise<Settlement | undefined> {
    const { orderId, kind, naturalKey } = context.operation;
    const done = await this.ledger.effective(orderId, kind, naturalKey);
    if (!done) return undefined;
    return {
      outcome: Outcome.Already,
      detail: `Done by operation ${done.id}.`,
      magentoId: done.magentoId ?? undefined,
    };
  }

  /** A write was sent by an earlier go: look for it first, and let it come to its end. */
  private async earlierEffect(
    handler: OperationHandler,
    context: OperationContext,
    sentAt: Date,
  ): Promise<Settlement | undefined> {
    const found = await handler.readBack(context, undefined);
    if (found) return found;
    if (!handler.repeatable && Date.now() - sentAt.getTime() < this.graceMs()) {
      throw new InDoubtError(new StillInDoubt('The write may still be under way in Magento.'));
    }
    return undefined;
  }

  private async carryOut(
    handler: OperationHandler,
    context: OperationContext,
    planned: Step,
  ): Promise<Settlement> {
    let step = planned;
    for (let sends = 0; 'write' in step;) {
      const result = await this.sendAndLook(handler, context, step.write);
      if (result.settlement) return result.settlement;
      if (result.next) {
        step = result.next;
        continue;
      }
      if (++sends >= SENDS) throw result.error!;
      await sleep(REPEAT_AFTER_MS[sends] ?? 0);
      step = await handler.plan(context);
    }
    return step.settle;
  }

  /** One send. `next`: another way to do it; `error`: no effect, may be repeated. */
  private async sendAndLook(
    handler: OperationHandler,
    context: OperationContext,
    write: PlannedWrite,
  ): Promise<{ settlement?: Settlement; next?: Step; error?: MagentoError }> {
    await this.ledger.markSent(context.operation, write.request);
    try {
      const answer = await write.send(context.client);
      return { settlement: await this.lookAfterAnswer(handler, context, answer) };
    } catch (error) {
      if (!(error instanceof MagentoError)) throw error;
      if (error.phase === 'IN_DOUBT') return this.lookAfterSilence(handler, context, error);
      return this.afterRefusal(handler, context, write, error);
    }
  }

  /** The write was answered, so a failing read leaves it in doubt rather than undone. */
  private async lookAfterAnswer(
    handler: OperationHandler,
    context: OperationContext,
    answer: unknown,
  ): Promise<Settlement> {
    try {
      const seen = await handler.readBack(context, answer);
      if (seen) return seen;
    } catch (error) {
      if (error instanceof MagentoError) throw new InDoubtError(error);
      throw error;
    }
    throw new InDoubtError(new StillInDoubt('Magento took the write, but does not show it.'));
  }

  private async lookAfterSilence(
    handler: OperationHandler,
    context: OperationContext,
    error: MagentoError,
  ): Promise<{ settlement?: Settlement; error?: MagentoError }> {
    for (const wait of LOOK_AFTER_MS) {
      await sleep(wait);
      try {
        const settlement = await handler.readBack(context, undefined);
        if (settlement) return { settlement };
      } catch (failure) {
        if (failure instanceof MagentoError) throw new InDoubtError(failure);
        throw failure;
      }
    }
    if (handler.repeatable) return { error };
    throw new InDoubtError(error);
  }

  /** Magento answered that it did nothing. A 500 is checked all the same: it may come from what follows the commit. */
  private async afterRefusal(
    handler: OperationHandler,
    context: OperationContext,
    write: PlannedWrite,
    error: MagentoError,
  ): Promise<{ settlement?: Settlement; next?: Step; error?: MagentoError }> {
    if (error instanceof MagentoRejectedError || error instanceof MagentoNotFoundError) {
      await this.ledger.markUnsent(context.operation, {
        status: error.upstreamStatus,
        message: error.message,
      });
      const next = error instanceof MagentoRejectedError ? await write.otherwise?.(error) : undefined;
      return next ? { next } : { settlement: { outcome: Outcome.Refused, detail: error.message } };
    }
    if (error.phase === 'NOT_SENT') throw error;
    const settlement = await this.lookQuietly(handler, context);
    if (settlement) return { settlement };
    await this.ledger.markUnsent(context.operation, { status: error.upstreamStatus, message: error.message });
    return { error };
  }

  private async lookQuietly(
    handler: OperationHandler,
    context: OperationContext,
  ): Promise<Settlement | undefined> {
    try {
      return await handler.readBack(context, undefined);
    } catch (failure) {
      if (failure instanceof AppError) throw new InDoubtError(failure as MagentoError);
      throw failure;
    }
  }

  private async settle(
    handler: OperationHandler,
    context: OperationContext,
    settlement: Settlement,
  ): Promise<void> {
    const { operation, store } = context;
    const calls = context.client.callCount;
    await this.database.transaction(async (manager) => {
      await handler.apply(manager, context, settlement);
      await this.ledger.settle(manager, operation, settlement, calls);
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

  /** A call that we gave up on after the time-out may run on for as long again. */
  private graceMs(): number {
    return 2 * this.config.magentoTimeoutMs;
  }
}

class StillInDoubt extends MagentoError {
  readonly code = 'OUTCOME_UNKNOWN';
  readonly status = 504;
  readonly phase = 'IN_DOUBT';
  override readonly retryable = true;
}
