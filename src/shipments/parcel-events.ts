import { NOTHING_MORE, type NotificationEvent } from '../notifications/notification.types.js';
import { NotificationType } from '../notifications/notification-types.js';
import { time } from '../platform/time/time.js';
import type { ShipmentRow, Track } from './shipment.types.js';

/** What the merchant hears of a parcel that was packed: each AWB, and a label that came with it. */
export function packedEvents(row: ShipmentRow): NotificationEvent[] {
  const events = row.tracks.map((track) => awbEvent(row, track, row.created_at));
  if (row.label_url === null) return events;
  const [first] = row.tracks;
  const label = { forwardAwb: first?.trackNumber ?? null, courierName: first?.title ?? null };
  return [{ ...eventOf(row), ...label, type: NotificationType.ShippingLabelGenerated }, ...events];
}

export function awbEvent(row: ShipmentRow, track: Track, at: Date = time.date()): NotificationEvent {
  return {
    ...eventOf(row),
    at,
    type: NotificationType.AwbGenerated,
    forwardAwb: track.trackNumber,
    courierName: track.title,
  };
}

function eventOf(row: ShipmentRow): Omit<NotificationEvent, 'type'> {
  return {
    ...NOTHING_MORE,
    at: row.created_at,
    forwardOrderCode: row.order_code,
    forwardShipmentCode: row.shipment_code,
    warehouseCode: row.location_code,
    items: row.items.map((item) => ({
      itemId: item.orderItemCode,
      sku: item.channelSkuCode,
      quantity: item.quantity,
    })),
  };
}
