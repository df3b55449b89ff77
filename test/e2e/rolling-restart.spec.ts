import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const ORDERS = 400;
const ROLES = ['api', 'api', 'worker', 'worker'];
const CALLERS = 4;
const HEADERS = {
  authUsername: CLIENT.id,
  authPassword: CLIENT.secret,
  'x-store-code': 'default',
  'content-type': 'application/json',
};

/** Checkout of an earlier version, built, from which the roll goes to this one: see `test/upgrade.mjs`. */
const { UPGRADE_FROM } = process.env;

interface Answer {
  what: string;
  status: number;
  retryAfter: string | null;
}

/**
 * Two that serve and two that work: started at once on an empty database, and replaced one after the other while orders,
 * calls and pushes go on.
 */
describe('a rolling restart under load', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let db: TestDatabase;
  const processes: { role: string; port: string; service: ServiceProcess }[] = [];
  const answers: Answer[] = [];
  const exits: (number | null)[] = [];
  const acknowledged = new Set<number>();
  const notified = new Set<string>();
  /** Connections that broke before an answer; the call was made again. */
  let broken = 0;
  let loading = true;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    for (let id = 1; id <= ORDERS; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 1 }));
    }
    db = await createTestDatabase('template1');
    const ports = await Promise.all(ROLES.map(freePort));
    const services = await Promise.all(ROLES.map((role, i) => start(role, String(ports[i]), UPGRADE_FROM)));
    processes.push(...services.map((service, i) => ({ role: ROLES[i]!, port: String(ports[i]), service })));
    const put = await call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', { url: merchant.url });
    expect(put.status).toBe(200);
    await until(async () => {
      const [row] = await db.rows<{ count: number }>('SELECT count(*)::int AS count FROM "order"');
      return row!.count === ORDERS || undefined;
    }, 600);
  }, 120_000);

  afterAll(async () => {
    for (const { service } of processes) if (service.child.exitCode === null) await service.stop();
    await merchant.close();
    await sandbox.close();
    await db.drop();
  });

  function start(role: string, port: string, root?: string): Promise<ServiceProcess> {
    const environment = environmentFor(db.url, sandbox);
    return startServiceProcess(
      { ...environment, ROLE: role, PORT: port, POLL_INTERVAL_SECONDS: '2' },
      undefined,
      root,
    );
  }

  /** As a load balancer does: to one that accepts the connection; a call is repeated where the connection breaks. */
  async function call(method: string, path: string, body?: object): Promise<Response> {
    const apis = processes.filter(({ role }) => role === 'api').map(({ service }) => service.url);
    let at = Math.floor(Math.random() * apis.length);
    for (let tries = 0; tries < 200; tries++) {
      try {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const reply = await fetch(apis[at]! + path, { method, headers: HEADERS, body: text });
        const answer = new Response(await reply.text(), { status: reply.status, headers: reply.headers });
        answers.push({
          what: `${method} ${path.replace(/\d+/g, 'n')}`,
          status: reply.status,
          retryAfter: reply.headers.get('retry-after'),
        });
        if (reply.status !== 503) return answer;
        await sleep(100);
      } catch (error) {
        const { code } = (error as { cause?: { code?: string } }).cause ?? {};
        if (code !== 'ECONNREFUSED') broken++;
        at = (at + 1) % apis.length;
        await sleep(10);
      }
    }
    throw new Error(`${method} ${path}: nobody answers`);
  }

  async function acknowledge(id: number): Promise<void> {
    const reply = await call('POST', `/orders/${id}/acknowledge`, {});
    if (reply.status === 200) acknowledged.add(id);
  }

  async function notify(): Promise<void> {
    const forwardOrderCode = randomUUID();
    const reply = await call('POST', '/notifications', {
      forwardOrderCode,
      forwardAwb: `AWB-${forwardOrderCode}`,
      notificationType: 'PICKED_UP',
      notificationUpdateTime: 1_700_000_000,
      logisticAggregatorInfo: { logisticAggregatorName: 'CLICKPOST', logisticAggregatorMetaData: {} },
    });
    if (reply.status < 300) notified.add(forwardOrderCode);
  }

  async function load(caller: number): Promise<void> {
    for (let round = 0; loading; round++) {
      const id = round * CALLERS + caller + 1;
      if (id <= ORDERS) await acknowledge(id);
      await notify();
      await call('GET', '/orders?limit=20');
      await sleep(30);
    }
  }

  async function roll(): Promise<void> {
    for (const one of processes) {
      exits.push(await one.service.stop());
      one.service = await start(one.role, one.port);
    }
  }

  it('fails no request, and loses and doubles nothing', async () => {
    const callers = Array.from({ length: CALLERS }, (_, i) => load(i));
    await sleep(500);
    await roll();
    await until(() => Promise.resolve(answers.length > 200 || undefined));
    loading = false;
    await Promise.all(callers);

    expect(exits).toEqual([0, 0, 0, 0]);
    expect(answers.filter(({ status }) => status >= 400 && status !== 503)).toEqual([]);

    await until(async () => {
      const [row] = await db.rows<{ open: number }>(
        `SELECT count(*)::int AS open FROM delivery WHERE state = 'PENDING'`,
      );
      return row!.open === 0 || undefined;
    });
    const received = merchant.received.map((one) => one.body.forwardOrderCode);
    expect(new Set(received)).toEqual(notified);
    expect(merchant.received).toHaveLength(new Set(merchant.received.map((one) => one.id)).size);
    expect(acknowledged.size).toBeGreaterThan(50);
    expect([...acknowledged].filter((id) => sandbox.store.book(id).comments !== 1)).toEqual([]);
    console.log(
      `rolling ${UPGRADE_FROM ? 'upgrade' : 'restart'}: ${answers.length} answers, ${answers.filter(({ status }) => status === 503).length} of them 503, ` +
        `${broken} connections broken, ${acknowledged.size} orders acknowledged, ${received.length} notifications delivered`,
    );
    expect(answers.filter(({ status, retryAfter }) => status === 503 && retryAfter === null)).toEqual([]);
  }, 180_000);

  it('doubles no tick', async () => {
    expect(
      await db.rows(
        `SELECT a.id, b.id FROM sync_run a JOIN sync_run b ON b.store_id = a.store_id AND b.stream = a.stream AND b.id > a.id
         WHERE b.started_at < a.finished_at`,
      ),
    ).toEqual([]);
    expect(
      await db.rows(`SELECT stream, error_code, error_message FROM sync_run WHERE state = 'FAILED'`),
    ).toEqual([]);
    // A process that gets no processor for the length of a lease is taken for dead: another one goes on.
    expect(
      await db.rows(
        `SELECT stream, explanation FROM sync_run a WHERE state = 'ABANDONED' AND NOT EXISTS
           (SELECT FROM sync_run b WHERE b.store_id = a.store_id AND b.stream = a.stream AND b.id > a.id)`,
      ),
    ).toEqual([]);
  });

  it('drains what is under way', async () => {
    expect(await Promise.all(processes.map(({ service }) => service.stop()))).toEqual([0, 0, 0, 0]);
    expect(await db.rows(`SELECT id FROM operation WHERE state IN ('RUNNING', 'UNKNOWN')`)).toEqual([]);
    // A run that was claimed but not begun waits in the queue for the next worker.
    expect(await db.rows(`SELECT name FROM pgboss.job WHERE state = 'active'`)).toEqual([]);
    expect(
      await db.rows(
        `SELECT stream FROM sync_cursor WHERE lease_token IS NOT NULL AND NOT EXISTS (
           SELECT FROM pgboss.job WHERE state = 'created' AND data ->> 'token' = lease_token::text)`,
      ),
    ).toEqual([]);
    expect(await db.rows(`SELECT id FROM delivery WHERE lease_token IS NOT NULL`)).toEqual([]);
  });
});
