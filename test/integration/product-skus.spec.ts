import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ProductSkus } from '../../src/orders/product-skus.js';
import { ShortMemory } from '../../src/platform/time/short-memory.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Options that the customer chose make the SKU of a line longer than its product's. */
describe('a store that passes on the SKUs of products', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    sandbox.store.stock.add('MUG-01', 10, { id: 41 });
    bridge = await startTestApp(sandbox);
    const settings = { skuSource: 'product' };
    expect((await bridge.call('PUT', '/admin/stores/default', { body: { settings } })).status).toBe(200);
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const custom_options = [{ option_id: '1', option_value: '2' }];

  function order(id: number, lines: Record<string, unknown>[]): Order {
    const made = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: lines.length });
    lines.forEach((line, i) => Object.assign(made.items[i]!, line));
    return addUp(made);
  }
  const withOptions = { product_option: { extension_attributes: { custom_options } } };
  const skus = async (id: number): Promise<string[]> =>
    (await bridge.get(`/orders/${id}`)).body.orderItems.map((item: any) => item.channelSkuCode);
  it('has them for lines with options; others, and those whose product is gone, keep their own', async () => {
    sandbox.place(
      order(1, [
        { sku: 'MUG-01-RED', product_id: 41, ...withOptions },
        { sku: 'TEA-01', product_id: 41 },
        { sku: 'GONE-XL', product_id: 99, ...withOptions },
        { sku: 'MUG-01--', product_id: 41 },
      ]),
    );
    await bridge.sync('orders.changed');
    expect(await skus(1)).toEqual(['MUG-01', 'TEA-01', 'GONE-XL', 'MUG-01']);
    // It is not asked for again.
    sandbox.store.stock.forget('MUG-01');
    sandbox.place(order(2, [{ sku: 'MUG-01-BLUE', product_id: 41, ...withOptions }]));
    await bridge.sync('orders.changed');
    expect(await skus(2)).toEqual(['MUG-01']);
  });

  it('has them also where they are forgotten before the page is taken in', async () => {
    Object.assign(bridge.app.get(ProductSkus), { known: new ShortMemory<string>(0) });
    sandbox.place(order(1, [{ sku: 'MUG-01-RED', product_id: 41, ...withOptions }]));
    await bridge.sync('orders.changed');
    expect(await skus(1)).toEqual(['MUG-01']);
  });

  it('knows the products of its own shop, and not those of another one', async () => {
    const other = await Sandbox.start();
    other.store.stock.add('CUP-01', 10, { id: 41 });
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    const settings = { skuSource: 'product' };
    await bridge.post('/admin/stores', { code: 'second', baseUrl: other.url, credentials, settings });
    try {
      for (const shop of [sandbox, other]) {
        shop.place(order(1, [{ sku: 'X-RED', product_id: 41, ...withOptions }]));
      }
      const read = async (code: string): Promise<string> => {
        const { body } = await bridge.get('/orders/1?refresh=true', { headers: { 'x-store-code': code } });
        return body.orderItems[0].channelSkuCode;
      };
      expect([await read('default'), await read('second')]).toEqual(['MUG-01', 'CUP-01']);
    } finally {
      await other.close();
    }
  });

  it('finds the order’s line by them, and keeps them after a write', async () => {
    sandbox.place(order(1, [{ sku: 'MUG-01-RED', product_id: 41, qty_ordered: 2, ...withOptions }]));
    await bridge.get('/orders/1?refresh=true');
    const items = [{ channelSkuCode: 'MUG-01', quantity: 2 }];
    const packed = await bridge.post('/orders/1/shipments', { shipmentId: '1', items });
    expect([packed.status, packed.body.outcome]).toEqual([200, 'APPLIED']);
    expect(await skus(1)).toEqual(['MUG-01']);
  });

  it('keeps what is stored where it is not known any more while a write settles', async () => {
    sandbox.place(order(1, [{ sku: 'MUG-01-RED', product_id: 41, ...withOptions }]));
    await bridge.sync('orders.changed');
    // As in a process that has just begun.
    Object.assign(bridge.app.get(ProductSkus), { known: new ShortMemory<string>(1) });
    sandbox.store.stock.forget('MUG-01');
    expect((await bridge.post('/orders/1/acknowledge')).status).toBe(200);
    expect([await skus(1), (await bridge.get('/orders/1')).body.syncState]).toEqual([
      ['MUG-01'],
      'ACKNOWLEDGED',
    ]);
  });
});
