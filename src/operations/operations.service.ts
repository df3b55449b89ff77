import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoError } from '../magento/magento.errors.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { AppError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { Heartbeat } from '../platform/jobs/heartbeat.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { type Actor, type StoreContext, StoresService } from '../stores/stores.service.js';
import { Ledger, type NewOperation, OperationLostError } from './ledger.js';
import { InDoubtError, OperationRunner } from './operation-runner.js';
import { RUN_OPERATION } from './operations.jobs.js';
import { OperationRefusedError, OperationUnknownError, OrderBusyError } from './operations.errors.js';
import { operationsEnded } from './operations.metrics.js';
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
const WORKER_ATTEMPTS = 12;
const LONGEST_WAIT_SECONDS = 60;
/** In doubt for so many tries, a person should look. */
const ATTEMPTS_TO_ALARM = 30;

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
  private readonly logger = new Logger(OperationsService.name);
  private readonly handlers = new Map<string, OperationHandler>();

  constructor(
    private readonly database: DataSource,
    private readonly ledger: Ledger,
    private readonly runner: OperationRunner,
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
      const started = await this.ledger.start(request);
      if (started) return this.carryOut(store, started);
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
   * An operator's word: a write that failed is taken up anew, one in doubt is looked at now.
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
   * An operator's word: what Magento has lost is looked for, and done anew. In the caller's transaction.
   * @throws ConflictError when it was not applied
   */
  async redo(manager: EntityManager, operationId: string, actor: Actor): Promise<void> {
    const doubted = await this.ledger.doubt(manager, operationId).catch((error: unknown) => {
      if ((error as { driverError?: { code?: string } }).driverError?.code !== '23505') throw error;
      throw new ConflictError('Another operation on the order is under way.', 5);
    });
    if (!doubted) {
      throw new ConflictError('Its operation was not applied, or is being done anew already.');
    }
    await recordAudit(manager, actor, 'operation.redo', `operation:${operationId}`, null, null);
    await this.jobs.send(manager, RUN_OPERATION, { id: operationId });
  }

  /** A worker's turn: waiting rows, rows in doubt, and rows whose process died. */
  async resume(id: string): Promise<void> {
    const operation = await this.ledger.take(id);
    if (!operation) return;
    const store = await this.stores.byId(operation.storeId);
    try {
      await this.runHeld(store, operation);
    } catch (error) {
      if (!(error instanceof OperationUnknownError || error instanceof MagentoError)) throw error;
    }
  }

  private async carryOut(store: StoreContext, operation: Operation): Promise<Operation> {
    return resultOf(await this.runHeld(store, operation));
  }

  private async runHeld(store: StoreContext, operation: Operation): Promise<Operation> {
    const heartbeat = new Heartbeat(() => this.ledger.renew(operation));
    let client: MagentoClient | undefined;
    try {
      client = this.stores.magentoOf(store).counting();
      return await this.runner.run(this.handlerOf(operation), { operation, store, client });
    } catch (error) {
      return await this.failed(store, operation, error, client?.callCount ?? 0);
    } finally {
      heartbeat.stop();
    }
  }

  /** Leaves the row in the state that the error allows, and throws what the caller is to be told. */
  private async failed(
    store: StoreContext,
    operation: Operation,
    error: unknown,
    calls: number,
  ): Promise<never> {
    const where = {
      store: store.code,
      orderCode: operation.orderCode,
      operation: operation.id,
      kind: operation.kind,
    };
    const labels = { store: store.code, kind: operation.kind };
    if (error instanceof InDoubtError) {
      operationsEnded.inc({ ...labels, outcome: 'UNKNOWN' });
      const wait = Math.min(2 ** Math.min(operation.attempts, 10), LONGEST_WAIT_SECONDS);
      await this.ledger.leaveUnknown(operation, error.reason.code, wait, calls);
      const words = { ...where, code: error.reason.code, retryInSeconds: wait };
      if (operation.attempts >= ATTEMPTS_TO_ALARM) {
        this.logger.error(words, 'operation stays in doubt: look at the order in Magento');
      } else this.logger.warn(words, 'outcome unknown; the worker looks again');
      throw new OperationUnknownError({ ...operation, state: OperationState.Unknown });
    }
    if (error instanceof OperationLostError) throw new OperationUnknownError(operation);
    if (error instanceof AppError) {
      // Nobody waits for the answer of an enqueued operation: the worker keeps trying.
      const retried = operation.enqueued && error.retryable && operation.attempts < WORKER_ATTEMPTS;
      const wait = retried ? Math.min(2 ** operation.attempts, LONGEST_WAIT_SECONDS) : undefined;
      operationsEnded.inc({ ...labels, outcome: 'FAILED' });
      await this.ledger.giveBack(operation, error, calls, wait);
      this.logger.warn(
        { ...where, code: error.code, message: error.message, retryInSeconds: wait },
        'operation not done; nothing was changed',
      );
      Object.assign(error.members, { operationId: operation.id, orderCode: operation.orderCode });
    }
    throw error;
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

function asRepeat(operation: Operation): Operation {
  return { ...operation, outcome: Outcome.Already };
}
