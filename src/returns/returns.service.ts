import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { instanceToPlain } from 'class-transformer';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { toMoment } from '../platform/http/is-moment.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { pageOf } from '../platform/http/page-of.js';
import type { StoreContext } from '../stores/stores.service.js';
import type {
  AddReturnItemsDto,
  CancelReturnItemsDto,
  FindByAwbDto,
  ListReturnsQueryDto,
  ReturnLineItemDto,
} from './dto/process-return.dto.js';
import type {
  FoundReturnDto,
  QcReasonsDto,
  ReturnOrderViewDto,
  ReturnPageDto,
} from './dto/return-view.dto.js';
import type { CreateReturnOrderDto } from './dto/return-order.dto.js';
import { brokenRules } from './return-rules.js';
import { ReturnAcknowledgements } from './return-acknowledgements.js';
import { QC_REASONS, ReturnState, ReturnType } from './return.types.js';
import { type ForwardOrder, ForwardOrders } from './forward-orders.js';
import {
  ForwardOrderNotFoundError,
  ReturnCodeTakenError,
  ReturnNotFoundError,
  ReturnOverError,
} from './returns.errors.js';
import { toFoundDto, toViewDto } from './returns.mapper.js';
import {
  cancelItems,
  findReturn,
  insertItems,
  insertReturn,
  listReturns,
  lockOrder,
  lockReturn,
  type NewItem,
  noteChange,
  reasonsSeen,
  type StoredReturn,
} from './returns.repository.js';
import { record } from '../timeline/timeline.repository.js';

