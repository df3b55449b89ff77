import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { BadRequestError, ConflictError, type FieldError } from '../platform/errors/app-error.js';
import { type PassedReturn, RefundsService } from '../refunds/refunds.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { ProcessReturnDto, QcResultDto, ReturnAckDto } from './dto/process-return.dto.js';
import type { ReturnOrderViewDto } from './dto/return-view.dto.js';
import { type ForwardOrder, ForwardOrders } from './forward-orders.js';
import { ReturnAcknowledgements } from './return-acknowledgements.js';
import { MISSING, QcStatus, type ReturnItemRow, ReturnItemState, ReturnState } from './return.types.js';
import { QcResultTakenError, ReturnNotFoundError } from './returns.errors.js';
import { toViewDto } from './returns.mapper.js';
import {
  findReturn,
  insertItems,
  lockOrder,
  lockReturn,
  type StoredReturn,
  storeQc,
} from './returns.repository.js';

/** Reason of a unit that arrived with a return and was not announced. */
const NOT_ANNOUNCED = 'NOT_ANNOUNCED';

type QcColumns = Pick<ReturnItemRow, 'item_code' | 'qc_status' | 'qc_reason' | 'image_urls'>;

/** Results of the quality check; when no item is open any more, the merchant gets one acknowledgement. */
@Injectable()
export class ReturnProcessingService {
  constructor(
    private readonly database: DataSource,
    private readonly acknowledgements: ReturnAcknowledgements,
    private readonly refunds: RefundsService,
    private readonly forward: ForwardOrders,
  ) {}

  /** @throws ReturnNotFoundError, BadRequestError, QcResultTakenError */
  async process(
    store: StoreContext,
    returnOrderCode: string,
    dto: ProcessReturnDto,
    caller: Caller,
  ): Promise<ReturnOrderViewDto> {
    const broken = brokenQcRules(dto.orderItems);
    if (broken.length > 0) throw new BadRequestError(broken);
    const order = await this.orderOfArrivals(store, returnOrderCode, dto);
    const view = await this.database.transaction(async (manager) => {
      if (store.settings.refundReturns.length > 0) await lockOrderOf(manager, store, returnOrderCode);
      if (order) await lockOrder(manager, order.id);
      const row = await lockReturn(manager, store.id, returnOrderCode);
      if (!row) throw new ReturnNotFoundError(returnOrderCode);
      const results = dto.orderItems.map(toColumns);
      const corrects = dto.correction === true;
      checkAgainst(row, dto.orderItems, results, corrects);
      await this.takeArrivals(manager, order, row, dto.orderItems);
      const changed = results.filter((result) => !stands(row, result));
      if (changed.length > 0) await storeQc(manager, row.id, changed);
      const now = (await findReturn(manager, store.id, returnOrderCode))!;
      await this.refunds.ofReturn(manager, store, passedOf(now, changed), caller);
      const wasAcknowledged = row.sync_state === ReturnState.Processed;
      if (!wasAcknowledged) await this.acknowledgements.settle(manager, store.id, now, caller.requestId);
      else if (changed.length > 0) {
        await this.acknowledgements.correct(manager, store.id, now, caller.requestId);
      }
      return toViewDto((await findReturn(manager, store.id, returnOrderCode))!);
    });
    this.acknowledgements.dispatchNow();
    return view;
  }

  /** Increff's own acknowledgement: what it says stands, also where it said something else before. */
  acknowledge(store: StoreContext, dto: ReturnAckDto, caller: Caller): Promise<ReturnOrderViewDto> {
    const orderItems = dto.orderItems.map((item) =>
      item.qcStatus === QcStatus.Pass ? { ...item, qcReason: null, imageUrls: null } : item,
    );
    return this.process(store, dto.returnOrderCode, { orderItems, correction: true }, caller);
  }

  /** Magento is asked before the transaction. @returns undefined where no unit arrives that was not counted on */
  private async orderOfArrivals(
    store: StoreContext,
    returnOrderCode: string,
    dto: ProcessReturnDto,
  ): Promise<ForwardOrder | undefined> {
    const row = await findReturn(this.database.manager, store.id, returnOrderCode);
    if (!row) throw new ReturnNotFoundError(returnOrderCode);
    if (dto.orderItems.every((item) => arrivalOf(row, item) === undefined)) return undefined;
    return this.forward.find(store, row.forward_order_code);
  }

