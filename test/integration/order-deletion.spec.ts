import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { DeliveriesDispatcher } from '../../src/deliveries/deliveries.dispatcher.js';
import { deleteOrders } from '../../src/retention/order-deletion.repository.js';
import { RetentionService } from '../../src/retention/retention.service.js';
import { generateOrder } from '../sandbox/generator.js';
import { magentoTime } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { completeInMagento, tracesIn } from '../support/customer.js';
import { LockSessions, waitsForALock } from '../support/lock-sessions.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const NUMBER = 'CANARY-NUMBER-7';

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

const keep = (days: number | null) =>
  bridge.call('PUT', '/admin/stores/default', { body: { settings: { deleteAfterDays: days } } });
const night = () => bridge.app.get(RetentionService).prune('cli');

/** Nothing has happened to any order for this time. */
async function age(days: number): Promise<void> {
  for (const sql of [
    `UPDATE "order" SET changed_at = now() - make_interval(days => $1), magento_updated_at = now() - make_interval(days => $1),
       acknowledged_at = acknowledged_at - make_interval(days => $1)`,
    `UPDATE operation SET settled_at = settled_at - make_interval(days => $1)`,
    `UPDATE return_order SET updated_at = now() - make_interval(days => $1)`,
  ]) {
    await bridge.db.rows(sql, [days]);
  }
}

function place(entityId: number, createdAt = Date.now() - HOUR): void {
  const order = generateOrder({ entityId, createdAt, lines: 2 });
  if (entityId === 7) order.increment_id = NUMBER;
  sandbox.place(order);
}

async function closed(entityId: number): Promise<void> {
  place(entityId);
  completeInMagento(sandbox, entityId);
  await bridge.sync('orders.changed');
}

/** An order that came to its end long ago, and is gone since. */
async function deleted(entityId = 7): Promise<void> {
  await closed(entityId);
  await keep(90);
  await age(91);
  expect(await deletedInNight()).toBe(1);
}

async function deletedInNight(): Promise<number | undefined> {
  return (await night()).find(({ table }) => table === 'deleted_order')?.rows;
}

const codes = async (): Promise<string[]> =>
  (await bridge.db.rows('SELECT entity_id FROM "order" ORDER BY 1')).map((one) => one['entity_id'] as string);

async function backfilled(path: string, body?: object): Promise<void> {
  const { backfillId } = (await bridge.post(path, body)).body;
  await until(async () => {
    const { body: one } = await bridge.get(`/admin/backfills/${backfillId}`);
    return one.state === 'DONE' || undefined;
  });
}

