import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { rowsOf } from '../../src/platform/database/data-source.js';
import { shadowWaitingWrites } from '../../src/stores/mode-change.repository.js';
import { waitingWork } from '../../src/stores/waiting-work.read-model.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let merchant: Merchant;
let bridge: TestApp;

const AT_SHIPMENT = { shipmentMode: 'ship-once', shipAt: 'atShipment' };

const set = (settings: object) => bridge.call('PUT', '/admin/stores/default', { body: { settings } });
const pack = (id: number, shipmentId: string, quantity = 1) =>
  bridge.post(`/orders/${id}/shipments`, {
    shipmentId,
    items: [{ orderItemCode: String(10 * id + 1), quantity }],
    tracks: [{ trackNumber: `AWB-${shipmentId}`, title: 'Delhivery' }],
  });
const shipmentsOf = (id: number) => sandbox.store.shipments.filter((one) => one.order_id === id);
const operation = async (id: string) => (await bridge.get(`/operations/${id}`)).body;
/** As a person sends it, who found it in the list. */
async function sendNow(id: string): Promise<any> {
  expect((await bridge.post(`/operations/${id}/retry`)).status).toBe(202);
  return until(async () => {
    const now = await operation(id);
    return now.state === 'SETTLED' ? now : undefined;
  });
}
const settled = () =>
  until(async () => {
    const { items } = (await bridge.get('/operations?limit=100')).body;
    return items.every((one: any) => one.state === 'SETTLED') || undefined;
  });

beforeAll(async () => {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  for (let id = 1; id <= 6; id++) {
    const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 10 * id + 1, qty_ordered: 3, sku: `SKU-${id}` });
    addUp(order);
    order.payment['method'] = 'checkmo';
    sandbox.place(order);
  }
  bridge = await startTestApp(sandbox);
  const { body } = await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
    body: { url: merchant.url },
  });
  merchant.secrets.push(body.signingSecret);
  await bridge.sync('orders.changed');
});

beforeEach(() => set({ mode: 'live', ...AT_SHIPMENT }));

afterAll(async () => {
  await bridge.close();
  await merchant.close();
  await sandbox.close();
});

