import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DeliveriesDispatcher } from '../../src/deliveries/deliveries.dispatcher.js';
import { PushService } from '../../src/increff/push.service.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Increff } from '../sandbox/increff.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { LockSessions, waitsForALock } from '../support/lock-sessions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HEADERS = { authusername: 'tenant-1' };

/** Of a store that names orders by their increment_id: Increff has them by their entity_id. */
describe('a return in a store that pushes to Increff', () => {
  let sandbox: Sandbox;
  let increff: Increff;
  let bridge: TestApp;
  /** Of the test: order 1, 2, … with four units of MUG. */
  let order = 0;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    increff = await Increff.start(HEADERS);
    bridge = await startTestApp(sandbox);
    // Returns go out when a test says so.
    bridge.app.get(SchedulerRegistry, { strict: false }).getInterval<{ stop(): void }>('increff.push').stop();
    const settings = { pushToIncreff: true, forwardOrderCode: 'incrementId' };
    await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
    await bridge.call('PUT', '/admin/stores/default/endpoints/INCREFF', {
      body: { url: increff.url, headers: HEADERS },
    });
  });

  afterAll(async () => {
    await bridge.close();
    await increff.close();
    await sandbox.close();
  });

  beforeEach(async () => {
    order++;
    const placed = generateOrder({ entityId: order, createdAt: Date.now() - 60_000 + order, lines: 1 });
    Object.assign(placed.items[0]!, { sku: 'MUG', qty_ordered: 4, qty_shipped: 4 });
    placed.increment_id = `M${order}`;
    addUp(placed);
    sandbox.place(placed);
    await bridge.sync('orders.changed');
  });

  const item = (itemCode: string, more: object = {}) => ({
    itemCode,
    channelSkuCode: 'MUG',
    reason: 'Different size',
    ...more,
  });
  const create = async (code: string, orderItems: object[], more: object = {}): Promise<void> => {
    const body = {
      ...{ forwardOrderCode: `M${order}`, returnOrderCode: code, locationCode: 'WH1', orderItems },
      ...{ awbNumber: `A-${code}`, transporter: 'Delhivery', returnReason: 'Too small', ...more },
    };
    const reply = await bridge.post('/return/return-orders', body);
    expect([reply.status, reply.text]).toEqual([200, '']);
  };
  const add = (code: string, itemCode: string, price?: number) =>
    bridge.call('PUT', '/return/update-return-order/item', {
      body: {
        returnOrderCode: code,
        returnLineItems: [
          { channelReturnItemCode: itemCode, channelSkuCode: 'MUG', reasonForReturn: 'x', price },
        ],
      },
    });
  const cancel = (code: string, itemCode: string) =>
    bridge.post(`/return/return-orders/${code}/cancel`, {
      returnOrderItems: [{ returnOrderItemCode: itemCode }],
    });
  /** Two workers at once, as on two machines, and once more. */
  const push = async (): Promise<void> => {
    const store = await bridge.app.get(StoresService).byCode('default');
    const pushes = bridge.app.get(PushService);
    await Promise.all([pushes.push(store), pushes.push(store)]);
    await pushes.push(store);
    bridge.app.get(DeliveriesDispatcher).kick();
    await until(async () => {
      const { body } = await bridge.get('/deliveries?state=PENDING&kind=INCREFF');
      return body.items.length === 0 || undefined;
    });
    expect(increff.refusals).toEqual([]);
  };
  const callsOf = (code: string) => increff.calls.filter((call) => call.endsWith(` ${code}`));
  const kinds = async (): Promise<string[]> =>
    (await bridge.get(`/orders/${order}/timeline`)).body.events.map(({ kind }: any) => kind);

  it('is sent once, in the form it was announced in, under the code that Increff has', async () => {
    await create('R1', [item('I1', { enableDoorStepQc: true, brand: 'Acme' }), item('I2')]);
    await push();
    await push();
    expect(callsOf('R1')).toEqual(['RETURN R1']);
    expect(increff.returns.get('R1')).toMatchObject({
      ...{ forwardOrderCode: String(order), returnOrderCode: 'R1', locationCode: 'WH1' },
      ...{ orderType: 'CUSTOMER_RETURN', awbNumber: 'A-R1', returnReason: 'Too small' },
      orderItems: [
        { itemCode: 'I1', channelSkuCode: 'MUG', brand: 'Acme', enableDoorStepQc: 'true' },
        { itemCode: 'I2', reason: 'Different size', enableDoorStepQc: 'false' },
      ],
    });
    expect(increff.calls.indexOf(`POST ${order}`)).toBeLessThan(increff.calls.indexOf('RETURN R1'));
    expect((await kinds()).filter((kind) => kind === 'RETURN_PUSHED')).toHaveLength(1);
  });

  it('keeps the order of two returns of one order', async () => {
    await create('R2a', [item('I1')]);
    await create('R2b', [item('I1')]);
    await push();
    expect(increff.calls.slice(-2)).toEqual(['RETURN R2a', 'RETURN R2b']);
  });

  it('has its items as they are by then, and those that are added later', async () => {
    await create('R3', [item('I1'), item('I2')]);
    await add('R3', 'I3', 12.5);
    await cancel('R3', 'I1');
    await push();
    expect(increff.returns.get('R3').orderItems).toMatchObject([
      { itemCode: 'I2' },
      { itemCode: 'I3', reason: 'x', price: 12.5, enableDoorStepQc: 'false' },
    ]);
    const since = (await bridge.get('/return/return-orders/R3')).body.changedAt;
    await add('R3', 'I4', 7);
    expect((await bridge.get('/return/return-orders/R3')).body.changedAt > since).toBe(true);
    await push();
    expect(callsOf('R3')).toEqual(['RETURN R3', 'ITEMS R3']);
    expect(increff.returns.get('R3').orderItems).toContainEqual(
      expect.objectContaining({ itemCode: 'I4', price: 7 }),
    );
  });

  it('says in the timeline, and counts, what Increff has no form for', async () => {
    await create('R4', [item('I1'), item('I2')]);
    await push();
    await cancel('R4', 'I1');
    await push();
    await push();
    expect(callsOf('R4')).toEqual(['RETURN R4']);
    expect((await kinds()).filter((kind) => kind === 'CHANGE_NOT_PUSHED')).toHaveLength(1);
    const { text } = await bridge.get('/metrics');
    expect(text).toMatch(/bridge_increff_changes_not_pushed_total\{store="default",change="returnItems"\} 1/);
  });

  it('is not sent where all of it was cancelled, or Increff has results of it', async () => {
    await create('R5', [item('I1')]);
    await cancel('R5', 'I1');
    await create('R6', [item('I1'), item('I2')]);
    await bridge.post('/return/return-orders/R6/processing', {
      orderItems: [{ itemCode: 'I1', qcStatus: 'PASS' }],
    });
    await push();
    expect([...callsOf('R5'), ...callsOf('R6')]).toEqual([]);
  });

  it('knows a unit that Increff named itself', async () => {
    await create('R7', [item('I1')]);
    await push();
    const orderItems = [
      { itemCode: 'I1', qcStatus: 'PASS' },
      { itemCode: 'I9', channelSkuCode: 'MUG', qcStatus: 'PASS' },
    ];
    const ack = await bridge.call('PUT', '/return/return-order-ack', {
      body: { returnOrderCode: 'R7', forwardOrderCode: `M${order}`, locationCode: 'WH1', orderItems },
    });
    expect(ack.body.state).toBe('PROCESSED');
    await push();
    expect(callsOf('R7')).toEqual(['RETURN R7']);
  });

  it('is looked at again where the version before added or cancelled items of it', async () => {
    await create('R8', [item('I1'), item('I2')]);
    await push();
    const due = async (): Promise<unknown> =>
      (await bridge.db.rows("SELECT increff_due FROM return_order WHERE return_order_code = 'R8'"))[0];
    expect(await due()).toEqual({ increff_due: false });
    await bridge.db.rows(
      `INSERT INTO return_item (return_order_id, item_code, sku, reason)
       SELECT id, 'I3', 'MUG', 'x' FROM return_order WHERE return_order_code = 'R8'`,
    );
    expect(await due()).toEqual({ increff_due: true });
    await push();
    expect(callsOf('R8')).toEqual(['RETURN R8', 'ITEMS R8']);
    expect(await due()).toEqual({ increff_due: false });
    await bridge.db.rows(
      `UPDATE return_item SET state = 'CANCELLED' WHERE item_code = 'I1'
         AND return_order_id = (SELECT id FROM return_order WHERE return_order_code = 'R8')`,
    );
    expect(await due()).toEqual({ increff_due: true });
    await push();
    expect(await due()).toEqual({ increff_due: false });
    expect(callsOf('R8')).toEqual(['RETURN R8', 'ITEMS R8']);
    expect(await kinds()).toContain('CHANGE_NOT_PUSHED');
  });

  it('takes no item code twice in one request, and says where the return is gone meanwhile', async () => {
    await create('R9', [item('I1')]);
    const line = { channelReturnItemCode: 'I2', channelSkuCode: 'MUG', reasonForReturn: 'x' };
    const twice = await bridge.call('PUT', '/return/update-return-order/item', {
      body: { returnOrderCode: 'R9', returnLineItems: [line, line] },
    });
    expect([twice.status, twice.text.includes('must name each item once')]).toEqual([400, true]);
    const sessions = new LockSessions();
    const other = await sessions.open(bridge.db.url);
    await other.query(`BEGIN; DELETE FROM return_order WHERE return_order_code = 'R9'`);
    const adding = add('R9', 'I3');
    await waitsForALock(bridge.db);
    await other.query('COMMIT');
    await sessions.close();
    expect((await adding).status).toBe(404);
  });
});
