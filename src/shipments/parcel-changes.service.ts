import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Operation, OperationKind } from '../operations/operation.types.js';
import { toOutcomeDto } from '../operations/dto/operation.dto.js';
import { type DryRun, OperationsService } from '../operations/operations.service.js';
import { askedBy, type WriteRequest } from '../operations/write-request.js';
import { completeLines } from '../orders/order-lines.js';
import { OrdersService } from '../orders/orders.service.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import type { StoreContext } from '../stores/stores.service.js';
import { toTrack } from './carriers.js';
import type {
  ChangeTrackDto,
  FollowingWriteDto,
  ParcelChangeOutcomeDto,
  ParcelDto,
  RepackDto,
} from './dto/parcel-change.dto.js';
import { RemoveTrackOperation } from './remove-track.operation.js';
import { type RepackInput, RepackOperation } from './repack.operation.js';
import type { ShipmentRow } from './shipment.types.js';
import { ShipmentNotFoundError } from './shipments.errors.js';
import { shipmentByCode, shipmentById, shipmentsOfOrder } from './shipments.repository.js';
import { VoidOperation } from './void.operation.js';

/** A write to a parcel, of which its order is known. */
export type ParcelWrite = Omit<WriteRequest, 'orderCode'>;

/** What happens to a packed parcel at the bench. Each change is a write of the ledger, one after the other for an order. */
@Injectable()
export class ParcelChangesService {
  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
    private readonly operations: OperationsService,
    removeTrack: RemoveTrackOperation,
    repack: RepackOperation,
    voidParcel: VoidOperation,
  ) {
    for (const handler of [removeTrack, repack, voidParcel]) operations.register(handler);
  }

  /** @throws ShipmentNotFoundError, BadRequestError, OperationRefusedError, OperationUnknownError, MagentoError */
  async changeTrack(write: ParcelWrite, code: string, dto: ChangeTrackDto): Promise<Operation | DryRun> {
    const row = await this.parcel(write.store, code);
    const track = toTrack(write.store.settings, dto);
    const replaces = dto.replaces ?? 'all';
    if (dto.replaces) mustBeOf(row, dto.replaces);
    // The same change may be wanted again after another one: how often the parcel was changed tells them apart.
    const words = [row.id, `r${row.revision}`, track.trackNumber, track.carrierCode, track.title];
    const naturalKey = [...words, ...(dto.replaces ?? [])].join(':');
    return this.perform(write, row, {
      kind: OperationKind.Track,
      naturalKey,
      input: { shipmentRowId: row.id, revision: row.revision, track, replaces },
    });
  }

  /** @throws ShipmentNotFoundError, OperationRefusedError, OperationUnknownError, MagentoError */
  async makeVoid(write: ParcelWrite, code: string): Promise<Operation | DryRun> {
    const row = await this.parcel(write.store, code);
    return this.perform(write, row, {
      kind: OperationKind.Void,
      naturalKey: `shipment:${row.id}`,
      input: { shipmentRowId: row.id },
    });
  }

  /** @throws OrderNotFoundError, BadRequestError, OperationRefusedError, OperationUnknownError, MagentoError */
  async repack(write: WriteRequest, dto: RepackDto): Promise<Operation | DryRun> {
    const { store, orderCode, mode } = write;
    const order = await this.orders.passedOnOrRead(store, orderCode);
    const rows = await shipmentsOfOrder(this.database.manager, order.id);
    const parcels: RepackInput['parcels'] = dto.parcels.map(({ shipmentCode, items }, i) => {
      const row = rows.find(({ shipment_code: code }) => code === shipmentCode);
      if (!row) throw unknownParcel(i, shipmentCode);
      return { shipmentRowId: row.id, items: linesOf(order.items ?? [], items, i) };
    });
    const named = rows.filter(({ id }) => parcels.some((parcel) => parcel.shipmentRowId === id));
    const contents = parcels.map(({ shipmentRowId: id, items }) => {
      const units = items.map(({ orderItemCode, quantity }) => `${orderItemCode}:${quantity}`).sort();
      return `${id}[${units.join(',')}]`;
    });
    const revision = named.reduce((sum, row) => sum + row.revision, 0);
    const naturalKey = `r${revision} ${contents.sort().join(' ')}`;
    const request = { kind: OperationKind.Repack, naturalKey, input: { parcels } };
    return this.operations.perform(store, { ...askedBy(write, order.id), ...request }, mode);
  }

  /** What it called for is carried out while the caller waits; what does not come off then is a worker's. */
  async describe(operation: Operation): Promise<ParcelChangeOutcomeDto> {
    const following = await this.operations.following(operation);
    const parcels: ParcelDto[] = [];
    for (const id of rowIdsOf(operation)) {
      const row = await shipmentById(this.database.manager, id);
      if (row) parcels.push(toParcel(row));
    }
    return { ...toOutcomeDto(operation), parcels, following: following.map(toFollowing) };
  }

  private perform(
    write: ParcelWrite,
    row: ShipmentRow,
    what: Pick<Operation, 'kind' | 'naturalKey' | 'input'>,
  ): Promise<Operation | DryRun> {
    const asked = askedBy({ ...write, orderCode: row.order_code }, row.order_id);
    return this.operations.perform(write.store, { ...asked, ...what }, write.mode);
  }

  private async parcel(store: StoreContext, code: string): Promise<ShipmentRow> {
    const row = await shipmentByCode(this.database.manager, store.id, code);
    if (!row) throw new ShipmentNotFoundError(code);
    return row;
  }
}

function rowIdsOf({ input }: Operation): string[] {
  const parcels = (input as Partial<RepackInput>).parcels;
  return parcels?.map(({ shipmentRowId: id }) => id) ?? [String(input['shipmentRowId'])];
}

/** An AWB that the parcel had before is taken as well: a repeat of the request names it. */
function mustBeOf(row: ShipmentRow, numbers: string[]): void {
  const known = new Set([...row.tracks, ...row.former_tracks].map(({ trackNumber }) => trackNumber));
  const errors = numbers.flatMap((number, i) =>
    known.has(number) ? [] : [{ field: `replaces.${i}`, message: `is no AWB of this parcel: ${number}` }],
  );
  if (errors.length > 0) throw new BadRequestError(errors);
}

function unknownParcel(i: number, code: string): BadRequestError {
  const message = `is no shipment of this order here: ${code}`;
  return new BadRequestError([{ field: `parcels.${i}.shipmentCode`, message }]);
}

function linesOf(
  known: Parameters<typeof completeLines>[0],
  asked: Parameters<typeof completeLines>[1],
  i: number,
): ReturnType<typeof completeLines> {
  try {
    return completeLines(known, asked);
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error;
    const errors = error.errors.map(({ field, message }) => ({ field: `parcels.${i}.${field}`, message }));
    throw new BadRequestError(errors);
  }
}

function toParcel(row: ShipmentRow): ParcelDto {
  return {
    shipmentCode: row.shipment_code,
    shipmentId: row.shipment_id,
    syncState: row.sync_state,
    shipmentItems: row.items,
    tracks: row.tracks,
    formerTracks: row.former_tracks,
  };
}

function toFollowing(operation: Operation): FollowingWriteDto {
  const { id, kind, state, outcome, detail, input } = operation;
  return {
    operationId: id,
    kind,
    state,
    outcome,
    trackNumber: (input['trackNumber'] as string | undefined) ?? null,
    detail,
  };
}