async function compared(): Promise<Record<string, any>> {
  const range = { from: new Date(Date.now() - 24 * HOUR).toISOString(), to: new Date().toISOString() };
  const { body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
  return until(async () => {
    const one = await bridge.get(`/admin/reconciliations/${body.reconciliationId}`);
    return one.body.state === 'RUNNING' ? undefined : one.body;
  });
}

/** As somebody does who deletes it in Magento itself. */
function removeFromMagento(entityId: number): void {
  const order = sandbox.store.find(entityId)!;
  sandbox.store.orders.delete(entityId);
  sandbox.store.changed(order);
}

const RETURN = {
  forwardOrderCode: '7',
  returnOrderCode: 'R7',
  locationCode: 'WH1',
  orderItems: [{ itemCode: 'R7-1', channelSkuCode: 'x', reason: 'x', price: 1 }],
  orderType: 'CUSTOMER_RETURN',
  awbNumber: 'A1',
  transporter: 'Delhivery',
  pickupAddress: {
    name: 'A B',
    line1: '1 Road',
    city: 'Pune',
    email: 'a@example.com',
    state: 'MH',
    zip: '411001',
    country: 'IN',
    phone: '9800000000',
  },
};

/** All that the service does with an order; rows of it in each table. */
async function wholeLife(merchant: Merchant, code: number): Promise<void> {
  for (const kind of ['NOTIFICATION', 'RETURN_ACK']) {
    const body = { url: `${merchant.url}/${kind}` };
    await bridge.call('PUT', `/admin/stores/default/endpoints/${kind}`, { body });
  }
  place(code);
  await bridge.sync('orders.new');
  await bridge.post(`/orders/${code}/acknowledge`);
  const [item] = (await bridge.get(`/orders/${code}`)).body.orderItems;
  await bridge.post(`/orders/${code}/invoice`);
  await bridge.post(`/orders/${code}/refunds`, { refundId: `F-${code}`, shippingAmount: '1' });
  await bridge.post(`/orders/${code}/shipments`, {
    shipmentId: `P${code}`,
    items: [{ orderItemCode: item.orderItemCode, quantity: 1 }],
    tracks: [{ carrierCode: 'custom', title: 'Post', trackNumber: `T${code}` }],
  });
  const label = { shippingLabel: Buffer.from('%PDF-1.4 x %%EOF').toString('base64') };
  await bridge.call('PUT', `/shipments/P-P${code}/label`, { body: label });
  await bridge.post(`/orders/${code}/handover`, {});
  await bridge.post('/notifications', {
    notificationType: 'OUT_FOR_DELIVERY',
    notificationUpdateTime: new Date().toISOString(),
    forwardOrderCode: String(code),
    forwardAwb: `T${code}`,
  });
  sandbox.store.find(code)!.items.forEach((one) => Object.assign(one, { qty_shipped: one.qty_ordered }));
  const itemCode = `R${code}-1`;
  await bridge.post('/return/return-orders', {
    ...RETURN,
    forwardOrderCode: String(code),
    returnOrderCode: `R${code}`,
    orderItems: [{ itemCode, channelSkuCode: item.channelSkuCode, reason: 'too small', price: 100 }],
  });
  const orderItems = [{ itemCode, qcStatus: 'PASS' }];
  await bridge.post(`/return/return-orders/R${code}/processing`, { orderItems });
  completeInMagento(sandbox, code);
  await bridge.sync('orders.changed');
  bridge.app.get(DeliveriesDispatcher).kick();
  await until(async () => {
    const { body } = await bridge.get('/deliveries?state=PENDING');
    return body.items.length === 0 || undefined;
  });
}

const TABLES: Record<string, string> = {
  order: 'entity_id = $1',
  order_item: 'order_id = $2',
  order_event: 'order_id = $2',
  operation: 'order_id = $2',
  operation_try: 'operation_id IN (SELECT id FROM operation WHERE order_id = $2)',
  invoice: 'order_id = $2',
  credit_memo: 'order_id = $2',
  shipment: 'order_id = $2',
  shipment_label: 'shipment_id IN (SELECT id FROM shipment WHERE order_id = $2)',
  shipment_track: `track_number = 'T' || $1::text`,
  handover: 'order_id = $2',
  return_order: 'order_id = $2',
  return_item: `item_code = 'R' || $1::text || '-1'`,
  notification: 'forward_order_code = $1::text',
  delivery: 'order_code = $1::text',
  delivery_attempt: 'delivery_id = ANY($3::uuid[])',
};

/** Rows of an order, by table. */
async function rowsOfOrder(code: number, id: string, deliveries: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [table, where] of Object.entries(TABLES)) {
    const rows = await bridge.db.rows(
      `SELECT 1 FROM "${table}" WHERE ${where} AND ($1::bigint, $2::bigint, $3::uuid[]) IS NOT NULL`,
      [code, id, deliveries],
    );
    counts[table] = rows.length;
  }
  return counts;
}

async function keysOf(code: number): Promise<[string, string[]]> {
  const [order] = await bridge.db.rows('SELECT id FROM "order" WHERE entity_id = $1', [code]);
  const sent = await bridge.db.rows('SELECT id FROM delivery WHERE order_code = $1', [String(code)]);
  return [order!['id'] as string, sent.map((one) => one['id'] as string)];
}

