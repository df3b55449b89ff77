import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ERASED_BODY } from '../../src/deliveries/delivery.types.js';
import { DeliveriesDispatcher } from '../../src/deliveries/deliveries.dispatcher.js';
import { PushService } from '../../src/increff/push.service.js';
import { EmailHashes } from '../../src/personal-data/email-hashes.js';
import { ErasedCustomers } from '../../src/personal-data/erased-customers.js';
import { RetentionService } from '../../src/retention/retention.service.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { generateOrder } from '../sandbox/generator.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import { magentoTime } from '../sandbox/magento-order.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { ASHA, completeInMagento, orderOfAsha, TRACES, tracesIn } from '../support/customer.js';
import { LockSessions, waitsForALock } from '../support/lock-sessions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const CUSTOM_FIELDS = [
  { path: 'customer_note', as: 'note' },
  { path: 'items[].extension_attributes.gift_message.recipient', as: 'engraving' },
];

let sandbox: Sandbox;
let merchant: Merchant;
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  bridge = await startTestApp(sandbox);
});

afterEach(async () => {
  await bridge.close();
  await merchant.close();
  await sandbox.close();
});

const erase = (more: object = {}) =>
  bridge.post('/admin/erasures', { email: ASHA.email.toUpperCase(), ...more });
const night = () => bridge.app.get(RetentionService).prune('cli');
const traces = () => tracesIn(bridge.db, TRACES);

function place(entityId: number, createdAt = Date.now() - HOUR): void {
  sandbox.place(orderOfAsha({ entityId, createdAt, lines: 2 }));
}

/** An order of hers that is stored, and closed. */
async function closed(entityId: number): Promise<void> {
  place(entityId);
  completeInMagento(sandbox, entityId);
  await bridge.sync('orders.changed');
}

async function row(entityId: number): Promise<Record<string, any>> {
  const [order] = await bridge.db.rows('SELECT * FROM "order" WHERE entity_id = $1', [entityId]);
  return order!;
}

async function backfilled(path: string, body?: object): Promise<void> {
  const { backfillId } = (await bridge.post(path, body)).body;
  await until(async () => {
    const { body: one } = await bridge.get(`/admin/backfills/${backfillId}`);
    return one.state === 'DONE' || undefined;
  });
}

async function nothingPending(): Promise<void> {
  bridge.app.get(DeliveriesDispatcher).kick();
  await until(async () => {
    const { body } = await bridge.get('/deliveries?state=PENDING');
    return body.items.length === 0 || undefined;
  });
}

/** Everything that the service does with an order of hers, with her data wherever a caller may put it. */
async function wholeLife(): Promise<void> {
  place(1);
  const endpoint = (kind: string) =>
    bridge.call('PUT', `/admin/stores/default/endpoints/${kind}`, {
      body: { url: `${merchant.url}/${kind}` },
    });
  for (const kind of ['INCREFF', 'NOTIFICATION', 'RETURN_ACK']) await endpoint(kind);
  const keys = { clickpostWebhookKey: 'clickpost-key' };
  const connected = await bridge.call('PUT', '/admin/stores/default', {
    body: { settings: { pushToIncreff: true, customFields: CUSTOM_FIELDS }, aggregators: keys },
  });
  expect(connected.status).toBe(200);
  await bridge.sync('orders.new');
  await bridge.app.get(PushService).push(await bridge.app.get(StoresService).byCode('default'));
  await bridge.post('/orders/1/acknowledge');
  const [item] = (await bridge.get('/orders/1')).body.orderItems;
  await bridge.post('/orders/1/shipments', {
    shipmentId: 'P1',
    comment: `leave it with ${ASHA.email}`,
    items: [{ orderItemCode: item.orderItemCode, quantity: 1 }],
    tracks: [{ carrierCode: 'custom', title: 'Post', trackNumber: 'T1' }],
    shippingLabelUrl: `https://labels.example.com/${ASHA.telephone}.pdf`,
  });
  await bridge.post('/notifications', {
    notificationType: 'OUT_FOR_DELIVERY',
    notificationUpdateTime: new Date().toISOString(),
    forwardOrderCode: '1',
    forwardAwb: 'T1',
    logisticAggregatorInfo: {
      logisticAggregatorName: 'CLICKPOST',
      logisticAggregatorMetaData: {
        drop_name: `${ASHA.firstname} ${ASHA.lastname}`,
        drop_phone: ASHA.telephone,
      },
    },
  });
  const webhook = await bridge.call('POST', '/webhooks/clickpost/default', {
    anonymous: true,
    headers: { webhook_key: keys.clickpostWebhookKey },
    body: { nonsense: ASHA.email },
  });
  expect(webhook.status).toBe(200);

  await returned('R1');
  completeInMagento(sandbox, 1);
  await bridge.sync('orders.changed');
  await nothingPending();
}

