import { afterEach, expect, it } from '@jest/globals';
import { FaultyProxy, json, page, type Passing } from '../sandbox/faulty-proxy.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let proxy: FaultyProxy;
let bridge: TestApp;

async function start(environment: Record<string, string> = {}): Promise<void> {
  sandbox = await Sandbox.start();
  proxy = await FaultyProxy.start(sandbox.url);
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) =>
    Object.assign(item, { item_id: 11 + i, qty_ordered: 2 + i, sku: `SKU-1-${i}` }),
  );
  sandbox.place(order);
  bridge = await startTestApp(sandbox, {
    MAGENTO_BASE_URL: proxy.url,
    MAGENTO_TIMEOUT_MS: '500',
    MAGENTO_GRACE_SECONDS: '2',
    MAGENTO_READ_LAG_SECONDS: '4',
    ...environment,
  });
  await bridge.get('/orders/1?refresh=true');
}

afterEach(async () => {
  await bridge.close();
  await proxy.close();
  await sandbox.close();
});

const isWrite = ({ method }: Passing): boolean => method !== 'GET';
const ended = (): Promise<true> =>
  until(async () => {
    const open = await bridge.db.rows(`SELECT 1 FROM operation WHERE state NOT IN ('SETTLED', 'FAILED')`);
    return open.length === 0 || undefined;
  });
const outcomes = async (kind: string): Promise<string[]> =>
  (
    await bridge.db.rows<{ outcome: string }>(
      `SELECT coalesce(outcome, state) AS outcome FROM operation WHERE kind = $1 ORDER BY created_at`,
      [kind],
    )
  ).map(({ outcome }) => outcome);

/** 400 after the commit, by source: a plugin that fails behind it. */
it('stock by source that a plugin refuses after the commit is not FAILED', async () => {
  await start();
  sandbox.store.stock.add('SKU-A', 0);
  await bridge.call('PUT', '/admin/stores/default', { body: { settings: { inventoryMode: 'sourceItems' } } });
  proxy.decide = (passing) =>
    isWrite(passing) && passing.path.includes('source-items')
      ? { reach: 'yes', answer: json(400, { message: 'The ERP did not take the stock.' }) }
      : undefined;
  await bridge.call('PUT', '/inventory', {
    body: { inventories: [{ channelSkuCode: 'SKU-A', quantity: 7 }] },
  });
  const [row] = await until(async () => {
    const rows = await bridge.db.rows<{ state: string }>(
      `SELECT state FROM inventory_level WHERE next_attempt_at IS NULL`,
    );
    return rows.length > 0 ? rows : undefined;
  });
  expect([sandbox.store.stock.find('SKU-A')!.item.qty, row!.state]).toEqual([7, 'PUSHED']);
});

/** The same value again after an outage, while the first is unanswered and a person retries. */
it('an order busy with a write in doubt says so to others, and both end well', async () => {
  await start({ MAGENTO_READ_LAG_SECONDS: '1' });
  let left = 1;
  proxy.decide = (passing) =>
    isWrite(passing) && left-- > 0 ? { reach: 'yes', answer: page(524) } : undefined;
  const items = [{ orderItemCode: '12', quantity: 1 }];
  const all = await Promise.all([
    bridge.post('/orders/1/invoice', { items }),
    bridge.post('/orders/1/invoice', { items }, { headers: { prefer: 'respond-async' } }),
    bridge.post('/orders/1/cancel', {}),
    bridge.post('/operations/retry', { state: 'UNKNOWN' }),
    bridge.post('/orders/1/shipments', { shipmentId: 'P-1', items, tracks: [] }),
  ]);
  expect(all.every(({ status }) => status < 600)).toBe(true);
  await ended();
  const book = sandbox.store.book(1);
  expect(book.invoices + book.cancellations).toBeLessThanOrEqual(2);
  const done = (await outcomes('INVOICE')).filter((one) => one === 'APPLIED').length;
  expect(done).toBe(book.invoices);
});
