import { afterEach, describe, expect, it } from '@jest/globals';
import { DOCUMENTED } from '../support/shipping.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { type Order, SEPARATELY } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

/** Order 1 with two plain lines: item 11, two units; item 12, three units. */
function plainOrder(): Order {
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) =>
    Object.assign(item, { item_id: 11 + i, qty_ordered: 2 + i, sku: `SKU-${i}` }),
  );
  addUp(order);
  return order;
}

async function start(
  order: Order = plainOrder(),
  settings: Record<string, unknown> = {},
  environment: Record<string, string> = {},
): Promise<void> {
  sandbox = await Sandbox.start();
  sandbox.place(order);
  bridge = await startApp(sandbox, { MAGENTO_TIMEOUT_MS: '500', ...environment });
  await bridge.call('PUT', '/admin/stores/default', { body: { settings: { ...DOCUMENTED, ...settings } } });
  await bridge.sync('orders.changed');
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const settled = (operationId: string) =>
  until(async () => {
    const { body } = await bridge.get(`/operations/${operationId}`);
    return body.state === 'SETTLED' || body.state === 'FAILED' ? body : undefined;
  });

const parcel = (shipmentId: string, ...lines: [string, number][]) => ({
  shipmentId,
  items: lines.map(([orderItemCode, quantity]) => ({ orderItemCode, quantity })),
  tracks: [{ trackNumber: `AWB-${shipmentId}`, title: 'Delhivery' }],
});

const wholeParcel = parcel('900', ['11', 2], ['12', 3]);

describe('invoices', () => {
  it('makes one of the whole order and answers ALREADY from then on', async () => {
    await start();
    const { status, body } = await bridge.post('/orders/1/invoice');
    expect([status, body.outcome, body.invoiceId]).toEqual([200, 'APPLIED', '1']);
    expect(body.invoice).toMatchObject({ invoiceNumber: '000000001', state: 'PAID', syncState: 'CREATED' });
    expect((await bridge.post('/orders/1/invoice')).body).toMatchObject({
      outcome: 'ALREADY',
      invoiceId: '1',
    });
    expect(sandbox.store.book(1).invoices).toBe(1);
    // Who reads it does not make it another's.
    for (let i = 0; i < 2; i++) await bridge.get('/orders/1/invoices');
    expect(await bridge.db.rows('SELECT operation_id, sync_state FROM invoice')).toEqual([
      { operation_id: body.operationId, sync_state: 'CREATED' },
    ]);
    const { body: timeline } = await bridge.get('/orders/1/timeline');
    const kinds = timeline.events.map((event: { kind: string }) => event.kind);
    expect(kinds[0]).toBe('ORDER_SEEN');
    expect(kinds).toEqual(expect.arrayContaining(['INVOICE_APPLIED', 'INVOICE_GENERATED']));
  });

  it('needs three calls, and none for a repeat', async () => {
    await start();
    const { body } = await bridge.post('/orders/1/invoice');
    expect((await bridge.get(`/operations/${body.operationId}`)).body.magentoCalls).toBe(3);
    const before = sandbox.requests;
    await bridge.post('/orders/1/invoice');
    expect(sandbox.requests).toBe(before);
  });

  it('tells lines apart by item and quantity', async () => {
    await start();
    const ask = (...lines: [string, number][]) =>
      bridge.post('/orders/1/invoice', { items: parcel('', ...lines).items });
    expect((await ask(['11', 1])).body).toMatchObject({ outcome: 'APPLIED', invoiceId: '1' });
    expect((await ask(['11', 1])).body).toMatchObject({ outcome: 'ALREADY', invoiceId: '1' });
    expect((await ask(['12', 1])).body).toMatchObject({ outcome: 'APPLIED', invoiceId: '2' });
    const refused = await ask(['12', 3]);
    expect([refused.status, refused.body.outcome]).toEqual([409, 'REFUSED']);
    expect(refused.body.detail).toMatch(/item 12\): 3 asked for, 2 left to invoice/);
    expect((await bridge.post('/orders/1/invoice')).body).toMatchObject({
      outcome: 'APPLIED',
      invoiceId: '3',
    });
    expect(sandbox.store.find(1)!.items.map((item) => item.qty_invoiced)).toEqual([2, 3]);
    const { body } = await bridge.get('/orders/1/invoices');
    expect(body.items.map((one: any) => [one.invoiceId, one.items.length])).toEqual([
      ['1', 1],
      ['2', 1],
      ['3', 2],
    ]);
  });

  it('takes the same lines again under another Idempotency-Key', async () => {
    await start();
    const ask = (key: string) =>
      bridge.post(
        '/orders/1/invoice',
        { items: [{ orderItemCode: '12', quantity: 1 }] },
        { headers: { 'idempotency-key': key } },
      );
    const first = await ask('a');
    expect((await ask('b')).body.invoiceId).toBe('2');
    expect((await ask('a')).text).toBe(first.text);
    expect(sandbox.store.find(1)!.items[1]!.qty_invoiced).toBe(2);
  });

  it("finds the shop's own invoice", async () => {
    await start();
    await fetchMagento('/order/1/invoice', {});
    expect((await bridge.post('/orders/1/invoice')).body).toMatchObject({
      outcome: 'ALREADY',
      invoiceId: '1',
    });
    const { body } = await bridge.get('/orders/1/invoices');
    expect(body.items[0].syncState).toBe('FOUND');
    expect(sandbox.store.book(1).invoices).toBe(1);
  });

  it('takes no cancelled invoice for the one that is asked for', async () => {
    await start();
    await fetchMagento('/order/1/invoice', {});
    Object.assign(sandbox.store.invoices[0]!, { state: 3 });
    sandbox.change(1, (order) => order.items.forEach((item) => (item.qty_invoiced = 1)));
    const lines = [{ orderItemCode: '11', quantity: 1 }];
    const { body } = await bridge.post('/orders/1/invoice', { items: lines });
    expect(body).toMatchObject({ outcome: 'APPLIED', invoiceId: '2' });
  });

  it('finds its invoice when the answer is lost', async () => {
    await start();
    await bridge.get('/orders/1/status');
    Object.assign(sandbox.faults, { cutAfterRate: 1, onlyWrites: true });
    const { body } = await bridge.post('/orders/1/invoice');
    expect(body).toMatchObject({ outcome: 'APPLIED', invoiceId: '1' });
    expect(sandbox.store.book(1).invoices).toBe(1);
  });
});

