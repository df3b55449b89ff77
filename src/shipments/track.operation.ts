import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import {
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { hasTracks, newTrack } from './shipment-documents.js';
import type { Track } from './shipment.types.js';
import { addTracks } from './shipments.repository.js';

/** `{shipmentRowId, magentoShipmentId, track}` */
export interface TrackInput extends Record<string, unknown> {
  shipmentRowId: string;
  magentoShipmentId: string;
  track: Track;
}

/** A track that a shipped parcel gets later. Magento takes the same one twice (recorded exchange 204). */
@Injectable()
export class TrackOperation implements OperationHandler {
  readonly kind = OperationKind.Track;

  constructor(
    private readonly orders: OrdersService,
    private readonly notifications: NotificationsService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const { operation } = context;
    const { magentoShipmentId, track } = operation.input as TrackInput;
    if (await this.isThere(context)) {
      const detail = `The shipment has the track ${track.trackNumber} already.`;
      return { settle: { outcome: Outcome.Already, detail, magentoId: magentoShipmentId } };
    }
    const body = newTrack(Number(operation.orderCode), Number(magentoShipmentId), track);
    return {
      write: {
        request: SalesDocumentsClient.trackCall(body),
        send: async (client) => {
          await client.documents.addTrack(body);
          return true;
        },
      },
    };
  }

  async readBack(context: OperationContext): Promise<Settlement | undefined> {
    if (!(await this.isThere(context))) return undefined;
    const { magentoShipmentId } = context.operation.input as TrackInput;
    return { outcome: Outcome.Applied, magentoId: magentoShipmentId };
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { shipmentRowId, track } = context.operation.input as TrackInput;
    if (settlement.outcome !== Outcome.Refused) {
      await addTracks(manager, shipmentRowId, [track]);
      await this.notifications.known(manager, context.store.id, [track.trackNumber]);
    }
    await this.orders.recordWrite(manager, context, settlement);
  }

  private async isThere({ client, operation }: OperationContext): Promise<boolean> {
    const { magentoShipmentId, track } = operation.input as TrackInput;
    return hasTracks((await client.documents.getShipment(magentoShipmentId)).value, [track]);
  }
}
