import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import type { DeliveryDetailDto } from '../deliveries/dto/delivery.dto.js';
import type { EndpointDto } from '../deliveries/dto/endpoint.dto.js';
import { EndpointsService } from '../deliveries/endpoints.service.js';
import { silencesOf } from '../observability/silence.js';
import { orderFlows } from '../observability/silence.read-model.js';
import { WaitingOperationsService } from '../operations/waiting-operations.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { isAboutParameters } from '../platform/database/pg-errors.js';
import { BadRequestError, NotFoundError } from '../platform/errors/app-error.js';
import { pageOf } from '../platform/http/page-of.js';
import { Schedules } from '../platform/schedule/schedules.js';
import { ReconciliationsService } from '../reconciliation/reconciliations.service.js';
import { storesWithTheSameOrders } from '../stores/store-check.read-model.js';
import type { StoreContext } from '../stores/stores.service.js';
import { type Ask, askOf, type Listing, PAGE_SIZE, placeOf, type Total } from './listings/listing.js';
import type { Reader } from './views/format.js';
import type { OperationPageProps } from './pages/operation.js';
import { operationPageData } from './pages/operation.read-model.js';
import { type OrderPageData, orderPageData } from './pages/order.read-model.js';
import { countsOf, ordersByHour, streamsOf } from './pages/home.read-model.js';
import { type StoreAtAGlance, storesCalled } from './pages/stores.read-model.js';
import type { HomeProps } from './pages/home.js';
import type { ListingPageProps } from './views/listing-page.js';
import type { ReconciliationPageProps } from './pages/reconciliation.js';

/** Reads what the pages show, in few statements each. */
@Injectable()
export class ConsoleService {
  constructor(
    private readonly database: DataSource,
    private readonly deliveriesService: DeliveriesService,
    private readonly endpointsService: EndpointsService,
    private readonly operations: WaitingOperationsService,
    private readonly orders: OrdersService,
    private readonly reconciliations: ReconciliationsService,
    private readonly schedules: Schedules,
  ) {}

  async home(store: StoreContext, since: Date): Promise<Omit<HomeProps, 'frame' | 'problems'>> {
    const { manager } = this.database;
    const flows = await orderFlows(manager, store.code);
    return {
      paused: store.paused,
      streams: await streamsOf(manager, store.code),
      counts: await countsOf(manager, store.id, since),
      hours: await ordersByHour(manager, store.id, since),
      silence: silencesOf(flows)[0],
      sharing: await storesWithTheSameOrders(manager, store.id),
      ticks: this.schedules.list(),
    };
  }

  /** @throws BadRequestError naming a filter or `cursor` */
  async list(
    listing: Listing,
    storeId: number,
    query: Record<string, unknown>,
    reader: Reader,
  ): Promise<Omit<ListingPageProps, 'frame' | 'path' | 'listing' | 'asks'>> {
    const ask = askOf(listing, query, reader);
    const found = await listing.rows(this.database.manager, storeId, ask).catch((error: unknown) => {
      // It has the form of one, but the database cannot read it, e.g. the 31st of February.
      if (query['cursor'] === undefined || !isAboutParameters(error)) throw error;
      throw BadRequestError.field('cursor', 'is not one of this list');
    });
    const page = pageOf(
      found,
      PAGE_SIZE,
      (row) => row,
      (row) => listing.cursorOf(row),
    );
    return {
      filter: ask.filter,
      rows: page.items,
      next: page.nextCursor,
      place: placeOf(listing, query),
      total: query['total'] === undefined ? undefined : await this.total(listing, storeId, ask),
    };
  }

  private total(listing: Listing, storeId: number, ask: Ask): Promise<Total> | undefined {
    return listing.total?.(this.database.manager, storeId, { ...ask, after: [null, null] });
  }

  /** @throws OrderNotFoundError */
  async order(store: StoreContext, orderCode: string): Promise<OrderPageData> {
    const data = await orderPageData(this.database.manager, store, orderCode);
    if (!data) throw await this.orders.notFound(store, orderCode);
    return data;
  }

  /** @throws NotFoundError */
  async operation(store: StoreContext, id: string): Promise<Pick<OperationPageProps, 'row' | 'tries'>> {
    const row = await operationPageData(this.database.manager, store.id, id);
    if (!row) throw new NotFoundError('operationId', `There is no operation ${id}.`);
    return { row, tries: await this.operations.tries(id) };
  }

  /** @throws NotFoundError */
  delivery(store: StoreContext, id: string): Promise<DeliveryDetailDto> {
    return this.deliveriesService.get(store, id);
  }

  /** @throws NotFoundError where it is none of the store's */
  async reconciliation(store: StoreContext, id: string): Promise<ReconciliationPageProps['found']> {
    const found = await this.reconciliations.counted(id);
    if (found.storeCode !== store.code) {
      throw new NotFoundError('reconciliationId', `There is no reconciliation ${id}.`);
    }
    return found;
  }

  endpoints(store: StoreContext): Promise<EndpointDto[]> {
    return this.endpointsService.list(store);
  }

  stores(codes: string[], since: Date): Promise<StoreAtAGlance[]> {
    return storesCalled(this.database.manager, codes, since);
  }
}
