import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { AuditVerifier } from '../../src/audit/audit-verifier.js';
import { openPrompt } from '../../src/cli/sql-prompt.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { BACKUP_LOCK, migrate, MIGRATION_LOCK, migrateDown } from '../../src/platform/database/migrate.js';
import { makeBackup } from '../../src/platform/database/tools/backup.js';
import { restoreBackup } from '../../src/platform/database/tools/restore.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { commandLine, type Ended } from '../support/command-line.js';
import { environmentFor, startTestApp, type TestApp } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let bridge: TestApp;
let place: string;
const databases: TestDatabase[] = [];
const db = (url: string, ...words: string[]): Promise<Ended> =>
  commandLine(environmentFor(url, sandbox), ['db', ...words]);
const inPlace = (name: string): string => join(place, name);

async function emptyDatabase(): Promise<TestDatabase> {
  const made = await createTestDatabase('template1');
  databases.push(made);
  return made;
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'bridge-backup-'));
  // As root, PostgreSQL runs as another user.
  chmodSync(place, 0o755);
  sandbox = await Sandbox.start();
  for (let id = 1; id <= 20; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 3_600_000 - id * 1000, lines: 2 }));
  }
  bridge = await startTestApp(sandbox);
  await bridge.sync('orders.new');
  await bridge.post('/orders/1/acknowledge');
  await bridge.post('/orders/1/invoice');
  const odd = 'a\ttab, a \\ and a\nline; Zoë';
  await bridge.db.rows('UPDATE "order" SET notes = $1, sync_reason = $2 WHERE entity_id = 2', [
    JSON.stringify([odd]),
    `\\N ${odd}`,
  ]);
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
  for (const made of databases) await made.drop();
  rmSync(place, { recursive: true, force: true });
});

/** Every row of every table, by another way than the backup's own. */
async function contentOf(one: TestDatabase): Promise<Record<string, unknown>> {
  const tables = await one.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('migrations', 'sync_cursor', 'client_address') ORDER BY 1`,
  );
  const content: Record<string, unknown> = {};
  for (const { name } of tables) {
    [content[name]] = await one.rows(
      `SELECT count(*)::int AS rows, md5(string_agg(to_jsonb(t)::text, '|' ORDER BY to_jsonb(t)::text)) AS hash FROM "${name}" t`,
    );
  }
  return content;
}

describe('a backup beside the running service', () => {
  it('is restored elsewhere, row for row, and the service goes on there with its key', async () => {
    const before = await contentOf(bridge.db);
    const made = await db(bridge.db.url, 'backup', '--to', inPlace('whole'));
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toMatch(/^\d+ tables with \d+ rows of \S+ are in .*\nSECRETS_KEY is not in it/);
    for (const file of readdirSync(inPlace('whole'))) {
      expect(statSync(inPlace(`whole/${file}`)).mode & 0o077).toBe(0);
    }
    const other = await emptyDatabase();
    const restored = await db(other.url, 'restore', '--from', inPlace('whole'));
    expect([restored.code, restored.stderr]).toEqual([0, '']);
    expect(restored.stdout).toContain('each table has the hash of the backup');
    expect(await contentOf(other)).toEqual(before);
    expect((before['order'] as { rows: number }).rows).toBe(20);
    const source = await new DataSource(dataSourceOptions(other.url)).initialize();
    expect(await new AuditVerifier(source).verify()).toMatchObject({ broken: null });
    await source.destroy();
    // Reads the store's credentials, and signs in to the shop with them.
    const doctor = await commandLine(environmentFor(other.url, sandbox), ['doctor', 'default']);
    expect(doctor.stdout).toContain('ok       sign-in');
    // Ids go on where they were.
    await other.rows(
      `INSERT INTO order_event (order_id, source, kind) SELECT id, 'SERVICE', 'X' FROM "order" LIMIT 1`,
    );
    await expect(other.rows(`UPDATE audit_log SET actor = 'z'`)).rejects.toThrow('rows are only added');
    expect(await db(other.url, 'restore', '--from', inPlace('whole'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The database is not empty'),
    });
  });

  it('is one moment of all tables, though they are read one after the other', async () => {
    const client = new pg.Client({ connectionString: bridge.db.url });
    await client.connect();
    // The first that is copied: the backup waits there, and what comes meanwhile is in a table that it has yet to read.
    await client.query('BEGIN; LOCK TABLE api_client');
    const made = makeBackup(bridge.db.url, inPlace('moment'));
    await until(async () => {
      const [one] = await bridge.db.rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'bridge-backup' AND wait_event_type = 'Lock'
           AND datname = current_database()`,
      );
      return one!.n > 0 ? true : undefined;
    });
    await client.query(
      `INSERT INTO sync_run (store_id, stream, trigger, lease_token, explanation)
       SELECT id, 'orders.new', 'TICK', gen_random_uuid(), 'too late' FROM store; COMMIT`,
    );
    await client.end();
    await made;
    expect(gunzipSync(readFileSync(inPlace('moment/sync_run.copy.gz'))).toString()).not.toContain('too late');
  });

  it('is not made into a directory that holds something', async () => {
    const again = await db(bridge.db.url, 'backup', '--to', inPlace('whole'));
    expect([again.code, again.stderr]).toEqual([1, `${inPlace('whole')} is not empty.\n`]);
  });
});

