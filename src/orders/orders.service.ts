import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient, Reading } from '../magento/magento.client.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { mustBeInOrder } from '../platform/http/time-range.js';
import { pageOf } from '../platform/http/page-of.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import type {
  CancelledOrderPageDto,
  OrderDto,
  OrderPageDto,
  OrderStatusDto,
  TimelineDto,
} from './dto/order.dto.js';
import type {
  CancelledOrdersQueryDto,
  ListOrdersQueryDto,
  PendingOrdersQueryDto,
} from './dto/list-orders.dto.js';
import { decodeCursor, encodeCursor } from './order-cursor.js';
import { findDeletedOrder, wordsOf } from './deleted-orders.repository.js';
import { toOrderDto, withCancelledItems } from './order-response.mapper.js';
import { SyncState } from './order-sync-state.js';
import { mustNotBeReplaced } from '../operations/live-order.js';
import { OrderDisputedError } from '../operations/operations.errors.js';
import { OrderHeldError, OrderNotFoundError, OrderUnreadableError } from './orders.errors.js';
import type { OperationContext, Settlement } from '../operations/operation.types.js';
import { OrderFactsService } from './order-facts.service.js';
import { OrdersImporter } from './orders.importer.js';
import {
  findOrder,
  findOrderByIncrementId,
  findOrders,
  formerCodes,
  listOrders,
  type OrderFilter,
  type OrderRow,
} from './orders.read-model.js';
import { time } from '../platform/time/time.js';
import { eventsOf } from '../timeline/timeline.repository.js';

interface Page {
  limit: number;
  cursor?: string;
}

/** Left out unless asked for: an unpaid or faulty order must not be packed. */
const PASSED_ON = [SyncState.New, SyncState.Acknowledged, SyncState.Cancelled, SyncState.Ignored];
/** Readings of a poll and of a caller rarely cross, and hardly ever twice. */
const REFRESH_TRIES = 3;
const NOT_HELD = [...PASSED_ON, SyncState.Waiting];

