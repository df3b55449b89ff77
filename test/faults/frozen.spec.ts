import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const HEADERS = {
  authUsername: CLIENT.id,
  authPassword: CLIENT.secret,
  'content-type': 'application/json',
};
/** Leases last up to 30 s. */
const TRIES = 2400;

/** One process is frozen or killed amid its work; another one, started after, takes the work over. */
describe('a process that is', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let db: TestDatabase;
  let environment: Record<string, string>;
  const replicas: ServiceProcess[] = [];

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    db = await createTestDatabase();
    for (let id = 1; id <= 3; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 1 }));
    }
    environment = {
      ...environmentFor(db.url, sandbox),
      CLIENT_NOTIFICATION_URL: `${merchant.url}/notify`,
      LOG_LEVEL: 'fatal',
    };
  });

  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
    await merchant.close();
    await sandbox.close();
    await db.drop();
  });

  async function startReplica(): Promise<ServiceProcess> {
    const replica = await startServiceProcess(environment);
    replicas.push(replica);
    return replica;
  }

  async function post(replica: ServiceProcess, path: string, body: object, more: object = {}): Promise<any> {
    const reply = await fetch(replica.url + path, {
      method: 'POST',
      headers: { ...HEADERS, ...more },
      body: JSON.stringify(body),
    });
    return reply.json();
  }

  const notify = async (replica: ServiceProcess, at: number): Promise<string> =>
    (
      await post(replica, '/notifications', {
        forwardOrderCode: '1',
        forwardAwb: 'AWB',
        notificationType: 'IN_TRANSIT',
        notificationUpdateTime: 1_700_000_000 + at,
      })
    ).deliveryId as string;

  it('frozen while it sends settles nothing that another has done since, and sends nothing', async () => {
    const frozen = await startReplica();
    let release = (): void => undefined;
    merchant.mischief = { until: new Promise<void>((done) => (release = done)) };
    const first = await notify(frozen, 1);
    const second = await notify(frozen, 2);
    await until(() => Promise.resolve(merchant.held === 1 || undefined));
    frozen.child.kill('SIGSTOP');
    merchant.mischief = {};
    await startReplica();
    await until(() => Promise.resolve(merchant.received.length === 2 || undefined), TRIES);
    release();
    frozen.child.kill('SIGCONT');
    const noted = await until(async () => {
      const rows = await db.rows('SELECT 1 FROM delivery_attempt WHERE delivery_id = $1', [first]);
      return rows.length === 2 ? rows : undefined;
    }, TRIES);
    expect(noted).toHaveLength(2);
    expect(await db.rows('SELECT id, state, attempts FROM delivery ORDER BY seq')).toEqual([
      { id: first, state: 'DELIVERED', attempts: 2 },
      { id: second, state: 'DELIVERED', attempts: 1 },
    ]);
    expect(merchant.received.map(({ id }) => id)).toEqual([`msg_${first}`, `msg_${second}`, `msg_${first}`]);
  }, 180_000);

  it('killed amid a comparison is followed by one that ends it', async () => {
    const killed = await startReplica();
    await until(async () => ((await db.rows('SELECT 1 FROM "order"')).length === 3 ? true : undefined));
    sandbox.faults.latencyMs = 1000;
    const { reconciliationId } = await post(killed, '/admin/reconciliations', {
      storeCode: 'default',
      from: new Date(Date.now() - 86_400_000).toISOString(),
      to: new Date().toISOString(),
    });
    const state = async () =>
      (
        await db.rows<Record<string, any>>('SELECT * FROM reconciliation WHERE id = $1', [reconciliationId])
      )[0]!;
    await until(async () => ((await state())['takes'] === 1 ? true : undefined));
    await killed.kill();
    replicas.splice(0);
    sandbox.faults.latencyMs = 0;
    await startReplica();
    const done = await until(async () => {
      const now = await state();
      return now['state'] === 'RUNNING' ? undefined : now;
    }, TRIES);
    expect(done).toMatchObject({ state: 'DONE', takes: 2, orders_magento: 3, orders_here: 3 });
  }, 180_000);

  it('killed amid a request with a key is followed by a repeat with one effect', async () => {
    const killed = await startReplica();
    await until(async () => ((await db.rows('SELECT 1 FROM "order"')).length === 3 ? true : undefined));
    sandbox.faults.latencyMs = 1000;
    const key = { 'idempotency-key': 'k-1' };
    const lost = post(killed, '/orders/1/invoice', {}, key).catch(() => undefined);
    await until(() => Promise.resolve(sandbox.store.book(1).invoices === 1 || undefined), TRIES);
    await killed.kill();
    replicas.splice(0);
    await lost;
    sandbox.faults.latencyMs = 0;
    // The lock outlives its holder by seconds; the next process may take longer than that to start.
    await db.rows(`UPDATE idempotency_key SET locked_until = now() + interval '10 minutes'`);
    const next = await startReplica();
    const early = await post(next, '/orders/1/invoice', {}, key);
    expect(early.detail).toMatch(/still running/);
    await db.rows(`UPDATE idempotency_key SET locked_until = now() - interval '1 second'`);
    const answer = await until(async () => {
      const body = await post(next, '/orders/1/invoice', {}, key);
      return body.outcome ? body : undefined;
    }, TRIES);
    expect(['APPLIED', 'ALREADY']).toContain(answer.outcome);
    expect(sandbox.store.book(1).invoices).toBe(1);
  }, 180_000);
});