describe('orders that came to their end long ago', () => {
  let merchant: Merchant;

  beforeEach(async () => {
    merchant = await Merchant.start();
  });
  afterEach(() => merchant.close());

  it('go with all that belongs to them, and leave those of other orders', async () => {
    await wholeLife(merchant, 1);
    await wholeLife(merchant, 2);
    const [first, second] = [await keysOf(1), await keysOf(2)];
    const before = await rowsOfOrder(1, ...first);
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);
    const others = await rowsOfOrder(2, ...second);
    await keep(90);
    await age(91);
    await bridge.db.rows(`UPDATE "order" SET changed_at = now() WHERE entity_id = 2`);
    expect(await deletedInNight()).toBe(1);
    expect(Object.entries(await rowsOfOrder(1, ...first)).filter(([, rows]) => rows > 0)).toEqual([]);
    expect(await rowsOfOrder(2, ...second)).toEqual(others);
    const [kept] = await bridge.db.rows('SELECT * FROM deleted_order');
    expect(kept).toMatchObject({ entity_id: '1' });
    const audited = await bridge.db.rows(
      `SELECT after FROM audit_log WHERE action = 'retention.prune' ORDER BY id DESC LIMIT 1`,
    );
    expect(audited.map(({ after }) => after)).toEqual([expect.objectContaining({ deleted_order: 1 })]);
  });

  it('leave their code, number and time of creation, and no trace else', async () => {
    await deleted();
    expect(await tracesIn(bridge.db, [NUMBER.toLowerCase()])).toEqual({ 'deleted_order.increment_id': 1 });
  });
});

