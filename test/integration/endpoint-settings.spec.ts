import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotificationType } from '../../src/notifications/notification-types.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { expectAllDocumented } from '../support/event-check.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { LockSessions, waitsForALock } from '../support/lock-sessions.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

let sandbox: Sandbox;
let merchant: Merchant;
let bridge: TestApp;
let count = 0;
const sessions = new LockSessions();

beforeAll(async () => {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  bridge = await startTestApp(sandbox);
});

afterAll(async () => {
  await sessions.close();
  await bridge.close();
  await merchant.close();
  expectAllDocumented(merchant);
  await sandbox.close();
});

beforeEach(async () => {
  merchant.received.length = 0;
  merchant.secrets = [];
  merchant.mischief = {};
  for (const kind of ['RETURN_ACK', 'NOTIFICATION']) {
    await until(async () => {
      const { status } = await bridge.call('DELETE', `/admin/stores/default/endpoints/${kind}`);
      return status !== 409 || undefined;
    });
  }
  await put('NOTIFICATION', { url: `${merchant.url}/hooks` });
});

const put = async (kind: string, body: object) => {
  const reply = await bridge.call('PUT', `/admin/stores/default/endpoints/${kind}`, { body });
  if (reply.body.signingSecret) merchant.secrets.push(reply.body.signingSecret);
  return reply;
};
const notify = async (notificationType: string, more: object = {}) => {
  const { body } = await bridge.post('/notifications', {
    ...{ forwardOrderCode: `O${++count}`, notificationType, notificationUpdateTime: 1_678_949_844, ...more },
  });
  return body as Record<string, any>;
};
const arrived = (some: number) => until(() => Promise.resolve(merchant.received.length >= some || undefined));
const waiters = async (): Promise<number> =>
  (
    await bridge.db.rows(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
  ).length;
const test = (kind: string, type: string) =>
  bridge.post(`/admin/stores/default/endpoints/${kind}/test?type=${type}`);

describe('types of an endpoint', () => {
  it('go out, with those that have no meaning here; others are kept, listed and counted', async () => {
    const set = await put('NOTIFICATION', { url: `${merchant.url}/hooks`, types: ['DELIVERED', 'RTO'] });
    expect([set.status, set.body.types]).toEqual([200, ['DELIVERED', 'RTO']]);
    const left = await notify('IN_TRANSIT', { forwardOrderCode: 'LEFT' });
    expect(left).toMatchObject({ duplicate: false, known: true, deliveryId: null });
    await notify('DELIVERED');
    await notify('SOMETHING_NEW');
    await arrived(2);
    expect(merchant.received.map(({ body }) => body.notificationType).sort()).toEqual([
      'DELIVERED',
      'SOMETHING_NEW',
    ]);
    expect(await notify('IN_TRANSIT', { forwardOrderCode: 'LEFT' })).toMatchObject({ duplicate: true });
    const { body } = await bridge.get('/notifications?state=UNWANTED');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      ...{ forwardOrderCode: 'LEFT', notificationType: 'IN_TRANSIT', reason: 'no endpoint wants it' },
      ...{ repeats: 1, deliveryId: null, body: { forwardOrderCode: 'LEFT' } },
    });
    expect((await bridge.get('/metrics')).text).toContain('bridge_events_unwanted{store="default"} 1');
  });

  it('stay when the address changes, and end with null', async () => {
    await put('NOTIFICATION', { url: `${merchant.url}/hooks`, types: ['RTO'] });
    expect((await put('NOTIFICATION', { url: `${merchant.url}/other` })).body.types).toEqual(['RTO']);
    expect((await put('NOTIFICATION', { url: `${merchant.url}/hooks`, types: null })).body.types).toBeNull();
    expect((await notify('IN_TRANSIT')).deliveryId).not.toBeNull();
  });

  it.each([
    ['NOTIFICATION', { types: ['DELIVRED'] }, 'types', /DELIVRED is none of the types/],
    ['NOTIFICATION', { types: [] }, 'types', /at least 1/],
    ['NOTIFICATION', { types: ['RTO', 'RTO'] }, 'types', /unique/],
    ['NOTIFICATION', { language: 'xx' }, 'language', /one of the following values: en, hi/],
    ['NOTIFICATION', { language: '' }, 'language', /one of the following values: en, hi/],
    ['RETURN_ACK', { language: '' }, 'language', /must be left out/],
    ['RETURN_ACK', { types: ['RETURN_PROCESSED'] }, 'types', /must be left out/],
    ['RETURN_ACK', { language: 'hi' }, 'language', /must be left out/],
  ])('of %s with %j are refused', async (kind, more, field, words) => {
    const { status, body } = await put(kind, { url: `${merchant.url}/hooks`, ...more });
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
    expect(body.errors[0].message).toMatch(words);
  });
});

