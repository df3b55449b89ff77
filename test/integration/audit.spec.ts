import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { format } from 'prettier';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { RETENTION_RULES } from '../../src/retention/retention-rules.repository.js';
import { DueOrdersService } from '../../src/personal-data/due-orders.service.js';
import { OrderErasure } from '../../src/personal-data/order-erasure.js';
import { PersonalDataRetention } from '../../src/personal-data/personal-data-retention.service.js';
import { OrderDeletion } from '../../src/retention/order-deletion.service.js';
import { RetentionService } from '../../src/retention/retention.service.js';
import { databasePage } from '../support/database-page.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/database.md'), 'utf8');
const SECRET = 'canary-secret';
const PERSONAL = 'Canary Person';

let db: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  db = await createTestDatabase();
  source = await new DataSource(dataSourceOptions(db.url)).initialize();
  await db.rows(
    `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box)
     VALUES ('default', 'https://shop.example.com', 'default', 'admin', 'k', '${SECRET}')`,
  );
  await db.rows(
    `INSERT INTO "order" (store_id, entity_id, increment_id, sync_state, payment_method, grand_total, subtotal, shipping,
       tax, discount, store_credit, cod_fee, adjustment, balanced, magento_created_at, magento_updated_at, read_at,
       content_hash, billing_address, shipping_address, first_seen_at)
     VALUES (1, 7, '000000007', 'NEW', 'COD', 0, 0, 0, 0, 0, 0, 0, 0, true, now(), now(), now(), 'h',
       '{"name": "${PERSONAL}", "email": "canary@example.com"}', '{"name": "${PERSONAL}", "country": "IN"}', now() - interval '2 hours')`,
  );
  await db.rows(
    `INSERT INTO operation (store_id, order_id, kind, natural_key, state, outcome, input, last_request, requested_by, settled_at)
     VALUES (1, 1, 'CANCEL', 'CANCEL', 'SETTLED', 'REFUSED', '{"comment": "${PERSONAL}"}', '{"body": "${PERSONAL}"}', 'x',
       now() - interval '91 days')`,
  );
  await db.rows(
    `INSERT INTO order_event (order_id, source, kind, summary)
     VALUES (1, 'INCREFF', 'CANCEL_REFUSED', '{"comment": "${PERSONAL}", "operationId": "1"}')`,
  );
  await db.rows(
    `INSERT INTO endpoint (store_id, kind, url, secrets_key_id, secrets_box)
     VALUES (1, 'NOTIFICATION', 'https://merchant.example.com/hook?token=${SECRET}', 'k', '${SECRET}')`,
  );
  await db.rows(
    `INSERT INTO delivery (store_id, kind, order_code, event_type, body, state)
     VALUES (1, 'NOTIFICATION', '000000007', 'PICKED_UP', '{"who": "${PERSONAL}"}', 'PENDING')`,
  );
  await db.rows("INSERT INTO sync_cursor (store_id, stream) VALUES (1, 'orders.new')");
  await db.rows(
    `INSERT INTO audit_log (actor, action, subject, address, after)
     VALUES ('a', 'order.release', 'order:7', '203.0.113.7', '{"reason": "${PERSONAL}", "held": false}')`,
  );
  await db.rows(
    `WITH parcel AS (INSERT INTO shipment (store_id, order_id, shipment_id, shipment_code, flow, items, requested_by, comment)
       VALUES (1, 1, '900', 'S-1', 'DOCUMENTED', '[]', 'x', '${PERSONAL}') RETURNING id)
     INSERT INTO shipment_track (shipment_id, carrier_code, title, track_number) SELECT id, 'custom', 'By bike', 'AWB-900' FROM parcel`,
  );
  await db.rows(
    `WITH back AS (INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, order_type, location_code,
         body, requested_by)
       VALUES (1, 1, 'R-1', '000000007', 'CUSTOMER_RETURN', 'WH1', '{"who": "${PERSONAL}"}', 'x') RETURNING id)
     INSERT INTO return_item (return_order_id, item_code, sku, reason, qc_reason, state, qc_status)
     SELECT id, code, 'SKU', '${PERSONAL}', '${PERSONAL}', state, status
     FROM back, (VALUES ('1', 'PROCESSED', 'FAIL'), ('2', 'EXPECTED', NULL)) AS i(code, state, status)`,
  );
  await db.rows(
    `INSERT INTO inventory_level (store_id, sku, source_code, locations, quantity, version, state, requested_by)
     VALUES (1, 'SKU', '', '[]', 3, 1, 'FAILED', 'x')`,
  );
});

