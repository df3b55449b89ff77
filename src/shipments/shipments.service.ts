import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { InvoicesService } from '../invoices/invoices.service.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import type { MagentoShipment } from '../magento/magento.types.js';
import { type Operation, OperationKind } from '../operations/operation.types.js';
import { toOutcomeDto } from '../operations/dto/operation.dto.js';
import { type DryRun, OperationsService } from '../operations/operations.service.js';
import { askedBy, type WriteRequest } from '../operations/write-request.js';
import { completeLines, type OrderLine } from '../orders/order-lines.js';
import { OrdersService } from '../orders/orders.service.js';
import { ShipAt, ShipmentMode } from '../stores/dto/store-settings.dto.js';
import { shippingSourceOf } from '../stores/location-sources.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { toTrack } from './carriers.js';
import type { CreateShipmentDto, ShipmentDto, ShipmentOutcomeDto } from './dto/shipment.dto.js';
import { ShipmentOperation } from './shipment.operation.js';
import { Flow, type ShipmentRow, ShipmentSyncState } from './shipment.types.js';
import { IdTakenError, ParcelVoidError, ShipmentNotFoundError } from './shipments.errors.js';
import { toShipmentDto, toStrangersDto, withMagentosTracks } from './shipments.mapper.js';
import {
  type NewParcel,
  openShipment,
  packedByLine,
  shipmentByCode,
  shipmentByMagentoId,
  shipmentById,
  shipmentByShipmentId,
} from './shipments.repository.js';
import { time } from '../platform/time/time.js';

@Injectable()
export class ShipmentsService {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly orders: OrdersService,
    private readonly invoices: InvoicesService,
    private readonly operations: OperationsService,
    shipmentOperation: ShipmentOperation,
  ) {
    operations.register(shipmentOperation);
  }

  /**
   * The same shipmentId gets the same answer; with other contents it is refused.
   * @throws OrderNotFoundError, BadRequestError, IdTakenError, OperationRefusedError, OperationUnknownError, MagentoError
   */
  async create(write: WriteRequest, dto: CreateShipmentDto): Promise<Operation | DryRun> {
    const { store, orderCode, caller, mode } = write;
    const order = await this.orders.passedOnOrRead(store, orderCode);
    const items = completeLines(order.items ?? [], dto.items);
    const sourceCode = await this.sourceOf(store, dto);
    const parcel: NewParcel = { ...parcelOf(store, dto, caller), sourceCode, orderId: order.id, items };
    const parcelInput = mode.dryRun
      ? { parcel: rowToBe(parcel, orderCode) }
      : { shipmentRowId: await this.accept(parcel) };
    if (!mode.dryRun) await this.invoices.invoiceBeforeShipping(store, orderCode, caller);
    const request = {
      ...askedBy(write, order.id),
      kind: OperationKind.Shipment,
      naturalKey: parcel.shipmentId,
      input: { ...parcelInput, shipmentId: parcel.shipmentId, items, tracks: parcel.tracks },
    };
    return this.operations.perform(store, request, mode);
  }

  async describe(operation: Operation): Promise<ShipmentOutcomeDto> {
    const row = (await shipmentById(this.database.manager, String(operation.input['shipmentRowId'])))!;
    const { shipmentCode, shipmentItems, tracks } = toShipmentDto(row);
    return { ...toOutcomeDto(operation), shipmentCode, shipmentItems, tracks };
  }

  /** What other parcels of the order hold by line, and what this one holds, if it is there and was not refused. */
  async packed(
    store: StoreContext,
    orderId: string,
    shipmentId: string,
  ): Promise<{ byLine: Map<string, number>; known?: OrderLine[] }> {
    const { manager } = this.database;
    const row = await shipmentByShipmentId(manager, store.id, shipmentId);
    const known = row?.sync_state === ShipmentSyncState.Refused ? undefined : row?.items;
    return { byLine: await packedByLine(manager, orderId, shipmentId), known };
  }

  /** As Magento has it now: one of ours, or any of an order of this store. @throws ShipmentNotFoundError, MagentoError */
  async get(store: StoreContext, shipmentCode: string): Promise<ShipmentDto> {
    const { row, shipment } = await this.find(store, shipmentCode);
    if (!row) return toStrangersDto(shipment!);
    return shipment ? withMagentosTracks(toShipmentDto(row), shipment) : toShipmentDto(row);
  }

  /** By our code, or by Magento's id. One of both is there. @throws ShipmentNotFoundError, MagentoError */
  async find(
    store: StoreContext,
    shipmentCode: string,
  ): Promise<{ row?: ShipmentRow; shipment?: MagentoShipment }> {
    const { manager } = this.database;
    const row = await shipmentByCode(manager, store.id, shipmentCode);
    if (row?.magento_shipment_id === null) return { row };
    const shipment = await this.inMagento(store, row?.magento_shipment_id ?? shipmentCode);
    if (row) return { row, shipment };
    const names = { orderCode: String(shipment.order_id), magentoId: shipmentCode };
    return { row: await shipmentByMagentoId(manager, store.id, names), shipment };
  }

  /** A parcel that is known keeps its source, also when the map of locations has changed. @throws BadRequestError */
  private async sourceOf(store: StoreContext, dto: CreateShipmentDto): Promise<string | null> {
    try {
      return shippingSourceOf(store.settings, dto.locationCode ?? null);
    } catch (error) {
      const known = await shipmentByShipmentId(this.database.manager, store.id, dto.shipmentId);
      if (!known) throw error;
      return known.source_code;
    }
  }

  private async accept(parcel: NewParcel): Promise<string> {
    return this.database.transaction(async (manager) => {
      const opened = await openShipment(manager, parcel);
      if (opened !== undefined) return opened;
      const row = (await shipmentByShipmentId(manager, parcel.storeId, parcel.shipmentId))!;
      if (row.sync_state === ShipmentSyncState.Void) throw new ParcelVoidError(parcel.shipmentId);
      const differing = differences(row, parcel);
      if (differing.length > 0) throw new IdTakenError('shipmentId', parcel.shipmentId, differing);
      return row.id;
    });
  }

  private async inMagento(store: StoreContext, shipmentId: string): Promise<MagentoShipment> {
    if (!/^\d{1,19}$/.test(shipmentId)) throw new ShipmentNotFoundError(shipmentId);
    try {
      const { value } = await this.stores.magentoOf(store).documents.getShipment(shipmentId);
      // Magento coerces what it is asked for: what came must be what was meant, and of an order of this store.
      if (String(value.entity_id) !== shipmentId) throw new ShipmentNotFoundError(shipmentId);
      await this.orders.storedOrRead(store, String(value.order_id));
      return value;
    } catch (error) {
      if (error instanceof MagentoNotFoundError) throw new ShipmentNotFoundError(shipmentId);
      throw error;
    }
  }
}

