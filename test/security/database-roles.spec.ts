import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { AuditTicker } from '../../src/audit/audit.ticker.js';
import { AuditVerifier } from '../../src/audit/audit-verifier.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { standingOf } from '../../src/platform/database/service-role.js';
import { JobsService } from '../../src/platform/jobs/jobs.service.js';
import { RetentionService } from '../../src/retention/retention.service.js';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor, startTestApp, type TestApp } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

const KEY = randomBytes(32).toString('base64');

const roles: string[] = [];

/** A role of its own, as which the service is to sign in; nobody has made it yet. */
function serviceUrlOf(databaseUrl: string): string {
  const role = `service_${randomBytes(6).toString('hex')}`;
  roles.push(role);
  return Object.assign(new URL(databaseUrl), {
    username: role,
    password: `it's ${randomBytes(9).toString('hex')}`,
  }).href;
}

async function asRole<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  await asRole(process.env['TEST_SERVER_URL']!, async (client) => {
    for (const role of roles) await client.query(`DROP ROLE IF EXISTS ${role}`);
  });
});

describe('the role of the service', () => {
  let db: TestDatabase;
  let url: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    url = serviceUrlOf(db.url);
    await migrate(db.url, url);
  });

  afterAll(() => db.drop());

  it.each([
    'CREATE TABLE mine (id int)',
    'CREATE TABLE pgboss.mine (id int)',
    'CREATE SCHEMA mine',
    'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'CREATE INDEX mine ON "order" (status)',
    'CREATE TRIGGER mine BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'ALTER TABLE "order" ADD COLUMN mine int',
    'ALTER TABLE audit_log DISABLE TRIGGER ALL',
    'ALTER TABLE audit_log OWNER TO CURRENT_USER',
    'ALTER FUNCTION chain_audit_row() SECURITY INVOKER',
    'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'DROP TABLE "order"',
    'DROP SCHEMA audit CASCADE',
    'DROP TRIGGER audit_log_chain ON audit_log',
    'TRUNCATE "order" CASCADE',
    'CREATE ROLE mine',
    'UPDATE audit_log SET actor = NULL',
    'DELETE FROM audit_log',
    `BEGIN; SET LOCAL bridge.audit_removal = 'yes'; DELETE FROM audit_log`,
    'TRUNCATE audit_log CASCADE',
    `INSERT INTO audit_log (at, actor, action, subject) VALUES ('2020-01-01', 'a', 'b', 'c')`,
    `INSERT INTO audit_log (id, actor, action, subject) OVERRIDING SYSTEM VALUE VALUES (1, 'a', 'b', 'c')`,
    `INSERT INTO audit_chain VALUES (1, 1, '', '')`,
    'UPDATE audit_chain SET position = 0',
    'DELETE FROM audit_chain',
    'UPDATE audit_head SET position = 0',
    'DELETE FROM audit_head',
    `SELECT setval('audit_log_id_seq', 1)`,
    `INSERT INTO migrations (timestamp, name) VALUES (0, 'x')`,
    'SET session_replication_role = replica',
  ])('is refused: %s', async (sql) => {
    await asRole(url, async (client) => {
      const refused = await client.query(sql).then(
        () => 'it was done',
        (error: { code?: string; message: string }) => error.code ?? error.message,
      );
      expect(refused).toBe('42501');
    });
  });

  it('cannot lead what chains the log to tables of its own', async () => {
    await asRole(url, async (client) => {
      await client.query('CREATE TEMP TABLE audit_head (one boolean, position bigint, hash bytea)');
      await client.query(`INSERT INTO pg_temp.audit_head VALUES (true, 900, '')`);
      await client.query(`INSERT INTO public.audit_log (actor, action, subject) VALUES ('a', 'b', 'c')`);
    });
    expect(await db.rows('SELECT position FROM audit_chain ORDER BY position DESC LIMIT 1')).toEqual([
      { position: '1' },
    ]);
  });

  it('cannot have what chains the log run code of its own by the right of the owner', async () => {
    await asRole(url, async (client) => {
      await client.query(`INSERT INTO audit_log (actor, action, subject) VALUES ('thief', 'b', 'c')`);
      const steps = [
        'CREATE TEMP TABLE lure (id bigint)',
        'CREATE TRIGGER lure AFTER INSERT ON lure FOR EACH ROW EXECUTE FUNCTION chain_audit_row()',
        `CREATE FUNCTION pg_temp.as_owner(lure) RETURNS audit_log LANGUAGE plpgsql AS $$ DECLARE entry audit_log; BEGIN
           PERFORM set_config('bridge.audit_removal', 'yes', true);
           DELETE FROM audit_chain;
           DELETE FROM audit_log WHERE actor = 'thief';
           RETURN entry;
         END $$`,
        'CREATE CAST (lure AS audit_log) WITH FUNCTION pg_temp.as_owner(lure) AS IMPLICIT',
        'INSERT INTO lure SELECT min(id) FROM audit_log',
      ];
      const refusals: string[] = [];
      for (const step of steps) {
        await client.query(step).catch((error: { message: string }) => refusals.push(error.message));
      }
      expect(refusals).toEqual(['permission denied for function chain_audit_row']);
    });
    expect(await db.rows(`SELECT actor FROM audit_log WHERE actor = 'thief'`)).toHaveLength(1);
  });

  it('may call nothing that runs by the right of another', async () => {
    const callable = await asRole(url, (client) =>
      client.query(
        `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE p.prosecdef AND n.nspname !~ '^pg_' AND has_function_privilege(p.oid, 'EXECUTE')`,
      ),
    );
    expect(callable.rows).toEqual([]);
  });

  it('is made with a password that no log of the database shows, and gets its rights back with each migration', async () => {
    await db.rows(`REVOKE ALL ON "order" FROM ${roles.at(-1)}; GRANT DELETE ON audit_log TO ${roles.at(-1)}`);
    await migrate(db.url, url);
    await asRole(url, async (client) => {
      await expect(client.query('SELECT 1 FROM "order"')).resolves.toBeDefined();
      await expect(client.query('DELETE FROM audit_log')).rejects.toThrow('permission denied');
    });
    const [role] = await db.rows<{ secret: string }>(
      `SELECT rolpassword AS secret FROM pg_authid WHERE rolname = '${roles.at(-1)}'`,
    );
    expect(role!.secret).toMatch(/^SCRAM-SHA-256\$4096:/);
  });
});