afterAll(async () => {
  await source.destroy();
  await db.drop();
});

describe('the audit schema', () => {
  const views = [
    'audit_log',
    'delivery_log',
    'inventory_drift',
    'operation_log',
    'order_timeline',
    'orders',
    'returns',
    'stock',
    'storage',
    'storage_growth',
    'stuck_orders',
    'sync_health',
    'sync_states',
    'tracks',
  ];

  it('has its views, with every column explained', async () => {
    const columns = await db.rows<{ view: string; silent: boolean }>(
      `SELECT c.relname AS view, bool_or(col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL) AS silent
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       WHERE c.relnamespace = 'audit'::regnamespace GROUP BY 1 ORDER BY 1`,
    );
    expect(columns).toEqual(views.map((view) => ({ view, silent: false })));
  });

  it('shows neither secrets nor personal data', async () => {
    const shown = await Promise.all(views.map((view) => db.rows(`SELECT * FROM audit.${view}`)));
    const counted = views.map((view, i): [string, number] => [view, shown[i]!.length]);
    const { storage, ...counts } = Object.fromEntries(counted);
    expect(storage).toBeGreaterThan(40);
    expect(counts).toEqual({
      ...{
        audit_log: 1,
        delivery_log: 1,
        inventory_drift: 1,
        operation_log: 1,
        order_timeline: 2,
        orders: 1,
      },
      ...{
        returns: 1,
        stock: 1,
        storage_growth: 5,
        stuck_orders: 1,
        sync_health: 1,
        sync_states: 4,
        tracks: 1,
      },
    });
    expect(JSON.stringify(shown)).not.toContain(SECRET);
    expect(JSON.stringify(shown)).not.toContain(PERSONAL);
    const rowOf = (view: string) => shown[views.indexOf(view)]![0];
    expect(rowOf('delivery_log')).toMatchObject({ host: 'merchant.example.com' });
    expect(rowOf('orders')).toMatchObject({ customer: 'C***', email: 'c***', country: 'IN' });
    expect(rowOf('audit_log')).toMatchObject({ network: '203.0.113.0', after: { held: false } });
    expect(rowOf('returns')).toMatchObject({
      items: '2',
      processed: '1',
      failed_qc: '1',
      acknowledgement: null,
    });
    expect(rowOf('tracks')).toMatchObject({ shipment_code: 'S-1', track_number: 'AWB-900' });
  });

  it('is open to bridge_auditor, and the tables are not', async () => {
    const runner = source.createQueryRunner();
    await runner.query('SET ROLE bridge_auditor');
    for (const view of views) await runner.query(`SELECT * FROM audit.${view}`);
    for (const table of ['"order"', 'store', 'endpoint', 'audit_log']) {
      await expect(runner.query(`SELECT * FROM ${table}`)).rejects.toThrow('permission denied');
    }
    await runner.query('RESET ROLE');
    await runner.release();
  });

  it.each(["UPDATE audit_log SET actor = 'z'", 'DELETE FROM audit_log', 'TRUNCATE audit_log CASCADE'])(
    'refuses to its owner: %s',
    async (sql) => {
      await expect(db.rows(sql)).rejects.toThrow('is refused: rows are only added');
    },
  );
});

describe('docs/database.md', () => {
  it('tells what the database says of itself (npm run docs:database writes it again)', async () => {
    const [own, made] = PAGE.split(/(?<=do not edit below -->\n)/);
    const expected = await format(`${own}\n${await databasePage((sql) => db.rows(sql))}`, {
      parser: 'markdown',
    });
    expect(await format(`${own}${made}`, { parser: 'markdown' })).toBe(expected);
  });

  it.each([...PAGE.matchAll(/```sql\n([^]*?)```/g)].map(([, sql]) => sql!.trim()))(
    'has a query that runs: %s',
    async (sql) => {
      await expect(db.rows(sql)).resolves.toBeDefined();
    },
  );

  it('answers each of its questions to bridge_auditor', async () => {
    const [, questions] = /## The usual questions\n([^]*?)\n## /.exec(PAGE)!;
    const statements = [...questions!.matchAll(/```sql\n([^]*?)```/g)].map(([, sql]) => sql!);
    const runner = source.createQueryRunner();
    await runner.query('SET ROLE bridge_auditor');
    const refused: unknown[] = [];
    for (const sql of statements) {
      await runner.query(sql).catch((error: unknown) => refused.push([sql, error]));
    }
    await runner.query('RESET ROLE');
    await runner.release();
    expect(refused).toEqual([]);
    expect(statements.length).toBeGreaterThan(13);
  });

  it('names how long rows are kept', () => {
    for (const { table, what, days } of RETENTION_RULES) {
      expect(PAGE.replace(/ +/g, ' ')).toContain(`| \`${table}\` | ${what} | ${days} |`);
    }
  });
});

