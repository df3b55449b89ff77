import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { AS_SERVICE } from '../support/test-database.js';
import { from as copyFrom } from 'pg-copy-streams';
import { Agent, request } from 'undici';
import { BenchBridge } from './bridge.js';
import { median, peakMemory, row, type Row, startScript } from './processes.js';

const ROUNDS = 3;
const PAGE = 100;

interface MagentoOrder {
  entity_id: number;
  updated_at: string;
  items: Record<string, unknown>[];
  [field: string]: unknown;
}

/** (a) first import and re-import of 20,000 orders, (c) memory at 20,000 and 100,000. */
export async function benchImport(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const shop = await startScript('shop.ts', [String(orders), '3']);
  const [shopUrl, token] = shop.words as [string, string];
  const bridge = await BenchBridge.start(await newDatabase('import'), shopUrl);
  const bareUrl = await newDatabase('bare');
  const ours: number[] = [];
  const again: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await bareImport(bareUrl, shopUrl, token));
    await bridge.forgetOrders();
    ours.push(await bridge.importAll());
    again.push(await bridge.importAll());
  }
  const small = peakMemory(bridge.service.child);
  await bridge.stop();
  shop.child.kill();
  const large = await memoryOfImport(newDatabase, orders * 5);
  const perSecond = (ms: number): string => `${Math.round((orders / ms) * 1000)} orders/s`;
  const ratios = ours.map((ms, i) => bare[i]! / ms);
  const speedUp = median(ours.map((ms, i) => ms / again[i]!));
  return [
    row(
      `import of ${orders} orders`,
      perSecond(median(ours)),
      `${perSecond(median(bare))} (undici + COPY)`,
      median(ratios),
      '≥ 0.6',
      median(ratios) >= 0.6,
    ),
    row(
      're-import, unchanged',
      perSecond(median(again)),
      `${perSecond(median(ours))} (first import)`,
      speedUp,
      '> 1',
      speedUp > 1,
    ),
    row(
      `peak memory, ${orders * 5} orders`,
      `${Math.round(large)} MiB`,
      `${Math.round(small)} MiB (${orders} orders, ${2 * ROUNDS} times)`,
      large / small,
      '≤ 1.2',
      large / small <= 1.2,
    ),
  ];
}

async function memoryOfImport(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<number> {
  const shop = await startScript('shop.ts', [String(orders), '3']);
  const bridge = await BenchBridge.start(await newDatabase('memory'), shop.words[0]!);
  await bridge.importAll();
  const peak = peakMemory(bridge.service.child);
  await bridge.stop();
  shop.child.kill();
  return peak;
}

/** The reference: page by page with undici, JSON.parse, and COPY into tables without keys or checks. */
async function bareImport(databaseUrl: string, shopUrl: string, token: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, options: AS_SERVICE });
  await client.connect();
  await client.query(`DROP TABLE IF EXISTS bare_order, bare_item;
    CREATE TABLE bare_order (entity_id bigint, increment_id text, status text, state text, currency text, grand_total numeric,
      subtotal numeric, shipping numeric, tax numeric, discount numeric, billing_address jsonb, shipping_address jsonb,
      created_at timestamptz, updated_at timestamptz);
    CREATE TABLE bare_item (order_id bigint, item_id bigint, sku text, name text, qty numeric, price numeric, discount numeric, tax numeric, row_total numeric)`);
  const dispatcher = new Agent({ connections: 10 });
  const started = performance.now();
  let after: MagentoOrder | undefined;
  for (;;) {
    const page = await fetchPage(shopUrl, token, after, dispatcher);
    if (page.length === 0) break;
    after = page.at(-1);
    await client.query('BEGIN');
    await copy(client, 'bare_order', page.map(orderLine));
    await copy(
      client,
      'bare_item',
      page.flatMap((order) => order.items.map((item) => itemLine(order, item))),
    );
    await client.query('COMMIT');
  }
  const ms = performance.now() - started;
  await dispatcher.close();
  await client.end();
  return ms;
}

async function fetchPage(
  shopUrl: string,
  token: string,
  after: MagentoOrder | undefined,
  dispatcher: Agent,
): Promise<MagentoOrder[]> {
  const criteria: [string, string][] = [];
  const add = (group: number, filter: number, field: string, condition: string, value: string): void => {
    const prefix = `searchCriteria[filter_groups][${group}][filters][${filter}]`;
    criteria.push(
      [`${prefix}[field]`, field],
      [`${prefix}[condition_type]`, condition],
      [`${prefix}[value]`, value],
    );
  };
  if (after) {
    add(0, 0, 'updated_at', 'gteq', after.updated_at);
    add(1, 0, 'updated_at', 'gt', after.updated_at);
    add(1, 1, 'entity_id', 'gt', String(after.entity_id));
  }
  ['updated_at', 'entity_id'].forEach((field, i) =>
    criteria.push(
      [`searchCriteria[sortOrders][${i}][field]`, field],
      [`searchCriteria[sortOrders][${i}][direction]`, 'ASC'],
    ),
  );
  criteria.push(['searchCriteria[pageSize]', String(PAGE)]);
  const query = criteria
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const { body } = await request(`${shopUrl}/rest/default/V1/orders?${query}`, {
    headers: { authorization: `Bearer ${token}` },
    dispatcher,
  });
  return (JSON.parse(await body.text()) as { items: MagentoOrder[] }).items;
}

async function copy(client: pg.Client, table: string, lines: string[]): Promise<void> {
  await pipeline(Readable.from([lines.join('')]), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
}

const field = (value: unknown): string =>
  value == null
    ? '\\N'
    : (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(
        /[\\\t\n\r]/g,
        (c) => `\\${c === '\t' ? 't' : c === '\n' ? 'n' : c === '\r' ? 'r' : '\\'}`,
      );

function orderLine(order: MagentoOrder): string {
  const shipping = (
    order['extension_attributes'] as { shipping_assignments: { shipping: { address: object } }[] }
  ).shipping_assignments[0]!.shipping.address;
  const {
    entity_id,
    increment_id,
    status,
    state,
    order_currency_code,
    grand_total,
    subtotal,
    shipping_amount,
    tax_amount,
    discount_amount,
    billing_address,
    created_at,
    updated_at,
  } = order;
  return `${[entity_id, increment_id, status, state, order_currency_code, grand_total, subtotal, shipping_amount, tax_amount, discount_amount, billing_address, shipping, created_at, updated_at].map(field).join('\t')}\n`;
}

function itemLine(order: MagentoOrder, item: Record<string, unknown>): string {
  return `${[order.entity_id, item['item_id'], item['sku'], item['name'], item['qty_ordered'], item['price'], item['discount_amount'], item['tax_amount'], item['row_total']].map(field).join('\t')}\n`;
}
