import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Row } from '../listings/listing.js';

const OPERATION = `SELECT p.*, o.entity_id, o.increment_id,
  (SELECT c.name FROM console_person c WHERE c.id = p.requested_by) AS requested_name
  FROM operation p JOIN "order" o ON o.id = p.order_id
  WHERE p.store_id = $1 AND p.id = $2`;

/** A write with its order; undefined where the store has no such write. */
export async function operationPageData(
  manager: EntityManager,
  storeId: number,
  id: string,
): Promise<Row | undefined> {
  const [row] = await rowsOf<Row>(manager, OPERATION, [storeId, id]);
  return row;
}
