import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export function listReconciliations(storeId: number, { filter, after, span }: Ask): Statement {
  return {
    sql: `SELECT r.*, r.started_at::text || '|' || r.id AS cursor FROM reconciliation r
     WHERE r.store_id = $1 AND ($2::timestamptz IS NULL OR (r.started_at, r.id) < ($2::timestamptz, $3::uuid))
       AND ($4::text IS NULL OR r.state = $4) ${between('r.started_at', 5)} ORDER BY r.started_at DESC, r.id DESC`,
    values: [storeId, ...after, filter['state'] ?? null, ...span],
  };
}