describe('what stays', () => {
  it('what is delivered of another order whose code is the number of one that goes', async () => {
    const order = generateOrder({ entityId: 7, createdAt: Date.now() - HOUR });
    sandbox.place(Object.assign(order, { increment_id: '8' }));
    completeInMagento(sandbox, 7);
    await closed(8);
    await keep(90);
    await age(91);
    await bridge.db.rows(`UPDATE "order" SET changed_at = now() WHERE entity_id = 8`);
    for (const code of ['7', '8']) await bridge.db.rows(delivery('DELIVERED', code));
    expect(await deletedInNight()).toBe(1);
    expect(await bridge.db.rows('SELECT order_code FROM delivery')).toEqual([{ order_code: '8' }]);
  });

  it('all, where the store does not say so', async () => {
    await closed(7);
    await age(4000);
    expect(await deletedInNight()).toBe(0);
    expect(await codes()).toEqual(['7']);
  });

  it('a number of days that is too small, or none, is refused', async () => {
    expect((await keep(29)).status).toBe(400);
    expect((await keep(30)).status).toBe(200);
    expect((await keep(null)).status).toBe(200);
  });

  it('younger orders, open ones, and those that changed in Magento or here', async () => {
    for (const code of [1, 2, 3, 4]) await closed(code);
    place(5);
    await bridge.sync('orders.new');
    await keep(90);
    await age(91);
    await bridge.db.rows(`UPDATE "order" SET changed_at = now() WHERE entity_id = 2`);
    await bridge.db.rows(`UPDATE "order" SET magento_updated_at = now() WHERE entity_id = 3`);
    await bridge.db.rows(`UPDATE "order" SET acknowledged_at = now() WHERE entity_id = 4`);
    expect(await deletedInNight()).toBe(1);
    expect(await codes()).toEqual(['2', '3', '4', '5']);
  });

  const operation = (state: string, more = 'NULL') =>
    `INSERT INTO operation (store_id, order_id, kind, natural_key, state, requested_by, next_attempt_at, attention_since)
     SELECT store_id, id, 'CANCEL', 'CANCEL', '${state}', 'test', now() + interval '1 day', ${more} FROM "order"`;
  const delivery = (state: string, code: string) =>
    `INSERT INTO delivery (store_id, kind, event_type, order_code, body, state)
     VALUES ((SELECT id FROM store), 'NOTIFICATION', 'x', '${code}', '{}', '${state}')`;

  it('not what was not sent in shadow mode, which nobody waits for', async () => {
    await closed(7);
    await keep(90);
    await age(91);
    await bridge.db.rows(delivery('SHADOWED', '7'));
    expect(await deletedInNight()).toBe(1);
    expect(await bridge.db.rows('SELECT 1 FROM delivery')).toEqual([]);
  });

  it.each([
    ['a write that waits', operation('PENDING')],
    ['a write in doubt', operation('UNKNOWN')],
    ['a write that a person has to look at', operation('FAILED', 'now()')],
    [
      'a return that is expected',
      `INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, body,
         requested_by, updated_at)
       SELECT store_id, id, 'R', '7', 'WH', 'CUSTOMER_RETURN', '{}', 'test', now() - interval '1 year' FROM "order"`,
    ],
    [
      'a parcel that is not made yet',
      `INSERT INTO shipment (store_id, order_id, shipment_id, flow, items, requested_by)
       SELECT store_id, id, 'P', 'DOCUMENTED', '[]', 'test' FROM "order"`,
    ],
    ['a delivery that waits', delivery('PENDING', '7')],
    ['a delivery that nobody took', delivery('DEAD', '7')],
    ['a delivery that waits, by its number', delivery('PENDING', NUMBER)],
    [
      'something that Increff is to hear',
      `INSERT INTO increff_push (order_id, store_id, lines, due_at) SELECT id, store_id, '{}', now() FROM "order"`,
    ],
    ['a reading in doubt', `UPDATE "order" SET reread_since = now()`],
    ['a hold', `UPDATE "order" SET sync_state = 'HELD'`],
    ['one that Increff has not fetched', `UPDATE "order" SET sync_state = 'NEW'`],
    [
      'a customer who is to be erased first',
      `UPDATE "order" SET erase_due_at = now(), erasure_id = gen_random_uuid()`,
    ],
    [
      'a question to a person',
      `INSERT INTO parked_order (store_id, entity_id, reason, next_try_at) VALUES ((SELECT id FROM store), 7, 'x', now() + interval '1 day')`,
    ],
    [
      'an order that another one replaced',
      `UPDATE "order" SET former_entity_id = entity_id, entity_id = -id`,
    ],
  ])('an order with %s', async (_what, sql) => {
    await closed(7);
    await bridge.db.rows(sql);
    await keep(90);
    await age(91);
    // What an erasure waits for is done at night too; here it is to wait.
    await bridge.db.rows(`UPDATE "order" SET sync_state = 'NEW' WHERE erase_due_at IS NOT NULL`);
    expect(await deletedInNight()).toBe(0);
    expect((await codes()).length).toBe(1);
    expect((await bridge.db.rows('SELECT 1 FROM order_item')).length).toBeGreaterThan(0);
  });
});

