import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OperationKind } from '../../src/operations/operation.types.js';
import { readMode } from '../../src/stores/store-mode.repository.js';
import { twoLines } from '../sandbox/two-lines.js';
import { Increff } from '../sandbox/increff.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DOCUMENTED } from '../support/shipping.js';
import { shareTestApp, storeIdOf } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const PUSHED = { authusername: 'tenant-1', authpassword: 'push-secret' };
const SIGN_IN = '/rest/V1/integration/admin/token';

let sandbox: Sandbox;
let merchant: Merchant;
let increff: Increff;
const startApp = shareTestApp();
let bridge: TestApp;

async function start(settings: Record<string, unknown> = {}, shipped = 0): Promise<void> {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  increff = await Increff.start(PUSHED);
  for (let id = 1; id <= 4; id++) sandbox.place(twoLines(id));
  sandbox.store.find(4)!.items[0]!.qty_shipped = shipped;
  bridge = await startApp(sandbox, { MAGENTO_TIMEOUT_MS: '1000' });
  await set(settings);
  for (const kind of ['NOTIFICATION', 'RETURN_ACK']) {
    const { body } = await bridge.call('PUT', `/admin/stores/default/endpoints/${kind}`, {
      body: { url: `${merchant.url}/${kind}` },
    });
    merchant.secrets.push(body.signingSecret);
  }
  await bridge.sync('orders.changed');
  sandbox.recordRequests = true;
}

afterEach(async () => {
  await bridge.close();
  await increff.close();
  await merchant.close();
  await sandbox.close();
});

const set = (settings: object) => bridge.call('PUT', '/admin/stores/default', { body: { settings } });
const shadow = () => set({ mode: 'shadow' });
const live = () => set({ mode: 'live' });

/** What left for Magento and was no read. */
const writes = () =>
  sandbox.seen.filter(({ method, path }) => method !== 'GET' && path !== SIGN_IN).map(({ path }) => path);

const line = (id: number, i: number, quantity: number) => ({
  orderItemCode: String(10 * id + 1 + i),
  quantity,
});
const pack = (id: number, shipmentId: string, quantity = 3, more: object = {}) =>
  bridge.post(`/orders/${id}/shipments`, {
    shipmentId,
    items: [line(id, 0, quantity)],
    tracks: [{ trackNumber: `AWB-${shipmentId}`, title: 'Delhivery' }],
    ...more,
  });
const operation = async (id: string) => (await bridge.get(`/operations/${id}`)).body;
const outcomes = async (): Promise<Record<string, string[]>> => {
  const { items } = (await bridge.get('/operations?limit=100')).body;
  const byKind = Map.groupBy(items as any[], (one) => one.kind as string);
  return Object.fromEntries([...byKind].map(([kind, of]) => [kind, of.map((one) => one.outcome).sort()]));
};
const settled = () =>
  until(async () => {
    const { items } = (await bridge.get('/operations?limit=100')).body;
    return items.every((one: any) => one.state === 'SETTLED') || undefined;
  });
const notify = (awb: string, at: number) =>
  bridge.post('/notifications', {
    forwardOrderCode: '1',
    forwardAwb: awb,
    notificationType: 'IN_TRANSIT',
    notificationUpdateTime: 1_700_000_000 + at,
  });

