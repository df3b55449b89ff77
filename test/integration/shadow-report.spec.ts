import { afterEach, expect, it } from '@jest/globals';
import { ShadowReportCommand } from '../../src/cli/shadow-report.command.js';
import { ShadowReportService } from '../../src/shadow/shadow-report.service.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { magentoTime } from '../sandbox/magento-order.js';
import { twoLines } from '../sandbox/two-lines.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { Visitor } from '../support/visitor.js';

let sandbox: Sandbox;
let bridge: TestApp;
let token: string;

async function start(settings: object = {}, orders = 8): Promise<void> {
  sandbox = await Sandbox.start();
  for (let id = 1; id <= orders; id++) sandbox.place(twoLines(id));
  bridge = await startTestApp(sandbox);
  await bridge.call('PUT', '/admin/stores/default', {
    body: { settings: { mode: 'shadow', shipmentMode: 'ship-once', shipAt: 'atShipment', ...settings } },
  });
  await bridge.sync('orders.changed');
  const { username, password } = ADMIN;
  token = await other('/rest/V1/integration/admin/token', { username, password });
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

/** What the integration does that the shop has at present. */
async function other(path: string, body: object): Promise<any> {
  const reply = await fetch(sandbox.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect([path, reply.status]).toEqual([path, 200]);
  return reply.json();
}
const theirs = (path: string, body: object = {}) => other(`/rest/default/V1${path}`, body);

const pack = (id: number, awb: string, quantity = 3) =>
  bridge.post(`/orders/${id}/shipments`, {
    shipmentId: `S-${id}-${awb}`,
    items: [{ orderItemCode: String(10 * id + 1), quantity }],
    tracks: [{ trackNumber: awb, title: 'Delhivery' }],
  });
const ship = (id: number, awb: string, qty = 3) =>
  theirs(`/order/${id}/ship`, {
    items: [{ order_item_id: 10 * id + 1, qty }],
    tracks: [{ track_number: awb, title: 'Delhivery', carrier_code: 'custom' }],
  });
const report = async (query = ''): Promise<any> => {
  const { status, body } = await bridge.get(`/admin/stores/default/shadow-report${query}`);
  expect(status).toBe(200);
  return body;
};

it('says of each write whether another did the same, something else, or nothing', async () => {
  await start();
  for (const id of [1, 2, 3]) await bridge.post(`/orders/${id}/invoice`);
  await theirs('/order/1/invoice', { capture: true });
  await theirs('/order/2/invoice', { items: [{ order_item_id: 21, qty: 1 }] });
  await pack(4, 'AWB-4');
  await ship(4, 'AWB-4');
  await pack(5, 'AWB-5');
  await ship(5, 'OTHER');
  await pack(6, 'AWB-6');
  await ship(6, 'AWB-6', 1);
  await bridge.post('/orders/7/cancel');
  await bridge.post('/orders/7/acknowledge');
  await theirs('/orders/7/cancel');
  const { writes, kinds, ordersRead, mode, truncated } = await report();
  expect([ordersRead, mode, truncated]).toEqual([7, 'shadow', false]);
  const found = writes.map((one: any) => [one.kind, one.orderCode, one.verdict, one.what]);
  expect(found).toEqual([
    ['INVOICE', '1', 'SAME', null],
    ['INVOICE', '2', 'DIFFERENT', '1 of item 21 instead of 3; 0 of item 22 instead of 2'],
    ['INVOICE', '3', 'NOT_THERE', null],
    ['SHIPMENT', '4', 'SAME', null],
    ['SHIPMENT', '5', 'DIFFERENT', 'AWB OTHER instead of AWB-5'],
    ['SHIPMENT', '6', 'DIFFERENT', '1 of item 61 instead of 3'],
    ['CANCEL', '7', 'SAME', null],
    ['ACKNOWLEDGE', '7', 'NOT_THERE', expect.stringContaining('no comment of another')],
  ]);
  expect(kinds.find((one: any) => one.kind === 'INVOICE')).toMatchObject({
    ...{ shadowed: 3, same: 1, different: 1, notThere: 1, notCompared: 0 },
  });
});

it('names what was done in Magento and would not have been done here', async () => {
  await start();
  await bridge.post('/orders/1/invoice');
  await theirs('/order/1/invoice', { capture: true });
  await ship(1, 'X-1');
  await pack(2, 'AWB-2', 1);
  await ship(2, 'AWB-2', 1);
  await ship(2, 'X-2', 2);
  await bridge.post('/orders/3/acknowledge');
  await theirs('/orders/3/cancel');
  await ship(8, 'X-8');
  await bridge.sync('orders.changed');
  const { extras } = await report();
  expect(extras.map((one: any) => [one.kind, one.orderCode, one.what]).sort()).toEqual([
    ['CANCEL', '3', expect.stringContaining('canceled')],
    ['ORDER', '8', expect.stringContaining('no write was asked for here')],
    ['SHIPMENT', '1', '3 of item 11; AWB X-1'],
    ['SHIPMENT', '2', '2 of item 21; AWB X-2'],
  ]);
});

it('compares credit memos, tracks, voids and removals', async () => {
  await start({ mode: 'live' });
  for (const id of [1, 2]) await bridge.post(`/orders/${id}/invoice`);
  const parcels = [(await pack(3, 'AWB-3')).body, (await pack(4, 'AWB-4')).body];
  await bridge.call('PUT', '/admin/stores/default', { body: { settings: { mode: 'shadow' } } });
  for (const id of [1, 2]) {
    const items = [{ orderItemCode: String(10 * id + 1), quantity: 1 }];
    expect((await bridge.post(`/orders/${id}/refunds`, { refundId: `R-${id}`, items })).body.outcome).toBe(
      'SHADOWED',
    );
  }
  const memo = { shipping_amount: 0, adjustment_positive: 0, adjustment_negative: 0 };
  const row = (id: number, i: number, qty: number) => ({ order_item_id: 10 * id + 1 + i, qty });
  await theirs('/order/1/refund', { items: [row(1, 0, 1), row(1, 1, 0)], arguments: memo });
  await theirs('/order/2/refund', { items: [row(2, 0, 2), row(2, 1, 0)], arguments: memo });
  const track = { trackNumber: 'NEW-3', title: 'Blue Dart' };
  await bridge.post(`/shipments/${parcels[0].shipmentCode}/tracks`, track);
  await bridge.post(`/shipments/${parcels[1].shipmentCode}/void`);
  const { writes, extras } = await report();
  // What we made ourselves while the store was live is nobody else's.
  expect(extras).toEqual([]);
  const found = writes.map((one: any) => [one.kind, one.orderCode, one.verdict]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['REFUND', '1', 'SAME'],
      ['REFUND', '2', 'DIFFERENT'],
      ['TRACK', '3', 'NOT_THERE'],
      ['VOID', '4', 'NOT_THERE'],
      ['REMOVE_TRACK', '4', 'NOT_THERE'],
    ]),
  );
});

