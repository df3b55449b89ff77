import type { ManifestDto } from './dto/manifest.dto.js';
import type { ManifestEntity } from './entities/manifest.entity.js';
import type { ManifestParcel } from './manifests.repository.js';
import type { ClosedItem, ManifestItem } from './shipment.types.js';

export function itemsOf({ items, addedItems }: Pick<ManifestEntity, 'items' | 'addedItems'>): ManifestItem[] {
  return [...items, ...addedItems];
}

/** What leaves with the courier: a parcel that was made void meanwhile stays. */
export function closedItems(row: ManifestEntity, parcels: Map<string, ManifestParcel>): ClosedItem[] {
  return itemsOf(row)
    .filter(({ shipmentCode }) => !parcels.get(shipmentCode)?.void)
    .map((item) => ({
      orderCode: item.orderCode,
      shipmentCode: item.shipmentCode,
      awbNumbers: awbsOf(item, parcels.get(item.shipmentCode)),
    }));
}

export function toManifestDto(row: ManifestEntity, parcels: Map<string, ManifestParcel>): ManifestDto {
  const items = row.closedItems ?? closedItems(row, parcels);
  const present = new Set(items.map(({ shipmentCode }) => shipmentCode));
  const missing = itemsOf(row).map(({ shipmentCode }) => shipmentCode);
  return {
    manifestCode: row.manifestCode,
    manifestId: row.manifestId,
    transporter: row.transporter,
    locationCode: row.locationCode,
    manifestItems: items.map((item) => ({ ...item, awbNumber: item.awbNumbers[0] ?? null })),
    voidParcels: missing.filter((shipmentCode) => !present.has(shipmentCode)),
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    closedBy: row.closedBy,
  };
}

/** As the manifest was given them, but none that was taken off the parcel since; else those of the parcel. */
function awbsOf(item: ManifestItem, parcel: ManifestParcel | undefined): string[] {
  const named = [item.awbNumber, ...(item.packboxDetailsList ?? []).map(({ awbNumber }) => awbNumber)];
  const given = named.filter((awb): awb is string => awb !== undefined && !parcel?.formerAwbs.includes(awb));
  return [...new Set(given.length > 0 ? given : (parcel?.awbs ?? []))];
}
