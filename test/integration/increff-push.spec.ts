import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DeliveriesDispatcher } from '../../src/deliveries/deliveries.dispatcher.js';
import { PushService } from '../../src/increff/push.service.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Increff } from '../sandbox/increff.js';
import { magentoTime, type Order } from '../sandbox/magento-order.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HEADERS = { authusername: 'tenant-1', authpassword: 'push-secret' };
const COUNT = 12;

describe('a store that pushes to Increff', () => {
  let sandbox: Sandbox;
  let increff: Increff;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    increff = await Increff.start(HEADERS);
    for (let id = 1; id <= COUNT; id++) place(id);
    bridge = await startTestApp(sandbox);
    // Pushes go out when a test says so: between two readings the tick would tell Increff of what the second one undoes.
    const ticks = bridge.app.get(SchedulerRegistry, { strict: false });
    ticks.getInterval<{ stop(): void }>('increff.push').stop();
    await bridge.sync('orders.new');
  });

  afterAll(async () => {
    await bridge.close();
    await increff.close();
    await sandbox.close();
  });

  function place(id: number): void {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 1000 }));
  }

  function touched(order: Order): void {
    order.updated_at = magentoTime(Date.now());
    sandbox.store.changed(order);
  }

  /** Two workers at once, as on two machines. */
  async function push(): Promise<void> {
    const store = await bridge.app.get(StoresService).byCode('default');
    const pushes = bridge.app.get(PushService);
    await Promise.all([pushes.push(store), pushes.push(store)]);
  }

  /** From now on the service does not push by itself: what a test does between two pushes is seen by the second only. */
  async function pushOnlyWhenAsked(): Promise<void> {
    await bridge.db.rows(`UPDATE store SET settings = settings || '{"pushToIncreff": false}'`);
  }

  async function settled(): Promise<void> {
    bridge.app.get(DeliveriesDispatcher).kick();
    await until(async () => {
      const { body } = await bridge.get('/deliveries?state=PENDING&kind=INCREFF');
      return body.items.length === 0 || undefined;
    });
  }

  const cancelInMagento = (id: number): void => {
    const order = sandbox.store.find(id)!;
    Object.assign(order, { status: 'canceled', state: 'canceled' });
    for (const item of order.items) item.qty_canceled = item.qty_ordered;
    touched(order);
  };

  it('sends none before it is switched on', async () => {
    await new Promise((done) => setTimeout(done, 2500));
    expect((await bridge.get('/deliveries?kind=INCREFF')).body.items).toEqual([]);
  });

  it('sends each order once, in the form of the Standard APIs, also those that were there before', async () => {
    const put = await bridge.call('PUT', '/admin/stores/default/endpoints/INCREFF', {
      body: { url: increff.url, headers: HEADERS },
    });
    expect(put.status).toBe(200);
    const patched = await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { pushToIncreff: true } },
    });
    expect(patched.status).toBe(200);
    await push();
    await settled();
    await push();
    await settled();
    expect(increff.refusals).toEqual([]);
    expect(increff.calls.toSorted()).toEqual(Array.from({ length: COUNT }, (_, i) => `POST ${i + 1}`).sort());
    const served = (await bridge.get('/orders/3')).body;
    const sent = increff.orders.get('3')!;
    expect(sent).toMatchObject({
      orderCode: '3',
      parentOrderCode: served.parentOrderCode,
      orderTime: served.orderTime,
      dispatchByTime: served.dispatchByTime,
      paymentMethod: served.paymentMethod,
      isSplitRequired: true,
      shippingAddress: served.shippingAddress,
    });
    expect(
      sent.orderItems.map((item) => [item.orderItemCode, item.channelSkuCode, String(item.quantity)]),
    ).toEqual(served.orderItems.map((item: any) => [item.orderItemCode, item.channelSkuCode, item.quantity]));
    const { body } = await bridge.get('/orders/3/timeline');
    expect(body.events.map((event: any) => event.kind)).toContain('ORDER_PUSHED');
    await pushOnlyWhenAsked();
  });

  it('tells of what the customer cancelled, once, and never before the order itself', async () => {
    increff.unavailable = 1;
    place(50);
    await bridge.sync('orders.new');
    await push();
    cancelInMagento(50);
    cancelInMagento(4);
    await bridge.sync('orders.changed');
    await push();
    const endpoint = '/admin/stores/default/endpoints/INCREFF';
    await until(async () => {
      await bridge.db.rows(`UPDATE delivery SET next_attempt_at = now() WHERE state = 'PENDING'
        AND next_attempt_at IS NOT NULL AND lease_token IS NULL`);
      await bridge.db.rows('UPDATE endpoint SET paused_until = NULL');
      bridge.app.get(DeliveriesDispatcher).kick();
      return (
        (await bridge.get('/deliveries?state=PENDING&kind=INCREFF')).body.items.length === 0 || undefined
      );
    });
    expect((await bridge.get('/admin/stores/default/endpoints')).body[0]).toMatchObject({ kind: 'INCREFF' });
    expect((await bridge.post(`${endpoint}/test`)).body.errors[0].field).toBe('kind');
    const of50 = increff.calls.filter((call) => call.endsWith(' 50'));
    expect(of50).toEqual(['POST 50', 'PUT 50']);
    const order = increff.orders.get('4')!;
    expect(increff.cancelled.get('4')).toEqual(
      Object.fromEntries(order.orderItems.map((item) => [item.orderItemCode, item.quantity])),
    );
    await bridge.sync('orders.changed');
    await push();
    await settled();
    expect(increff.calls.filter((call) => call === 'PUT 4')).toHaveLength(1);
    expect(increff.refusals).toEqual([]);
  });

  it('sends an order again that came back to life, if Increff knew of its end, in each of its lives', async () => {
    const reopenInMagento = (id: number): void => {
      const order = sandbox.store.find(id)!;
      Object.assign(order, { status: 'processing', state: 'processing' });
      for (const item of order.items) item.qty_canceled = 0;
      touched(order);
    };
    const pushed = async (): Promise<void> => {
      await bridge.sync('orders.changed');
      await push();
      await settled();
    };
    const of = (id: number): string[] => increff.calls.filter((call) => call.endsWith(` ${id}`));
    for (const id of [80, 81, 82]) place(id);
    await bridge.sync('orders.new');
    await pushed();
    cancelInMagento(80);
    cancelInMagento(81);
    await bridge.sync('orders.changed');
    reopenInMagento(81);
    await bridge.sync('orders.changed');
    await bridge.post('/orders/82/cancel');
    await pushed();
    reopenInMagento(80);
    reopenInMagento(82);
    await pushed();
    expect([of(80), of(81), of(82)]).toEqual([
      ['POST 80', 'PUT 80', 'POST 80'],
      ['POST 81'],
      ['POST 82', 'POST 82'],
    ]);

    cancelInMagento(82);
    await bridge.sync('orders.changed');
    reopenInMagento(82);
    await pushed();
    expect(of(82)).toEqual(['POST 82', 'POST 82']);
  });

  it('tells of a part of an order that is cancelled, in absolute quantities', async () => {
    const order = sandbox.store.find(7)!;
    const item = order.items.find((one) => one.product_type === 'simple')!;
    item.qty_canceled = 1;
    touched(order);
    await bridge.sync('orders.changed');
    await push();
    await settled();
    expect(increff.cancelled.get('7')).toEqual({ [item.item_id]: 1 });
  });

  describe('what changes in an order that Increff has', () => {
    const customFields = [
      { path: 'extension_attributes.delivery_date', as: 'deliveryDate' },
      { path: 'items[].extension_attributes.engraving', as: 'engraving' },
    ];
    const changed = async (id: number, edit: (order: Order) => void): Promise<void> => {
      const order = sandbox.store.find(id)!;
      edit(order);
      touched(order);
      await bridge.sync('orders.changed');
      await push();
      await settled();
      await push();
      await settled();
    };
    const kinds = async (id: number): Promise<string[]> =>
      (await bridge.get(`/orders/${id}/timeline`)).body.events.map(({ kind }: any) => kind);
    const of = (id: number): string[] => increff.calls.filter((call) => call.endsWith(` ${id}`));

    beforeAll(async () => {
      await bridge.call('PUT', '/admin/stores/default', {
        body: { settings: { pushToIncreff: true, customFields } },
      });
      await pushOnlyWhenAsked();
      for (const id of [90, 91, 92, 93]) {
        const order = generateOrder({ entityId: id, createdAt: Date.now() - 1000 });
        order.extension_attributes['delivery_date'] = '2026-12-24';
        order.items[0]!.extension_attributes = { engraving: 'J' };
        sandbox.place(order);
      }
      await bridge.sync('orders.new');
      await push();
      await settled();
    });

    it('is sent as custom attributes where the store’s map has it', async () => {
      expect(increff.attributes.get('90')).toEqual({ deliveryDate: '2026-12-24' });
      await changed(90, (order) => {
        delete order.extension_attributes['delivery_date'];
        order.items[0]!.extension_attributes = { engraving: 'J + J' };
        // A line that Increff does not have.
        order.items.push({ ...order.items.at(-1)!, item_id: 9000, sku: 'LATER' });
      });
      expect(increff.attributes.get('90')).toEqual({ deliveryDate: '' });
      const [item] = sandbox.store.find(90)!.items;
      expect(increff.attributes.get(`90/${item!.item_id}`)).toEqual({ engraving: 'J + J' });
      expect(of(90)).toEqual(['POST 90', 'ATTRIBUTES 90']);
      expect(await kinds(90)).toContain('ATTRIBUTES_PUSHED');
      expect(increff.refusals).toEqual([]);
    });

    it('is noted where Increff has no form for it, once', async () => {
      await changed(91, (order) => {
        const { shipping } = order.extension_attributes.shipping_assignments[0]!;
        shipping['address'] = { ...(shipping['address'] as object), city: 'Chennai' };
      });
      await changed(91, (order) => (order.items[0]!.qty_ordered += 1));
      await changed(91, (order) => Object.assign(order, { state: 'holded', status: 'holded' }));
      const { body } = await bridge.get('/orders/91/timeline');
      const noted = body.events.filter(({ kind }: any) => kind === 'CHANGE_NOT_PUSHED');
      expect(noted.map(({ summary }: any) => [summary.changes, summary.onHold])).toEqual([
        [['shippingAddress'], false],
        [['lines'], false],
        [['hold'], true],
      ]);
      expect(of(91)).toEqual(['POST 91']);
    });

    it('is a cancellation where the shop took units from a line, and then the rest', async () => {
      const item = sandbox.store.find(92)!.items.find(({ qty_ordered: units }) => units > 1)!;
      await changed(92, (order) => {
        item.qty_ordered -= 1;
        order.extension_attributes['delivery_date'] = '2026-12-31';
      });
      expect(increff.cancelled.get('92')).toEqual({ [item.item_id]: 1 });
      expect(of(92)).toEqual(['POST 92', 'PUT 92', 'ATTRIBUTES 92']);
    });

    it('is nothing more once the order is cancelled', async () => {
      cancelInMagento(93);
      await changed(93, (order) => (order.extension_attributes['delivery_date'] = '2027-01-01'));
      expect(of(93)).toEqual(['POST 93', 'PUT 93']);
      expect(await kinds(93)).not.toContain('ATTRIBUTES_PUSHED');
    });
  });

  it('tells nothing of an order whose cancel is under way, until that is at its end', async () => {
    await bridge.db.rows(
      `INSERT INTO operation (store_id, order_id, kind, natural_key, input, requested_by, state, enqueued, next_attempt_at)
       SELECT store_id, id, 'CANCEL', 'CANCEL', '{}', 'increff', 'PENDING', true, now() + interval '1 day'
       FROM "order" WHERE entity_id = 8`,
    );
    cancelInMagento(8);
    await bridge.sync('orders.changed');
    await push();
    await settled();
    expect(increff.cancelled.has('8')).toBe(false);
    await bridge.db.rows(
      `UPDATE operation SET state = 'FAILED', error_code = 'X' WHERE requested_by = 'increff' AND state = 'PENDING'`,
    );
    await bridge.db.rows('UPDATE increff_push SET due_at = now() WHERE due_at IS NOT NULL');
    await push();
    await settled();
    expect(increff.cancelled.has('8')).toBe(true);
  });

  it('is pushed by one of two that have taken it at the same time', async () => {
    const before = increff.calls.length;
    const orders = bridge.app.get(OrdersService);
    const described = orders.described.bind(orders);
    // The other one was faster between the two statements. In place before the order is there, since the service pushes
    // by itself as well.
    orders.described = async (manager, store, ids) => {
      await manager.query(
        `INSERT INTO increff_push (order_id, store_id, lines) SELECT id, store_id, '{}' FROM "order" WHERE id = ANY($1::bigint[])
         ON CONFLICT DO NOTHING`,
        [ids],
      );
      return described(manager, store, ids);
    };
    place(70);
    await bridge.sync('orders.new');
    await push().finally(() => (orders.described = described));
    await settled();
    expect(increff.calls).toHaveLength(before);
  });

  describe('an order that has one SKU on two lines, which Increff takes once in an order', () => {
    let first: string;
    let second: string;
    const pack = (shipmentId: number, quantity: number, orderCode = '190') =>
      bridge.post('/increff/pack', {
        orderCode,
        shipmentId,
        shipmentItems: [{ channelSkuCode: 'TWICE', orderItemCode: codeOf(orderCode), quantity }],
      });
    const codeOf = (orderCode: string): string => increff.orders.get(orderCode)!.orderItems[0]!.orderItemCode;

    /** Two at 10.00, and two that are free. */
    function placeTwice(id: number): void {
      const order = generateOrder({ entityId: id, createdAt: Date.now() - 1000, lines: 2 });
      const lines = order.items.filter((item) => item.product_type === 'simple').slice(0, 2);
      order.items = lines.map((item, i) => ({
        ...item,
        parent_item_id: undefined,
        sku: 'TWICE',
        qty_ordered: 2,
        price: i === 0 ? 10 : 0,
        price_incl_tax: i === 0 ? 10 : 0,
        original_price: 10,
        tax_amount: 0,
        discount_amount: 0,
      }));
      sandbox.place(addUp(Object.assign(order, { tax_amount: 0, discount_amount: 0 })));
    }

    beforeAll(async () => {
      placeTwice(190);
      placeTwice(191);
      placeTwice(192);
      await bridge.sync('orders.new');
      await push();
      await settled();
      [first, second] = sandbox.store.find(190)!.items.map(({ item_id: id }) => String(id)) as [
        string,
        string,
      ];
    });

    it('goes as one line with the money of both', () => {
      const [line, ...others] = increff.orders.get('190')!.orderItems as any[];
      expect(others).toEqual([]);
      expect(line).toMatchObject({ orderItemCode: first, quantity: 4, sellingPricePerUnit: 5 });
      const { grand_total: total } = sandbox.store.find(190)!;
      const perUnit = line.sellingPricePerUnit - line.sellerDiscountPerUnit + line.shippingChargePerUnit;
      expect(perUnit * 4).toBeCloseTo(total, 2);
    });

    it('is packed as one line, over those of the shop; a repeat packs nothing twice', async () => {
      const answer = await pack(9001, 3);
      expect(answer.body.shipmentItems).toEqual([
        { channelSkuCode: 'TWICE', orderItemCode: first, quantity: 3 },
      ]);
      expect((await pack(9001, 3)).body).toEqual(answer.body);
      expect((await pack(9001, 2)).status).toBe(409);
      expect((await pack(9002, 2)).status).toBe(409);
      expect((await pack(9002, 1)).status).toBe(200);
      const parcels = await bridge.db.rows('SELECT shipment_id, items FROM shipment ORDER BY shipment_id');
      const itemsOf = (parcel: any) =>
        parcel.items.map(({ orderItemCode, quantity }: any) => [orderItemCode, quantity]);
      expect(parcels.map(itemsOf)).toEqual([
        [
          [first, 2],
          [second, 1],
        ],
        [[second, 1]],
      ]);
      // What is shipped is open no more, and would be spread in another way.
      expect((await bridge.post('/orders/190/handover')).status).toBe(200);
      expect((await pack(9001, 3)).body).toEqual(answer.body);
    });

    it('is packed as far as it is left where each parcel ships at once, and is counted by Magento', async () => {
      const set = (settings: object) => bridge.call('PUT', '/admin/stores/default', { body: { settings } });
      const { shipmentMode, shipAt } = (await bridge.get('/admin/stores/default')).body.settings;
      await set({ shipmentMode: 'ship-once', shipAt: 'atShipment' });
      for (const [shipmentId, quantity] of [
        [9101, 1],
        [9102, 2],
      ] as const) {
        expect((await pack(shipmentId, quantity, '192')).status).toBe(200);
      }
      await set({ shipmentMode, shipAt });
      expect(sandbox.store.find(192)!.items.map((item) => item.qty_shipped)).toEqual([2, 1]);
    });

    it('is cancelled as one line, by the customer and by Increff', async () => {
      const order = sandbox.store.find(191)!;
      for (const item of order.items) item.qty_canceled = 1;
      touched(order);
      await bridge.sync('orders.changed');
      await push();
      await settled();
      expect(increff.cancelled.get('191')).toEqual({ [codeOf('191')]: 2 });
      const part = { orderItemCode: codeOf('191'), cancelledQuantity: 3 };
      const cancel = (cancelledQuantity: number) =>
        bridge.call('PUT', '/increff/cancel', {
          body: { orderCode: 191, orderItems: [{ ...part, cancelledQuantity }] },
        });
      expect((await cancel(3)).body.hasError).toBe(true);
      expect((await cancel(4)).body).toEqual({ hasError: false, errorMessage: null });
    });
  });

  it('does not tell Increff what it cancelled itself', async () => {
    expect((await bridge.call('PUT', '/increff/cancel', { body: { orderCode: 5 } })).body).toEqual({
      hasError: false,
      errorMessage: null,
    });
    await push();
    await settled();
    expect(increff.cancelled.has('5')).toBe(false);
    const { body } = await bridge.get('/orders/5/timeline');
    expect(body.events.map((event: any) => event.kind)).toContain('CANCELLATION_NOT_PUSHED');
  });

  it('names the location of the store, where it has one, and repeats an order that was not answered as it was', async () => {
    await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { pushToIncreff: true, pushLocationCode: 'WH1' } },
    });
    await pushOnlyWhenAsked();
    increff.loseAnswers = 1;
    place(60);
    await bridge.sync('orders.new');
    await push();
    await until(async () => {
      await bridge.db.rows(
        `UPDATE delivery SET next_attempt_at = now() WHERE state = 'PENDING' AND lease_token IS NULL`,
      );
      await bridge.db.rows('UPDATE endpoint SET paused_until = NULL');
      bridge.app.get(DeliveriesDispatcher).kick();
      return (
        (await bridge.get('/deliveries?state=PENDING&kind=INCREFF')).body.items.length === 0 || undefined
      );
    });
    expect(increff.orders.get('60')).toMatchObject({ locationCode: 'WH1', isSplitRequired: false });
    expect(increff.calls.filter((call) => call === 'POST 60')).toHaveLength(2);
    expect(increff.refusals).toEqual([]);
  });
});
