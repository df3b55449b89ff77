import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoShipment, NewShipmentComment } from '../magento/magento.types.js';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import { isMarked } from '../operations/marked-documents.js';
import {
  type FollowingWrite,
  markerOf,
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import { OrdersService } from '../orders/orders.service.js';
import { PARCEL_CHANGES } from './parcel-order.js';
import { removalsOf } from './remove-track.operation.js';
import { Flow, type ShipmentRow, ShipmentSyncState } from './shipment.types.js';
import { markVoid, shipmentById } from './shipments.repository.js';
import { isShadowed, neverSent, NO_DOCUMENT } from './shadowed-parcel.js';
import { documentsOf, shipmentInMagento } from './track-documents.js';

export interface VoidInput extends Record<string, unknown> {
  shipmentRowId: string;
}

/**
 * Undoes a parcel before its handover. Magento's REST interface cannot delete a shipment: where one was made, a comment says
 * that it is void, its tracks are removed, and the outcome says what stays.
 */
@Injectable()
export class VoidOperation implements OperationHandler {
  readonly kind = OperationKind.Void;
  readonly mustNotOvertake = PARCEL_CHANGES;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const row = await this.rowOf(context);
    const [id] = documentsOf(row);
    const settled = settledBy(row) ?? (await this.voidBefore(context, row, id));
    if (settled) return { settle: settled };
    if (id === undefined && isShadowed(context, row)) {
      return neverSent(
        context,
        SalesDocumentsClient.shipmentCommentCall(NO_DOCUMENT, bodyOf(context, NO_DOCUMENT)),
      );
    }
    if (id === undefined) {
      return {
        settle: { outcome: Outcome.Applied, detail: 'Recorded; Magento knew nothing of the parcel.' },
      };
    }
    const body = bodyOf(context, id);
    const inShadow = context.store.settings.mode === StoreMode.Shadow;
    return {
      write: {
        before: inShadow ? { magentoId: id, document: await shipmentInMagento(context, id) } : undefined,
        request: SalesDocumentsClient.shipmentCommentCall(id, body),
        send: async (client) => {
          await client.documents.commentShipment(id, body);
          return true;
        },
      },
    };
  }

  /** Void here. In shadow mode that was only planned for its shipment in Magento, which hears of it now. */
  private async voidBefore(
    context: OperationContext,
    { sync_state: state }: ShipmentRow,
    id: string | undefined,
  ): Promise<Settlement | undefined> {
    if (state !== ShipmentSyncState.Void) return undefined;
    const already = { outcome: Outcome.Already, detail: 'The parcel is void already.', magentoId: id };
    if (id === undefined) return already;
    const { comments } = await shipmentInMagento(context, id);
    return comments?.some(({ comment }) => comment?.startsWith(WORDS)) ? already : undefined;
  }

  async readBack(context: OperationContext): Promise<Settlement | undefined> {
    const row = await this.rowOf(context);
    const [id] = documentsOf(row);
    if (id === undefined) return undefined;
    const document = await shipmentInMagento(context, id);
    if (!isMarked(document, context.operation)) return undefined;
    return { outcome: Outcome.Degraded, detail: whatStays(row, id), magentoId: id, document };
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    if (settlement.outcome !== Outcome.Refused) await markVoid(manager, inputOf(context).shipmentRowId);
    await this.orders.recordWrite(manager, context, settlement);
  }

  async followedBy(
    manager: EntityManager,
    context: OperationContext,
    { document }: Settlement,
  ): Promise<FollowingWrite[]> {
    if (!document) return [];
    const row = (await shipmentById(manager, inputOf(context).shipmentRowId))!;
    const ours = new Set(row.former_tracks.map(({ trackNumber }) => trackNumber));
    const shown = ((document as MagentoShipment).tracks ?? []).filter(
      ({ entity_id: id, track_number: number }) => id != null && ours.has(number ?? ''),
    );
    return removalsOf(
      row,
      shown.map((track) => ({
        magentoShipmentId: String(document.entity_id),
        trackId: String(track.entity_id),
        trackNumber: track.track_number ?? '',
        shows: { marker: markerOf(context.operation) },
      })),
    );
  }

  private async rowOf(context: OperationContext): Promise<ShipmentRow> {
    return (await shipmentById(this.database.manager, inputOf(context).shipmentRowId))!;
  }
}

const WORDS = 'Parcel made void by Increff Omni.';

function bodyOf({ operation }: OperationContext, shipmentId: string): NewShipmentComment {
  return {
    comment: `${WORDS} ${markerOf(operation)}`,
    is_customer_notified: 0,
    is_visible_on_front: 0,
    parent_id: Number(shipmentId),
  };
}

function inputOf({ operation }: OperationContext): VoidInput {
  return operation.input as VoidInput;
}

function settledBy({ sync_state: state, shipment_id: id }: ShipmentRow): Settlement | undefined {
  const refused = (detail: string): Settlement => ({ outcome: Outcome.Refused, detail });
  switch (state) {
    case ShipmentSyncState.HandedOver:
      return refused(`Parcel ${id} was handed over: what comes back is a return.`);
    case ShipmentSyncState.Refused:
      return refused(`Parcel ${id} was refused: there is nothing to undo.`);
    case ShipmentSyncState.Pending:
    case ShipmentSyncState.Created:
    case ShipmentSyncState.Void:
      return undefined;
  }
}

function whatStays({ flow }: ShipmentRow, id: string): string {
  const counted =
    flow === Flow.ShipAtShipment
      ? 'and its goods count as shipped'
      : 'and where the shop deducts stock with it, that stays deducted';
  return `Void here. Magento's REST interface deletes no shipment: shipment ${id} stays there without our tracks, with a comment, ${counted}.`;
}
