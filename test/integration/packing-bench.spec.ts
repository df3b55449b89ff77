import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OperationKind } from '../../src/operations/operation.types.js';
import { OperationsService } from '../../src/operations/operations.service.js';
import { addTracks, keepLines } from '../../src/shipments/shipments.repository.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { page } from '../sandbox/faulty-proxy.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { DOCUMENTED } from '../support/shipping.js';

const RELEASES = ['2.4.6', '2.4.7', '2.4.8'] as const;
const AT_SHIPMENT = { shipmentMode: 'ship-once', shipAt: 'atShipment' };
const SHIPROCKET_TOKEN = 'shiprocket-token-1';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

/** Order 1 with two plain lines: item 11, two units; item 12, three units. */
function plainOrder(): Order {
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) =>
    Object.assign(item, { item_id: 11 + i, qty_ordered: 2 + i, sku: `SKU-${i}` }),
  );
  addUp(order);
  return order;
}

interface Shop {
  release?: (typeof RELEASES)[number];
  settings?: Record<string, unknown>;
  order?: Order;
}

async function start({ release = '2.4.7', settings = {}, order = plainOrder() }: Shop = {}): Promise<void> {
  sandbox = await Sandbox.start({ release });
  sandbox.place(order);
  bridge = await startApp(sandbox, { MAGENTO_TIMEOUT_MS: '500' });
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  await bridge.sync('orders.changed');
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const pack = async (shipmentId: string, ...lines: [string, number][]): Promise<string> => {
  const { status, body } = await bridge.post('/orders/1/shipments', {
    shipmentId,
    items: lines.map(([orderItemCode, quantity]) => ({ orderItemCode, quantity })),
    tracks: [{ trackNumber: `AWB-${shipmentId}`, title: 'Delhivery' }],
  });
  expect([status, body.outcome]).toEqual([200, 'APPLIED']);
  return body.shipmentCode;
};

const handOver = (shipmentCode?: string) =>
  bridge.post('/orders/1/handover', shipmentCode ? { shipmentCode } : {});

const numbersIn = (i = 0): unknown[] =>
  sandbox.store.shipments[i]!.tracks.map((track) => track['track_number']);

/** Every write reaches the shop, and its answer is lost. */
const cutWrites = (): void => {
  sandbox.decide = ({ method, path }) =>
    method !== 'GET' && path.includes('/shipment/') ? { reach: 'yes', answer: 'cut' } : undefined;
};

const allSettled = () =>
  until(async () => {
    const { body } = await bridge.get('/operations?limit=50');
    const open = body.items.filter((one: any) => !['SETTLED', 'FAILED'].includes(one.state));
    return open.length === 0 ? true : undefined;
  });

describe.each(RELEASES)('another AWB of a packed parcel on Magento %s', (release) => {
  it('before handover is recorded, and goes out with the shipment', async () => {
    await start({ release });
    const code = await pack('900', ['11', 2]);
    const { status, body } = await bridge.post(`/shipments/${code}/tracks`, {
      trackNumber: 'NEW-1',
      title: 'Blue Dart',
    });
    expect([status, body.outcome, body.following]).toEqual([200, 'APPLIED', []]);
    expect(body.parcels[0]).toMatchObject({
      tracks: [{ trackNumber: 'NEW-1', title: 'Blue Dart', carrierCode: 'custom' }],
      formerTracks: [{ trackNumber: 'AWB-900' }],
    });
    expect((await handOver(code)).body.outcome).toBe('APPLIED');
    expect(numbersIn()).toEqual(['NEW-1']);
    expect(sandbox.store.book(1)).toMatchObject({ shipments: 1, tracks: 0, removedTracks: 0 });
  });

  it('after handover is added with our marker, and the old one is removed, once each', async () => {
    await start({ release });
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    const change = { trackNumber: 'NEW-1', title: 'Blue Dart' };
    const { body } = await bridge.post(`/shipments/${code}/tracks`, change);
    expect(body.outcome).toBe('APPLIED');
    expect(body.following).toMatchObject([
      { kind: 'REMOVE_TRACK', outcome: 'APPLIED', trackNumber: 'AWB-900' },
    ]);
    expect(numbersIn()).toEqual(['NEW-1']);
    expect(sandbox.store.shipments[0]!.tracks[0]).toMatchObject({
      title: 'Blue Dart',
      description: `increff-op:${body.operationId}`,
    });
    for (let i = 0; i < 2; i++) {
      expect((await bridge.post(`/shipments/${code}/tracks`, change)).body.outcome).toBe('ALREADY');
    }
    expect(sandbox.store.book(1)).toMatchObject({ tracks: 1, removedTracks: 1, shipments: 1 });
  });

  it('in the way of the document stands on both of its shipments', async () => {
    await start({ release, settings: DOCUMENTED });
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    const { body } = await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1' });
    expect(body.outcome).toBe('APPLIED');
    await allSettled();
    expect([numbersIn(0), numbersIn(1)]).toEqual([['NEW-1'], ['NEW-1']]);
    expect(sandbox.store.book(1)).toMatchObject({ tracks: 2, removedTracks: 2 });
  });

  it('void of a parcel that Magento has leaves the shipment with a comment and without tracks', async () => {
    await start({ release, settings: DOCUMENTED });
    const code = await pack('900', ['11', 2]);
    const { body } = await bridge.post(`/shipments/${code}/void`);
    expect(body.outcome).toBe('DEGRADED');
    expect(body.detail).toMatch(/REST interface deletes no shipment: shipment 1 stays there/);
    expect(body.following).toMatchObject([{ kind: 'REMOVE_TRACK', outcome: 'APPLIED' }]);
    expect(numbersIn()).toEqual([]);
    expect(sandbox.store.shipments[0]!.comments.at(-1)).toMatchObject({
      comment: `Parcel made void by Increff Omni. increff-op:${body.operationId}`,
      is_visible_on_front: 0,
    });
    expect((await bridge.post(`/shipments/${code}/void`)).body.outcome).toBe('ALREADY');
    expect(sandbox.store.book(1)).toMatchObject({ shipmentComments: 1, removedTracks: 1 });
  });
});

describe('another AWB', () => {
  it('goes back and forth', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    for (const trackNumber of ['B', 'AWB-900', 'B']) {
      const { body } = await bridge.post(`/shipments/${code}/tracks`, { trackNumber, title: 'Delhivery' });
      expect([body.outcome, body.following.length]).toEqual(['APPLIED', 1]);
      expect(numbersIn()).toEqual([trackNumber]);
    }
  });

  it('may be the same with another courier, or one more', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    const other = await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'AWB-900', title: 'DTDC' });
    expect(other.body).toMatchObject({ outcome: 'APPLIED', following: [{ outcome: 'APPLIED' }] });
    expect(sandbox.store.shipments[0]!.tracks.map(({ title }) => title)).toEqual(['DTDC']);
    await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'BOX-2', title: 'DTDC', replaces: [] });
    expect(numbersIn()).toEqual(['AWB-900', 'BOX-2']);
    const { body } = await bridge.post(`/shipments/${code}/tracks`, {
      trackNumber: 'BOX-3',
      title: 'DTDC',
      replaces: ['BOX-2'],
    });
    expect(body.parcels[0].tracks.map((track: any) => track.trackNumber)).toEqual(['AWB-900', 'BOX-3']);
    expect(numbersIn()).toEqual(['AWB-900', 'BOX-3']);
    const odd = await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'X', replaces: ['NOBODYS'] });
    expect([odd.status, odd.body.errors[0].field]).toEqual([400, 'replaces.0']);
  });

  it('has one effect where the answers are lost', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    cutWrites();
    const change = { trackNumber: 'NEW-1', title: 'Blue Dart' };
    await bridge.post(`/shipments/${code}/tracks`, change);
    await allSettled();
    expect((await bridge.post(`/shipments/${code}/tracks`, change)).body.outcome).toBe('ALREADY');
    expect(numbersIn()).toEqual(['NEW-1']);
    expect(sandbox.store.book(1)).toMatchObject({ tracks: 1, removedTracks: 1 });
  });

  it('is not undone by a handover that still names the old one', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1' });
    await bridge.post('/orders/1/handover', { shipmentCode: code, tracks: [{ trackNumber: 'AWB-900' }] });
    expect(numbersIn()).toEqual(['NEW-1']);
  });

  it('leaves a track alone that the shop added by hand', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    const own = { entity_id: 77, order_id: 1, parent_id: 1, track_number: 'BY-HAND', title: 'X' };
    sandbox.store.shipments[0]!.tracks.push(own);
    await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1' });
    expect(numbersIn()).toEqual(['BY-HAND', 'NEW-1']);
  });

  it("tells the merchant of the new one, and finds the order by the old one's events", async () => {
    await start();
    const aggregators = { shiprocketWebhookToken: SHIPROCKET_TOKEN };
    expect((await bridge.call('PUT', '/admin/stores/default', { body: { aggregators } })).status).toBe(200);
    const code = await pack('900', ['11', 2]);
    await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1', title: 'Blue Dart' });
    const courier = async (awb: string): Promise<void> => {
      await bridge.call('POST', '/webhooks/st/default', {
        body: {
          awb,
          current_status: 'PICKED UP',
          current_timestamp: '25 11 2026 10:00:00',
          courier_name: '',
        },
        anonymous: true,
        headers: { 'x-api-key': SHIPROCKET_TOKEN },
      });
    };
    await courier('AWB-900');
    const rows = () => bridge.get('/notifications?limit=50');
    const events = await until(async () => {
      const { body } = await rows();
      return body.items.length >= 3 ? body.items : undefined;
    });
    expect(events.map((one: any) => [one.notificationType ?? one.type, one.forwardOrderCode])).toEqual(
      expect.arrayContaining([
        ['AWB_GENERATED', '1'],
        ['PICKED_UP', '1'],
      ]),
    );
  });
});

