import type { MagentoShipment } from '../magento/magento.types.js';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { ShipmentDto } from './dto/shipment.dto.js';
import type { ShipmentRow, Track } from './shipment.types.js';

export function toShipmentDto(row: ShipmentRow): ShipmentDto {
  return {
    shipmentCode: row.shipment_code,
    shipmentId: row.shipment_id,
    orderCode: row.order_code,
    syncState: row.sync_state,
    locationCode: row.location_code,
    sourceCode: row.source_code,
    shipmentItems: row.items,
    tracks: row.tracks,
    handoverId: row.handover_id,
    createdAt: row.created_at.toISOString(),
  };
}

/** Tracks may have been added in Magento, and ours may not be there yet. */
export function withMagentosTracks(dto: ShipmentDto, shipment: MagentoShipment): ShipmentDto {
  const theirs = tracksOf(shipment);
  const known = new Set(theirs.map(({ trackNumber }) => trackNumber));
  const tracks = [...theirs, ...dto.tracks.filter(({ trackNumber }) => !known.has(trackNumber))];
  return { ...dto, sourceCode: shipment.extension_attributes?.source_code ?? dto.sourceCode, tracks };
}

/** A shipment that was made in Magento and not here. */
export function toStrangersDto(shipment: MagentoShipment): ShipmentDto {
  return {
    shipmentCode: String(shipment.entity_id),
    shipmentId: null,
    orderCode: String(shipment.order_id),
    syncState: null,
    locationCode: null,
    sourceCode: shipment.extension_attributes?.source_code ?? null,
    shipmentItems: (shipment.items ?? []).map((item) => ({
      orderItemCode: String(item.order_item_id),
      channelSkuCode: item.sku ?? '',
      quantity: item.qty,
    })),
    tracks: tracksOf(shipment),
    handoverId: null,
    createdAt: fromMagentoTime(shipment.created_at)?.toISOString() ?? null,
  };
}

function tracksOf(shipment: MagentoShipment): Track[] {
  return (shipment.tracks ?? []).map((track) => ({
    trackNumber: track.track_number ?? '',
    title: track.title ?? '',
    carrierCode: track.carrier_code ?? '',
  }));
}