describe('nothing brings a deleted order back', () => {
  const changed = async (): Promise<void> => {
    const order = sandbox.store.find(7)!;
    Object.assign(order, { updated_at: magentoTime(Date.now()) });
    Object.assign(order.items[0]!, { qty_refunded: 1 });
    sandbox.store.changed(order);
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 0, changed: 0, skipped: {} });
  };

  it.each<[string, () => Promise<unknown>]>([
    ['a poll', () => bridge.sync('orders.changed')],
    ['a poll of the changed order', changed],
    ['the poll of new orders', () => bridge.sync('orders.new')],
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
    ['refresh', () => bridge.get('/orders/7?refresh=true')],
    [
      'the release before, during a roll',
      async () => {
        const rows = await bridge.db.rows(
          `INSERT INTO "order" AS o (store_id, entity_id, increment_id, sync_state, payment_method, grand_total, subtotal,
             shipping, tax, discount, store_credit, cod_fee, adjustment, balanced, magento_created_at, magento_updated_at,
             read_at, content_hash)
           VALUES ((SELECT id FROM store), 7, 'x', 'NEW', 'COD', 1, 1, 0, 0, 0, 0, 0, 0, true, now(), now(), now(), 'h')
           ON CONFLICT (store_id, entity_id) DO UPDATE SET content_hash = excluded.content_hash RETURNING 1`,
        );
        expect(rows).toEqual([]);
      },
    ],
  ])('%s', async (_what, happens) => {
    await deleted();
    await happens();
    expect(await codes()).toEqual([]);
    expect(await bridge.db.rows('SELECT 1 FROM order_event')).toEqual([]);
    expect(await bridge.db.rows('SELECT 1 FROM parked_order')).toEqual([]);
    expect((await bridge.get('/orders/pending')).body.items).toEqual([]);
  });

  it('not where its status is one that Increff is to fetch', async () => {
    const statusesToFetch = ['pending', 'processing', 'complete'];
    await closed(7);
    await bridge.db.rows(`UPDATE "order" SET sync_state = 'ACKNOWLEDGED', acknowledged_at = now()`);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { statusesToFetch } } });
    await keep(90);
    await age(91);
    expect(await deletedInNight()).toBe(1);
    for (const stream of ['orders.new', 'orders.changed', 'orders.sweep']) await bridge.sync(stream);
    expect((await bridge.get('/orders/pending')).body.items).toEqual([]);
    expect(await codes()).toEqual([]);
  });

  it('the sweep does not read it in full each day', async () => {
    await deleted();
    expect(await bridge.sync('orders.sweep')).toMatchObject({ seen: 1, unchanged: 1 });
    const before = sandbox.requests;
    await bridge.sync('orders.sweep');
    expect(sandbox.requests - before).toBe(1);
  });

  it('a comparison finds nothing missing, and counts it on both sides', async () => {
    await deleted();
    await closed(8);
    expect(await compared()).toMatchObject({
      state: 'DONE',
      differences: 0,
      ordersMagento: 2,
      ordersHere: 2,
    });
    removeFromMagento(7);
    expect(await compared()).toMatchObject({
      state: 'DONE',
      differences: 0,
      ordersMagento: 1,
      ordersHere: 1,
    });
    expect(await codes()).toEqual(['8']);
  });

  it('another order is taken in beside it', async () => {
    await deleted();
    place(8);
    expect(await bridge.sync('orders.new')).toMatchObject({ new: 1 });
    expect(await codes()).toEqual(['8']);
  });
});

