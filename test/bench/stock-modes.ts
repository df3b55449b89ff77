import { Agent, request } from 'undici';
import { Sandbox } from '../sandbox/sandbox.js';
import { BenchBridge } from './bridge.js';
import { BATCH, type NewDatabase, pushAll, pushed, send } from './inventory.js';
import { inPairs, measured, ratiosOf, type Sample, spread } from './pairs.js';
import { median, row, type Row, startScript } from './processes.js';
import { postgresOf } from './processor.js';

const LATENCY_MS = 100;
const CONCURRENCY = 4;
const ROWS_OF_A_CALL = 100;
const PAIRS = 5;

interface Cost {
  calls: number;
  ms: number;
}

/** The same stock by stock items and by source items: new SKUs, whose products are looked up, and again. */
export async function benchStockModes(newDatabase: NewDatabase, skus: number): Promise<Row[]> {
  const shop = await Sandbox.start();
  for (let n = 1; n <= skus; n++) shop.store.stock.add(`SKU-${n}`, 0);
  shop.recordRequests = true;
  shop.faults.latencyMs = LATENCY_MS;
  const costs: Record<string, Cost[]> = {};
  for (const inventoryMode of ['stockItems', 'sourceItems']) {
    const bridge = await BenchBridge.start(await newDatabase(inventoryMode.toLowerCase()), shop.url, {
      MAGENTO_CONCURRENCY: String(CONCURRENCY),
    });
    await bridge.settings({ inventoryMode });
    costs[inventoryMode] = [await push(bridge, shop, skus, 1), await push(bridge, shop, skus, 2)];
    await bridge.stop();
  }
  await shop.close();
  const said = ({ calls, ms }: Cost): string => `${Math.round((skus / ms) * 1000)} SKUs/s, ${calls} calls`;
  return ['new', 'known'].map((which, i) => {
    const [byItem, bySource] = [costs['stockItems']![i]!, costs['sourceItems']![i]!];
    const ratio = byItem.ms / bySource.ms;
    const what = `${skus} ${which} SKUs by source items, ${CONCURRENCY} calls of ${LATENCY_MS} ms at once`;
    return row(what, said(bySource), `${said(byItem)} (stock items)`, ratio, '> 5', ratio > 5);
  });
}

async function push(bridge: BenchBridge, shop: Sandbox, skus: number, quantity: number): Promise<Cost> {
  const calls = shop.seen.length;
  const began = performance.now();
  for (let from = 1; from <= skus; from += BATCH) {
    await send(bridge, from, Math.min(skus, from + BATCH - 1), quantity);
  }
  await pushed(bridge);
  return { calls: shop.seen.length - calls, ms: performance.now() - began };
}

/** A store as it is connected, whose check found source items, against the same rows sent by hand. */
export async function benchChosenWay(newDatabase: NewDatabase, skus: number): Promise<Row[]> {
  const shop = await startScript('shop.ts', ['0', '0', String(skus), String(LATENCY_MS)]);
  const [shopUrl, token] = shop.words as [string, string];
  const bridge = await BenchBridge.start(await newDatabase('chosen'), shopUrl, {
    MAGENTO_CONCURRENCY: String(CONCURRENCY),
  });
  await bridge.call('POST', '/admin/stores/default/check', {});
  const pids = [bridge.service.child.pid!, await postgresOf(bridge.db)];
  let quantity = 0;
  const pairs = await inPairs(
    PAIRS,
    () => measured(pids, () => pushAll(bridge, skus, ++quantity)),
    () => measured([], () => bareSourceItems(shopUrl, token, skus, ++quantity)),
  );
  await bridge.stop();
  shop.child.kill();
  const speeds = ratiosOf(pairs, 'ms').map((times) => 1 / times);
  const rate = (samples: Sample[]): string =>
    `${Math.round((skus / median(samples.map(({ ms }) => ms))) * 1000)} SKUs/s`;
  const cpu = spread(pairs.ours.map((one) => (one.cpu * 1000) / skus));
  return [
    row(
      `${skus} SKUs of a store as connected, ${CONCURRENCY} calls of ${LATENCY_MS} ms at once`,
      `${rate(pairs.ours)}, ${cpu} ms CPU a SKU`,
      `${rate(pairs.reference)} (undici, the same rows by hand)`,
      spread(speeds),
      '≥ 0.9',
      median(speeds) >= 0.9,
    ),
  ];
}

async function bareSourceItems(url: string, token: string, skus: number, quantity: number): Promise<void> {
  const agent = new Agent({ connections: CONCURRENCY, pipelining: 1 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let next = 1;
  const work = async (): Promise<void> => {
    for (let from = next; from <= skus; from = next) {
      next += ROWS_OF_A_CALL;
      const sourceItems = Array.from({ length: Math.min(ROWS_OF_A_CALL, skus - from + 1) }, (_, i) => ({
        ...{ sku: `SKU-${from + i}`, source_code: 'default', quantity, status: 1 },
      }));
      const body = JSON.stringify({ sourceItems });
      const path = `${url}/rest/default/V1/inventory/source-items`;
      const answer = await request(path, { dispatcher: agent, method: 'POST', headers, body });
      if (answer.statusCode !== 200) throw new Error(await answer.body.text());
      await answer.body.json();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  await agent.close();
}