describe('status texts', () => {
  it('are in the language of the endpoint, and not there without one', async () => {
    await notify('DELIVERED');
    await arrived(1);
    expect(merchant.received[0]!.body).not.toHaveProperty('statusText');
    await put('NOTIFICATION', { url: `${merchant.url}/hooks`, language: 'hi' });
    await notify('DELIVERED');
    await notify('SOMETHING_NEW');
    await arrived(3);
    const texts = merchant.received.slice(1).map(({ body }) => [body.notificationType, body.statusText]);
    expect(Object.fromEntries(texts)).toEqual({
      DELIVERED: { language: 'hi', text: 'आपका पार्सल डिलीवर हो गया है।' },
      SOMETHING_NEW: null,
    });
    expect(merchant.received.every(({ signed }) => signed)).toBe(true);
  });
});

describe('one address for several kinds', () => {
  const share = () => put('RETURN_ACK', { sameAs: 'NOTIFICATION' });

  it('has one secret, follows the other one, and says the kind in a header', async () => {
    const shared = await share();
    expect(shared.body).toMatchObject({ url: `${merchant.url}/hooks`, sameAs: 'NOTIFICATION' });
    expect(shared.body).not.toHaveProperty('signingSecret');
    await put('NOTIFICATION', { url: `${merchant.url}/moved`, headers: { 'x-api-key': 'k' } });
    const rotated = await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/rotate-secret');
    merchant.secrets = [rotated.body.signingSecret];
    await test('RETURN_ACK', 'RETURN_PROCESSED');
    await notify('DELIVERED');
    await arrived(2);
    const seen = merchant.received.map(({ method, path, signed, headers }) => [
      ...[method, path, signed, headers['x-api-key'], headers['bridge-kind'], headers['bridge-event']],
    ]);
    expect(seen.sort()).toEqual([
      ['POST', '/moved', true, 'k', 'NOTIFICATION', 'DELIVERED'],
      ['PUT', '/moved', true, 'k', 'RETURN_ACK', 'RETURN_PROCESSED'],
    ]);
  });

  it('keeps its own secret to one place, and stays while another one has it', async () => {
    await share();
    const rotated = await bridge.post('/admin/stores/default/endpoints/RETURN_ACK/rotate-secret');
    expect([rotated.status, rotated.body.detail]).toEqual([409, expect.stringContaining('NOTIFICATION')]);
    const removed = await bridge.call('DELETE', '/admin/stores/default/endpoints/NOTIFICATION');
    expect([removed.status, removed.body.detail]).toEqual([409, expect.stringContaining('RETURN_ACK')]);
  });

  it('leaves one disabled that an operator disabled, and gives it the new address all the same', async () => {
    await share();
    await bridge.post('/admin/stores/default/endpoints/RETURN_ACK/disable');
    await put('NOTIFICATION', { url: `${merchant.url}/moved` });
    const { body } = await bridge.get('/admin/stores/default/endpoints');
    expect(body.find((one: any) => one.kind === 'RETURN_ACK')).toMatchObject({
      ...{ url: `${merchant.url}/moved`, state: 'DISABLED', disabledReason: 'OPERATOR' },
    });
  });

  it('follows also where it begins to share while the address changes', async () => {
    const held = await sessions.open(bridge.db.url);
    await held.query('BEGIN');
    await held.query('SELECT 1 FROM endpoint FOR UPDATE');
    const sharing = share();
    await waitsForALock(bridge.db);
    const moving = put('NOTIFICATION', { url: `${merchant.url}/moved` });
    await until(async () => (await waiters()) === 2 || undefined);
    await held.query('COMMIT');
    expect([(await sharing).status, (await moving).status]).toEqual([200, 200]);
    const { body } = await bridge.get('/admin/stores/default/endpoints');
    expect(body.map((one: any) => one.url)).toEqual([`${merchant.url}/moved`, `${merchant.url}/moved`]);
  });

  it('ends with an address of its own, and a new secret', async () => {
    await share();
    const { body } = await put('RETURN_ACK', { url: `${merchant.url}/own` });
    expect([body.sameAs, body.headerNames, typeof body.signingSecret]).toEqual([null, [], 'string']);
    merchant.secrets = [body.signingSecret];
    await test('RETURN_ACK', 'TEST');
    expect(merchant.received.at(-1)).toMatchObject({ path: '/own', signed: true });
  });

  it.each([
    ['RETURN_ACK', { sameAs: 'INCREFF' }, 'of which the store has an endpoint'],
    ['RETURN_ACK', { sameAs: 'RETURN_ACK' }, 'another kind'],
    ['RETURN_ACK', { sameAs: 'NOTIFICATION', url: 'http://127.0.0.1:1' }, 'leave url and headers out'],
    ['INCREFF', { sameAs: 'NOTIFICATION' }, 'do not go to the same receiver'],
  ])('is refused: %s %j', async (kind, body, words) => {
    const reply = await put(kind, body);
    expect([reply.status, reply.body.errors?.[0]?.field]).toEqual([400, 'sameAs']);
    expect(reply.body.errors[0].message).toContain(words);
  });

  it('takes its headers to no other host before they are given again', async () => {
    const headers = { 'x-key': 'k' };
    expect((await put('NOTIFICATION', { url: `${merchant.url}/hooks`, headers })).status).toBe(200);
    expect((await put('NOTIFICATION', { url: `${merchant.url}/moved` })).status).toBe(200);
    const url = 'http://127.0.0.1:9/hooks';
    const refused = await put('NOTIFICATION', { url });
    expect([refused.status, refused.body.errors?.[0].field]).toEqual([400, 'headers']);
    const { body } = await bridge.get('/admin/stores/default/endpoints');
    expect(body.map((one: any) => one.url)).toEqual([`${merchant.url}/moved`]);
    expect((await put('NOTIFICATION', { url, headers: {} })).status).toBe(200);
  });

  it('is no chain', async () => {
    await share();
    const reply = await put('NOTIFICATION', { sameAs: 'RETURN_ACK' });
    expect([reply.status, reply.body.errors[0].message]).toEqual([
      400,
      'RETURN_ACK shares an address itself',
    ]);
  });
});

