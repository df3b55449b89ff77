import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { seededRandom } from '../sandbox/faults.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const SEED = Number(process.env['STORM_SEED'] ?? 1);
const STORM_MS = Number(process.env['STORM_MS'] ?? 8_000);

let sandbox: Sandbox;
let db: TestDatabase;
let replicas: ServiceProcess[] = [];

afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()));
  await sandbox.close();
  await db.drop();
});

/**
 * Two replicas poll each second, of which one is killed and started again and again, while orders come and change; lists
 * lag, time out, count wrongly, and hold odd orders; the clock of the web server jumps; Increff acknowledges, cancels
 * and reads; connections to the database end.
 */
it('no order is missed and none stands still', async () => {
  const random = seededRandom(SEED);
  let storm = true;
  sandbox = await Sandbox.start({ seed: SEED });
  db = await createTestDatabase();
  const common = {
    ...environmentFor(db.url, sandbox),
    MAGENTO_TIMEOUT_MS: '1500',
    MAGENTO_GRACE_SECONDS: '5',
    MAGENTO_READ_LAG_SECONDS: '3',
    POLL_INTERVAL_SECONDS: '3600',
    RATE_LIMIT_PER_MINUTE: '10000000',
  };
  const environments = [
    { ...common, PORT: String(await freePort()) },
    { ...common, PORT: String(await freePort()) },
  ];
  replicas = [];
  for (const environment of environments) replicas.push(await startServiceProcess(environment));
  const call = (method: string, path: string, body?: object): Promise<number> =>
    fetch(replicas[Math.floor(random() * 2)]!.url + path, {
      method,
      headers: { authUsername: CLIENT.id, authPassword: CLIENT.secret, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    }).then(
      (reply) => reply.status,
      () => 0,
    );
  const settings = { pollIntervalSeconds: 1, overlapSeconds: 8, pageSize: 7 };
  expect(await call('PUT', '/admin/stores/default', { settings })).toBe(200);
  const odd = new Set<number>();
  Object.assign(sandbox.faults, { commitLagMs: 1500, readLagMs: 900 });
  sandbox.faults.middleman = {
    answer: (path) => {
      const at = random();
      if (!storm || !path.includes('/V1/orders') || at > 0.12) return undefined;
      const text = at < 0.04 ? '{}' : at < 0.06 ? '{"items":[],"total_count":0}' : '<html>Gateway</html>';
      // A whole page that is not there looks like an empty shop, other than by the next poll.
      return at < 0.06
        ? { status: 200, headers: { 'content-type': 'application/json' }, text }
        : { status: 504, text };
    },
    body: (path, body) => {
      if (!storm || !path.endsWith('/V1/orders') || !Array.isArray(body.items)) return body;
      const items = body.items.map((one: any) => (odd.has(one.entity_id) ? { ...one, items: 'none' } : one));
      const at = random();
      if (at < 0.2) return { ...body, items, total_count: 3 };
      if (at < 0.3) return { items };
      return { ...body, items };
    },
    delayMs: (path) => (storm && path.endsWith('/V1/orders') && random() < 0.08 ? 2500 : 0),
  };
  const forever = (body: () => Promise<void>): Promise<void> =>
    (async () => {
      while (storm) await body();
    })();
  const faults = [
    forever(async () => {
      await sleep(3000 + random() * 2000);
      const n = Math.floor(random() * 2);
      await replicas[n]!.kill();
      for (let tries = 0; ; tries++) {
        try {
          replicas[n] = await startServiceProcess(environments[n]!);
          return;
        } catch (error) {
          if (tries === 10) throw error;
        }
      }
    }),
    forever(async () => {
      await sleep(500 + random() * 700);
      await db.rows(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
           AND pid <> pg_backend_pid() AND application_name LIKE 'magento-oms%'
         ORDER BY (query ILIKE '%"order"%') DESC, random() LIMIT 1`,
      );
    }),
    forever(async () => {
      await sleep(700 + random() * 800);
      sandbox.faults.middleman.dateAheadMs = random() < 0.5 ? Math.floor((random() - 0.5) * 7_200_000) : 0;
    }),
  ];
  let last = 0;
  const end = Date.now() + STORM_MS;
  while (Date.now() < end) {
    for (let n = Math.floor(random() * 5); n > 0; n--) {
      const order = generateOrder({ entityId: ++last, createdAt: Date.now() });
      sandbox.place(order);
      if (random() < 0.05) odd.add(last);
    }
    const id = 1 + Math.floor(random() * last);
    const at = random();
    if (at < 0.25 && last > 0) {
      sandbox.change(id, (order) => Object.assign(order, { state: 'canceled', status: 'canceled' }));
    } else if (at < 0.35) void call('POST', `/orders/${id}/acknowledge`, {});
    else if (at < 0.45) void call('POST', `/orders/${id}/cancel`, {});
    else if (at < 0.55) void call('GET', `/orders/${id}?refresh=true`);
    await sleep(random() * 300);
  }
  storm = false;
  await Promise.all(faults);
  odd.clear();
  await sleep(2000);
  Object.assign(sandbox.faults, { commitLagMs: 0, readLagMs: 0, middleman: {} });
  await db.rows('UPDATE parked_order SET next_try_at = now()');
  await db.rows('UPDATE sync_cursor SET next_run_at = now()');
  const wrong = async (): Promise<object[]> => {
    const rows = await db.rows<{ id: string; status: string; state: string; sync_state: string }>(
      'SELECT entity_id AS id, status, state, sync_state FROM "order"',
    );
    const known = new Map(rows.map((row) => [Number(row.id), row]));
    return [...sandbox.store.orders.values()].flatMap(({ order }) => {
      const ours = known.get(order.entity_id);
      return ours?.status === order.status && ours?.state === order.state
        ? []
        : [{ id: order.entity_id, status: order.status, updated: order.updated_at, ours }];
    });
  };
  await until(async () => ((await wrong()).length === 0 ? true : undefined), 400, 100).catch(() => undefined);
  expect(await wrong()).toEqual([]);
  process.stderr.write(`import: ${last} orders\n`);
}, 240_000);
