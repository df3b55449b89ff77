import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { AuditVerifier } from '../../src/audit/audit-verifier.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

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
