import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoShipment, MagentoTrack, NewTrack } from '../magento/magento.types.js';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import {
  type FollowingWrite,
  markerOf,
  type Operation,
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { awbEvent } from './parcel-events.js';
import { PARCEL_CHANGES } from './parcel-order.js';
import { type RemoveTrackInput, removalsOf } from './remove-track.operation.js';
import { isShadowed, neverSent, NO_DOCUMENT } from './shadowed-parcel.js';
import { newTrack } from './shipment-documents.js';
import { type ShipmentRow, ShipmentSyncState, type Track } from './shipment.types.js';
import { addTracks, replaceTracks, shipmentById } from './shipments.repository.js';
import {
  documentsOf,
  madeTrack,
  sameTrack,
  shipmentInMagento,
  type Sign,
  WITHOUT_DESCRIPTION,
} from './track-documents.js';

export interface TrackInput extends Record<string, unknown> {
  shipmentRowId: string;
  track: Track;
  /** Left out: the parcel's shipment that moved the goods, if there is one by then. */
  magentoShipmentId?: string;
  /** The parcel's revision when it was asked for; left out where nothing is replaced. */
  revision?: number;
  /** AWBs that it takes the place of, `all` of the parcel's others; left out: it is one more. */
  replaces?: string[] | 'all';
}

const UNCHANGEABLE: Partial<Record<ShipmentSyncState, string>> = {
  [ShipmentSyncState.Void]: 'was made void',
  [ShipmentSyncState.Refused]: 'was refused',
  [ShipmentSyncState.Pending]: 'is not packed',
};

/**
 * A track that a packed parcel gets later, or another one than it had. Magento takes the same one twice (recorded exchange 204):
 * ours carries the operation's marker in its description, which customers do not see.
 */
@Injectable()
export class TrackOperation implements OperationHandler {
  readonly kind = OperationKind.Track;
  readonly mustNotOvertake = PARCEL_CHANGES;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
    private readonly notifications: NotificationsService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const { operation } = context;
    const { track } = operation.input as TrackInput;
    const row = await this.rowOf(operation);
    const problem = UNCHANGEABLE[row.sync_state] ?? whyOvertaken(operation, row);
    if (problem) {
      return { settle: { outcome: Outcome.Refused, detail: `Parcel ${row.shipment_id} ${problem}.` } };
    }
    const id = documentOf(operation, row);
    if (id === undefined && isShadowed(context, row)) {
      return neverSent(context, SalesDocumentsClient.trackCall(bodyOf(operation, NO_DOCUMENT)));
    }
    if (id === undefined) return { settle: recorded(operation, row) };
    const document = await shipmentInMagento(context, id);
    if (document.tracks!.some((shown) => isThere(operation, shown))) {
      const detail = `The shipment has the track ${track.trackNumber} already.`;
      return { settle: { outcome: Outcome.Already, detail, magentoId: id, document } };
    }
    const body = bodyOf(operation, id);
    return {
      write: {
        before: { magentoId: id, document },
        request: SalesDocumentsClient.trackCall(body),
        send: (client) => client.documents.addTrack(body),
      },
    };
  }

  async readBack(context: OperationContext, answer: unknown): Promise<Settlement | undefined> {
    const id = documentOf(context.operation, await this.rowOf(context.operation));
    if (id === undefined) return undefined;
    const document = await shipmentInMagento(context, id);
    const made = madeTrack(document, context.operation, answer);
    if (!made) return undefined;
    const found = { magentoId: id, document };
    if (made.marked) return { outcome: Outcome.Applied, ...found };
    return { outcome: Outcome.Degraded, detail: WITHOUT_DESCRIPTION, ...found };
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { operation, store } = context;
    const { shipmentRowId, track, replaces } = operation.input as TrackInput;
    // What the parcel has by now was settled with the write that called for this one.
    if (settlement.outcome !== Outcome.Refused && !isForOtherShipment(operation)) {
      if (replaces === undefined) await addTracks(manager, shipmentRowId, [track]);
      else if (await replaceTracks(manager, shipmentRowId, track, replaces)) {
        const row = (await shipmentById(manager, shipmentRowId))!;
        await this.notifications.accept(manager, store.id, awbEvent(row, track), operation.requestId);
      }
      await this.notifications.known(manager, store.id, [track.trackNumber]);
    }
    await this.orders.recordWrite(manager, context, settlement);
  }

  /** The same for the parcel's other shipment, and the end of every track whose place it took. */
  async followedBy(
    manager: EntityManager,
    { operation }: OperationContext,
    { document, magentoId }: Settlement,
  ): Promise<FollowingWrite[]> {
    const input = operation.input as TrackInput;
    if (input.replaces === undefined || !document) return [];
    const row = (await shipmentById(manager, input.shipmentRowId))!;
    const others = input.magentoShipmentId ? [] : documentsOf(row).filter((id) => id !== magentoId);
    return [
      ...removalsOf(row, replacedIn(document, operation, row)),
      ...others.map((id) => ({
        kind: OperationKind.Track,
        naturalKey: `${operation.naturalKey} in ${id}`,
        input: { ...input, magentoShipmentId: id },
      })),
    ];
  }

  private async rowOf({ input }: Operation): Promise<ShipmentRow> {
    return (await shipmentById(this.database.manager, (input as TrackInput).shipmentRowId))!;
  }
}

