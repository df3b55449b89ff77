import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { AppError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { type Instant, instant } from '../platform/jobs/lease-clock.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { type Actor, type StoreContext, StoresService } from '../stores/stores.service.js';
import { FailedOperations } from './failed-operations.js';
import { HeldOperations } from './held-operations.js';
import { isUniqueViolation, Ledger, type NewOperation, type WaitingFilter } from './ledger.js';
import { OperationLease } from './operation-lease.js';
import { OperationRunner } from './operation-runner.js';
import { RUN_OPERATION } from './operations.jobs.js';
import { OperationRefusedError, OperationUnknownError, OrderBusyError } from './operations.errors.js';
import {
  type Operation,
  type OperationHandler,
  OperationState,
  Outcome,
  type PlannedRequest,
  type WriteMode,
} from './operation.types.js';

/** Increff gives up after 45 s. */
const WAIT_FOR_OTHERS_MS = 30_000;
const FIRST_POLL_MS = 50;
const LONGEST_POLL_MS = 800;

/** Stands for the id that a real run would have. */
const NO_OPERATION = '00000000-0000-0000-0000-000000000000';

export interface DryRun {
  dryRun: true;
  /** What Magento would be sent; null when there is nothing to send. */
  request: PlannedRequest | null;
  /** Outcome that is known without sending anything. */
  outcome: Outcome | null;
  detail: string | null;
}

@Injectable()
export class OperationsService {
  private readonly handlers = new Map<string, OperationHandler>();

  constructor(
    private readonly database: DataSource,
    private readonly ledger: Ledger,
    private readonly held: HeldOperations,
    private readonly runner: OperationRunner,
    private readonly outcomes: FailedOperations,
    private readonly stores: StoresService,
    private readonly jobs: JobsService,
  ) {
    jobs.handle(RUN_OPERATION, ({ id }) => this.resume(id));
  }

  register(handler: OperationHandler): void {
    this.handlers.set(handler.kind, handler);
  }

  /**
   * As the caller wants it: done now, left to a worker, or only planned.
   * @throws OperationRefusedError, OperationUnknownError, OrderBusyError, MagentoError (nothing was changed)
   */
  perform(
    store: StoreContext,
    request: NewOperation & { orderCode: string },
    mode: WriteMode,
  ): Promise<Operation | DryRun> {
    if (mode.dryRun) return this.dryRun(store, request);
    return mode.respondAsync ? this.enqueue(request) : this.execute(store, request);
  }

  /** @throws NotFoundError */
  async get(store: StoreContext, id: string): Promise<Operation> {
    const operation = await this.ledger.byId(id, store.id);
    if (!operation) throw new NotFoundError('operationId', `There is no operation ${id}.`);
    return operation;
  }

  /**
   * Does it now and answers the settled row; a repeat of what is done answers ALREADY without a call to Magento.
   * @throws OperationRefusedError, OperationUnknownError, OrderBusyError, MagentoError (nothing was changed)
   */
  async execute(store: StoreContext, request: NewOperation): Promise<Operation> {
    const deadline = Date.now() + WAIT_FOR_OTHERS_MS;
    for (;;) {
      const done = await this.ledger.effective(request.orderId, request.kind, request.naturalKey);
      if (done) return asRepeat(done);
      const taken = instant();
      const started = await this.ledger.start(request);
      if (started) return resultOf(await this.runHeld(store, started, taken));
      const other = await this.ledger.running(request.orderId);
      const settled = other && (await this.waitFor(other, request, deadline));
      if (settled) return settled;
    }
  }

  /** Opens the row and leaves the rest to a worker. */
  async enqueue(request: NewOperation): Promise<Operation> {
    const done = await this.ledger.effective(request.orderId, request.kind, request.naturalKey);
    if (done) return asRepeat(done);
    return this.database.transaction(async (manager) => {
      const operation = await this.ledger.enqueue(manager, request);
      await this.jobs.send(manager, RUN_OPERATION, { id: operation.id });
      return operation;
    });
  }

  /** What would be sent. Reads Magento, writes nothing. */
  async dryRun(
    store: StoreContext,
    request: Omit<NewOperation, 'requestId'> & { orderCode: string },
  ): Promise<DryRun> {
    const operation = { ...request, id: NO_OPERATION } as Operation;
    const step = await this.handlerOf(operation).plan({
      operation,
      store,
      client: this.stores.magentoOf(store),
    });
    if ('write' in step) return { dryRun: true, request: step.write.request, outcome: null, detail: null };
    return { dryRun: true, request: null, outcome: step.settle.outcome, detail: step.settle.detail ?? null };
  }

  /**
   * An operator's word: a write that failed is tried again, one in doubt is looked at now.
   * @throws NotFoundError, ConflictError when it is settled or under way
   */
  async retry(store: StoreContext, id: string, actor: Actor): Promise<Operation> {
    const before = await this.get(store, id);
    await this.database.transaction(async (manager) => {
      if (!(await this.ledger.reopen(manager, id))) {
        throw new ConflictError('The operation is settled or under way; there is nothing to retry.');
      }
      await recordAudit(manager, actor, 'operation.retry', `operation:${id}`, { state: before.state }, null);
      await this.jobs.send(manager, RUN_OPERATION, { id });
    });
    return this.get(store, id);
  }

  /**
   * A person does not want it any more: the worker drops it.
   * @throws NotFoundError, ConflictError when it was sent and may have had an effect, or is settled
   */
  async withdraw(store: StoreContext, id: string, actor: Actor): Promise<Operation> {
    const before = await this.get(store, id);
    await this.database.transaction(async (manager) => {
      if (!(await this.ledger.withdrawAll(manager, { ids: [id] }, withdrawnBy(actor)))) {
        throw new ConflictError(
          before.state === OperationState.Unknown
            ? 'The operation was sent and may have had an effect; it cannot be withdrawn before that is known.'
            : 'The operation does not wait; there is nothing to withdraw.',
        );
      }
      await recordAudit(
        manager,
        actor,
        'operation.withdraw',
        `operation:${id}`,
        { state: before.state },
        null,
      );
    });
    return this.get(store, id);
  }

  /** @returns how many operations of the filter are tried again now. The ticker hands them to the workers. */
  async retryAll(filter: WaitingFilter, actor: Actor): Promise<number> {
    return this.database.transaction(async (manager) => {
      const count = await this.ledger.reopenAll(manager, filter);
      await recordAudit(manager, actor, 'operation.retry', 'operations', null, { filter, count });
      return count;
    });
  }

  /** @returns how many waiting operations of the filter are dropped */
  async withdrawAll(filter: WaitingFilter, actor: Actor): Promise<number> {
    return this.database.transaction(async (manager) => {
      const count = await this.ledger.withdrawAll(manager, filter, withdrawnBy(actor));
      await recordAudit(manager, actor, 'operation.withdraw', 'operations', null, { filter, count });
      return count;
    });
  }

  list(filter: WaitingFilter, limit: number, before?: { createdAt: Date; id: string }): Promise<Operation[]> {
    return this.ledger.list(filter, limit, before);
  }

  /**
   * An operator's word: what Magento has lost is looked for, and done again. In the caller's transaction.
   * @throws ConflictError when it was not applied
   */
  async redo(manager: EntityManager, operationId: string, actor: Actor): Promise<void> {
    const reopened = await this.ledger.reopenAsUnknown(manager, operationId).catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new ConflictError('Another operation on the order is under way.', 5);
    });
    if (!reopened) {
      throw new ConflictError('Its operation was not applied, or is being done again already.');
    }
    await recordAudit(manager, actor, 'operation.redo', `operation:${operationId}`, null, null);
    await this.jobs.send(manager, RUN_OPERATION, { id: operationId });
  }

  /** A worker's turn: waiting rows, rows in doubt, and rows whose process died. */
  async resume(id: string): Promise<void> {
    const taken = instant();
    const operation = await this.ledger.take(id);
    if (!operation) return;
    try {
      await this.runHeld(await this.stores.byId(operation.storeId), operation, taken);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  private async runHeld(store: StoreContext, operation: Operation, taken: Instant): Promise<Operation> {
    const lease = new OperationLease(this.held, operation, taken);
    let client: MagentoClient | undefined;
    try {
      client = this.stores.magentoOf(store).counting();
      const context = { operation, store, client };
      return await this.runner.run({ handler: this.handlerOf(operation), context, lease });
    } catch (error) {
      throw await this.outcomes.afterError(store, operation, error, client?.callCount ?? 0);
    } finally {
      lease.stop();
    }
  }

  /** Another request has the order. Its result is ours where it was the same one. */
  private async waitFor(
    other: Operation,
    request: NewOperation,
    deadline: number,
  ): Promise<Operation | undefined> {
    const same = other.kind === request.kind && other.naturalKey === request.naturalKey;
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 2, LONGEST_POLL_MS)) {
      await sleep(pause);
      const now = (await this.ledger.byId(other.id, other.storeId))!;
      if (now.state === OperationState.Settled) {
        return same && now.outcome !== Outcome.Refused ? asRepeat(now) : undefined;
      }
      if (now.state === OperationState.Failed || now.state === OperationState.Pending) return undefined;
      if (now.state === OperationState.Unknown && same) throw new OperationUnknownError(now);
      if (Date.now() > deadline) throw new OrderBusyError(now);
    }
  }

  private handlerOf(operation: Operation): OperationHandler {
    const handler = this.handlers.get(operation.kind);
    if (!handler) throw new Error(`No handler for operation ${operation.kind}`);
    return handler;
  }
}

/** @throws OperationRefusedError */
function resultOf(operation: Operation): Operation {
  if (operation.outcome === Outcome.Refused) throw new OperationRefusedError(operation);
  return operation;
}

function withdrawnBy(actor: Actor): string {
  return `Withdrawn by ${actor.clientId}.`;
}

function asRepeat(operation: Operation): Operation {
  return { ...operation, outcome: Outcome.Already };
}