describe('a void parcel', () => {
  it('before handover is gone from our books, and its AWB is free', async () => {
    await start();
    const code = await pack('900', ['11', 2], ['12', 3]);
    const { body } = await bridge.post(`/shipments/${code}/void`);
    expect(body).toMatchObject({
      outcome: 'APPLIED',
      detail: 'Recorded; Magento knew nothing of the parcel.',
    });
    expect(body.parcels[0]).toMatchObject({ syncState: 'VOID', tracks: [] });
    // Nor does what was on its way meanwhile give it one.
    const [parcel] = await bridge.db.rows<{ id: string }>('SELECT id FROM shipment');
    const late = { trackNumber: 'LATE', title: 'Delhivery', carrierCode: 'custom' };
    await addTracks(bridge.app.get(DataSource).manager, parcel!.id, [late]);
    expect(await bridge.db.rows('SELECT 1 FROM shipment_track WHERE removed_at IS NULL')).toEqual([]);
    const again = await bridge.post('/orders/1/shipments', {
      shipmentId: '901',
      items: [{ orderItemCode: '11', quantity: 2 }],
      tracks: [{ trackNumber: 'AWB-900', title: 'Delhivery' }],
    });
    expect(again.body.outcome).toBe('APPLIED');
    expect((await handOver()).body.outcome).toBe('APPLIED');
    expect(sandbox.store.shipments.map(({ items }) => items.length)).toEqual([1]);
  });

  it('is neither handed over, nor packed again, nor is the order without it', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await bridge.post(`/shipments/${code}/void`);
    for (const answer of [
      await handOver(code),
      await handOver(),
      await bridge.post('/orders/1/shipments', {
        shipmentId: '900',
        items: [{ orderItemCode: '11', quantity: 2 }],
        tracks: [{ trackNumber: 'AWB-900', title: 'Delhivery' }],
      }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'PARCEL_VOID']);
    }
    const track = await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'N' });
    expect([track.status, track.body.outcome]).toEqual([409, 'REFUSED']);
    expect(sandbox.store.shipments).toEqual([]);
  });

  it('is refused after handover', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    const { status, body } = await bridge.post(`/shipments/${code}/void`);
    expect([status, body.outcome]).toEqual([409, 'REFUSED']);
    expect(body.detail).toMatch(/was handed over: what comes back is a return/);
  });

  it('that was shipped at create shipment says that its goods count as shipped', async () => {
    await start({ settings: AT_SHIPMENT });
    const code = await pack('900', ['11', 2]);
    const { body } = await bridge.post(`/shipments/${code}/void`);
    expect([body.outcome, numbersIn()]).toEqual(['DEGRADED', []]);
    expect(body.detail).toMatch(/its goods count as shipped/);
  });

  it('has one comment where the answers are lost', async () => {
    await start({ settings: DOCUMENTED });
    const code = await pack('900', ['11', 2]);
    cutWrites();
    await bridge.post(`/shipments/${code}/void`);
    await allSettled();
    expect(sandbox.store.book(1)).toMatchObject({ shipmentComments: 1, removedTracks: 1 });
    expect(numbersIn()).toEqual([]);
  });
});

