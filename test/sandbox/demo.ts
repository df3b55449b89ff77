import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { loadExchanges, recordedOrders } from './recorded-orders.js';
import { ADMIN, Sandbox } from './sandbox.js';

/**
 * `npm run demo`: two shops (Magento 2.4.7 and 2.4.6, both with the orders that a real one returned), the service with
 * its embedded database, and the way of an order: sync, serve, acknowledge, cancel. Stays up until Ctrl-C; with
 * `-- --once` it ends after the walk, with 1 on any mismatch.
 */
const CLIENT = { clientId: 'increff', clientSecret: 'demo-secret' };
const once = process.argv.includes('--once');
const dataDir = mkdtempSync(join(tmpdir(), 'bridge-demo-'));
let mismatches = 0;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function expectEqual(what: string, actual: unknown, expected: unknown): void {
  const same = isDeepStrictEqual(actual, expected);
  if (!same) mismatches++;
  say(
    `  ${same ? 'ok      ' : 'MISMATCH'} ${what}: ${JSON.stringify(actual)}${same ? '' : `, expected ${JSON.stringify(expected)}`}`,
  );
}

async function startShop(release: '2.4.7' | '2.4.6'): Promise<Sandbox> {
  const shop = await Sandbox.start({ release });
  for (const order of recordedOrders(loadExchanges('recorded'), 'first')) shop.place(order);
  return shop;
}

type Call = (
  method: string,
  path: string,
  body?: object,
  store?: string,
) => Promise<{ status: number; body: Record<string, any> }>;

async function signIn(service: ServiceProcess): Promise<Call> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CLIENT),
  };
  const token = (await (await fetch(`${service.url}/auth/token`, post)).json()) as { accessToken: string };
  return async (method, path, body, store = 'default') => {
    const headers = {
      authorization: `Bearer ${token.accessToken}`,
      'x-store-code': store,
      'content-type': 'application/json',
    };
    const reply = await fetch(service.url + path, { method, headers, body: body && JSON.stringify(body) });
    return { status: reply.status, body: (await reply.json()) as Record<string, any> };
  };
}

async function synchronise(call: Call, shop: Sandbox, store: string): Promise<void> {
  say(`\n1. Polling: the service asks the shop "${store}" (Magento ${shop.store.release}) for its orders`);
  const runs = await until(async () => {
    const { body } = await call('GET', `/admin/sync/runs?storeCode=${store}&limit=20`);
    const done = (body as unknown as Record<string, any>[]).filter((run) => run['state'] === 'DONE');
    return new Set(done.map((run) => run['stream'] as string)).size === 4 ? done : undefined;
  });
  for (const run of runs.toReversed()) {
    say(
      `     ${String(run['stream']).padEnd(17)} seen ${run['seen']}, new ${run['new']}, changed ${run['changed']}, unchanged ${run['unchanged']}${run['explanation'] ? ` (${run['explanation']})` : ''}`,
    );
  }
  const { body } = await call('GET', '/orders?limit=200', undefined, store);
  const served = (body['items'] as { orderCode: string }[]).map((order) => order.orderCode).sort();
  expectEqual(`orders served of store ${store}`, served.length, shop.store.orders.size);
  expectEqual('the same ones', served, [...shop.store.orders.keys()].map(String).sort());
}

async function serve(call: Call): Promise<void> {
  say('\n2. Serving: Increff fetches what it has not acknowledged yet');
  const { body } = await call('GET', '/orders/pending?limit=50');
  for (const order of body['items'] as Record<string, any>[]) {
    const lines = (order['orderItems'] as Record<string, string>[])
      .map((item) => `${item['quantity']} x ${item['channelSkuCode']}`)
      .join(', ');
    say(
      `     ${order['parentOrderCode']}  ${order['paymentMethod'].padEnd(4)}  ${order['totals'].grandTotal.padStart(7)} ${order['currency']}  ${lines}`,
    );
  }
}

