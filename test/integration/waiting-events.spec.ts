import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { onlyParcel, onlyReturn } from '../../src/notifications/identity/parcels.read-model.js';
import { shipParcels, webhook } from '../cases/parcels-of-cases.js';
import type { Merchant } from '../sandbox/merchant.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { type CourierShop, startCourierShop } from '../support/courier-events.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let shop: CourierShop;
let sandbox: Sandbox;
let merchant: Merchant;
let bridge: TestApp;
/** Of the test, with two units of MUG. */
let order: number;

beforeAll(async () => {
  shop = await startCourierShop();
  ({ sandbox, merchant, bridge } = shop);
});

afterAll(() => shop.close());

beforeEach(async () => {
  order = await shop.place(2);
  await settings({});
});

const settings = (more: object) => shop.settings({ forwardOrderCode: 'entityId', ...more });
const pack = (trackNumber = `AWB-${order}`, shipmentId = `S${order}`) =>
  shop.pack(order, trackNumber, 1, shipmentId);
const scan = (code: number, minute = code, more: object = {}, additional: object = {}) => ({
  waybill: `AWB-${order}`,
  clickpost_status_code: code,
  timestamp: `2026-11-21T10:${String(minute).padStart(2, '0')}:00`,
  account_code: 'ACC',
  ...more,
  additional,
});
const received = (code = String(order)) =>
  merchant.received
    .map(({ body }) => body as Record<string, any>)
    .filter((one) => one.forwardOrderCode === code);
const arrived = (count: number, code?: string) =>
  until(() => Promise.resolve(received(code).length >= count || undefined));
const row = async (id: string) =>
  (await bridge.get('/notifications?limit=200')).body.items.find((one: any) => one.notificationId === id);
const settled = (id: string, state = 'ACCEPTED') =>
  until(async () => ((await row(id))?.state === state ? true : undefined));

describe('a body with several events', () => {
  const parcel = (label: string, more: object = {}) => ({
    awbno: `AWB-${order}`,
    current_status: label,
    status_time: '2026-11-21 10:00:00',
    ...more,
  });
  const lately = async (count: number) =>
    (await bridge.get(`/notifications?limit=${count}`)).body.items as Record<string, any>[];

  it('leaves each of them whole, also where the first one is passed on', async () => {
    await settings({ shipwayCodes: true });
    await pack();
    await webhook(bridge, 'shipway', {
      status_feed: [parcel('DEL'), parcel('ODD', { remark: 'second' }), { ...parcel('DEL'), awbno: 'AWB-X' }],
    });
    const [third, second, first] = await lately(3);
    expect([first!.state, second!.state, third!.state]).toEqual(['ACCEPTED', 'UNMAPPED', 'WAITING']);
    expect(second!.body.entry).toMatchObject({ awbno: `AWB-${order}`, remark: 'second' });
    expect(third!.body.entry).toMatchObject({ awbno: 'AWB-X' });
  });
});

describe('a body that is a list', () => {
  const scanned = (more: object = {}) => ({
    awb: `AWB-${order}`,
    current_status: 'DELIVERED',
    current_status_id: 7,
    shipment_status: 'DELIVERED',
    shipment_status_id: 7,
    current_timestamp: '21 11 2026 11:43:52',
    is_return: 0,
    ...more,
  });

  it('is read entry by entry, and one entry as it stands', async () => {
    await pack();
    const last = await webhook(bridge, 'st', [scanned(), scanned({ awb: 'AWB-Y' })]);
    expect([last['state'], last['body'].entry.awb]).toEqual(['WAITING', 'AWB-Y']);
    await arrived(1);
    const only = await webhook(bridge, 'st', [scanned({ awb: 'AWB-Z' })]);
    expect([only['state'], only['body'].awb]).toEqual(['WAITING', 'AWB-Z']);
    expect((await webhook(bridge, 'st', [])).state).toBe('MALFORMED');
  });
});