  /** Units that nobody announced, or that were thought cancelled or missing: no more of them than went out. */
  private async takeArrivals(
    manager: EntityManager,
    order: ForwardOrder | undefined,
    row: StoredReturn,
    items: QcResultDto[],
  ): Promise<void> {
    const arrivals = items.flatMap((item, i) => {
      const sku = arrivalOf(row, item);
      return sku === undefined ? [] : [{ i, sku, itemCode: item.itemCode }];
    });
    if (arrivals.length === 0) return;
    // An item was cancelled since Magento was asked.
    if (!order) throw new ConflictError('The return changed just now. Send the results again.');
    const skus = arrivals.map(({ sku }) => sku);
    await this.forward.checkUnits(
      manager,
      order,
      skus,
      (at) => `orderItems.${arrivals[at]!.i}.channelSkuCode`,
    );
    const known = new Set(row.items.map((item) => item.item_code));
    const unannounced = arrivals.filter(({ itemCode }) => !known.has(itemCode));
    await insertItems(
      manager,
      row.id,
      unannounced.map(({ itemCode, sku }) => ({ itemCode, sku, reason: NOT_ANNOUNCED, known: true })),
    );
  }
}

/** SKU of a unit that arrived, and is not counted among those that come back; undefined for all others. */
function arrivalOf(
  row: StoredReturn,
  { itemCode, channelSkuCode, qcReason }: QcResultDto,
): string | undefined {
  const item = row.items.find(({ item_code: code }) => code === itemCode);
  if (!item) return channelSkuCode ?? undefined;
  const wasAway = item.state === ReturnItemState.Cancelled || item.qc_reason === MISSING;
  return wasAway && qcReason !== MISSING ? item.sku : undefined;
}

/** A refund waits for its order, and who adds to a return locks its order first. */
async function lockOrderOf(manager: EntityManager, store: StoreContext, code: string): Promise<void> {
  const known = await findReturn(manager, store.id, code);
  if (known) await lockOrder(manager, known.order_id);
}

/** Units that passed now and not before. */
function passedOf(row: StoredReturn, changed: QcColumns[]): PassedReturn {
  const passed = changed.filter(({ qc_status: status }) => status === QcStatus.Pass);
  return {
    orderId: row.order_id,
    returnOrderCode: row.return_order_code,
    orderType: row.order_type,
    passed: passed.map(({ item_code: itemCode }) => ({
      itemCode,
      sku: row.items.find((item) => item.item_code === itemCode)!.sku,
    })),
  };
}

function brokenQcRules(items: QcResultDto[]): FieldError[] {
  return items.flatMap(({ qcStatus, qcReason, imageUrls }, i): FieldError[] => {
    const passed = qcStatus === QcStatus.Pass;
    return [
      ...(passed && qcReason ? [{ field: `orderItems.${i}.qcReason`, message: 'belongs to FAIL only' }] : []),
      ...(passed && imageUrls?.length
        ? [{ field: `orderItems.${i}.imageUrls`, message: 'belong to FAIL only' }]
        : []),
    ];
  });
}

function toColumns({ itemCode, qcStatus, qcReason, imageUrls }: QcResultDto): QcColumns {
  const failed = qcStatus === QcStatus.Fail;
  return {
    item_code: itemCode,
    qc_status: qcStatus,
    qc_reason: qcReason ?? null,
    image_urls: failed ? (imageUrls ?? null) : null,
  };
}

/**
 * Unknown items of which no SKU is given, and results other than those that stand.
 * @throws BadRequestError, QcResultTakenError
 */
function checkAgainst(
  row: StoredReturn,
  given: QcResultDto[],
  results: QcColumns[],
  corrects: boolean,
): void {
  const items = new Map(row.items.map((item) => [item.item_code, item]));
  const unknown: FieldError[] = [];
  const taken: FieldError[] = [];
  results.forEach((result, i) => {
    const item = items.get(result.item_code);
    const field = `orderItems.${i}.itemCode`;
    if (!item && given[i]!.channelSkuCode) return;
    if (!item) {
      const message = `is no item of this return: ${result.item_code}; a unit that was not announced needs its channelSkuCode`;
      unknown.push({ field, message });
    } else if (item.state === ReturnItemState.Cancelled && !corrects) {
      taken.push({ field, message: 'was cancelled' });
    } else if (item.state === ReturnItemState.Processed && !corrects && !sameResult(item, result)) {
      taken.push({ field, message: `was processed with ${item.qc_status ?? 'another result'}` });
    }
  });
  if (unknown.length > 0) throw new BadRequestError(unknown);
  if (taken.length > 0) throw new QcResultTakenError(taken);
}

function stands(row: StoredReturn, result: QcColumns): boolean {
  const item = row.items.find(({ item_code: code }) => code === result.item_code);
  return item?.state === ReturnItemState.Processed && sameResult(item, result);
}

function sameResult(item: QcColumns, result: QcColumns): boolean {
  return (
    item.qc_status === result.qc_status &&
    item.qc_reason === result.qc_reason &&
    isDeepStrictEqual(item.image_urls, result.image_urls)
  );
}
