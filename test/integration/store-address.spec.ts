import { afterEach, expect, it } from '@jest/globals';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import {
  isWrite,
  operationsEnded,
  outcomesOf,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';

let shop: ShopBehindProxy;
let copy: Sandbox;

afterEach(async () => {
  await shop.close();
  await copy.close();
});

const items = [{ orderItemCode: '12', quantity: 1 }];

/** The answer is lost, and an administrator moves the store to a copy of the shop, which shows nothing of the write. */
it('a store keeps its address while a write is in doubt, unless it is said to be the same shop', async () => {
  shop = await startShopBehindProxy({ MAGENTO_GRACE_SECONDS: '120' }, [twoLineOrder(1)]);
  copy = await Sandbox.start();
  copy.place(twoLineOrder(1));
  const { sandbox, proxy, bridge } = shop;
  const credentials = { scheme: 'bearer', accessToken: 'token-of-the-copy' };
  const move = (baseUrl: string, more: object = {}) =>
    bridge.call('PUT', '/admin/stores/default', { body: { baseUrl, credentials, ...more } });
  let sent = false;
  proxy.decide = (passing) => {
    sent ||= isWrite(passing) && !passing.path.endsWith('/token');
    return sent ? { reach: 'yes', answer: 'cut' } : undefined;
  };
  expect((await bridge.post('/orders/1/invoice', { items })).status).toBe(504);
  const refused = await move(copy.url);
  expect([refused.status, refused.body.code]).toEqual([409, 'WORK_IS_OPEN']);
  expect((await bridge.get('/admin/stores/default')).body.baseUrl).toBe(proxy.url);
  const moved = await bridge.call('PUT', '/admin/stores/default', {
    body: {
      baseUrl: sandbox.url,
      sameShop: true,
      credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
    },
  });
  expect(moved.status).toBe(200);
  await operationsEnded(bridge);
  expect(await outcomesOf(bridge, 'INVOICE')).toEqual(['APPLIED']);
  expect([sandbox.store.book(1).invoices, copy.store.book(1).invoices]).toEqual([1, 0]);
  expect((await move(copy.url)).status).toBe(200);
});

/**
 * The request has read its store, waits for a slow shop, and has no row yet: the store moves to a copy of the shop, then the answer
 * to the write is lost.
 */
it('a request that began before the store moved writes to no address but the new one', async () => {
  shop = await startShopBehindProxy({ MAGENTO_TIMEOUT_MS: '5000' });
  copy = await Sandbox.start();
  const { sandbox, proxy, bridge } = shop;
  const order = twoLineOrder(2);
  for (const one of [sandbox, copy]) one.place(structuredClone(order));
  let goOn = (): void => undefined;
  const held = new Promise<void>((done) => (goOn = done));
  let isRead = (): void => undefined;
  const read = new Promise<void>((done) => (isRead = done));
  proxy.decide = (passing) => {
    if (passing.path.endsWith('/token')) return undefined;
    if (isWrite(passing)) return { reach: 'yes', answer: 'cut' };
    isRead();
    return { reach: 'yes', held };
  };
  const asked = bridge.post('/orders/2/invoice', { items: [{ orderItemCode: '22', quantity: 1 }] });
  await read;
  const body = {
    baseUrl: copy.url,
    credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
  };
  expect((await bridge.call('PUT', '/admin/stores/default', { body })).status).toBe(200);
  goOn();
  await asked;
  await operationsEnded(bridge);
  expect(await outcomesOf(bridge, 'INVOICE')).toEqual(['APPLIED']);
  expect([sandbox.store.book(2).invoices, copy.store.book(2).invoices]).toEqual([0, 1]);
});
