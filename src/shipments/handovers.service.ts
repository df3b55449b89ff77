import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { toOutcomeDto } from '../operations/dto/operation.dto.js';
import { type Operation, OperationKind } from '../operations/operation.types.js';
import { type DryRun, OperationsService } from '../operations/operations.service.js';
import { askedBy, type WriteRequest } from '../operations/write-request.js';
import { OrdersService } from '../orders/orders.service.js';
import { AppError } from '../platform/errors/app-error.js';
import { IdPipe } from '../platform/http/parameter-pipes.js';
import type { StoreContext } from '../stores/stores.service.js';
import type {
  HandoverItemDto,
  HandoverOrderDto,
  HandoverOutcomeDto,
  HandoverResultDto,
  HandoversResultDto,
} from './dto/handover.dto.js';
import { HandoverOperation } from './handover.operation.js';
import { handoversOfOrder } from './handovers.repository.js';
import { Flow, type ShipmentRow, ShipmentSyncState, type Track } from './shipment.types.js';
import { ParcelVoidError, ShipmentNotFoundError } from './shipments.errors.js';
import { toTrack } from './carriers.js';
import { wouldHaveDocument } from './shadowed-parcel.js';
import { addTracks, shipmentsOfOrder } from './shipments.repository.js';
import { TrackOperation } from './track.operation.js';
import { time } from '../platform/time/time.js';

interface Request {
  shipmentCode?: string | null;
  gatePassCode?: string | null;
  tracks: Track[];
}

const orderCodePipe = new IdPipe('orderCode');
const BATCH_CONCURRENCY = 4;
/** Increff gives up after 45 s; what is not begun by then is left to the worker. */
const BATCH_BUDGET_MS = 35_000;

