import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

/** Events that wait for their order. */
export function listWaitingEvents(storeId: number, { filter, after, span }: Ask): Statement {
  return {
    sql: `SELECT id, source, type, names, reason, repeats, looks, look_at, received_at FROM notification
     WHERE store_id = $1 AND state = 'WAITING' AND ($2::bigint IS NULL OR id < $2::bigint)
       AND ($3::text IS NULL OR source = $3) AND ($4::text IS NULL OR names && ARRAY[$4])
       AND ($5::text IS NULL OR strpos(lower(reason), lower($5)) > 0)
     ${between('received_at', 6)} ORDER BY id DESC`,
    values: [
      storeId,
      after[0],
      filter['source'] ?? null,
      filter['name'] ?? null,
      filter['reason'] ?? null,
      ...span,
    ],
  };
}