/** The same change for the parcel's second shipment. */
function isForOtherShipment({ input }: Operation): boolean {
  const { replaces, magentoShipmentId } = input as TrackInput;
  return replaces !== undefined && magentoShipmentId !== undefined;
}

/** A change that was given up, and is tried again by a person, must not undo a newer one. */
function whyOvertaken(operation: Operation, row: ShipmentRow): string | undefined {
  const { revision, track } = operation.input as TrackInput;
  if (operation.sends > 0 || stillStands(operation, row)) return undefined;
  const isOvertaken = isForOtherShipment(operation)
    ? !row.tracks.some((one) => isSame(one, track))
    : revision !== undefined && revision !== row.revision;
  return isOvertaken ? 'was changed since this was asked for' : undefined;
}

/** It was written down in shadow mode, which keeps the request and sends nothing, and the parcel is still as it left it. */
function stillStands({ input, lastRequest }: Operation, { tracks }: ShipmentRow): boolean {
  const { track, replaces } = input as TrackInput;
  if (lastRequest === null || !tracks.some((one) => isSame(one, track))) return false;
  const others = tracks.filter(({ trackNumber }) => trackNumber !== track.trackNumber);
  return others.every(({ trackNumber }) => replaces !== 'all' && !replaces?.includes(trackNumber));
}

function bodyOf(operation: Operation, shipmentId: string): NewTrack {
  const { track } = operation.input as TrackInput;
  return {
    ...newTrack(Number(operation.orderCode), Number(shipmentId), track),
    description: markerOf(operation),
  };
}

function documentOf({ input }: Operation, row: ShipmentRow): string | undefined {
  return (input as TrackInput).magentoShipmentId ?? documentsOf(row)[0];
}

/** Of a parcel that Magento does not have yet: its shipment gets the tracks that stand here then. */
function recorded({ input }: Operation, row: ShipmentRow): Settlement {
  const { track, replaces } = input as TrackInput;
  const has = row.tracks.some((one) => isSame(one, track));
  const alone = replaces !== 'all' || row.tracks.length === 1;
  if (has && alone) return { outcome: Outcome.Already, detail: 'The parcel has this track already.' };
  return { outcome: Outcome.Applied, detail: 'Recorded; Magento gets it with the shipment.' };
}

function isSame(one: Track, other: Track): boolean {
  return (
    one.trackNumber === other.trackNumber &&
    one.title === other.title &&
    one.carrierCode === other.carrierCode
  );
}

function isThere({ input }: Operation, shown: MagentoTrack): boolean {
  const { track, replaces } = input as TrackInput;
  return replaces === undefined ? shown.track_number === track.trackNumber : sameTrack(shown, track);
}

/** What the shipment shows of AWBs that the parcel no longer has, and of the new one with another courier. */
function replacedIn(
  document: Settlement['document'],
  operation: Operation,
  row: ShipmentRow,
): Omit<RemoveTrackInput, 'shipmentRowId'>[] {
  const { track } = operation.input as TrackInput;
  const shipment = document as MagentoShipment;
  const tracks = shipment.tracks ?? [];
  const made = madeTrack(shipment, operation, undefined)?.track;
  const kept = made ?? tracks.find((shown) => sameTrack(shown, track));
  const gone = new Set([...row.former_tracks.map(({ trackNumber }) => trackNumber), track.trackNumber]);
  const sign: Sign = made ? { marker: markerOf(operation) } : { trackNumber: track.trackNumber };
  return tracks
    .filter((shown) => shown !== kept && shown.entity_id != null && gone.has(shown.track_number ?? ''))
    .map((shown) => ({
      magentoShipmentId: String(shipment.entity_id),
      trackId: String(shown.entity_id),
      trackNumber: shown.track_number ?? '',
      shows: sign,
    }));
}
