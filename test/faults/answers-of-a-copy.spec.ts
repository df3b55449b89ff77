import { afterEach, describe, expect, it } from '@jest/globals';
import { html, json, type Verdict } from '../sandbox/faulty-proxy.js';
import { recordedText } from '../sandbox/recorded-orders.js';
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

function once(verdict: Verdict): void {
  let left = 1;
  proxy.decide = (passing) =>
    isWrite(passing) && !passing.path.endsWith('/token') && left-- > 0 ? verdict : undefined;
}

const notAuthorized = json(401, {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_Sales::sales' },
});
const items = [{ orderItemCode: '12', quantity: 2 }];

/** The proxy repeats the call, Magento says no to the second copy because of the first, and the replica is 3 s behind. */
describe('a no to the second copy of a call, while reads lag,', () => {
  it('does not make a partial invoice REFUSED', async () => {
    await start();
    sandbox.faults.readLagMs = 3000;
    once({ reach: 'twice' });
    await bridge.post('/orders/1/invoice', { items });
    await operationsEnded(bridge);
    expect(sandbox.store.book(1).invoices).toBe(1);
    expect(await outcomesOf(bridge, 'INVOICE')).toEqual(['APPLIED']);
  });

  it('does not make a cancel REFUSED', async () => {
    await start();
    sandbox.faults.readLagMs = 3000;
    once({ reach: 'twice' });
    await bridge.post('/orders/1/cancel', {});
    await operationsEnded(bridge);
    expect(sandbox.store.book(1).cancellations).toBe(1);
    expect(await outcomesOf(bridge, 'CANCEL')).toEqual(['APPLIED']);
  });
});

/** The proxy gives the slow first copy up and sends another one, to a server that turns it away; then the first one commits. */
describe('a copy that is turned away, while the other one is slow,', () => {
  const quantity = json(400, {
    message: 'We found an invalid quantity to invoice item "%1".',
    parameters: ['A'],
  });
  it.each<[string, Verdict['answer']]>([
    ['maintenance', html(503, recordedText('488-maintenance-get'))],
    ['a refusal', quantity],
    ['a 401', notAuthorized],
  ])('by %s, is no proof', async (_name, answer) => {
    await start();
    let commit = (): void => undefined;
    const late = new Promise<void>((done) => (commit = done));
    once({ reach: 'late', late, answer });
    setTimeout(commit, 3000);
    await bridge.post('/orders/1/invoice', { items: [{ orderItemCode: '12', quantity: 1 }] });
    await late;
    await new Promise((r) => setTimeout(r, 500));
    await bridge.post('/orders/1/invoice', { items: [{ orderItemCode: '12', quantity: 1 }] });
    await operationsEnded(bridge);
    expect(sandbox.store.book(1).invoices).toBe(1);
    expect(await outcomesOf(bridge, 'INVOICE')).toEqual(['APPLIED']);
  });
});

/** The second copy is turned away with a token that is over, and the shop goes down before we can sign in again. */
it('a sign-in that finds no shop is no proof that the write before it was never sent', async () => {
  await start({ MAGENTO_READ_LAG_SECONDS: '1' });
  const authorize = sandbox.accounts.authorize.bind(sandbox.accounts);
  let token: string | undefined;
  sandbox.accounts.authorize = (request, resource) => {
    token = request.authorization ?? token;
    authorize(request, resource);
  };
  let listenAgain = (): Promise<void> => Promise.resolve();
  const between = (): void => {
    sandbox.accounts.expire(token);
    listenAgain = proxy.refuseConnections();
  };
  once({ reach: 'twice', between });
  await bridge.post('/orders/1/invoice', { items });
  await listenAgain();
  await bridge.post('/orders/1/invoice', { items });
  await operationsEnded(bridge);
  expect(sandbox.store.book(1).invoices).toBe(1);
  expect((await outcomesOf(bridge, 'INVOICE'))[0]).toBe('APPLIED');
});

/** It is not said at once: that the account lacks the right, and that another copy is under way, look alike. */
it('a right that is missing is FAILED after a second try with a new token', async () => {
  await start({ MAGENTO_READ_LAG_SECONDS: '1' });
  let writes = 0;
  proxy.decide = (passing) => {
    if (!isWrite(passing) || passing.path.endsWith('/token')) return undefined;
    writes++;
    return { reach: 'no', answer: notAuthorized };
  };
  const { status, body } = await bridge.post('/orders/1/invoice', { items });
  expect([status, body.detail]).toEqual([504, expect.stringContaining('Magento_Sales::sales')]);
  await operationsEnded(bridge);
  const rows = await bridge.db.rows(`SELECT state, error_code FROM operation`);
  expect([writes, rows]).toEqual([2, [{ state: 'FAILED', error_code: 'MAGENTO_PERMISSION' }]]);
});
