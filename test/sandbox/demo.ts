import { createWriteStream, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build, isBuilt } from '../support/built.js';
import { leaveSamples } from '../support/demo-samples.js';
import { endKept, keptDirectory } from '../support/keeper.js';
import { WEBHOOK_KEYS } from '../support/sample-rows.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { waitAloud } from '../support/until.js';
import { fulfil, updateStock } from './demo-fulfilment.js';
import { serve, synchronise, write } from './demo-orders.js';
import { type Call, report, say } from './demo-report.js';
import { deliver, returnGoods } from './demo-returns.js';
import { Merchant } from './merchant.js';
import { loadExchanges, recordedOrders } from './recorded-orders.js';
import { ADMIN, Sandbox } from './sandbox.js';

/**
 * `npm run demo`: two shops (Magento 2.4.7 and 2.4.6, both with the orders that a real one returned), the service with
 * its embedded database, and the way of an order: sync, serve, acknowledge, cancel, invoice, shipment, label, manifest,
 * handover, complete; then stock, and a parcel and a return on their way to the merchant. Stays up until Ctrl-C; with
 * `-- --once` it ends after the walk, with 1 on any mismatch.
 */
const CLIENT = { clientId: 'increff', clientSecret: 'demo-secret-1' };
const SAME_SIGNAL_MS = 1000;
const DOTS_EVERY_MS = 2000;
const LAST_LINES = 20;
const once = process.argv.includes('--once');
let service: ServiceProcess | undefined;

async function startShop(release: '2.4.7' | '2.4.6'): Promise<Sandbox> {
  const shop = await Sandbox.start({ release });
  for (const order of recordedOrders(loadExchanges('recorded'), 'first')) shop.place(order);
  for (const sku of ['MUG-01', 'MUG-02', 'TEE-01', 'PEN-01', 'A/B 10%', 'SPACE SKU']) {
    shop.store.stock.add(sku, 100);
  }
  return shop;
}

async function signIn(url: string): Promise<Call> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CLIENT),
  };
  const token = (await (await fetch(`${url}/auth/token`, post)).json()) as { accessToken: string };
  return async (method, path, body, store = 'default', more = {}) => {
    const headers = {
      authorization: `Bearer ${token.accessToken}`,
      'x-store-code': store,
      'content-type': 'application/json',
      ...more,
    };
    const reply = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await reply.text();
    const type = reply.headers.get('content-type') ?? '';
    const answer = (/json/.test(type) ? JSON.parse(text) : {}) as Record<string, any>;
    return { status: reply.status, body: answer, text, type };
  };
}

/** What answers there is not the demo. */
async function mustBeFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((done, refuse) => {
    probe.once('error', refuse);
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  }).catch((error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE';
    say(isTaken ? `Port ${port} is in use. End what runs there, or: PORT=3100 npm run demo` : String(error));
    process.exit(1);
  });
}

async function mustBeBuilt(): Promise<void> {
  if (isBuilt()) return;
  process.stdout.write('Building the service, which takes half a minute ');
  const dots = setInterval(() => process.stdout.write('.'), DOTS_EVERY_MS);
  await build().finally(() => clearInterval(dots));
  say(' done');
}

/** A second one does not wait, unless npm has passed the first one on. */
function stopOnSignals(): void {
  let since: number | undefined;
  const stop = (): void => {
    if (since !== undefined) {
      if (Date.now() - since > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    since = Date.now();
    say('\nStopping the service and its database …');
    void end();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function end(): Promise<void> {
  const code = await service?.stop();
  await endKept();
  say('Stopped. Nothing is left running, and nothing on the disk.');
  process.exit(report.mismatches > 0 || (code ?? 0) !== 0 ? 1 : 0);
}

function startService(port: number, shop: Sandbox, dataDir: string): Promise<ServiceProcess> {
  say('Starting the service with a PostgreSQL of its own, which takes some ten seconds …');
  const log = createWriteStream(logIn(dataDir));
  return startServiceProcess(
    {
      DATA_DIR: dataDir,
      PORT: String(port),
      ADMIN_CLIENT_ID: CLIENT.clientId,
      ADMIN_CLIENT_SECRET: CLIENT.clientSecret,
      MAGENTO_BASE_URL: shop.url,
      MAGENTO_USERNAME: ADMIN.username,
      MAGENTO_PASSWORD: ADMIN.password,
      ALLOW_PRIVATE_TARGETS: 'true',
      LOG_LEVEL: 'warn',
    },
    (text) => log.write(text),
  );
}

const logIn = (dataDir: string): string => join(dataDir, 'service.log');

async function walk(url: string, shops: Record<string, Sandbox>, dataDir: string): Promise<void> {
  const merchant = await Merchant.start();
  const call = await signIn(url);
  const { default: shop, older } = shops as { default: Sandbox; older: Sandbox };
  await call('POST', '/admin/stores', {
    code: 'older',
    baseUrl: older.url,
    credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
  });
  await synchronise(call, shops);
  await serve(call);
  await write(call, shops);
  await fulfil(call, shop);
  await updateStock(call, shop);
  await deliver(call, merchant);
  await returnGoods(call, merchant);
  await leaveSamples(call, shop, dataDir);
}

async function main(): Promise<void> {
  say(`Two Magento shops (doubles, 2.4.7 and 2.4.6) and the service on this machine, with the way of an order from the shop's
checkout to a return. All of it takes a minute or two, and ends with Ctrl-C.`);
  const port = Number(process.env['PORT'] ?? (once ? await freePort() : 3000));
  await mustBeFree(port);
  stopOnSignals();
  waitAloud((seconds) => say(`     still waiting for this step (${seconds} s): the machine is busy`));
  const dataDir = keptDirectory('bridge-demo-');
  try {
    await mustBeBuilt();
    const shops = { default: await startShop('2.4.7'), older: await startShop('2.4.6') };
    service = await startService(port, shops.default, dataDir);
    await walk(service.url, shops, dataDir);
  } catch (error) {
    report.mismatches++;
    say(`FAILED: ${(error as Error).stack}`);
    if (service) say(readFileSync(logIn(dataDir), 'utf8').split('\n').slice(-LAST_LINES).join('\n'));
  }
  say(report.mismatches === 0 ? '\nEvery step did what it should.' : `\n${report.mismatches} mismatch(es).`);
  if (once || report.mismatches > 0) return end();
  lookAround(service!.url, dataDir);
}

function lookAround(url: string, dataDir: string): void {
  const { clickpost, shiprocket, shipway, eshipz, swiftly } = WEBHOOK_KEYS;
  const bridge = url === 'http://127.0.0.1:3000' ? '' : `BRIDGE=${url} `;
  say(`\nLook around until Ctrl-C:
  console       ${url}/console   (client ${CLIENT.clientId}, secret ${CLIENT.clientSecret})
  Swagger UI    ${url}/docs   (authUsername ${CLIENT.clientId}, authPassword ${CLIENT.clientSecret}, authDomainName default)
  orders        ${bridge}bin/bridge-curl GET /orders/pending
  polling runs  ${bridge}bin/bridge-curl GET /admin/sync/runs
  command line  DATA_DIR=${dataDir} ALLOW_PRIVATE_TARGETS=true npm run cli -- doctor
  webhooks      Authorize at /docs with webhook_key ${clickpost}, x-api-key ${shiprocket} (Shipway: ${shipway}), x-webhook-secret ${eshipz}, x-courier-secret ${swiftly}
  log           ${logIn(dataDir)}`);
}

await main();
