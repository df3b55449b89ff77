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

afterEach(() => shop.close());

const items = [{ orderItemCode: '12', quantity: 1 }];

/** @returns what revokes the token that came last */
function revokerOfLastToken({ accounts }: ShopBehindProxy['sandbox']): () => void {
  const authorize = accounts.authorize.bind(accounts);
  let token: string | undefined;
  accounts.authorize = (request, resource) => {
    token = request.authorization ?? token;
    authorize(request, resource);
  };
  return () => accounts.expire(token);
}

/** The proxy loses the first answer and sends the call again; in between our token is revoked. */
it.each([
  ['INVOICE', '/orders/1/invoice', { items }],
  ['SHIPMENT', '/orders/1/shipments', { shipmentId: 'P-1', items, tracks: [{ trackNumber: 'AWB-1' }] }],
])(
  '%s that a proxy sent twice, the second time with a token that is over, is made once',
  async (kind, path, body) => {
    shop = await startShopBehindProxy({}, [twoLineOrder(1)]);
    const { sandbox, proxy, bridge } = shop;
    const expireToken = revokerOfLastToken(sandbox);
    let left = 1;
    proxy.decide = (passing) =>
      isWrite(passing) && !passing.path.endsWith('/token') && left-- > 0
        ? { reach: 'twice', between: expireToken }
        : undefined;
    await bridge.post(path, body);
    await operationsEnded(bridge);
    const { invoices, documents } = sandbox.store.book(1);
    expect(invoices + documents).toBe(1);
    expect(await outcomesOf(bridge, kind)).toEqual(['APPLIED']);
  },
);

/** Nothing is lost by it: a token that is over before the call costs another try, and no error. */
it('a token that is over is replaced while the caller waits', async () => {
  shop = await startShopBehindProxy({}, [twoLineOrder(1)]);
  const { sandbox, proxy, bridge } = shop;
  const expireToken = revokerOfLastToken(sandbox);
  let left = 1;
  proxy.decide = (passing) => {
    if (isWrite(passing) && !passing.path.endsWith('/token') && left-- > 0) expireToken();
    return undefined;
  };
  const { status, body } = await bridge.post('/orders/1/invoice', { items });
  expect([status, body.outcome, sandbox.store.book(1).invoices]).toEqual([200, 'APPLIED', 1]);
});