describe('retention', () => {
  it('removes what is past its time in batches, keeps the rest, and says so', async () => {
    await db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, settled_at)
       SELECT gen_random_uuid(), 1, 'NOTIFICATION', n::text, 'T', '{}', CASE WHEN n % 10 = 0 THEN 'PENDING' ELSE 'DELIVERED' END,
         CASE WHEN n % 10 <> 0 THEN now() - make_interval(days => CASE WHEN n % 2 = 0 THEN 91 ELSE 89 END) END
       FROM generate_series(1, 5000) n`,
    );
    await db.rows(
      `INSERT INTO notification (store_id, source, state, dedupe_key, known, body, delivery_id, received_at)
       SELECT 1, 'API', 'ACCEPTED', id::text, true, '{}', id, now() - interval '91 days' FROM delivery WHERE event_type = 'T'`,
    );
    await db.rows(
      `INSERT INTO delivery_attempt (delivery_id, attempt, at, duration_ms, request)
       SELECT id, 1, now() - interval '31 days', 1, '{}' FROM delivery WHERE event_type = 'T' LIMIT 1500`,
    );
    await db.rows(
      `INSERT INTO sync_run (store_id, stream, trigger, state, lease_token, new, started_at)
       SELECT 1, 'orders.new', 'TICK', 'DONE', gen_random_uuid(), CASE WHEN days = 4 THEN 0 ELSE 1 END,
         now() - make_interval(days => days) FROM unnest(ARRAY[100, 100, 80, 4, 4, 2]) AS days`,
    );
    await db.rows(
      `WITH old AS (
         INSERT INTO reconciliation (store_id, created_from, created_to, state, requested_by, started_at)
         SELECT 1, now(), now(), 'DONE', 'schedule', now() - make_interval(days => days) FROM unnest(ARRAY[366, 364]) AS days
         RETURNING id),
       days AS (INSERT INTO reconciliation_day (reconciliation_id, day, orders_magento, orders_here) SELECT id, current_date, 1, 1 FROM old)
       INSERT INTO difference (reconciliation_id, order_code, kind, reason) SELECT id, 1, 'ORDER_CONTENT', 'x' FROM old`,
    );
    const orders = new DueOrdersService(source, new OrderErasure());
    const retention = new RetentionService(
      source,
      new PersonalDataRetention(source, orders),
      new OrderDeletion(source),
    );
    const pruned = await retention.prune('cli');
    expect(Object.fromEntries(pruned.map(({ table, rows }) => [table, rows]))).toEqual({
      alert_message: 0,
      alert_problem: 0,
      sync_run: 4,
      inventory_run: 0,
      reconciliation: 1,
      delivery_attempt: 1500,
      notification: 4500,
      delivery: 2000,
      parcel_state: 0,
      operation: 1,
      operation_try: 0,
      shipment_label: 0,
      client_address: 0,
      order: 0,
      deleted_order: 0,
    });
    expect(
      await db.rows(
        'SELECT (SELECT count(*)::int FROM difference) AS found, (SELECT count(*)::int FROM reconciliation_day) AS days',
      ),
    ).toEqual([{ found: 1, days: 1 }]);
    const [log] = await db.rows("SELECT actor, after FROM audit_log WHERE action = 'retention.prune'");
    expect(log).toMatchObject({ actor: 'cli', after: { notification: 4500 } });
    expect(await db.rows('SELECT outcome, input FROM operation')).toHaveLength(1);
    expect((await retention.prune('cli')).every(({ rows }) => rows === 0)).toBe(true);
  });
});