describe('a restore is refused, and leaves no row', () => {
  it('under another key', async () => {
    const other = await emptyDatabase();
    const refused = await commandLine(
      { ...environmentFor(other.url, sandbox), SECRETS_KEY: Buffer.alloc(32).toString('base64') },
      ['db', 'restore', '--from', inPlace('whole')],
    );
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('which is not at hand. Set SECRETS_KEY'),
    ]);
    expect(await other.rows(`SELECT to_regclass('public.store') AS made`)).toEqual([{ made: null }]);
  });

  it('of a file that was changed; the whole backup can be restored there then', async () => {
    const other = await emptyDatabase();
    const file = inPlace('whole/order_item.copy.gz');
    const kept = readFileSync(file);
    writeFileSync(
      file,
      gzipSync(
        gunzipSync(kept)
          .toString()
          .replace(/\t\d+\.0000\t/, '\t7.0000\t'),
      ),
    );
    const target = { ownerUrl: other.url, url: other.url, keyIds: keyIds() };
    await expect(restoreBackup(target, inPlace('whole'))).rejects.toThrow('is not what was written');
    expect(await other.rows('SELECT 1 FROM "order" UNION ALL SELECT 1 FROM store')).toEqual([]);
    writeFileSync(file, kept);
    await restoreBackup(target, inPlace('whole'));
    expect(await other.rows('SELECT count(*)::int AS n FROM "order"')).toEqual([{ n: 20 }]);
  });

  it('of a backup that did not come to its end, or of a later version', async () => {
    const other = await emptyDatabase();
    const target = { ownerUrl: other.url, url: other.url, keyIds: keyIds() };
    await expect(restoreBackup(target, place)).rejects.toThrow(
      'that is no backup, or one that did not come to its end',
    );
    const file = inPlace('whole/manifest.json');
    const kept = readFileSync(file, 'utf8');
    writeFileSync(file, kept.replace(migrations.at(-1)!.name, 'FromTheFuture1'));
    await expect(restoreBackup(target, inPlace('whole'))).rejects.toThrow('FromTheFuture1');
    // An earlier one, into tables that are later.
    const migrated = await createTestDatabase();
    databases.push(migrated);
    writeFileSync(file, kept.replace(`,\n    "${migrations.at(-1)!.name}"`, ''));
    const later = { ...target, ownerUrl: migrated.url, url: migrated.url };
    await expect(restoreBackup(later, inPlace('whole'))).rejects.toThrow(
      'of another version than the backup',
    );
    writeFileSync(file, kept);
  });

  it('while the service runs on it', async () => {
    const refused = await db(bridge.db.url, 'restore', '--from', inPlace('whole'));
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^The service has \d+ session/),
    ]);
  });

  const keyIds = (): string[] =>
    (JSON.parse(readFileSync(inPlace('whole/manifest.json'), 'utf8')) as { keyIds: string[] }).keyIds;
});

