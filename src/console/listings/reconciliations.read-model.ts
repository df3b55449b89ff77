import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Ask, Row } from './listing.js';

export function listReconciliations(
  manager: EntityManager,
  storeId: number,
  { filter, after, limit }: Ask,
): Promise<Row[]> {
  return rowsOf<Row>(
    manager,
    `SELECT r.*, r.started_at::text || '|' || r.id AS cursor FROM reconciliation r
     WHERE r.store_id = $1 AND ($2::timestamptz IS NULL OR (r.started_at, r.id) < ($2::timestamptz, $3::uuid))
       AND ($4::text IS NULL OR r.state = $4) ORDER BY r.started_at DESC, r.id DESC LIMIT ${limit}`,
    [storeId, ...after, filter['state'] ?? null],
  );
}
