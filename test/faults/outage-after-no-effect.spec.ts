import { afterEach, expect, it } from '@jest/globals';
import { json } from '../sandbox/faulty-proxy.js';
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

afterEach(() => shop.close());

const items = [{ orderItemCode: '12', quantity: 1 }];
const deadlock = json(400, { message: 'Could not save an invoice, see error log for details' });

interface Row {
  id: string;
  state: string;
  attempts: number;
  detail: string;
}

/** Every send ended in a deadlock, which a look has proved; then the shop goes down while the worker waits. */
async function untilRefusedAndDown(): Promise<Row> {
  shop = await startShopBehindProxy({}, [twoLineOrder(1)]);
  const { proxy, bridge } = shop;
  proxy.decide = (passing) =>
    isWrite(passing) && !passing.path.endsWith('/token') ? { reach: 'no', answer: deadlock } : undefined;
  const headers = { prefer: 'respond-async' };
  expect((await bridge.call('POST', '/orders/1/invoice', { body: { items }, headers })).status).toBe(202);
  const row = async (): Promise<Row> =>
    (await bridge.db.rows<Row>('SELECT id, state, attempts, detail FROM operation'))[0]!;
  const given = await until(async () => {
    const now = await row();
    return now.state === 'PENDING' && now.attempts > 0 ? now : undefined;
  });
  proxy.decide = () => ({ reach: 'no', answer: 'cut' });
  return until(async () => {
    const now = await row();
    return now.attempts > given.attempts && now.state !== 'RUNNING' ? now : undefined;
  });
}

it('what Magento has shown to be undone is not in doubt again because the shop goes down', async () => {
  const { state } = await untilRefusedAndDown();
  expect(state).toBe('PENDING');
  shop.proxy.decide = () => undefined;
  await operationsEnded(shop.bridge);
  expect(await outcomesOf(shop.bridge, 'INVOICE')).toEqual(['APPLIED']);
  expect(shop.sandbox.store.book(1).invoices).toBe(1);
});

it('a person can withdraw it during the outage', async () => {
  const { id } = await untilRefusedAndDown();
  const { status } = await shop.bridge.call('POST', `/operations/${id}/withdraw`, { body: {} });
  expect(status).toBe(200);
  expect(await outcomesOf(shop.bridge, 'INVOICE')).toEqual(['FAILED']);
});