describe('an event whose parcel is not known', () => {
  it('is looked for every ten minutes at least for three days, and once a day in the end', async () => {
    const { notificationId: id } = await webhook(bridge, 'clickpost', scan(4), 'WAITING');
    const gaps = async (ageHours: number): Promise<number[]> => {
      const minutes: number[] = [];
      for (const looks of [6, 12, 40]) {
        await bridge.db.rows(
          `UPDATE notification SET looks = $2, look_at = now(), received_at = now() - make_interval(hours => $3) WHERE id = $1`,
          [id, looks, ageHours],
        );
        const [next] = await until(async () => {
          const rows = await bridge.db.rows<{ minutes: number }>(
            `SELECT (extract(epoch FROM look_at - now()) / 60)::float8 AS minutes FROM notification WHERE id = $1 AND looks = $2`,
            [id, looks + 1],
          );
          return rows.length > 0 ? rows : undefined;
        });
        minutes.push(Math.round(next!.minutes / 5) * 5);
      }
      return minutes;
    };
    expect(await gaps(71)).toEqual([0, 10, 10]);
    expect(await gaps(73)).toEqual([0, 70, 1440]);
  });

  it('waits, is listed, and is passed on as soon as the parcel is registered, with all that is known of it', async () => {
    const waiting = await webhook(bridge, 'clickpost', scan(4), 'WAITING');
    expect(waiting).toMatchObject({
      notificationType: 'PICKED_UP',
      forwardOrderCode: null,
      reason: 'none of its names is known here',
      names: [`AWB-${order}`],
      deliveryId: null,
    });
    // Looked for often enough that the next look is far away.
    await bridge.db.rows(
      "UPDATE notification SET looks = 10, look_at = now() + interval '1 hour' WHERE id = $1",
      [waiting.notificationId],
    );
    const shipmentCode = await pack();
    await settled(waiting.notificationId);
    await arrived(2);
    expect(received().at(-1)).toEqual({
      forwardOrderCode: String(order),
      forwardShipmentCode: shipmentCode,
      forwardAwb: `AWB-${order}`,
      courierName: 'Delhivery',
      notificationType: 'PICKED_UP',
      notificationUpdateTime: 1_795_235_640,
      logisticAggregatorInfo: {
        logisticAggregatorName: 'CLICKPOST',
        logisticAggregatorMetaData: { 'Account Code': 'ACC' },
      },
      returnOrderInfo: null,
      warehouseCode: 'WH1',
      items: [{ itemId: String(1000 + order), sku: 'MUG', quantity: 1 }],
    });
    const { body } = await bridge.get(`/orders/${order}/timeline`);
    expect(body.events).toContainEqual(
      expect.objectContaining({
        source: 'AGGREGATOR',
        kind: 'PICKED_UP',
        summary: expect.objectContaining({ notificationId: waiting.notificationId, awb: `AWB-${order}` }),
      }),
    );
  });

  it('that came again meanwhile is passed on once', async () => {
    const waiting = await webhook(bridge, 'clickpost', scan(6), 'WAITING');
    await webhook(bridge, 'clickpost', scan(6), 'WAITING');
    await bridge.db.rows(`UPDATE notification SET look_at = now() + interval '1 hour' WHERE id = $1`, [
      waiting.notificationId,
    ]);
    // The same one, from before the parcel was packed, comes once more right behind it.
    await pack();
    await bridge.db.rows(
      `UPDATE notification SET look_at = now() + interval '1 hour' WHERE id = $1 AND state = 'WAITING'`,
      [waiting.notificationId],
    );
    await webhook(bridge, 'clickpost', scan(6), 'ACCEPTED');
    await bridge.db.rows(`UPDATE notification SET look_at = now() WHERE state = 'WAITING'`);
    await until(async () => {
      const { body } = await bridge.get('/notifications?state=WAITING');
      return body.items.every((one: any) => !one.names.includes(`AWB-${order}`)) || undefined;
    });
    await webhook(bridge, 'clickpost', scan(8), 'ACCEPTED');
    await arrived(3);
    expect(received().map((one) => one.notificationType)).toEqual([
      'AWB_GENERATED',
      'OUT_FOR_DELIVERY',
      'DELIVERED',
    ]);
    const [kept] = (await bridge.get('/notifications?limit=200&type=OUT_FOR_DELIVERY')).body.items.filter(
      (one: any) => one.forwardOrderCode === String(order),
    );
    expect(kept.repeats).toBeGreaterThanOrEqual(2);
  });

  it('is found by the aggregator’s own id, once that was seen beside an AWB', async () => {
    const event = (more: object) => ({
      shipment_status: 'IN TRANSIT',
      shipment_status_id: 18,
      current_timestamp: '21 11 2026 10:00:00',
      sr_order_id: 70_000 + order,
      ...more,
    });
    const waiting = await webhook(bridge, 'st', event({ order_id: 'elsewhere' }), 'WAITING');
    await pack();
    const other = { awb: `AWB-${order}`, current_timestamp: '21 11 2026 11:00:00' };
    expect((await webhook(bridge, 'st', event(other))).state).toBe('ACCEPTED');
    await settled(waiting.notificationId);
    expect((await row(waiting.notificationId)).forwardOrderCode).toBe(String(order));
  });

  it('that names two orders waits for a person, who assigns it', async () => {
    await pack();
    const waiting = await webhook(bridge, 'clickpost', scan(8, 8, {}, { order_id: '100' }), 'WAITING');
    expect(waiting.reason).toBe(`names several orders: awb AWB-${order}, order 100`);
    const assign = (id: string, orderCode: string) =>
      bridge.post(`/notifications/${id}/assign`, { orderCode });
    expect((await assign('999999', '100')).status).toBe(404);
    expect((await assign(waiting.notificationId, 'nowhere')).status).toBe(404);
    const reply = await assign(waiting.notificationId, `M${order}`);
    expect([reply.status, reply.body.state, reply.body.forwardOrderCode]).toEqual([
      200,
      'ACCEPTED',
      String(order),
    ]);
    expect((await assign(waiting.notificationId, '100')).body.code).toBe('NOT_WAITING');
    await arrived(2);
    expect(received().at(-1)).toMatchObject({ notificationType: 'DELIVERED', warehouseCode: 'WH1' });
    const [audit] = await bridge.db.rows(`SELECT action, after FROM audit_log WHERE subject = $1`, [
      `notification:${waiting.notificationId}`,
    ]);
    expect(audit).toEqual({ action: 'event.assign', after: { orderCode: String(order) } });
  });

  it('of another shop is dismissed, and waits no more', async () => {
    const waiting = await webhook(bridge, 'clickpost', scan(8), 'WAITING');
    const reply = await bridge.post(`/notifications/${waiting.notificationId}/dismiss`, {
      reason: 'Marketplace',
    });
    expect([reply.status, reply.body.state, reply.body.reason]).toEqual([200, 'DISMISSED', 'Marketplace']);
    await pack();
    await arrived(1);
    expect((await row(waiting.notificationId)).state).toBe('DISMISSED');
  });

  it('is counted', async () => {
    await webhook(bridge, 'clickpost', scan(8), 'WAITING');
    const metrics = await bridge.get('/metrics');
    expect(metrics.text).toMatch(/bridge_events_waiting\{store="default"\} [1-9]/);
    expect(metrics.text).toMatch(/bridge_event_oldest_waiting_seconds\{store="default"\} \d/);
  });
});

