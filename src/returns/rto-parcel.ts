import type { NotificationEvent } from '../notifications/notification.types.js';
import type { ForwardParcel } from './rto-parcels.read-model.js';

/** Which of an order's parcels an event is of. Pure. @returns undefined where that cannot be said */
export function parcelOf(
  { forwardAwb, forwardShipmentCode: code }: NotificationEvent,
  parcels: ForwardParcel[],
): ForwardParcel | undefined {
  for (const isFormer of [false, true]) {
    const byAwb = parcels.filter(({ tracks }) =>
      tracks.some(({ trackNumber, former }) => trackNumber === forwardAwb && former === isFormer),
    );
    if (byAwb.length > 0) return only(byAwb);
  }
  const byCode = parcels.filter(
    ({ shipmentCode, shipmentId }) => code === shipmentCode || code === shipmentId,
  );
  if (byCode.length > 0) return only(byCode);
  const parcel = only(parcels);
  // An AWB that its only parcel does not have is of a parcel that is not known here.
  return forwardAwb === null || parcel?.tracks.length === 0 ? parcel : undefined;
}

/** AWBs under which a return of the parcel may be known. Pure. One that another parcel bears now is that one's. */
export function awbsOf(parcel: ForwardParcel, parcels: ForwardParcel[]): string[] {
  const others = parcels
    .filter((one) => one !== parcel)
    .flatMap(({ tracks }) => tracks.filter(({ former }) => !former));
  return parcel.tracks
    .filter(
      ({ trackNumber, former }) => !former || !others.some((track) => track.trackNumber === trackNumber),
    )
    .map(({ trackNumber }) => trackNumber);
}

/** A SKU for each unit of the parcel that may still come back. Pure. @param returned units in returns of the order */
export function unitsBack(
  parcel: ForwardParcel,
  parcels: ForwardParcel[],
  returned: Map<string, number>,
): string[] {
  const left = new Map(unitsOf(parcels));
  for (const [sku, units] of returned) left.set(sku, (left.get(sku) ?? 0) - units);
  return parcel.items.flatMap(({ channelSkuCode: sku, quantity }) => {
    const key = sku.toLowerCase();
    const units = Math.max(0, Math.floor(Math.min(quantity, left.get(key) ?? 0)));
    left.set(key, (left.get(key) ?? 0) - units);
    return Array.from({ length: units }, () => sku);
  });
}

function unitsOf(parcels: ForwardParcel[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { channelSkuCode: sku, quantity } of parcels.flatMap(({ items }) => items)) {
    units.set(sku.toLowerCase(), (units.get(sku.toLowerCase()) ?? 0) + quantity);
  }
  return units;
}

function only<T>(some: T[]): T | undefined {
  return some.length === 1 ? some[0] : undefined;
}