describe('a store in shadow mode', () => {
  it('sends no write of any kind, and keeps what it would have sent', async () => {
    await start(DOCUMENTED);
    // What was made before it came into shadow mode.
    expect((await bridge.post('/orders/2/invoice')).body.outcome).toBe('APPLIED');
    const made = await pack(2, 'M');
    expect(made.body.outcome).toBe('APPLIED');
    expect((await pack(4, 'N')).body.outcome).toBe('APPLIED');
    sandbox.seen.length = 0;
    await shadow();
    const asked: [string, object][] = [
      ['/orders/1/acknowledge', {}],
      ['/orders/1/invoice', {}],
      ['/orders/1/handover', {}],
      ['/orders/2/refunds', { refundId: 'R-1', items: [line(2, 1, 1)] }],
      [`/shipments/${made.body.shipmentCode}/tracks`, { trackNumber: 'NEW', title: 'Blue Dart' }],
      [`/shipments/${made.body.shipmentCode}/void`, {}],
      ['/orders/3/cancel', {}],
    ];
    const packed = await pack(1, 'A');
    expect([packed.status, packed.body.outcome]).toEqual([200, 'SHADOWED']);
    for (const [path, body] of asked) {
      const reply = await bridge.post(path, body);
      expect([path, reply.status, reply.body.outcome]).toEqual([path, 200, 'SHADOWED']);
      expect(reply.body.detail).toContain('shadow mode');
      const { lastRequest, sends, state } = await operation(reply.body.operationId);
      expect([state, sends, lastRequest.method]).toEqual(['SETTLED', 0, 'POST']);
    }
    await settled();
    // A void takes the tracks off: that follows in shadow too.
    const found = await outcomes();
    for (const kind of Object.values(OperationKind).filter((one) => one !== OperationKind.Repack)) {
      expect([kind, found[kind]?.includes('SHADOWED')]).toEqual([kind, true]);
    }
    expect(writes()).toEqual([]);
    expect(sandbox.store.find(3)!.state).not.toBe('canceled');
  });

  it('plans what would have followed on a parcel that only would have been made', async () => {
    await start(DOCUMENTED);
    await shadow();
    const { shipmentCode } = (await pack(1, 'A', 2)).body;
    const track = await bridge.post(`/shipments/${shipmentCode}/tracks`, {
      trackNumber: 'NEW',
      title: 'Blue Dart',
    });
    expect(track.body.outcome).toBe('SHADOWED');
    const request = (await operation(track.body.operationId)).lastRequest;
    expect(request).toMatchObject({ path: '/shipment/track', body: { entity: { track_number: 'NEW' } } });
    const undone = await bridge.post(`/shipments/${shipmentCode}/void`);
    expect(undone.body.outcome).toBe('SHADOWED');
    const repacked = [await pack(1, 'B', 1), await pack(1, 'C', 1)].map(({ body }) => body.shipmentId ?? 1);
    expect(repacked).toHaveLength(2);
    expect(writes()).toEqual([]);
  });

  it('ships at create shipment in plan only, and its handover says so', async () => {
    await start({ shipmentMode: 'ship-once', shipAt: 'atShipment' });
    await shadow();
    const { shipmentCode } = (await pack(1, 'A')).body;
    const handover = await bridge.post('/orders/1/handover', { shipmentCode });
    expect(handover.body).toMatchObject({ outcome: 'SHADOWED', detail: expect.stringContaining('not sent') });
    await live();
    // Nothing of it is in Magento: the handover ships it now.
    const again = await bridge.post('/orders/1/handover', { shipmentCode });
    expect(again.body.outcome).toBe('APPLIED');
    expect(sandbox.store.find(1)!.items[0]!.qty_shipped).toBe(3);
  });

  it('hands over in plan only, and for good once it is live', async () => {
    await start();
    await shadow();
    const { shipmentCode } = (await pack(1, 'A')).body;
    const planned = (await bridge.post('/orders/1/handover', { shipmentCode })).body;
    expect(planned).toMatchObject({ outcome: 'SHADOWED', handoverId: null, orderState: 'new' });
    expect((await operation(planned.operationId)).lastRequest).toMatchObject({
      path: '/order/1/ship',
      body: { items: [{ order_item_id: 11, qty: 3 }], tracks: [{ track_number: 'AWB-A' }] },
    });
    expect((await bridge.get('/orders/1')).body.orderItems[0].quantityShipped ?? '0').toBe('0');
    await live();
    const done = (await bridge.post('/orders/1/handover', { shipmentCode })).body;
    expect(done).toMatchObject({
      outcome: 'APPLIED',
      handovers: [{ handoverId: done.magentoId, shipmentCode }],
    });
    expect(sandbox.store.shipments).toHaveLength(1);
  });

  it('answers the same request alike, and does it once it is live, also with the same key', async () => {
    await start();
    await shadow();
    const headers = { 'idempotency-key': 'K-1' };
    const ask = () => bridge.post('/orders/1/invoice', {}, { headers });
    const first = await ask();
    expect((await ask()).body.operationId).toBe(first.body.operationId);
    expect((await bridge.post('/orders/1/invoice')).body).toMatchObject({
      outcome: 'SHADOWED',
      operationId: first.body.operationId,
    });
    await live();
    expect(writes()).toEqual([]);
    const done = await ask();
    expect([done.status, done.body.outcome]).toEqual([200, 'APPLIED']);
    expect(done.body.operationId).not.toBe(first.body.operationId);
    expect((await ask()).body.operationId).toBe(done.body.operationId);
    expect(sandbox.store.invoices).toHaveLength(1);
    expect((await operation(first.body.operationId)).outcome).toBe('SHADOWED');
  });

  it('does a request that was left to a worker with the same key, once it is live', async () => {
    await start();
    await shadow();
    const headers = { 'idempotency-key': 'K-2', prefer: 'respond-async' };
    const accepted = await bridge.post('/orders/1/invoice', {}, { headers });
    expect(accepted.status).toBe(202);
    await settled();
    await live();
    const again = await bridge.post('/orders/1/invoice', {}, { headers });
    expect(again.status).toBe(202);
    await until(async () =>
      (await operation(again.body.operationId)).outcome === 'APPLIED' ? true : undefined,
    );
  });

  it('sends nothing of it when it becomes live, but for what a person chooses', async () => {
    await start();
    await shadow();
    const { operationId } = (await bridge.post('/orders/1/invoice')).body;
    const other = (await bridge.post('/orders/2/invoice')).body.operationId;
    expect((await bridge.post(`/operations/${operationId}/retry`)).status).toBe(409);
    await live();
    await bridge.sync('orders.changed');
    expect(writes()).toEqual([]);
    expect((await bridge.post(`/operations/${operationId}/retry`)).status).toBe(202);
    await until(async () => ((await operation(operationId)).outcome === 'APPLIED' ? true : undefined));
    expect(sandbox.store.invoices.map((one) => one.order_id)).toEqual([1]);
    expect((await operation(other)).outcome).toBe('SHADOWED');
  });

  it('does not send what was accepted there and could not be planned', async () => {
    await start();
    await shadow();
    sandbox.decide = () => ({ reach: 'no', answer: 'cut' });
    const { body } = await bridge.post('/orders/1/invoice', {}, { headers: { prefer: 'respond-async' } });
    await until(async () => ((await operation(body.operationId)).attempts > 0 ? true : undefined));
    await until(async () => ((await operation(body.operationId)).state === 'PENDING' ? true : undefined));
    await live();
    sandbox.decide = undefined;
    expect(await operation(body.operationId)).toMatchObject({ state: 'SETTLED', outcome: 'SHADOWED' });
    expect(writes()).toEqual([]);
    const { events } = (await bridge.get('/orders/1/timeline')).body;
    const lines = events.filter(({ kind }: { kind: string }) => kind === 'INVOICE_SHADOWED');
    expect(lines).toMatchObject([{ summary: { operationId: body.operationId, requestedBy: 'increff' } }]);
  });

  it('looks at a write in doubt, and sends it no more', async () => {
    await start();
    sandbox.decide = ({ method, path }) =>
      method === 'POST' && path.includes('/invoice') ? { reach: 'no', answer: 'cut' } : undefined;
    expect((await bridge.post('/orders/1/invoice')).body.code).toBe('OUTCOME_UNKNOWN');
    let arrive = (): void => undefined;
    const late = new Promise<void>((done) => (arrive = done));
    sandbox.decide = ({ method, path }) =>
      method === 'POST' && path.includes('/invoice') ? { reach: 'late', late, answer: 'cut' } : undefined;
    expect((await bridge.post('/orders/2/invoice')).body.code).toBe('OUTCOME_UNKNOWN');
    await shadow();
    sandbox.decide = undefined;
    sandbox.seen.length = 0;
    // What was under way when the mode was changed.
    arrive();
    await settled();
    const { items } = (await bridge.get('/operations')).body;
    expect(items.map((one: any) => [one.orderCode, one.outcome]).sort()).toEqual([
      ['1', 'SHADOWED'],
      ['2', 'APPLIED'],
    ]);
    expect(writes()).toEqual(['/rest/default/V1/order/2/invoice']);
  });

  it.each(['stockItems', 'sourceItems'])('writes no stock by %s', async (inventoryMode) => {
    await start({ inventoryMode });
    for (const sku of ['A', 'B']) sandbox.store.stock.add(sku, 7);
    await shadow();
    const put = await bridge.call('PUT', '/inventory/A', { body: { quantity: 5 } });
    expect([put.status, put.body.outcome]).toEqual([200, 'SHADOWED']);
    const both = [
      { channelSkuCode: 'A', quantity: 6 },
      { channelSkuCode: 'B', quantity: 3 },
    ];
    const all = await bridge.call('PUT', '/inventory', { body: { inventories: both } });
    expect(all.body).toMatchObject({ outcome: 'SHADOWED', failureList: [] });
    await live();
    await bridge.post('/admin/inventory/default/runs', { kind: 'FULL_PUSH' });
    await until(
      async () =>
        (await bridge.get('/admin/inventory/runs')).body.every((run: any) => run.state === 'DONE') ||
        undefined,
    );
    expect(writes()).toEqual([]);
    const newer = await bridge.call('PUT', '/inventory/A', { body: { quantity: 4 } });
    expect(newer.body.outcome).toBe('APPLIED');
    expect(writes()).toHaveLength(1);
    const retried = await bridge.post('/admin/inventory/default/retry', { state: 'SHADOWED' });
    expect(retried.body.queued).toBe(1);
    await until(() => Promise.resolve(writes().length === 2 || undefined));
  });

  it('delivers no notification, acknowledgement or push, and none of them when it becomes live', async () => {
    await start({}, 3);
    await bridge.call('PUT', '/admin/stores/default/endpoints/INCREFF', {
      body: { url: increff.url, headers: PUSHED },
    });
    await set({ mode: 'shadow', pushToIncreff: true });
    await notify('AWB-1', 1);
    await bridge.post('/return/return-orders', {
      ...{ forwardOrderCode: '4', returnOrderCode: 'R1', locationCode: 'WH1' },
      ...{ returnOrderTime: '2020-10-16T20:22:28.000+05:30', orderType: 'CUSTOMER_RETURN' },
      ...{ awbNumber: 'X1', transporter: 'Delhivery' },
      orderItems: [{ itemCode: 'I1', channelSkuCode: 'SKU-4-0', reason: 'r', enableDoorStepQc: 'true' }],
    });
    await bridge.post('/return/return-orders/R1/processing', {
      orderItems: [{ itemCode: 'I1', channelSkuCode: 'SKU-4-0', qcStatus: 'PASS' }],
    });
    const kinds = () =>
      bridge.db.rows('SELECT kind, state, count(*)::int AS n FROM delivery GROUP BY 1, 2 ORDER BY 1, 2');
    await until(async () => {
      const rows = await kinds();
      return (rows.length === 3 && rows[0]!['n'] === 4) || undefined;
    });
    const states = (await kinds()).map(({ kind, state }) => [kind, state]);
    expect(states).toEqual(['INCREFF', 'NOTIFICATION', 'RETURN_ACK'].map((kind) => [kind, 'SHADOWED']));
    const test = await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/test');
    expect(test.body).toMatchObject({ ok: false, error: expect.stringContaining('shadow mode') });
    expect((await bridge.post('/deliveries/replay', { state: 'SHADOWED' })).status).toBe(409);
    await set({ mode: 'live', pushToIncreff: false });
    await notify('AWB-1', 2);
    await until(() => Promise.resolve(merchant.received.length === 1 || undefined));
    expect([merchant.received[0]!.body.notificationUpdateTime, increff.calls]).toEqual([1_700_000_002, []]);
    const replay = { state: 'SHADOWED', kind: 'RETURN_ACK' };
    expect((await bridge.post('/deliveries/replay', replay)).body.count).toBe(1);
    await until(() => Promise.resolve(merchant.received.length === 2 || undefined));
    expect(merchant.received[1]!.path).toContain('RETURN_ACK');
    const { items } = (await bridge.get('/deliveries?state=SHADOWED&kind=NOTIFICATION')).body;
    const one = items[0].deliveryId;
    expect((await bridge.post(`/deliveries/${one}/replay`)).status).toBe(200);
    await until(() => Promise.resolve(merchant.received.length === 3 || undefined));
  });

  it('sends no delivery that waited when the mode was changed', async () => {
    await start();
    merchant.mischief = { status: 500 };
    await notify('AWB-1', 1);
    await until(() => Promise.resolve(merchant.refused > 0 || undefined));
    await notify('AWB-1', 2);
    await shadow();
    merchant.mischief = {};
    await until(async () => {
      const rows = await bridge.db.rows(`SELECT 1 FROM delivery WHERE state = 'SHADOWED'`);
      return rows.length === 2 ? true : undefined;
    });
    await live();
    await notify('AWB-1', 3);
    await until(() =>
      Promise.resolve(
        merchant.received.some((one) => one.body.notificationUpdateTime === 1_700_000_003) || undefined,
      ),
    );
    expect(merchant.received.map((one) => one.body.notificationUpdateTime)).toEqual([1_700_000_003]);
  });

  it('sends no delivery that waited without an endpoint', async () => {
    await start();
    await bridge.call('DELETE', '/admin/stores/default/endpoints/NOTIFICATION');
    await notify('AWB-1', 1);
    await shadow();
    await live();
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', { body: { url: merchant.url } });
    await notify('AWB-1', 2);
    await until(() => Promise.resolve(merchant.received.length > 0 || undefined));
    expect(merchant.received.map((one) => one.body.notificationUpdateTime)).toEqual([1_700_000_002]);
  });

  it('is no other one than a store that is gone', async () => {
    await start();
    const { manager } = bridge.app.get(DataSource);
    expect([await readMode(manager, await storeIdOf(bridge)), await readMode(manager, 4711)]).toEqual([
      'live',
      'shadow',
    ]);
  });

  it('has its rights checked without a write', async () => {
    await start();
    await shadow();
    const { checks } = (await bridge.post('/admin/stores/default/check')).body;
    const mode = checks.find((one: any) => one.check === 'mode');
    expect([mode.result, mode.message]).toEqual(['warning', expect.stringContaining('shadow')]);
    expect(writes()).toEqual([]);
  });

  it('is named in log, metric and audit log', async () => {
    await start();
    await bridge.post('/orders/3/invoice');
    await shadow();
    const { text } = await bridge.get('/metrics');
    expect(text).toContain('bridge_store_mode{store="default",mode="shadow"} 1');
    expect(text).toContain('bridge_store_mode{store="default",mode="live"} 0');
    const [row] = await bridge.db.rows(`SELECT before, after FROM audit_log WHERE action = 'store.mode'`);
    expect(row).toMatchObject({
      before: { mode: 'live' },
      after: { mode: 'shadow', waiting: { pendingWrites: 0 } },
    });
  });
});
