import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { fulfil, updateStock } from './demo-fulfilment.js';
import { deliver, returnGoods } from './demo-returns.js';
import { serve, synchronise, write } from './demo-orders.js';
import { type Call, report, say } from './demo-report.js';
import { leaveSamples } from '../support/demo-samples.js';
import { WEBHOOK_KEYS } from '../support/sample-rows.js';
import { loadExchanges, recordedOrders } from './recorded-orders.js';
import { Merchant } from './merchant.js';
import { ADMIN, Sandbox } from './sandbox.js';

/**
 * `npm run demo`: two shops (Magento 2.4.7 and 2.4.6, both with the orders that a real one returned), the service with
 * its embedded database, and the way of an order: sync, serve, acknowledge, cancel, invoice, shipment, label, manifest,
 * handover, complete; then stock, and a parcel and a return on their way to the merchant. Stays up until Ctrl-C; with
 * `-- --once` it ends after the walk, with 1 on any mismatch.
 */
const CLIENT = { clientId: 'increff', clientSecret: 'demo-secret-1' };
const once = process.argv.includes('--once');
const dataDir = mkdtempSync(join(tmpdir(), 'bridge-demo-'));
async function startShop(release: '2.4.7' | '2.4.6'): Promise<Sandbox> {
  const shop = await Sandbox.start({ release });
  for (const order of recordedOrders(loadExchanges('recorded'), 'first')) shop.place(order);
  for (const sku of ['MUG-01', 'MUG-02', 'TEE-01', 'PEN-01', 'A/B 10%', 'SPACE SKU']) {
    shop.store.stock.add(sku, 100);
  }
  return shop;
}

async function signIn(service: ServiceProcess): Promise<Call> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CLIENT),
  };
  const token = (await (await fetch(`${service.url}/auth/token`, post)).json()) as { accessToken: string };
  return async (method, path, body, store = 'default', more = {}) => {
    const headers = {
      authorization: `Bearer ${token.accessToken}`,
      'x-store-code': store,
      'content-type': 'application/json',
      ...more,
    };
    const reply = await fetch(service.url + path, { method, headers, body: body && JSON.stringify(body) });
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
  });
}

async function main(): Promise<void> {
  const port = Number(process.env['PORT'] ?? (once ? await freePort() : 3000));
  try {
    await mustBeFree(port);
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    say(isTaken ? `Port ${port} is in use. End what runs there, or: PORT=3100 npm run demo` : String(error));
    process.exit(1);
  }
  const merchant = await Merchant.start();
  const shops = { default: await startShop('2.4.7'), older: await startShop('2.4.6') };
  say('Starting the service with an embedded PostgreSQL …');
  const service = await startServiceProcess(
    {
      DATA_DIR: dataDir,
      PORT: String(port),
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
    await Promise.all([shops.default.close(), shops.older.close(), merchant.close()]);
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(report.mismatches > 0 || code !== 0 ? 1 : 0);
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
    await fulfil(call, shops.default);
    await updateStock(call, shops.default);
    await deliver(call, merchant);
    await returnGoods(call, merchant);
    await leaveSamples(call, shops.default, dataDir);
  } catch (error) {
    report.mismatches++;
    say(`FAILED: ${(error as Error).stack}`);
  }
  say(report.mismatches === 0 ? '\nEvery step did what it should.' : `\n${report.mismatches} mismatch(es).`);
  if (once || report.mismatches > 0) return stop();
  say(`\nLook around until Ctrl-C:
  console       ${service.url}/console   (client ${CLIENT.clientId}, secret ${CLIENT.clientSecret})
  Swagger UI    ${service.url}/docs   (authUsername ${CLIENT.clientId}, authPassword ${CLIENT.clientSecret}, authDomainName default)
  orders        curl -H 'authUsername: ${CLIENT.clientId}' -H 'authPassword: ${CLIENT.clientSecret}' -H 'authDomainName: default' ${service.url}/orders
  webhooks      Authorize at /docs with webhook_key ${WEBHOOK_KEYS.clickpost}, x-api-key ${WEBHOOK_KEYS.shiprocket} (Shipway: ${WEBHOOK_KEYS.shipway}), x-webhook-secret ${WEBHOOK_KEYS.eshipz}, x-courier-secret ${WEBHOOK_KEYS.swiftly}
  polling runs  curl -H 'authUsername: ${CLIENT.clientId}' -H 'authPassword: ${CLIENT.clientSecret}' ${service.url}/admin/sync/runs
  command line  DATA_DIR=${dataDir} ALLOW_PRIVATE_TARGETS=true npm run cli -- doctor`);
}

await main();
