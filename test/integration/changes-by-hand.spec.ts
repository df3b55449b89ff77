import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { AuditVerifier } from '../../src/audit/audit-verifier.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Entry {
  actor: string;
  action: string;
  subject: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  store: string | null;
}

let sandbox: Sandbox;
let bridge: TestApp;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  for (let id = 1; id <= 60; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 3_600_000 - id * 1000, lines: 2 }));
  }
  bridge = await startTestApp(sandbox);
  await bridge.sync('orders.new');
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

/** As a DBA would, with the role of the service: nothing but the session tells them apart. */
async function byHand<T = unknown>(sql: string, settings: pg.ClientConfig = {}): Promise<T[]> {
  const client = new pg.Client({ connectionString: bridge.db.url, application_name: 'psql', ...settings });
  await client.connect();
  try {
    return (await client.query<T & object>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What the audit log took in meanwhile of changes by hand. */
async function noted(change: () => Promise<unknown>): Promise<Entry[]> {
  const [last] = await bridge.db.rows<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM audit_log');
  await change();
  return bridge.db.rows<Entry>(
    `SELECT actor, action, subject, before, after, store_code AS store FROM audit_log
     WHERE id > $1 AND action LIKE 'database.%' ORDER BY id`,
    [last!.id],
  );
}

const orderOf = async (entityId: number): Promise<Record<string, any>> => {
  const { body } = await bridge.get(`/orders/${entityId}`);
  const [row] = await bridge.db.rows<{ total: string; status: string; lines: string }>(
    `SELECT o.grand_total AS total, o.status, (SELECT string_agg(i.item_id || ':' || i.quantity_ordered, ',' ORDER BY i.item_id)
       FROM order_item i WHERE i.order_id = o.id) AS lines FROM "order" o WHERE entity_id = $1`,
    [entityId],
  );
  return { ...row, answered: body };
};

const seen = async (id: number): Promise<object> => {
  const { total, status, lines } = await orderOf(id);
  return { total, status, lines };
};

describe('a row that somebody changes past the service', () => {
  it('is in the audit log, with who, by what, and what it was', async () => {
    const [found] = await byHand<{ role: string }>('SELECT session_user AS role');
    const before = await seen(1);
    const entries = await noted(() =>
      byHand(`UPDATE "order" SET grand_total = 1, status = 'complete' WHERE entity_id = 1`),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      actor: `database:${found!.role}`,
      action: 'database.update',
      subject: expect.stringMatching(/^order:\d+$/),
      before: { grand_total: Number((before as { total: string }).total), status: 'pending' },
      after: { grand_total: 1, status: 'complete', application: 'psql' },
      store: 'default',
    });
    const { rows, broken } = await verify();
    expect([rows > 0, broken]).toEqual([true, null]);
  });

  it('shows no personal data and no secret there, only that it changed', async () => {
    const [kept] = await bridge.db.rows<{ box: Buffer }>('SELECT credentials_box AS box FROM store');
    const entries = await noted(async () => {
      await byHand(
        `UPDATE "order" SET shipping_address = shipping_address || '{"name": "Canary Person"}' WHERE entity_id = 2`,
      );
      await byHand(`UPDATE store SET credentials_box = 'canary-box', paused = false`);
      await byHand(
        `INSERT INTO console_session (id, client_id, credential_version, expires_at)
         VALUES ('canary-session', 'increff', gen_random_uuid(), now())`,
      );
      await byHand(`DELETE FROM console_session WHERE id = 'canary-session'`);
    });
    await bridge.db.rows('UPDATE store SET credentials_box = $1', [kept!.box]);
    expect(entries.map(({ action, subject }) => [action, subject.replace(/\d+/, 'n')])).toEqual([
      ['database.update', 'order:n'],
      ['database.update', 'store:n'],
      ['database.insert', 'console_session:***'],
      ['database.delete', 'console_session:***'],
    ]);
    expect(entries[0]!.after).toMatchObject({ shipping_address: '***' });
    expect(JSON.stringify(entries)).not.toMatch(/canary/i);
  });

  it.each([
    ['read by a poll', () => bridge.sync('orders.changed')],
    ['asked for afresh', () => bridge.get('/orders/3?refresh=true')],
  ])('is put right where it is an order, once it is %s', async (_how, read) => {
    const before = await seen(3);
    await byHand(`UPDATE "order" SET grand_total = 1, status = 'complete' WHERE entity_id = 3`);
    await byHand(`UPDATE order_item SET quantity_ordered = 77
      WHERE item_id = (SELECT max(item_id) FROM order_item JOIN "order" o ON o.id = order_id WHERE entity_id = 3)`);
    expect(await seen(3)).not.toEqual(before);
    await read();
    expect(await seen(3)).toEqual(before);
  });

  it.each([
    ['a line is changed', 'UPDATE order_item SET mrp = 1'],
    ['a line is removed', 'DELETE FROM order_item'],
  ])('is put right where only %s', async (_what, sql) => {
    const before = await seen(4);
    await byHand(`${sql} WHERE order_id = (SELECT id FROM "order" WHERE entity_id = 4)`);
    await bridge.sync('orders.changed');
    expect(await seen(4)).toEqual(before);
    const [left] = await bridge.db.rows(
      'SELECT count(*)::int AS n FROM "order" WHERE reread_since IS NOT NULL',
    );
    expect(left).toEqual({ n: 0 });
  });

  it('is put right where no line of the order was touched', async () => {
    const before = await seen(7);
    await byHand(`UPDATE "order" SET grand_total = 1, status = 'complete' WHERE entity_id = 7`);
    await bridge.sync('orders.changed');
    expect(await seen(7)).toEqual(before);
  });

  it('keeps what is our own: acknowledged, or cancelled, by hand stays so', async () => {
    await byHand(
      `UPDATE "order" SET acknowledged_at = now(), sync_state = 'ACKNOWLEDGED' WHERE entity_id = 5`,
    );
    await bridge.sync('orders.changed');
    const [row] = await bridge.db.rows('SELECT sync_state, reread_since FROM "order" WHERE entity_id = 5');
    expect(row).toEqual({ sync_state: 'ACKNOWLEDGED', reread_since: null });
    // Read again, it would be an order that came alive, and be passed on a second time.
    await byHand(`UPDATE "order" SET sync_state = 'CANCELLED' WHERE entity_id = 5`);
    await bridge.sync('orders.changed');
    const [cancelled] = await bridge.db.rows(
      'SELECT sync_state, acknowledged_at IS NULL AS open FROM "order" WHERE entity_id = 5',
    );
    expect(cancelled).toEqual({ sync_state: 'CANCELLED', open: false });
  });

  it('is put right by a look at Magento where no trigger saw it', async () => {
    const before = await seen(6);
    await byHand(`SET session_replication_role = replica;
      UPDATE "order" SET grand_total = 1, status = 'complete' WHERE entity_id = 6`);
    await bridge.get('/orders/6?refresh=true');
    expect(await seen(6)).toEqual(before);
  });

  it('of many has some entries, and one with their number', async () => {
    const entries = await noted(() => byHand(`UPDATE "order" SET revision = revision + 1`));
    expect(entries).toHaveLength(21);
    expect(entries.at(-1)).toMatchObject({ subject: 'order', after: { rows: 60, application: 'psql' } });
    expect(
      await noted(() => byHand('UPDATE "order" SET revision = revision + 1 WHERE entity_id = 8')),
    ).toHaveLength(1);
  });

  it('has no entry for what follows from it, nor for what changes nothing', async () => {
    expect(await noted(() => byHand('UPDATE "order" SET revision = revision WHERE entity_id = 8'))).toEqual(
      [],
    );
    const entries = await noted(() => byHand('DELETE FROM "order" WHERE entity_id = 60'));
    expect(entries.map(({ action }) => action)).toEqual(['database.delete']);
  });

  it('shows where a table is emptied', async () => {
    const entries = await noted(() => byHand('TRUNCATE parcel_state'));
    expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
      ['database.truncate', 'parcel_state'],
    ]);
  });

  it('is noted for a role that may not add to the audit log', async () => {
    const entries = await noted(() =>
      byHand(`CREATE ROLE hand_${process.pid}; GRANT SELECT, UPDATE ON "order" TO hand_${process.pid};
        SET ROLE hand_${process.pid}; UPDATE "order" SET status = 'x' WHERE entity_id = 9;
        RESET ROLE; DROP OWNED BY hand_${process.pid}; DROP ROLE hand_${process.pid}`),
    );
    expect(entries.map(({ after }) => after['status'])).toEqual(['x']);
  });
});

