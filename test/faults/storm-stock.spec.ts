import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { FaultyProxy, json, page, type Passing, type Verdict } from '../sandbox/faulty-proxy.js';
import { seededRandom } from '../sandbox/faults.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const SKUS = Array.from({ length: 40 }, (_, i) => `SKU-${i}`);
const SEED = Number(process.env['STORM_SEED'] ?? 1);
const STORM_MS = Number(process.env['STORM_MS'] ?? 7_000);

let sandbox: Sandbox;
let proxy: FaultyProxy;
let db: TestDatabase;
let replicas: ServiceProcess[] = [];

afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()));
  await proxy.close();
  await sandbox.close();
  await db.drop();
});

/**
 * Two replicas with different time-outs, of which one is killed and started again and again; values that follow each
 * other while older writes are unanswered, late, or refused after the commit; outages; connections to the database ended.
 */
it.each(['stockItems', 'sourceItems'])(
  '%s: the shop ends with the last value of each SKU',
  async (mode) => {
    const random = seededRandom(SEED);
    let storm = true;
    sandbox = await Sandbox.start({ seed: SEED });
    proxy = await FaultyProxy.start(sandbox.url);
    for (const sku of SKUS) sandbox.store.stock.add(sku, 0);
    db = await createTestDatabase();
    const common = {
      ...environmentFor(db.url, sandbox),
      MAGENTO_BASE_URL: proxy.url,
      MAGENTO_GRACE_SECONDS: '6',
      RATE_LIMIT_PER_MINUTE: '10000000',
      MAGENTO_CONCURRENCY: '6',
    };
    const environments = [
      { ...common, MAGENTO_TIMEOUT_MS: '700', PORT: String(await freePort()) },
      { ...common, MAGENTO_TIMEOUT_MS: '2500', PORT: String(await freePort()) },
    ];
    replicas = [];
    for (const environment of environments) replicas.push(await startServiceProcess(environment));
    const call = (method: string, path: string, body: object): Promise<number> =>
      fetch(replicas[Math.floor(random() * 2)]!.url + path, {
        method,
        headers: {
          authUsername: CLIENT.id,
          authPassword: CLIENT.secret,
          'content-type': 'application/json',
          prefer: 'respond-async',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      }).then(
        (reply) => reply.status,
        () => 0,
      );
    expect(await call('PUT', '/admin/stores/default', { settings: { inventoryMode: mode } })).toBe(200);
    proxy.decide = ({ method, path }: Passing): Verdict | undefined => {
      if (!storm || /token$/.test(path)) return undefined;
      const at = random();
      if (method === 'GET') return at < 0.1 ? { reach: 'no', answer: page(503) } : undefined;
      if (at > 0.6) return undefined;
      const reach = (['yes', 'no', 'late', 'late'] as const)[Math.floor(random() * 4)]!;
      const answers = ['cut', page(524), page(200), json(500, { message: 'Internal Error.' })] as const;
      const answer = reach === 'late' ? 'cut' : answers[Math.floor(random() * answers.length)];
      return { reach, answer, late: sleep(500 + random() * 2500) };
    };
    const killing = (async () => {
      while (storm) {
        await sleep(3000 + random() * 2000);
        const n = Math.floor(random() * 2);
        await replicas[n]!.kill();
        for (let tries = 0; ; tries++) {
          try {
            replicas[n] = await startServiceProcess(environments[n]!);
            break;
          } catch (error) {
            if (tries === 10) throw error;
          }
        }
      }
    })();
    const cutting = (async () => {
      while (storm) {
        await sleep(300 + random() * 500);
        await db.rows(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
           AND pid <> pg_backend_pid() AND application_name LIKE 'magento-oms%'
         ORDER BY (query ILIKE '%inventory_level%') DESC, random() LIMIT 2`,
        );
      }
    })();
    const outages = (async () => {
      while (storm) {
        await sleep(4000 + random() * 3000);
        sandbox.faults.outage = random() < 0.5 ? 'maintenance' : 'php';
        await sleep(1000 + random() * 1500);
        sandbox.faults.outage = 'none';
      }
    })();
    const end = Date.now() + STORM_MS;
    for (let quantity = 1; Date.now() < end; quantity++) {
      const skus = SKUS.filter(() => random() < 0.3);
      if (skus.length > 0) {
        await call('PUT', '/inventory', {
          inventories: skus.map((channelSkuCode) => ({ channelSkuCode, quantity })),
        });
      }
      await sleep(random() * 400);
    }
    storm = false;
    await Promise.all([killing, cutting, outages]);
    sandbox.faults.outage = 'none';
    await until(
      async () =>
        (await db.rows('SELECT 1 FROM inventory_level WHERE next_attempt_at IS NOT NULL')).length === 0 ||
        undefined,
      2400,
    );
    const rows = await db.rows<{ sku: string; quantity: number; state: string; error_message: string }>(
      'SELECT sku, quantity::float8 AS quantity, state, error_message FROM inventory_level ORDER BY id',
    );
    expect(rows.length).toBeGreaterThan(SKUS.length / 2);
    const wrong = rows
      .map((row) => ({ ...row, shop: sandbox.store.stock.find(row.sku)!.item.qty }))
      .filter(({ quantity, state, shop }) => shop !== quantity || state !== 'PUSHED');
    expect(wrong).toEqual([]);
  },
  240_000,
);
