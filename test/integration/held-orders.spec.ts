import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { commandLine } from '../support/command-line.js';
import { shareTestApp } from '../support/store-of-test.js';
import { environmentFor, type TestApp } from '../support/test-app.js';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  bridge = await startApp(sandbox);
});

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

/** An order to whose total a module adds a fee, in a field of its own. */
function placeWithFee(entityId: number, fee: number): void {
  const order = generateOrder({ entityId, createdAt: Date.now() - 60_000 });
  order.grand_total += fee;
  order.extension_attributes['msp_cod_amount'] = String(fee);
  order.extension_attributes['loyalty'] = { points: 700, base_value: fee };
  sandbox.place(order);
}

const held = async (): Promise<string[]> =>
  (await bridge.get('/orders?syncState=HELD')).body.items.map(({ orderCode }: any) => orderCode);

it('is explained by the field that comes to the difference', async () => {
  placeWithFee(1, 59.5);
  await bridge.sync('orders.changed');
  const { status, body } = await bridge.get('/orders/1/total');
  expect([status, body.reason, body.unexplained]).toEqual([200, 'totals_not_balanced', '59.50']);
  expect(body.proposals[0].attributes).toEqual([
    {
      path: 'extension_attributes.msp_cod_amount',
      sign: 1,
      as: 'codFee',
      taxIncluded: false,
      amount: '59.50',
    },
  ]);
  expect(body.parts).toContainEqual(expect.objectContaining({ name: 'subtotal' }));
  expect((await bridge.get('/orders/2/total')).status).toBe(404);
});

it('is passed on by itself once a setting explains its total', async () => {
  placeWithFee(1, 59.5);
  placeWithFee(2, 10);
  const odd = generateOrder({ entityId: 3, createdAt: Date.now() - 60_000 });
  odd.grand_total += 7;
  sandbox.place(odd);
  await bridge.sync('orders.changed');
  expect(await held()).toEqual(['1', '2', '3']);
  const totalAttributes = [{ path: 'extension_attributes.msp_cod_amount', sign: 1, as: 'codFee' }];
  const saved = await bridge.call('PUT', '/admin/stores/default', {
    body: { settings: { totalAttributes } },
  });
  expect(saved.body.settings.totalAttributes).toEqual(totalAttributes);
  await bridge.sync('orders.changed');
  expect(await held()).toEqual(['3']);
  const { body } = await bridge.get('/orders/1');
  expect(body).toMatchObject({ syncState: 'NEW', totals: { codFee: '59.50', balanced: true } });
});

it('is released with all others of a filter, after a count', async () => {
  for (const id of [1, 2]) placeWithFee(id, 5);
  const rows = generateOrder({ entityId: 3, createdAt: Date.now() - 60_000 });
  rows.subtotal += 9;
  rows.grand_total += 9;
  sandbox.place(rows);
  await bridge.sync('orders.changed');
  const count = await bridge.post('/orders/release', { dryRun: true });
  const reasons = { lines_not_balanced: 1, totals_not_balanced: 2 };
  expect(count.body).toEqual({ count: 3, reasons, dryRun: true });
  expect(await held()).toEqual(['1', '2', '3']);

  const refused = await bridge.post('/orders/release', {});
  expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'reason']);
  const released = await bridge.post('/orders/release', { reason: 'totals_not_balanced' });
  expect(released.body).toEqual({ count: 2, reasons: { totals_not_balanced: 2 }, dryRun: false });
  // Who follows changes finds it.
  expect(
    await bridge.db.rows('SELECT entity_id FROM "order" WHERE changed_at = released_at ORDER BY 1'),
  ).toEqual([{ entity_id: '1' }, { entity_id: '2' }]);
  expect(await held()).toEqual(['3']);
  const { body } = await bridge.get('/orders/1/timeline');
  expect(body.events.at(-1)).toMatchObject({
    kind: 'ORDER_RELEASED',
    source: 'OPERATOR',
    summary: { reason: 'totals_not_balanced' },
  });
  const audit = await bridge.db.rows(
    `SELECT subject FROM audit_log WHERE action = 'order.release' ORDER BY 1`,
  );
  expect(audit.map(({ subject }) => subject)).toEqual(['order:1', 'order:2']);
});

it.each([
  ['acknowledge', 'acknowledge', {}],
  ['invoice', 'invoice', {}],
  ['packing', 'shipments', { shipmentId: '1', items: [{ channelSkuCode: 'x', quantity: 1 }] }],
  ['handover', 'handover', {}],
])('refuses %s until it is released, and nothing is kept or sent', async (_what, path, body) => {
  placeWithFee(1, 5);
  await bridge.sync('orders.changed');
  const refused = await bridge.post(`/orders/1/${path}`, body);
  expect([refused.status, refused.body.code]).toEqual([409, 'ORDER_HELD']);
  expect(await bridge.db.rows('SELECT 1 FROM operation UNION ALL SELECT 1 FROM shipment')).toEqual([]);
  expect((await bridge.post('/orders/1/release')).body.syncState).toBe('NEW');
});

it.each([['reason'], ['orderCodes'], ['createdFrom'], ['createdTo']])(
  'is not released by a condition that is null: %s',
  async (field) => {
    placeWithFee(1, 5);
    await bridge.sync('orders.changed');
    const refused = await bridge.post('/orders/release', { [field]: null });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, field]);
    expect(await held()).toEqual(['1']);
  },
);

it('is not explained where Magento has it no more, or says what nobody can read', async () => {
  placeWithFee(1, 5);
  await bridge.sync('orders.changed');
  sandbox.change(1, (order) => Object.assign(order, { grand_total: '1,234' }));
  const odd = await bridge.get('/orders/1/total');
  expect([odd.status, odd.body.code]).toEqual([502, 'ORDER_UNREADABLE']);
  sandbox.store.orders.delete(1);
  const gone = await bridge.get('/orders/1/total');
  expect([gone.status, gone.body.code]).toEqual([404, 'NOT_FOUND']);
});

it('is explained and released on the command line', async () => {
  placeWithFee(1, 59.5);
  await bridge.sync('orders.changed');
  const cli = (...words: string[]) =>
    commandLine(environmentFor(bridge.db.url, sandbox), [...words, '--store', 'default']);
  const { stdout, code } = await cli('explain-total', '--order', '1');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/59\.50 {2}not explained/)]);
  expect(stdout).toContain(
    '"totalAttributes": [{"path":"extension_attributes.msp_cod_amount","sign":1,"as":"codFee"}]',
  );
  expect((await cli('explain-total', '--order', 'x')).stderr).toContain('--order');
  expect((await cli('held')).stdout).toBe('totals_not_balanced: 1\n1 held.\n');
  expect((await cli('held', '--release')).stderr).toContain('--reason');
  expect((await cli('held', '--reason', 'odd')).stderr).toContain('totals_not_balanced');
  expect((await cli('held', '--reason', 'totals_not_balanced', '--release')).stdout).toContain(
    '1 is released.',
  );
  expect(await held()).toEqual([]);
});

it.each([
  [{ path: 'a b', sign: 1, as: 'fee' }, 'settings.totalAttributes.0.path'],
  [{ path: 'fee', sign: 2, as: 'fee' }, 'settings.totalAttributes.0.sign'],
  [{ path: 'fee', sign: 1, as: 'gift' }, 'settings.totalAttributes.0.as'],
])('%j is no total attribute', async (entry, field) => {
  const body = { settings: { totalAttributes: [entry] } };
  const refused = await bridge.call('PUT', '/admin/stores/default', { body });
  expect([refused.status, refused.body.errors[0].field]).toEqual([400, field]);
});
