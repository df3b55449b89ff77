import { afterEach, expect, it } from '@jest/globals';
import {
  isWrite,
  operationsEnded,
  outcomesOf,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';

let shop: ShopBehindProxy;
let sandbox: ShopBehindProxy['sandbox'];
let proxy: ShopBehindProxy['proxy'];
let bridge: ShopBehindProxy['bridge'];

async function start(environment: Record<string, string> = {}): Promise<void> {
  shop = await startShopBehindProxy({ MAGENTO_READ_LAG_SECONDS: '4', ...environment }, [twoLineOrder(1)]);
  ({ sandbox, proxy, bridge } = shop);
}

afterEach(() => shop.close());

/** Handover ships everything; the proxy repeats the call, and Magento refuses the second; the replica is 3 s behind. */
it('a handover that a proxy sent twice is no REFUSED, though the reads lag', async () => {
  await start();
  sandbox.faults.readLagMs = 3000;
  let left = 1;
  proxy.decide = (passing) => (isWrite(passing) && left-- > 0 ? { reach: 'twice' } : undefined);
  await bridge.post('/orders/1/handover', {});
  await operationsEnded(bridge);
  expect(sandbox.store.book(1).shipments).toBe(1);
  expect(await outcomesOf(bridge, 'HANDOVER')).toEqual(['APPLIED']);
});

/** The write was lost on its way, and the order is deleted in the shop: nothing can come of it any more. */
it('a cancel of an order that the shop has deleted comes to an end', async () => {
  await start({ MAGENTO_READ_LAG_SECONDS: '1' });
  proxy.decide = (passing) => (isWrite(passing) ? { reach: 'no', answer: 'cut' } : undefined);
  await bridge.post('/orders/1/cancel', {});
  proxy.decide = () => undefined;
  sandbox.store.orders.delete(1);
  await operationsEnded(bridge);
  expect(await outcomesOf(bridge, 'CANCEL')).toEqual(['FAILED']);
});
