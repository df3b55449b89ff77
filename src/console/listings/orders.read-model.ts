import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

/** A SKU may be in every order; the newest of them are enough for a person. */
export const MOST_FOUND = 200;

/** Each branch asks one index. An e-mail address is looked up by its hash, and a hash may be given itself. */
const FOUND = `(
  SELECT id FROM "order" WHERE store_id = $1 AND $4 ~ '^-?[0-9]{1,18}$' AND entity_id = CASE WHEN $4 ~ '^-?[0-9]{1,18}$' THEN $4::bigint END
  UNION SELECT id FROM "order" WHERE store_id = $1 AND entity_id < 0 AND former_entity_id = CASE WHEN $4 ~ '^[0-9]{1,18}$' THEN $4::bigint END
  UNION SELECT id FROM "order" WHERE store_id = $1 AND increment_id = $4
  UNION SELECT s.order_id FROM shipment_track t JOIN shipment s ON s.id = t.shipment_id WHERE t.track_number = $4
  UNION SELECT order_id FROM return_order WHERE store_id = $1 AND awb_number = $4
  UNION (SELECT i.order_id FROM order_item i JOIN "order" o ON o.id = i.order_id AND o.store_id = $1
    WHERE lower(i.sku) = lower($4) ORDER BY i.order_id DESC LIMIT ${MOST_FOUND})
  UNION (SELECT id FROM "order" WHERE store_id = $1
    AND md5(lower(billing_address ->> 'email')) = CASE WHEN $4 ~ '^[0-9a-f]{32}$' THEN $4 ELSE md5(lower($4)) END
    LIMIT ${MOST_FOUND}))`;

const SELECT = `SELECT o.entity_id, o.increment_id, o.status, o.sync_state, o.sync_reason, o.grand_total, o.currency,
  o.payment_method, (SELECT count(*)::int FROM order_item i WHERE i.order_id = o.id) AS items,
  o.magento_created_at, o.first_seen_at, o.acknowledged_at, o.magento_created_at::text || '|' || o.entity_id AS cursor
  FROM "order" o`;

export function listOrders(storeId: number, { filter, after, span }: Ask): Statement {
  const values: unknown[] = [storeId, ...after];
  const where = [
    'o.store_id = $1',
    '($2::timestamptz IS NULL OR (o.magento_created_at, o.entity_id) < ($2::timestamptz, $3::bigint))',
  ];
  if (filter['q']) {
    values.push(filter['q']);
    where.push(`o.id IN ${FOUND}`);
  }
  // A literal of the fixed list: only so can the planner use the partial index.
  if (filter['syncState']) where.push(`o.sync_state = '${filter['syncState']}'`);
  if (filter['syncReason']) {
    values.push(filter['syncReason']);
    where.push(`o.sync_reason = $${values.length}`);
  }
  if (filter['status']) {
    values.push(filter['status']);
    where.push(`o.status = $${values.length}`);
  }
  if (span.some((end) => end !== null)) {
    where.push(`true ${between('o.magento_created_at', values.length + 1)}`);
    values.push(...span);
  }
  return {
    sql: `${SELECT} WHERE ${where.join(' AND ')} ORDER BY o.magento_created_at DESC, o.entity_id DESC`,
    values,
  };
}
