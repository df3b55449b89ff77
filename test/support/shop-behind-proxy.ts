import { FaultyProxy, type Passing } from '../sandbox/faulty-proxy.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shipAsDocumented } from './shipping.js';
import { startTestApp, type TestApp } from './test-app.js';
import { until } from './until.js';

/** A shop, a proxy in front of it, and the service that speaks to the shop through the proxy. */
export interface ShopBehindProxy {
  sandbox: Sandbox;
  proxy: FaultyProxy;
  bridge: TestApp;
  close(): Promise<void>;
}

/** With a grace short enough to be waited for, and the two writes of the document. */
export async function startShopBehindProxy(
  environment: Record<string, string> = {},
  orders: Order[] = [],
): Promise<ShopBehindProxy> {
  const sandbox = await Sandbox.start();
  const proxy = await FaultyProxy.start(sandbox.url);
  for (const order of orders) sandbox.place(order);
  const bridge = await startTestApp(sandbox, {
    MAGENTO_BASE_URL: proxy.url,
    MAGENTO_TIMEOUT_MS: '500',
    MAGENTO_GRACE_SECONDS: '1',
    MAGENTO_READ_LAG_SECONDS: '0.1',
    ...environment,
  });
  await shipAsDocumented(bridge);
  for (const { entity_id: id } of orders) await bridge.get(`/orders/${id}?refresh=true`);
  const close = async (): Promise<void> => {
    sandbox.faults.middleman = {};
    await bridge.close();
    await proxy.close();
    await sandbox.close();
  };
  return { sandbox, proxy, bridge, close };
}

/** Two lines: item {id}1 with two units, item {id}2 with three. */
export function twoLineOrder(id: number): Order {
  const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) =>
    Object.assign(item, { item_id: 10 * id + 1 + i, qty_ordered: 2 + i, sku: `SKU-${id}-${i}` }),
  );
  addUp(order);
  return order;
}

export function isWrite({ method }: Passing): boolean {
  return method !== 'GET';
}

/** Until no write is open any more. */
export function operationsEnded(bridge: TestApp): Promise<true> {
  return until(async () => {
    const open = await bridge.db.rows(`SELECT 1 FROM operation WHERE state NOT IN ('SETTLED', 'FAILED')`);
    return open.length === 0 || undefined;
  });
}

/** Outcomes of one kind of write, or the states of those without one, the oldest first. */
export async function outcomesOf(bridge: TestApp, kind: string): Promise<string[]> {
  const rows = await bridge.db.rows<{ outcome: string }>(
    `SELECT coalesce(outcome, state) AS outcome FROM operation WHERE kind = $1 ORDER BY created_at`,
    [kind],
  );
  return rows.map(({ outcome }) => outcome);
}
