import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export function listDeliveries(storeId: number, { filter, after, span }: Ask): Statement {
  const state = filter['state'] ? `AND d.state = '${filter['state']}'` : '';
  return {
    sql: `SELECT d.id, d.seq, d.kind, d.order_code, d.event_type, d.state, d.attempts, d.last_status, d.last_error,
       d.next_attempt_at, d.created_at, d.settled_at
     FROM delivery d WHERE d.store_id = $1 AND ($2::bigint IS NULL OR d.seq < $2::bigint)
       AND ($3::text IS NULL OR d.kind = $3) AND ($4::text IS NULL OR d.order_code = $4) ${state}
     ${between('d.created_at', 5)} ORDER BY d.seq DESC`,
    values: [storeId, after[0], filter['kind'] ?? null, filter['orderCode'] ?? null, ...span],
  };
}
