import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export function listReturns(storeId: number, { filter, after, span }: Ask): Statement {
  return {
    sql: `SELECT r.id, r.return_order_code, r.order_type, r.awb_number, r.sync_state, r.delivery_id, r.created_at,
       r.updated_at, o.entity_id, o.increment_id,
       (SELECT count(*) FROM return_item i WHERE i.return_order_id = r.id) AS items,
       (SELECT count(*) FROM return_item i WHERE i.return_order_id = r.id AND i.state = 'PROCESSED') AS processed
     FROM return_order r JOIN "order" o ON o.id = r.order_id
     WHERE r.store_id = $1 AND ($2::bigint IS NULL OR r.id < $2::bigint)
       AND ($3::text IS NULL OR r.sync_state = $3) AND ($4::text IS NULL OR r.awb_number = $4)
     ${between('r.created_at', 5)} ORDER BY r.id DESC`,
    values: [storeId, after[0], filter['syncState'] ?? null, filter['awbNumber'] ?? null, ...span],
  };
}
