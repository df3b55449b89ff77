import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { RetentionService } from '../../src/retention/retention.service.js';
import { LockSessions, waitsForALock } from '../support/lock-sessions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let bridge: TestApp;

beforeEach(async () => {
  bridge = await startTestApp(undefined, { ROLE: 'api' });
  const credentials = { scheme: 'bearer', accessToken: 't' };
  await bridge.post('/admin/stores', { code: 'default', baseUrl: 'http://127.0.0.1:9', credentials });
});

afterEach(() => bridge.close());

const addRun = (days: number) =>
  bridge.db.rows(
    `INSERT INTO sync_run (store_id, stream, trigger, state, lease_token, started_at, finished_at)
     VALUES (1, 'orders.new', 'TICK', 'FAILED', gen_random_uuid(), now() - make_interval(days => $1), now())`,
    [days],
  );
const addOrders = (count: number) =>
  bridge.db.rows(
    `INSERT INTO "order" (store_id, entity_id, increment_id, sync_state, payment_method, grand_total, subtotal, shipping, tax,
       discount, store_credit, cod_fee, adjustment, balanced, magento_created_at, magento_updated_at, read_at, content_hash)
     SELECT 1, n, n, 'NEW', 'COD', 0, 0, 0, 0, 0, 0, 0, 0, true, now(), now(), now(), 'h' FROM generate_series(1, $1) n`,
    [count],
  );
const runs = async (): Promise<number> => (await bridge.db.rows('SELECT 1 FROM sync_run')).length;
const prune = () => bridge.app.get(RetentionService).prune('cli');

it('keeps the latest run of a stream, however old it is', async () => {
  await addRun(200);
  await addRun(100);
  await prune();
  expect(await runs()).toBe(1);
  await prune();
  expect(await runs()).toBe(1);
});

it('leaves all to a process that removes rows already', async () => {
  await addRun(200);
  await addRun(100);
  const other = new pg.Client({ connectionString: bridge.db.url });
  await other.connect();
  try {
    await other.query('SELECT pg_advisory_lock(749_201_656)');
    expect((await prune()).filter(({ rows }) => rows > 0)).toEqual([]);
    expect(await runs()).toBe(2);
  } finally {
    await other.end();
  }
});

describe('what was sent to Magento, and what it answered,', () => {
  const REQUEST = JSON.stringify({ body: { items: [] } });

  beforeEach(() => addOrders(8));

  const addWrite = async (
    order: number,
    state: string,
    more: Record<string, unknown> = {},
  ): Promise<void> => {
    const row = { outcome: null, attention_since: null, settled_at: null, enqueued: true, ...more };
    await bridge.db.rows(
      `INSERT INTO operation (store_id, order_id, kind, natural_key, input, last_request, last_response, requested_by, created_at,
         state, outcome, attention_since, settled_at, enqueued)
       SELECT 1, id, 'CANCEL', 'CANCEL', '{}', $2, $2, 'x', now() - interval '200 days', $3, $4, $5, $6, $7
       FROM "order" WHERE entity_id = $1`,
      [order, REQUEST, state, row.outcome, row.attention_since, row.settled_at, row.enqueued],
    );
  };
  const kept = async (): Promise<string[]> =>
    (
      await bridge.db.rows(
        `SELECT o.entity_id AS code FROM operation p JOIN "order" o ON o.id = p.order_id
         WHERE p.last_request IS NOT NULL AND p.last_response IS NOT NULL ORDER BY 1`,
      )
    ).map((row) => row['code'] as string);
  const old = new Date(Date.now() - 91 * 86_400_000);
  const set = (order: number, values: string) =>
    bridge.db.rows(
      `UPDATE operation SET ${values} WHERE order_id = (SELECT id FROM "order" WHERE entity_id = $1)`,
      [order],
    );

  it('goes with time in any state it ended in, and stays where a worker or a person still needs it', async () => {
    await addWrite(1, 'SETTLED', { outcome: 'APPLIED', settled_at: old });
    await addWrite(2, 'SETTLED', { outcome: 'REFUSED', settled_at: old });
    await addWrite(3, 'FAILED');
    await addWrite(4, 'PENDING');
    await addWrite(5, 'UNKNOWN', { attention_since: old });
    await addWrite(6, 'FAILED', { attention_since: old });
    await addWrite(7, 'SETTLED', { outcome: 'APPLIED', settled_at: new Date() });
    await prune();
    expect(await kept()).toEqual(['4', '5', '6', '7']);
  });

  it('is counted from when it failed, and not from when it was asked for', async () => {
    await addWrite(1, 'PENDING');
    await set(1, "state = 'FAILED'");
    await prune();
    expect(await kept()).toEqual(['1']);
    await set(1, 'failed_at = $$infinity$$');
    await set(1, "state = 'PENDING'");
    expect(await bridge.db.rows('SELECT failed_at FROM operation')).toEqual([{ failed_at: null }]);
    await set(1, "state = 'FAILED'");
    await set(1, "failed_at = failed_at - interval '91 days'");
    await prune();
    expect(await kept()).toEqual([]);
  });
});

