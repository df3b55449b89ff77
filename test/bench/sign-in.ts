import { BenchBridge, CLIENT } from './bridge.js';
import { median, row, type Row, startScript } from './processes.js';
import { fill, load, PAGE } from './reading.js';

/** Neighbours are compared with each other: what else the machine does changes slowly. */
const PAIRS = 7;

/** The same page of orders with the secret in each call's headers, as Increff sends it, against the same with a token. */
export async function benchSignIn(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const databaseUrl = await newDatabase('sign_in');
  const shop = await startScript('shop.ts', ['1', '1']);
  const bridge = await BenchBridge.start(databaseUrl, shop.words[0]!);
  try {
    await fill(databaseUrl, orders);
    return [await compare(bridge)];
  } finally {
    await bridge.stop();
    shop.child.kill();
  }
}

async function compare(bridge: BenchBridge): Promise<Row> {
  const { clientId: authUsername, clientSecret: authPassword } = CLIENT;
  const ways = {
    header: { authUsername, authPassword, 'x-store-code': 'default' },
    token: bridge.headers,
  };
  const rates: Record<keyof typeof ways, number[]> = { header: [], token: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    for (const way of pair % 2 === 0 ? (['header', 'token'] as const) : (['token', 'header'] as const)) {
      rates[way].push(await load(`${bridge.service.url}/orders?limit=${PAGE}`, ways[way]));
    }
  }
  const ratios = rates.header.map((rate, i) => rate / rates.token[i]!);
  const ratio = median(ratios);
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} in ${PAIRS} pairs`;
  return row(
    `GET /orders with the secret in the headers, 10 connections (${spread})`,
    `${Math.round(median(rates.header))} requests/s`,
    `${Math.round(median(rates.token))} requests/s (with a token)`,
    ratio,
    '≥ 0.9',
    ratio >= 0.9,
  );
}