describe('changes of a parcel, each after those that were accepted before it:', () => {
  /** Accepted, and waits for a shop that is away. */
  const waiting = async (path: string, body: object = {}): Promise<string> => {
    sandbox.faults.outage = 'maintenance';
    const { status, body: accepted } = await bridge.post(path, body, {
      headers: { prefer: 'respond-async' },
    });
    expect(status).toBe(202);
    return accepted.operationId;
  };
  const goOn = async (): Promise<void> => {
    sandbox.faults.outage = 'none';
    await bridge.post('/operations/retry', {});
    await allSettled();
  };

  it('a parcel whose handover waits is not made void', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await waiting('/orders/1/handover', { shipmentCode: code });
    // What holds for now is not kept under the key of the request.
    const voided = () =>
      bridge.call('POST', `/shipments/${code}/void`, { headers: { 'idempotency-key': 'void-1' } });
    const early = await voided();
    expect([early.status, early.body.code]).toEqual([409, 'ORDER_BUSY']);
    await goOn();
    expect((await voided()).body.outcome).toBe('REFUSED');
    expect(sandbox.store.shipments).toHaveLength(1);
  });

  it('a parcel is not handed over before an older change of another one', async () => {
    await start();
    const [a, b] = [await pack('900', ['11', 2]), await pack('901', ['12', 3])];
    await handOver(a);
    await waiting(`/shipments/${a}/tracks`, { trackNumber: 'NEW-1' });
    expect((await handOver(b)).body.code).toBe('ORDER_BUSY');
    await goOn();
    expect((await handOver(b)).body.outcome).toBe('APPLIED');
    expect([numbersIn(0), numbersIn(1)]).toEqual([['NEW-1'], ['AWB-901']]);
  });

  it('a parcel whose handover waits is not repacked', async () => {
    await start();
    const [a, b] = [await pack('900', ['11', 2]), await pack('901', ['12', 1])];
    await waiting('/orders/1/handover', { shipmentCode: a });
    const parcels = [
      { shipmentCode: a, items: [{ orderItemCode: '12', quantity: 1 }] },
      { shipmentCode: b, items: [{ orderItemCode: '11', quantity: 2 }] },
    ];
    expect((await bridge.post('/orders/1/repack', { parcels })).body.code).toBe('ORDER_BUSY');
    await goOn();
    expect((await bridge.post('/orders/1/repack', { parcels })).body.outcome).toBe('REFUSED');
    expect(sandbox.store.shipments[0]!.items.map((item: any) => item.order_item_id)).toEqual([11]);
  });

  it('an older AWB does not come back after a newer one', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    await waiting(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1' });
    const newer = { trackNumber: 'NEW-2' };
    expect((await bridge.post(`/shipments/${code}/tracks`, newer)).body.code).toBe('ORDER_BUSY');
    await goOn();
    expect((await bridge.post(`/shipments/${code}/tracks`, newer)).body.outcome).toBe('APPLIED');
    await allSettled();
    expect(numbersIn()).toEqual(['NEW-2']);
  });

  it('an AWB that the parcel has again is not taken off by a removal that waited', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    sandbox.decide = ({ method, path }) =>
      method === 'DELETE' && path.includes('/track/') ? { reach: 'no', answer: page(503) } : undefined;
    await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1' });
    const back = { trackNumber: 'AWB-900', title: 'Delhivery' };
    expect((await bridge.post(`/shipments/${code}/tracks`, back)).body.code).toBe('ORDER_BUSY');
    sandbox.decide = () => undefined;
    await bridge.post('/operations/retry', {});
    await allSettled();
    expect((await bridge.post(`/shipments/${code}/tracks`, back)).body.outcome).toBe('APPLIED');
    await allSettled();
    expect(numbersIn()).toEqual(['AWB-900']);
  });

  it('an AWB that was given up and is tried again by a person does not undo a newer one', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    const id = await waiting(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1' });
    const again = async () => (await bridge.get(`/operations/${id}`)).body;
    // Not while an attempt holds it.
    await until(async () => {
      const { state, attempts } = await again();
      return state === 'PENDING' && attempts > 0 ? true : undefined;
    });
    await bridge.db.rows(
      `UPDATE operation SET state = 'FAILED', error_code = 'X', attention_since = now(), next_attempt_at = NULL WHERE id = $1`,
      [id],
    );
    sandbox.faults.outage = 'none';
    const newer = await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'NEW-2' });
    expect(newer.body.outcome).toBe('APPLIED');
    await allSettled();
    expect((await bridge.post(`/operations/${id}/retry`)).status).toBe(202);
    await until(async () => ((await again()).state === 'SETTLED' ? true : undefined));
    expect(await again()).toMatchObject({
      outcome: 'REFUSED',
      detail: expect.stringContaining('was changed since'),
    });
    expect(numbersIn()).toEqual(['NEW-2']);
  });

  it('a shipment that is made again does not bring a void parcel back', async () => {
    await start({ settings: AT_SHIPMENT });
    const code = await pack('900', ['11', 2]);
    expect((await bridge.post(`/shipments/${code}/void`)).body.outcome).toBe('DEGRADED');
    await allSettled();
    sandbox.store.shipments.length = 0;
    const [made] = await bridge.db.rows<{ id: string }>("SELECT id FROM operation WHERE kind = 'SHIPMENT'");
    const operations = bridge.app.get(OperationsService);
    await bridge.app
      .get(DataSource)
      .transaction((manager) => operations.redo(manager, made!.id, { clientId: 'operator' }));
    await allSettled();
    expect(sandbox.store.shipments).toHaveLength(0);
    const [row] = await bridge.db.rows('SELECT sync_state FROM shipment');
    expect(row).toEqual({ sync_state: 'VOID' });
  });

  it('a track is not said to be gone by a read that is older than the new one', async () => {
    await start();
    const code = await pack('900', ['11', 2]);
    await handOver(code);
    await bridge.post(`/shipments/${code}/tracks`, { trackNumber: 'NEW-1', title: 'Blue Dart' });
    const [row] = await bridge.db.rows<{ id: string; order_id: string; handover_id: string }>(
      'SELECT shipment_id AS id, order_id, handover_id FROM handover',
    );
    const store = await bridge.app.get(StoresService).byCode('default');
    const planned = (trackNumber: string) =>
      bridge.app.get(OperationsService).dryRun(store, {
        ...{ storeId: store.id, orderId: row!.order_id, orderCode: '1', requestedBy: 'test' },
        ...{ kind: OperationKind.RemoveTrack, naturalKey: 'track:99' },
        input: {
          ...{ shipmentRowId: row!.id, magentoShipmentId: row!.handover_id, trackId: '99' },
          ...{ trackNumber: 'AWB-900', shows: { trackNumber } },
        },
      });
    expect(await planned('NEW-1')).toMatchObject({ outcome: 'ALREADY' });
    await expect(planned('NEWER-1')).rejects.toThrow('older than our last write');
  });

  it('a create shipment that is late does not bring back what a repack has moved', async () => {
    await start();
    const codes = [await pack('900', ['11', 2]), await pack('901', ['12', 1])];
    const [old] = await bridge.db.rows<{ lines: object[]; id: string }>(
      "SELECT id, lines FROM shipment WHERE shipment_id = '900'",
    );
    const body = {
      parcels: [
        { shipmentCode: codes[0], items: [{ orderItemCode: '12', quantity: 1 }] },
        { shipmentCode: codes[1], items: [{ orderItemCode: '11', quantity: 2 }] },
      ],
    };
    expect((await bridge.post('/orders/1/repack', body)).body.outcome).toBe('APPLIED');
    const manager = bridge.app.get(DataSource).manager;
    await keepLines(manager, { id: old!.id, revision: 0 }, old!.lines as never, undefined);
    await handOver(codes[0]);
    expect(sandbox.store.shipments[0]!.items.map((item: any) => item.order_item_id)).toEqual([12]);
  });
});

