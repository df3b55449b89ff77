import autocannon from 'autocannon';
import pg from 'pg';
import { BenchBridge } from './bridge.js';
import { median, percentile, row, type Row, startScript } from './processes.js';

const ROUNDS = 3;
const SAMPLES = 400;
export const PAGE = 50;

/** (b) a page of 50 among a million orders: the deepest against the first, and requests per second against bare Fastify. */
export async function benchReading(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const databaseUrl = await newDatabase('reading');
  const shop = await startScript('shop.ts', ['1', '1']);
  const bridge = await BenchBridge.start(databaseUrl, shop.words[0]!);
  await fill(databaseUrl, orders);
  const bare = await startScript('bare-fastify.ts', [databaseUrl]);
  try {
    return [await deepPage(bridge, orders), await throughput(bridge, bare.words[0]!)];
  } finally {
    await bridge.stop();
    bare.child.kill();
    shop.child.kill();
  }
}

/** Two lines each, one order a second; most acknowledged, as in a shop that has run for years. */
export async function fill(databaseUrl: string, orders: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO "order" (store_id, entity_id, increment_id, status, state, sync_state, payment_code, payment_method, currency,
       grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address,
       shipping_address, magento_created_at, magento_updated_at, read_at, content_hash, acknowledged_at)
     SELECT 1, n, lpad(n::text, 9, '0'), 'complete', 'complete', 'ACKNOWLEDGED', 'checkmo', 'NCOD', 'USD', 67.4, 52.4, 15, 0, 0, 0, 0, 0,
       true, a, a, t, t, t, md5(n::text), t
     FROM generate_series(1, $1::int) n,
       LATERAL (SELECT timestamptz '2020-01-01' + n * interval '1 second' AS t) times,
       LATERAL (SELECT jsonb_build_object('name', 'Jane Doe', 'line1', '1 Main Street', 'line2', '', 'line3', '', 'city', 'Austin',
         'state', 'Texas', 'zip', '78701', 'country', 'US', 'email', 'jane@example.com', 'phone', '5555550100') AS a) address`,
    [orders],
  );
  await client.query(
    `INSERT INTO order_item (order_id, item_id, sku, name, quantity_ordered, quantity_cancelled, quantity_refunded,
       selling_price_per_unit, mrp, discount, tax, row_total, taxes)
     SELECT o.id, o.entity_id * 2 + k, 'SKU-' || k, 'Blue mug', 2, 0, 0, 12.5, 12.5, 0, 0, 25,
       '[{"code": "US", "title": "US", "rate": "8.25", "amount": "1.0000"}]'
     FROM "order" o, generate_series(0, 1) k`,
  );
  await client.query('VACUUM (ANALYZE) "order", order_item');
  await client.end();
}

async function deepPage(bridge: BenchBridge, orders: number): Promise<Row> {
  const time = new Date(Date.parse('2020-01-01T00:00:00Z') + (orders - PAGE - 5) * 1000).toISOString();
  const cursor = Buffer.from(`c|${time}|${orders - PAGE - 5}`).toString('base64url');
  const samples: Record<'first' | 'deepest', number[]> = { first: [], deepest: [] };
  for (let i = 0; i < SAMPLES; i++) {
    for (const which of i % 2 === 0 ? (['first', 'deepest'] as const) : (['deepest', 'first'] as const)) {
      const started = performance.now();
      const url = `${bridge.service.url}/orders?limit=${PAGE}${which === 'deepest' ? `&cursor=${cursor}` : ''}`;
      const body = (await (await fetch(url, { headers: bridge.headers })).json()) as { items: unknown[] };
      if (body.items.length !== PAGE) throw new Error(`${which} page has ${body.items.length} orders`);
      if (i >= 50) samples[which].push(performance.now() - started);
    }
  }
  const first = percentile(samples.first, 0.99);
  const deepest = percentile(samples.deepest, 0.99);
  return row(
    `deepest page of ${orders} orders, p99`,
    `${deepest.toFixed(1)} ms`,
    `${first.toFixed(1)} ms (first page)`,
    deepest / first,
    '≤ 1.5',
    deepest / first <= 1.5,
  );
}

async function throughput(bridge: BenchBridge, bareUrl: string): Promise<Row> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await load(`${bareUrl}/orders`, {}));
    ours.push(await load(`${bridge.service.url}/orders?limit=${PAGE}`, bridge.headers));
  }
  const ratio = median(ours.map((rate, i) => rate / bare[i]!));
  return row(
    'GET /orders, 10 connections',
    `${Math.round(median(ours))} requests/s`,
    `${Math.round(median(bare))} requests/s (bare Fastify, one query)`,
    ratio,
    '≥ 0.5',
    ratio >= 0.5,
  );
}

export async function load(url: string, headers: Record<string, string>): Promise<number> {
  await autocannon({ url, headers, connections: 10, duration: 1 });
  const result = await autocannon({ url, headers, connections: 10, duration: 5 });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers of ${url} were not 2xx`);
  return result.requests.average;
}
