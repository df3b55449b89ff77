import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallOptions, CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR_MS = 3_600_000;

/** Two replicas on one database. */
describe('signing in', () => {
  let first: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    first = await startTestApp(undefined, { ROLE: 'api' });
    second = await startTestApp(undefined, { ROLE: 'api' }, () => Promise.resolve(first.db.url));
  });

  afterAll(async () => {
    await second.close();
    await first.close();
  });

  const { now } = Date;
  afterEach(() => void (Date.now = now));

  const as = (headers: Record<string, string>): CallOptions => ({ anonymous: true, headers });
  const bearer = (token: string) => as({ authorization: `Bearer ${token}` });
  const tokenOf = async (clientId: string, clientSecret: string): Promise<string> =>
    (await first.post('/auth/token', { clientId, clientSecret }, { anonymous: true })).body.accessToken;
  const newClient = async (clientId: string): Promise<string> =>
    (await first.post('/admin/clients', { clientId, scopes: ['admin'] })).body.clientSecret;

  it('by a token lasts an hour, on each replica, and no longer', async () => {
    const token = await tokenOf(CLIENT.id, CLIENT.secret);
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<
      string,
      number
    >;
    expect(claims['exp']! - claims['iat']!).toBe(3600);
    const statuses = async () => [
      (await first.get('/admin/stores', bearer(token))).status,
      (await second.get('/admin/stores', bearer(token))).status,
    ];
    Date.now = () => now() + HOUR_MS - 60_000;
    expect(await statuses()).toEqual([200, 200]);
    Date.now = () => now() + HOUR_MS + 60_000;
    expect(await statuses()).toEqual([401, 401]);
  });

  it('ends on the other replica, too, when the client is shut out, deleted or has another secret', async () => {
    const shutOut = async (clientId: string, change: () => Promise<unknown>): Promise<void> => {
      const secret = await newClient(clientId);
      const ways = [
        bearer(await tokenOf(clientId, secret)),
        as({ authUsername: clientId, authPassword: secret }),
      ];
      // Both replicas know the client by now.
      for (const way of ways) {
        expect((await first.get('/admin/stores', way)).status).toBe(200);
        expect((await second.get('/admin/stores', way)).status).toBe(200);
      }
      await change();
      const outWithSecret = ways[1]!;
      await until(
        async () => (await second.get('/admin/stores', outWithSecret)).status === 401 || undefined,
        200,
      );
      expect((await first.get('/admin/stores', outWithSecret)).status).toBe(401);
    };
    await shutOut('disabled', () =>
      first.call('PUT', '/admin/clients/disabled', { body: { enabled: false } }),
    );
    await shutOut('rotated', () =>
      first.call('PUT', '/admin/clients/rotated', { body: { newSecret: true } }),
    );
    await shutOut('deleted', () => first.call('DELETE', '/admin/clients/deleted'));
  });

  it('of no use is a store that is paused, on the other replica too', async () => {
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await first.post('/admin/stores', { code: 'shop', baseUrl: 'http://127.0.0.1:9', credentials });
    const code = async () =>
      (await second.get('/orders/1/status', { headers: { 'x-store-code': 'shop' } })).body.code as string;
    expect(await code()).toBe('MAGENTO_UNREACHABLE');
    await first.call('PUT', '/admin/stores/shop', { body: { paused: true } });
    await until(async () => (await code()) === 'STORE_PAUSED' || undefined, 200);
  });

  it('by a token ends with its client, on the other replica too', async () => {
    const token = bearer(await tokenOf('gone', await newClient('gone')));
    expect((await second.get('/admin/stores', token)).status).toBe(200);
    await first.call('DELETE', '/admin/clients/gone');
    await until(async () => (await second.get('/admin/stores', token)).status === 401 || undefined, 200);
  });

  it('needs the whole secret, of this client', async () => {
    const secret = await newClient('whole');
    const status = async (authUsername: string, authPassword: string) =>
      (await first.get('/admin/stores', as({ authUsername, authPassword }))).status;
    expect(await status('whole', secret)).toBe(200);
    for (const wrong of ['', secret.slice(0, -1), `${secret}x`, CLIENT.secret]) {
      expect(await status('whole', wrong)).toBe(401);
    }
    expect(await status(CLIENT.id, secret)).toBe(401);
    expect(await status('nobody', secret)).toBe(401);
  });
});

/** From an address of this machine's own. */
function from(localAddress: string, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((done, fail) => {
    const request = httpRequest(url, { localAddress, headers, agent: false }, (response) => {
      response.resume();
      done(response.statusCode!);
    });
    request.once('error', fail);
    request.end();
  });
}

describe('the budget of requests', () => {
  const LIMIT = 8;
  let bridge: TestApp;

  beforeAll(async () => {
    bridge = await startTestApp(undefined, { ROLE: 'api', RATE_LIMIT_PER_MINUTE: '100' });
  });

  afterAll(() => bridge.close());

  it('is a client’s, from however many addresses it comes, and no other’s', async () => {
    const secrets: Record<string, string> = {};
    for (const clientId of ['busy', 'quiet']) {
      const { body } = await bridge.post('/admin/clients', { clientId, scopes: ['admin'] });
      secrets[clientId] = body.clientSecret;
    }
    const narrow = await startTestApp(undefined, { ROLE: 'api', RATE_LIMIT_PER_MINUTE: String(LIMIT) }, () =>
      Promise.resolve(bridge.db.url),
    );
    try {
      const ask = (client: string, address: number): Promise<number> =>
        from(`127.0.0.${address}`, `${narrow.url}/admin/stores`, {
          authUsername: client,
          authPassword: secrets[client]!,
        });
      const statuses: number[] = [];
      for (let i = 0; i < LIMIT + 2; i++) statuses.push(await ask('busy', 10 + i));
      expect(statuses).toEqual([...Array<number>(LIMIT).fill(200), 429, 429]);
      expect(await ask('quiet', 100)).toBe(200);
    } finally {
      await narrow.close();
    }
  });
});