describe('a delivery that a return names', () => {
  const addDelivery = (state: string, days: number) =>
    bridge.db.rows(
      `WITH d AS (
         INSERT INTO delivery (store_id, kind, order_code, event_type, body, state, settled_at, last_error)
         VALUES (1, 'RETURN_ACK', '1', 'RETURN_ACK', '{"who":"somebody"}', $1,
           CASE WHEN $1 <> 'PENDING' THEN now() - make_interval(days => $2) END, 'of somebody') RETURNING id)
       INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, body,
         delivery_id, requested_by)
       SELECT 1, o.id, $1 || $2, '1', 'w', 'CUSTOMER_RETURN', '{}', d.id, 'x' FROM "order" o, d`,
      [state, days],
    );

  it('stays as a row only, and cannot be sent again', async () => {
    await addOrders(1);
    await addDelivery('DELIVERED', 91);
    await addDelivery('DEAD', 91);
    await addDelivery('DELIVERED', 89);
    await addDelivery('PENDING', 91);
    await prune();
    const rows = await bridge.db.rows('SELECT id, body, last_error FROM delivery ORDER BY seq');
    expect(rows.map(({ body }) => body)).toEqual([
      ...Array<string>(2).fill('{"erased":true}'),
      ...Array<string>(2).fill('{"who":"somebody"}'),
    ]);
    expect(rows.map((row) => row['last_error'])).toEqual([null, null, 'of somebody', 'of somebody']);
    const { status, body } = await bridge.post(`/deliveries/${rows[1]!['id'] as string}/replay`, {});
    expect([status, body.detail]).toEqual([409, expect.stringContaining('kept no longer')]);
    expect((await prune()).every(({ rows: some }) => some === 0)).toBe(true);
  });
});

it('forgets where a client signed in from', async () => {
  await bridge.db.rows(
    `INSERT INTO client_address (client_id, address, seen_at)
     SELECT c.id, '192.0.2.' || days, now() - make_interval(days => days) FROM api_client c, unnest(ARRAY[6, 8]) AS days`,
  );
  await prune();
  const rows = await bridge.db.rows("SELECT address FROM client_address WHERE address LIKE '192.0.2.%'");
  expect(rows).toEqual([{ address: '192.0.2.6' }]);
});

describe('what is asked for again in the very moment', () => {
  const sessions = new LockSessions();
  afterEach(() => sessions.close());

  /** Prunes while a statement holds its row, which is committed once the job waits for it or has passed it over. */
  const pruneDuring = async (sql: string): Promise<void> => {
    const session = await sessions.open(bridge.db.url);
    await session.query('BEGIN');
    await session.query(sql);
    const done = prune();
    await Promise.race([done, waitsForALock(bridge.db)]);
    await session.query('COMMIT');
    await done;
  };

  it('keeps a delivery that is sent again', async () => {
    await bridge.db.rows(
      `INSERT INTO delivery (store_id, kind, order_code, event_type, body, state, settled_at)
       VALUES (1, 'NOTIFICATION', '1', 'T', '{}', 'DEAD', now() - interval '91 days')`,
    );
    await pruneDuring("UPDATE delivery SET state = 'PENDING', settled_at = NULL");
    expect(await bridge.db.rows('SELECT state FROM delivery')).toEqual([{ state: 'PENDING' }]);
  });

  it('keeps the request of a write that is looked for again', async () => {
    await addOrders(1);
    await bridge.db.rows(
      `INSERT INTO operation (store_id, order_id, kind, natural_key, input, last_request, requested_by, state, outcome, settled_at)
       SELECT 1, id, 'INVOICE', 'INVOICE', '{}', '{"body":{"items":[]}}', 'x', 'SETTLED', 'APPLIED', now() - interval '91 days'
       FROM "order"`,
    );
    await pruneDuring("UPDATE operation SET state = 'UNKNOWN', outcome = NULL, settled_at = NULL");
    const rows = await bridge.db.rows('SELECT last_request IS NOT NULL AS kept FROM operation');
    expect(rows).toEqual([{ kept: true }]);
  });
});
