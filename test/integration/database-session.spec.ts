import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions, preparedRows, rowsOf } from '../../src/platform/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

describe('a session with PostgreSQL', () => {
  let db: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    db = await createTestDatabase();
    source = await new DataSource(dataSourceOptions(db.url)).initialize();
    await db.rows('CREATE TABLE counter (n integer NOT NULL)');
    await db.rows('INSERT INTO counter VALUES (0)');
  });

  afterAll(async () => {
    await source.destroy();
    await db.drop();
  });

  it.each([
    ['idle_in_transaction_session_timeout', '60000'],
    ['tcp_keepalives_idle', '20'],
    ['tcp_keepalives_interval', '10'],
    ['tcp_keepalives_count', '3'],
  ])('ends within a minute where its process is frozen or its machine gone: %s', async (name, value) => {
    const setting = 'SELECT setting FROM pg_settings WHERE name = $1';
    expect(await rowsOf(source.manager, setting, [name])).toEqual([{ setting: value }]);
  });

  it('takes no prepared statement after it was given back', async () => {
    const runner = source.createQueryRunner();
    expect(await preparedRows(runner.manager, 'SELECT 1 AS n', [])).toEqual([{ n: 1 }]);
    await runner.release();
    await expect(preparedRows(runner.manager, 'SELECT 1 AS n', [])).rejects.toThrow('after the end');
  });

  it('that was ended within a transaction frees its locks, and the process goes on', async () => {
    const frozen = source.createQueryRunner();
    await frozen.startTransaction();
    // In one message: a busy machine may be slower than that between two.
    await frozen.query(`SET idle_in_transaction_session_timeout = '100ms'; UPDATE counter SET n = 100`);
    await until(async () => {
      const [row] = await db.rows<{ free: boolean }>(
        'SELECT EXISTS (SELECT FROM counter FOR UPDATE SKIP LOCKED) AS free',
      );
      return row!.free || undefined;
    });
    await expect(frozen.commitTransaction()).rejects.toThrow();
    await frozen.release();
    await source.manager.query('UPDATE counter SET n = n + 1');
    expect(await db.rows('SELECT n FROM counter')).toEqual([{ n: 1 }]);
  });
});