describe('at the start', () => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await createTestDatabase('template1');
  });

  afterAll(() => db.drop());

  const open = (environment: Record<string, string>) =>
    openDatabase(loadConfig({ SECRETS_KEY: KEY, ...environment }));

  it('the lesser role makes no tables, and says what to do', async () => {
    const url = serviceUrlOf(db.url);
    await db.rows(
      `CREATE ROLE ${roles.at(-1)} LOGIN PASSWORD '${decodeURIComponent(new URL(url).password).replace("'", "''")}'`,
    );
    await expect(open({ DATABASE_URL: url })).rejects.toThrow('with DATABASE_OWNER_URL set');
    expect(await open({ DATABASE_URL: url, DATABASE_OWNER_URL: db.url })).toMatchObject({ url, owns: false });
    expect(await open({ DATABASE_URL: url })).toMatchObject({ owns: false });
    await db.rows('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
    await expect(open({ DATABASE_URL: url })).rejects.toThrow('The tables are not those of this version');
  });

  it('one role for both goes on working, and is recognised', async () => {
    const other = await createTestDatabase('template1');
    try {
      expect(await open({ DATABASE_URL: other.url })).toMatchObject({ url: other.url, owns: true });
      expect(await standingOf(other.url)).toEqual({ owns: true, pending: [] });
      expect(await open({ DATABASE_URL: other.url, DATABASE_OWNER_URL: other.url })).toMatchObject({
        owns: true,
      });
    } finally {
      await other.drop();
    }
  });

  it('an owner that may not make roles says which one is missing', async () => {
    const other = await createTestDatabase();
    try {
      const owner = serviceUrlOf(other.url);
      await migrate(other.url, owner);
      const missing = serviceUrlOf(other.url);
      await expect(migrate(owner, missing)).rejects.toThrow(`There is no role ${roles.at(-1)}`);
    } finally {
      await other.drop();
    }
  });
});

describe('a process', () => {
  let db: TestDatabase;
  let said = '';

  beforeAll(async () => {
    db = await createTestDatabase();
  });

  afterAll(() => db.drop());

  const run = async (environment: Record<string, string>): Promise<void> => {
    said = '';
    const service = await startServiceProcess(
      { ...environmentFor(db.url, undefined), ...environment },
      (text) => (said += text),
    );
    await until(() => Promise.resolve(said.includes('"kind":"audit"') || undefined));
    await service.stop();
  };
  const warned = (): number => said.split('DATABASE_URL is the owner of its tables').length - 1;

  it('that owns its tables says so once; one that does not serves all the same, and writes the audit log out', async () => {
    await run({ LOG_LEVEL: 'warn' });
    expect(warned()).toBe(1);
    const url = serviceUrlOf(db.url);
    await migrate(db.url, url);
    await db.rows(`UPDATE audit_stream SET position = 0`);
    await run({ DATABASE_URL: url, LOG_LEVEL: 'warn' });
    expect(warned()).toBe(0);
    const lines = said.split('\n').filter((line) => line.includes('"kind":"audit"'));
    expect(JSON.parse(lines[0]!)).toMatchObject({
      position: '1',
      action: 'client.create',
      actor: 'environment',
    });
  });
});

