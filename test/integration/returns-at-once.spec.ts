import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

describe('a return', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let other: pg.Client;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { qty_ordered: 2, qty_shipped: 2, sku: 'SKU' });
    addUp(order);
    sandbox.place(order);
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
    other = new pg.Client({ connectionString: bridge.db.url });
    await other.connect();
  });

  afterEach(async () => {
    await other.end();
    await bridge.close();
    await sandbox.close();
  });

  const items = ['I1', 'I2'].map((itemCode) => ({
    itemCode,
    channelSkuCode: 'SKU',
    reason: 'Different size',
    enableDoorStepQc: 'true',
  }));

  async function accept(): Promise<void> {
    const { status } = await bridge.post('/return/return-orders', {
      forwardOrderCode: '1',
      returnOrderCode: 'R1',
      locationCode: 'WH1',
      returnOrderTime: '2020-10-16T20:22:28.000+05:30',
      orderItems: items,
      orderType: 'CUSTOMER_RETURN',
      awbNumber: 'HYN402',
      transporter: 'Delhivery',
    });
    expect(status).toBe(200);
  }

  it('is acknowledged once, however often its results come', async () => {
    await accept();
    const orderItems = items.map(({ itemCode }) => ({ itemCode, qcStatus: 'PASS' }));
    const send = () => bridge.post('/return/return-orders/R1/processing', { orderItems });
    const replies = [...(await Promise.all([send(), send()])), await send()];
    expect(replies.map(({ body }) => body.state)).toEqual(['PROCESSED', 'PROCESSED', 'PROCESSED']);
    expect(await bridge.db.rows(`SELECT kind FROM delivery`)).toEqual([{ kind: 'RETURN_ACK' }]);
  });

  /** Both come while a third one holds the return. */
  async function atOnce(...requests: [path: string, body: object][]): Promise<void> {
    await other.query('BEGIN; SELECT 1 FROM return_order FOR UPDATE');
    const replies = requests.map(([path, body]) => bridge.post(`/return/return-orders/R1/${path}`, body));
    await until(async () => {
      const waiting = await bridge.db.rows(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.length === requests.length || undefined;
    });
    await other.query('COMMIT');
    expect((await Promise.all(replies)).map(({ status }) => status)).toEqual(requests.map(() => 200));
  }

  it('of which two results come at the same moment is processed: neither misses the other', async () => {
    await accept();
    await atOnce(
      ['processing', { orderItems: [{ itemCode: 'I1', qcStatus: 'PASS' }] }],
      ['processing', { orderItems: [{ itemCode: 'I2', qcStatus: 'PASS' }] }],
    );
    expect((await bridge.get('/return/return-orders/R1')).body.state).toBe('PROCESSED');
  });

  it('of which one unit is cancelled while the result of the other comes is acknowledged', async () => {
    await accept();
    await atOnce(
      ['processing', { orderItems: [{ itemCode: 'I1', qcStatus: 'PASS' }] }],
      ['cancel', { returnOrderItems: [{ returnOrderItemCode: 'I2' }] }],
    );
    expect((await bridge.get('/return/return-orders/R1')).body.state).toBe('PROCESSED');
    expect(await bridge.db.rows(`SELECT kind FROM delivery`)).toEqual([{ kind: 'RETURN_ACK' }]);
  });
});