describe('repacking', () => {
  const repack = (...parcels: [string, ...[string, number][]][]) =>
    bridge.post('/orders/1/repack', {
      parcels: parcels.map(([shipmentCode, ...lines]) => ({
        shipmentCode,
        items: lines.map(([orderItemCode, quantity]) => ({ orderItemCode, quantity })),
      })),
    });

  it('moves lines between packed parcels, and each ships what it holds', async () => {
    await start();
    const [a, b] = [await pack('900', ['11', 2]), await pack('901', ['12', 3])];
    const { body } = await repack([a, ['11', 1], ['12', 1]], [b, ['11', 1], ['12', 2]]);
    expect(body.outcome).toBe('APPLIED');
    expect(body.parcels[0].shipmentItems).toMatchObject([
      { orderItemCode: '11', quantity: 1 },
      { orderItemCode: '12', quantity: 1 },
    ]);
    expect((await repack([a, ['11', 1], ['12', 1]], [b, ['11', 1], ['12', 2]])).body.outcome).toBe('ALREADY');
    expect((await repack([a, ['11', 2]], [b, ['12', 3]])).body.outcome).toBe('APPLIED');
    expect((await repack([a, ['11', 1], ['12', 1]], [b, ['11', 1], ['12', 2]])).body.outcome).toBe('APPLIED');
    await handOver();
    const shipped = sandbox.store.shipments.map(({ items }) =>
      items.map((item) => [item.order_item_id, item.qty]),
    );
    expect(shipped).toEqual([
      [
        [11, 1],
        [12, 1],
      ],
      [
        [11, 1],
        [12, 2],
      ],
    ]);
    expect(sandbox.store.find(1)!.items.map((item) => item.qty_shipped)).toEqual([2, 3]);
  });

  it('makes an emptied parcel void', async () => {
    await start();
    const [a, b] = [await pack('900', ['11', 2]), await pack('901', ['12', 3])];
    const { body } = await repack([a], [b, ['11', 2], ['12', 3]]);
    expect(body.parcels.map((one: any) => one.syncState)).toEqual(['VOID', 'CREATED']);
    expect((await repack([a], [b, ['11', 2], ['12', 3]])).body.outcome).toBe('ALREADY');
    await handOver();
    expect(sandbox.store.shipments.map(({ items }) => items.length)).toEqual([2]);
  });

  it('adds and drops nothing, and is refused once Magento has the shipment', async () => {
    await start();
    const [a, b] = [await pack('900', ['11', 2]), await pack('901', ['12', 2])];
    const more = await repack([a, ['11', 2]], [b, ['12', 3]]);
    expect([more.status, more.body.outcome]).toEqual([409, 'REFUSED']);
    expect(more.body.detail).toMatch(/3 of item 12 instead of 2/);
    const odd = await repack([a, ['99', 2]], [b, ['12', 2]]);
    expect([odd.status, odd.body.errors[0].field]).toEqual([400, 'parcels.0.items.0.orderItemCode']);
    const unknown = await repack([a, ['11', 2]], ['P-000', ['12', 2]]);
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'parcels.1.shipmentCode']);
    await handOver(a);
    const late = await repack([a, ['12', 2]], [b, ['11', 2]]);
    expect([late.status, late.body.detail]).toEqual([409, expect.stringMatching(/900 \(HANDED_OVER\)/)]);
  });

  it('of parcels that the document has made in Magento is refused', async () => {
    await start({ settings: DOCUMENTED });
    const [a, b] = [await pack('900', ['11', 2]), await pack('901', ['12', 3])];
    const { status, body } = await repack([a, ['11', 1], ['12', 1]], [b, ['11', 1], ['12', 2]]);
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/REST interface changes none/)]);
  });
});

