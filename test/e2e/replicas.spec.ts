import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const CANARIES = [ADMIN.password, 'increff-secret', 'customer@example.com', 'Main Street', '5555550100'];

describe('two replicas on one database', () => {
  let sandbox: Sandbox;
  let db: TestDatabase;
  let replicas: ServiceProcess[];
  let output = '';

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 30; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    }
    db = await createTestDatabase();
    const environment = {
      ...environmentFor(db.url, sandbox),
      POLL_INTERVAL_SECONDS: '2',
      LOG_LEVEL: 'debug',
    };
    const listen = (text: string): void => void (output += text);
    replicas = await Promise.all([
      startServiceProcess(environment, listen),
      startServiceProcess(environment, listen),
    ]);
  });

  afterAll(async () => {
    await sandbox.close();
    await db.drop();
  });

  it('poll each stream once per due time, never twice', async () => {
    await until(async () => {
      const [row] = await db.rows<{ runs: number }>(
        `SELECT count(*)::int AS runs FROM sync_run WHERE stream = 'orders.changed' AND state = 'DONE'`,
      );
      return row!.runs >= 4 ? true : undefined;
    });
    const doubled = await db.rows(
      `SELECT a.id, b.id FROM sync_run a JOIN sync_run b ON b.store_id = a.store_id AND b.stream = a.stream AND b.id > a.id
       WHERE b.started_at < a.finished_at + interval '1.9 s'`,
    );
    expect(doubled).toEqual([]);
    expect(await db.rows('SELECT 1 FROM store')).toHaveLength(1);
    expect(await db.rows('SELECT 1 FROM api_client')).toHaveLength(1);
  });

  it('share the work: each runs some of it', async () => {
    const workers = (): number =>
      new Set([...output.matchAll(/"pid":(\d+)[^\n]*"msg":"run done"/g)].map((match) => match[1])).size;
    await until(() => Promise.resolve(workers() === 2 || undefined), 1200);
    expect(workers()).toBe(2);
  });

  it('accept what the other one issued', async () => {
    const token = await fetch(`${replicas[0]!.url}/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: 'increff', clientSecret: 'increff-secret' }),
    });
    const { accessToken } = (await token.json()) as { accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}` };
    const credentials = (await (
      await fetch(`${replicas[1]!.url}/auth/credentials`, { headers })
    ).json()) as Record<string, string>;
    expect(credentials['authDomainName']).toBe('default');
    const orders = await fetch(`${replicas[0]!.url}/orders`, { headers: credentials });
    expect(orders.status).toBe(200);
  });

  it("lets no caller's text begin a line of the log", async () => {
    const forged = encodeURIComponent('\n{"level":60,"msg":"forged"}\n');
    const headers = { authUsername: forged, authPassword: 'x', 'x-request-id': '{"level":60}' };
    const reply = await fetch(`${replicas[0]!.url}/orders/${forged}?status=${forged}`, { headers });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
    await sleep(200);
    expect(output).not.toMatch(/^\{"level":60,"msg":"forged"\}/m);
  });

  it('drain on SIGTERM and leave nothing held', async () => {
    await sleep(100);
    expect(await Promise.all(replicas.map((replica) => replica.stop()))).toEqual([0, 0]);
    expect(await db.rows(`SELECT stream FROM sync_cursor WHERE lease_token IS NOT NULL`)).toEqual([]);
  });

  it('logged no secret and no customer, at any level', () => {
    expect(output.length).toBeGreaterThan(1000);
    expect(CANARIES.filter((canary) => output.includes(canary))).toEqual([]);
  });
});
