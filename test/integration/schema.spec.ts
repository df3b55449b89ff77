import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaSnapshot } from '../support/schema-snapshot.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const FILE = join(import.meta.dirname, '../../migrations/schema.txt');

describe('the schema', () => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await createTestDatabase();
  });

  afterAll(() => db.drop());

  it('is what migrations/schema.txt says: nothing is dropped or changed unseen (npm run docs:schema)', async () => {
    const snapshot = await schemaSnapshot((sql) => db.rows(sql));
    expect(snapshot.split('\n')).toEqual(readFileSync(FILE, 'utf8').split('\n'));
  });

  it('has what it is read for: a constraint, an index, a trigger, a function, a view and a right that are gone show', async () => {
    const before = await schemaSnapshot((sql) => db.rows(sql));
    for (const change of [
      'ALTER TABLE operation DROP CONSTRAINT operation_unsent_without_doubt',
      'ALTER TABLE order_item DROP CONSTRAINT order_item_pkey',
      'ALTER TABLE delivery ALTER COLUMN state DROP NOT NULL',
      'ALTER TABLE store ALTER COLUMN paused DROP DEFAULT',
      'ALTER TABLE audit_log DISABLE TRIGGER USER',
      'DROP VIEW audit.sync_health',
      'REVOKE ALL ON audit.operation_log FROM bridge_auditor',
    ]) {
      const copy = await createTestDatabase();
      try {
        await copy.rows(change);
        expect([change, (await schemaSnapshot((sql) => copy.rows(sql))) === before]).toEqual([change, false]);
      } finally {
        await copy.drop();
      }
    }
  });
});
