import { afterEach, describe, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const RELEASES = ['2.4.6', '2.4.7', '2.4.8'] as const;
const URLS = 'https://shop.example.com/invoice/{invoiceId}.pdf';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

/** Order 1 with two lines of two units. */
async function start(settings: object = {}, release: (typeof RELEASES)[number] = '2.4.7'): Promise<void> {
  sandbox = await Sandbox.start({ release });
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) => Object.assign(item, { item_id: 11 + i, qty_ordered: 2 }));
  sandbox.place(addUp(order));
  bridge = await startApp(sandbox, { MAGENTO_TIMEOUT_MS: '500' });
  const stored = await bridge.call('PUT', '/admin/stores/default', {
    body: { settings: { invoiceDocumentUrl: URLS, ...settings } },
  });
  expect(stored.status).toBe(200);
  await bridge.sync('orders.changed');
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const pack = (shipmentId: string, ...codes: string[]) =>
  bridge.post('/orders/1/shipments', {
    shipmentId,
    items: codes.map((orderItemCode) => ({ orderItemCode, quantity: 2 })),
  });
const notices = async (): Promise<any[]> =>
  (await bridge.db.rows(`SELECT body FROM notification WHERE type = 'INVOICE_GENERATED' ORDER BY id`)).map(
    ({ body }) => body,
  );

describe.each(RELEASES)('an invoice of Magento %s', (release) => {
  it('is answered with prices, taxes and base amounts, and announced with its parcel and address', async () => {
    await start({}, release);
    await pack('900', '11', '12');
    const { status, body } = await bridge.post('/orders/1/invoice', {});
    expect([status, body.outcome]).toEqual([200, 'APPLIED']);
    const documentUrl = `https://shop.example.com/invoice/${body.invoiceId}.pdf`;
    const theirs: any = sandbox.store.invoices[0]!;
    theirs.transaction_id = 'pay_1';
    const { items } = (await bridge.get('/orders/1/invoices')).body;
    const money = (value: number) => value.toFixed(2);
    expect(items).toMatchObject([
      {
        documentUrl,
        transactionId: 'pay_1',
        subtotal: money(theirs.subtotal),
        baseGrandTotal: money(theirs.base_grand_total),
        baseCurrency: theirs.base_currency_code,
        comments: [expect.stringContaining('increff-op:')],
        items: theirs.items.map((line: any) => ({
          orderItemCode: String(line.order_item_id),
          price: money(line.price),
          rowTotal: money(line.row_total),
          basePrice: money(line.base_price),
        })),
      },
    ]);
    const { comments: _comments, transactionId: _id, ...known } = items[0];
    const { transactionId: _before, ...answered } = body.invoice;
    expect(answered).toEqual(known);
    expect((await bridge.get('/increff/invoice?orderCode=1')).body.invoiceUrl).toBe(documentUrl);
    expect(await notices()).toMatchObject([{ forwardShipmentCode: 'P-900', invoiceData: { documentUrl } }]);
  });
});

describe('the invoice notification', () => {
  it('of an invoice whose answer was lost, and the read after it, is announced once with parcel and address', async () => {
    await start();
    await pack('900', '11', '12');
    let reads = 0;
    sandbox.decide = ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/invoice')) return { reach: 'yes', answer: 'cut' };
      return path.includes('/invoices') && reads++ === 0 ? { reach: 'no', answer: 'cut' } : undefined;
    };
    const lost = await bridge.post('/orders/1/invoice', {});
    sandbox.decide = undefined;
    const { body } = lost.status === 200 ? lost : await settled();
    expect(body.outcome).toBe('APPLIED');
    expect(sandbox.store.invoices).toHaveLength(1);
    expect(await notices()).toMatchObject([
      { forwardShipmentCode: 'P-900', invoiceData: { documentUrl: expect.stringMatching(/^https:/) } },
    ]);
  });

  it('names the parcel before it is packed, where its code is certain', async () => {
    await start({ autoInvoice: true });
    expect((await pack('900', '11', '12')).body.shipmentCode).toBe('P-900');
    expect(await notices()).toMatchObject([{ forwardShipmentCode: 'P-900' }]);
  });

  it('of several parcels names the one of the same lines, or none', async () => {
    await start({ invoiceDocumentUrl: null });
    await pack('900', '11');
    await pack('901', '12');
    await bridge.post('/orders/1/invoice', { items: [{ orderItemCode: '12', quantity: 2 }] });
    await bridge.post('/orders/1/invoice', { items: [{ orderItemCode: '11', quantity: 1 }] });
    expect(await notices()).toMatchObject([
      { forwardShipmentCode: 'P-901', invoiceData: { documentUrl: null } },
      { forwardShipmentCode: null },
    ]);
  });
});

describe('the setting invoiceDocumentUrl', () => {
  it.each([
    'https://shop.example.com/invoice.pdf',
    'https://shop.example.com/{orderNumber}',
    'ftp://shop.example.com/{invoiceId}',
    'https://user:secret@shop.example.com/{invoiceId}',
    'javascript:alert({invoiceId})',
    7,
  ])('is not %p', async (invoiceDocumentUrl) => {
    await start();
    const { status, body } = await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { invoiceDocumentUrl } },
    });
    expect([status, body.errors[0].field]).toEqual([400, 'settings.invoiceDocumentUrl']);
  });
});

const settled = (): Promise<{ body: any }> =>
  until(async () => {
    const { items } = (await bridge.get('/operations?kind=INVOICE')).body;
    return items[0].state === 'SETTLED' ? { body: items[0] } : undefined;
  });
