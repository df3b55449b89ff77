import type { MagentoShipment, MagentoTrack } from '../magento/magento.types.js';
import { MagentoProtocolError } from '../magento/magento.errors.js';
import { markerOf, type OperationContext } from '../operations/operation.types.js';
import type { ShipmentRow, Track } from './shipment.types.js';

/** Beside the outcome, where a module of the shop dropped our description. */
export const WITHOUT_DESCRIPTION =
  'The track does not show our description; it is the one whose id Magento answered.';

/**
 * The shipments that a parcel is in Magento, the one that moved the goods first. Of the document's pair there are two after
 * handover, and both show tracks.
 */
export function documentsOf(row: ShipmentRow): string[] {
  const ids = [row.handover_id, row.magento_shipment_id].filter((id) => id !== null);
  return [...new Set(ids)];
}

/** What a read must show besides to prove that it is not older than our last write to the shipment. */
export type Sign = { marker: string } | { trackNumber: string };

export function shows(document: MagentoShipment, sign: Sign): boolean {
  if ('trackNumber' in sign) {
    return (document.tracks ?? []).some(({ track_number: number }) => number === sign.trackNumber);
  }
  const texts = [
    ...(document.tracks ?? []).map(({ description }) => description),
    ...(document.comments ?? []).map(({ comment }) => comment),
  ];
  return texts.some((text) => text?.includes(sign.marker));
}

/** @throws MagentoOddDocumentsError, MagentoProtocolError where it is not a shipment of this order with its tracks */
export async function shipmentInMagento(
  { client, operation }: OperationContext,
  shipmentId: string,
): Promise<MagentoShipment> {
  const { value } = await client.documents.getShipment(shipmentId);
  if (String(value.order_id) !== operation.orderCode || !Array.isArray(value.tracks)) {
    throw new MagentoProtocolError(
      `Magento answered 200, but not with shipment ${shipmentId} of order ${operation.orderCode} and its tracks.`,
      200,
    );
  }
  return value;
}

/** The track that a write made: by its marker, else by the id that Magento answered. */
export function madeTrack(
  document: MagentoShipment,
  operation: { id: string },
  answer: unknown,
): { track: MagentoTrack; marked: boolean } | undefined {
  const tracks = document.tracks ?? [];
  const marked = tracks.find(({ description }) => description?.includes(markerOf(operation)));
  if (marked) return { track: marked, marked: true };
  const id = typeof answer === 'object' && answer !== null ? (answer as MagentoTrack).entity_id : undefined;
  const answered = tracks.find(
    ({ entity_id: its, description }) => its != null && its === id && !description,
  );
  return answered && { track: answered, marked: false };
}

/** The same AWB with the same courier. */
export function sameTrack(shown: MagentoTrack, track: Track): boolean {
  return (
    shown.track_number === track.trackNumber &&
    shown.title === track.title &&
    shown.carrier_code === track.carrierCode
  );
}
