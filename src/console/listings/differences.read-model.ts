import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export function listDifferences(storeId: number, { filter, after, span }: Ask): Statement {
  return {
    sql: `SELECT d.id, d.order_code, d.kind, d.reason, d.repaired, r.started_at, r.requested_by
     FROM difference d JOIN reconciliation r ON r.id = d.reconciliation_id
     WHERE r.store_id = $1 AND ($2::bigint IS NULL OR d.id < $2::bigint) AND ($3::text IS NULL OR d.kind = $3)
       AND ($4::text IS NULL OR d.repaired = ($4 = 'REPAIRED')) AND ($5::text IS NULL OR r.id::text = $5) ${between('r.started_at', 6)} ORDER BY d.id DESC`,
    values: [
      storeId,
      after[0],
      filter['kind'] ?? null,
      filter['state'] ?? null,
      filter['reconciliation'] ?? null,
      ...span,
    ],
  };
}
