import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RetentionService } from '../../src/retention/retention.service.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { completeInMagento } from '../support/customer.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';

const RELEASES = ['2.4.6', '2.4.7', '2.4.8'] as const;
const PDF = Buffer.from('%PDF-1.4\nlabel of Asha\n%%EOF\n');
const OTHER_PDF = Buffer.from('%PDF-1.4\nanother label\n%%EOF\n');
const MIB = 1024 * 1024;

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

async function start(release: (typeof RELEASES)[number] = '2.4.7'): Promise<void> {
  sandbox = await Sandbox.start({ release });
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 });
  Object.assign(order.items[0]!, { item_id: 11, qty_ordered: 2 });
  addUp(order);
  sandbox.place(order);
  bridge = await startApp(sandbox, { MAGENTO_TIMEOUT_MS: '500' });
  await bridge.sync('orders.changed');
  const packed = await bridge.post('/orders/1/shipments', {
    shipmentId: '900',
    items: [{ orderItemCode: '11', quantity: 2 }],
    tracks: [{ trackNumber: 'AWB-900', title: 'Delhivery' }],
  });
  expect(packed.body.shipmentCode).toBe('P-900');
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const json = { headers: { accept: 'application/json' } };
const store = (shippingLabel: string, code = 'P-900') =>
  bridge.call('PUT', `/shipments/${code}/label`, { body: { shippingLabel } });
const upload = (file: Buffer, type = 'application/pdf', headers: Record<string, string> = {}) =>
  bridge.call('PUT', '/shipments/P-900/label', {
    rawBody: new Uint8Array(file),
    headers: { 'content-type': type, ...headers },
  });
const bytes = async (path: string, accept?: string): Promise<Buffer> => {
  const reply = await bridge.get(path, { headers: accept ? { accept } : {} });
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return Buffer.from(reply.text, 'utf8');
};

describe.each(RELEASES)('a label of a parcel on Magento %s', (release) => {
  it('is stored in base64, and served as PDF by address and Accept, before and after handover', async () => {
    await start(release);
    const { status, body } = await store(PDF.toString('base64'));
    expect([status, body]).toEqual([
      200,
      {
        shipmentCode: 'P-900',
        awbNumber: 'AWB-900',
        bytes: PDF.length,
        storedAt: expect.any(String),
        storedBy: 'increff',
      },
    ]);
    const asJson = { awbNumber: 'AWB-900', transporter: 'Delhivery', shippingLabel: PDF.toString('base64') };
    const served = async (code: string): Promise<void> => {
      expect(await bytes(`/shipments/${code}/label`)).toEqual(PDF);
      expect(await bytes(`/shipments/${code}/label`, 'application/pdf')).toEqual(PDF);
      expect(await bytes(`/shipments/${code}/label.pdf`)).toEqual(PDF);
      expect((await bridge.get(`/shipments/${code}/label`, json)).body).toEqual(asJson);
      expect((await bridge.get(`/increff/shipping-label?shipmentCode=${code}`)).body).toEqual(asJson);
    };
    await served('P-900');
    const { handoverId } = (await bridge.post('/orders/1/handover', {})).body;
    await served('P-900');
    await served(handoverId);
    sandbox.decide = () => ({ reach: 'no', answer: 'cut' });
    expect(await bytes('/shipments/P-900/label.pdf')).toEqual(PDF);
  });
});