async function returned(code: string): Promise<void> {
  sandbox.store.find(1)!.items.forEach((one) => Object.assign(one, { qty_shipped: one.qty_ordered }));
  const { email, city } = ASHA;
  const address = { name: `${ASHA.firstname} ${ASHA.lastname}`, line1: ASHA.street[0], city, email };
  const [item] = (await bridge.get('/orders/1')).body.orderItems;
  await bridge.post('/return/return-orders', {
    forwardOrderCode: '1',
    returnOrderCode: code,
    locationCode: 'WH1',
    orderItems: [
      {
        itemCode: `${code}-1`,
        channelSkuCode: item.channelSkuCode,
        reason: `call ${ASHA.telephone}`,
        price: 100,
      },
    ],
    orderType: 'CUSTOMER_RETURN',
    awbNumber: 'A1',
    transporter: 'Delhivery',
    pickupAddress: { ...address, state: 'KA', zip: '560076', country: 'IN', phone: ASHA.telephone },
  });
  const orderItems = [{ itemCode: `${code}-1`, qcStatus: 'PASS' }];
  await bridge.post(`/return/return-orders/${code}/processing`, { orderItems });
}

/** Where nothing of ours puts it today, but free text is kept. */
async function planted(): Promise<void> {
  const name = `${ASHA.firstname} ${ASHA.lastname}`;
  const said = `{"said": "for ${name}, ${ASHA.email.toLowerCase()}", "phone": ${ASHA.telephone}}`;
  await bridge.db.rows(
    `UPDATE operation SET detail = $1::text, last_response = $2::jsonb, input = input || $2::jsonb`,
    [`not for ${name}`, said],
  );
  await bridge.db.rows('UPDATE operation_try SET error = $1, response = $1', [said]);
  await bridge.db.rows(`UPDATE order_event SET summary = summary || $1::jsonb`, [said]);
  await bridge.db.rows(`UPDATE delivery_attempt SET response = $1::text, error = $1::text`, [said]);
  await bridge.db.rows(`UPDATE delivery SET last_error = $1`, [said]);
  await bridge.db.rows(`UPDATE order_item SET gift = $1`, [said]);
  await bridge.db.rows(
    `INSERT INTO parked_order (store_id, entity_id, reason, next_try_at) VALUES (1, 1, $1, now() + interval '1 day')`,
    [`cannot be stored: ${name}`],
  );
  await bridge.db.rows(
    `INSERT INTO idempotency_key (client_id, key, fingerprint, status, content_type, body)
     VALUES ('increff', 'k', 'f', 200, 'application/json', $1)`,
    [said],
  );
  await bridge.db.rows(
    `WITH r AS (INSERT INTO reconciliation (store_id, created_from, created_to, state, requested_by)
       VALUES (1, now(), now(), 'DONE', 'test') RETURNING id)
     INSERT INTO difference (reconciliation_id, order_code, kind, ours, theirs, reason)
     SELECT id, 1, 'ORDER_CONTENT', $1::jsonb, $1::jsonb, $1::text FROM r`,
    [said],
  );
}

const PLACES = [
  'order.billing_address',
  'order.shipping_address',
  'order.notes',
  'order.custom_fields',
  'order_item.gift',
  'order_item.gift_message',
  'order_item.custom_fields',
  'order_event.summary',
  'operation.input',
  'operation.detail',
  'operation.last_response',
  'operation_try.error',
  'operation_try.response',
  'shipment.comment',
  'shipment.label_url',
  'return_order.body',
  'return_item.reason',
  'notification.body',
  'notification.raw',
  'delivery.body',
  'delivery.last_error',
  'delivery_attempt.response',
  'delivery_attempt.error',
  'idempotency_key.body',
  'parked_order.reason',
  'difference.ours',
  'difference.theirs',
  'difference.reason',
];

