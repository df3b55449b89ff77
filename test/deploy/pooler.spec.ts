import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parse } from 'yaml';
import { freePort } from '../support/service-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '../..');
const hasPgBouncer = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].some((path) => existsSync(path));

interface Compose {
  services: Record<string, { environment?: Record<string, string>; depends_on?: object }>;
}

it('leads each replica through PgBouncer, and the migration straight to PostgreSQL', () => {
  const read = (file: string): Compose =>
    parse(readFileSync(join(ROOT, file), 'utf8'), { merge: true }) as Compose;
  const [base, pooler] = [read('docker-compose.yml'), read('docker-compose.pooler.yml')];
  const replicas = Object.keys(base.services).filter((name) => name.startsWith('bridge-'));
  const changed = Object.keys(pooler.services).filter((name) => name !== 'pgbouncer');
  expect(changed).toEqual(replicas);
  for (const name of replicas) {
    const { environment, depends_on: waits } = pooler.services[name]!;
    expect(environment!['DATABASE_URL']).toMatch(/@pgbouncer:6432\/bridge$/);
    // Compose merges by key: naming the migration again would change what is waited for.
    expect(Object.keys(waits!)).toEqual(['pgbouncer']);
  }
});

(hasPgBouncer ? describe : describe.skip)('its start script, with a real PgBouncer', () => {
  const directory = mkdtempSync(join(tmpdir(), 'bridge-pooler-'));
  /** PgBouncer refuses to run as root. */
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const PASSWORD = 'a1b2c3';
  let db: TestDatabase;
  let pgbouncer: ChildProcess;
  let port: number;

  beforeAll(async () => {
    db = await createTestDatabase();
    const server = new URL(db.url);
    await db.rows(`CREATE ROLE bridge_pooled LOGIN PASSWORD '${PASSWORD}'`);
    if (user.uid !== undefined) chownSync(directory, user.uid, user.gid);
    port = await freePort();
    const script = readFileSync(join(ROOT, 'deploy/pgbouncer/start.sh'), 'utf8')
      .replaceAll('dbname=bridge', `dbname=${server.pathname.slice(1)}`)
      .replace('"bridge_service"', '"bridge_pooled"');
    pgbouncer = spawn('sh', ['-c', script], {
      env: {
        PATH: `${process.env['PATH']}:/usr/sbin`,
        SERVICE_PASSWORD: PASSWORD,
        RUN_DIR: directory,
        POSTGRES_HOST: server.hostname,
        POSTGRES_PORT: server.port,
        LISTEN_ADDRESS: '127.0.0.1',
        LISTEN_PORT: String(port),
      },
      stdio: 'ignore',
      ...user,
    });
  });

  afterAll(async () => {
    const ended = new Promise((done) => pgbouncer.once('exit', done));
    if (pgbouncer.exitCode === null && pgbouncer.kill('SIGINT')) await ended;
    await db.rows('DROP ROLE bridge_pooled');
    await db.drop();
    rmSync(directory, { recursive: true });
  });

  const connect = async (password: string): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: `postgresql://bridge_pooled:${password}@127.0.0.1:${port}/bridge`,
    });
    await client.connect();
    return client;
  };

  it('lets the service in by its password, to the database behind it', async () => {
    const client = await until(() => connect(PASSWORD).catch(() => undefined));
    const { rows } = await client.query('SELECT current_user AS name, current_database() AS database');
    expect(rows).toEqual([{ name: 'bridge_pooled', database: new URL(db.url).pathname.slice(1) }]);
    await client.end();
  });

  it('lets nobody in with another password', async () => {
    await expect(connect('other')).rejects.toThrow(/auth/i);
  });
});
