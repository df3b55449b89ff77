import { type EntityManager, LessThan } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { ManifestEntity } from './entities/manifest.entity.js';
import type { ClosedItem, ManifestItem } from './shipment.types.js';

export type NewManifest = Pick<ManifestEntity, 'manifestId' | 'transporter' | 'locationCode' | 'items'>;

/** A parcel as a manifest sees it. */
export interface ManifestParcel {
  shipmentCode: string;
  orderCode: string;
  void: boolean;
  awbs: string[];
  formerAwbs: string[];
}

/** @returns undefined where the `manifestId` is taken */
export async function insertManifest(
  manager: EntityManager,
  storeId: number,
  { manifestId, transporter, locationCode, items }: NewManifest,
  by: { clientId: string; requestId: string },
): Promise<ManifestEntity | undefined> {
  const [created] = await rowsOf<{ id: string }>(
    manager,
    `WITH next AS (SELECT nextval(pg_get_serial_sequence('manifest', 'id')) AS id)
     INSERT INTO manifest (id, store_id, manifest_code, manifest_id, transporter, location_code, items, requested_by,
                           request_id)
     OVERRIDING SYSTEM VALUE SELECT id, $1, 'M-' || id, $2, $3, $4, $5, $6, $7 FROM next
     ON CONFLICT (store_id, manifest_id) DO NOTHING RETURNING id`,
    [storeId, manifestId, transporter, locationCode, JSON.stringify(items), by.clientId, by.requestId],
  );
  return created && manager.findOneByOrFail(ManifestEntity, created);
}

export function findManifest(
  manager: EntityManager,
  storeId: number,
  by: { manifestCode: string } | { manifestId: string },
): Promise<ManifestEntity | null> {
  return manager.findOneBy(ManifestEntity, { storeId, ...by });
}

/** Until the transaction ends, nobody else changes or closes it. */
export function lockManifest(
  manager: EntityManager,
  storeId: number,
  manifestCode: string,
): Promise<ManifestEntity | null> {
  return manager.findOne(ManifestEntity, {
    where: { storeId, manifestCode },
    lock: { mode: 'pessimistic_write' },
  });
}

/** @param added all that were added so far */
export async function setAddedItems(
  manager: EntityManager,
  id: string,
  added: ManifestItem[],
): Promise<ManifestEntity> {
  await manager.query('UPDATE manifest SET added_items = $2 WHERE id = $1', [id, JSON.stringify(added)]);
  return manager.findOneByOrFail(ManifestEntity, { id });
}

export async function closeManifest(
  manager: EntityManager,
  id: string,
  items: ClosedItem[],
  closedBy: string,
): Promise<ManifestEntity> {
  await manager.query(
    `UPDATE manifest SET closed_at = now(), closed_by = $2, closed_items = $3 WHERE id = $1 AND closed_at IS NULL`,
    [id, closedBy, JSON.stringify(items)],
  );
  return manager.findOneByOrFail(ManifestEntity, { id });
}

/** The newest first. @param before id of the last one of the page before */
export function listManifests(
  manager: EntityManager,
  storeId: number,
  limit: number,
  before: string | undefined,
): Promise<ManifestEntity[]> {
  const where = { storeId, ...(before !== undefined && { id: LessThan(before) }) };
  return manager.find(ManifestEntity, { where, order: { id: 'DESC' }, take: limit });
}

/** Held so that none of them becomes void, and none gets another AWB, until the transaction ends. */
export async function holdParcels(
  manager: EntityManager,
  storeId: number,
  shipmentCodes: string[],
): Promise<void> {
  await manager.query(
    `SELECT 1 FROM shipment WHERE store_id = $1 AND shipment_code = ANY($2::text[]) ORDER BY id FOR UPDATE`,
    [storeId, shipmentCodes],
  );
}

export async function parcelsByCode(
  manager: EntityManager,
  storeId: number,
  shipmentCodes: string[],
): Promise<Map<string, ManifestParcel>> {
  const awbs = (condition: string): string =>
    `ARRAY(SELECT t.track_number FROM shipment_track t WHERE t.shipment_id = s.id AND ${condition} ORDER BY t.id)`;
  const known = await rowsOf<ManifestParcel>(
    manager,
    `SELECT s.shipment_code AS "shipmentCode", o.entity_id AS "orderCode", s.sync_state = 'VOID' AS void,
       ${awbs('t.removed_at IS NULL')} AS awbs, ${awbs('t.removed_at IS NOT NULL')} AS "formerAwbs"
     FROM shipment s JOIN "order" o ON o.id = s.order_id
     WHERE s.store_id = $1 AND s.shipment_code = ANY($2::text[])`,
    [storeId, shipmentCodes],
  );
  return new Map(known.map((parcel) => [parcel.shipmentCode, parcel]));
}
