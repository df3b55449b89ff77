import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { commandLine } from '../support/command-line.js';
import { keepProcess } from '../support/keeper.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '../..');
const COMPILE = ['--import', join(ROOT, 'test/support/compile.mjs')];
const ORDERS = 36;
const AT_FIRST = 12;

let sandbox: Sandbox;
let merchant: Merchant;
let west: TestDatabase;
let east: TestDatabase;
let environments: Record<'west' | 'east', Record<string, string>>;
/** Two processes in the west, of which the second one stands still, and one in the east. */
let processes: ServiceProcess[] = [];

const serve = async (environment: Record<string, string>): Promise<ServiceProcess> =>
  startServiceProcess({ ...environment, PORT: String(await freePort()) }, undefined, ROOT, [
    ...COMPILE,
    join(ROOT, 'src/main.ts'),
  ]);

const MOVE = ['store', 'move', 'default', '--to', 'EAST_URL'];

/** The command as a process of its own. @param after it is killed once it has said this */
async function moveIsKilled(after: string): Promise<void> {
  const { PATH, HOME, TMPDIR, EAST_URL } = process.env;
  const env = { PATH, HOME, TMPDIR, EAST_URL, ...environments.west };
  const child = spawn(process.execPath, [...COMPILE, join(ROOT, 'src/cli.ts'), ...MOVE], {
    env,
    detached: true,
  });
  keepProcess(child);
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    if (said.includes(after)) child.kill('SIGKILL');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const how = await new Promise((done) => child.once('close', (code, signal) => done(signal ?? code)));
  if (how !== 'SIGKILL') throw new Error(`${after} ${String(how)} ${said}`);
}

function place(id: number): void {
  const order = generateOrder({ entityId: id, createdAt: Date.now(), lines: 1 });
  Object.assign(order.items[0]!, { item_id: 10 * id + 1, qty_ordered: 5 });
  addUp(order);
  sandbox.place(order);
}

beforeAll(async () => {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  [west, east] = [await createTestDatabase(), await createTestDatabase()];
  const more = {
    POLL_INTERVAL_SECONDS: '10',
    RATE_LIMIT_PER_MINUTE: '10000000',
    MAGENTO_TIMEOUT_MS: '3000',
    MAGENTO_GRACE_SECONDS: '4',
    CLIENT_NOTIFICATION_URL: `${merchant.url}/notify`,
  };
  environments = {
    west: { ...environmentFor(west.url, sandbox), ...more },
    east: { ...environmentFor(east.url, undefined), ...more },
  };
  for (let id = 1; id <= AT_FIRST; id++) place(id);
  processes = await Promise.all([
    serve(environments.west),
    serve(environments.west),
    serve(environments.east),
  ]);
  expect((await commandLine(environments.west, ['cell', '1', 'west'])).stderr).toBe('');
  expect((await commandLine(environments.east, ['cell', '2', 'east'])).stderr).toBe('');
  process.env['EAST_URL'] = east.url;
}, 180_000);

afterAll(async () => {
  over = true;
  delete process.env['EAST_URL'];
  for (const { child } of processes) child.kill('SIGCONT');
  await Promise.all(processes.map((one) => one.kill()));
  await merchant.close();
  await sandbox.close();
  for (const db of [west, east]) await db.drop();
});

/** Where requests are led, as by a proxy whose map is old; who is answered 421 looks there. */
let led = 0;
let over = false;