describe('the merchant', () => {
  it('hears of an order by the code that the store is set to, whoever tells of it', async () => {
    await settings({ forwardOrderCode: 'incrementId' });
    await pack();
    await webhook(bridge, 'clickpost', scan(4, 4, {}, { order_id: String(order) }), 'ACCEPTED');
    const own = { forwardAwb: `AWB-${order}`, notificationUpdateTime: 1_763_700_000 };
    await bridge.post('/notifications', {
      forwardOrderCode: String(order),
      notificationType: 'OUT_FOR_DELIVERY',
      ...own,
    });
    await bridge.post('/notifications', {
      forwardOrderCode: `M${order}`,
      notificationType: 'DELIVERED',
      ...own,
    });
    await arrived(4, `M${order}`);
    expect(received(`M${order}`).map((one) => one.notificationType)).toEqual([
      'AWB_GENERATED',
      'PICKED_UP',
      'OUT_FOR_DELIVERY',
      'DELIVERED',
    ]);
    expect(received()).toEqual([]);
  });

  it('is passed on once, and so says the timeline for auditors', async () => {
    await pack();
    await webhook(bridge, 'clickpost', scan(4, 4, {}, { order_id: String(order) }), 'ACCEPTED');
    const rows = await bridge.db.rows<{ kind: string }>(
      `SELECT kind FROM audit.order_timeline WHERE order_code = $1 AND kind IN ('AWB_GENERATED', 'PICKED_UP') ORDER BY at`,
      [order],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['AWB_GENERATED', 'PICKED_UP']);
  });

  it('hears of a return with all that was announced of it', async () => {
    await pack();
    await bridge.post(`/orders/${order}/handover`, {});
    const announced = await bridge.post('/return/return-orders', {
      forwardOrderCode: String(order),
      returnOrderCode: `RET-${order}`,
      locationCode: 'WH2',
      returnOrderTime: '2026-11-20T10:00:00.000+05:30',
      orderItems: [
        { itemCode: `I${order}`, channelSkuCode: 'MUG', reason: 'Size', enableDoorStepQc: 'true' },
      ],
      orderType: 'CUSTOMER_RETURN',
      awbNumber: `RA-${order}`,
      transporter: 'Self Reverse',
    });
    expect(announced.status).toBe(200);
    await webhook(bridge, 'clickpost', scan(4, 4, { waybill: `RA-${order}` }, { is_rvp: true }), 'ACCEPTED');
    await until(() => Promise.resolve(received().some((one) => one.returnOrderInfo) || undefined));
    expect(received().at(-1)).toMatchObject({
      forwardAwb: null,
      notificationType: 'RETURN_PICKED_UP',
      returnOrderInfo: {
        returnOrderId: `RET-${order}`,
        returnAwb: `RA-${order}`,
        transporter: 'Self Reverse',
        returnOrderTime: 1_795_149_000,
      },
      warehouseCode: 'WH2',
      items: [{ itemId: `I${order}`, sku: 'MUG', quantity: 1 }],
    });
    // The return's parcel by its AWB, though the body calls it a forward one: nobody may take it for a delivery.
    const forward = await webhook(bridge, 'clickpost', scan(8, 8, { waybill: `RA-${order}` }), 'UNMAPPED');
    expect(forward.reason).toContain("the AWB is a return's");
  });
});

