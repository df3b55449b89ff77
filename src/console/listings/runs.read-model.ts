import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Ask, Row } from './listing.js';

export function listRuns(
  manager: EntityManager,
  storeId: number,
  { filter, after, limit }: Ask,
): Promise<Row[]> {
  return rowsOf<Row>(
    manager,
    `SELECT * FROM sync_run WHERE store_id = $1 AND ($2::bigint IS NULL OR id < $2::bigint)
       AND ($3::text IS NULL OR stream = $3) AND ($4::text IS NULL OR state = $4) ORDER BY id DESC LIMIT ${limit}`,
    [storeId, after[0], filter['stream'] ?? null, filter['state'] ?? null],
  );
}