describe('the documented way: shipment, then ship at handover', () => {
  it('walks an order to complete', async () => {
    await start();
    await bridge.post('/orders/1/invoice');
    const created = await bridge.post('/orders/1/shipments', wholeParcel);
    expect(created.body).toMatchObject({ outcome: 'APPLIED', shipmentCode: '1' });
    expect(created.body.shipmentItems).toHaveLength(2);
    expect(sandbox.store.book(1)).toMatchObject({ documents: 1, shipments: 0 });
    const handed = await bridge.post('/orders/1/handover');
    expect(handed.body).toMatchObject({
      outcome: 'APPLIED',
      handoverId: '2',
      orderState: 'complete',
      stillOpen: { toInvoice: [], toShip: [] },
    });
    expect((await bridge.post('/orders/1/handover')).body).toMatchObject({
      outcome: 'ALREADY',
      handoverId: '2',
    });
    expect(sandbox.store.book(1)).toMatchObject({ documents: 1, shipments: 1 });
    expect(sandbox.store.shipments[1]!.tracks[0]).toMatchObject({
      track_number: 'AWB-900',
      title: 'Delhivery',
    });
    // A poll that was under way may have stored what it read; the order is read again then.
    await until(async () => (await bridge.get('/orders/1')).body.status === 'complete' || undefined);
    expect((await bridge.get('/shipments/1')).body).toMatchObject({
      syncState: 'HANDED_OVER',
      handoverId: '2',
    });
  });

  it('needs three calls for the shipment and four for the handover', async () => {
    await start();
    const created = await bridge.post('/orders/1/shipments', wholeParcel);
    const handed = await bridge.post('/orders/1/handover');
    const calls = async (id: string) => (await bridge.get(`/operations/${id}`)).body.magentoCalls;
    expect([await calls(created.body.operationId), await calls(handed.body.operationId)]).toEqual([3, 4]);
  });

  it('gives the same answer to the same shipmentId, and refuses it for something else', async () => {
    await start();
    const first = await bridge.post('/orders/1/shipments', parcel('900', ['11', 1]));
    const again = await bridge.post('/orders/1/shipments', { ...parcel('900', ['11', 1]), shipmentId: 900 });
    expect(again.body).toEqual({ ...first.body, outcome: 'ALREADY' });
    const other = await bridge.post('/orders/1/shipments', parcel('900', ['11', 2]));
    expect([other.status, other.body.code, other.body.errors[0].field]).toEqual([409, 'ID_TAKEN', 'items']);
    expect(sandbox.store.book(1).documents).toBe(1);
  });

  it("takes the words of Increff's pack form and of Magento", async () => {
    await start();
    const reply = await bridge.post('/orders/1/shipments', {
      shipmentId: 900,
      shipmentItems: [{ order_item_id: 11, sku: 'SKU-0', qty: 2, itemCodes: ['x'] }],
      tracks: [{ track_number: 'AWB', transporter: 'DHL', carrier_code: 'dhl' }],
    });
    expect(reply.body).toMatchObject({
      shipmentItems: [{ orderItemCode: '11', channelSkuCode: 'SKU-0', quantity: 2 }],
      tracks: [{ trackNumber: 'AWB', title: 'DHL', carrierCode: 'dhl' }],
    });
    const bad = await bridge.post('/orders/1/shipments', { shipmentId: 901, shipmentItems: [{ qty: 'x' }] });
    expect([bad.status, bad.body.errors[0].field]).toEqual([400, 'items.0.quantity']);
  });

  it('never ships more than there is, parcels that wait for handover included', async () => {
    await start();
    await bridge.post('/orders/1/shipments', parcel('900', ['12', 2]));
    const tooMuch = await bridge.post('/orders/1/shipments', parcel('901', ['12', 2]));
    expect([tooMuch.status, tooMuch.body.outcome]).toEqual([409, 'REFUSED']);
    expect(tooMuch.body.detail).toMatch(/SKU-1 \(item 12\): 2 asked for, 1 left to ship/);
    expect(sandbox.store.book(1).documents).toBe(1);
    // A refused id may be used again, and has nothing of what was refused.
    const tracks = [{ trackNumber: 'OTHER', title: 'DTDC' }];
    const { body } = await bridge.post('/orders/1/shipments', { ...parcel('901', ['12', 1]), tracks });
    expect([body.outcome, body.tracks]).toMatchObject(['APPLIED', tracks]);
    expect(body.tracks).toHaveLength(1);
  });

  it('counts a parcel once that was shipped when it was packed', async () => {
    await start(plainOrder(), { shipmentMode: 'ship-once', shipAt: 'atShipment' });
    for (const [id, quantity] of [
      ['900', 1],
      ['901', 2],
    ] as const) {
      const { body } = await bridge.post('/orders/1/shipments', parcel(id, ['12', quantity]));
      expect(body.outcome).toBe('APPLIED');
    }
    expect(sandbox.store.find(1)!.items[1]!.qty_shipped).toBe(3);
  });

  it('keeps the id of a parcel that waits for the shop, however long', async () => {
    await start();
    sandbox.faults.outage = 'maintenance';
    const later = { headers: { prefer: 'respond-async' } };
    const { body } = await bridge.post('/orders/1/shipments', parcel('900', ['11', 1]), later);
    await until(async () => {
      const waiting = `state = 'PENDING' AND attempts > 0 AND kind = 'SHIPMENT' AND lease_until IS NULL`;
      const late = `UPDATE operation SET next_attempt_at = now() + interval '1 hour' WHERE ${waiting} RETURNING id`;
      return (await bridge.db.rows(late)).length > 0 ? true : undefined;
    });
    await bridge.db.rows(`UPDATE shipment SET updated_at = now() - interval '1 hour'`);
    const other = await bridge.post('/orders/1/shipments', parcel('900', ['11', 2]), later);
    expect([other.status, other.body.code]).toEqual([409, 'ID_TAKEN']);
    sandbox.faults.outage = 'none';
    await bridge.db.rows(`UPDATE operation SET next_attempt_at = now() WHERE state = 'PENDING'`);
    expect((await settled(body.operationId)).outcome).toBe('APPLIED');
  });

  it('hands several parcels over, each as a shipment of its own', async () => {
    await start();
    await bridge.post('/orders/1/invoice');
    await bridge.post('/orders/1/shipments', parcel('900', ['11', 2], ['12', 1]));
    await bridge.post('/orders/1/shipments', parcel('901', ['12', 2]));
    const { body } = await bridge.post('/orders/1/handover');
    expect(body).toMatchObject({ outcome: 'APPLIED', orderState: 'complete' });
    expect(body.handovers.map((one: any) => one.shipmentCode)).toEqual(['1', '2']);
    expect(sandbox.store.find(1)!.items.map((item) => item.qty_shipped)).toEqual([2, 3]);
    expect(sandbox.store.book(1)).toMatchObject({ documents: 2, shipments: 2 });
  });

  it('says what keeps the order from being complete', async () => {
    await start();
    await bridge.post('/orders/1/shipments', wholeParcel);
    const { body } = await bridge.post('/orders/1/handover');
    expect(body).toMatchObject({ outcome: 'APPLIED', orderState: 'processing' });
    expect(body.detail).toMatch(/not invoiced: 2 of item 11, 3 of item 12/);
    expect(body.stillOpen.toInvoice).toHaveLength(2);
  });

  it('hands over an order without parcels: everything that is left', async () => {
    await start();
    const { body } = await bridge.post('/orders/1/handover');
    expect(body).toMatchObject({ outcome: 'APPLIED', handoverId: '1' });
    expect((await bridge.post('/orders/1/handover')).body.outcome).toBe('ALREADY');
    expect(sandbox.store.book(1).shipments).toBe(1);
  });

  it('answers ALREADY when the shop shipped the goods itself', async () => {
    await start();
    await bridge.post('/orders/1/shipments', wholeParcel);
    await fetchMagento('/order/1/ship', {});
    const { body } = await bridge.post('/orders/1/handover');
    expect(body).toMatchObject({ outcome: 'ALREADY', handoverId: '2' });
    expect(sandbox.store.book(1).shipments).toBe(1);
  });

  it.each(['holded', 'payment_review', 'closed', 'canceled'])(
    'ships nothing of an order that is %s',
    async (state) => {
      await start();
      sandbox.change(1, (order) => setState(order, state));
      for (const reply of [
        await bridge.post('/orders/1/shipments', wholeParcel),
        await bridge.post('/orders/1/handover'),
      ]) {
        expect([reply.status, reply.body.outcome]).toEqual([409, 'REFUSED']);
      }
      expect(sandbox.store.book(1)).toMatchObject({ documents: 0, shipments: 0 });
    },
  );

  it('refuses to hand over a cancelled order', async () => {
    await start();
    await bridge.post('/orders/1/cancel');
    const { status, body } = await bridge.post('/orders/1/handover');
    expect([status, body.outcome]).toEqual([409, 'REFUSED']);
    const shipment = await bridge.post('/orders/1/shipments', wholeParcel);
    expect([shipment.status, shipment.body.outcome]).toEqual([409, 'REFUSED']);
  });

  it('finds shipment and handover again when their answers are lost', async () => {
    await start();
    await bridge.get('/orders/1/status');
    Object.assign(sandbox.faults, { cutAfterRate: 1, onlyWrites: true });
    expect((await bridge.post('/orders/1/shipments', wholeParcel)).body).toMatchObject({
      outcome: 'APPLIED',
      shipmentCode: '1',
    });
    expect((await bridge.post('/orders/1/handover')).body).toMatchObject({
      outcome: 'APPLIED',
      handoverId: '2',
    });
    expect(sandbox.store.book(1)).toMatchObject({ documents: 1, shipments: 1 });
  });

  it('waits for a handover that commits late', async () => {
    await start(plainOrder(), {}, { MAGENTO_TIMEOUT_MS: '4000' });
    await bridge.get('/orders/1/status');
    Object.assign(sandbox.faults, { lateCommitRate: 1, lateMs: 4500 });
    const { status, body } = await bridge.post('/orders/1/handover');
    expect([status, body.outcome]).toEqual([504, 'UNKNOWN']);
    Object.assign(sandbox.faults, { lateCommitRate: 0 });
    expect(await settled(body.operationId)).toMatchObject({ outcome: 'APPLIED', magentoId: '1' });
    expect(sandbox.store.book(1).shipments).toBe(1);
  });

  it('invoices first where the store is set to', async () => {
    await start(plainOrder(), { autoInvoice: true });
    await bridge.post('/orders/1/shipments', parcel('900', ['11', 1]));
    await bridge.post('/orders/1/shipments', parcel('901', ['11', 1], ['12', 3]));
    expect((await bridge.post('/orders/1/handover')).body.orderState).toBe('complete');
    expect(sandbox.store.book(1)).toMatchObject({ invoices: 1, documents: 2, shipments: 2 });
  });

  it('names the source of the location', async () => {
    await start(plainOrder(), { locationSources: { WH1: 'default', WH9: 'nowhere' } });
    const lost = await bridge.post('/orders/1/shipments', { ...wholeParcel, locationCode: 'WH9' });
    expect(lost.status).toBe(502);
    expect(
      (await bridge.post('/orders/1/shipments', { ...parcel('901', ['11', 1]), locationCode: 'WH1' })).body
        .outcome,
    ).toBe('APPLIED');
    expect((await bridge.get('/shipments/2')).body.sourceCode ?? 'default').toBe('default');
  });
});