describe('what Magento shows under the code of a deleted order', () => {
  const decide = (decision: string) =>
    bridge.post('/admin/stores/default/orders/decide', { decision, orderCodes: ['7'] });
  const parked = () => bridge.db.rows('SELECT reason, shown FROM parked_order');

  async function reopened(): Promise<void> {
    await deleted();
    const order = sandbox.store.find(7)!;
    setState(order, 'processing');
    order.updated_at = magentoTime(Date.now());
    sandbox.store.changed(order);
    await bridge.sync('orders.changed');
  }

  it('open again, is not passed over in silence: a person says that it is to be done', async () => {
    await reopened();
    expect(await parked()).toMatchObject([{ reason: expect.stringContaining('open again') }]);
    expect((await bridge.get('/orders/7')).body.code).toBe('ORDER_DISPUTED');
    expect(await codes()).toEqual([]);
    expect((await decide('NEW_ORDER')).body).toEqual({ decided: ['7'], openWrites: [] });
    await bridge.sync('orders.changed');
    expect([await codes(), await parked()]).toEqual([['7'], []]);
    expect((await bridge.get('/orders/pending')).body.items).toHaveLength(1);
    const audited = await bridge.db.rows(`SELECT after FROM audit_log WHERE action = 'orders.decide'`);
    expect(audited).toMatchObject([{ after: { decision: 'NEW_ORDER', orderCodes: ['7'] } }]);
  });

  it('as another order, after Magento was installed again, waits for a person too', async () => {
    await deleted();
    removeFromMagento(7);
    const other = generateOrder({ entityId: 7, createdAt: Date.now() - HOUR / 2 });
    other.increment_id = 'OTHER';
    sandbox.place(other);
    await bridge.sync('orders.new');
    expect(await parked()).toMatchObject([
      { reason: expect.stringContaining('was deleted here'), shown: { incrementId: 'OTHER' } },
    ]);
    await decide('NEW_ORDER');
    await bridge.sync('orders.changed');
    expect((await bridge.get('/orders/7')).status).toBe(200);
    expect(await codes()).toEqual(['7']);
  });

  it('with another number, as the same order, stays deleted', async () => {
    await deleted();
    const order = sandbox.store.find(7)!;
    Object.assign(order, { increment_id: 'RENAMED', updated_at: magentoTime(Date.now()) });
    sandbox.store.changed(order);
    await bridge.sync('orders.changed');
    expect(await parked()).toHaveLength(1);
    await decide('SAME_ORDER');
    await bridge.sync('orders.changed');
    expect([await codes(), await parked()]).toEqual([[], []]);
    expect(await bridge.db.rows('SELECT increment_id FROM deleted_order')).toEqual([
      { increment_id: 'RENAMED' },
    ]);
  });
});

describe('who asks for a deleted order', () => {
  it.each<[string, () => Promise<any>]>([
    ['reads it', () => bridge.get('/orders/7')],
    ['reads its timeline', () => bridge.get('/orders/7/timeline')],
    ['asks Magento', () => bridge.get('/orders/7?refresh=true')],
    ['acknowledges it', () => bridge.post('/orders/7/acknowledge')],
    ['cancels it', () => bridge.post('/orders/7/cancel')],
    ['invoices it', () => bridge.post('/orders/7/invoice')],
    ['announces a return', () => bridge.post('/return/return-orders', RETURN)],
    [
      'announces a return by its number',
      async () => {
        const settings = { forwardOrderCode: 'incrementId' };
        await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
        return bridge.post('/return/return-orders', { ...RETURN, forwardOrderCode: NUMBER });
      },
    ],
  ])('and %s learns why there is none', async (_what, ask) => {
    await deleted();
    sandbox.recordRequests = true;
    const reply = await ask();
    expect([reply.status, reply.body.detail]).toEqual([404, expect.stringContaining('was deleted here on')]);
    expect(await codes()).toEqual([]);
    expect(sandbox.seen.filter(({ method, path }) => method !== 'GET' && /order|invoice/.test(path))).toEqual(
      [],
    );
  });

  it('gets that answer without Magento', async () => {
    await deleted();
    const before = sandbox.requests;
    expect((await bridge.post('/orders/7/acknowledge')).status).toBe(404);
    expect(sandbox.requests).toBe(before);
  });
});

