import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

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
  }, 60_000);
});