/** Reading orders: from the copy, or from Magento where the caller asks for it. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly importer: OrdersImporter,
    private readonly facts: OrderFactsService,
  ) {}

  list(store: StoreContext, query: ListOrdersQueryDto): Promise<OrderPageDto> {
    const byUpdate = query.updatedFrom !== undefined || query.updatedTo !== undefined;
    const byChange = query.changedSince !== undefined;
    const sortBy = byChange ? 'changed_at' : byUpdate ? 'magento_updated_at' : 'magento_created_at';
    mustBeInOrder(query.createdFrom, query.createdTo, 'createdFrom');
    mustBeInOrder(query.updatedFrom, query.updatedTo, 'updatedFrom');
    const statuses = query.status?.split(',');
    return this.page(store, query, {
      sortBy,
      statuses,
      syncStates: query.syncState ? [query.syncState] : statuses ? NOT_HELD : PASSED_ON,
      withGoods: query.syncState === undefined,
      // Who follows changes has it, and must not pack it now.
      orWithdrawn: byChange && query.syncState === undefined && statuses === undefined,
      changedSince: query.changedSince,
      createdFrom: query.createdFrom,
      createdTo: query.createdTo,
      updatedFrom: query.updatedFrom,
      updatedTo: query.updatedTo,
    });
  }

  /** Not acknowledged yet, of any age. */
  pending(store: StoreContext, query: PendingOrdersQueryDto): Promise<OrderPageDto> {
    return this.page(store, query, { sortBy: 'magento_created_at', syncStates: [SyncState.New] });
  }

  /** Whole orders, and lines of others. */
  async cancelled(store: StoreContext, query: CancelledOrdersQueryDto): Promise<CancelledOrderPageDto> {
    mustBeInOrder(query.updatedFrom, query.updatedTo, 'updatedFrom');
    const { items, nextCursor } = await this.page(store, query, {
      sortBy: 'magento_updated_at',
      someCancelled: true,
      updatedFrom: query.updatedFrom,
      updatedTo: query.updatedTo,
    });
    return { items: items.map(withCancelledItems), nextCursor };
  }

  /** @throws OrderNotFoundError */
  async get(store: StoreContext, orderCode: string, refresh: boolean): Promise<OrderDto> {
    if (refresh) await this.refresh(store, orderCode);
    return toOrderDto(await this.stored(store, orderCode), store.settings.slaDays);
  }

  /** Live. @throws OrderNotFoundError, OrderReplacedError, MagentoError */
  async status(store: StoreContext, orderCode: string): Promise<OrderStatusDto> {
    // The status alone does not tell whose order it is.
    if (store.settings.storeIds.length > 0) await this.storedOrRead(store, orderCode);
    const { value, at } = await this.ask(orderCode, (client) => client.getOrderStatus(orderCode), store);
    return { orderCode, status: value, checkedAt: (at ?? time.date()).toISOString() };
  }

  /** @throws OrderNotFoundError */
  async timeline(store: StoreContext, orderCode: string): Promise<TimelineDto> {
    const { id } = await this.stored(store, orderCode);
    const events = (await eventsOf(this.database.manager, id)).map(
      ({ at, source, kind, correlationId, summary }) => {
        return { at: at.toISOString(), source, kind, correlationId, summary };
      },
    );
    return { orderCode, events };
  }

  /** By internal id, as Increff gets them, in the caller's transaction; the oldest first. */
  async described(
    manager: EntityManager,
    store: StoreContext,
    ids: string[],
  ): Promise<{ id: string; order: OrderDto }[]> {
    const rows = await findOrders(manager, ids);
    return rows.map((row) => ({ id: row.id, order: toOrderDto(row, store.settings.slaDays) }));
  }

  /**
   * The stored order, for who is to do something with it; one that no poll has brought yet is read from Magento.
   * @throws OrderNotFoundError, OrderDisputedError
   */
  async storedOrRead(store: StoreContext, orderCode: string): Promise<OrderRow> {
    const known = await findOrder(this.database.manager, store.id, orderCode);
    if (known?.disputed) throw new OrderDisputedError(orderCode);
    if (known) return known;
    await this.mustNotBeDeleted(store, orderCode);
    await this.refresh(store, orderCode);
    return this.stored(store, orderCode);
  }

  /** The same, for acknowledging, invoicing and shipping: only what is passed on. @throws OrderHeldError */
  async passedOnOrRead(store: StoreContext, orderCode: string): Promise<OrderRow> {
    const order = await this.storedOrRead(store, orderCode);
    if (order.sync_state !== SyncState.Held) return order;
    throw new OrderHeldError(orderCode, order.sync_reason ?? 'no reason');
  }

  /** The stored order, or one that no poll has brought yet; undefined for what is no code or no order. */
  async storedByEntityId(store: StoreContext, code: string): Promise<OrderRow | undefined> {
    if (!/^[1-9]\d{0,17}$/.test(code)) return undefined;
    try {
      return await this.storedOrRead(store, code);
    } catch (error) {
      if (error instanceof OrderNotFoundError) return undefined;
      throw error;
    }
  }

  /** The latest stored order with this number. */
  storedByIncrementId(store: StoreContext, incrementId: string): Promise<OrderRow | undefined> {
    return findOrderByIncrementId(this.database.manager, store.id, incrementId);
  }

  /** Where a person asked for it. */
  async noteRefresh(store: StoreContext, orderCode: string, actor: Actor): Promise<void> {
    const { manager } = this.database;
    await recordAudit(manager, actor, {
      action: 'order.refresh',
      subject: `order:${orderCode}`,
      storeCode: store.code,
    });
  }

  /** Says what became of the order that had this code. */
  async notFound(store: StoreContext, orderCode: string): Promise<OrderNotFoundError> {
    const deleted = await this.whyDeleted(store, orderCode, 'entity_id');
    if (deleted !== undefined) return new OrderNotFoundError(orderCode, deleted);
    const [keptAs] = await formerCodes(this.database.manager, store.id, orderCode);
    const kept = `The order that had this code is kept as ${keptAs}; the next run of orders.changed reads the one that Magento has now.`;
    return new OrderNotFoundError(orderCode, keptAs === undefined ? undefined : kept);
  }

  /** In words, of an order that was deleted here; undefined for all others. */
  async whyDeleted(
    store: StoreContext,
    code: string,
    by: 'entity_id' | 'increment_id',
  ): Promise<string | undefined> {
    const deleted = await findDeletedOrder(this.database.manager, store.id, code, by);
    return deleted && wordsOf(deleted);
  }

  /** What a settled write means for our copy of its order, in the transaction that settles it. */
  recordWrite(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    return this.facts.record(manager, context, settlement);
  }

  /** As Magento shows it now. @throws OrderNotFoundError, OrderReplacedError, MagentoError */
  async live(store: StoreContext, orderCode: string): Promise<Reading<MagentoOrder>> {
    const reading = await this.ask<MagentoOrder>(orderCode, (client) => client.getOrder(orderCode), store);
    // Magento coerces what it is asked for (`007` finds order 7): what came must be what was meant.
    if (String(entityIdOf(reading.value ?? {})) !== orderCode) throw new OrderNotFoundError(orderCode);
    // Magento reads an order under any view: one of another store's views is none of this one's.
    if (!isOfStore(reading.value, store)) throw new OrderNotFoundError(orderCode);
    return reading;
  }

  /** @throws OrderNotFoundError, OrderUnreadableError, OrderDisputedError, OrderReplacedError, MagentoError */
  private async refresh(store: StoreContext, orderCode: string): Promise<void> {
    for (let tries = 0; tries < REFRESH_TRIES; tries++) {
      const reading = await this.live(store, orderCode);
      await this.importer.learn(store, reading.value);
      const refreshed = await this.database.transaction((manager) =>
        this.importer.refresh(manager, store, reading, 'refresh', true, true),
      );
      if (refreshed === 'stored') return;
      // A poll stored the order meanwhile, and its reading may be the newer one: another look tells.
      if (refreshed === 'contested') continue;
      throw refreshed.shown
        ? new OrderDisputedError(orderCode)
        : new OrderUnreadableError(orderCode, refreshed.reason);
    }
  }

  private async ask<T>(
    orderCode: string,
    call: (client: MagentoClient) => Promise<Reading<T>>,
    store: StoreContext,
  ): Promise<Reading<T>> {
    mustNotBeReplaced(orderCode);
    try {
      return await call(this.stores.magentoOf(store));
    } catch (error) {
      if (error instanceof MagentoNotFoundError) throw new OrderNotFoundError(orderCode);
      throw error;
    }
  }

  private async stored(store: StoreContext, orderCode: string): Promise<OrderRow> {
    const row = await findOrder(this.database.manager, store.id, orderCode);
    if (row) return row;
    await this.mustNotBeDeleted(store, orderCode);
    throw await this.notFound(store, orderCode);
  }

  /** Needs no look into Magento. @throws OrderNotFoundError, OrderDisputedError */
  private async mustNotBeDeleted(store: StoreContext, orderCode: string): Promise<void> {
    const deleted = await findDeletedOrder(this.database.manager, store.id, orderCode, 'entity_id');
    if (deleted?.disputed) throw new OrderDisputedError(orderCode);
    if (deleted) throw new OrderNotFoundError(orderCode, wordsOf(deleted));
  }

  private async page(
    store: StoreContext,
    query: Page,
    filter: Omit<OrderFilter, 'after' | 'limit'>,
  ): Promise<OrderPageDto> {
    const after = query.cursor === undefined ? undefined : decodeCursor(filter.sortBy, query.cursor);
    const rows = await listOrders(this.database.manager, store.id, { ...filter, after, limit: query.limit });
    const toItem = (row: OrderRow): OrderDto => toOrderDto(row, store.settings.slaDays);
    return pageOf(rows, query.limit, toItem, (row) => encodeCursor(filter.sortBy, row));
  }
}

function isOfStore(order: MagentoOrder, { settings: { storeIds } }: StoreContext): boolean {
  return storeIds.length === 0 || (order.store_id != null && storeIds.includes(Number(order.store_id)));
}
