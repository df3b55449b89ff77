import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoShipment } from '../magento/magento.types.js';
import { MagentoProtocolError } from '../magento/magento.errors.js';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import {
  type FollowingWrite,
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { OrdersService } from '../orders/orders.service.js';
import { PARCEL_CHANGES } from './parcel-order.js';
import type { ShipmentRow } from './shipment.types.js';
import { shipmentById } from './shipments.repository.js';
import { shipmentInMagento, shows, type Sign } from './track-documents.js';

export interface RemoveTrackInput extends Record<string, unknown> {
  shipmentRowId: string;
  magentoShipmentId: string;
  /** Magento's entity_id. */
  trackId: string;
  trackNumber: string;
  shows: Sign;
}

/**
 * Takes a track off a shipment. Magento answers true whether it was there or not (recorded exchange 923), and that a read does
 * not show it proves nothing if the read is an old one: only a read that shows what was written just before is taken.
 */
@Injectable()
export class RemoveTrackOperation implements OperationHandler {
  readonly kind = OperationKind.RemoveTrack;
  readonly mustNotOvertake = PARCEL_CHANGES;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const { shipmentRowId, magentoShipmentId, trackId, trackNumber, shows: sign } = inputOf(context);
    const row = await shipmentById(this.database.manager, shipmentRowId);
    const document = await shipmentInMagento(context, magentoShipmentId);
    if (row && isTheOnlyOneInUse(row, document, inputOf(context))) {
      const detail = `The parcel has the AWB ${trackNumber} again.`;
      return { settle: { outcome: Outcome.Refused, detail } };
    }
    if (!has(document, trackId)) {
      if (!shows(document, sign)) throw new MagentoProtocolError(OLD_READ, 200);
      const detail = `The shipment no longer has the track ${trackNumber}.`;
      return { settle: { outcome: Outcome.Already, detail, magentoId: trackId } };
    }
    return {
      write: {
        request: SalesDocumentsClient.removeTrackCall(trackId),
        send: async (client) => {
          await client.documents.removeTrack(trackId);
          return true;
        },
      },
    };
  }

  async readBack(context: OperationContext): Promise<Settlement | undefined> {
    const { magentoShipmentId, trackId, shows: sign } = inputOf(context);
    const document = await shipmentInMagento(context, magentoShipmentId);
    if (has(document, trackId) || !shows(document, sign)) return undefined;
    return { outcome: Outcome.Applied, magentoId: trackId };
  }

  apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    return this.orders.recordWrite(manager, context, settlement);
  }
}

const OLD_READ = 'What Magento shows of the shipment is older than our last write to it.';

/** One write for each track: a track has one id for ever, so that no two requests can remove it twice. */
export function removalsOf(
  row: ShipmentRow,
  tracks: Omit<RemoveTrackInput, 'shipmentRowId'>[],
): FollowingWrite[] {
  return tracks.map((track) => ({
    kind: OperationKind.RemoveTrack,
    naturalKey: `track:${String(track.trackId)}`,
    input: { shipmentRowId: row.id, ...track },
  }));
}

function inputOf({ operation }: OperationContext): RemoveTrackInput {
  return operation.input as RemoveTrackInput;
}

function has(document: MagentoShipment, trackId: string): boolean {
  return document.tracks!.some(({ entity_id: id }) => String(id) === trackId);
}

/** A removal that was given up, and is tried again by a person, must not take off what the parcel has again. */
function isTheOnlyOneInUse(
  row: ShipmentRow,
  document: MagentoShipment,
  { trackId, trackNumber }: RemoveTrackInput,
): boolean {
  const isInUse = row.tracks.some((track) => track.trackNumber === trackNumber);
  const others = document.tracks!.filter(
    (shown) => shown.track_number === trackNumber && String(shown.entity_id) !== trackId,
  );
  return isInUse && has(document, trackId) && others.length === 0;
}
