import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions, preparedRows } from '../../src/platform/database/data-source.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { makeBackup } from '../../src/platform/database/tools/backup.js';
import { poolerFaults } from '../../src/platform/database/session.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DatabasePooler } from '../support/database-pooler.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const PREPARED = 'SELECT count(*)::int AS count FROM pg_prepared_statements';
const WRITER = `SELECT current_setting('bridge.writer', true) AS writer`;

describe('a connection', () => {
  let db: TestDatabase;
  let pooler: DatabasePooler;
  const sources: DataSource[] = [];

  beforeAll(async () => {
    db = await createTestDatabase();
    pooler = await DatabasePooler.start(db.url);
  });

  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    pooler.close();
    await db.drop();
  });

  async function open(url: string): Promise<DataSource> {
    const source = await new DataSource({ ...dataSourceOptions(url) }).initialize();
    sources.push(source);
    return source;
  }

  it('to PostgreSQL itself has the settings of the service, and keeps what is prepared', async () => {
    const { manager } = await open(db.url);
    expect(await preparedRows(manager, WRITER, [])).toEqual([{ writer: 'service' }]);
    expect(await manager.query(PREPARED)).toEqual([{ count: 1 }]);
  });

  it('to a pooler leaves nothing behind in the session', async () => {
    const { manager } = await open(pooler.url);
    expect(await preparedRows(manager, WRITER, [])).not.toEqual([{ writer: 'service' }]);
    await manager.transaction((inner) => preparedRows(inner, 'SELECT 1 AS n', []));
    expect(await manager.query(PREPARED)).toEqual([{ count: 0 }]);
  });

  it('to a pooler that lacks what the service needs is spoken of at the start', async () => {
    const named = new URL(pooler.url);
    named.searchParams.set('application_name', 'another');
    const faults = await Promise.all(
      [db.url, pooler.url, named.href].map(async (url) => poolerFaults(await open(url))),
    );
    const idle = expect.stringContaining('keeps its locks');
    expect(faults).toEqual([[], [idle], [idle, expect.stringContaining('change by hand')]]);
    const name = new URL(db.url).pathname.slice(1);
    await db.rows(`ALTER DATABASE ${name} SET idle_in_transaction_session_timeout = '60s'`);
    expect(await poolerFaults(await open(pooler.url))).toEqual([]);
  });

  it('whose server takes no writes any more is given up: the next one is asked', async () => {
    const { manager } = await open(db.url);
    const who = (): Promise<unknown> => manager.query('SELECT pg_backend_pid()');
    const before = await who();
    await manager.query('SET default_transaction_read_only = on');
    await expect(manager.query('CREATE TABLE refused ()')).rejects.toMatchObject({
      driverError: { code: '25006' },
    });
    expect(await who()).not.toEqual(before);
    await manager.query('CREATE TABLE taken ()');
  });

  it('of a tool is refused at a pooler, in words', async () => {
    const place = join(tmpdir(), `bridge-no-backup-${process.pid}`);
    await expect(makeBackup(pooler.url, place)).rejects.toThrow('leads to PostgreSQL itself');
  });
});

describe('migrations', () => {
  it('run once where some start together, and leave no lock', async () => {
    const db = await createTestDatabase('template1');
    const pooler = await DatabasePooler.start(db.url);
    try {
      await Promise.all([migrate(pooler.url), migrate(pooler.url)]);
      expect(
        await db.rows(
          `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
         WHERE locktype = 'advisory' AND datname = current_database()`,
        ),
      ).toEqual([]);
    } finally {
      pooler.close();
      await db.drop();
    }
  });
});

describe('the service', () => {
  let sandbox: Sandbox;
  let pooler: DatabasePooler;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 }));
    bridge = await startTestApp(sandbox, {}, async (url) => {
      pooler = await DatabasePooler.start(url);
      return pooler.url;
    });
  });

  afterAll(async () => {
    await bridge.close();
    pooler.close();
    await sandbox.close();
  });

  it('listens nowhere and asks for its jobs, and its writes are known as its own', async () => {
    expect((await bridge.sync('orders.new'))['new']).toBe(1);
    expect(
      await bridge.db.rows(
        `SELECT 1 FROM pg_stat_activity WHERE query ILIKE 'listen %' AND datname = current_database()`,
      ),
    ).toEqual([]);
    expect(
      await bridge.db.rows(
        `SELECT 1 FROM audit_log WHERE action LIKE 'database.%' AND action <> 'database.migrate'`,
      ),
    ).toEqual([]);
  });
});
