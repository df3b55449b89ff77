import { afterEach, describe, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { type Order, SEPARATELY } from '../sandbox/magento-order.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const RELEASES = ['2.4.6', '2.4.7', '2.4.8'] as const;
const DOCUMENTED = { shipmentMode: 'documented' };
const AT_SHIPMENT = { shipmentMode: 'ship-once', shipAt: 'atShipment' };
const AT_HANDOVER = { shipmentMode: 'ship-once', shipAt: 'atHandover' };

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

/** Bundle 11 of two options (12: one, 13: two of them in each), whose options are shipped apart, and a plain line 14. */
function order(): Order {
  const made = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 4 });
  const [bundle, one, two, plain] = made.items;
  Object.assign(bundle!, {
    item_id: 11,
    product_type: 'bundle',
    sku: 'SET',
    product_id: 500,
    qty_ordered: 1,
  });
  const free = { price: 0, price_incl_tax: 0, tax_amount: 0, discount_amount: 0, parent_item_id: 11 };
  Object.assign(one!, free, { item_id: 12, qty_ordered: 1, sku: 'PART-1' });
  Object.assign(two!, free, { item_id: 13, qty_ordered: 2, sku: 'PART-2' });
  Object.assign(plain!, { item_id: 14, qty_ordered: 1, sku: 'PLAIN' });
  bundle![SEPARATELY] = true;
  return addUp(made);
}

async function start(settings: object, release: (typeof RELEASES)[number] = '2.4.7'): Promise<void> {
  sandbox = await Sandbox.start({ release });
  sandbox.place(order());
  const product = sandbox.store.stock.add('SET', 0, { id: 500, type_id: 'bundle' });
  product.custom_attributes = [{ attribute_code: 'shipment_type', value: '1' }];
  for (const sku of ['PART-1', 'PART-2', 'PLAIN']) sandbox.store.stock.add(sku, 100);
  bridge = await startApp(sandbox, { MAGENTO_TIMEOUT_MS: '500' });
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  await bridge.sync('orders.changed');
  expect((await bridge.post('/orders/1/invoice', {})).body.outcome).toBe('APPLIED');
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const pack = (shipmentId: string, ...lines: [string, number][]) =>
  bridge.post('/orders/1/shipments', {
    shipmentId,
    items: lines.map(([orderItemCode, quantity]) => ({ orderItemCode, quantity })),
  });
const rowsIn = (i: number): unknown[] =>
  sandbox.store.shipments[i]!.items.map(({ order_item_id: id, qty }) => [id, qty]);
const shipped = (): number[] => sandbox.store.find(1)!.items.map(({ qty_shipped: qty }) => qty);

describe.each(RELEASES)('a bundle whose options are shipped apart, on Magento %s,', (release) => {
  it('is named with its options by the call of the document, and its options alone at handover', async () => {
    await start(DOCUMENTED, release);
    const parcel = await pack('900', ['12', 1], ['13', 2], ['14', 1]);
    expect([parcel.status, parcel.body.outcome]).toEqual([200, 'APPLIED']);
    expect(rowsIn(0)).toEqual([
      [11, 1],
      [12, 1],
      [13, 2],
      [14, 1],
    ]);
    const { body } = await bridge.post('/orders/1/handover', {});
    expect(body).toMatchObject({ outcome: 'APPLIED', orderState: 'complete', stillOpen: { toShip: [] } });
    expect(shipped().slice(1)).toEqual([1, 2, 1]);
  });

  it.each<[string, object]>([
    ['at shipment', AT_SHIPMENT],
    ['at handover', AT_HANDOVER],
  ])('is shipped once, part by part, without being called other quantities (%s)', async (_name, settings) => {
    await start(settings, release);
    for (const [id, ...lines] of [
      ['900', ['14', 1]],
      ['901', ['12', 1]],
      ['902', ['13', 2]],
    ] as [string, ...[string, number][]][]) {
      const parcel = await pack(id, ...lines);
      expect([parcel.status, parcel.body.outcome]).toEqual([200, 'APPLIED']);
      const { body } = await bridge.post('/orders/1/handover', { shipmentCode: parcel.body.shipmentCode });
      expect(body.outcome).toBe('APPLIED');
      expect(body.detail ?? '').not.toMatch(/Magento shipped \d/);
    }
    expect(sandbox.store.shipments).toHaveLength(3);
    expect([sandbox.store.find(1)!.state, shipped().slice(1)]).toEqual(['complete', [1, 2, 1]]);
  });
});

describe('a part of a bundle whose options are shipped apart', () => {
  it('in the way of the document is one document for each parcel, also where the answer and the read after it are lost', async () => {
    await start(DOCUMENTED);
    let reads = 0;
    sandbox.decide = ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/shipment/')) return { reach: 'yes', answer: 'cut' };
      return path.includes('/shipments') && reads++ === 0 ? { reach: 'no', answer: 'cut' } : undefined;
    };
    await pack('900', ['12', 1]);
    sandbox.decide = undefined;
    await until(async () => {
      const { items } = (await bridge.get('/operations?kind=SHIPMENT')).body;
      return items[0].state === 'SETTLED' ? true : undefined;
    });
    expect((await pack('901', ['13', 2], ['14', 1])).body.outcome).toBe('APPLIED');
    expect([rowsIn(0), rowsIn(1)]).toEqual([
      [
        [11, 1],
        [12, 1],
      ],
      [
        [11, 1],
        [13, 2],
        [14, 1],
      ],
    ]);
    expect(sandbox.store.shipments).toHaveLength(2);
    expect((await bridge.post('/orders/1/handover', {})).body.orderState).toBe('complete');
    expect(shipped().slice(1)).toEqual([1, 2, 1]);
  });

  it('is not packed by a guess while Magento cannot say how its options are shipped', async () => {
    await start(DOCUMENTED);
    sandbox.decide = ({ path }) => (path.includes('/products') ? { reach: 'no', answer: 'cut' } : undefined);
    const { status, body } = await pack('900', ['12', 1]);
    expect([status, body.retryable, sandbox.store.shipments]).toEqual([504, true, []]);
    sandbox.decide = undefined;
    expect((await pack('900', ['12', 1])).body.outcome).toBe('APPLIED');
    expect(rowsIn(0)).toEqual([
      [11, 1],
      [12, 1],
    ]);
  });
});
