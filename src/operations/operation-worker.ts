import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MagentoClient } from '../magento/magento.client.js';
import { AppError } from '../platform/errors/app-error.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { Registry } from '../platform/registry/registry.js';
import { type Instant, time } from '../platform/time/time.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { FailedOperations } from './failed-operations.js';
import { HeldOperationsRepository } from './held-operations.repository.js';
import { mustNotBeReplaced } from './live-order.js';
import { OperationLease } from './operation-lease.js';
import { OperationRunner } from './operation-runner.js';
import {
  type Operation,
  type OperationContext,
  type OperationHandler,
  OperationKind,
  type Step,
} from './operation.types.js';
import { RUN_OPERATION } from './operations.jobs.js';
import { OperationsRepository } from './operations.repository.js';

/** Carries out the rows of the ledger, each by the handler of its kind and under a lease. */
@Injectable()
export class OperationWorker implements OnModuleInit {
  private readonly handlers = new Registry<OperationHandler>('operation');

  constructor(
    private readonly ledger: OperationsRepository,
    private readonly held: HeldOperationsRepository,
    private readonly runner: OperationRunner,
    private readonly failed: FailedOperations,
    private readonly stores: StoresService,
    jobs: JobsService,
  ) {
    jobs.handle(RUN_OPERATION, ({ id }) => this.resume(id));
  }

  /** @throws RegistrationError where the kind has a handler */
  register(handler: OperationHandler): void {
    this.handlers.register(handler.kind, handler);
  }

  /** @throws RegistrationError where a kind has no handler */
  onModuleInit(): void {
    this.handlers.demand(Object.values(OperationKind));
  }

  /** Reads Magento, writes nothing. @param operation need not have a row */
  async plan(operation: Operation, store: StoreContext): Promise<Step> {
    const context = this.contextOf(operation, store, this.stores.magentoOf(store));
    return this.runner.plan({ handler: this.handlers.get(operation.kind), context });
  }

  /** A worker's turn: waiting rows, rows in doubt, and rows whose process died. */
  async resume(id: string): Promise<void> {
    const taken = time.instant();
    const operation = await this.ledger.take(id);
    if (!operation) return;
    try {
      await this.run(() => this.stores.byId(operation.storeId), operation, taken);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  /** @param operation held under a lease since `taken` @throws what kept it from its end */
  async run(storeOf: () => Promise<StoreContext>, operation: Operation, taken: Instant): Promise<Operation> {
    const lease = new OperationLease(this.held, operation, taken);
    let client: MagentoClient | undefined;
    try {
      const store = await storeOf();
      client = this.stores.magentoOf(store).counting();
      const context = this.contextOf(operation, store, client);
      return await this.runner.run({ handler: this.handlers.get(operation.kind), context, lease });
    } catch (error) {
      throw await this.failed.afterError(operation, error, client?.callCount ?? 0);
    } finally {
      lease.stop();
    }
  }

  /** Nothing reaches Magento without one, and an order that another has replaced there gets none. @throws OrderReplacedError */
  private contextOf(operation: Operation, store: StoreContext, client: MagentoClient): OperationContext {
    mustNotBeReplaced(operation.orderCode);
    return { operation, store, client };
  }
}
