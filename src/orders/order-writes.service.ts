import { Injectable } from '@nestjs/common';
import type { Caller } from '../platform/access/access.decorators.js';
import { AppError } from '../platform/errors/app-error.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import type { DryRun } from '../operations/operations.service.js';
import { OperationsService } from '../operations/operations.service.js';
import { type Operation, OperationKind, OperationState } from '../operations/operation.types.js';
import { askedBy, type WriteRequest } from '../operations/write-request.js';
import type { StoreContext } from '../stores/stores.service.js';
import { AcknowledgeOperation } from './acknowledge.operation.js';
import { CancelOperation } from './cancel.operation.js';
import type { AcknowledgementDto, AcknowledgementsResultDto, FailedOrderDto } from './dto/write-order.dto.js';
import { SyncState } from './order-sync-state.js';
import { OrderUnpaidError } from './orders.errors.js';
import type { OrderRow } from './orders.read-model.js';
import { OrdersService } from './orders.service.js';
import { time } from '../platform/time/time.js';

const idPipe = new IdPipe('orderCode');
const BATCH_CONCURRENCY = 4;
/** Increff gives up after 45 s; what is not begun by then is left to the worker. */
const BATCH_BUDGET_MS = 35_000;

/** Acknowledging and cancelling, by way of the ledger. */
@Injectable()
export class OrderWritesService {
  constructor(
    private readonly orders: OrdersService,
    private readonly operations: OperationsService,
    acknowledgeOperation: AcknowledgeOperation,
    cancelOperation: CancelOperation,
  ) {
    operations.register(acknowledgeOperation);
    operations.register(cancelOperation);
  }

  /** @throws OrderNotFoundError, OrderHeldError, OrderUnpaidError, OperationRefusedError, OperationUnknownError, MagentoError */
  acknowledge(write: WriteRequest, input: { locationCode?: string | null }): Promise<Operation | DryRun> {
    return this.write(OperationKind.Acknowledge, write, withoutNulls(input));
  }

  /** @throws OrderNotFoundError, OperationRefusedError, OperationUnknownError, MagentoError */
  cancel(write: WriteRequest, input: { reason?: string }): Promise<Operation | DryRun> {
    return this.write(OperationKind.Cancel, write, withoutNulls(input));
  }

  /** Each order on its own: one that fails holds up no other. */
  async acknowledgeAll(
    store: StoreContext,
    orders: AcknowledgementDto[],
    caller: Caller,
  ): Promise<AcknowledgementsResultDto> {
    const deadline = time.now() + BATCH_BUDGET_MS;
    const result: AcknowledgementsResultDto = { successOrders: [], failedOrders: [] };
    const queue = [...orders];
    const work = async (): Promise<void> => {
      for (let order = queue.shift(); order; order = queue.shift()) {
        const failure = await this.acknowledgeOne(store, order, caller, time.now() > deadline);
        if (failure) result.failedOrders.push(failure);
        else result.successOrders.push(toAnswered(order));
      }
    };
    await Promise.all(Array.from({ length: BATCH_CONCURRENCY }, work));
    return result;
  }

  private async acknowledgeOne(
    store: StoreContext,
    order: AcknowledgementDto,
    caller: Caller,
    late: boolean,
  ): Promise<FailedOrderDto | undefined> {
    try {
      const mode = { dryRun: false, respondAsync: late };
      const write = { store, orderCode: idPipe.transform(order.orderCode), caller, mode };
      const operation = (await this.acknowledge(write, { locationCode: order.locationCode })) as Operation;
      if (operation.state === OperationState.Settled || operation.outcome !== null) return undefined;
      return {
        ...toAnswered(order),
        code: 'PENDING',
        message: `Operation ${operation.id} is under way.`,
        retryable: true,
      };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ...toAnswered(order), code: error.code, message: error.sentence, retryable: error.retryable };
    }
  }

  private async write(
    kind: OperationKind,
    write: WriteRequest,
    input: Record<string, unknown>,
  ): Promise<Operation | DryRun> {
    const { store, orderCode, mode } = write;
    const order = await (kind === OperationKind.Acknowledge
      ? this.toBeAcknowledged(store, orderCode)
      : this.orders.storedOrRead(store, orderCode));
    const request = {
      ...askedBy(write, order.id),
      kind,
      // What was done to it before it was cancelled and came back was done to its earlier life.
      naturalKey: order.reopened_at ? `${kind}:${order.reopened_at.toISOString()}` : kind,
      input,
    };
    return this.operations.perform(store, request, mode);
  }

  /** Who acknowledges packs. Our copy may be behind a payment, so Magento is asked before it is refused. */
  private async toBeAcknowledged(store: StoreContext, orderCode: string): Promise<OrderRow> {
    const order = await this.orders.passedOnOrRead(store, orderCode);
    if (store.settings.acknowledgeUnpaid || !isUnpaid(order)) return order;
    await this.orders.get(store, orderCode, true);
    const now = await this.orders.passedOnOrRead(store, orderCode);
    if (isUnpaid(now)) throw new OrderUnpaidError(orderCode);
    return now;
  }
}

/** One in a status that the store passes on is NEW, and one that was acknowledged before stays so. */
function isUnpaid({ state, sync_state: syncState }: OrderRow): boolean {
  return state === 'pending_payment' && syncState === SyncState.Waiting;
}

function withoutNulls(input: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  );
}

function toAnswered(order: AcknowledgementDto): { orderCode: string; locationCode: string | null } {
  return { orderCode: order.orderCode, locationCode: order.locationCode ?? null };
}
