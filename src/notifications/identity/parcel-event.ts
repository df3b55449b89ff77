import { isExchange, NotificationType } from '../notification-types.js';
import type {
  NotificationEvent,
  NotificationItem,
  ReturnOrderInfo,
  StatusReading,
} from '../notification.types.js';
import type { KnownParcel } from './parcels.read-model.js';
import { toMoment } from '../../platform/http/is-moment.js';

/** What the merchant is sent for a status: in our codes, with all that is known of the parcel here. Pure. */
export function toParcelEvent(
  source: string,
  reading: StatusReading & { type: string },
  parcel: KnownParcel,
): NotificationEvent {
  const { names, isReturn } = reading;
  const inUse = parcel.tracks.filter(({ former }) => !former);
  const [track] = inUse.length === 1 ? inUse : [];
  const info = isReturn ? returnOrderInfo(reading, parcel) : null;
  return {
    source,
    type: reading.type,
    at: new Date(reading.at),
    forwardOrderCode: parcel.code,
    forwardShipmentCode: shipmentCodeOf(names.references, parcel),
    forwardAwb: isReturn && !isExchange(reading.type) ? null : (names.awbs[0] ?? track?.trackNumber ?? null),
    courierName: reading.courierName ?? courierOf(names.awbs[0], parcel) ?? null,
    returnOrderInfo: info,
    aggregator: { name: source, metaData: reading.metaData },
    warehouseCode: (isReturn ? parcel.back?.locationCode : undefined) ?? parcel.locationCode,
    items: isReturn ? returnedItems(reading, parcel) : (packedItems(parcel) ?? namedItems(reading, parcel)),
    invoiceData: null,
  };
}

/** What whoever booked the courier called the parcel, if that is none of our codes: it is passed on as it is. */
function shipmentCodeOf(references: string[], { codes, shipmentCode }: KnownParcel): string | null {
  return references.find((reference) => !codes.includes(reference)) ?? shipmentCode;
}

function courierOf(awb: string | undefined, { tracks }: KnownParcel): string | undefined {
  return (tracks.find(({ trackNumber }) => trackNumber === awb) ?? tracks[0])?.title;
}

function returnOrderInfo(reading: StatusReading, { back, codes }: KnownParcel): ReturnOrderInfo {
  const { names, courierName } = reading;
  const ownCode = names.returnCodes.find((code) => !codes.includes(code));
  const announced = toMoment(back?.returnOrderTime);
  const seconds = announced ? Math.floor(announced.getTime() / 1000) : null;
  return {
    returnOrderId: back?.code ?? ownCode ?? null,
    returnAwb: names.returnAwbs[0] ?? back?.awb ?? null,
    transporter: back?.transporter ?? courierName,
    returnOrderTime: reading.returnOrderTime ?? seconds,
  };
}

function packedItems({ items }: KnownParcel): NotificationItem[] | null {
  return (
    items?.map(({ orderItemCode: itemId, channelSkuCode: sku, quantity }) => ({ itemId, sku, quantity })) ??
    null
  );
}

/** One item of a return is one unit. What a return is placed for, the body itself says best. */
function returnedItems(reading: StatusReading, parcel: KnownParcel): NotificationItem[] | null {
  const named = namedItems(reading, parcel);
  if (named && reading.type === NotificationType.ReturnOrderPlaced) return named;
  const announced = parcel.back?.items.map(({ itemCode: itemId, sku }) => ({ itemId, sku, quantity: 1 }));
  return announced ?? named;
}

/** As the body names them, with the ids of their lines. */
function namedItems({ items }: StatusReading, { lines }: KnownParcel): NotificationItem[] | null {
  return (
    items?.map(({ itemId, sku, quantity }) => ({
      itemId: itemId ?? (sku === null ? null : (lines[sku.toLowerCase()] ?? null)),
      sku,
      quantity,
    })) ?? null
  );
}
