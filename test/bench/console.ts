import pg from 'pg';
import { AS_SERVICE } from '../support/test-database.js';
import { DataSource, type EntityManager } from 'typeorm';
import { LISTINGS } from '../../src/console/listings/index.js';
import { askOf } from '../../src/console/listings/listing.js';
import { orderPageData } from '../../src/console/pages/order.read-model.js';
import { countsOf, ordersByHour, streamsOf } from '../../src/console/pages/home.read-model.js';
import { findDifference } from '../../src/reconciliation/reconciliations.repository.js';
import { orderFlows } from '../../src/observability/silence.read-model.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { BenchBridge, CLIENT } from './bridge.js';
import { fill } from './filler.js';
import { median, percentile, row, type Row, startScript } from './processes.js';

const SAMPLES = 21;
const TARGET_MS = 200;
const STORE = { id: 1, code: 'default' };
/** Where the day of the first page begins. */
const TODAY = new Date(new Date().setUTCHours(0, 0, 0, 0));

/** Pages of the console among a million orders, each against its own SQL alone; and what an order takes on disk. */
export async function benchConsole(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const databaseUrl = await newDatabase('console');
  const shop = await startScript('shop.ts', ['1', '1']);
  const bridge = await BenchBridge.start(databaseUrl, shop.words[0]!);
  const source = await new DataSource(dataSourceOptions(databaseUrl)).initialize();
  try {
    await fill(databaseUrl, orders);
    await printGrowth(databaseUrl, orders);
    const cookie = await signIn(bridge.service.url);
    const rows: Row[] = [];
    for (const [path, sql] of Object.entries(pages(orders))) {
      rows.push(await measure(bridge.service.url, cookie, path, () => sql(source.manager)));
    }
    return rows;
  } finally {
    await source.destroy();
    await bridge.stop();
    shop.child.kill();
  }
}

function pages(orders: number): Record<string, (manager: EntityManager) => Promise<unknown>> {
  const list =
    (name: string, query: Record<string, string> = {}) =>
    (manager: EntityManager): Promise<unknown> =>
      LISTINGS[name]!.rows(manager, STORE.id, askOf(LISTINGS[name]!, query, { zone: 'UTC' }));
  const middle = String(Math.floor(orders / 2));
  return {
    '': async (manager) => {
      await orderFlows(manager, STORE.code);
      await streamsOf(manager, STORE.code);
      await countsOf(manager, STORE.id, TODAY);
      await ordersByHour(manager, STORE.id, TODAY);
    },
    '/orders': list('orders'),
    '/orders?syncState=NEW': list('orders', { syncState: 'NEW' }),
    '/orders?q=SKU-1': list('orders', { q: 'SKU-1' }),
    [`/orders?q=${middle}`]: list('orders', { q: middle }),
    [`/orders/${middle}`]: (manager) => orderPageData(manager, STORE, middle),
    '/operations': list('operations'),
    '/operations?outcome=REFUSED': list('operations', { outcome: 'REFUSED' }),
    '/deliveries': list('deliveries'),
    '/deliveries?state=DEAD': list('deliveries', { state: 'DEAD' }),
    '/runs': list('runs'),
    '/returns': list('returns'),
    '/drift': list('drift'),
    '/reconciliations': list('reconciliations'),
    '/parked': list('parked'),
    '/differences': list('differences'),
    '/differences?kind=INVOICE_MISSING_IN_MAGENTO': list('differences', {
      kind: 'INVOICE_MISSING_IN_MAGENTO',
    }),
    '/differences/5000': (manager) => findDifference(manager, STORE.id, '5000'),
    '/audit': (manager) => manager.query('SELECT * FROM audit_log ORDER BY id DESC LIMIT 51'),
  };
}

async function measure(url: string, cookie: string, path: string, sql: () => Promise<unknown>): Promise<Row> {
  const page: number[] = [];
  const plain: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const started = performance.now();
    const reply = await fetch(`${url}/console${path}`, { headers: { cookie } });
    await reply.text();
    if (reply.status !== 200) throw new Error(`/console${path} answered ${reply.status}`);
    page.push(performance.now() - started);
    const began = performance.now();
    await sql();
    plain.push(performance.now() - began);
  }
  const worst = percentile(page, 0.95);
  return row(
    `/console${path}, p50 (p95 ${worst.toFixed(0)} ms)`,
    `${median(page).toFixed(1)} ms`,
    `${median(plain).toFixed(1)} ms (its SQL)`,
    median(page) / median(plain),
    `p95 < ${TARGET_MS} ms`,
    worst < TARGET_MS,
  );
}

async function signIn(url: string): Promise<string> {
  const form = await fetch(`${url}/console/sign-in`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await form.text())![1]!;
  const body = new URLSearchParams({ ...CLIENT, _csrf: csrf }).toString();
  const cookies = (reply: Response): string[] =>
    reply.headers.getSetCookie().map((one) => one.split(';')[0]!);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies(form).join('; ') };
  const reply = await fetch(`${url}/console/sign-in`, { method: 'POST', headers, body, redirect: 'manual' });
  return cookies(reply).join('; ');
}

/** Of tables that grow with the orders. */
async function printGrowth(databaseUrl: string, orders: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: AS_SERVICE });
  await client.connect();
  const { rows } = await client.query<{ table: string; heap: string; indexes: string; total: string }>(
    `SELECT c.relname AS "table", pg_relation_size(c.oid) AS heap, pg_indexes_size(c.oid) AS indexes, pg_total_relation_size(c.oid) AS total
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND pg_total_relation_size(c.oid) > 10000000
       AND c.relname NOT IN ('sync_run', 'inventory_level', 'audit_log')
     ORDER BY pg_total_relation_size(c.oid) DESC`,
  );
  await client.end();
  const mib = (bytes: string): string =>
    Math.round((Number(bytes) / 1048576) * (1_000_000 / orders)).toString();
  process.stdout.write(
    '\nGrowth, MiB per million orders:\n| table | rows | indexes | in all |\n|---|---|---|---|\n',
  );
  for (const { table, heap, indexes, total } of rows) {
    process.stdout.write(`| \`${table}\` | ${mib(heap)} | ${mib(indexes)} | ${mib(total)} |\n`);
  }
}