describe('erasing a customer', () => {
  it('leaves not one trace in any column of the database, and money, quantities and a record', async () => {
    await wholeLife();
    await planted();
    const before = await traces();
    expect(PLACES.filter((place) => !(place in before))).toEqual([]);
    const money = (await bridge.get('/orders/1')).body;

    const counted = await erase({ dryRun: true });
    expect([counted.status, counted.body]).toMatchObject([
      200,
      { dryRun: true, erasureId: null, orders: 1, waiting: 0, waitingOrders: [] },
    ]);
    expect(await traces()).toEqual(before);
    expect(await bridge.db.rows('SELECT 1 FROM erasure')).toEqual([]);

    const { status, body } = await erase();
    expect([status, body.dryRun, body.waitingOrders]).toEqual([200, false, []]);
    expect(await traces()).toEqual({});
    // The first look for what belongs to no order finds it, and the last one finds nothing.
    expect(body.erased).toEqual(counted.body.erased);

    const after = (await bridge.get('/orders/1')).body;
    expect(after).toEqual({
      ...money,
      billingAddress: null,
      shippingAddress: null,
      ...{ customerNote: null, giftMessage: null, customFields: {} },
      orderItems: money.orderItems.map(({ gift: _gift, giftMessage: _message, ...rest }: any) => ({
        ...rest,
        customFields: {},
      })),
    });
    expect((await bridge.get('/return/return-orders/R1')).body.orderItems).toHaveLength(1);
    expect((await bridge.get('/orders/1/timeline')).body.events.at(-1)).toMatchObject({
      kind: 'PERSONAL_DATA_ERASED',
      correlationId: `erasure:${body.erasureId}`,
    });
    const [record] = (await bridge.get('/admin/erasures')).body;
    expect(record).toMatchObject({
      erasureId: body.erasureId,
      requestedBy: 'increff',
      orders: 1,
      waiting: 0,
    });
    expect(record.emailHash).toMatch(/^[\da-f]{64}$/);
    expect(
      (await bridge.db.rows(`SELECT * FROM audit_log WHERE action = 'personal-data.erase'`)).length,
    ).toBe(1);
  });

  it('sends nothing again of what is gone, and takes a return that is announced again as known', async () => {
    await wholeLife();
    await erase();
    const { items } = (await bridge.get('/deliveries?kind=INCREFF')).body;
    const again = await bridge.post(`/deliveries/${items[0].deliveryId}/replay`);
    expect([again.status, again.body.code]).toEqual([409, 'CONFLICT']);
    const all = { state: 'DELIVERED', dryRun: true };
    expect((await bridge.post('/deliveries/replay', all)).body.count).toBe(0);
    expect((await bridge.get(`/deliveries/${items[0].deliveryId}`)).body.body).toEqual({ erased: true });
    const received = merchant.received.length;
    await returned('R1');
    expect((await bridge.get('/return/return-orders/R1')).body.state).toBe('PROCESSED');
    expect([merchant.received.length, await traces()]).toEqual([received, {}]);
  });

  it('finds her where only the shipping address has her e-mail, and nobody else', async () => {
    await closed(1);
    const other = orderOfAsha({ entityId: 2, createdAt: Date.now() - HOUR });
    Object.assign(other.billing_address, { email: 'else@example.com' });
    sandbox.place(other);
    completeInMagento(sandbox, 2);
    sandbox.place(generateOrder({ entityId: 3, createdAt: Date.now() - HOUR }));
    completeInMagento(sandbox, 3);
    await bridge.sync('orders.changed');
    expect((await erase()).body.orders).toBe(2);
    const left = await bridge.db.rows('SELECT entity_id FROM "order" WHERE billing_address IS NOT NULL');
    expect(left).toEqual([{ entity_id: '3' }]);
  });

  it('leaves alone what names another order by the number of hers', async () => {
    sandbox.place(generateOrder({ entityId: 2, createdAt: Date.now() - HOUR }));
    sandbox.place(
      Object.assign(orderOfAsha({ entityId: 1, createdAt: Date.now() - HOUR }), { increment_id: '2' }),
    );
    completeInMagento(sandbox, 1);
    await bridge.sync('orders.changed');
    for (const code of ['1', '2']) {
      await bridge.db.rows(
        `INSERT INTO delivery (store_id, kind, event_type, order_code, body, state)
         SELECT id, 'NOTIFICATION', 'x', $1, '{"of":"it"}', 'DELIVERED' FROM store`,
        [code],
      );
    }
    await erase();
    expect(await bridge.db.rows('SELECT order_code AS code, body FROM delivery ORDER BY 1')).toEqual([
      { code: '1', body: ERASED_BODY },
      { code: '2', body: '{"of":"it"}' },
    ]);
  });

  it('only in the store that is named', async () => {
    await closed(1);
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await bridge.post('/admin/stores', { code: 'other', baseUrl: 'http://127.0.0.1:9', credentials });
    expect((await erase({ storeCode: 'other' })).body.orders).toBe(0);
    expect((await row(1))['billing_address']).not.toBeNull();
    expect((await erase({ storeCode: 'nowhere' })).status).toBe(404);
    expect((await erase({ storeCode: 'default' })).body.orders).toBe(1);
  });

  it.each([{}, { email: 'nobody' }, { email: null }, { email: ASHA.email, dryRun: 'x' }])(
    'refuses %j',
    async (body) => {
      expect((await bridge.post('/admin/erasures', body)).status).toBe(400);
    },
  );
});