/** Returns as the shop announces them. */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly database: DataSource,
    private readonly forward: ForwardOrders,
    private readonly notifications: NotificationsService,
    private readonly acknowledgements: ReturnAcknowledgements,
  ) {}

  /**
   * The same returnOrderCode with the same body is a repeat.
   * @throws BadRequestError, ForwardOrderNotFoundError, ReturnCodeTakenError, MagentoError
   */
  async create(store: StoreContext, dto: CreateReturnOrderDto, caller: Caller): Promise<void> {
    const broken = brokenRules(dto, store.settings);
    if (broken.length > 0) throw new BadRequestError(broken);
    const body = instanceToPlain(dto);
    const known = await findReturn(this.database.manager, store.id, dto.returnOrderCode);
    if (known) return sameBody(known, body);
    const order = await this.forward.find(store, dto.forwardOrderCode);
    const items = dto.orderItems.map(({ itemCode, channelSkuCode: sku, reason }) => ({
      itemCode,
      sku,
      reason,
    }));
    await this.database.transaction(async (manager) => {
      if (!(await lockOrder(manager, order.id))) throw new ForwardOrderNotFoundError(dto.forwardOrderCode);
      const id = await insertReturn(manager, {
        storeId: store.id,
        orderId: order.id,
        returnOrderCode: dto.returnOrderCode,
        forwardOrderCode: dto.forwardOrderCode,
        locationCode: dto.locationCode,
        orderType: dto.orderType ?? ReturnType.CustomerReturn,
        awbNumber: dto.awbNumber ?? null,
        transporter: dto.transporter ?? null,
        body,
        requestedBy: caller.clientId,
        requestId: caller.requestId,
      });
      if (id === undefined) {
        return sameBody((await findReturn(manager, store.id, dto.returnOrderCode))!, body);
      }
      await this.addItems(manager, order, id, items, (i) => `orderItems.${i}.channelSkuCode`);
      await this.notifications.known(manager, store.id, [dto.returnOrderCode, dto.awbNumber ?? null]);
      const summary = { returnOrderCode: dto.returnOrderCode, items: items.length };
      await record(manager, [
        {
          orderId: order.id,
          source: 'SERVICE',
          kind: 'RETURN_CREATED',
          correlationId: caller.requestId,
          summary,
        },
      ]);
    });
  }

  /** Further units, before any is processed. @throws ReturnNotFoundError, BadRequestError, ReturnOverError */
  async add(store: StoreContext, dto: AddReturnItemsDto): Promise<void> {
    const known = await findReturn(this.database.manager, store.id, dto.returnOrderCode);
    if (!known) throw new ReturnNotFoundError(dto.returnOrderCode);
    const order = await this.forward.find(store, known.forward_order_code);
    await this.database.transaction(async (manager) => {
      await lockOrder(manager, order.id);
      const row = await lockReturn(manager, store.id, dto.returnOrderCode);
      if (!row) throw new ReturnNotFoundError(dto.returnOrderCode);
      if (row.sync_state !== ReturnState.Created) {
        throw new ReturnOverError(dto.returnOrderCode, row.sync_state);
      }
      const codes = new Map(row.items.map((item) => [item.item_code, item]));
      const fresh = dto.returnLineItems.filter(
        ({ channelReturnItemCode }) => !codes.has(channelReturnItemCode),
      );
      const items = fresh.map((line) => ({
        itemCode: line.channelReturnItemCode,
        sku: line.channelSkuCode,
        reason: line.reasonForReturn,
        details: detailsOf(line),
      }));
      await this.addItems(manager, order, row.id, items, (i) => `returnLineItems.${i}.channelSkuCode`);
      if (items.length > 0) await noteChange(manager, row.id);
    });
  }

  /** Units that do not come after all. @throws ReturnNotFoundError, BadRequestError, ReturnOverError */
  async cancel(
    store: StoreContext,
    returnOrderCode: string,
    dto: CancelReturnItemsDto,
    caller: Caller,
  ): Promise<ReturnOrderViewDto> {
    const view = await this.database.transaction(async (manager) => {
      const row = await lockReturn(manager, store.id, returnOrderCode);
      if (!row) throw new ReturnNotFoundError(returnOrderCode);
      if (row.sync_state === ReturnState.Processed) {
        throw new ReturnOverError(returnOrderCode, row.sync_state);
      }
      const codes = new Set(row.items.map((item) => item.item_code));
      const unknown = dto.returnOrderItems.flatMap(({ returnOrderItemCode: code }, i) =>
        codes.has(code)
          ? []
          : [
              {
                field: `returnOrderItems.${i}.returnOrderItemCode`,
                message: `is no item of this return: ${code}`,
              },
            ],
      );
      if (unknown.length > 0) throw new BadRequestError(unknown);
      await cancelItems(
        manager,
        row.id,
        dto.returnOrderItems.map((item) => ({
          itemCode: item.returnOrderItemCode,
          reason: item.reason ?? null,
        })),
      );
      const now = (await findReturn(manager, store.id, returnOrderCode))!;
      await this.acknowledgements.settle(manager, store.id, now, caller.requestId);
      return toViewDto((await findReturn(manager, store.id, returnOrderCode))!);
    });
    this.acknowledgements.dispatchNow();
    return view;
  }

  /** @throws ReturnNotFoundError */
  async get(store: StoreContext, returnOrderCode: string): Promise<ReturnOrderViewDto> {
    const row = await findReturn(this.database.manager, store.id, returnOrderCode);
    if (!row) throw new ReturnNotFoundError(returnOrderCode);
    return toViewDto(row);
  }

  async list(store: StoreContext, query: ListReturnsQueryDto): Promise<ReturnPageDto> {
    const { state, forwardOrderCode, limit, cursor } = query;
    const changedSince = toMoment(query.changedSince)?.toISOString();
    const filter = { state, forwardOrderCode, changedSince, before: cursor, limit: limit + 1 };
    const rows = await listReturns(this.database.manager, store.id, filter);
    return pageOf(rows, limit, toViewDto, ({ id }) => id);
  }

  /** Increff's list, the store's own, and what its checks have failed for besides. */
  async qcReasons(store: StoreContext): Promise<QcReasonsDto> {
    const seen = await reasonsSeen(this.database.manager, store.id);
    return { standard: [...QC_REASONS], ofStore: [...store.settings.qcReasons], seen };
  }

  async findByAwb(store: StoreContext, dto: FindByAwbDto): Promise<FoundReturnDto[]> {
    const filter = { awbNumber: dto.awbNumber, transporter: dto.transporter ?? undefined, limit: 100 };
    return (await listReturns(this.database.manager, store.id, filter)).map(toFoundDto);
  }

  private async addItems(
    manager: EntityManager,
    order: ForwardOrder,
    returnId: string,
    items: NewItem[],
    field: (i: number) => string,
  ): Promise<void> {
    await this.forward.checkUnits(
      manager,
      order,
      items.map(({ sku }) => sku),
      field,
    );
    await insertItems(manager, returnId, items);
  }
}

/** Nothing is left to compare of a return whose customer was erased. @throws ReturnCodeTakenError */
function sameBody(known: StoredReturn, body: Record<string, unknown>): void {
  if (known.body['erased'] === true) return;
  const names = new Set([...Object.keys(known.body), ...Object.keys(body)]);
  const given = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
  const differing = [...names].filter(
    (name) => !isDeepStrictEqual(known.body[name] ?? null, given[name] ?? null),
  );
  if (differing.length > 0) throw new ReturnCodeTakenError(known.return_order_code, differing);
}

/** Increff's form has them; the others are columns. */
function detailsOf({ price, subOrderCode }: ReturnLineItemDto): Record<string, unknown> | null {
  const details = {
    ...(price == null ? {} : { price }),
    ...(subOrderCode == null ? {} : { subOrderCode }),
  };
  return Object.keys(details).length > 0 ? details : null;
}