async function ask(path: string, body: object, at = led): Promise<number> {
  const reply = await fetch(`${processes[at]!.url}${path}`, {
    method: 'POST',
    headers: {
      ...{ authUsername: CLIENT.id, authPassword: CLIENT.secret, 'x-store-code': 'default' },
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (reply?.status === 421) {
    const { cell } = (await reply.json()) as { cell: string };
    if (cell === 'east') led = 2;
  }
  return reply?.status ?? 0;
}

async function insist(path: string, body: object, first = led): Promise<void> {
  for (let at = first; ; at = led) {
    const status = await ask(path, body, at);
    if (status === 200 || status === 202) return;
    if (over) return;
    if (![0, 404, 409, 421, 502, 503, 504].includes(status)) throw new Error(`${path}: ${status}`);
    await sleep(100);
  }
}

const invoice = (id: number, first?: number): Promise<void> =>
  insist(`/orders/${id}/invoice`, { items: [{ orderItemCode: String(10 * id + 1), quantity: 1 }] }, first);

const tell = (id: number): Promise<void> =>
  insist('/notifications', {
    forwardOrderCode: String(id),
    forwardAwb: `AWB-${id}`,
    notificationType: 'PICKED_UP',
    notificationUpdateTime: 1_700_000_000 + id,
    logisticAggregatorInfo: { logisticAggregatorName: 'CLICKPOST', logisticAggregatorMetaData: { a: 'b' } },
  });

const ids = Array.from({ length: ORDERS }, (_, i) => i + 1);
/** Invoices that the shop really made, by order. */
const ofShop = (): number[] => ids.map((id) => sandbox.store.book(id).invoices);

/** The east is asked first: what is open there is open nowhere else from then on. */
async function isOpenInBoth(): Promise<boolean> {
  const sql = `SELECT 1 FROM store WHERE NOT away`;
  if ((await east.rows(sql)).length === 0) return false;
  return (await west.rows(sql)).length > 0;
}

describe('a store that moves under load', () => {
  it('loses nothing and doubles nothing, with moves killed and a process that wakes afterwards', async () => {
    await until(async () => (await west.rows('SELECT 1 FROM "order"')).length === AT_FIRST || undefined);
    sandbox.faults.latencyMs = 80;
    let both = 0;
    const watching = (async () => {
      while (!over) both += Number(await isOpenInBoth());
    })();
    // Writes are with the shop, and others before it, when the process stops.
    const ofFrozen = Array.from({ length: 8 }, (_, i) => invoice(i + 1, 1));
    const out = (): number => ofShop().filter((count) => count > 0).length;
    await until(() => Promise.resolve(out() >= 2 || undefined), 6000, 5);
    processes[1]!.child.kill('SIGSTOP');
    const load = (async () => {
      const asked: Promise<void>[] = [];
      for (let id = 9; id <= ORDERS; id++) {
        if (id > AT_FIRST) place(id);
        asked.push(invoice(id), tell(id));
        await sleep(250);
      }
      await Promise.all(asked);
    })();
    await moveIsKilled('is closed.');
    await moveIsKilled('is copied:');
    const moved = await commandLine(environments.west, MOVE);
    expect([moved.stdout.includes('Map: default east'), moved.stderr]).toEqual([true, '']);
    await load;
    processes[1]!.child.kill('SIGCONT');
    await Promise.all(ofFrozen);
    over = true;
    await watching;
    expect(both).toBe(0);
    await until(
      async () =>
        (await east.rows(`SELECT 1 FROM delivery WHERE state = 'PENDING'`)).length === 0 || undefined,
    );
    expect(ofShop()).toEqual(ids.map(() => 1));
    const orders = await east.rows<{ id: string }>('SELECT entity_id AS id FROM "order" ORDER BY entity_id');
    expect(orders.map(({ id }) => Number(id))).toEqual(ids);
    const sent = new Map(
      merchant.received.map(({ id, body }) => [id, body.forwardAwb as string | undefined]),
    );
    expect(merchant.received).toHaveLength(sent.size);
    const awbs = [...sent.values()].filter((awb) => awb?.startsWith('AWB-'));
    expect(awbs.sort()).toEqual(
      ids
        .slice(8)
        .map((id) => `AWB-${id}`)
        .sort(),
    );
    // What was answered with an error, as while the store was closed, has FAILED and was asked for again.
    const open = await east.rows(`SELECT state FROM operation WHERE state NOT IN ('SETTLED', 'FAILED')`);
    expect(open).toEqual([]);
  }, 240_000);
});
