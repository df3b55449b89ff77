import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { json, type Passing, type Verdict } from '../sandbox/faulty-proxy.js';
import { type ShopBehindProxy, startShopBehindProxy, twoLineOrder } from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';

/** The comparison reads the documents of many orders at once, and believes such a list only where all is well. */
const ORDERS = Array.from({ length: 12 }, (_, i) => i + 1);
const LISTS = ['/invoices', '/shipments', '/creditmemos'];

let shop: ShopBehindProxy;
/** `in` for a list of many orders, `eq` for a list of one. */
let asked: { what: string; how: string }[] = [];
let answer: (list: { what: string; how: string }) => Verdict['answer'] | undefined = () => undefined;

beforeAll(async () => {
  shop = await startShopBehindProxy({}, ORDERS.map(twoLineOrder));
  for (const id of ORDERS) {
    await shop.bridge.post(`/orders/${id}/acknowledge`);
    expect((await shop.bridge.post(`/orders/${id}/invoice`)).status).toBe(200);
  }
  await shop.bridge.sync('orders.changed');
  shop.proxy.decide = decide;
});

afterEach(() => {
  asked = [];
  answer = () => undefined;
});

afterAll(() => shop.close());

function decide({ method, path, query }: Passing): Verdict | undefined {
  const what = LISTS.find((one) => path.endsWith(one));
  if (method !== 'GET' || !what) return undefined;
  const criteria = new URLSearchParams(query);
  const list = { what, how: criteria.get('searchCriteria[filterGroups][0][filters][0][conditionType]')! };
  asked.push(list);
  const given = answer(list);
  return given && { reach: 'no', answer: given };
}

async function compare(): Promise<{ orderCode: string; kind: string }[]> {
  const { status, body } = await shop.bridge.post('/admin/reconciliations', {
    storeCode: 'default',
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date().toISOString(),
  });
  expect(status).toBe(202);
  const done = await until(async () => {
    const now = (await shop.bridge.get(`/admin/reconciliations/${body.reconciliationId}`)).body;
    return now.state === 'RUNNING' ? undefined : now;
  });
  expect(done.state).toBe('DONE');
  return done.found.map(({ orderCode, kind }: { orderCode: string; kind: string }) => ({ orderCode, kind }));
}

const list = (items: object[], total_count: number): Verdict['answer'] => json(200, { items, total_count });
const times = (how: string): number => asked.filter((one) => one.how === how).length;

it('asks three times for all orders where all is well', async () => {
  expect(await compare()).toEqual([]);
  expect([times('in'), times('eq')]).toEqual([3, 0]);
});

it('looks at an order by itself before it says that a document of it is missing', async () => {
  const { invoices } = shop.sandbox.store;
  const [gone] = invoices.splice(4, 1);
  expect(await compare()).toEqual([
    { orderCode: String(gone!.order_id), kind: 'INVOICE_MISSING_IN_MAGENTO' },
  ]);
  expect([times('in'), times('eq')]).toEqual([3, 3]);
  invoices.splice(4, 0, gone!);
});

it('takes a list that shows too little for no proof, and finds what is there', async () => {
  const shown = shop.sandbox.store.invoices.slice(0, 7);
  answer = ({ what, how }) => (what === '/invoices' && how === 'in' ? list(shown, 7) : undefined);
  expect(await compare()).toEqual([]);
  expect([times('in'), times('eq')]).toEqual([3, 15]);
});

it.each([
  ['of other orders', [{ entity_id: 1, order_id: 4711 }]],
  ['that counts more than it shows', []],
])('reads order by order after a list %s', async (_words, items) => {
  answer = ({ what, how }) => (what === '/shipments' && how === 'in' ? list(items, 3) : undefined);
  expect(await compare()).toEqual([]);
  expect(times('eq')).toBe(3 * ORDERS.length);
});

it('leaves out only the order whose own list is odd', async () => {
  const [first, second] = shop.sandbox.store.invoices.splice(0, 2);
  const others = list([{ entity_id: 1, order_id: 4711 }], 1);
  // Of the two orders that are looked at by themselves the first one's list holds invoices of another.
  answer = ({ how }) => (how === 'eq' && times('eq') === 1 ? others : undefined);
  const missing = { orderCode: String(second!.order_id), kind: 'INVOICE_MISSING_IN_MAGENTO' };
  expect(await compare()).toEqual([missing]);
  shop.sandbox.store.invoices.unshift(first!, second!);
});