describe('what was written down in shadow mode, once the store is live', () => {
  it('is no second shipment of a parcel that its handover shipped', async () => {
    await set({ mode: 'shadow' });
    const planned = (await pack(1, 'A')).body;
    expect(planned.outcome).toBe('SHADOWED');
    await set({ mode: 'live' });
    const handover = await bridge.post('/orders/1/handover', { shipmentCode: planned.shipmentCode });
    expect(handover.body.outcome).toBe('APPLIED');
    const again = (await pack(1, 'A')).body;
    expect([again.outcome, again.magentoId]).toEqual(['ALREADY', handover.body.magentoId]);
    expect((await sendNow(planned.operationId)).outcome).toBe('ALREADY');
    expect(shipmentsOf(1)).toHaveLength(1);
  });

  it('hands over every parcel of an order whose handover was only planned', async () => {
    await set({ mode: 'shadow', shipAt: 'atHandover' });
    for (const [shipmentId, quantity] of [
      ['F', 1],
      ['G', 2],
    ] as const) {
      await pack(6, shipmentId, quantity);
    }
    expect((await bridge.post('/orders/6/handover')).body.outcome).toBe('SHADOWED');
    await set({ mode: 'live' });
    const { body } = await bridge.post('/orders/6/handover');
    expect([body.outcome, body.stillOpen.toShip]).toEqual(['APPLIED', []]);
    expect(shipmentsOf(6)).toHaveLength(2);
    expect((await bridge.post('/orders/6/handover')).body.outcome).toBe('ALREADY');
    expect(shipmentsOf(6)).toHaveLength(2);
  });

  it('makes a parcel void for its shipment in Magento too, once', async () => {
    const { shipmentCode, magentoId } = (await pack(2, 'B')).body;
    await set({ mode: 'shadow' });
    const planned = (await bridge.post(`/shipments/${shipmentCode}/void`)).body;
    expect(planned.outcome).toBe('SHADOWED');
    await settled();
    await set({ mode: 'live' });
    const done = (await bridge.post(`/shipments/${shipmentCode}/void`)).body;
    expect([done.outcome, done.magentoId]).toEqual(['DEGRADED', magentoId]);
    expect((await sendNow(planned.operationId)).outcome).toBe('ALREADY');
    await settled();
    const [shipment] = shipmentsOf(2);
    expect(shipment!.tracks).toEqual([]);
    const words = shipment!.comments.filter(({ comment }) => String(comment).includes('made void'));
    expect(words).toHaveLength(1);
  });

  it('says void of a shipment once, also where the ledger forgot it', async () => {
    const { shipmentCode } = (await pack(3, 'C')).body;
    await bridge.post(`/shipments/${shipmentCode}/void`);
    await settled();
    await bridge.db.rows(`DELETE FROM operation WHERE kind = 'VOID' AND input ->> 'shipmentRowId' =
      (SELECT id::text FROM shipment WHERE shipment_id = 'C')`);
    const again = (await bridge.post(`/shipments/${shipmentCode}/void`)).body;
    expect(again.outcome).toBe('ALREADY');
    expect(shipmentsOf(3)[0]!.comments.filter((one) => String(one['comment']).includes('void'))).toHaveLength(
      1,
    );
  });

  it('changes the AWB in Magento when a person sends it, unless it was changed since', async () => {
    const first = (await pack(4, 'D')).body;
    const second = (await pack(4, 'E')).body;
    const change = (shipmentCode: string, trackNumber: string) =>
      bridge.post(`/shipments/${shipmentCode}/tracks`, { trackNumber, title: 'Blue Dart' });
    await set({ mode: 'shadow' });
    const planned = (await change(first.shipmentCode, 'NEW-D')).body;
    const overtaken = (await change(second.shipmentCode, 'NEW-E')).body;
    await settled();
    await set({ mode: 'live' });
    expect((await change(second.shipmentCode, 'NEWER-E')).body.outcome).toBe('APPLIED');
    expect((await sendNow(planned.operationId)).outcome).toBe('APPLIED');
    expect((await sendNow(overtaken.operationId)).outcome).toBe('REFUSED');
    await settled();
    const tracks = shipmentsOf(4).map((one) => one.tracks.map((track: any) => track.track_number));
    expect(tracks).toEqual([['NEW-D'], ['NEWER-E']]);
  });

  it('counts as open until it is done', async () => {
    const open = async () => (await waitingWork(bridge.app.get(DataSource).manager, 1)).shadowedWrites;
    const before = await open();
    await set({ mode: 'shadow' });
    expect((await bridge.post('/orders/5/invoice')).body.outcome).toBe('SHADOWED');
    expect(await open()).toBe(before + 1);
    await set({ mode: 'live' });
    expect((await bridge.post('/orders/5/invoice')).body.outcome).toBe('APPLIED');
    expect(await open()).toBe(before);
  });

  it('goes to the merchant when a person replays one delivery of it', async () => {
    await set({ mode: 'shadow' });
    await bridge.post('/notifications', {
      ...{ forwardOrderCode: '5', forwardAwb: 'AWB-5', notificationType: 'IN_TRANSIT' },
      notificationUpdateTime: 1_700_000_000,
    });
    await set({ mode: 'live' });
    const [row] = (await bridge.get('/deliveries?state=SHADOWED&orderCode=5')).body.items.filter(
      (one: any) => one.eventType === 'IN_TRANSIT',
    );
    const counted = await bridge.post('/deliveries/replay', {
      state: 'SHADOWED',
      orderCode: '5',
      eventType: 'IN_TRANSIT',
      dryRun: true,
    });
    expect([counted.status, counted.body.count]).toEqual([200, 1]);
    expect((await bridge.post(`/deliveries/${row.deliveryId}/replay`)).body.state).toBe('PENDING');
    await until(() =>
      Promise.resolve(
        merchant.received.some(({ body }) => body.notificationType === 'IN_TRANSIT') || undefined,
      ),
    );
  });
});

it('a write that may have been sent by a process that died is not said to be unsent when shadow mode ends', async () => {
  class TakenBack extends Error {}
  const seen: unknown[] = [];
  const asIf = bridge.app.get(DataSource).transaction(async (manager) => {
    const row = `INSERT INTO operation (store_id, order_id, kind, natural_key, state, sends, sent_at, lease_token, lease_until, requested_by)
      SELECT store_id, id, 'INVOICE', 'x', 'RUNNING', $2::int, $3::timestamptz, gen_random_uuid(), now() - interval '1 s', 'test'
      FROM "order" WHERE entity_id = $1 RETURNING id, store_id`;
    const rows = [
      await rowsOf<{ id: string; store_id: number }>(manager, row, [1, 1, new Date()]),
      await rowsOf<{ id: string; store_id: number }>(manager, row, [2, 0, null]),
    ].flat();
    await shadowWaitingWrites(manager, rows[0]!.store_id);
    for (const { id } of rows) {
      seen.push(...(await rowsOf(manager, 'SELECT state, outcome FROM operation WHERE id = $1', [id])));
    }
    throw new TakenBack();
  });
  await expect(asIf).rejects.toBeInstanceOf(TakenBack);
  expect(seen).toEqual([
    { state: 'RUNNING', outcome: null },
    { state: 'SETTLED', outcome: 'SHADOWED' },
  ]);
});