async function write(call: Call, shops: Record<string, Sandbox>): Promise<void> {
  say('\n3. Acknowledging: a comment, and the status where the release allows it');
  const older = await call('POST', '/orders/8/acknowledge', {}, 'older');
  expectEqual('order 8 on 2.4.6', older.body['outcome'], 'APPLIED');
  const newer = await call('POST', '/orders/8/acknowledge', {});
  expectEqual('order 8 on 2.4.7', newer.body['outcome'], 'DEGRADED');
  say(`     ${newer.body['detail']}`);
  expectEqual('once more', (await call('POST', '/orders/8/acknowledge', {})).body['outcome'], 'ALREADY');
  const batch = await call('PUT', '/orders/acknowledgements', {
    orders: [{ orderCode: '9' }, { orderCode: '10', locationCode: 'WH1' }, { orderCode: '999999' }],
  });
  expectEqual('a batch: done', batch.body['successOrders'].length, 2);
  expectEqual(
    'a batch: failed',
    batch.body['failedOrders'].map((one: { code: string }) => one.code),
    ['NOT_FOUND'],
  );
  say('\n4. Cancelling: only the order read back counts');
  const dry = await call('POST', '/orders/9/cancel?dryRun=true', {});
  say(`     dry run: ${dry.body['request'].method} ${dry.body['request'].path}`);
  const cancelled = await call('POST', '/orders/9/cancel', { reason: 'customer changed her mind' });
  expectEqual('order 9', cancelled.body['outcome'], 'APPLIED');
  const invoiced = await call('POST', '/orders/1/cancel', {});
  expectEqual('order 1, which is invoiced', [invoiced.status, invoiced.body['outcome']], [409, 'REFUSED']);
  say(`     ${invoiced.body['detail']}`);
  say("\n5. The shops' own books: exactly one effect each");
  expectEqual('comments on order 8 of 2.4.7', shops['default']!.store.book(8).comments, 1);
  expectEqual('status of order 8 in 2.4.6', shops['older']!.store.find(8)!.status, 'processing');
  expectEqual('cancellations of order 9', shops['default']!.store.book(9).cancellations, 1);
  expectEqual('state of order 9', shops['default']!.store.find(9)!.state, 'canceled');
  say('\n6. The timeline of order 9');
  const { body } = await call('GET', '/orders/9/timeline');
  for (const event of body['events'] as Record<string, string>[]) {
    say(`     ${event['at']}  ${event['source']!.padEnd(8)} ${event['kind']}`);
  }
}

async function main(): Promise<void> {
  const shops = { default: await startShop('2.4.7'), older: await startShop('2.4.6') };
  say('Starting the service with an embedded PostgreSQL …');
  const service = await startServiceProcess(
    {
      DATA_DIR: dataDir,
      PORT: process.env['PORT'] ?? String(once ? await freePort() : 3000),
      ADMIN_CLIENT_ID: CLIENT.clientId,
      ADMIN_CLIENT_SECRET: CLIENT.clientSecret,
      MAGENTO_BASE_URL: shops.default.url,
      MAGENTO_USERNAME: ADMIN.username,
      MAGENTO_PASSWORD: ADMIN.password,
      ALLOW_PRIVATE_TARGETS: 'true',
      LOG_LEVEL: 'warn',
    },
    (text) => process.stderr.write(text),
  );
  const stop = async (): Promise<void> => {
    const code = await service.stop();
    await Promise.all([shops.default.close(), shops.older.close()]);
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(mismatches > 0 || code !== 0 ? 1 : 0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  try {
    const call = await signIn(service);
    await call('POST', '/admin/stores', {
      code: 'older',
      baseUrl: shops.older.url,
      credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
    });
    await synchronise(call, shops.default, 'default');
    await synchronise(call, shops.older, 'older');
    await serve(call);
    await write(call, shops);
  } catch (error) {
    mismatches++;
    say(`FAILED: ${(error as Error).stack}`);
  }
  say(mismatches === 0 ? '\nEvery step did what it should.' : `\n${mismatches} mismatch(es).`);
  if (once || mismatches > 0) return stop();
  say(`\nLook around until Ctrl-C:
  Swagger UI    ${service.url}/docs   (authUsername ${CLIENT.clientId}, authPassword ${CLIENT.clientSecret}, authDomainName default)
  orders        curl -H 'authUsername: ${CLIENT.clientId}' -H 'authPassword: ${CLIENT.clientSecret}' -H 'authDomainName: default' ${service.url}/orders
  polling runs  curl -H 'authUsername: ${CLIENT.clientId}' -H 'authPassword: ${CLIENT.clientSecret}' ${service.url}/admin/sync/runs`);
}

await main();
