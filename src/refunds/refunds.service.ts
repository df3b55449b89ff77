import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { type Operation, OperationKind } from '../operations/operation.types.js';
import { toOutcomeDto } from '../operations/dto/operation.dto.js';
import { type DryRun, OperationsService } from '../operations/operations.service.js';
import { askedBy, type WriteRequest } from '../operations/write-request.js';
import { completeLines, type OrderLine } from '../orders/order-lines.js';
import { OrdersService } from '../orders/orders.service.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import type { CreateRefundDto, CreditMemoDto, RefundOutcomeDto } from './dto/refund.dto.js';
import { RefundOperation } from './refund.operation.js';
import type { RefundInput } from './refund.types.js';
import { RefundIdTakenError } from './refunds.errors.js';
import { toCreditMemoDto, toCreditMemoRecord } from './refunds.mapper.js';
import { creditMemosOf, storeCreditMemo } from './refunds.repository.js';
import { keyOfUnit } from './returned-units.read-model.js';

/** What passed of a return. */
export interface PassedReturn {
  orderId: string;
  returnOrderCode: string;
  orderType: string;
  passed: { itemCode: string; sku: string }[];
}

const NO_AMOUNTS = {
  openRest: false,
  shippingAmount: 0,
  adjustmentPositive: 0,
  adjustmentNegative: 0,
  returnToStock: false,
  notify: false,
};

@Injectable()
export class RefundsService {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly orders: OrdersService,
    private readonly operations: OperationsService,
    refundOperation: RefundOperation,
  ) {
    operations.register(refundOperation);
  }

  /**
   * The same refundId is a repeat, with any Idempotency-Key or none.
   * @throws OrderNotFoundError, BadRequestError, RefundIdTakenError, OperationRefusedError, OperationUnknownError, MagentoError
   */
  async create(write: WriteRequest, dto: CreateRefundDto): Promise<Operation | DryRun> {
    const { store, orderCode, mode } = write;
    mustAskForOneThing(dto);
    const order = await this.orders.storedOrRead(store, orderCode);
    const { refundId, items } = dto;
    const input = inputOf(dto, items && completeLines(order.items ?? [], items));
    const request = { ...askedBy(write, order.id), kind: OperationKind.Refund, naturalKey: refundId, input };
    const result = await this.operations.perform(store, request, mode);
    if ('input' in result) mustBeTheSame(refundId, result.input, input);
    return result;
  }

  /**
   * Units of a return that passed the quality check, each of them once, where the store gives money back by itself. In the
   * transaction that takes the result, so that none is lost; a worker does it.
   */
  async ofReturn(
    manager: EntityManager,
    store: StoreContext,
    one: PassedReturn,
    caller: Caller,
  ): Promise<void> {
    if (!store.settings.refundReturns.includes(one.orderType)) return;
    for (const { itemCode, sku } of one.passed) {
      await this.operations.enqueueWith(manager, {
        storeId: store.id,
        orderId: one.orderId,
        kind: OperationKind.Refund,
        naturalKey: keyOfUnit(one.returnOrderCode, itemCode),
        input: {
          ...NO_AMOUNTS,
          returnedSku: sku,
          online: store.settings.refundReturnsOnline,
          reason: `Return ${one.returnOrderCode}.`,
        },
        requestedBy: caller.clientId,
        requestId: caller.requestId,
      });
    }
  }

  /** Reads Magento's credit memos of the order and stores them. @throws OrderNotFoundError, MagentoError */
  async list(store: StoreContext, orderCode: string): Promise<CreditMemoDto[]> {
    const order = await this.orders.storedOrRead(store, orderCode);
    const memos = await this.stores.magentoOf(store).documents.listCreditMemos(orderCode);
    await this.database.transaction(async (manager) => {
      for (const memo of memos) {
        await storeCreditMemo(manager, store.id, order.id, toCreditMemoRecord(memo), null);
      }
    });
    const rows = await creditMemosOf(this.database.manager, order.id);
    return rows.map((row) => toCreditMemoDto(row, orderCode));
  }

  async describe(operation: Operation): Promise<RefundOutcomeDto> {
    const rows = await creditMemosOf(this.database.manager, operation.orderId);
    const row = rows.find(({ credit_memo_id: id }) => id === operation.magentoId);
    return {
      ...toOutcomeDto(operation),
      ...(operation.magentoId === null ? {} : { creditMemoId: operation.magentoId }),
      ...(row ? { creditMemo: toCreditMemoDto(row, operation.orderCode) } : {}),
    };
  }
}

/** @throws BadRequestError */
function mustAskForOneThing(dto: CreateRefundDto): void {
  if (dto.openRest && dto.items) {
    throw BadRequestError.field('openRest', 'must be false where items are given');
  }
  if (dto.invoiceId !== undefined && !dto.online) {
    throw BadRequestError.field('invoiceId', 'must be left out where online is false');
  }
  const amounts = [dto.shippingAmount, dto.adjustmentPositive].some((amount) => Number(amount) > 0);
  if (!dto.openRest && !dto.items && !amounts) {
    throw BadRequestError.field(
      'items',
      'must be given, or openRest, or an amount of shippingAmount or adjustmentPositive',
    );
  }
}

/** As it is kept in the ledger: amounts as numbers, so that `5` and `5.00` are one, and lines in one order. */
function inputOf(dto: CreateRefundDto, items: OrderLine[] | undefined): RefundInput {
  const { shippingAmount, adjustmentPositive, adjustmentNegative, invoiceId, reason } = dto;
  return {
    ...(items ? { items: items.toSorted(byCode) } : {}),
    openRest: dto.openRest,
    shippingAmount: Number(shippingAmount),
    adjustmentPositive: Number(adjustmentPositive),
    adjustmentNegative: Number(adjustmentNegative),
    online: dto.online,
    ...(invoiceId === undefined ? {} : { invoiceId }),
    returnToStock: dto.returnToStock,
    notify: dto.notify,
    ...(reason === undefined ? {} : { reason }),
  };
}

function byCode(a: OrderLine, b: OrderLine): number {
  return Number(a.orderItemCode) - Number(b.orderItemCode);
}

/**
 * The reason is words, and goes where the order's customer is erased.
 * @throws RefundIdTakenError
 */
function mustBeTheSame(
  refundId: string,
  before: Record<string, unknown>,
  now: Record<string, unknown>,
): void {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  names.delete('reason');
  const differing = [...names].filter((name) => !isDeepStrictEqual(before[name], now[name]));
  if (differing.length > 0) throw new RefundIdTakenError(refundId, differing);
}