describe('a label', () => {
  beforeEach(() => start());

  it('is stored as a file; the same one again changes nothing, another one takes its place', async () => {
    const first = (await upload(PDF)).body;
    expect((await upload(PDF)).body).toEqual(first);
    expect((await store(PDF.toString('base64'))).body).toEqual(first);
    expect((await upload(OTHER_PDF)).body.bytes).toBe(OTHER_PDF.length);
    expect(await bytes('/shipments/P-900/label.pdf')).toEqual(OTHER_PDF);
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toHaveLength(1);
  });

  it('that is a picture becomes a PDF', async () => {
    for (const colour of [0, 2, 6]) {
      expect((await upload(png({ colour }), 'image/png')).status).toBe(200);
      const pdf = await bridge.get('/shipments/P-900/label.pdf');
      expect(pdf.text).toMatch(/^%PDF-[^]*\/Subtype \/Image[^]*%%EOF\s*$/);
    }
    expect((await upload(JPEG, 'image/jpeg')).status).toBe(200);
    expect((await bridge.get('/shipments/P-900/label.pdf')).text).toContain('/DCTDecode');
  });

  it('of up to 2 MiB is taken whole, and a larger one refused by name', async () => {
    const most = Buffer.concat([PDF, Buffer.alloc(2 * MIB - 2 * PDF.length, 0x20), PDF]);
    expect((await upload(most)).body.bytes).toBe(2 * MIB);
    expect((await bytes('/shipments/P-900/label.pdf')).equals(most)).toBe(true);
    expect((await store(most.toString('base64'))).status).toBe(200);
    for (const large of [
      await upload(Buffer.concat([most, PDF])),
      await store(Buffer.concat([most, PDF, PDF]).toString('base64')),
    ]) {
      expect([large.status, large.body.code, large.body.errors[0].field]).toEqual([
        413,
        'BODY_TOO_LARGE',
        'shippingLabel',
      ]);
    }
    expect((await upload(Buffer.alloc(4 * MIB))).status).toBe(413);
  });

  it.each<[string, () => Promise<{ status: number; body: any }>, string]>([
    ['no PDF', () => upload(Buffer.from('<html>')), 'must be a PDF, PNG or JPEG'],
    ['an empty file', () => upload(Buffer.alloc(0)), ''],
    ['half a PDF', () => upload(PDF.subarray(0, 20)), 'is a PDF that breaks off'],
    ['no base64', () => store('%PDF'), 'must be base64'],
    ['half a PNG', () => upload(png().subarray(0, -20), 'image/png'), 'is a PNG that breaks off'],
    [
      'a PNG with too few lines',
      () => upload(png({ lines: 3 }), 'image/png'),
      'is a PNG that cannot be read',
    ],
    [
      'a PNG with a line of no kind',
      () => upload(png({ way: 9, colour: 6 }), 'image/png'),
      'is a PNG that cannot be read',
    ],
    [
      'a PNG that is a bomb',
      () => upload(png({ width: 40_000, height: 40_000 }), 'image/png'),
      'must not have more than 20000000 pixels',
    ],
    [
      'a PNG with many bytes for each pixel',
      () => upload(png({ width: 4_400, height: 4_400, colour: 6 }), 'image/png'),
      'must not have more than 67108864 bytes when it is unpacked',
    ],
    ['half a JPEG', () => upload(JPEG.subarray(0, -2), 'image/jpeg'), 'is a JPEG that breaks off'],
    [
      'a JPEG without a size',
      () => upload(Buffer.from('ffd8ffe0ffd9', 'hex'), 'image/jpeg'),
      'is a picture that cannot be read',
    ],
  ])('that is %s is refused, and nothing is stored', async (_what, send, words) => {
    const { status, body } = await send();
    expect([status, body.errors[0].field, body.errors[0].message]).toEqual([
      400,
      words === '' ? expect.any(String) : 'shippingLabel',
      words === '' ? expect.any(String) : words,
    ]);
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toEqual([]);
  });

  it('is no body of another route', async () => {
    const { status, body } = await bridge.call('POST', '/orders/1/handover', {
      rawBody: new Uint8Array(PDF),
      headers: { 'content-type': 'application/pdf' },
    });
    expect([status, body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('under an Idempotency-Key is answered as before, and another file under it refused', async () => {
    const key = { 'idempotency-key': 'k1' };
    const first = await upload(PDF, 'application/pdf', key);
    const again = await upload(PDF, 'application/pdf', key);
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true']);
    expect((await upload(OTHER_PDF, 'application/pdf', key)).status).toBe(422);
  });

  it('of an AWB that the parcel no longer has is not served', async () => {
    await upload(PDF);
    await bridge.post('/shipments/P-900/tracks', { trackNumber: 'NEW-1', title: 'Blue Dart' });
    for (const path of ['label', 'label.pdf']) {
      const old = await bridge.get(`/shipments/P-900/${path}`);
      expect([old.status, old.body.code]).toEqual([409, 'LABEL_OUTDATED']);
      expect(old.body.message).toContain('AWB-900');
    }
    await upload(PDF);
    expect((await bridge.get('/shipments/P-900/label', json)).body.awbNumber).toBe('NEW-1');
  });

  it('of which only the address is known is not served as PDF, and nobody is led there', async () => {
    await bridge.db.rows(`UPDATE shipment SET label_url = 'https://labels.example.com/1.pdf'`);
    expect((await bridge.get('/shipments/P-900/label')).body.shippingLabelUrl).toMatch(/^https:/);
    const asked = { headers: { accept: 'application/pdf' } };
    for (const reply of [
      await bridge.get('/shipments/P-900/label', asked),
      await bridge.get('/shipments/P-900/label.pdf'),
    ]) {
      expect([reply.status, reply.body.code, reply.body.shippingLabelUrl]).toEqual([
        404,
        'LABEL_ELSEWHERE',
        'https://labels.example.com/1.pdf',
      ]);
    }
  });

  it('of a void parcel, or of none that was packed here, is refused', async () => {
    const stranger = await store(PDF.toString('base64'), '77');
    expect([stranger.status, stranger.body.errors[0].field]).toEqual([404, 'shipmentCode']);
    await upload(PDF);
    await bridge.post('/shipments/P-900/void', {});
    const printed = await bridge.get('/shipments/P-900/label', json);
    expect([printed.status, printed.body.code]).toEqual([409, 'PARCEL_VOID']);
    const { status, body } = await upload(PDF);
    expect([status, body.code]).toEqual([409, 'PARCEL_VOID']);
  });

  it('goes with its customer, and none comes after', async () => {
    await bridge.post('/orders/1/acknowledge', {});
    await upload(PDF);
    completeInMagento(sandbox, 1);
    await bridge.sync('orders.changed');
    await bridge.db.rows('DELETE FROM notification');
    await bridge.db.rows('DELETE FROM delivery');
    const [row] = await bridge.db.rows(`SELECT billing_address ->> 'email' AS email FROM "order"`);
    const erased = await bridge.post('/admin/erasures', row);
    expect(erased.body.waitingOrders).toEqual([]);
    expect(erased.body.erased).toContainEqual({ table: 'shipment_label', rows: 1 });
    const { status, body } = await upload(PDF);
    expect([status, body.code]).toEqual([409, 'CONFLICT']);
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toEqual([]);
    // The orders of the other tests have the same customer.
    await bridge.db.rows('TRUNCATE erasure CASCADE');
  });

  it('goes 90 days after its parcel left, and not while it stands packed', async () => {
    await upload(PDF);
    const age = () => bridge.db.rows(`UPDATE shipment SET updated_at = now() - interval '91 days'`);
    await bridge.db.rows(`UPDATE shipment_label SET created_at = now() - interval '91 days'`);
    await age();
    await bridge.app.get(RetentionService).prune('cli');
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toHaveLength(1);
    await bridge.post('/orders/1/handover', {});
    await bridge.app.get(RetentionService).prune('cli');
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toHaveLength(1);
    await age();
    await bridge.app.get(RetentionService).prune('cli');
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toEqual([]);
  });

  it('of a parcel that nobody hands over goes 90 days after its order came to its end', async () => {
    await upload(PDF);
    completeInMagento(sandbox, 1);
    await bridge.sync('orders.changed');
    await bridge.db.rows(`UPDATE shipment SET updated_at = now() - interval '91 days'`);
    await bridge.db.rows(`UPDATE shipment_label SET created_at = now() - interval '91 days'`);
    await bridge.app.get(RetentionService).prune('cli');
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toHaveLength(1);
    await bridge.db.rows(`UPDATE "order" SET magento_updated_at = now() - interval '91 days'`);
    await bridge.app.get(RetentionService).prune('cli');
    expect(await bridge.db.rows('SELECT 1 FROM shipment_label')).toEqual([]);
  });
});

interface Png {
  colour?: number;
  lines?: number;
  way?: number;
  width?: number;
  height?: number;
}

/** A grey, coloured or see-through square. */
function png({ colour = 0, lines = 4, way = 0, width = 4, height = 4 }: Png = {}): Buffer {
  const values = ({ 0: 1, 2: 3, 6: 4 } as Record<number, number>)[colour]!;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour], 8);
  const line = Buffer.alloc(1 + 4 * values, 200);
  line[0] = way;
  const data = deflateSync(Buffer.concat(Array<Buffer>(lines).fill(line)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...[chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))],
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

/** One grey pixel. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffdb004300' +
    '03'.repeat(64) +
    'ffc0000b080001000101011100ffc4001f00' +
    '00'.repeat(28) +
    'ffda0008010100003f007fffd9',
  'hex',
);