describe('what is open', () => {
  it('is shipped first: an open order is named, stays as it is, and is erased in the night after it is closed', async () => {
    place(1);
    await bridge.sync('orders.new');
    const { body } = await erase();
    expect(body).toMatchObject({
      orders: 1,
      waiting: 1,
      waitingOrders: [{ storeCode: 'default', orderCode: '1', why: 'the order is open' }],
    });
    await night();
    expect((await bridge.get('/orders/1')).body.shippingAddress.name).toBe('Asha Canary-Rao');
    completeInMagento(sandbox, 1);
    await bridge.sync('orders.changed');
    await night();
    expect(await traces()).toEqual({});
    expect((await bridge.get(`/admin/erasures/${body.erasureId}`)).body).toMatchObject({ waiting: 0 });
  });

  it('waits for a write and for a return', async () => {
    await closed(1);
    const { id } = await row(1);
    await bridge.db.rows(
      `INSERT INTO operation (id, store_id, order_id, kind, natural_key, state, requested_by, next_attempt_at)
       VALUES (gen_random_uuid(), 1, $1, 'CANCEL', 'CANCEL', 'PENDING', 'test', now() + interval '1 day')`,
      [id],
    );
    const { body } = await erase();
    const why = async () =>
      (await bridge.get(`/admin/erasures/${body.erasureId}`)).body.waitingOrders[0]?.why;
    expect(await why()).toBe('a write to Magento is open');
    await bridge.db.rows(`UPDATE operation SET state = 'SETTLED', outcome = 'REFUSED', settled_at = now()`);
    await bridge.db.rows(
      `INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, body,
         requested_by) VALUES (1, $1, 'R', '1', 'WH', 'CUSTOMER_RETURN', '{}', 'test')`,
      [id],
    );
    for (const state of ['CREATED', 'IN_PROCESSING']) {
      await bridge.db.rows(`UPDATE return_order SET sync_state = $1`, [state]);
      await night();
      expect([await why(), await row(1)]).toMatchObject(['a return is open', { erased_at: null }]);
    }
    await bridge.db.rows(`UPDATE return_order SET sync_state = 'CANCELLED'`);
    await night();
    expect([await why(), await traces()]).toEqual([undefined, {}]);
  });

  it('a delivery that waits is sent as it was accepted, and erased in the night after', async () => {
    await closed(1);
    merchant.mischief = { status: 503 };
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: `${merchant.url}/n` },
    });
    await bridge.post('/notifications', {
      notificationType: 'DELIVERED',
      notificationUpdateTime: new Date().toISOString(),
      forwardOrderCode: '1',
      logisticAggregatorInfo: { logisticAggregatorName: 'X', logisticAggregatorMetaData: { to: ASHA.email } },
    });
    const { body } = await erase();
    expect(body.waitingOrders).toMatchObject([{ orderCode: '1', why: 'a delivery waits to be sent' }]);
    expect(Object.keys(await traces())).toEqual(['delivery.body']);
    merchant.mischief = {};
    await bridge.db.rows(`UPDATE delivery SET next_attempt_at = now()`);
    await bridge.db.rows(`UPDATE endpoint SET paused_until = NULL, failures = 0, failing_since = NULL`);
    await nothingPending();
    expect(merchant.received.at(-1)!.text).toContain(ASHA.email);
    await night();
    expect(await traces()).toEqual({});
    expect((await bridge.get(`/admin/erasures/${body.erasureId}`)).body.waiting).toBe(0);
  });

  it('what is said with a write that is refused later goes in the night', async () => {
    await closed(1);
    await erase();
    const reason = `${ASHA.lastname} called: ${ASHA.telephone}`;
    expect((await bridge.post('/orders/1/cancel', { reason })).status).toBe(409);
    expect(
      (await bridge.post('/orders/1/refunds', { refundId: 'F', shippingAmount: '1', reason })).status,
    ).toBe(409);
    expect(await traces()).not.toEqual({});
    await night();
    expect(await traces()).toEqual({});
  });

  it('what was said with a write that failed goes with the others', async () => {
    place(1);
    await bridge.sync('orders.new');
    sandbox.faults.middleman = { answer: (path) => (path.endsWith('/cancel') ? down : undefined) };
    const down = { status: 503, text: recordedText('488-maintenance-get') };
    const reason = 'call the neighbour, 0171 2345678';
    // The page answers for one copy of the call: only the looks after it prove that none came in.
    expect((await bridge.post('/orders/1/cancel', { reason })).status).toBe(502);
    sandbox.faults.middleman = {};
    expect(await tracesIn(bridge.db, ['neighbour'])).not.toEqual({});
    completeInMagento(sandbox, 1);
    await bridge.sync('orders.changed');
    await erase();
    await night();
    expect(await tracesIn(bridge.db, ['neighbour'])).toEqual({});
    expect(await bridge.db.rows('SELECT state, last_request FROM operation')).toEqual([
      { state: 'FAILED', last_request: null },
    ]);
  });

  it('and what an aggregator sent that is no JSON, in any spelling', async () => {
    await closed(1);
    await bridge.call('PUT', '/admin/stores/default', {
      body: { aggregators: { clickpostWebhookKey: 'clickpost-key' } },
    });
    const anonymous = { anonymous: true, headers: { webhook_key: 'clickpost-key' } };
    for (const rawBody of [
      `name=Asha+Canary-Rao&mail=${encodeURIComponent(ASHA.email)}`,
      `{"street": "77 Canary \\u0022Lane\\u0022", "mail": "${ASHA.email}" broken`,
    ]) {
      await bridge.call('POST', '/webhooks/clickpost/default', { ...anonymous, rawBody });
    }
    await erase();
    expect(await tracesIn(bridge.db, ['asha', 'canary-rao', '%40example.com'])).toEqual({});
  });

  it('what comes in later for an erased order is erased in the night', async () => {
    await closed(1);
    await erase();
    for (const kind of ['NOTIFICATION', 'RETURN_ACK']) {
      const body = { url: `${merchant.url}/${kind}` };
      await bridge.call('PUT', `/admin/stores/default/endpoints/${kind}`, { body });
    }
    await bridge.post('/notifications', {
      notificationType: 'DELIVERED',
      notificationUpdateTime: new Date().toISOString(),
      forwardOrderCode: '1',
      logisticAggregatorInfo: { logisticAggregatorName: 'X', logisticAggregatorMetaData: { to: ASHA.email } },
    });
    await returned('R2');
    await nothingPending();
    expect(Object.keys(await traces()).length).toBeGreaterThan(2);
    await night();
    expect(await traces()).toEqual({});
  });
});