describe('ship-once', () => {
  it('at shipment: ships there, and handover records and adds tracks', async () => {
    await start(plainOrder(), { shipmentMode: 'ship-once', shipAt: 'atShipment' });
    await bridge.post('/orders/1/invoice');
    const created = await bridge.post('/orders/1/shipments', wholeParcel);
    expect(created.body).toMatchObject({ outcome: 'APPLIED', shipmentCode: '1' });
    expect(sandbox.store.find(1)!.state).toBe('complete');
    const late = { tracks: [{ awbNumber: 'AWB-LATE', transporter: 'DHL' }] };
    const handed = await bridge.post('/orders/1/handover', late);
    expect(handed.body).toMatchObject({ outcome: 'APPLIED', handoverId: '1', orderState: 'complete' });
    await bridge.post('/orders/1/handover', late);
    expect(sandbox.store.shipments[0]!.tracks.map((track) => track['track_number'])).toEqual([
      'AWB-900',
      'AWB-LATE',
    ]);
    expect(sandbox.store.book(1)).toMatchObject({ documents: 0, shipments: 1, tracks: 1 });
  });

  it('adds no track that Magento has already', async () => {
    await start(plainOrder(), { shipmentMode: 'ship-once', shipAt: 'atShipment' });
    await bridge.post('/orders/1/shipments', wholeParcel);
    sandbox.store.shipments[0]!.tracks.push({
      track_number: 'AWB-BY-HAND',
      title: 'DHL',
      carrier_code: 'custom',
    });
    await bridge.post('/orders/1/handover', { tracks: [{ awbNumber: 'AWB-BY-HAND', transporter: 'DHL' }] });
    expect(sandbox.store.shipments[0]!.tracks).toHaveLength(2);
    expect(sandbox.store.book(1).tracks).toBe(0);
  });

  it('at handover: records, and ships there', async () => {
    await start(plainOrder(), { shipmentMode: 'ship-once', shipAt: 'atHandover' });
    await bridge.post('/orders/1/invoice');
    const created = await bridge.post('/orders/1/shipments', wholeParcel);
    expect(created.body).toMatchObject({ outcome: 'APPLIED', shipmentCode: 'P-900' });
    expect(sandbox.store.book(1)).toMatchObject({ documents: 0, shipments: 0 });
    const { body } = await bridge.post('/orders/1/handover', { shipmentCode: 'P-900' });
    expect(body).toMatchObject({ outcome: 'APPLIED', handoverId: '1', orderState: 'complete' });
    expect((await bridge.get('/shipments/P-900')).body).toMatchObject({
      syncState: 'HANDED_OVER',
      handoverId: '1',
    });
  });

  it("at handover: is found by Magento's id afterwards, with its label", async () => {
    await start(plainOrder(), { shipmentMode: 'ship-once', shipAt: 'atHandover' });
    await bridge.post('/orders/1/invoice');
    const shippingLabelUrl = 'https://labels.example.com/900.pdf';
    await bridge.post('/orders/1/shipments', { ...wholeParcel, shippingLabelUrl });
    const { magentoId } = (await bridge.post('/orders/1/handover', { shipmentCode: 'P-900' })).body;
    expect((await bridge.get(`/shipments/${magentoId}`)).body).toMatchObject({
      shipmentCode: 'P-900',
      shipmentId: '900',
      syncState: 'HANDED_OVER',
      handoverId: '1',
    });
    expect((await bridge.get(`/shipments/${magentoId}/label`)).body).toMatchObject({ shippingLabelUrl });
  });
});