/** Real transactions, one between the statements of another. */
describe('at the same moment', () => {
  const sessions = new LockSessions();
  const session = () => sessions.open(bridge.db.url);

  afterEach(() => sessions.close());

  it('a page that was prepared while the order stood here, and is stored after, does not bring it back', async () => {
    await closed(7);
    const order = sandbox.store.find(7)!;
    Object.assign(order, { updated_at: magentoTime(Date.now() + 1000), order_currency_code: 'INR' });
    sandbox.store.changed(order);
    const other = await session();
    await other.query('BEGIN; LOCK TABLE "order" IN EXCLUSIVE MODE');
    const polling = bridge.sync('orders.changed');
    await waitsForALock(bridge.db);
    // As the night does it.
    await other.query(
      `WITH gone AS (DELETE FROM "order" RETURNING store_id, entity_id, increment_id, magento_created_at)
       INSERT INTO deleted_order (store_id, entity_id, increment_id, magento_created_at) SELECT * FROM gone`,
    );
    await other.query('COMMIT');
    expect(await polling).toMatchObject({ new: 0, changed: 0 });
    expect([await codes(), await bridge.db.rows('SELECT 1 FROM parked_order')]).toEqual([[], []]);
  });

  it('a page that begins to be stored while it goes does not bring it back', async () => {
    await closed(7);
    await age(91);
    const order = sandbox.store.find(7)!;
    Object.assign(order, { updated_at: magentoTime(Date.now() + 1000), order_currency_code: 'INR' });
    sandbox.store.changed(order);
    const [{ id, store_id }] = (await bridge.db.rows('SELECT id, store_id FROM "order"')) as [
      { id: string; store_id: number },
    ];
    let polling: Promise<unknown> | undefined;
    await bridge.app.get(DataSource).transaction(async (manager) => {
      expect(await deleteOrders(manager, { id: store_id, days: 90 }, [id])).toBe(1);
      polling = bridge.sync('orders.changed');
      await waitsForALock(bridge.db);
    });
    expect(await polling).toMatchObject({ new: 0, changed: 0 });
    expect(await codes()).toEqual([]);
  });

  it('an order that somebody writes to is left alone', async () => {
    await closed(7);
    await keep(90);
    await age(91);
    const writing = await session();
    await writing.query('BEGIN');
    await writing.query(operationOf('PENDING'));
    expect(await deletedInNight()).toBe(0);
    await writing.query('COMMIT');
    expect(await deletedInNight()).toBe(0);
    expect(await codes()).toEqual(['7']);
  });

  it('while orders are being stored without end, it gives up and waits for the next night', async () => {
    await closed(7);
    await keep(90);
    await age(91);
    const writing = await session();
    await writing.query('BEGIN');
    await writing.query(`UPDATE "order" SET currency = currency`);
    expect(await deletedInNight()).toBe(0);
    await writing.query('COMMIT');
    expect(await deletedInNight()).toBe(1);
  });

  it('a write or a return that comes while it goes is answered that there is none', async () => {
    await closed(7);
    const [item] = (await bridge.get('/orders/7')).body.orderItems;
    const other = await session();
    for (const ask of [
      () => bridge.post('/orders/7/cancel'),
      () => bridge.call('POST', '/orders/7/cancel', { body: {}, headers: { prefer: 'respond-async' } }),
      () => {
        sandbox.store.find(7)!.items.forEach((one) => Object.assign(one, { qty_shipped: one.qty_ordered }));
        const orderItems = [{ itemCode: 'R7-1', channelSkuCode: item.channelSkuCode, reason: 'x', price: 1 }];
        return bridge.post('/return/return-orders', { ...RETURN, orderItems });
      },
    ]) {
      // As the night does it, but that the order is back for the next one.
      await other.query('BEGIN; CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM "order"');
      await other.query('DELETE FROM order_event; DELETE FROM "order"');
      const asked = ask();
      await waitsForALock(bridge.db);
      await other.query('COMMIT');
      const reply = await asked;
      expect([reply.status, reply.body.code]).toEqual([404, 'NOT_FOUND']);
      await other.query('INSERT INTO "order" OVERRIDING SYSTEM VALUE SELECT * FROM kept');
    }
  });

  it('another process that removes rows has its turn alone', async () => {
    await closed(7);
    await keep(90);
    await age(91);
    const other = await session();
    await other.query('SELECT pg_advisory_lock(749_201_656)');
    expect(await deletedInNight()).toBe(0);
    expect(await codes()).toEqual(['7']);
  });

  const operationOf = (state: string) =>
    `INSERT INTO operation (store_id, order_id, kind, natural_key, state, requested_by)
     SELECT store_id, id, 'CANCEL', 'CANCEL', '${state}', 'test' FROM "order"`;
});