/** Handing parcels over: one operation for each, one after the other. */
@Injectable()
export class HandoversService {
  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
    private readonly operations: OperationsService,
    private readonly notifications: NotificationsService,
    handoverOperation: HandoverOperation,
    trackOperation: TrackOperation,
  ) {
    operations.register(handoverOperation);
    operations.register(trackOperation);
  }

  /** @throws OrderNotFoundError, ShipmentNotFoundError, OperationRefusedError, OperationUnknownError, MagentoError */
  handOver(write: WriteRequest, dto: HandoverOrderDto): Promise<Operation | DryRun> {
    const { shipmentCode, gatePassCode } = dto;
    const tracks = dto.tracks.map((track) => toTrack(write.store.settings, track));
    return this.run(write, { shipmentCode, gatePassCode, tracks });
  }

  async describe(operation: Operation): Promise<HandoverOutcomeDto> {
    const rows = await handoversOfOrder(this.database.manager, operation.orderId);
    const row = rows.find(({ operation_id: id }) => id === operation.id) ?? rows.at(-1);
    return {
      ...toOutcomeDto(operation),
      handoverId: row?.handover_id ?? operation.magentoId,
      orderState: row?.order_state ?? '',
      orderStatus: row?.order_status ?? null,
      stillOpen: row?.still_open ?? { toInvoice: [], toShip: [] },
      handovers: rows.map(({ handover_id, shipment_code }) => ({
        handoverId: handover_id,
        shipmentCode: shipment_code,
      })),
    };
  }

  /** Each item on its own: one that fails holds up no other. Items of one order go one after the other. */
  async handOverAll(
    store: StoreContext,
    items: HandoverItemDto[],
    caller: Caller,
  ): Promise<HandoversResultDto> {
    const deadline = time.now() + BATCH_BUDGET_MS;
    const results: HandoverResultDto[] = new Array<HandoverResultDto>(items.length);
    const byOrder = Map.groupBy(items.keys(), (i) => items[i]!.orderCode);
    const queue = [...byOrder.values()];
    const work = async (): Promise<void> => {
      for (let group = queue.shift(); group; group = queue.shift()) {
        for (const i of group) {
          results[i] = await this.handOverOne(store, items[i]!, caller, time.now() > deadline);
        }
      }
    };
    await Promise.all(Array.from({ length: BATCH_CONCURRENCY }, work));
    const failed = results.find(({ code }) => code !== undefined);
    return { hasError: failed !== undefined, errorMessage: failed?.message ?? null, results };
  }

  private async handOverOne(
    store: StoreContext,
    item: HandoverItemDto,
    caller: Caller,
    late: boolean,
  ): Promise<HandoverResultDto> {
    // What is no item at all names no order.
    const named = { orderCode: item.orderCode ?? '', shipmentCode: item.shipmentCode ?? null };
    try {
      const orderCode = orderCodePipe.transform(item.orderCode);
      const mode = { dryRun: false, respondAsync: late };
      const operation = (await this.run(
        { store, orderCode, caller, mode },
        toRequest(store, item),
      )) as Operation;
      if (operation.outcome === null) {
        const message = `Operation ${operation.id} is under way.`;
        return { ...named, outcome: 'PENDING', code: 'PENDING', message, retryable: true };
      }
      return { ...named, outcome: operation.outcome, handoverId: operation.magentoId };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const outcome = (error.members['outcome'] as HandoverResultDto['outcome'] | undefined) ?? 'FAILED';
      return { ...named, outcome, code: error.code, message: error.sentence, retryable: error.retryable };
    }
  }

  private async run(write: WriteRequest, request: Request): Promise<Operation | DryRun> {
    const { store, orderCode, mode } = write;
    const order = await this.orders.passedOnOrRead(store, orderCode);
    const parcels = await this.parcelsFor(order.id, request.shipmentCode ?? undefined);
    const asked = askedBy(write, order.id);
    const gatePass = request.gatePassCode ? { gatePassCode: request.gatePassCode } : {};
    let last: Operation | DryRun | undefined;
    for (const parcel of parcels) {
      if (!mode.dryRun && parcel) await this.addNewTracks(store, asked, parcel, request.tracks);
      last = await this.operations.perform(
        store,
        {
          ...asked,
          kind: OperationKind.Handover,
          naturalKey: parcel ? `shipment:${parcel.id}` : 'ALL',
          input: {
            ...(parcel ? { shipmentRowId: parcel.id, shipmentCode: parcel.shipment_code } : {}),
            ...gatePass,
          },
        },
        mode,
      );
      if (mode.dryRun) break;
    }
    return last!;
  }

  /** The parcel named, or those not handed over yet; the last one when all are; undefined stands for the order itself. */
  private async parcelsFor(orderId: string, code: string | undefined): Promise<(ShipmentRow | undefined)[]> {
    const stands = new Set([ShipmentSyncState.Created, ShipmentSyncState.HandedOver]);
    const all = await shipmentsOfOrder(this.database.manager, orderId);
    const rows = all.filter((row) => stands.has(row.sync_state));
    const isVoid = ({ sync_state: state, shipment_code: its }: ShipmentRow): boolean =>
      state === ShipmentSyncState.Void && (code === undefined || its === code);
    const undone = all.findLast(isVoid);
    // Of an order without a parcel everything leaves: not so where its parcel was undone, and nobody has packed another.
    if (undone && (code !== undefined || rows.length === 0)) throw new ParcelVoidError(undone.shipment_id);
    if (code !== undefined) {
      const named = rows.find((row) => row.shipment_code === code);
      if (!named) throw new ShipmentNotFoundError(code);
      return [named];
    }
    // In shadow mode a parcel is handed over here, and Magento ships nothing: once the store is live, it does.
    const waiting = rows.filter(
      (row) => row.sync_state === ShipmentSyncState.Created || wouldHaveDocument(row),
    );
    return waiting.length > 0 ? waiting : [rows.at(-1)];
  }

  /** Tracks that come with the handover: sent along where it ships, added to the document where that is done. */
  private async addNewTracks(
    store: StoreContext,
    asked: ReturnType<typeof askedBy>,
    parcel: ShipmentRow,
    tracks: Track[],
  ): Promise<void> {
    // An AWB that was replaced does not come back with an older list of boxes.
    const known = new Set([...parcel.tracks, ...parcel.former_tracks].map(({ trackNumber }) => trackNumber));
    const fresh = tracks.filter(({ trackNumber }) => !known.has(trackNumber));
    const shipped = parcel.flow === Flow.ShipAtShipment || parcel.sync_state === ShipmentSyncState.HandedOver;
    const magentoShipmentId = parcel.handover_id ?? parcel.magento_shipment_id;
    if (!shipped || magentoShipmentId === null) return this.keepTracks(store, parcel.id, fresh);
    for (const track of fresh) {
      const input = { shipmentRowId: parcel.id, magentoShipmentId, track };
      const naturalKey = `${parcel.id}:${track.trackNumber}`;
      await this.operations.execute(store, { ...asked, kind: OperationKind.Track, naturalKey, input });
    }
  }

  private async keepTracks(store: StoreContext, id: string, tracks: Track[]): Promise<void> {
    if (tracks.length === 0) return;
    await this.database.transaction(async (manager) => {
      await addTracks(manager, id, tracks);
      const awbs = tracks.map(({ trackNumber }) => trackNumber);
      await this.notifications.known(manager, store.id, awbs);
    });
  }
}

function toRequest({ settings }: StoreContext, item: HandoverItemDto): Request {
  const numbers = new Set(
    (item.packBoxDetailsList ?? []).map((box) => box.awbNumber).filter(Boolean) as string[],
  );
  return {
    shipmentCode: item.shipmentCode,
    gatePassCode: item.gatePassCode,
    tracks: [...numbers].map((trackNumber) => toTrack(settings, { trackNumber })),
  };
}