describe('nothing brings it back', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'a poll of the changed order',
      async () => {
        const order = sandbox.store.find(1)!;
        Object.assign(order, { updated_at: magentoTime(Date.now()) });
        Object.assign(order.items[0]!, { qty_refunded: 1 });
        sandbox.store.changed(order);
        await bridge.sync('orders.changed');
      },
    ],
    ['refresh', () => bridge.get('/orders/1?refresh=true')],
    ['the sweep', () => bridge.sync('orders.sweep')],
    [
      'a backfill',
      () =>
        backfilled('/admin/backfills', {
          storeCode: 'default',
          from: '2020-01-01T00:00:00Z',
          to: new Date().toISOString(),
        }),
    ],
    ['a rebuild', () => backfilled('/admin/sync/default/rebuild')],
    [
      'a comparison',
      async () => {
        const range = { from: new Date(Date.now() - 24 * HOUR).toISOString(), to: new Date().toISOString() };
        const { body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
        const ended = await until(async () => {
          const one = await bridge.get(`/admin/reconciliations/${body.reconciliationId}`);
          return one.body.state === 'RUNNING' ? undefined : one.body;
        });
        expect(ended).toMatchObject({ state: 'DONE', differences: 0, ordersMagento: 1, ordersHere: 1 });
      },
    ],
    ['the release before, during a roll', () => writtenByRelease(1)],
  ])('%s', async (_what, happens) => {
    await closed(1);
    await erase();
    await bridge.sync('orders.changed');
    await happens();
    expect(await traces()).toEqual({});
    expect((await bridge.get('/orders/1')).body.billingAddress).toBeNull();
  });

  it('and an erased order is a quiet one: it is not written again and again', async () => {
    await closed(1);
    await erase();
    await bridge.sync('orders.changed');
    expect(await bridge.sync('orders.changed')).toMatchObject({ changed: 0, unchanged: 1 });
    await bridge.get('/orders/1?refresh=true');
    expect(await bridge.sync('orders.changed')).toMatchObject({ changed: 0, unchanged: 1 });
    const kinds = (await bridge.get('/orders/1/timeline')).body.events.map(({ kind }: any) => kind);
    expect(kinds.filter((kind: string) => kind === 'PERSONAL_DATA_ERASED')).toHaveLength(1);
    expect((await row(1))['reread_since']).toBeNull();
  });

  it('an order from before that is read for the first time comes in without her', async () => {
    await erase();
    await closed(1);
    expect(await traces()).toEqual({});
    expect((await row(1))['erased_at']).not.toBeNull();
  });

  it('one from before that only goes to her comes in without her, too', async () => {
    await erase();
    const order = orderOfAsha({ entityId: 1, createdAt: Date.now() - HOUR });
    Object.assign(order.billing_address, { email: 'else@example.com' });
    sandbox.place(order);
    completeInMagento(sandbox, 1);
    await bridge.sync('orders.changed');
    expect((await row(1))['erased_at']).not.toBeNull();
  });

  it('an order from before comes in without her beside one that cannot be stored, too', async () => {
    await erase();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 2 * HOUR }));
    sandbox.faults.middleman.body = (path, body) => {
      const orders = path.endsWith('/orders') ? body.items : [body];
      for (const order of orders) if (order?.['entity_id'] === 1) order['store_id'] = 2 ** 40;
      return body;
    };
    await closed(2);
    expect(await bridge.db.rows('SELECT entity_id FROM parked_order')).toEqual([{ entity_id: '1' }]);
    expect((await row(2))['erased_at']).not.toBeNull();
    expect(await traces()).toEqual({});
  });

  it('one from before that is still open comes in to be shipped, and is erased once it is closed', async () => {
    await erase();
    place(1);
    await bridge.sync('orders.new');
    expect((await bridge.get('/orders/1')).body.shippingAddress.email).toBe(ASHA.email);
    completeInMagento(sandbox, 1);
    await bridge.sync('orders.changed');
    await night();
    expect(await traces()).toEqual({});
  });

  it('a new order of hers comes in as any other, and stays', async () => {
    await erase();
    await bridge.db.rows(`UPDATE erasure SET requested_at = now() - interval '2 hours'`);
    await closed(1);
    await night();
    expect(await row(1)).toMatchObject({ erasure_id: null, erase_due_at: null, erased_at: null });
    expect((await bridge.get('/orders/1')).body.shippingAddress.email).toBe(ASHA.email);
  });
});

