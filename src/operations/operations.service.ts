import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import { isForeignKeyViolation, isUniqueViolation } from '../platform/database/pg-errors.js';
import { ConflictError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import { OperationsRepository, type NewOperation } from './operations.repository.js';
import { OperationWorker } from './operation-worker.js';
import { RUN_OPERATION } from './operations.jobs.js';
import {
  OperationRefusedError,
  OperationUnknownError,
  OrderBusyError,
  OrderGoneError,
} from './operations.errors.js';
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
const WAIT_FOR_FOLLOWING_MS = 5000;
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
export class OperationsService implements OnModuleDestroy {
  /** The database is closed soon: nobody waits for another's write any more. */
  private ending = false;

  constructor(
    private readonly database: DataSource,
    private readonly ledger: OperationsRepository,
    private readonly worker: OperationWorker,
    private readonly jobs: JobsService,
  ) {}

  onModuleDestroy(): void {
    this.ending = true;
  }

  /** To be called by modules while they are being made. @throws RegistrationError where the kind has a handler */
  register(handler: OperationHandler): void {
    this.worker.register(handler);
  }

  /**
   * As the caller wants it: done now, left to a worker, or only planned.
   * @throws OperationRefusedError, OperationUnknownError, OrderBusyError, OrderGoneError, MagentoError (nothing was changed)
   */
  async perform(
    store: StoreContext,
    request: NewOperation & { orderCode: string },
    mode: WriteMode,
  ): Promise<Operation | DryRun> {
    if (mode.dryRun) return this.dryRun(store, request);
    try {
      return await (mode.respondAsync ? this.enqueue(request) : this.execute(store, request));
    } catch (error) {
      throw isForeignKeyViolation(error) ? new OrderGoneError(request.orderCode) : error;
    }
  }

  /**
   * Does it now; a repeat of what is done is ALREADY without a call to Magento.
   * @returns the settled row
   * @throws OperationRefusedError, OperationUnknownError, OrderBusyError, MagentoError (nothing was changed)
   */
  async execute(store: StoreContext, request: NewOperation): Promise<Operation> {
    const deadline = time.now() + time.limitMs(WAIT_FOR_OTHERS_MS);
    for (;;) {
      const taken = time.instant();
      const started = await this.ledger.start(request);
      if (started) return resultOf(await this.worker.run(() => Promise.resolve(store), started, taken));
      const done = await this.ledger.findApplied(request.orderId, request.kind, request.naturalKey);
      if (done) return asRepeat(done);
      const other = await this.ledger.running(request.orderId);
      const settled = other && (await this.waitFor(other, request, deadline));
      if (settled) return settled;
    }
  }

  /** Opens the row and leaves the rest to a worker. */
  async enqueue(request: NewOperation): Promise<Operation> {
    const done = await this.ledger.findApplied(request.orderId, request.kind, request.naturalKey);
    if (done) return asRepeat(done);
    return this.database.transaction((manager) => this.enqueueWith(manager, request));
  }

  /** In the transaction of what it follows from; a repeat of what is done is settled as ALREADY. */
  async enqueueWith(manager: EntityManager, request: NewOperation): Promise<Operation> {
    const operation = await this.ledger.enqueue(manager, request);
    await this.jobs.send(manager, RUN_OPERATION, { id: operation.id });
    return operation;
  }

  /** What would be sent. Reads Magento, writes nothing. */
  async dryRun(
    store: StoreContext,
    request: Omit<NewOperation, 'requestId'> & { orderCode: string },
  ): Promise<DryRun> {
    const identity = await this.ledger.identityOf(request.orderId);
    const operation = { ...request, ...identity, id: NO_OPERATION } as Operation;
    const step = await this.worker.plan(operation, store);
    if ('write' in step) return { dryRun: true, request: step.write.request, outcome: null, detail: null };
    return { dryRun: true, request: null, outcome: step.settle.outcome, detail: step.settle.detail ?? null };
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
    const storeCode = await this.ledger.storeCodeOf(manager, operationId);
    await recordAudit(manager, actor, {
      action: 'operation.redo',
      subject: `operation:${operationId}`,
      storeCode,
    });
    await this.jobs.send(manager, RUN_OPERATION, { id: operationId });
  }

  /** Carries out now what a settled write called for, or waits a little for who does; the rest is a worker's. */
  async following(operation: Pick<Operation, 'id' | 'orderId'>): Promise<Operation[]> {
    const deadline = time.now() + time.limitMs(WAIT_FOR_FOLLOWING_MS);
    for (;;) {
      const writes = await this.ledger.following(operation);
      const open = writes.find(
        ({ state }) => state === OperationState.Pending || state === OperationState.Running,
      );
      if (!open || time.now() > deadline) return writes;
      await this.worker.resume(open.id);
      await time.sleep(FIRST_POLL_MS);
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
      await time.sleep(pause);
      const now = (await this.ledger.byId(other.id, other.storeId))!;
      if (now.state === OperationState.Settled) {
        // It answers for as long as the store is in shadow mode, which the next look finds out.
        if (now.outcome === Outcome.Shadowed) return undefined;
        return same && now.outcome !== Outcome.Refused ? asRepeat(now) : undefined;
      }
      if (now.state === OperationState.Failed || now.state === OperationState.Pending) return undefined;
      if (now.state === OperationState.Unknown && same) throw new OperationUnknownError(now);
      if (this.ending || time.now() > deadline) throw new OrderBusyError(now);
    }
  }
}

/** @throws OperationRefusedError */
function resultOf(operation: Operation): Operation {
  if (operation.outcome === Outcome.Refused) throw new OperationRefusedError(operation);
  return operation;
}

function asRepeat(operation: Operation): Operation {
  if (operation.outcome === Outcome.Shadowed) return operation;
  return { ...operation, outcome: Outcome.Already };
}
