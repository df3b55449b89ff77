import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { LISTINGS } from '../../src/console/listings/index.js';
import { askOf } from '../../src/console/listings/listing.js';
import { orderPageData } from '../../src/console/pages/order.queries.js';
import { countsOf, ordersByHour, streamsOf } from '../../src/console/pages/overview.queries.js';
import { orderFlows } from '../../src/observability/silence.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { BenchBridge, CLIENT } from './bridge.js';
import { median, percentile, row, type Row, startScript } from './processes.js';

const SAMPLES = 21;
const TARGET_MS = 200;
const STORE = { id: 1, code: 'default' };

/** Pages of the console among a million orders, each against its own SQL alone; and what an order takes on disk. */
export async function benchConsole(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const databaseUrl = await newDatabase('console');
  const shop = await startScript('shop.ts', ['1', '1']);
  const bridge = await BenchBridge.start(databaseUrl, shop.words[0]!);
  const source = await new DataSource(dataSourceOptions(databaseUrl)).initialize();
  try {
    await fill(databaseUrl, orders);
    await printGrowth(databaseUrl, orders);
    const cookie = await signIn(bridge.service.url);
    const rows: Row[] = [];
    for (const [path, sql] of Object.entries(pages(orders))) {
      rows.push(await measure(bridge.service.url, cookie, path, () => sql(source.manager)));
    }
    return rows;
  } finally {
    await source.destroy();
    await bridge.stop();
    shop.child.kill();
  }
}

function pages(orders: number): Record<string, (manager: EntityManager) => Promise<unknown>> {
  const list =
    (name: string, query: Record<string, string> = {}) =>
    (manager: EntityManager): Promise<unknown> =>
      LISTINGS[name]!.rows(manager, STORE.id, askOf(LISTINGS[name]!, query));
  const middle = String(Math.floor(orders / 2));
  return {
    '': async (manager) => {
      await orderFlows(manager, STORE.code);
      await streamsOf(manager, STORE.code);
      await countsOf(manager, STORE.id);
      await ordersByHour(manager, STORE.id);
    },
    '/orders': list('orders'),
    '/orders?syncState=NEW': list('orders', { syncState: 'NEW' }),
    '/orders?q=SKU-1': list('orders', { q: 'SKU-1' }),
    [`/orders?q=${middle}`]: list('orders', { q: middle }),
    [`/orders/${middle}`]: (manager) => orderPageData(manager, STORE, middle),
    '/operations': list('operations'),
    '/operations?outcome=REFUSED': list('operations', { outcome: 'REFUSED' }),
    '/deliveries': list('deliveries'),
    '/deliveries?state=DEAD': list('deliveries', { state: 'DEAD' }),
    '/runs': list('runs'),
    '/returns': list('returns'),
    '/drift': list('drift'),
    '/reconciliation': list('reconciliation'),
    '/audit': (manager) => manager.query('SELECT * FROM audit_log ORDER BY id DESC LIMIT 51'),
  };
}

async function measure(url: string, cookie: string, path: string, sql: () => Promise<unknown>): Promise<Row> {
  const page: number[] = [];
  const plain: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const started = performance.now();
    const reply = await fetch(`${url}/console${path}`, { headers: { cookie } });
    await reply.text();
    if (reply.status !== 200) throw new Error(`/console${path} answered ${reply.status}`);
    page.push(performance.now() - started);
    const began = performance.now();
    await sql();
    plain.push(performance.now() - began);
  }
  const worst = percentile(page, 0.95);
  return row(
    `/console${path}, p50 (p95 ${worst.toFixed(0)} ms)`,
    `${median(page).toFixed(1)} ms`,
    `${median(plain).toFixed(1)} ms (its SQL)`,
    median(page) / median(plain),
    `p95 < ${TARGET_MS} ms`,
    worst < TARGET_MS,
  );
}

async function signIn(url: string): Promise<string> {
  const form = await fetch(`${url}/console/sign-in`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await form.text())![1]!;
  const body = new URLSearchParams({ ...CLIENT, _csrf: csrf }).toString();
  const cookies = (reply: Response): string[] =>
    reply.headers.getSetCookie().map((one) => one.split(';')[0]!);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies(form).join('; ') };
  const reply = await fetch(`${url}/console/sign-in`, { method: 'POST', headers, body, redirect: 'manual' });
  return cookies(reply).join('; ');
}

/** Sixty days of a busy shop: two lines, three events and two writes an order, a delivery for each; one in 500 is open. */
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
];

async function fill(databaseUrl: string, orders: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const [i, sql] of FILL.entries()) await client.query(sql, i === 0 ? [orders] : []);
  await client.query('VACUUM ANALYZE');
  await client.end();
}

async function printGrowth(databaseUrl: string, orders: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ table: string; heap: string; indexes: string; total: string }>(
    `SELECT c.relname AS "table", pg_relation_size(c.oid) AS heap, pg_indexes_size(c.oid) AS indexes, pg_total_relation_size(c.oid) AS total
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND pg_total_relation_size(c.oid) > 10000000
     ORDER BY pg_total_relation_size(c.oid) DESC`,
  );
  await client.end();
  const mib = (bytes: string): string =>
    Math.round((Number(bytes) / 1048576) * (1_000_000 / orders)).toString();
  process.stdout.write(
    '\nGrowth, MiB per million orders:\n| table | rows | indexes | in all |\n|---|---|---|---|\n',
  );
  for (const { table, heap, indexes, total } of rows) {
    process.stdout.write(`| \`${table}\` | ${mib(heap)} | ${mib(indexes)} | ${mib(total)} |\n`);
  }
}