describe('a bundle in two boxes', () => {
  /** A bundle of two options, one of each. */
  function bundleOrder(): Order {
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 3 });
    const [parent, ...options] = order.items;
    Object.assign(parent!, {
      item_id: 11,
      product_type: 'bundle',
      sku: 'SET',
      qty_ordered: 1,
      product_id: 500,
    });
    const free = { price: 0, price_incl_tax: 0, tax_amount: 0, discount_amount: 0 };
    options.forEach((item, i) =>
      Object.assign(item, free, { item_id: 12 + i, parent_item_id: 11, qty_ordered: 1, sku: `PART-${i}` }),
    );
    addUp(order);
    return order;
  }

  it('that Magento ships whole is refused at packing, with the way to go', async () => {
    await start({ order: bundleOrder() });
    const product = sandbox.store.stock.add('SET', 0, { id: 500, type_id: 'bundle' });
    product.custom_attributes = [{ attribute_code: 'shipment_type', value: '0' }];
    const { status, body } = await bridge.post('/orders/1/shipments', {
      shipmentId: 'B1',
      items: [{ orderItemCode: '12', quantity: 1 }],
    });
    expect([status, body.outcome]).toEqual([409, 'REFUSED']);
    expect(body.detail).toMatch(/ships this bundle whole: SET \(item 11\)\. Pack all of it as one parcel/);
    const whole = await bridge.post('/orders/1/shipments', {
      shipmentId: 'B1',
      items: [
        { orderItemCode: '12', quantity: 1 },
        { orderItemCode: '13', quantity: 1 },
      ],
      tracks: [{ trackNumber: 'BOX-1' }, { trackNumber: 'BOX-2' }],
    });
    expect(whole.body.outcome).toBe('APPLIED');
    expect((await handOver()).body.outcome).toBe('APPLIED');
    expect(numbersIn()).toEqual(['BOX-1', 'BOX-2']);
  });
});
