import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const ORDERS = 60;
const PAGE = 5;
const PAGES_BEFORE = 4;

let sandbox: Sandbox;
let db: TestDatabase;
let service: ServiceProcess | undefined;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  for (let id = 1; id <= ORDERS; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 48 * HOUR + id * 1000 }));
  }
  db = await createTestDatabase();
});

afterAll(async () => {
  await service?.stop();
  await sandbox.close();
  await db.drop();
});

const call = (method: string, path: string, body: object): Promise<Response> =>
  fetch(service!.url + path, {
    method,
    headers: { 'content-type': 'application/json', authUsername: CLIENT.id, authPassword: CLIENT.secret },
    body: JSON.stringify(body),
  });
const state = async (): Promise<any> => (await db.rows('SELECT * FROM backfill'))[0];

it('a backfill whose process is killed while it reads several pages at once goes on at its place in another one', async () => {
  const environment = environmentFor(db.url, sandbox);
  service = await startServiceProcess(environment);
  // The streams would bring the orders as well.
  await call('PUT', '/admin/stores/default', { settings: { pageSize: PAGE } });
  await db.rows(`UPDATE sync_cursor SET next_run_at = now() + interval '1 day'`);
  await until(async () => {
    const held = await db.rows('SELECT 1 FROM sync_cursor WHERE lease_until > now()');
    return held.length === 0 || undefined;
  });
  await db.rows('DELETE FROM order_event; DELETE FROM order_item; DELETE FROM "order"');
  const reply = await call('POST', '/admin/backfills', {
    storeCode: 'default',
    from: new Date(Date.now() - 72 * HOUR).toISOString(),
    to: new Date().toISOString(),
    pauseMs: 300,
  });
  expect(reply.status).toBe(201);
  const place = await until(async () => {
    const { resume } = await state();
    return resume?.reached >= PAGE * PAGES_BEFORE ? resume : undefined;
  });
  await service.kill();
  const { resume } = await state();
  expect(resume.reached).toBeGreaterThanOrEqual(place.reached);
  expect((await state()).state).toBe('RUNNING');

  sandbox.recordRequests = true;
  service = await startServiceProcess(environment);
  await until(async () => (await state()).state === 'DONE' || undefined);
  const pages = sandbox.seen.filter(
    ({ path, query }) => path.endsWith('/orders') && decodeURIComponent(query).includes('created_at'),
  );
  // And two questions for the ends of the ids.
  expect(pages).toHaveLength((ORDERS - resume.reached) / PAGE + 2);
  expect(await db.rows('SELECT 1 FROM "order"')).toHaveLength(ORDERS);
});
