import { MagentoShadowError } from '../magento/magento.errors.js';
import type { OperationContext, PlannedRequest, Step } from '../operations/operation.types.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import { Flow, type ShipmentRow, ShipmentSyncState } from './shipment.types.js';
import { documentsOf } from './track-documents.js';

/** Stands for the id of the shipment that was not made. */
export const NO_DOCUMENT = '0';

/** Magento would have a shipment of the parcel by now, if the store had not been in shadow mode. */
export function wouldHaveDocument(row: ShipmentRow): boolean {
  const isMade =
    row.sync_state === ShipmentSyncState.HandedOver ||
    (row.sync_state === ShipmentSyncState.Created && row.flow !== Flow.ShipAtHandover);
  return isMade && documentsOf(row).length === 0;
}

/** The same, for a store that is in shadow mode still. */
export function isShadowed({ store }: OperationContext, row: ShipmentRow): boolean {
  return store.settings.mode === StoreMode.Shadow && wouldHaveDocument(row);
}

/** To a document that is not there: written down as it would have been sent, and never sent. */
export function neverSent({ store }: OperationContext, request: PlannedRequest): Step {
  return { write: { request, send: () => Promise.reject(new MagentoShadowError(store.code)) } };
}