describe('a test', () => {
  const TYPES = ['TEST', ...Object.values(NotificationType)];

  it.each(TYPES)('of %s is a signed delivery that says so, and is recorded', async (type) => {
    const { status, body } = await test('NOTIFICATION', type);
    expect([status, body.ok]).toEqual([200, true]);
    const [received] = merchant.received;
    expect(received).toMatchObject({ id: body.webhookId, signed: true, method: 'POST' });
    expect(received!.headers).toMatchObject({ 'bridge-test': 'true', 'bridge-event': type });
    expect(received!.body.notificationType).toBe(type);
    const recorded = (await bridge.get(`/deliveries/${body.deliveryId}`)).body;
    expect(recorded).toMatchObject({
      ...{ state: 'TEST', eventType: type, lastStatus: 200, lastError: null, attempts: 1 },
      ...{ orderCode: `TEST-${body.deliveryId}`, body: received!.body },
    });
    expect(recorded.tries).toHaveLength(1);
    if (type === 'TEST') return;
    expect(received!.body.forwardOrderCode).toBe(recorded.orderCode);
    const info = received!.body.logisticAggregatorInfo;
    if (type !== 'INVOICE_GENERATED') expect(info.logisticAggregatorMetaData).toEqual({ test: true });
  });

  it('that fails is recorded, never sent again, and no alarm', async () => {
    merchant.mischief = { status: 500 };
    const { body } = await test('NOTIFICATION', 'DELIVERED');
    expect(body).toMatchObject({ ok: false, status: 500 });
    expect((await bridge.get(`/deliveries/${body.deliveryId}`)).body).toMatchObject({
      ...{ state: 'TEST', lastStatus: 500, lastError: 'answered 500', nextAttemptAt: null },
    });
    expect((await bridge.post(`/deliveries/${body.deliveryId}/replay`)).status).toBe(409);
    for (const state of ['DEAD', 'DELIVERED']) {
      const filter = { state, orderCode: `TEST-${body.deliveryId}` };
      expect((await bridge.post('/deliveries/replay', filter)).body.count).toBe(0);
    }
    const refused = await bridge.post('/deliveries/replay', { state: 'TEST' });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'state']);
    expect((await bridge.get('/metrics')).text).not.toContain('bridge_deliveries_dead{');
  });

  it('is sent beside what an order waits for', async () => {
    merchant.mischief = { orderCode: 'HELD', status: 503 };
    await notify('PICKED_UP', { forwardOrderCode: 'HELD' });
    expect((await test('NOTIFICATION', 'DELIVERED')).body.ok).toBe(true);
    expect((await bridge.get('/deliveries?orderCode=HELD')).body.items).toHaveLength(1);
    merchant.mischief = {};
    await put('NOTIFICATION', { url: `${merchant.url}/hooks` });
    await until(() => Promise.resolve(merchant.received.length === 2 || undefined));
  });

  it('of a type that there is no sample of is refused', async () => {
    const { status, body } = await test('RETURN_ACK', 'DELIVERED');
    expect([status, body.errors[0].field]).toEqual([400, 'type']);
  });

  it('is sent from the console, with any type, and leads to its record', async () => {
    const visitor = new Visitor(bridge.url);
    await visitor.signIn('increff', 'increff-secret');
    const page = await visitor.get('/console/store?store=default');
    expect(page.html).toContain('<option>DESTINATION_HUB_INSCAN</option>');
    const sent = await visitor.post(
      '/console/store/endpoints/NOTIFICATION/test?store=default',
      { type: 'LOST' },
      '/console/store?store=default',
    );
    expect(merchant.received.map(({ body }) => body.notificationType)).toContain('LOST');
    const record = await visitor.get(sent.response.headers.get('location')!);
    expect(record.html).toContain('The endpoint took the test.');
  });
});
