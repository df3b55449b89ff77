import { DIFFERS } from '../../inventory/inventory.types.js';
import type { Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export function listDrift(storeId: number, { filter, after }: Ask): Statement {
  return {
    sql: `SELECT l.id, l.sku, l.source_code, l.quantity, l.pushed_quantity, l.magento_quantity, l.state, l.error_code,
       l.error_message, l.pushed_at, l.magento_checked_at, ${DIFFERS} AS differs
     FROM inventory_level l JOIN store s ON s.id = l.store_id
     WHERE l.store_id = $1 AND ($2::bigint IS NULL OR l.id < $2::bigint)
       AND ($3::text IS NULL OR l.state = $3) AND ($4::text IS NULL OR lower(l.sku) = lower($4))
       AND (l.state <> 'PUSHED' OR ${DIFFERS} IS NOT NULL)
     ORDER BY l.id DESC`,
    values: [storeId, after[0], filter['state'] ?? null, filter['sku'] ?? null],
  };
}