function parcelOf(
  store: StoreContext,
  dto: CreateShipmentDto,
  caller: Caller,
): Omit<NewParcel, 'orderId' | 'items' | 'sourceCode'> {
  const { length, breadth, height } = dto.dimensions ?? {};
  const location = dto.locationCode ?? null;
  return {
    storeId: store.id,
    shipmentId: dto.shipmentId,
    flow: flowOf(store),
    locationCode: location,
    tracks: dto.tracks.map((track) => toTrack(store.settings, track)),
    labelUrl: dto.shippingLabelUrl ?? null,
    comment: dto.comment ?? null,
    weight: dto.weight ?? null,
    dimensions: dto.dimensions ? { length: length ?? 0, breadth: breadth ?? 0, height: height ?? 0 } : null,
    requestedBy: caller.clientId,
    requestId: caller.requestId,
  };
}

/** The parcel as its row would be, for a dry run, which leaves none. */
function rowToBe(parcel: NewParcel, orderCode: string): ShipmentRow {
  return {
    id: '0',
    order_id: parcel.orderId,
    order_code: orderCode,
    shipment_id: parcel.shipmentId,
    shipment_code: null,
    sync_state: ShipmentSyncState.Pending,
    flow: parcel.flow,
    magento_shipment_id: null,
    location_code: parcel.locationCode,
    source_code: parcel.sourceCode,
    items: parcel.items,
    lines: null,
    option_lines: null,
    label_url: parcel.labelUrl,
    comment: parcel.comment,
    weight: parcel.weight === null ? null : String(parcel.weight),
    dimensions: parcel.dimensions,
    tracks: parcel.tracks,
    former_tracks: [],
    revision: 0,
    handover_id: null,
    shipped_at_handover: false,
    created_at: time.date(),
  };
}

function flowOf({ settings }: StoreContext): Flow {
  if (settings.shipmentMode === ShipmentMode.Documented) return Flow.Documented;
  return settings.shipAt === ShipAt.Shipment ? Flow.ShipAtShipment : Flow.ShipAtHandover;
}

/** What a repeat must not change: which order, what is in the parcel, and how it is tracked. */
function differences(row: ShipmentRow, parcel: NewParcel): string[] {
  const byCode = (lines: { orderItemCode: string; quantity: number }[]): unknown =>
    lines.map(({ orderItemCode, quantity }) => `${orderItemCode}:${quantity}`).sort();
  const known = new Set([...row.tracks, ...row.former_tracks].map(({ trackNumber }) => trackNumber));
  return [
    ...(row.order_id === parcel.orderId ? [] : ['orderCode']),
    ...(isDeepStrictEqual(byCode(row.items), byCode(parcel.items)) ? [] : ['items']),
    ...(parcel.tracks.every(({ trackNumber }) => known.has(trackNumber)) ? [] : ['tracks']),
    ...(row.location_code === parcel.locationCode ? [] : ['locationCode']),
  ];
}
