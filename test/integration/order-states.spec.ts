import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OrdersService } from '../../src/orders/orders.service.js';
import { type OperationContext, OperationKind, Outcome } from '../../src/operations/operation.types.js';
import { generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Our own facts against what the shop says afterwards. */
describe('an order', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  async function place(edit: (order: Order) => void = () => undefined): Promise<void> {
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 });
    edit(order);
    sandbox.place(order);
    await bridge.sync('orders.changed');
  }

  const rename = (): void =>
    sandbox.change(1, (order) => (order.items[0]!.name = `${order.items[0]!.name}, renamed`));
  const state = async (): Promise<string> => (await bridge.get('/orders/1')).body.syncState as string;
  const acknowledgedAt = async (): Promise<unknown> =>
    (await bridge.db.rows('SELECT acknowledged_at FROM "order"'))[0]!['acknowledged_at'];

  it('stays acknowledged when it changes in the shop, until it is cancelled there', async () => {
    await place();
    await bridge.post('/orders/1/acknowledge');
    const at = await acknowledgedAt();
    rename();
    expect(await bridge.sync('orders.changed')).toMatchObject({ changed: 1 });
    expect([await state(), await acknowledgedAt()]).toEqual(['ACKNOWLEDGED', at]);
    sandbox.change(1, (order) => setState(order, 'canceled'));
    await bridge.sync('orders.changed');
    expect(await state()).toBe('CANCELLED');
  });

  it('that is held is not acknowledged, may be cancelled, and is passed on only when it is released', async () => {
    await place((order) => (order.grand_total += 5));
    expect(await state()).toBe('HELD');
    expect((await bridge.post('/orders/1/acknowledge')).body).toMatchObject({ code: 'ORDER_HELD' });
    expect(sandbox.store.book(1).comments).toBe(0);
    expect((await bridge.get('/orders/pending')).body.items).toEqual([]);
    expect((await bridge.post('/orders/1/cancel')).body.outcome).toBe('APPLIED');
  });

  it('that waits for its payment is not acknowledged, unless the payment has come or the store says so', async () => {
    await place((order) => setState(order, 'pending_payment'));
    expect(await state()).toBe('WAITING');
    const refused = await bridge.post('/orders/1/acknowledge');
    expect([refused.status, refused.body.code]).toEqual([409, 'ORDER_UNPAID']);
    expect(sandbox.store.book(1).comments).toBe(0);
    // Paid, and no poll has seen it yet.
    sandbox.change(1, (order) => setState(order, 'processing'));
    expect((await bridge.post('/orders/1/acknowledge')).body.outcome).toBe('ALREADY');
  });

  it('that waits for its payment is acknowledged where the store says so', async () => {
    await place((order) => setState(order, 'pending_payment'));
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { acknowledgeUnpaid: true } } });
    expect((await bridge.post('/orders/1/acknowledge')).status).toBe(200);
    expect(sandbox.store.book(1).comments).toBe(1);
    expect(sandbox.store.find(1)!.status).toBe('pending_payment');
    expect(await state()).toBe('ACKNOWLEDGED');
  });

  it('that was held stays released when it changes in the shop', async () => {
    await place((order) => (order.grand_total += 5));
    await bridge.post('/orders/1/release');
    rename();
    expect(await bridge.sync('orders.changed')).toMatchObject({ changed: 1 });
    expect(await state()).toBe('NEW');
    expect((await bridge.get('/orders/pending')).body.items).toHaveLength(1);
  });

  it('stays cancelled though an acknowledgement settles after that', async () => {
    await place((order) => setState(order, 'canceled'));
    const { manager } = bridge.app.get(DataSource);
    const [{ id }] = (await bridge.db.rows('SELECT id FROM "order"')) as [{ id: string }];
    const operation = { id: 'x', orderId: id, kind: OperationKind.Acknowledge, input: {} };
    const context = { operation, store: {} } as unknown as OperationContext;
    await bridge.app.get(OrdersService).recordWrite(manager, context, { outcome: Outcome.Applied });
    expect([await state(), (await acknowledgedAt()) !== null]).toEqual(['CANCELLED', true]);
  });

  it('is not acknowledged by a refusal', async () => {
    await place();
    sandbox.change(1, (order) => setState(order, 'canceled'));
    expect((await bridge.post('/orders/1/acknowledge')).body.outcome).toBe('REFUSED');
    expect([await state(), await acknowledgedAt()]).toEqual(['CANCELLED', null]);
  });
});
