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
const TRIES = 2400;

/** One process is frozen while another one changes the mode of the store. */
describe('a process that is frozen', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let db: TestDatabase;
  let environment: Record<string, string>;
  const replicas: ServiceProcess[] = [];

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    db = await createTestDatabase();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 }));
    sandbox.recordRequests = true;
    environment = {
      ...environmentFor(db.url, sandbox),
      CLIENT_NOTIFICATION_URL: `${merchant.url}/notify`,
      MAGENTO_TIMEOUT_MS: '60000',
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

  async function call(replica: ServiceProcess, method: string, path: string, body?: object): Promise<any> {
    const reply = await fetch(replica.url + path, {
      method,
      headers: HEADERS,
      body: body && JSON.stringify(body),
    });
    return reply.json();
  }

  const setMode = (replica: ServiceProcess, mode: string): Promise<any> =>
    call(replica, 'PUT', '/admin/stores/default', { settings: { mode } });
  const invoices = () =>
    sandbox.seen.filter(({ method, path }) => method === 'POST' && path.endsWith('/invoice')).length;
  const settled = (outcome: string) =>
    until(async () => {
      const rows = await db.rows('SELECT state, outcome FROM operation');
      return rows[0]?.outcome === outcome || undefined;
    }, TRIES);

  /** The process has read the order, waits for its documents, and is frozen there. */
  async function freezeInPlan(frozen: ServiceProcess): Promise<{ thaw: () => void; answer: Promise<any> }> {
    let release = (): void => undefined;
    let waits = false;
    const held = new Promise<void>((done) => (release = done));
    sandbox.decide = ({ method, path }) => {
      if (method !== 'GET' || !path.includes('/orders/1')) return undefined;
      waits = true;
      return { reach: 'yes', held };
    };
    const answer = call(frozen, 'POST', '/orders/1/invoice', {}).catch(() => undefined);
    await until(() => Promise.resolve(waits || undefined));
    frozen.child.kill('SIGSTOP');
    sandbox.decide = undefined;
    return {
      answer,
      thaw: () => {
        release();
        frozen.child.kill('SIGCONT');
      },
    };
  }

  it('while the store comes into shadow mode sends nothing when it wakes', async () => {
    const frozen = await startReplica();
    const other = await startReplica();
    await call(other, 'GET', '/orders/1?refresh=true');
    const { thaw, answer } = await freezeInPlan(frozen);
    expect((await setMode(other, 'shadow')).settings.mode).toBe('shadow');
    thaw();
    await answer;
    await settled('SHADOWED');
    expect(invoices()).toBe(0);
  });

  it('while the store becomes live sends the write once', async () => {
    const frozen = await startReplica();
    const other = await startReplica();
    await call(other, 'GET', '/orders/1?refresh=true');
    await setMode(other, 'shadow');
    const { thaw, answer } = await freezeInPlan(frozen);
    await setMode(other, 'live');
    thaw();
    await answer;
    const { outcome } = await call(other, 'POST', '/orders/1/invoice', {});
    expect(['APPLIED', 'ALREADY']).toContain(outcome);
    expect(sandbox.store.invoices).toHaveLength(1);
  });

  it('amid a delivery that waits delivers nothing of it when it wakes', async () => {
    const frozen = await startReplica();
    const other = await startReplica();
    await call(frozen, 'GET', '/orders/1?refresh=true');
    merchant.mischief = { status: 503 };
    await call(frozen, 'POST', '/notifications', {
      forwardOrderCode: '1',
      forwardAwb: 'AWB',
      notificationType: 'IN_TRANSIT',
      notificationUpdateTime: 1_700_000_000,
    });
    await until(() => Promise.resolve(merchant.refused > 0 || undefined), TRIES);
    frozen.child.kill('SIGSTOP');
    await setMode(other, 'shadow');
    merchant.mischief = {};
    frozen.child.kill('SIGCONT');
    await until(async () => {
      const rows = await db.rows(`SELECT 1 FROM delivery WHERE state = 'SHADOWED'`);
      return rows.length === 1 || undefined;
    }, TRIES);
    expect(merchant.received).toEqual([]);
  });
});
