import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Ask, Row } from './listing.js';

export function listParked(
  manager: EntityManager,
  storeId: number,
  { filter, after, limit }: Ask,
): Promise<Row[]> {
  return rowsOf<Row>(
    manager,
    `SELECT entity_id, reason, tries, parked_at, next_try_at FROM parked_order
     WHERE store_id = $1 AND ($2::bigint IS NULL OR entity_id < $2::bigint)
       AND ($3::text IS NULL OR strpos(lower(reason), lower($3)) > 0) ORDER BY entity_id DESC LIMIT ${limit}`,
    [storeId, after[0], filter['reason'] ?? null],
  );
}