/** What a release does that knows nothing of erasures, in the row of an order that it reads in full. */
async function writtenByRelease(entityId: number): Promise<void> {
  const address = JSON.stringify({ name: 'Canary-Rao', email: ASHA.email });
  await bridge.db.rows(
    `INSERT INTO "order" AS o (store_id, entity_id, increment_id, sync_state, payment_method, grand_total, subtotal, shipping,
       tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address, magento_created_at,
       magento_updated_at, read_at, content_hash)
     SELECT store_id, entity_id, increment_id, sync_state, payment_method, 1, 1, 0, 0, 0, 0, 0, 0, true, $2,
       magento_created_at, magento_updated_at, now(), 'hash of all' FROM "order" WHERE entity_id = $1
     ON CONFLICT (store_id, entity_id) DO UPDATE SET billing_address = excluded.billing_address,
       shipping_address = excluded.billing_address, content_hash = excluded.content_hash`,
    [entityId, address],
  );
  await bridge.db.rows(`UPDATE order_item SET gift = $1`, [address]);
  expect((await row(entityId))['content_hash']).toBe('e:');
}

/** Real transactions, one between the statements of another. */
describe('at the same moment', () => {
  const sessions = new LockSessions();
  const session = () => sessions.open(bridge.db.url);

  afterEach(() => sessions.close());

  it('a poll that has stored an order and not committed yet is waited for', async () => {
    await closed(1);
    const poll = await session();
    await poll.query('BEGIN');
    // As a poll leaves it: the row of an order that nobody else sees yet.
    await poll.query(
      `INSERT INTO "order" (store_id, entity_id, increment_id, state, sync_state, payment_method, grand_total, subtotal,
         shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, billing_address, magento_created_at,
         magento_updated_at, read_at, content_hash)
       SELECT store_id, 2, '2', 'complete', 'IGNORED', payment_method, 1, 1, 0, 0, 0, 0, 0, 0, true, billing_address,
         magento_created_at, magento_updated_at, now(), 'h' FROM "order" WHERE entity_id = 1`,
    );
    const erasing = erase();
    await waitsForALock(bridge.db);
    await poll.query('COMMIT');
    expect((await erasing).body.orders).toBe(2);
    expect(await traces()).toEqual({});
  });

  it('a poll that was prepared before, and writes after, writes without her', async () => {
    await closed(1);
    const order = sandbox.store.find(1)!;
    Object.assign(order, { updated_at: magentoTime(Date.now() + 1000), order_currency_code: 'INR' });
    sandbox.store.changed(order);
    const erasing = await session();
    await erasing.query('BEGIN');
    await erasing.query(
      `UPDATE "order" SET erased_at = now(), billing_address = NULL, shipping_address = NULL WHERE entity_id = 1`,
    );
    // The page is compared with the row as it was, with the customer; its write waits for the row.
    const polling = bridge.sync('orders.changed');
    await waitsForALock(bridge.db);
    await erasing.query('COMMIT');
    expect(await polling).toMatchObject({ changed: 1 });
    expect(await row(1)).toMatchObject({ currency: 'INR', billing_address: null, shipping_address: null });
    expect((await row(1))['content_hash']).toMatch(/^e:.+/);
    expect(await traces()).toEqual({});
  });

  it('a poll that begins to store her order while she is being erased stores it without her', async () => {
    // The statement and its plan are known to the connections from here on.
    sandbox.place(generateOrder({ entityId: 5, createdAt: Date.now() - HOUR }));
    await bridge.sync('orders.new');
    const hash = await bridge.app.get(EmailHashes).of(ASHA.email);
    const erasing = await session();
    await erasing.query('BEGIN; LOCK TABLE "order" IN EXCLUSIVE MODE');
    place(1);
    completeInMagento(sandbox, 1);
    const polling = bridge.sync('orders.changed');
    await waitsForALock(bridge.db);
    await erasing.query(
      `INSERT INTO erasure (store_code, email_hash, requested_by, requested_at) VALUES ('default', $1, 'test', now())`,
      [hash],
    );
    await erasing.query('COMMIT');
    expect(await polling).toMatchObject({ new: 1 });
    expect(await traces()).toEqual({});
    expect((await row(1))['erased_at']).not.toBeNull();
  });

  it('a write that is being settled is not disturbed: its order waits', async () => {
    await closed(1);
    const settling = await session();
    await settling.query('BEGIN');
    await settling.query('SELECT 1 FROM "order" WHERE entity_id = 1 FOR UPDATE');
    const erasing = erase();
    await waitsForALock(bridge.db);
    await settling.query('COMMIT');
    expect((await erasing).body).toMatchObject({ orders: 1 });
    await night();
    expect(await traces()).toEqual({});
  });

  it('a rebuild between the record and the erasing', async () => {
    await closed(1);
    await bridge.db.rows(`UPDATE "order" SET erase_due_at = now() WHERE entity_id = 1`);
    await backfilled('/admin/sync/default/rebuild');
    await night();
    await bridge.sync('orders.changed');
    expect(await traces()).toEqual({});
  });

  it('an erasure that was cut off goes on at night', async () => {
    await closed(1);
    await bridge.db.rows(
      `WITH e AS (INSERT INTO erasure (email_hash, requested_by) VALUES ('x', 'test') RETURNING id)
       UPDATE "order" SET erasure_id = e.id, erase_due_at = now() FROM e`,
    );
    await night();
    expect(await traces()).toEqual({});
  });
});

