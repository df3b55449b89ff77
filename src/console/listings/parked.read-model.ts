import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export function listParked(storeId: number, { filter, after, span }: Ask): Statement {
  return {
    sql: `SELECT entity_id, reason, tries, parked_at, next_try_at FROM parked_order
     WHERE store_id = $1 AND ($2::bigint IS NULL OR entity_id < $2::bigint)
       AND ($3::text IS NULL OR strpos(lower(reason), lower($3)) > 0) ${between('parked_at', 4)} ORDER BY entity_id DESC`,
    values: [storeId, after[0], filter['reason'] ?? null, ...span],
  };
}
