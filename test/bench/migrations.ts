import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AS_SERVICE } from '../support/test-database.js';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { AddSearchIndexes1795393000000 } from '../../migrations/1795393000000-AddSearchIndexes.js';
import { fill } from './filler.js';
import { median, percentile, row, type Row } from './processes.js';

const MOST_MS = 1000;
const QUIET_MS = 20_000;

const STORE = `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box)
  VALUES ('default', 'http://127.0.0.1', 'all', 'bearer', '1', '')`;
/** What the service does while it is migrated: an order comes, another goes on, a write settles, the list is read. */
const WORK = [
  `INSERT INTO "order" (store_id, entity_id, increment_id, status, state, sync_state, payment_code, payment_method, currency,
     grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address,
     shipping_address, magento_created_at, magento_updated_at, read_at, content_hash, first_seen_at)
   SELECT store_id, (SELECT max(entity_id) + 1 FROM "order" WHERE store_id = 1), increment_id, status, state, 'NEW', payment_code, payment_method, currency,
     grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address,
     shipping_address, now(), now(), now(), content_hash, now() FROM "order" WHERE store_id = 1 AND entity_id = $1`,
  `UPDATE "order" SET read_at = now(), changed_at = now() WHERE store_id = 1 AND entity_id = $1`,
  `INSERT INTO operation (store_id, order_id, kind, natural_key, state, requested_by, request_id)
   SELECT 1, id, 'ACKNOWLEDGE', 'bench:' || gen_random_uuid(), 'PENDING', 'increff', '1' FROM "order" WHERE store_id = 1 AND entity_id = $1`,
  `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body)
   VALUES (gen_random_uuid(), 1, 'NOTIFICATION', $1::bigint::text, 'PICKED_UP', '{}')`,
  `INSERT INTO sync_run (store_id, stream, trigger, lease_token) SELECT 1, 'orders.new', 'TICK', gen_random_uuid() WHERE $1::bigint > 0`,
  `SELECT i.sku FROM "order" o JOIN order_item i ON i.order_id = o.id WHERE o.store_id = 1 AND o.entity_id = $1`,
];

/** Every migration since the first release's tables, one by one on a full database, while its service goes on. */
export async function benchMigrations(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const url = await newDatabase('migrations');
  await migrate(url);
  const pool = new pg.Pool({ connectionString: url, max: 2, options: AS_SERVICE });
  const source = await new DataSource(dataSourceOptions(url)).initialize();
  try {
    await pool.query(STORE);
    await fill(url, orders);
    const later = migrations.length - migrations.indexOf(AddSearchIndexes1795393000000);
    for (let i = 0; i < later; i++) await source.undoLastMigration();
    const quiet = await workWhile(pool, orders, () => sleep(QUIET_MS));
    const started = performance.now();
    const migrating = await workWhile(pool, orders, () => migrate(url));
    const seconds = (performance.now() - started) / 1000;
    const worst = Math.max(...migrating);
    return [
      row(
        `${later} migrations at ${orders} orders (${seconds.toFixed(0)} s): longest wait of ${migrating.length} rounds`,
        `${worst.toFixed(0)} ms, p99 ${percentile(migrating, 0.99).toFixed(0)} ms`,
        `${Math.max(...quiet).toFixed(0)} ms, p99 ${percentile(quiet, 0.99).toFixed(0)} ms (not migrating)`,
        median(migrating) / median(quiet),
        `< ${MOST_MS} ms`,
        worst < MOST_MS,
      ),
    ];
  } finally {
    await source.destroy();
    await pool.end();
  }
}

/** Milliseconds of each round of work until `until` is done. */
async function workWhile(pool: pg.Pool, orders: number, until: () => Promise<unknown>): Promise<number[]> {
  const rounds: number[] = [];
  let done = false;
  const end = until().finally(() => (done = true));
  while (!done) {
    const code = 1 + Math.floor(Math.random() * orders);
    const started = performance.now();
    for (const sql of WORK) await pool.query(sql, [code]);
    rounds.push(performance.now() - started);
    await sleep(5);
  }
  await end;
  return rounds;
}
