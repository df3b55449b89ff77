import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { webhook } from '../cases/parcels-of-cases.js';
import { type CourierShop, startCourierShop } from '../support/courier-events.js';
import { Visitor } from '../support/visitor.js';

let shop: CourierShop;
let visitor: Visitor;

beforeAll(async () => {
  shop = await startCourierShop();
  visitor = new Visitor(shop.bridge.url);
  await visitor.signIn('increff', 'increff-secret');
});

afterAll(() => shop.close());

/** An event of a parcel that nobody registered here. */
const wait = async (waybill: string): Promise<string> => {
  const body = { waybill, clickpost_status_code: 8, timestamp: '2026-11-21T10:00:00', additional: {} };
  const kept = await webhook(shop.bridge, 'clickpost', body);
  expect(kept['state']).toBe('WAITING');
  return kept['notificationId'] as string;
};
const stateOf = async (id: string): Promise<Record<string, any>> =>
  (await shop.bridge.get('/notifications?limit=200')).body.items.find(
    (one: any) => one.notificationId === id,
  );
const page = async (path: string): Promise<string> => (await visitor.get(`/console/${path}`)).html;
const act = async (id: string, action: string, fields: Record<string, string>): Promise<string> => {
  const sent = await visitor.post(
    `/console/events/${id}/${action}?store=default`,
    fields,
    `/console/events/${id}?store=default`,
  );
  return (await visitor.get(sent.response.headers.get('location')!)).html;
};
const dismissAll = async (fields: Record<string, string>): Promise<{ status: number; html: string }> => {
  const list = '/console/events?store=default';
  const sent = await visitor.post('/console/events/dismiss?store=default', fields, list);
  const to = sent.response.headers.get('location');
  return { status: sent.status, html: to === null ? sent.html : (await visitor.get(to)).html };
};
const entries = (action: string) =>
  shop.bridge.db.rows<Record<string, any>>(
    'SELECT actor, subject, after FROM audit_log WHERE action = $1 ORDER BY id',
    [action],
  );

it('are counted on the first page, and listed with names, reason and age', async () => {
  const id = await wait('AWB-LISTED');
  await shop.bridge.db.rows(`UPDATE notification SET received_at = now() - interval '3 hours'`);
  const start = (await visitor.get('/console?store=default')).html;
  expect(start).toMatch(/<a href="\/console\/events\?[^"]*">1 event of a courier waits for an order<\/a>/);
  expect(start).toContain('1 thing needs you');
  const list = await page('events?store=default&name=AWB-LISTED');
  for (const part of [`/console/events/${id}`, 'AWB-LISTED', 'CLICKPOST', 'DELIVERED', '3 h']) {
    expect(list).toContain(part);
  }
  expect(await page('events?store=default&name=ANOTHER')).not.toContain(`/console/events/${id}`);
  expect(await act(id, 'dismiss', { reason: 'of another shop' })).toContain('It is dismissed');
  expect(await stateOf(id)).toMatchObject({ state: 'DISMISSED', reason: 'of another shop' });
});

it('are looked for again, and stay where their order is not found', async () => {
  const id = await wait('AWB-AGAIN');
  expect(await act(id, 'retry', {})).toContain('Its order was looked for again.');
  expect((await stateOf(id))['state']).toBe('WAITING');
  expect((await entries('event.retry')).map(({ subject }) => subject)).toEqual([`notification:${id}`]);
});

it('are assigned, and go to the merchant', async () => {
  const order = await shop.place(1);
  const id = await wait('AWB-ASSIGNED');
  expect(await act(id, 'assign', { orderCode: String(order) })).toContain('It is of that order now');
  const [body] = await shop.received(String(order), 1);
  expect(body).toMatchObject({ notificationType: 'DELIVERED', forwardAwb: 'AWB-ASSIGNED' });
  expect(await page(`events/${id}?store=default`)).not.toContain('Look again');
});

it('are dismissed by the hundred, counted first, with a note that is kept beside each', async () => {
  await dismissAll({ reason: 'of earlier tests', from: '2020-01-01' });
  const before = (await entries('event.dismiss')).length;
  for (let i = 0; i < 3; i++) await wait(`AWB-MANY-${i}`);
  await shop.bridge.db.rows(
    `INSERT INTO notification (store_id, source, state, dedupe_key, type, known, body, names, reading, look_at, received_at)
     SELECT store_id, source, state, 'copy ' || g, type, known, body, names, reading, now() + interval '1 day', received_at
     FROM notification, generate_series(1, 450) g WHERE names && ARRAY['AWB-MANY-0']`,
  );
  const note = { reason: 'parcels of another channel', source: 'CLICKPOST' };
  const counted = await dismissAll({ ...note, dryRun: 'true' });
  expect(counted.html).toMatch(/453 would be dismissed/);
  expect((await shop.bridge.get('/notifications?state=WAITING&limit=200')).body.items).toHaveLength(200);
  expect((await dismissAll({ ...note, name: 'AWB-MANY-1' })).html).toMatch(/>\s*1 are dismissed/);
  expect((await dismissAll({ reason: note.reason })).status).toBe(400);
  expect((await dismissAll({ source: 'CLICKPOST' })).status).toBe(400);
  expect((await dismissAll({ ...note, from: '2026-11-02', to: '2026-11-01' })).status).toBe(400);
  expect((await dismissAll({ ...note, from: '2099-01-01' })).html).toMatch(/>\s*0 are dismissed/);
  expect((await dismissAll(note)).html).toMatch(/>\s*452 are dismissed/);
  const left = await shop.bridge.db.rows(
    `SELECT count(*)::int AS rows FROM notification
     WHERE state = 'DISMISSED' AND reason = $1 AND names IS NULL AND reading IS NULL`,
    [note.reason],
  );
  expect(left).toEqual([{ rows: 453 }]);
  const noted = (await entries('event.dismiss')).slice(before);
  expect(noted.map(({ after }) => after['notificationIds'].length)).toEqual([1, 200, 200, 52]);
  expect(noted.every(({ after }) => after['reason'] === note.reason)).toBe(true);
});

it('are those of the store alone', async () => {
  const id = await wait('AWB-ALONE');
  const credentials = { scheme: 'bearer', accessToken: 't' };
  const another = { code: 'other', baseUrl: 'http://127.0.0.1:9', credentials };
  expect((await shop.bridge.post('/admin/stores', another)).status).toBeLessThan(300);
  const options = { headers: { 'x-store-code': 'other' } };
  const all = { reason: 'x', from: '2020-01-01' };
  const answer = await shop.bridge.post('/notifications/dismiss', all, options);
  expect([answer.status, answer.body]).toEqual([200, { dryRun: false, count: 0 }]);
  expect((await shop.bridge.post(`/notifications/${id}/retry`, {}, options)).status).toBe(404);
  expect((await visitor.get(`/console/events/${id}?store=other`)).status).toBe(404);
  expect((await stateOf(id))['state']).toBe('WAITING');
});