it('compares the last wanted stock with what Magento has', async () => {
  await start({ inventoryMode: 'sourceItems', bufferStock: 1 });
  for (const sku of ['A', 'B']) sandbox.store.stock.add(sku, 7);
  for (const [sku, quantity] of [
    ['A', 3],
    ['A', 8],
    ['B', 3],
    ['NONE', 3],
  ]) {
    await bridge.call('PUT', `/inventory/${sku}`, { body: { quantity } });
  }
  const { stock } = await report();
  expect(
    stock.map((one: any) => [one.channelSkuCode, one.wanted, one.magentoQuantity, one.verdict]).sort(),
  ).toEqual([
    ['A', '7', '7', 'SAME'],
    ['B', '2', '7', 'DIFFERENT'],
  ]);
});

it('reads no more orders than it was asked to, and says what it could not read', async () => {
  await start();
  for (const id of [1, 2, 3]) await bridge.post(`/orders/${id}/invoice`);
  sandbox.recordRequests = true;
  const bounded = await report('?orders=1');
  expect([bounded.ordersRead, bounded.magentoCalls]).toEqual([1, 2]);
  expect(bounded.writes.map((one: any) => one.verdict)).toEqual([
    'NOT_THERE',
    'NOT_COMPARED',
    'NOT_COMPARED',
  ]);
  sandbox.decide = ({ path }) => (path.includes('/orders/1') ? { reach: 'no', answer: 'cut' } : undefined);
  const broken = await report();
  expect(broken.writes[0]).toMatchObject({
    verdict: 'NOT_COMPARED',
    what: expect.stringContaining('could not be read'),
  });
  expect(sandbox.seen.every(({ method }) => method === 'GET')).toBe(true);
  const refused = await bridge.get(
    '/admin/stores/default/shadow-report?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z',
  );
  expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'from']);
  const empty = await report(`?to=${magentoTime(Date.now() - 3_600_000).replace(' ', 'T')}Z`);
  expect([empty.writes, empty.kinds, empty.ordersRead]).toEqual([[], [], 0]);
});

it('is a page of the console, whose every page says that the store sends nothing', async () => {
  await start();
  await bridge.post('/orders/1/invoice');
  const operator = new Visitor(bridge.url);
  expect(await operator.signIn(CLIENT.id, CLIENT.secret)).toBe(303);
  const page = await operator.get('/console/shadow-report?store=default');
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('NOT_THERE')]);
  for (const path of [
    '/console',
    '/console/orders',
    '/console/store',
    '/console/operations?outcome=SHADOWED',
  ]) {
    expect((await operator.get(path)).html).toContain('is in shadow mode: it sends neither writes');
  }
  const { writes } = await report();
  const address = `/console/operations/${writes[0].operationId}`;
  expect((await operator.get(address)).html).not.toContain('Send now');
  await bridge.call('PUT', '/admin/stores/default', { body: { settings: { mode: 'live' } } });
  const { html } = await operator.get(address);
  expect([html.includes('is in shadow mode: it sends neither'), html.includes('Send now')]).toEqual([
    false,
    true,
  ]);
});

it('is printed on the command line', async () => {
  await start();
  await bridge.post('/orders/1/invoice');
  const command = new ShadowReportCommand(bridge.app.get(StoresService), bridge.app.get(ShadowReportService));
  const write = process.stdout.write.bind(process.stdout);
  let printed = '';
  process.stdout.write = (text) => Boolean((printed += String(text)));
  try {
    await command.run([], { store: 'default', orders: '10' });
  } finally {
    process.stdout.write = write;
  }
  expect(printed).toContain('INVOICE: 1 not sent (0 same, 0 different, 1 not there, 0 not compared)');
  await expect(command.run([], { store: 'default', orders: 'all' })).rejects.toThrow();
});
