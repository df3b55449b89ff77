import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;

describe('polling', () => {
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

  const place = (from: number, to: number, createdAt = Date.now() - HOUR): void => {
    for (let id = from; id <= to; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: createdAt + (id % 3) * 1000 }));
    }
  };
  const stored = async (): Promise<number[]> =>
    (await bridge.db.rows<{ entity_id: string }>('SELECT entity_id FROM "order" ORDER BY entity_id')).map(
      (row) => Number(row.entity_id),
    );
  const settings = (values: object) =>
    bridge.call('PUT', '/admin/stores/default', { body: { settings: values } });
  const range = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('walks many orders of the same second by keyset, page after page', async () => {
    await settings({ pageSize: 7 });
    place(1, 100, Date.now() - HOUR);
    const run = await bridge.sync('orders.changed');
    expect(run).toMatchObject({ seen: 100, pages: 15 });
    expect(await stored()).toEqual(range(1, 100));
  });

  it('says the second time that nothing has changed, and writes nothing', async () => {
    place(1, 20, Date.now() - 60_000);
    await bridge.sync('orders.changed');
    const [before] = await bridge.db.rows('SELECT sum(xmin::text::bigint) AS versions FROM "order"');
    expect(await bridge.sync('orders.changed')).toMatchObject({
      seen: 20,
      new: 0,
      changed: 0,
      unchanged: 20,
    });
    expect(await bridge.db.rows('SELECT sum(xmin::text::bigint) AS versions FROM "order"')).toEqual([before]);
  });

  it('sees a change of an item that does not move updated_at, within the overlap', async () => {
    place(1, 1, Date.now() - 60_000);
    await bridge.sync('orders.changed');
    const { order } = sandbox.store.orders.get(1)!;
    order.items[0]!.qty_canceled = 1;
    sandbox.store.changed(order);
    expect(await bridge.sync('orders.changed')).toMatchObject({ changed: 1 });
  });

  it('finds poisoned orders, parks them, reports them, and takes them in when they recover', async () => {
    await settings({ pageSize: 10 });
    place(1, 60);
    for (const id of [5, 30, 31, 60]) sandbox.faults.poisoned.add(id);
    const run = await bridge.sync('orders.changed');
    expect(run).toMatchObject({ state: 'DONE', seen: 60, skipped: { parked: 4 } });
    expect(await stored()).toEqual(range(1, 60).filter((id) => ![5, 30, 31, 60].includes(id)));
    const parked = await bridge.db.rows<{ entity_id: string }>(
      'SELECT entity_id FROM parked_order ORDER BY entity_id',
    );
    expect(parked.map((row) => Number(row.entity_id))).toEqual([5, 30, 31, 60]);
    expect(await bridge.sync('orders.changed')).toMatchObject({ state: 'DONE' });
    sandbox.faults.poisoned.clear();
    await bridge.db.rows('UPDATE parked_order SET next_try_at = now()');
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual(range(1, 60));
    expect(await bridge.db.rows('SELECT 1 FROM parked_order')).toEqual([]);
  });

  it('does not park anything when the whole shop fails; the stream backs off', async () => {
    place(1, 5);
    await bridge.sync('orders.changed');
    sandbox.faults.outage = 'database';
    await expect(bridge.sync('orders.new')).rejects.toThrow('MAGENTO_SERVER_ERROR');
    expect(await bridge.db.rows('SELECT 1 FROM parked_order')).toEqual([]);
    const [cursor] = await bridge.db.rows<{ failures: number; due: boolean }>(
      `SELECT failures, next_run_at > now() + interval '2 s' AS due FROM sync_cursor WHERE stream = 'orders.new'`,
    );
    expect(cursor).toEqual({ failures: 1, due: true });
  });

  it('halves its pages when the shop limits them, and remembers the limit', async () => {
    sandbox.limits = { maximumPageSize: 10 };
    place(1, 35);
    expect(await bridge.sync('orders.changed')).toMatchObject({ new: 35, pages: 4 });
    const { body } = await bridge.get('/admin/stores/default');
    expect(body.traits).toMatchObject({ pageSize: 10 });
  });

  it('explains a run that saw nothing', async () => {
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - HOUR }));
    sandbox.change(1, (order) => setState(order, 'pending_payment'));
    const run = await bridge.sync('orders.new');
    expect(run['explanation']).toBe(
      'Orders with status pending, processing, of any time: none. Orders of any status in the whole shop: 1.',
    );
  });

  it('catches an order that is paid long after its window, by the pending sweep', async () => {
    place(1, 1, Date.now() - 100 * HOUR);
    place(2, 2);
    const { order } = sandbox.store.orders.get(1)!;
    setState(order, 'pending_payment');
    await bridge.sync('orders.new');
    setState(order, 'processing');
    sandbox.store.changed(order);
    await bridge.sync('orders.new');
    expect((await bridge.get('/orders/pending')).body.items).toHaveLength(1);
    await bridge.sync('orders.pending');
    expect((await bridge.get('/orders/pending')).body.items).toHaveLength(2);
  });

  it('takes cancellations made in the shop', async () => {
    place(1, 3);
    await bridge.sync('orders.changed');
    sandbox.change(2, (order) => setState(order, 'canceled'));
    await bridge.sync('orders.cancelled');
    const { body } = await bridge.get('/orders/cancelled');
    expect(body.items.map((order: { orderCode: string }) => order.orderCode)).toEqual(['2']);
  });

  it('holds an order whose totals do not add up until an operator releases it', async () => {
    place(1, 1);
    sandbox.change(1, (order) => (order.grand_total += 5));
    expect(await bridge.sync('orders.changed')).toMatchObject({ skipped: { totals_not_balanced: 1 } });
    expect((await bridge.get('/orders')).body.items).toEqual([]);
    expect((await bridge.get('/orders?syncState=HELD')).body.items).toHaveLength(1);
    expect((await bridge.post('/orders/1/acknowledge')).body).toMatchObject({ code: 'ORDER_HELD' });
    expect((await bridge.post('/orders/1/release')).body).toMatchObject({ syncState: 'NEW' });
    expect((await bridge.get('/orders/pending')).body.items).toHaveLength(1);
    expect((await bridge.post('/orders/1/release')).status).toBe(409);
    sandbox.change(1, (order) => (order['customer_note'] = 'x'));
    await bridge.sync('orders.changed');
    expect((await bridge.get('/orders/1')).body.syncState).toBe('NEW');
  });

  it('reads a range again', async () => {
    await settings({ pageSize: 5 });
    place(1, 40, Date.now() - 48 * HOUR);
    const range48 = { from: new Date(Date.now() - 72 * HOUR).toISOString(), to: new Date().toISOString() };
    await bridge.db.rows('DELETE FROM order_event; DELETE FROM order_item; DELETE FROM "order"');
    const { body } = await bridge.post('/admin/backfills', { storeCode: 'default', ...range48, pauseMs: 0 });
    const done = await until(async () => {
      const backfill = (await bridge.get(`/admin/backfills/${body.backfillId}`)).body;
      return backfill.state === 'DONE' ? backfill : undefined;
    });
    expect(done).toMatchObject({ storeCode: 'default', failures: 0 });
    expect(await stored()).toEqual(range(1, 40));
  });

  it('leaves a paused store alone', async () => {
    await bridge.sync('orders.changed');
    await bridge.call('PUT', '/admin/stores/default', { body: { paused: true } });
    expect((await bridge.post('/admin/sync/default/orders.changed/run')).body).toMatchObject({
      code: 'STORE_PAUSED',
    });
    expect((await bridge.get('/orders/1/status')).body).toMatchObject({ code: 'STORE_PAUSED' });
  });

  it('stores what PostgreSQL cannot hold as it is: NUL and half surrogate pairs', async () => {
    place(1, 1);
    sandbox.change(1, (order) => (order.items[0]!.name = 'a\u0000b\ud800c'));
    await bridge.sync('orders.changed');
    expect((await bridge.get('/orders/1')).body.orderItems[0].name).toBe('ab\ufffdc');
  });
});