describe('looking for erased customers', () => {
  it('costs nothing where nobody of the store was erased', async () => {
    const looks = jest.spyOn(bridge.app.get(ErasedCustomers), 'recognise');
    try {
      await closed(1);
      const credentials = { scheme: 'bearer', accessToken: 't' };
      await bridge.post('/admin/stores', { code: 'other', baseUrl: 'http://127.0.0.1:9', credentials });
      await erase({ storeCode: 'other' });
      await closed(2);
      expect(looks).not.toHaveBeenCalled();
      await erase({ storeCode: 'default' });
      await closed(3);
      expect(looks).toHaveBeenCalledTimes(1);
    } finally {
      looks.mockRestore();
    }
  });

  it('goes on where she was erased in all stores', async () => {
    await erase();
    await closed(1);
    expect(await traces()).toEqual({});
  });
});

describe('after a time', () => {
  const keep = (days: number | null) =>
    bridge.call('PUT', '/admin/stores/default', { body: { settings: { eraseAfterDays: days } } });
  const age = (days: number) =>
    bridge.db.rows(
      `UPDATE "order" SET changed_at = now() - make_interval(days => $1), magento_updated_at = now() - make_interval(days => $1)`,
      [days],
    );

  it('closed orders are erased, others and younger ones are not', async () => {
    await closed(1);
    await closed(2);
    await closed(3);
    place(4);
    await bridge.sync('orders.new');
    expect((await keep(10)).status).toBe(400);
    await keep(90);
    await age(91);
    await bridge.db.rows(`UPDATE "order" SET changed_at = now() WHERE entity_id = 2`);
    await bridge.db.rows(`UPDATE "order" SET magento_updated_at = now() WHERE entity_id = 3`);
    expect((await night()).find(({ table }) => table === 'order')).toEqual({ table: 'order', rows: 1 });
    const left = await bridge.db.rows('SELECT entity_id FROM "order" WHERE erased_at IS NULL ORDER BY 1');
    expect(left.map((one) => one['entity_id'])).toEqual(['2', '3', '4']);
    expect((await bridge.get('/orders/1/timeline')).body.events.at(-1).kind).toBe('PERSONAL_DATA_ERASED');
    expect((await night()).find(({ table }) => table === 'order')).toEqual({ table: 'order', rows: 0 });
  });

  it('not where the store does not say so', async () => {
    await closed(1);
    await age(4000);
    await night();
    expect((await row(1))['erased_at']).toBeNull();
  });
});
