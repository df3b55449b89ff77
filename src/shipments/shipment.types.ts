import type { MagentoLine } from '../magento/magento.types.js';
import type { OrderLine } from '../orders/order-lines.js';

/** Meanings: COMMENT on shipment.sync_state. */
export enum ShipmentSyncState {
  Pending = 'PENDING',
  Created = 'CREATED',
  HandedOver = 'HANDED_OVER',
  Refused = 'REFUSED',
  Void = 'VOID',
}

/** Which step ships in Magento; the store's settings when the parcel was accepted. */
export enum Flow {
  /** POST shipment/ at create shipment, POST order/{id}/ship at handover. */
  Documented = 'DOCUMENTED',
  ShipAtShipment = 'SHIP_AT_SHIPMENT',
  ShipAtHandover = 'SHIP_AT_HANDOVER',
}

export interface Track {
  trackNumber: string;
  title: string;
  carrierCode: string;
}

export interface ManifestItem {
  orderCode: string;
  shipmentCode: string;
  awbNumber?: string;
  packboxDetailsList?: { boxId?: string; awbNumber?: string }[];
}

/** A parcel as it was when its manifest was closed. */
export interface ClosedItem {
  orderCode: string;
  shipmentCode: string;
  awbNumbers: string[];
}

/** What keeps an order from being complete. */
export interface StillOpen {
  toInvoice: { orderItemCode: string; quantity: number }[];
  toShip: { orderItemCode: string; quantity: number }[];
}

/** A parcel as the database has it, with its tracks and, once it is handed over, Magento's id of that. */
export interface ShipmentRow {
  id: string;
  order_id: string;
  order_code: string;
  shipment_id: string;
  shipment_code: string | null;
  sync_state: ShipmentSyncState;
  flow: Flow;
  magento_shipment_id: string | null;
  location_code: string | null;
  source_code: string | null;
  items: OrderLine[];
  lines: MagentoLine[] | null;
  option_lines: MagentoLine[] | null;
  label_url: string | null;
  comment: string | null;
  weight: string | null;
  dimensions: Record<string, number> | null;
  tracks: Track[];
  /** What was taken off it. */
  former_tracks: Track[];
  revision: number;
  handover_id: string | null;
  /** Magento shipped it at handover, and not before. */
  shipped_at_handover: boolean;
  created_at: Date;
}