describe('rows that Magento wants to be named', () => {
  function configurable(): Order {
    const order = plainOrder();
    const [parent] = order.items;
    parent!.product_type = 'configurable';
    order.items.push({
      ...structuredClone(parent!),
      item_id: 21,
      parent_item_id: 11,
      product_type: 'simple',
      price: 0,
    });
    return order;
  }

  function bundle(separately: boolean): Order {
    const order = plainOrder();
    const [parent, other] = order.items;
    const free = { price: 0, price_incl_tax: 0, tax_amount: 0, discount_amount: 0 };
    order.items = [parent!, { ...other!, ...free, item_id: 21, parent_item_id: 11, qty_ordered: 4 }];
    Object.assign(parent!, { product_type: 'bundle', [SEPARATELY]: separately });
    return addUp(order);
  }

  it.each<['documented' | 'ship-once']>([['documented'], ['ship-once']])(
    'of a configurable its parent (%s)',
    async (shipmentMode) => {
      await start(configurable(), { shipmentMode, shipAt: 'atShipment' });
      await bridge.post('/orders/1/invoice');
      expect((await bridge.post('/orders/1/shipments', parcel('1', ['21', 2], ['12', 3]))).body.outcome).toBe(
        'APPLIED',
      );
      expect((await bridge.post('/orders/1/handover')).body.orderState).toBe('complete');
      expect(sandbox.store.shipments.at(-1)!.items.map((line) => line.order_item_id)).toEqual([11, 12]);
    },
  );

  it.each<[boolean, 'documented' | 'ship-once', number, number]>([
    [false, 'documented', 11, 2],
    [false, 'ship-once', 11, 2],
  ])('of a bundle, options apart %s (%s): item %d', async (separately, shipmentMode, item, qty) => {
    await start(bundle(separately), { shipmentMode, shipAt: 'atShipment' });
    await bridge.post('/orders/1/invoice');
    expect((await bridge.post('/orders/1/shipments', parcel('1', ['21', 4]))).body.outcome).toBe('APPLIED');
    const { body } = await bridge.post('/orders/1/handover');
    expect(body).toMatchObject({ outcome: 'APPLIED', orderState: 'complete' });
    expect(sandbox.store.shipments.at(-1)!.items).toMatchObject([{ order_item_id: item, qty }]);
  });
});