it('no table is read as a whole for each row that goes: every reference to one has an index', async () => {
  const without = await bridge.db.rows(
    `SELECT c.conname AS name FROM pg_constraint c WHERE c.contype = 'f'
       AND c.confrelid = ANY('{"order",operation,shipment,delivery,return_order}'::regclass[])
       AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])`,
  );
  expect(without).toEqual([]);
});

it('a store that is removed takes the marks of its deleted orders along', async () => {
  await deleted();
  removeFromMagento(7);
  await bridge.call('PUT', '/admin/stores/default', { body: { paused: true } });
  const removed = await bridge.call('DELETE', '/admin/stores/default');
  expect(removed.status).toBe(204);
  expect(await bridge.db.rows('SELECT 1 FROM deleted_order')).toEqual([]);
});

it.each([
  ['orders that Increff has not acknowledged', `UPDATE "order" SET sync_state = 'NEW'`],
  ['orders that Increff has not acknowledged', `UPDATE "order" SET sync_state = 'HELD'`],
  ...['PENDING', 'RUNNING', 'UNKNOWN'].map((state) => [
    'writes that are not settled',
    `INSERT INTO operation (store_id, order_id, kind, natural_key, state, requested_by, next_attempt_at)
     SELECT store_id, id, 'CANCEL', 'CANCEL', '${state}', 'test', now() + interval '1 day' FROM "order"`,
  ]),
  [
    'deliveries that wait',
    `INSERT INTO delivery (store_id, kind, event_type, order_code, body, state)
     SELECT id, 'NOTIFICATION', 'x', '7', '{}', 'PENDING' FROM store`,
  ],
  ...['CREATED', 'IN_PROCESSING'].map((state) => [
    'returns under way',
    `INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, body,
       requested_by, sync_state)
     SELECT store_id, id, 'R', '7', 'WH', 'CUSTOMER_RETURN', '{}', 'test', '${state}' FROM "order"`,
  ]),
  [
    'stock that waits',
    `INSERT INTO inventory_level (store_id, sku, source_code, locations, quantity, version, requested_by)
     SELECT id, 'x', 'default', '{}', 1, 1, 'test' FROM store`,
  ],
  [
    'runs under way',
    `INSERT INTO sync_run (store_id, stream, trigger, lease_token) SELECT id, 'x', 'TICK', gen_random_uuid() FROM store`,
  ],
])('a store is not removed while it has %s', async (what, sql) => {
  await closed(7);
  await bridge.call('PUT', '/admin/stores/default', { body: { paused: true } });
  await bridge.db.rows(sql);
  const { status, body } = await bridge.call('DELETE', '/admin/stores/default');
  await bridge.db.rows(`UPDATE sync_run SET state = 'ABANDONED' WHERE state = 'RUNNING'`);
  expect([status, body.message]).toEqual([409, `Store default has 1 ${what}.`]);
});

it('is deleted by the version before, too, which knows of no credit memos', async () => {
  place(7);
  await bridge.sync('orders.new');
  await bridge.post('/orders/7/acknowledge');
  await bridge.post('/orders/7/invoice');
  await bridge.post('/orders/7/refunds', { refundId: 'F-7', shippingAmount: '1' });
  const memos = () => bridge.db.rows('SELECT FROM credit_memo WHERE operation_id IS NOT NULL');
  expect(await memos()).toHaveLength(1);
  for (const table of ['return_order', 'handover', 'shipment', 'invoice', 'operation', 'order_event']) {
    await bridge.db.rows(
      `DELETE FROM ${table} WHERE order_id = (SELECT id FROM "order" WHERE entity_id = 7)`,
    );
  }
  await bridge.db.rows('DELETE FROM "order" WHERE entity_id = 7');
  expect(await memos()).toEqual([]);
});
