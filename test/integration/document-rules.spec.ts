import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shipAsDocumented } from '../support/shipping.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('documents', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 11, qty_ordered: 3 });
    addUp(order);
    sandbox.place(order);
    bridge = await startTestApp(sandbox);
    await shipAsDocumented(bridge);
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

  it('an invoice of the shop with exactly these lines is the one that is asked for', async () => {
    await byHand(2);
    const { body } = await bridge.post('/orders/1/invoice', one);
    expect(body).toMatchObject({ outcome: 'ALREADY', invoiceId: '1' });
  });

  it('a cancelled invoice is not, with any lines', async () => {
    await byHand(3);
    const { body } = await bridge.post('/orders/1/invoice', one);
    expect(body).toMatchObject({ outcome: 'APPLIED', invoiceId: '2' });
  });

  it('a manifest takes no parcel under another order', async () => {
    sandbox.place(generateOrder({ entityId: 2, createdAt: Date.now() - 60_000, lines: 1 }));
    await bridge.sync('orders.changed');
    const parcel = { shipmentId: '900', ...one, tracks: [{ trackNumber: 'AWB', title: 'Delhivery' }] };
    expect((await bridge.post('/orders/1/shipments', parcel)).body).toMatchObject({ shipmentCode: '1' });
    const manifest = (orderCode: string) =>
      bridge.post('/manifests', {
        transporter: 'Delhivery',
        locationCode: 'WH1',
        manifestItems: [{ orderCode, shipmentCode: '1' }],
      });
    const { status, body } = await manifest('2');
    expect([status, body.errors]).toEqual([
      400,
      [{ field: 'manifestItems.0.orderCode', message: 'is not the order of shipment 1' }],
    ]);
    expect((await manifest('1')).status).toBe(200);
  });
});
