import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { BadRequestError, type FieldError } from '../platform/errors/app-error.js';
import { type PassedReturn, RefundsService } from '../refunds/refunds.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import type {
  ProcessReturnDto,
  QcResultDto,
  ReturnAckDto,
  ReturnOrderViewDto,
} from './dto/process-return.dto.js';
import { ReturnAcknowledgements } from './return-acknowledgements.js';
import { QcStatus, type ReturnItemRow, ReturnItemState, ReturnState } from './return.types.js';
import { QcResultTakenError, ReturnNotFoundError } from './returns.errors.js';
import { toViewDto } from './returns.mapper.js';
import { findReturn, lockOrder, lockReturn, type StoredReturn, storeQc } from './returns.repository.js';

type QcColumns = Pick<ReturnItemRow, 'item_code' | 'qc_status' | 'qc_reason' | 'image_urls'>;

/** Results of the quality check; when no item is open any more, the merchant gets one acknowledgement. */
@Injectable()
export class ReturnProcessingService {
  constructor(
    private readonly database: DataSource,
    private readonly acknowledgements: ReturnAcknowledgements,
    private readonly refunds: RefundsService,
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
    const view = await this.database.transaction(async (manager) => {
      if (store.settings.refundReturns.length > 0) await lockOrderOf(manager, store, returnOrderCode);
      const row = await lockReturn(manager, store.id, returnOrderCode);
      if (!row) throw new ReturnNotFoundError(returnOrderCode);
      const results = dto.orderItems.map(toColumns);
      const corrects = dto.correction === true;
      checkAgainst(row, results, corrects);
      const changed = results.filter((result) => !stands(row, result));
      if (changed.length > 0) await storeQc(manager, row.id, changed);
      await this.refunds.ofReturn(manager, store, passedOf(row, changed), caller);
      const now = (await findReturn(manager, store.id, returnOrderCode))!;
      const wasTold = row.sync_state === ReturnState.Processed;
      if (!wasTold) await this.acknowledgements.settle(manager, store.id, now, caller.requestId);
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

/** Unknown items, and results other than those that stand. @throws BadRequestError, QcResultTakenError */
function checkAgainst(row: StoredReturn, results: QcColumns[], corrects: boolean): void {
  const items = new Map(row.items.map((item) => [item.item_code, item]));
  const unknown: FieldError[] = [];
  const taken: FieldError[] = [];
  results.forEach((result, i) => {
    const item = items.get(result.item_code);
    const field = `orderItems.${i}.itemCode`;
    if (!item) unknown.push({ field, message: `is no item of this return: ${result.item_code}` });
    else if (item.state === ReturnItemState.Cancelled) taken.push({ field, message: 'was cancelled' });
    else if (item.state === ReturnItemState.Processed && !corrects && !sameResult(item, result)) {
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
