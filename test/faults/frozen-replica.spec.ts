import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FaultyProxy } from '../sandbox/faulty-proxy.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const ORDERS = 24;
const PRELOAD = join(import.meta.dirname, '..', 'support', 'shifted-clock.mjs');

let sandbox: Sandbox;
let proxy: FaultyProxy;
let db: TestDatabase;
let replicas: ServiceProcess[] = [];

/** Two replicas on one database, in front of a shop that takes one call at a time from each. */
async function start(environments: Record<string, string>[]): Promise<void> {
  sandbox = await Sandbox.start();
  proxy = await FaultyProxy.start(sandbox.url);
  db = await createTestDatabase();
  for (let id = 1; id <= ORDERS; id++) {
    const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 10 * id + 1, qty_ordered: 5 });
    addUp(order);
    sandbox.place(order);
  }
  replicas = [];
  for (const environment of environments) {
    replicas.push(
      await startServiceProcess({
        ...environmentFor(db.url, sandbox),
        MAGENTO_BASE_URL: proxy.url,
        RATE_LIMIT_PER_MINUTE: '10000000',
        PORT: String(await freePort()),
        ...environment,
      }),
    );
  }
  await until(async () => (await db.rows('SELECT 1 FROM "order"')).length === ORDERS || undefined, 1200);
}

afterEach(async () => {
  for (const replica of replicas) replica.child.kill('SIGCONT');
  await Promise.all(replicas.map((replica) => replica.stop()));
  await proxy.close();
  await sandbox.close();
  await db.drop();
});

const invoice = (replica: ServiceProcess, id: number): Promise<unknown> =>
  fetch(`${replica.url}/orders/${id}/invoice`, {
    method: 'POST',
    headers: { authUsername: CLIENT.id, authPassword: CLIENT.secret, 'content-type': 'application/json' },
    body: JSON.stringify({ items: [{ orderItemCode: String(10 * id + 1), quantity: 1 }] }),
  }).catch(() => undefined);

const settledOf = async (ids: number[]): Promise<true | undefined> => {
  const rows = await db.rows(
    `SELECT 1 FROM operation p JOIN "order" o ON o.id = p.order_id
     WHERE p.state IN ('SETTLED', 'FAILED') AND o.entity_id = ANY($1::bigint[])`,
    [ids],
  );
  return rows.length >= ids.length || undefined;
};

describe('a replica that is frozen with writes in its queue', () => {
  it('sends none of them when it wakes, after another one has done them', async () => {
    const short = { MAGENTO_TIMEOUT_MS: '3000', MAGENTO_GRACE_SECONDS: '6' };
    await start([
      { ...short, MAGENTO_CONCURRENCY: '1' },
      { ...short, MAGENTO_CONCURRENCY: '4' },
    ]);
    sandbox.faults.latencyMs = 100;
    const ids = Array.from({ length: ORDERS }, (_, i) => i + 1);
    const asked = ids.map((id) => invoice(replicas[0]!, id));
    // All orders are read by now, a few writes are out, and the others wait for the only slot.
    const out = (): number => ids.filter((id) => sandbox.store.book(id).invoices > 0).length;
    await until(() => Promise.resolve(out() >= 3 ? true : undefined), 6000, 5);
    replicas[0]!.child.kill('SIGSTOP');
    await until(() => settledOf(ids), 2400);
    replicas[0]!.child.kill('SIGCONT');
    await Promise.all(asked);
    // What was still to be sent would be sent within this; nothing is waited for that can be seen.
    await sleep(3000);
    const invoices = ids.map((id) => sandbox.store.book(id).invoices);
    expect(invoices).toEqual(ids.map(() => 1));
    const rows = await db.rows<{ outcome: string }>('SELECT outcome FROM operation');
    expect(rows.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'APPLIED'));
  }, 300_000);
});

describe('a worker whose clock is wrong', () => {
  it.each([90_000, -90_000])(
    'waits for a late commit all the same, with its clock off by %s ms',
    async (shift) => {
      const short = {
        MAGENTO_TIMEOUT_MS: '1000',
        MAGENTO_GRACE_SECONDS: '25',
        MAGENTO_READ_LAG_SECONDS: '5',
      };
      await start([short, { ...short, NODE_OPTIONS: `--import ${PRELOAD}`, CLOCK_SHIFT_MS: String(shift) }]);
      const { promise: commit, resolve: commitNow } = Promise.withResolvers<void>();
      let writes = 0;
      proxy.decide = ({ method, path }) => {
        if (method === 'GET' || !path.endsWith('/invoice')) return undefined;
        return ++writes === 1 ? { reach: 'late', late: commit, answer: 'cut' } : undefined;
      };
      void invoice(replicas[0]!, 1);
      await until(() => Promise.resolve(writes > 0 ? true : undefined));
      await replicas[0]!.kill();
      // The other one has taken it over and looked several times before Magento carries it out.
      await until(
        async () =>
          (await db.rows(`SELECT 1 FROM operation WHERE state = 'UNKNOWN' AND attempts >= 4`)).length > 0 ||
          undefined,
        1200,
      );
      commitNow();
      await until(() => settledOf([1]), 1200);
      expect(sandbox.store.book(1).invoices).toBe(1);
      expect(writes).toBe(1);
      replicas = replicas.slice(1);
    },
    300_000,
  );
});
