import { Agent, request } from 'undici';
import { Sandbox } from '../sandbox/sandbox.js';
import { until } from '../support/until.js';
import { BenchBridge } from './bridge.js';
import { peakMemory } from './memory.js';
import { row, type Row, startScript } from './processes.js';

export const BATCH = 200;
const CONCURRENCY = 8;
const LATENCY_MS = 20;
const BURST_SKUS = 2000;
const BURST_VALUES = 10;

export type NewDatabase = (name: string) => Promise<string>;

/** Stock: SKUs per second against a bare loop, bursts, and memory at ten times the SKUs. */
export async function benchInventory(newDatabase: NewDatabase, skus: number): Promise<Row[]> {
  return [
    ...(await throughput(newDatabase, skus)),
    await burst(newDatabase, false, Math.min(BURST_SKUS, skus)),
    await burst(newDatabase, true, Math.min(BURST_SKUS, skus)),
    await memory(newDatabase, skus),
  ];
}

async function throughput(newDatabase: NewDatabase, skus: number): Promise<Row[]> {
  const shop = await startScript('shop.ts', ['0', '0', String(skus), String(LATENCY_MS)]);
  const [shopUrl, token] = shop.words as [string, string];
  const bridge = await BenchBridge.start(await newDatabase('stock'), shopUrl, {
    MAGENTO_CONCURRENCY: String(CONCURRENCY),
  });
  const first = await pushAll(bridge, skus, 1);
  const again = await pushAll(bridge, skus, 2);
  await bridge.stop();
  const bareFirst = await bare(shopUrl, token, skus, 3, true);
  const bareAgain = await bare(shopUrl, token, skus, 4, false);
  shop.child.kill();
  const rate = (ms: number): string => `${Math.round((skus / ms) * 1000)} SKUs/s`;
  const line = (what: string, ours: number, theirs: number, calls: string): Row =>
    row(what, rate(ours), `${rate(theirs)} (undici, ${calls})`, theirs / ours, '≥ 0.9', theirs / ours >= 0.9);
  return [
    line(`stock of ${skus} SKUs, ${CONCURRENCY} calls at once`, again, bareAgain, 'PUT'),
    line('the first time, with stock item ids and products looked up', first, bareFirst, 'GET and PUT'),
  ];
}

export async function pushAll(bridge: BenchBridge, skus: number, quantity: number): Promise<number> {
  const began = performance.now();
  for (let from = 1; from <= skus; from += BATCH) {
    await send(bridge, from, Math.min(skus, from + BATCH - 1), quantity);
  }
  await pushed(bridge);
  return performance.now() - began;
}

export async function send(bridge: BenchBridge, from: number, to: number, quantity: number): Promise<void> {
  const inventories = Array.from({ length: to - from + 1 }, (_, i) => ({
    channelSkuCode: `SKU-${from + i}`,
    quantity,
  }));
  await bridge.call('PUT', '/inventory', { inventories }, { prefer: 'respond-async' });
}

export async function pushed(bridge: BenchBridge): Promise<void> {
  await until(async () => {
    const { rows } = await bridge.db.query<{ waiting: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM inventory_level WHERE state <> 'PUSHED' OR next_attempt_at IS NOT NULL) AS waiting`,
    );
    return rows[0]!.waiting ? undefined : true;
  }, 20_000);
}

async function bare(
  url: string,
  token: string,
  skus: number,
  quantity: number,
  lookUp: boolean,
): Promise<number> {
  const agent = new Agent({ connections: CONCURRENCY, pipelining: 1 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ stockItem: { qty: quantity, is_in_stock: true } });
  let next = 1;
  const began = performance.now();
  const work = async (): Promise<void> => {
    for (let n = next++; n <= skus; n = next++) {
      if (lookUp) {
        const seen = await request(`${url}/rest/default/V1/stockItems/SKU-${n}`, {
          dispatcher: agent,
          headers,
        });
        await seen.body.json();
      }
      const path = `/rest/default/V1/products/SKU-${n}/stockItems/${n}`;
      const answer = await request(url + path, { dispatcher: agent, method: 'PUT', headers, body });
      await answer.body.json();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const ms = performance.now() - began;
  await agent.close();
  return ms;
}

/** Ten values for each SKU, sent without waiting; with `kill` the process dies while it pushes. */
async function burst(newDatabase: NewDatabase, kill: boolean, skus: number): Promise<Row> {
  const shop = await Sandbox.start();
  for (let n = 1; n <= skus; n++) shop.store.stock.add(`SKU-${n}`, 0);
  shop.faults.latencyMs = LATENCY_MS;
  const bridge = await BenchBridge.start(await newDatabase(kill ? 'burst_kill' : 'burst'), shop.url, {
    MAGENTO_CONCURRENCY: String(CONCURRENCY),
  });
  for (let quantity = 1; quantity <= BURST_VALUES; quantity++) {
    const batches: Promise<void>[] = [];
    for (let from = 1; from <= skus; from += BATCH) {
      batches.push(send(bridge, from, Math.min(skus, from + BATCH - 1), quantity));
    }
    await Promise.all(batches);
    if (kill && quantity === BURST_VALUES / 2) await bridge.killAndRestart();
  }
  if (kill) {
    await until(() => Promise.resolve(shop.store.stock.books.size > skus / 2 || undefined), 1000);
    await bridge.killAndRestart();
  }
  await pushed(bridge);
  await bridge.stop();
  await shop.close();
  const books = [...shop.store.stock.books.values()];
  const most = Math.max(...books.map(({ quantities }) => quantities.length));
  const last = books.every(
    ({ quantities, overlaps }) => quantities.at(-1) === BURST_VALUES && overlaps === 0,
  );
  const complete = books.length === skus && last;
  return row(
    `burst of ${BURST_VALUES} values for ${skus} SKUs${kill ? ', two SIGKILLs' : ''}: writes of a SKU at most`,
    `${most}, ${complete ? 'all end on the last value' : 'NOT all end on the last value'}`,
    `${books.reduce((sum, { quantities }) => sum + quantities.length, 0)} writes in all`,
    most,
    '≤ 2, last value',
    most <= 2 && complete,
  );
}

/** The same number of pushes by two processes: many times the few SKUs, and once the many. */
async function memory(newDatabase: NewDatabase, skus: number): Promise<Row> {
  const few = await peakOf(newDatabase, 'stock_few', skus, 10);
  const many = await peakOf(newDatabase, 'stock_many', skus * 10, 1);
  return row(
    `peak memory, ${skus * 10} SKUs`,
    `${Math.round(many)} MiB`,
    `${Math.round(few)} MiB (${skus} SKUs, 10 times)`,
    many / few,
    '≤ 1.2',
    many / few <= 1.2,
  );
}

async function peakOf(newDatabase: NewDatabase, name: string, skus: number, times: number): Promise<number> {
  const shop = await startScript('shop.ts', ['0', '0', String(skus)]);
  const bridge = await BenchBridge.start(await newDatabase(name), shop.words[0]!, {
    MAGENTO_CONCURRENCY: String(CONCURRENCY),
  });
  for (let time = 1; time <= times; time++) await pushAll(bridge, skus, time);
  const peak = peakMemory(bridge.service.child.pid!);
  await bridge.stop();
  shop.child.kill();
  return peak;
}
