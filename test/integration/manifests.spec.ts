import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { LockSessions, waitsForALock } from '../support/lock-sessions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let sandbox: Sandbox;
let bridge: TestApp;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  for (const entityId of [1, 2, 3]) {
    const order = generateOrder({ entityId, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 10 * entityId, qty_ordered: 2 });
    sandbox.place(addUp(order));
  }
  bridge = await startTestApp(sandbox);
  await bridge.sync('orders.changed');
  for (const code of [1, 2, 3]) {
    const parcel = {
      shipmentId: `S${code}`,
      items: [{ orderItemCode: `${code}0`, quantity: 2 }],
      tracks: [{ trackNumber: `AWB-${code}`, title: 'Delhivery' }],
    };
    expect((await bridge.post(`/orders/${code}/shipments`, parcel)).body.outcome).toBe('APPLIED');
  }
});

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const item = (code: number, more: object = {}) => ({
  orderCode: String(code),
  shipmentCode: `P-S${code}`,
  ...more,
});
const listed = (code: number, awb = `AWB-${code}`) => ({ ...item(code), awbNumber: awb, awbNumbers: [awb] });
const make = async (...manifestItems: object[]): Promise<string> => {
  const dto = { transporter: 'Delhivery', locationCode: 'WH1', manifestId: 'I1', manifestItems };
  const { status, body } = await bridge.post('/manifests', dto);
  expect(status).toBe(200);
  return body.manifestCode;
};
const add = (code: string, ...manifestItems: object[]) =>
  bridge.post(`/manifests/${code}/items`, { manifestItems });
const close = (code: string) => bridge.post(`/manifests/${code}/close`, {});

describe('a manifest', () => {
  it('has the AWBs of its parcels, as they are until it is closed, and as they were from then on', async () => {
    const code = await make(item(1, { awbNumber: 'AWB-1' }), item(2));
    const open = { closedAt: null, closedBy: null, voidParcels: [], manifestItems: [listed(1), listed(2)] };
    expect((await bridge.get(`/manifests/${code}`)).body).toMatchObject(open);
    for (const n of [1, 2]) {
      await bridge.post(`/shipments/P-S${n}/tracks`, { trackNumber: `NEW-${n}`, title: 'Blue Dart' });
    }
    const renewed = [listed(1, 'NEW-1'), listed(2, 'NEW-2')];
    expect((await bridge.get(`/manifests/${code}`)).body.manifestItems).toEqual(renewed);
    const closed = (await close(code)).body;
    expect(closed).toMatchObject({
      closedAt: expect.any(String),
      closedBy: 'increff',
      manifestItems: renewed,
    });
    await bridge.post('/shipments/P-S1/tracks', { trackNumber: 'LATER', title: 'Blue Dart' });
    expect((await bridge.get(`/manifests/${code}`)).body).toEqual(closed);
    expect((await bridge.get('/manifests')).body.items).toEqual([closed]);
    // A repeat of what made it is one still.
    expect(await make(item(1, { awbNumber: 'AWB-1' }), item(2))).toBe(code);
  });

  it('is closed once, however often and at once it is asked for', async () => {
    const code = await make(item(1));
    const answers = await Promise.all([1, 2, 3, 4].map(() => close(code)));
    answers.push(await close(code));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await close('M-999')).status).toBe(404);
  });

  it('takes further parcels until it is closed, each once', async () => {
    const code = await make(item(1));
    await Promise.all([add(code, item(2)), add(code, item(3)), add(code, item(2), item(1))]);
    const { manifestItems } = (await bridge.get(`/manifests/${code}`)).body;
    expect(manifestItems.map((one: any) => one.shipmentCode).sort()).toEqual(['P-S1', 'P-S2', 'P-S3']);
    const other = await add(code, item(2, { awbNumber: 'X' }));
    expect([other.status, other.body.errors[0].field]).toEqual([400, 'manifestItems.0.shipmentCode']);
    const unknown = await add(code, item(9));
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'manifestItems.0.shipmentCode']);
  });

  it('that is closed refuses what it does not have, with words', async () => {
    const code = await make(item(1));
    const { text } = await close(code);
    const { status, body } = await add(code, item(2));
    expect([status, body.code]).toEqual([409, 'MANIFEST_CLOSED']);
    expect(body.message).toMatch(/was closed at .*; put P-S2 into another one/);
    expect((await add(code, item(1))).text).toBe(text);
    expect((await bridge.get(`/manifests/${code}`)).text).toBe(text);
  });

  it('leaves void parcels out, and is not closed without any', async () => {
    const code = await make(item(1), item(2));
    await bridge.post('/shipments/P-S2/void', {});
    const closed = (await close(code)).body;
    expect([closed.manifestItems, closed.voidParcels]).toEqual([[listed(1)], ['P-S2']]);
    const dto = { transporter: 'D', locationCode: 'WH1', manifestItems: [item(2)] };
    const empty = (await bridge.post('/manifests', dto)).body.manifestCode;
    expect([(await close(empty)).status, (await bridge.get(`/manifests/${empty}`)).body.closedAt]).toEqual([
      409,
      null,
    ]);
  });

  it('waits for a void that is under way, and leaves its parcel out', async () => {
    const code = await make(item(1), item(2));
    const sessions = new LockSessions();
    const other = await sessions.open(bridge.db.url);
    try {
      await other.query(`BEGIN; UPDATE shipment SET sync_state = 'VOID' WHERE shipment_id = 'S2'`);
      const closing = close(code);
      await waitsForALock(bridge.db);
      await other.query('COMMIT');
      expect((await closing).body.voidParcels).toEqual(['P-S2']);
    } finally {
      await sessions.close();
    }
  });

  it('is printed as PDF, over several pages, the same each time', async () => {
    const boxes = Array.from({ length: 90 }, (_, i) => ({ boxId: String(i), awbNumber: `BOX-${i}` }));
    const code = await make(
      item(1),
      item(2, { packboxDetailsList: boxes.slice(0, 40) }),
      item(3, { packboxDetailsList: boxes }),
    );
    const first = await bridge.get(`/manifests/${code}/manifest.pdf`);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(first.text).toMatch(/^%PDF-[^]*%%EOF\s*$/);
    const asked = { headers: { accept: 'application/pdf' } };
    expect((await bridge.get(`/manifests/${code}`, asked)).text).toBe(first.text);
    expect(first.text.match(/\/Type \/Page\n/g)).toHaveLength(3);
  });
});
