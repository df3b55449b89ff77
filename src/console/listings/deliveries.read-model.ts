import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Ask, Row } from './listing.js';

export function listDeliveries(
  manager: EntityManager,
  storeId: number,
  { filter, after, limit }: Ask,
): Promise<Row[]> {
  const state = filter['state'] ? `AND d.state = '${filter['state']}'` : '';
  return rowsOf<Row>(
    manager,
    `SELECT d.id, d.seq, d.kind, d.order_code, d.event_type, d.state, d.attempts, d.last_status, d.last_error,
       d.next_attempt_at, d.created_at, d.settled_at
     FROM delivery d WHERE d.store_id = $1 AND ($2::bigint IS NULL OR d.seq < $2::bigint)
       AND ($3::text IS NULL OR d.kind = $3) AND ($4::text IS NULL OR d.order_code = $4) ${state}
     ORDER BY d.seq DESC LIMIT ${limit}`,
    [storeId, after[0], filter['kind'] ?? null, filter['orderCode'] ?? null],
  );
}
