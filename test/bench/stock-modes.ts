import { Sandbox } from '../sandbox/sandbox.js';
import { BenchBridge } from './bridge.js';
import { BATCH, type NewDatabase, pushed, send } from './inventory.js';
import { row, type Row } from './processes.js';

const LATENCY_MS = 100;
const CONCURRENCY = 4;

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
