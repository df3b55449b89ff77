import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export function listRuns(storeId: number, { filter, after, span }: Ask): Statement {
  return {
    sql: `SELECT * FROM sync_run WHERE store_id = $1 AND ($2::bigint IS NULL OR id < $2::bigint)
       AND ($3::text IS NULL OR stream = $3) AND ($4::text IS NULL OR state = $4) ${between('started_at', 5)} ORDER BY id DESC`,
    values: [storeId, after[0], filter['stream'] ?? null, filter['state'] ?? null, ...span],
  };
}
