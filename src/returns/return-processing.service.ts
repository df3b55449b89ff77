import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../auth/auth.decorators.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { BadRequestError, type FieldError } from '../platform/errors/app-error.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { ProcessReturnDto, QcResultDto, ReturnOrderViewDto } from './dto/process-return.dto.js';
import { RETURN_ACK } from './return-ack.endpoint.js';
import { QC_REASONS, QcStatus, type ReturnItemRow, ReturnItemState, ReturnState } from './return.types.js';
import { QcResultTakenError, ReturnNotFoundError } from './returns.errors.js';
import { toAcknowledgement, toViewDto } from './returns.mapper.js';
import { findReturn, lockReturn, moveReturn, type StoredReturn, storeQc } from './returns.repository.js';
import { record } from '../timeline/timeline.repository.js';

const EVENT = 'RETURN_PROCESSED';

type QcColumns = Pick<ReturnItemRow, 'item_code' | 'qc_status' | 'qc_reason' | 'image_urls'>;

/** Results of the quality check; when the last item has one, the merchant gets one acknowledgement. */
@Injectable()
export class ReturnProcessingService {
  constructor(
    private readonly database: DataSource,
    private readonly deliveries: DeliveriesService,
  ) {
    deliveries.register(RETURN_ACK);
  }

  /** @throws ReturnNotFoundError, BadRequestError, QcResultTakenError */
  async process(
    store: StoreContext,
    returnOrderCode: string,
    dto: ProcessReturnDto,
    caller: Caller,
  ): Promise<ReturnOrderViewDto> {
    const broken = brokenQcRules(dto.orderItems, store.settings.qcReasons);
    if (broken.length > 0) throw new BadRequestError(broken);
    const view = await this.database.transaction(async (manager) => {
      const row = await lockReturn(manager, store.id, returnOrderCode);
      if (!row) throw new ReturnNotFoundError(returnOrderCode);
      const results = dto.orderItems.map(toColumns);
      checkAgainst(row, results);
      await storeQc(manager, row.id, results);
      const now = (await findReturn(manager, store.id, returnOrderCode))!;
      if (now.sync_state === ReturnState.Processed) return toViewDto(now);
      const open = now.items.some(({ state }) => state === ReturnItemState.Expected);
      if (open) await moveReturn(manager, row.id, ReturnState.InProcessing);
      else {
        const deliveryId = randomUUID();
        const line = {
          storeId: store.id,
          kind: RETURN_ACK.kind,
          orderCode: row.forward_order_code,
        };
        await this.deliveries.lock(manager, [line]);
        const body = JSON.stringify(toAcknowledgement(now));
        await this.deliveries.add(manager, [{ ...line, id: deliveryId, eventType: EVENT, body }]);
        await moveReturn(manager, row.id, ReturnState.Processed, deliveryId);
        await record(manager, [
          {
            orderId: row.order_id,
            source: 'SERVICE',
            kind: EVENT,
            correlationId: caller.requestId,
            summary: { returnOrderCode, deliveryId },
          },
        ]);
      }
      return toViewDto((await findReturn(manager, store.id, returnOrderCode))!);
    });
    this.deliveries.dispatchNow();
    return view;
  }
}

function brokenQcRules(items: QcResultDto[], ownReasons: string[]): FieldError[] {
  const reasons = new Set([...QC_REASONS, ...ownReasons]);
  return items.flatMap(({ qcStatus, qcReason, imageUrls }, i): FieldError[] => {
    const passed = qcStatus === QcStatus.Pass;
    return [
      ...(passed && qcReason ? [{ field: `orderItems.${i}.qcReason`, message: 'belongs to FAIL only' }] : []),
      ...(!passed && qcReason && !reasons.has(qcReason)
        ? [
            {
              field: `orderItems.${i}.qcReason`,
              message: 'is neither in the standard list nor in qcReasons of the store',
            },
          ]
        : []),
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
function checkAgainst(row: StoredReturn, results: QcColumns[]): void {
  const items = new Map(row.items.map((item) => [item.item_code, item]));
  const unknown: FieldError[] = [];
  const taken: FieldError[] = [];
  results.forEach((result, i) => {
    const item = items.get(result.item_code);
    const field = `orderItems.${i}.itemCode`;
    if (!item) unknown.push({ field, message: `is no item of this return: ${result.item_code}` });
    else if (item.state === ReturnItemState.Cancelled) taken.push({ field, message: 'was cancelled' });
    else if (item.state === ReturnItemState.Processed && !sameResult(item, result)) {
      taken.push({ field, message: `was processed with ${item.qc_status ?? 'another result'}` });
    }
  });
  if (unknown.length > 0) throw new BadRequestError(unknown);
  if (taken.length > 0) throw new QcResultTakenError(taken);
}

function sameResult(item: QcColumns, result: QcColumns): boolean {
  return (
    item.qc_status === result.qc_status &&
    item.qc_reason === result.qc_reason &&
    isDeepStrictEqual(item.image_urls, result.image_urls)
  );
}
