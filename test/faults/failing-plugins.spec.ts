import { afterEach, expect, it } from '@jest/globals';
import { json, page } from '../sandbox/faulty-proxy.js';
import {
  isWrite,
  operationsEnded,
  outcomesOf,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';

let shop: ShopBehindProxy;
let sandbox: ShopBehindProxy['sandbox'];
let proxy: ShopBehindProxy['proxy'];
let bridge: ShopBehindProxy['bridge'];

async function start(environment: Record<string, string> = {}): Promise<void> {
  shop = await startShopBehindProxy({ MAGENTO_READ_LAG_SECONDS: '4', ...environment }, [twoLineOrder(1)]);
  ({ sandbox, proxy, bridge } = shop);
}

afterEach(() => shop.close());

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

/** 401 after the commit: a module whose own sign-in elsewhere is over. Magento's door speaks in words of its own. */
it.each([
  ['INVOICE', '/orders/1/invoice', {}],
  ['SHIPMENT', '/orders/1/shipments', { shipmentId: 'P-1', tracks: [{ trackNumber: 'AWB-1' }] }],
])(
  '%s that a plugin answers with a 401 of its own after the commit is made once',
  async (kind, path, more) => {
    await start();
    let left = 1;
    const answer = json(401, { message: 'The access token of the payment provider has expired.' });
    proxy.decide = (passing) =>
      isWrite(passing) && !passing.path.endsWith('/token') && left-- > 0
        ? { reach: 'yes', answer }
        : undefined;
    const ask = { ...more, items: [{ orderItemCode: '12', quantity: 1 }] };
    await bridge.post(path, ask);
    await bridge.post(path, ask);
    await operationsEnded(bridge);
    const { invoices, documents } = sandbox.store.book(1);
    expect(invoices + documents).toBe(1);
    expect(await outcomesOf(bridge, kind)).toEqual(['APPLIED']);
  },
);

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
  await operationsEnded(bridge);
  const book = sandbox.store.book(1);
  expect(book.invoices).toBeLessThanOrEqual(1);
  expect(book.cancellations).toBeLessThanOrEqual(1);
  const done = (await outcomesOf(bridge, 'INVOICE')).filter((one) => one === 'APPLIED').length;
  expect(done).toBe(book.invoices);
});