it('an order has an only parcel, or return, as long as it has no other one', async () => {
  const { manager } = bridge.app.get(DataSource);
  const [{ id }] = (await bridge.db.rows<{ id: string }>('SELECT id FROM "order" WHERE entity_id = $1', [
    order,
  ])) as [{ id: string }];
  const announce = (code: string) =>
    bridge.db.rows(
      `INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, body,
         requested_by) SELECT store_id, id, $2, '1', 'WH', 'CUSTOMER_RETURN', '{}', 'test' FROM "order" WHERE id = $1`,
      [id, code],
    );
  const only = async () => [await onlyParcel(manager, id), await onlyReturn(manager, id)];
  expect(await only()).toEqual([null, null]);
  await pack();
  await announce(`R1-${order}`);
  expect(await only()).toEqual([expect.any(String), expect.any(String)]);
  await pack(`AWB2-${order}`, `T${order}`);
  await announce(`R2-${order}`);
  expect(await only()).toEqual([null, null]);
  await bridge.db.rows(`UPDATE return_order SET sync_state = 'CANCELLED' WHERE return_order_code = $1`, [
    `R1-${order}`,
  ]);
  expect(await only()).toEqual([null, expect.any(String)]);
});

it('ends in one state in any order of arrival, with the parcel registered anywhere in between', async () => {
  const codes = [4, 6, 9, 12, 14];
  const runs = Math.max(4, Number(process.env['FUZZ_RUNS'] ?? 300) / 50);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(codes, { minLength: codes.length }),
      fc.integer({ min: 0, max: codes.length }),
      async (shuffled, packedAfter) => {
        order++;
        const parcels = new Map([[order, `AWB-${order}`]]);
        for (const [i, code] of shuffled.entries()) {
          if (i === packedAfter) await shipParcels(sandbox, bridge, parcels);
          await webhook(bridge, 'clickpost', scan(code));
        }
        if (packedAfter === codes.length) await shipParcels(sandbox, bridge, parcels);
        await arrived(1 + codes.length);
        const states = await bridge.db.rows(
          `SELECT type, to_char(event_time AT TIME ZONE 'UTC', 'MI') AS minute FROM parcel_state
           WHERE forward_order_code = $1 AND parcel_key NOT LIKE '%P-S%' AND parcel_key = $2`,
          [String(order), `forward|${order}||AWB-${order}`],
        );
        expect(states).toEqual([{ type: 'RTO_DELIVERED', minute: '44' }]);
        expect(
          received()
            .map((one) => one.notificationType)
            .sort(),
        ).toEqual([
          'AWB_GENERATED',
          'FAILED_DELIVERY',
          'OUT_FOR_DELIVERY',
          'PICKED_UP',
          'RTO',
          'RTO_DELIVERED',
        ]);
      },
    ),
    { numRuns: runs, seed: 20261126 },
  );
}, 120_000);