describe('db migrate', () => {
  it('goes up to a migration, takes the last one back, and up to date again', async () => {
    const other = await emptyDatabase();
    const [first, last] = [migrations[0]!.name, migrations.at(-1)!.name];
    const some = await db(other.url, 'migrate', '--to', first);
    expect([some.code, some.stdout]).toEqual([0, `Done: ${first}.\nThe last migration is ${first}.\n`]);
    expect((await db(other.url, 'migrate')).stdout).toBe(`The last migration is ${last}.\n`);
    const down = await db(other.url, 'migrate', '--down');
    expect(down.stdout).toBe(`Taken back: ${last}.\nThe last migration is ${migrations.at(-2)!.name}.\n`);
    expect((await db(other.url, 'migrate', '--to', last)).stdout).toContain(`Done: ${last}.`);
    const log = await other.rows(
      `SELECT after FROM audit_log WHERE action = 'database.migrate' ORDER BY id DESC LIMIT 2`,
    );
    expect(log).toEqual([{ after: { migrations: [last] } }, { after: { undone: last } }]);
    expect((await db(other.url, 'migrate', '--to', 'Nothing1')).stderr).toBe(
      'There is no migration Nothing1.\n',
    );
  });

  it('waits for a backup where there is something to migrate, and only there', async () => {
    const other = await createTestDatabase();
    databases.push(other);
    const backup = new pg.Client({ connectionString: other.url });
    await backup.connect();
    await backup.query('SELECT pg_advisory_lock_shared($1)', [BACKUP_LOCK]);
    // As a service does at its start.
    await migrate(other.url);
    let ended = false;
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const down = migrateDown(other.url).finally(() => (ended = true));
    await until(async () => {
      const held = await other.rows(
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${MIGRATION_LOCK}
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return held.length > 0 ? true : undefined;
    });
    // It is not silent about what keeps it.
    await until(() => Promise.resolve(said.mock.calls.length > 0 || undefined));
    said.mockRestore();
    await other.rows('SELECT pg_sleep(1)');
    expect(ended).toBe(false);
    await backup.end();
    expect(await down).toBe(migrations.at(-1)!.name);
  });

  it('takes nothing back while the service runs', async () => {
    const refused = await db(bridge.db.url, 'migrate', '--down');
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^The service has \d+ session/),
    ]);
  });
});

describe('db status and db psql', () => {
  it('tell how the database stands', async () => {
    const { stdout } = await db(bridge.db.url, 'status');
    expect(stdout).toMatch(/^PostgreSQL \d+/);
    expect(stdout).toContain(
      `${migrations.length} done, the last ${migrations.at(-1)!.name}; to be done: none`,
    );
    expect(stdout).toMatch(/^table +\| rows about/m);
  });

  it('answer one statement, and say what is wrong with another', async () => {
    const asked = await db(
      bridge.db.url,
      'psql',
      '--sql',
      `SELECT 1 AS one, NULL AS none, '{"a":1}'::jsonb AS json`,
    );
    expect([asked.code, asked.stdout]).toEqual([
      0,
      'one | none | json\n----+------+--------\n1   |      | {"a":1}\n(1 row)\n',
    ]);
    const wrong = await db(bridge.db.url, 'psql', '--sql', 'SELECT nothing');
    expect([wrong.code, wrong.stderr]).toEqual([1, 'column "nothing" does not exist\n']);
  });

  it('read statements from a pipe where no psql is installed', async () => {
    const kept = { path: process.env['PATH'], write: process.stdout.write.bind(process.stdout) };
    let printed = '';
    process.env['PATH'] = place;
    process.stdout.write = (chunk: string | Uint8Array) => {
      printed += String(chunk);
      return true;
    };
    try {
      const input = Readable.from([
        'CREATE TEMP TABLE t (n int);\nINSERT INTO t\n',
        'VALUES (4711);\nTABLE t;\n',
      ]);
      expect(await openPrompt(bridge.db.url, input)).toBe(0);
      expect(await openPrompt(bridge.db.url, Readable.from(['\\q\n']))).toBe(0);
    } finally {
      process.env['PATH'] = kept.path;
      process.stdout.write = kept.write;
    }
    expect(printed).toBe('CREATE\nINSERT 1\nn\n----\n4711\n(1 row)\n');
  });
});

describe('an embedded database', () => {
  it('takes a backup in, and gives one', async () => {
    const environment = { ...environmentFor('', sandbox), DATA_DIR: inPlace('data') };
    delete (environment as Record<string, string | undefined>)['DATABASE_URL'];
    const restored = await commandLine(environment, ['db', 'restore', '--from', inPlace('whole')]);
    expect([restored.code, restored.stderr]).toEqual([0, '']);
    const counted = await commandLine(environment, ['db', 'psql', '--sql', 'SELECT count(*) FROM "order"']);
    expect(counted.stdout).toContain('20');
    const made = await commandLine(environment, ['db', 'backup', '--to', inPlace('again')]);
    expect([made.code, made.stderr]).toEqual([0, '']);
    const hashes = (name: string): unknown =>
      (JSON.parse(readFileSync(inPlace(`${name}/manifest.json`), 'utf8')) as { tables: unknown }).tables;
    expect(hashes('again')).toEqual(hashes('whole'));
  });
});
