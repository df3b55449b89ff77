import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an invoice', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 11, qty_ordered: 3 });
    sandbox.place(order);
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const one = { items: [{ orderItemCode: '11', quantity: 1 }] };

  /** Made by hand in the shop, of one unit. */
  async function byHand(state: number): Promise<void> {
    await bridge.post('/orders/1/invoice', one);
    Object.assign(sandbox.store.invoices[0]!, { state, comments: [] });
    await bridge.db.rows('TRUNCATE invoice, operation CASCADE');
  }

  it('of the shop with exactly these lines is the one that is asked for', async () => {
    await byHand(2);
    const { body } = await bridge.post('/orders/1/invoice', one);
    expect(body).toMatchObject({ outcome: 'ALREADY', invoiceId: '1' });
  });

  it('that was cancelled is not, whatever its lines', async () => {
    await byHand(3);
    const { body } = await bridge.post('/orders/1/invoice', one);
    expect(body).toMatchObject({ outcome: 'APPLIED', invoiceId: '2' });
  });
});
