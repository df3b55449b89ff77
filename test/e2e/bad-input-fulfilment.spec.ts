import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Small in CI; `FUZZ_RUNS=5000` makes it thorough. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
/** The same cases in every CI run; `FUZZ_SEED=$RANDOM` looks elsewhere. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261123);

const item = { orderItemCode: '11', quantity: 1 };
const parcel = { shipmentId: '900', items: [item] };
const manifest = {
  transporter: 'DHL',
  locationCode: 'WH1',
  manifestItems: [{ orderCode: '1', shipmentCode: '1' }],
};
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const long = 'x'.repeat(256);

describe('bad input to fulfilment gets a clear error that names the field', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 });
    order.items.forEach((one, i) => Object.assign(one, { item_id: 11 + i, sku: i === 0 ? 'MUG' : 'PEN' }));
    sandbox.place(order);
    sandbox.store.stock.add('MUG', 1);
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  it('of JSON that is sent as a form, which would hand over all that is packed', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await bridge.post('/orders/1/handover', { shipmentCode: 'P-1' }, { headers });
    expect([reply.status, reply.body.errors[0].field]).toEqual([400, 'Content-Type']);
  });

  const invoice = (body: unknown): [string, string, unknown] => ['POST', '/orders/1/invoice', body];
  const shipment = (body: unknown): [string, string, unknown] => ['POST', '/orders/1/shipments', body];
  const handover = (body: unknown): [string, string, unknown] => ['POST', '/orders/1/handover', body];
  const handovers = (body: unknown): [string, string, unknown] => ['POST', '/handovers', body];
  const manifests = (body: unknown): [string, string, unknown] => ['POST', '/manifests', body];
  const stock = (body: unknown): [string, string, unknown] => ['PUT', '/inventory/MUG', body];
  const stocks = (body: unknown): [string, string, unknown] => ['PUT', '/inventory', body];
  const settings = (body: unknown): [string, string, unknown] => [
    'PUT',
    '/admin/stores/default',
    { settings: body },
  ];

  const cases: [string, [string, string, unknown], number, string][] = [
    ['an unknown field of an invoice', invoice({ captures: true }), 400, 'captures'],
    ['no items in a list of items', invoice({ items: [] }), 400, 'items'],
    ['null for items', invoice({ items: null }), 400, 'items'],
    ['capture that is text', invoice({ capture: 'yes' }), 400, 'capture'],
    ['a quantity of 0', invoice({ items: [{ ...item, quantity: 0 }] }), 400, 'items.0.quantity'],
    ['a quantity that is text', invoice({ items: [{ ...item, quantity: '1' }] }), 400, 'items.0.quantity'],
    ['five decimals', invoice({ items: [{ ...item, quantity: 1.00001 }] }), 400, 'items.0.quantity'],
    [
      'an item of another order',
      invoice({ items: [{ ...item, orderItemCode: '99' }] }),
      400,
      'items.0.orderItemCode',
    ],
    ['an item without code and SKU', invoice({ items: [{ quantity: 1 }] }), 400, 'items.0.channelSkuCode'],
    [
      'a SKU of another order',
      invoice({ items: [{ channelSkuCode: 'NO', quantity: 1 }] }),
      400,
      'items.0.channelSkuCode',
    ],
    [
      'a SKU of another item',
      invoice({ items: [{ ...item, channelSkuCode: 'PEN' }] }),
      400,
      'items.0.orderItemCode',
    ],
    ['an invoice of no order', ['POST', '/orders/4711/invoice', {}], 404, 'orderCode'],
    ['invoices of no order', ['GET', '/orders/4711/invoices', undefined], 404, 'orderCode'],
    ['a dry run that is none', ['POST', '/orders/1/invoice?dryRun=maybe', {}], 400, 'dryRun'],
    ['a parcel without id', shipment({ items: [item] }), 400, 'shipmentId'],
    ['a parcel id that is an object', shipment({ ...parcel, shipmentId: {} }), 400, 'shipmentId'],
    ['a parcel without items', shipment({ shipmentId: '1' }), 400, 'items'],
    ['a parcel of null', shipment({ ...parcel, items: [null] }), 400, 'items.0'],
    ['too many items', shipment({ ...parcel, items: many(2501, item) }), 400, 'items'],
    ['a track without number', shipment({ ...parcel, tracks: [{}] }), 400, 'tracks.0.trackNumber'],
    ['a track twice', shipment({ ...parcel, tracks: many(2, { trackNumber: 'A' }) }), 400, 'tracks'],
    [
      'a carrier code too long',
      shipment({ ...parcel, tracks: [{ trackNumber: 'A', carrierCode: long }] }),
      400,
      'tracks.0.carrierCode',
    ],
    ['a negative weight', shipment({ ...parcel, weight: -1 }), 400, 'weight'],
    [
      'dimensions that are text',
      shipment({ ...parcel, dimensions: { length: 'long' } }),
      400,
      'dimensions.length',
    ],
    [
      'a label address that is none',
      shipment({ ...parcel, shippingLabelUrl: 'javascript:alert(1)' }),
      400,
      'shippingLabelUrl',
    ],
    ['a location too long', shipment({ ...parcel, locationCode: long }), 400, 'locationCode'],
    ['a NUL byte', shipment({ ...parcel, comment: 'a\u0000b' }), 400, 'comment'],
    ['a parcel of no order', ['POST', '/orders/4711/shipments', parcel], 404, 'orderCode'],
    ['a shipment that is not there', ['GET', '/shipments/4711', undefined], 404, 'shipmentCode'],
    ['a shipment code of letters', ['GET', '/shipments/abc', undefined], 404, 'shipmentCode'],
    ['a label of no shipment', ['GET', '/shipments/4711/label', undefined], 404, 'shipmentCode'],
    ['a handover of an unknown parcel', handover({ shipmentCode: '4711' }), 404, 'shipmentCode'],
    [
      'a handover with a wrong track',
      handover({ tracks: [{ trackNumber: '' }] }),
      400,
      'tracks.0.trackNumber',
    ],
    ['a handover of no order', ['POST', '/orders/4711/handover', {}], 404, 'orderCode'],
    ['a batch without items', handovers({}), 400, 'handoverItems'],
    ['a batch too long', handovers({ handoverItems: many(201, { orderCode: '1' }) }), 400, 'handoverItems'],
    ['a batch row without order', handovers({ handoverItems: [{}] }), 400, 'handoverItems.0.orderCode'],
    [
      'a box that is text',
      handovers({ handoverItems: [{ orderCode: '1', packBoxDetailsList: ['x'] }] }),
      400,
      'handoverItems.0.packBoxDetailsList.0',
    ],
    ['a manifest without courier', manifests({ ...manifest, transporter: undefined }), 400, 'transporter'],
    ['a manifest without items', manifests({ ...manifest, manifestItems: [] }), 400, 'manifestItems'],
    ['a manifest of an unknown parcel', manifests(manifest), 400, 'manifestItems.0.shipmentCode'],
    ['a manifest that is not there', ['GET', '/manifests/M-4711', undefined], 404, 'manifestCode'],
    ['a manifest cursor that is none', ['GET', '/manifests?cursor=x', undefined], 400, 'cursor'],
    ['stock without quantity', stock({}), 400, 'quantity'],
    ['stock that is text', stock({ quantity: '5' }), 400, 'quantity'],
    ['stock below nothing', stock({ quantity: -1 }), 400, 'quantity'],
    ['too much stock', stock({ quantity: 1e12 }), 400, 'quantity'],
    ['an unknown field of stock', stock({ quantity: 1, qty: 1 }), 400, 'qty'],
    ['a flag that is text', stock({ quantity: 1, inStock: 'no' }), 400, 'inStock'],
    ['a SKU with a blank at its end', ['PUT', '/inventory/MUG%20', { quantity: 1 }], 400, 'sku'],
    ['a SKU too long', ['PUT', `/inventory/${'x'.repeat(65)}`, { quantity: 1 }], 400, 'sku'],
    ['a batch of no stock', stocks({ inventories: [] }), 400, 'inventories'],
    [
      'a batch of too much stock',
      stocks({ inventories: many(201, { channelSkuCode: 'A', quantity: 1 }) }),
      400,
      'inventories',
    ],
    ['a row without SKU', stocks({ inventories: [{ quantity: 1 }] }), 400, 'inventories.0.channelSkuCode'],
    [
      'a row without quantity',
      stocks({ inventories: [{ channelSkuCode: 'A' }] }),
      400,
      'inventories.0.quantity',
    ],
    ['a state of stock that is none', ['GET', '/inventory?state=LOST', undefined], 400, 'state'],
    ['stock never asked for', ['GET', '/inventory/never', undefined], 404, 'sku'],
    ['a run that is none', ['POST', '/admin/inventory/default/runs', { kind: 'ALL' }], 400, 'kind'],
    ['a run of no store', ['POST', '/admin/inventory/nowhere/runs', { kind: 'FULL_PUSH' }], 404, 'storeCode'],
    ['a shipment mode that is none', settings({ shipmentMode: 'twice' }), 400, 'settings.shipmentMode'],
    ['sources that are a list', settings({ locationSources: ['a'] }), 400, 'settings.locationSources'],
    ['a negative buffer', settings({ bufferStock: -1 }), 400, 'settings.bufferStock'],
    ['an hour that is none', settings({ fullPushHour: 24 }), 400, 'settings.fullPushHour'],
  ];

  it.each(cases)('%s', async (_name, [method, path, body], status, field) => {
    const reply = await bridge.call(method, path, { body });
    expect([reply.status, reply.body.errors.map((error: { field: string }) => error.field)]).toEqual([
      status,
      expect.arrayContaining([field]),
    ]);
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('stores nothing for any of it', async () => {
    for (const table of [
      'operation',
      'invoice',
      'shipment',
      'manifest',
      'handover',
      'inventory_level',
      'inventory_run',
    ]) {
      expect([table, await bridge.db.rows(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
    }
    expect(sandbox.store.book(1)).toMatchObject({ invoices: 0, shipments: 0, documents: 0 });
  });

  describe('no input gives a server error', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '0',
        '11',
        '1',
        'MUG',
        '-1',
        '9'.repeat(30),
        'null',
        '\u0000',
        '\ud800',
        'https://x.example/l.pdf',
      ),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
    );
    const names = [
      'shipmentId',
      'items',
      'shipmentItems',
      'tracks',
      'orderItemCode',
      'order_item_id',
      'channelSkuCode',
      'sku',
      'quantity',
      'qty',
      'trackNumber',
      'awbNumber',
      'title',
      'carrierCode',
      'locationCode',
      'comment',
      'weight',
      'dimensions',
      'length',
      'width',
      'shippingLabelUrl',
      'capture',
      'notify',
      'shipmentCode',
      'gatePassCode',
      'handoverItems',
      'orderCode',
      'packBoxDetailsList',
      'boxId',
      'transporter',
      'manifestId',
      'manifestItems',
      'inventories',
      'inStock',
      'kind',
      '__proto__',
      'constructor',
    ];
    const { body } = fc.letrec((tie) => ({
      body: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.dictionary(fc.constantFrom(...names), tie('body'), { maxKeys: 6 }),
        fc.array(tie('body'), { maxLength: 3 }),
      ),
    }));
    /** Half right, so that it gets beyond the first check. */
    const nearly = (start: Record<string, unknown>) =>
      fc.dictionary(fc.constantFrom(...names), body, { maxKeys: 3 }).map((more) => ({ ...start, ...more }));

    it('over bodies', async () => {
      const targets: [string, string, Record<string, unknown>][] = [
        ['POST', '/orders/1/invoice?dryRun=true', { items: [item] }],
        ['POST', '/orders/1/shipments?dryRun=true', parcel],
        ['POST', '/orders/1/handover?dryRun=true', {}],
        ['POST', '/handovers', { handoverItems: [{ orderCode: '4711' }] }],
        ['POST', '/manifests', manifest],
        ['PUT', '/inventory', { inventories: [{ channelSkuCode: 'NONE', quantity: 1 }] }],
        ['PUT', '/inventory/NONE', { quantity: 1 }],
        ['POST', '/admin/inventory/nowhere/runs', { kind: 'DRIFT_CHECK' }],
      ];
      const sent = fc
        .constantFrom(...targets)
        .chain(([method, path, start]) =>
          fc.oneof(body, nearly(start)).map((given) => ({ method, path, given })),
        );
      await fc.assert(
        fc.asyncProperty(sent, async ({ method, path, given }) => {
          const rawBody = JSON.stringify(given) ?? 'null';
          const reply = await bridge.call(method, path, { rawBody, headers: { prefer: 'respond-async' } });
          expect(reply.status).toBeLessThan(500);
        }),
        { numRuns: 2 * RUNS, seed: SEED },
      );
    });

    it('over paths', async () => {
      const routes = ['/shipments/', '/manifests/', '/inventory/'];
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...routes), leaf, async (route, code) => {
          const reply = await bridge.get(route + encodeURIComponent(String(code).toWellFormed()));
          expect(reply.status).toBeLessThan(500);
        }),
        { numRuns: RUNS, seed: SEED },
      );
    });
  });
});
