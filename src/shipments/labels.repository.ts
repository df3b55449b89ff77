import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { ShipmentLabelEntity } from './entities/shipment-label.entity.js';

export type NewLabel = Pick<
  ShipmentLabelEntity,
  'file' | 'fileHash' | 'trackNumber' | 'requestedBy' | 'requestId'
>;

/**
 * Whether a label may be kept with the parcel. Holds its row and its order's until the transaction ends.
 * @returns undefined where the parcel was deleted meanwhile, with its order
 */
export async function holdForLabel(
  manager: EntityManager,
  shipmentId: string,
): Promise<{ erased: boolean; void: boolean } | undefined> {
  const [row] = await rowsOf<{ erased: boolean; void: boolean }>(
    manager,
    `SELECT o.erased_at IS NOT NULL AS erased, s.sync_state = 'VOID' AS void
     FROM shipment s JOIN "order" o ON o.id = s.order_id WHERE s.id = $1 FOR SHARE`,
    [shipmentId],
  );
  return row;
}

/** The newest label is the label. The same file for the same AWB changes nothing. */
export async function keepLabel(manager: EntityManager, shipmentId: string, label: NewLabel): Promise<void> {
  await manager.query(
    `INSERT INTO shipment_label AS l (shipment_id, file, file_hash, track_number, requested_by, request_id)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shipment_id) DO UPDATE SET file = excluded.file, file_hash = excluded.file_hash,
       track_number = excluded.track_number, requested_by = excluded.requested_by, request_id = excluded.request_id,
       created_at = now()
     WHERE (l.file_hash, l.track_number) IS DISTINCT FROM (excluded.file_hash, excluded.track_number)`,
    [shipmentId, label.file, label.fileHash, label.trackNumber, label.requestedBy, label.requestId],
  );
}

export function findLabel(manager: EntityManager, shipmentId: string): Promise<ShipmentLabelEntity | null> {
  return manager.findOneBy(ShipmentLabelEntity, { shipmentId });
}
