import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ConsoleSessions } from '../../src/console/console-sessions.js';
import { storesOf } from '../../src/console/rights.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

const EIGHT_HOURS = 8 * 3600;

let bridge: TestApp;
let sessions: ConsoleSessions;

beforeAll(async () => {
  bridge = await startTestApp(undefined, { ROLE: 'api' });
  sessions = bridge.app.get(ConsoleSessions);
});

afterAll(() => bridge.close());

const newClient = async (clientId: string, scopes: string[]): Promise<string> =>
  (await bridge.post('/admin/clients', { clientId, scopes })).body.clientSecret;

const open = async (id: string, secret: string) =>
  (await sessions.open(id, secret, { address: '127.0.0.1' }))?.cookie;

it('a session of the console lasts eight hours', async () => {
  const cookie = await open('reader', await newClient('reader', ['orders:read']));
  const older = (seconds: number) =>
    bridge.db.rows('UPDATE console_session SET expires_at = expires_at - make_interval(secs => $1)', [
      seconds,
    ]);
  await older(EIGHT_HOURS - 60);
  expect((await sessions.visitorOf(cookie))?.id).toBe('reader');
  await older(60);
  expect(await sessions.visitorOf(cookie)).toBeUndefined();
});

it('a session is of who may look, for as long as he may', async () => {
  expect(await open('writer', await newClient('writer', ['orders:write']))).toBeUndefined();
  const cookie = await open('changed', await newClient('changed', ['orders:read']));
  await bridge.call('PUT', '/admin/clients/changed', { body: { scopes: ['orders:write'] } });
  expect(await sessions.visitorOf(cookie)).toBeUndefined();
});

it('a session is neither a token of the API, nor the other way round', async () => {
  const secret = await newClient('both', ['admin']);
  const cookie = await open('both', secret);
  const asToken = await bridge.get('/admin/stores', {
    anonymous: true,
    headers: { authorization: `Bearer ${cookie}` },
  });
  expect(asToken.status).toBe(401);
  const token = await bridge.post(
    '/auth/token',
    { clientId: 'both', clientSecret: secret },
    { anonymous: true },
  );
  expect(await sessions.visitorOf(token.body.accessToken as string)).toBeUndefined();
  for (const odd of [undefined, '', 'x', 'a.b.c']) expect(await sessions.visitorOf(odd)).toBeUndefined();
});

it('sealed credentials are of one store', async () => {
  for (const code of ['one', 'two']) {
    const credentials = { scheme: 'bearer', accessToken: `token-of-${code}` };
    await bridge.post('/admin/stores', { code, baseUrl: 'http://127.0.0.1:9', credentials });
  }
  await bridge.db.rows(`UPDATE store SET (credentials_key_id, credentials_box) =
    (SELECT credentials_key_id, credentials_box FROM store WHERE code = 'one') WHERE code = 'two'`);
  // The row is read again within seconds.
  const reply = await until(async () => {
    const one = await bridge.get('/orders/1/status', { headers: { 'x-store-code': 'two' } });
    return one.body.code === 'INTERNAL' ? one : undefined;
  }, 200);
  expect([reply.status, reply.body.code]).toEqual([500, 'INTERNAL']);
  const own = await bridge.get('/orders/1/status', { headers: { 'x-store-code': 'one' } });
  expect(own.body.code).toMatch(/^MAGENTO_(UNREACHABLE|BREAKER_OPEN)$/);
});

it('the sign-in page takes the same secrets', async () => {
  const visitor = new Visitor(bridge.url);
  await visitor.signIn('page', await newClient('page', ['orders:read']));
  expect((await visitor.get('/console')).status).toBe(200);
});

it('a sign-in ends the session that was there before it', async () => {
  const visitor = new Visitor(bridge.url);
  for (const id of ['first', 'then']) await visitor.signIn(id, await newClient(id, ['orders:read']));
  const rows = await bridge.db.rows(
    `SELECT client_id FROM console_session WHERE client_id IN ('first', 'then')`,
  );
  expect(rows).toEqual([{ client_id: 'then' }]);
});

it('a client of one store looks at no other', async () => {
  const client = { clientId: 'of-one', scopes: ['orders:read'], storeCodes: ['one'] };
  const { clientSecret } = (await bridge.post('/admin/clients', client)).body;
  const visitor = (await sessions.visitorOf(await open('of-one', clientSecret)))!;
  expect(storesOf(visitor, ['one', 'two'])).toEqual(['one']);
});
