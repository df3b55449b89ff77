import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { KeepStockItems1798200000000 } from '../../migrations/1798200000000-KeepStockItems.js';
import { migrations } from '../../migrations/index.js';
import { AuditVerifier } from '../../src/audit/audit-verifier.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { migrate, MIGRATION_LOCK } from '../../src/platform/database/migrate.js';
import { LockSessions } from '../support/lock-sessions.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

describe('a database of an earlier version', () => {
  it('is brought up to date, with the log of what was done before chained and the migration noted', async () => {
    const db = await createTestDatabase();
    const source = await new DataSource(dataSourceOptions(db.url)).initialize();
    try {
      await source.undoLastMigration();
      await db.rows(`INSERT INTO audit_log (actor, action, subject) VALUES ('a', 'b', 'c'), ('d', 'e', 'f')`);
      await migrate(db.url);
      expect(await new AuditVerifier(source).verify()).toMatchObject({ rows: 3, broken: null });
      const rows = await db.rows('SELECT actor, action, after FROM audit_log ORDER BY id DESC LIMIT 1');
      const after = { migrations: [migrations.at(-1)!.name] };
      expect(rows).toEqual([{ actor: 'migration', action: 'database.migrate', after }]);
    } finally {
      await source.destroy();
      await db.drop();
    }
  });
});

describe('how stores of before write stock', () => {
  it('stays what it was where locations have sources of their own, and is for the check to choose elsewhere', async () => {
    const db = await createTestDatabase();
    const source = await new DataSource(dataSourceOptions(db.url)).initialize();
    const stores = {
      none: {},
      'to-default': { locationSources: { WH1: 'default' } },
      mapped: { locationSources: { WH1: 'default', WH2: 'north' }, bufferStock: 1 },
      // One odd store keeps nobody from an upgrade.
      odd: { locationSources: null },
      'by-source': { locationSources: { WH1: 'north' }, inventoryMode: 'sourceItems' },
    };
    try {
      for (const [code, settings] of Object.entries(stores)) {
        await db.rows(
          `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box, settings)
           VALUES ($1, 'b', 'c', 'admin', 'k', 'x', $2)`,
          [code, JSON.stringify(settings)],
        );
      }
      const runner = source.createQueryRunner();
      await new KeepStockItems1798200000000().up(runner);
      await runner.release();
      const rows = await db.rows<{ code: string; settings: object }>('SELECT code, settings FROM store');
      expect(Object.fromEntries(rows.map(({ code, settings }) => [code, settings]))).toEqual({
        ...stores,
        mapped: { ...stores.mapped, inventoryMode: 'stockItems' },
      });
    } finally {
      await source.destroy();
      await db.drop();
    }
  });
});

// It would be met in the middle of a statement some day, and its transaction waited for, while it waits for the lock.
it('a replica that waits for another to migrate holds no transaction', async () => {
  const db = await createTestDatabase();
  const sessions = new LockSessions();
  const holder = await sessions.open(db.url);
  await holder.query(`BEGIN; SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  const waiting = migrate(db.url);
  await until(async () => {
    const [row] = await db.rows(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle' AND query = 'ROLLBACK'`,
    );
    return row && true;
  });
  await sessions.close();
  await waiting;
  await db.drop();
});

describe('replicas that start together on a database without tables', () => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await createTestDatabase('template1');
  });

  afterAll(() => db.drop());

  // A replica that waits must hold no snapshot meanwhile: CREATE INDEX CONCURRENTLY would wait for it, and it for the index.
  it('run each migration once, and none waits for another for ever', async () => {
    await Promise.all([migrate(db.url), migrate(db.url), migrate(db.url)]);
    expect(await db.rows('SELECT name FROM migrations ORDER BY id')).toEqual(
      migrations.map(({ name }) => ({ name })),
    );
  });
});
