import { type EntityManager, LessThan } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { ManifestEntity } from './entities/manifest.entity.js';

export type NewManifest = Pick<ManifestEntity, 'manifestId' | 'transporter' | 'locationCode' | 'items'>;

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

/** Codes of the orders of these parcels, by the parcels' codes. */
export async function orderCodesOfParcels(
  manager: EntityManager,
  storeId: number,
  shipmentCodes: string[],
): Promise<Map<string, string>> {
  const known = await rowsOf<{ orderCode: string; shipmentCode: string }>(
    manager,
    `SELECT o.entity_id AS "orderCode", s.shipment_code AS "shipmentCode"
     FROM shipment s JOIN "order" o ON o.id = s.order_id
     WHERE s.store_id = $1 AND s.shipment_code = ANY($2::text[])`,
    [storeId, shipmentCodes],
  );
  return new Map(known.map(({ orderCode, shipmentCode }) => [shipmentCode, orderCode]));
}