describe('what the service writes', () => {
  it('is not noted, by this release or the one before, also under another name in the URL', async () => {
    const update = `UPDATE "order" SET status = status, revision = revision + 1 WHERE entity_id = 10`;
    const named = new URL(bridge.db.url);
    named.searchParams.set('application_name', 'named by the URL');
    const source = await new DataSource(dataSourceOptions(named.href)).initialize();
    const entries = await noted(async () => {
      await source.query(update);
      await byHand(update, { application_name: 'magento-oms-bridge' });
      // PgBouncer may add where it came from.
      await byHand(update, { application_name: 'magento-oms-bridge - 10.0.0.1:4711' });
      await bridge.post('/orders/10/acknowledge');
      await bridge.post('/orders/10/invoice');
      await bridge.sync('orders.changed');
    });
    await source.destroy();
    expect(entries).toEqual([]);
  });

  it('is distinguished at every table but those of the audit log', async () => {
    const bare = await bridge.db.rows(
      `SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND c.relname <> 'migrations' AND c.relname NOT LIKE 'audit%' AND (SELECT count(*) FROM pg_trigger t
           WHERE t.tgrelid = c.oid AND t.tgname IN ('row_by_hand', 'statement_by_hand')) <> 2`,
    );
    expect(bare).toEqual([]);
  });
});

async function verify(): Promise<{ rows: number; broken: string | null }> {
  const source = await new DataSource(dataSourceOptions(bridge.db.url)).initialize();
  try {
    return await new AuditVerifier(source).verify();
  } finally {
    await source.destroy();
  }
}
