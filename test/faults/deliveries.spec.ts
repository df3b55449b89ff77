import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type EmbeddedServer,
  ensureDatabase,
  startEmbeddedPostgres,
} from '../../src/platform/database/embedded-postgres.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { until } from '../support/until.js';
import { keptDirectory } from '../support/keeper.js';

/** In full: `DELIVERY_EVENTS=100000 npm run test:faults -- faults/deliveries`. */
const EVENTS = Number(process.env['DELIVERY_EVENTS'] ?? 400);
const ORDERS = Math.max(40, EVENTS / 500);
const PER_SECOND = EVENTS > 10_000 ? 200 : 100;
const KILL_EVERY_MS = 2500;

/**
 * Scenario: events come at a steady rate to two replicas, of which one is killed every few seconds; PostgreSQL is
 * restarted twice; one try in five is answered 500. What was answered 200 must arrive, in order per order code.
 */
describe('every accepted event is delivered', () => {
  const dataDir = keptDirectory('bridge-loss-');
  let postgres: EmbeddedServer;
  let proxy: Server;
  let sandbox: Sandbox;
  let merchant: Merchant;
  let environments: Record<string, string>[];
  let replicas: ServiceProcess[];
  let kills = 0;
  let restarts = 0;

  /** The services' way to the database, which has another port after each restart. */
  async function startProxy(): Promise<number> {
    proxy = createServer((client) => {
      const { port } = new URL(postgres.url('x'));
      const server = connect(Number(port), '127.0.0.1');
      client.pipe(server).pipe(client);
      for (const socket of [client, server]) {
        socket.on('error', () => {
          client.destroy();
          server.destroy();
        });
      }
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    return (proxy.address() as { port: number }).port;
  }

  const startPostgres = () => startEmbeddedPostgres({ dataDir, settings: { max_connections: '200' } });

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = new URL(await ensureDatabase(postgres, 'loss'));
    url.port = String(await startProxy());
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    const environment = {
      ...environmentFor(url.href, sandbox),
      CLIENT_NOTIFICATION_URL: `${merchant.url}/notify`,
      RATE_LIMIT_PER_MINUTE: '10000000',
      LOG_LEVEL: 'fatal',
    };
    environments = [];
    replicas = [];
    for (let i = 0; i < 2; i++) {
      environments.push({ ...environment, PORT: String(await freePort()) });
      replicas.push(await startServiceProcess(environments[i]!));
    }
  }, 120_000);

  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await merchant.close();
    await sandbox.close();
    proxy.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Asks until it is accepted, at whichever replica. */
  async function accept(order: number, n: number): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        const reply = await fetch(`${replicas[(n + tries) % 2]!.url}/notifications`, {
          method: 'POST',
          headers: {
            authUsername: CLIENT.id,
            authPassword: CLIENT.secret,
            'content-type': 'application/json',
          },
          body: JSON.stringify({
            forwardOrderCode: String(order),
            forwardAwb: `AWB-${order}`,
            notificationType: 'IN_TRANSIT',
            notificationUpdateTime: 1_700_000_000 + n,
          }),
          signal: AbortSignal.timeout(20_000),
        });
        await reply.arrayBuffer();
        if (reply.status === 200) return;
      } catch {
        // Killed, or its database is away: asked again.
      }
      if (tries > 500) throw new Error(`event ${n} was never accepted`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  async function wreck(on: () => boolean): Promise<void> {
    for (let round = 0; on(); round++) {
      await new Promise((done) => setTimeout(done, KILL_EVERY_MS));
      if (restarts < 2 && round % 2 === 0) {
        await postgres.stop();
        postgres = await startPostgres();
        restarts++;
        continue;
      }
      const i = round % 2;
      await replicas[i]!.kill();
      kills++;
      replicas[i] = await startServiceProcess(environments[i]!);
    }
  }

  it(`of ${EVENTS}, at ${PER_SECOND} a second`, async () => {
    merchant.mischief = { status: 500, rate: 0.2 };
    let sending = true;
    const wrecking = wreck(() => sending || restarts < 2);
    const lines = new Map<number, Promise<void>>();
    for (let n = 0; n < EVENTS; n++) {
      const order = n % ORDERS;
      const before = lines.get(order) ?? Promise.resolve();
      lines.set(
        order,
        before.then(() => accept(order, n)),
      );
      await new Promise((done) => setTimeout(done, 1000 / PER_SECOND));
    }
    await Promise.all(lines.values());
    sending = false;
    await wrecking;
    merchant.mischief = {};
    const distinct = (): number => new Set(merchant.received.map(({ id }) => id)).size;
    await until(() => Promise.resolve(distinct() >= EVENTS || undefined), 2400 * Math.max(1, EVENTS / 1600));
    const doubled = merchant.received.length - distinct();
    process.stdout.write(
      `\nloss, deliveries: ${EVENTS} events accepted, ${distinct()} delivered, ${doubled} of them twice, ${merchant.refused} tries refused, ${kills} SIGKILLs, ${restarts} restarts of PostgreSQL\n`,
    );
    expect(distinct()).toBe(EVENTS);
    expect(outOfOrder()).toEqual([]);
  }, 3_600_000);

  /** First arrivals of each order code that came before an earlier event. */
  function outOfOrder(): object[] {
    const last = new Map<string, number>();
    const seen = new Set<string>();
    return merchant.received.flatMap(({ id, body }) => {
      if (seen.has(id)) return [];
      seen.add(id);
      const { forwardOrderCode: order, notificationUpdateTime: time } = body as {
        forwardOrderCode: string;
        notificationUpdateTime: number;
      };
      const wrong = time < (last.get(order) ?? 0);
      last.set(order, time);
      return wrong ? [{ order, time }] : [];
    });
  }
});
