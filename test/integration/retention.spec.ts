import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { RetentionService } from '../../src/retention/retention.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let bridge: TestApp;

beforeEach(async () => {
  bridge = await startTestApp(undefined, { ROLE: 'api' });
  const credentials = { scheme: 'bearer', accessToken: 't' };
  await bridge.post('/admin/stores', { code: 'default', baseUrl: 'http://127.0.0.1:9', credentials });
});

afterEach(() => bridge.close());

const addRun = (days: number) =>
  bridge.db.rows(
    `INSERT INTO sync_run (store_id, stream, trigger, state, lease_token, started_at, finished_at)
     VALUES (1, 'orders.new', 'TICK', 'FAILED', gen_random_uuid(), now() - make_interval(days => $1), now())`,
    [days],
  );
const runs = async (): Promise<number> => (await bridge.db.rows('SELECT 1 FROM sync_run')).length;
const prune = () => bridge.app.get(RetentionService).prune('test');

it('keeps the latest run of a stream, however old it is', async () => {
  await addRun(200);
  await addRun(100);
  await prune();
  expect(await runs()).toBe(1);
  await prune();
  expect(await runs()).toBe(1);
});

it('leaves all to a process that removes rows already', async () => {
  await addRun(200);
  await addRun(100);
  const other = new pg.Client({ connectionString: bridge.db.url });
  await other.connect();
  try {
    await other.query('SELECT pg_advisory_lock(749_201_656)');
    expect((await prune()).filter(({ rows }) => rows > 0)).toEqual([]);
    expect(await runs()).toBe(2);
  } finally {
    await other.end();
  }
});