describe('the whole service under the lesser role', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    for (const entityId of [1, 2, 3]) {
      sandbox.place(generateOrder({ entityId, createdAt: Date.now() - 60_000, lines: 1 }));
    }
    bridge = await startTestApp(sandbox, {}, async (owner) => {
      const url = serviceUrlOf(owner);
      await migrate(owner, url);
      return url;
    });
  });

  afterAll(async () => {
    await bridge.close();
    await merchant.close();
    await sandbox.close();
  });

  it('polls, writes, pushes stock, delivers, compares, removes what is old, and shows it', async () => {
    const said = [jest.spyOn(Logger.prototype, 'warn'), jest.spyOn(Logger.prototype, 'error')];
    await bridge.sync('orders.new');
    for (const stream of ['orders.changed', 'orders.changed']) await bridge.sync(stream);
    expect((await bridge.get('/orders')).body.items).toHaveLength(3);
    const written = [await bridge.post('/orders/1/acknowledge'), await bridge.post('/orders/2/cancel')];
    expect(written.map(({ body }) => body.outcome)).toEqual(['DEGRADED', 'APPLIED']);
    const later = await bridge.post('/orders/3/cancel', {}, { headers: { prefer: 'respond-async' } });
    expect(later.status).toBe(202);
    await until(async () =>
      (await bridge.get(`/operations/${later.body.operationId}`)).body.state === 'SETTLED' ? true : undefined,
    );

    const put = { body: { url: `${merchant.url}/notify` } };
    const endpoint = await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', put);
    merchant.secrets.push(endpoint.body.signingSecret as string);
    await bridge.post('/notifications', notification('1'));
    await until(() => Promise.resolve(merchant.received.length > 0 || undefined));

    const range = { from: '2020-01-01T00:00:00Z', to: new Date(Date.now() + 60_000).toISOString() };
    const compared = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
    await until(async () => {
      const { state } = (await bridge.get(`/admin/reconciliations/${compared.body.reconciliationId}`)).body;
      return state === 'RUNNING' ? undefined : true;
    });
    await bridge.db.rows(`UPDATE sync_run SET started_at = started_at - interval '1 year'`);
    expect(await bridge.app.get(RetentionService).prune('cli')).toContainEqual({
      table: 'sync_run',
      rows: 1,
    });
    await bridge.app.get(AuditTicker).tick();
    const jobs = bridge.app.get<{ boss: { supervise(): Promise<void> } }>(JobsService);
    await jobs.boss.supervise();

    const visitor = new Visitor(bridge.url);
    await visitor.signIn(CLIENT.id, CLIENT.secret);
    const pages = [
      'orders',
      'orders/1',
      'operations',
      'deliveries',
      'runs',
      'reconciliations',
      'parked',
      'drift',
      'audit',
      'store',
    ];
    for (const page of ['/console', ...pages.map((one) => `/console/${one}`)]) {
      expect([page, (await visitor.get(page)).status]).toEqual([page, 200]);
    }
    const paused = await visitor.post('/console/store/pause', {}, '/console/store');
    expect(paused.status).toBe(303);
    expect((await bridge.get('/metrics')).status).toBe(200);
    expect((await bridge.call('DELETE', '/admin/stores/default')).text).not.toContain('INTERNAL');
    expect((await bridge.app.get(AuditVerifier).verify()).broken).toBeNull();
    const words = said.flatMap((spy) => spy.mock.calls.map((call) => JSON.stringify(call, errorsToo)));
    expect(words.filter((one) => /permission denied|must be owner|42501/.test(one))).toEqual([]);
  });
});

function errorsToo(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}

function notification(forwardOrderCode: string): object {
  return {
    forwardOrderCode,
    forwardAwb: `AWB-${forwardOrderCode}`,
    notificationType: 'PICKED_UP',
    notificationUpdateTime: 1_700_000_000,
    logisticAggregatorInfo: {
      logisticAggregatorName: 'CLICKPOST',
      logisticAggregatorMetaData: { 'Account Code': 'A' },
    },
  };
}