describe('labels, manifests, the batch', () => {
  it("serves Magento's label as PDF or JSON, else the address that was sent, else 404", async () => {
    await start();
    await bridge.post('/orders/1/shipments', {
      ...parcel('900', ['11', 1]),
      shippingLabelUrl: 'https://labels.example.com/900.pdf',
    });
    await bridge.post('/orders/1/shipments', parcel('901', ['11', 1]));
    expect((await bridge.get('/shipments/1/label')).body).toEqual({
      awbNumber: 'AWB-900',
      transporter: 'Delhivery',
      shippingLabelUrl: 'https://labels.example.com/900.pdf',
    });
    const none = await bridge.get('/shipments/2/label');
    expect([none.status, none.body.errors[0].field]).toEqual([404, 'shipmentCode']);
    sandbox.store.shipments[0]!['shipping_label'] = Buffer.from('%PDF-1.4 label').toString('base64');
    const pdf = await bridge.get('/shipments/1/label');
    expect([pdf.headers.get('content-type'), pdf.text]).toEqual(['application/pdf', '%PDF-1.4 label']);
    const json = await bridge.get('/shipments/1/label', { headers: { accept: 'application/json' } });
    expect(json.body.shippingLabel).toBe(sandbox.store.shipments[0]!['shipping_label']);
    expect((await bridge.get('/shipments/77/label')).status).toBe(404);
  });

  it('records manifests', async () => {
    await start();
    await bridge.post('/orders/1/shipments', wholeParcel);
    const manifest = {
      transporter: 'Delhivery',
      locationCode: 'WH1',
      manifestId: 77,
      manifestItems: [{ orderCode: '1', shipmentCode: '1', awbNumber: 'AWB-900' }],
    };
    const { body } = await bridge.post('/manifests', manifest);
    expect(body).toMatchObject({ manifestId: '77', manifestItems: [{ orderCode: '1', shipmentCode: '1' }] });
    expect((await bridge.post('/manifests', manifest)).body).toEqual(body);
    expect((await bridge.get(`/manifests/${body.manifestCode}`)).body).toEqual(body);
    expect((await bridge.get('/manifests')).body.items).toEqual([body]);
    const other = await bridge.post('/manifests', { ...manifest, transporter: 'DHL' });
    expect([other.status, other.body.errors[0].field]).toEqual([409, 'transporter']);
    const unknown = await bridge.post('/manifests', {
      ...manifest,
      manifestId: 78,
      manifestItems: [{ orderCode: '1', shipmentCode: '9' }],
    });
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'manifestItems.0.shipmentCode']);
  });

  it('hands over a batch, with a result for each', async () => {
    await start();
    await bridge.post('/orders/1/shipments', parcel('900', ['11', 2]));
    await bridge.post('/orders/1/shipments', parcel('901', ['12', 3]));
    const { body } = await bridge.post('/handovers', {
      locationCode: 'WH1',
      handoverItems: [
        {
          orderCode: '1',
          shipmentCode: '1',
          gatePassCode: 'G1',
          packBoxDetailsList: [{ boxId: 'B', awbNumber: 'BOX-1' }],
        },
        { orderCode: 1, shipmentCode: 2 },
        { orderCode: '1', shipmentCode: '9' },
        { orderCode: '999', shipmentCode: '1' },
        { orderCode: 'x', shipmentCode: '1' },
      ],
    });
    expect(body.hasError).toBe(true);
    expect(body.results.map((one: any) => one.code ?? one.outcome)).toEqual([
      'APPLIED',
      'APPLIED',
      'NOT_FOUND',
      'NOT_FOUND',
      'BAD_DATA',
    ]);
    expect(body.results.at(-1).message).toMatch(/: orderCode must be a positive whole number/);
    expect(sandbox.store.shipments[2]!.tracks.map((track) => track['track_number'])).toEqual([
      'AWB-900',
      'BOX-1',
    ]);
    expect(sandbox.store.book(1).shipments).toBe(2);
  });

  it('shows what a dry run would send, and leaves no trace', async () => {
    await start();
    const { body } = await bridge.post('/orders/1/shipments?dryRun=true', wholeParcel);
    expect(body.request).toMatchObject({ method: 'POST', path: '/shipment/' });
    expect(body.request.body.entity.items).toEqual([
      { order_item_id: 11, sku: 'SKU-0', qty: 2 },
      { order_item_id: 12, sku: 'SKU-1', qty: 3 },
    ]);
    expect((await bridge.post('/orders/1/handover?dryRun=true')).body.request.path).toBe('/order/1/ship');
    expect((await bridge.post('/orders/1/invoice?dryRun=true')).body.request.path).toBe('/order/1/invoice');
    expect(await bridge.db.rows('SELECT 1 FROM shipment')).toEqual([]);
    expect(sandbox.store.book(1)).toMatchObject({ documents: 0, shipments: 0, invoices: 0 });
  });
});

async function fetchMagento(path: string, body: object): Promise<void> {
  const user = sandbox.accounts.options.users[0]!;
  const reply = await fetch(`${sandbox.url}/rest/V1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.accounts.issue(user)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(reply.status).toBe(200);
}
