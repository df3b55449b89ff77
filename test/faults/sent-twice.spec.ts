import { afterEach, expect, it } from '@jest/globals';
import { FaultyProxy, type Passing } from '../sandbox/faulty-proxy.js';
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

/** Handover ships everything; the proxy repeats the call, and Magento refuses the second; the replica is 3 s behind. */
it('a handover that a proxy sent twice is no REFUSED, though the reads lag', async () => {
  await start();
  sandbox.faults.readLagMs = 3000;
  let left = 1;
  proxy.decide = (passing) => (isWrite(passing) && left-- > 0 ? { reach: 'twice' } : undefined);
  await bridge.post('/orders/1/handover', {});
  await ended();
  expect(sandbox.store.book(1).shipments).toBe(1);
  expect(await outcomes('HANDOVER')).toEqual(['APPLIED']);
});

/** The write was lost on its way, and the order is deleted in the shop: nothing can come of it any more. */
it('a cancel of an order that the shop has deleted comes to an end', async () => {
  await start({ MAGENTO_READ_LAG_SECONDS: '1' });
  proxy.decide = (passing) => (isWrite(passing) ? { reach: 'no', answer: 'cut' } : undefined);
  await bridge.post('/orders/1/cancel', {});
  proxy.decide = () => undefined;
  sandbox.store.orders.delete(1);
  await ended();
  expect(await outcomes('CANCEL')).toEqual(['FAILED']);
});
