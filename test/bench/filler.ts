import pg from 'pg';
import { AS_SERVICE } from '../support/test-database.js';

/** Sixty days of a busy shop: two lines, three events and two writes an order, a delivery for each; one in 500 is open. Besides them its returns, runs, stock and comparisons. */
const FILL = [
  `INSERT INTO "order" (store_id, entity_id, increment_id, status, state, sync_state, payment_code, payment_method, currency,
     grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address,
     shipping_address, magento_created_at, magento_updated_at, read_at, content_hash, acknowledged_at, first_seen_at)
   SELECT 1, n, lpad(n::text, 9, '0'), 'complete', 'complete', CASE WHEN n % 500 = 0 THEN 'NEW' ELSE 'ACKNOWLEDGED' END,
     'checkmo', 'NCOD', 'USD', 67.4, 52.4, 15, 0, 0, 0, 0, 0, true, a, a, t, t, t, md5(n::text), t, t
   FROM generate_series(1, $1::int) n,
     LATERAL (SELECT now() - interval '60 days' * (1 - n::float8 / $1) AS t) times,
     LATERAL (SELECT jsonb_build_object('name', 'Jane Doe', 'line1', '1 Main Street', 'line2', '', 'line3', '', 'city', 'Austin',
       'state', 'Texas', 'zip', '78701', 'country', 'US', 'email', 'jane' || n || '@example.com', 'phone', '5555550100') AS a) address`,
  `INSERT INTO order_item (order_id, item_id, sku, name, quantity_ordered, quantity_cancelled, quantity_refunded,
     selling_price_per_unit, mrp, discount, tax, row_total, taxes)
   SELECT o.id, o.entity_id * 2 + k, 'SKU-' || (CASE k WHEN 0 THEN 1 ELSE o.entity_id % 20000 END), 'Blue mug', 2, 0, 0, 12.5, 12.5, 0, 0, 25,
     '[{"code": "US", "title": "US", "rate": "8.25", "amount": "1.0000"}]'
   FROM "order" o, generate_series(0, 1) k`,
  `INSERT INTO order_event (order_id, at, source, kind, correlation_id, summary)
   SELECT o.id, o.magento_created_at, (ARRAY['MAGENTO', 'INCREFF', 'INCREFF'])[k], (ARRAY['ORDER_SEEN', 'ACKNOWLEDGE_APPLIED', 'INVOICE_APPLIED'])[k],
     'run:' || o.id, '{"status": "pending", "state": "new", "syncState": "NEW"}' FROM "order" o, generate_series(1, 3) k`,
  `INSERT INTO operation (store_id, order_id, kind, natural_key, state, outcome, requested_by, request_id, created_at, settled_at)
   SELECT 1, o.id, (ARRAY['ACKNOWLEDGE', 'INVOICE'])[k], 'k', 'SETTLED', CASE WHEN o.id % 5000 = 0 THEN 'REFUSED' ELSE 'APPLIED' END,
     'increff', gen_random_uuid()::text, o.magento_created_at, o.magento_created_at FROM "order" o, generate_series(1, 2) k`,
  `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, attempts, last_status, created_at, settled_at)
   SELECT gen_random_uuid(), 1, 'NOTIFICATION', o.entity_id::text, 'PICKUP_COMPLETED', repeat('x', 400),
     CASE WHEN o.id % 10000 = 0 THEN 'DEAD' ELSE 'DELIVERED' END, 1, 200, o.magento_created_at, o.magento_created_at FROM "order" o`,
  `INSERT INTO delivery_attempt (delivery_id, attempt, at, duration_ms, status, request)
   SELECT id, 1, created_at, 20, 200, '{"method": "POST", "url": "https://merchant.example/notify", "headers": ["content-type"]}' FROM delivery`,
  `INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, awb_number, sync_state, body, requested_by, created_at)
   SELECT 1, o.id, 'RET-' || o.entity_id, o.entity_id::text, 'WH1', 'CUSTOMER_RETURN', 'AWB-R' || o.entity_id,
     CASE WHEN o.entity_id % 1000 = 0 THEN 'CREATED' ELSE 'PROCESSED' END,
     jsonb_build_object('returnOrderCode', 'RET-' || o.entity_id, 'filler', repeat('x', 800)), 'increff', o.magento_created_at
   FROM "order" o WHERE o.entity_id % 20 = 0`,
  `INSERT INTO sync_run (store_id, stream, trigger, state, lease_token, pages, seen, new, started_at, finished_at)
   SELECT 1, (ARRAY['orders.new', 'orders.changed', 'orders.cancelled'])[1 + n % 3], 'TICK', 'DONE', gen_random_uuid(), 1, 10, 10, t, t
   FROM generate_series(1, 200000) n, LATERAL (SELECT now() - interval '60 days' * (1 - n / 200000.0) AS t) times`,
  `INSERT INTO inventory_level (store_id, sku, source_code, locations, quantity, version, state, requested_by, pushed_version, pushed_quantity, pushed_at, magento_quantity, magento_checked_at)
   SELECT 1, 'SKU-' || n, '', '{}', 5, 1, 'PUSHED', 'increff', 1, 5, now() - interval '1 hour', CASE WHEN n % 1000 = 0 THEN 4 ELSE 5 END, now()
   FROM generate_series(1, 200000) n`,
  `WITH nights AS (INSERT INTO reconciliation (store_id, created_from, created_to, state, differences, requested_by, started_at, finished_at)
     SELECT 1, t - interval '7 days', t, 'DONE', 100, 'schedule', t, t
     FROM generate_series(1, 60) n, LATERAL (SELECT now() - n * interval '1 day' AS t) times RETURNING id)
   INSERT INTO difference (reconciliation_id, order_code, kind, ours, theirs, reason, repaired)
   SELECT id, n, CASE WHEN n % 50 = 0 THEN 'INVOICE_MISSING_IN_MAGENTO' ELSE 'ORDER_CONTENT' END, '{"status": "pending"}',
     '{"status": "processing"}', 'It changed without a word to us.', n % 50 <> 0 FROM nights, generate_series(1, 100) n`,
  `INSERT INTO audit_log (at, actor, action, subject) SELECT now() - n * interval '1 minute', 'increff', 'operation.retry', 'operation ' || n
   FROM generate_series(1, 50000) n`,
];

/** Fills the first store of a migrated database. */
export async function fill(databaseUrl: string, orders: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: AS_SERVICE });
  await client.connect();
  for (const [i, sql] of FILL.entries()) await client.query(sql, i === 0 ? [orders] : []);
  await client.query('VACUUM ANALYZE');
  await client.end();
}
