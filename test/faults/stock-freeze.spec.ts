import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor, withoutNightlyPush } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const SKUS = Array.from({ length: 150 }, (_, i) => `SKU-${i}`);
const MORE = Array.from({ length: 350 }, (_, i) => `MORE-${i}`);

let sandbox: Sandbox;
let db: TestDatabase;
let replicas: ServiceProcess[];
let output: string;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  for (const sku of [...SKUS, ...MORE]) sandbox.store.stock.add(sku, 0);
  db = await createTestDatabase();
  replicas = [];
  output = '';
});

afterEach(async () => {
  for (const { child } of replicas) if (child.exitCode === null) child.kill('SIGCONT');
  await Promise.all(replicas.filter(({ child }) => child.exitCode === null).map((replica) => replica.kill()));
  await sandbox.close();
  await db.drop();
});

async function replica(): Promise<ServiceProcess> {
  const started = await startServiceProcess(
    {
      ...environmentFor(db.url, sandbox),
      MAGENTO_CONCURRENCY: '2',
      MAGENTO_GRACE_SECONDS: '600',
      LOG_LEVEL: 'info',
    },
    (text) => (output += text),
  );
  replicas.push(started);
  await withoutNightlyPush(db);
  return started;
}

async function put({ url }: ServiceProcess, quantity: number, skus = SKUS): Promise<void> {
  const reply = await fetch(`${url}/inventory`, {
    method: 'PUT',
    headers: {
      authUsername: CLIENT.id,
      authPassword: CLIENT.secret,
      'content-type': 'application/json',
      prefer: 'respond-async',
    },
    body: JSON.stringify({ inventories: skus.map((channelSkuCode) => ({ channelSkuCode, quantity })) }),
  });
  expect(reply.status).toBe(200);
}

const allPushed = (quantity: number, many = SKUS.length): Promise<true> =>
  until(async () => {
    const [row] = await db.rows<{ pushed: number }>(
      `SELECT count(*)::int AS pushed FROM inventory_level WHERE state = 'PUSHED' AND pushed_quantity = $1`,
      [quantity],
    );
    return row!.pushed === many || undefined;
  }, 2400);

const writesOf = (quantity: number): number =>
  SKUS.filter((sku) => sandbox.store.stock.book(sku).quantities.includes(quantity)).length;
const inTheShop = (): (number | null)[] => [
  ...new Set(SKUS.map((sku) => sandbox.store.stock.find(sku)!.item.qty)),
];

/** Until Magento got no request for a while: what a process had still in hand has gone out, or never will. */
async function quiet(): Promise<void> {
  let before = -1;
  await until(async () => {
    const same = sandbox.requests === before && sandbox.underWay === 0;
    before = sandbox.requests;
    await sleep(3000);
    return same || undefined;
  }, 40);
}

/**
 * Scenario: a replica is frozen in the middle of a push, with writes waiting for a free slot. Newer values come, another
 * replica takes the rows over and pushes them. The frozen one wakes.
 */
it('a replica that wakes sends none of its old values', async () => {
  const first = await replica();
  await put(first, 1);
  await allPushed(1);
  sandbox.faults.latencyMs = 40;
  await put(first, 2);
  await until(() => Promise.resolve(writesOf(2) >= 10 || undefined), 2400, 5);
  first.child.kill('SIGSTOP');
  expect(writesOf(2)).toBeLessThan(SKUS.length);
  const second = await replica();
  await put(second, 3);
  await allPushed(3);
  expect(inTheShop()).toEqual([3]);
  first.child.kill('SIGCONT');
  await until(
    async () =>
      (await fetch(`${first.url}/health/live`).then(
        () => true,
        () => false,
      )) || undefined,
  );
  await quiet();
  expect(inTheShop()).toEqual([3]);
  expect(
    await db.rows(`SELECT sku FROM inventory_level WHERE state <> 'PUSHED' OR pushed_quantity <> 3`),
  ).toEqual([]);
  expect(first.child.exitCode).toBeNull();
}, 240_000);

/** Claims fail, and nothing else. */
const REFUSE_CLAIMS = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$;
  CREATE TRIGGER refuse BEFORE UPDATE ON inventory_level FOR EACH ROW
    WHEN (OLD.lease_token IS NULL AND NEW.lease_token IS NOT NULL) EXECUTE FUNCTION refuse();`;

/** Scenario: the next rows cannot be claimed, while others of the same run are being written. */
it('a claim that fails while nobody waits for it ends neither the process nor the push for good', async () => {
  const only = await replica();
  sandbox.faults.latencyMs = 20;
  await put(only, 1);
  await put(only, 1, MORE.slice(0, 175));
  await put(only, 1, MORE.slice(175));
  await until(() => Promise.resolve(writesOf(1) >= 10 || undefined), 2400, 5);
  await db.rows(REFUSE_CLAIMS);
  await until(() =>
    Promise.resolve(/stock push broke off/.test(output) || only.child.exitCode !== null || undefined),
  );
  await db.rows('DROP TRIGGER refuse ON inventory_level');
  expect(only.child.exitCode).toBeNull();
  await allPushed(1, SKUS.length + MORE.length);
  expect(inTheShop()).toEqual([1]);
}, 240_000);
