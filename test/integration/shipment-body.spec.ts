import { afterEach, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DOCUMENTED } from '../support/shipping.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let sandbox: Sandbox;
let bridge: TestApp;

async function start(settings: object): Promise<void> {
  sandbox = await Sandbox.start();
  const order = generateOrder({ entityId: 46773, createdAt: Date.now() - 60_000, lines: 1 });
  Object.assign(order.items[0]!, { item_id: 235211, qty_ordered: 3, sku: '8907095853998' });
  addUp(order);
  sandbox.place(order);
  bridge = await startTestApp(sandbox);
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  await bridge.sync('orders.new');
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const parcel = (track: object, more: object = {}) => ({
  shipmentId: 'P-1',
  items: [{ orderItemCode: '235211', quantity: 2 }],
  tracks: [{ trackNumber: '11704910415542', ...track }],
  ...more,
});
const tracksOf = (): Record<string, unknown>[] => sandbox.store.shipments.at(-1)!.tracks;

/** The customer's document, Create Shipment. */
it('has the fields of the document and no others', async () => {
  await start(DOCUMENTED);
  const { body } = await bridge.call('POST', '/orders/46773/shipments?dryRun=true', {
    body: parcel({ title: 'Delhivery', carrierCode: '11704910415542' }, { weight: 1500 }),
  });
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(body.request).toEqual({
    method: 'POST',
    path: '/shipment/',
    body: {
      entity: {
        created_at: time,
        order_id: 46773,
        items: [{ sku: '8907095853998', order_item_id: 235211, qty: 2 }],
        tracks: [
          {
            order_id: 46773,
            created_at: time,
            parent_id: 46773,
            weight: 1.5,
            qty: 2,
            description: '',
            track_number: '11704910415542',
            title: 'Delhivery',
            carrier_code: 'custom',
          },
        ],
        comments: [
          {
            is_customer_notified: 0,
            parent_id: 0,
            comment: expect.stringMatching(/^Packed by Increff Omni\. increff-op:/),
            is_visible_on_front: 0,
            created_at: time,
          },
        ],
      },
    },
  });
});

it.each<[string, object, object, object]>([
  [
    'known to Magento, by its name',
    {},
    { title: 'FedEx Priority' },
    { title: 'FedEx Priority', carrier_code: 'fedex' },
  ],
  ['only alike in its beginning', {}, { title: 'Upstream' }, { title: 'Upstream', carrier_code: 'custom' }],
  [
    'that the store maps',
    { carriers: [{ courier: 'BlueDart Surface', carrierCode: 'bluedart', title: 'Blue Dart' }] },
    { transporter: 'bluedart surface' },
    { title: 'Blue Dart', carrier_code: 'bluedart' },
  ],
  [
    'with a code of its own',
    {},
    { title: 'Dunzo', carrier_code: 'dunzo' },
    { title: 'Dunzo', carrier_code: 'dunzo' },
  ],
])('names a courier %s', async (_name, settings, track, shown) => {
  await start({ shipmentMode: 'ship-once', shipAt: 'atShipment', ...settings });
  await bridge.post('/orders/46773/shipments', parcel(track));
  expect(tracksOf()).toMatchObject([{ track_number: '11704910415542', ...shown }]);
});

it('gives the weight in the unit of the shop', async () => {
  await start({ ...DOCUMENTED, weightUnit: 'lbs' });
  await bridge.post('/orders/46773/shipments', parcel({}, { weight: 1000 }));
  expect(tracksOf()).toMatchObject([{ weight: 2.2046 }]);
});

it('refuses a courier that is mapped twice, by name', async () => {
  await start({});
  const carriers = ['DHL', 'dhl'].map((courier) => ({ courier, carrierCode: 'dhl' }));
  const { status, body } = await bridge.call('PUT', '/admin/stores/default', {
    body: { settings: { carriers } },
  });
  expect([status, body.errors]).toEqual([
    400,
    [{ field: 'settings.carriers', message: 'must name each courier once' }],
  ]);
});
