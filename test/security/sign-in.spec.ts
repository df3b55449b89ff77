import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

/** What a thief of an old secret, token or cookie can still do, and what somebody who guesses finds out. */
describe('sign-in', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let made = 0;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox, { RATE_LIMIT_PER_MINUTE: '1000000' });
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  async function client(id = `client-${++made}`): Promise<{ id: string; secret: string }> {
    const { body } = await bridge.post('/admin/clients', { clientId: id, scopes: ['orders:read'] });
    return { id, secret: body.clientSecret as string };
  }

  async function tokenOf({ id, secret }: { id: string; secret: string }): Promise<string> {
    const signIn = { clientId: id, clientSecret: secret };
    return (await bridge.post('/auth/token', signIn, { anonymous: true })).body.accessToken as string;
  }

  const withToken = async (token: string, path = '/orders'): Promise<number> =>
    (await bridge.get(path, { anonymous: true, headers: { authorization: `Bearer ${token}` } })).status;
  const withSecret = async ({ id, secret }: { id: string; secret: string }): Promise<number> =>
    (await bridge.get('/orders', { anonymous: true, headers: { authUsername: id, authPassword: secret } }))
      .status;
  /** What was answered from memory a moment ago is asked for again. */
  const untilRefused = (ask: () => Promise<number>) =>
    until(async () => ((await ask()) === 401 ? true : undefined), 200);

  describe('a secret that was rotated', () => {
    it('takes its tokens and console sessions with it', async () => {
      const thief = await client();
      const token = await tokenOf(thief);
      const visitor = new Visitor(bridge.url);
      await visitor.signIn(thief.id, thief.secret);
      expect([await withToken(token), (await visitor.get('/console/orders')).status]).toEqual([200, 200]);
      await bridge.call('PUT', `/admin/clients/${thief.id}`, { body: { newSecret: true } });
      await untilRefused(() => withToken(token));
      expect(await withSecret(thief)).toBe(401);
      expect((await visitor.get('/console/orders')).response.headers.get('location')).toBe(
        '/console/sign-in',
      );
    });

    it('stays good beside the new one for as long as was said, and so do its tokens', async () => {
      const old = await client();
      const token = await tokenOf(old);
      const body = { newSecret: true, oldSecretMinutes: 5 };
      const rotated = await bridge.call('PUT', `/admin/clients/${old.id}`, { body });
      const fresh = { id: old.id, secret: rotated.body.clientSecret as string };
      const statuses = [await withSecret(old), await withSecret(fresh), await withToken(token)];
      expect([...statuses, await withToken(await tokenOf(fresh))]).toEqual([200, 200, 200, 200]);
      const late = await tokenOf(old);
      await bridge.db.rows(`UPDATE api_client SET previous_until = now() WHERE id = $1`, [old.id]);
      await untilRefused(() => withSecret(old));
      expect([await withToken(token), await withToken(late), await withSecret(fresh)]).toEqual([
        401, 401, 200,
      ]);
    });
  });

  it('a secret that an earlier release changes, during a roll, takes its tokens and the secret before it with it', async () => {
    const old = await client();
    const body = { newSecret: true, oldSecretMinutes: 60 };
    const { clientSecret } = (await bridge.call('PUT', `/admin/clients/${old.id}`, { body })).body;
    const token = await tokenOf({ id: old.id, secret: clientSecret as string });
    // It knows of one column only.
    await bridge.db.rows(`UPDATE api_client SET secret_hash = 'scrypt$AAAA$AAAA' WHERE id = $1`, [old.id]);
    await untilRefused(() => withToken(token));
    expect(await withSecret(old)).toBe(401);
    const kept =
      'SELECT previous_secret_hash, previous_version, previous_until FROM api_client WHERE id = $1';
    const nothing = { previous_secret_hash: null, previous_version: null, previous_until: null };
    expect(await bridge.db.rows(kept, [old.id])).toEqual([nothing]);
    // What is not the secret leaves the version alone.
    const same = await client();
    const its = await tokenOf(same);
    await bridge.call('PUT', `/admin/clients/${same.id}`, {
      body: { scopes: ['orders:read', 'orders:write'] },
    });
    expect(await withToken(its)).toBe(200);
  });

  it('a client made again under an old id does not revive its tokens', async () => {
    const first = await client('again');
    const token = await tokenOf(first);
    expect((await bridge.call('DELETE', '/admin/clients/again')).status).toBe(204);
    const second = await client('again');
    expect([await withToken(token), await withSecret(first), await withSecret(second)]).toEqual([
      401, 401, 200,
    ]);
  });

  it('a token does not renew itself', async () => {
    const token = await tokenOf(await client());
    const headers = { authorization: `Bearer ${token}`, 'x-store-code': 'default' };
    const { body } = await bridge.get('/auth/credentials', { anonymous: true, headers });
    expect(body).toEqual({ Authorization: `Bearer ${token}`, authDomainName: 'default' });
  });

  it('signing out of the console ends the session for whoever has the cookie', async () => {
    const { id, secret } = await client();
    const visitor = new Visitor(bridge.url);
    await visitor.signIn(id, secret);
    const cookie = visitor.cookie;
    await visitor.post('/console/sign-out', {}, '/console/orders');
    const stolen = await fetch(`${bridge.url}/console/orders`, { headers: { cookie }, redirect: 'manual' });
    expect(stolen.headers.get('location')).toBe('/console/sign-in');
  });

  it('a form that was seen before the sign-in is of no use after it', async () => {
    const { id, secret } = await client();
    const visitor = new Visitor(bridge.url);
    const { html } = await visitor.get('/console/sign-in');
    const before = /name="_csrf" value="([^"]+)"/.exec(html)![1]!;
    await visitor.signIn(id, secret);
    expect((await visitor.post('/console/sign-out', {}, '/console/orders', before)).status).toBe(403);
    expect((await visitor.post('/console/sign-out', {}, '/console/orders')).status).toBe(303);
  });

  describe('an admin client of some stores', () => {
    it('is refused by name when it is made or changed', async () => {
      const wanted = { clientId: 'bound', scopes: ['admin'], storeCodes: ['default'] };
      const created = await bridge.post('/admin/clients', wanted);
      expect([created.status, created.body.errors[0].field]).toEqual([400, 'storeCodes']);
      const { id } = await client();
      const body = { scopes: ['admin'], storeCodes: ['default'] };
      const changed = await bridge.call('PUT', `/admin/clients/${id}`, { body });
      expect([changed.status, changed.body.errors[0].field]).toEqual([400, 'storeCodes']);
    });

    it('administers nothing where an earlier release let it in', async () => {
      const bound = await client();
      await bridge.db.rows(
        `UPDATE api_client SET scopes = '{admin}', store_codes = '{default}' WHERE id = $1`,
        [bound.id],
      );
      const headers = { authUsername: bound.id, authPassword: bound.secret };
      const { paths } = (await bridge.get('/docs-json')).body as { paths: Record<string, object> };
      const administration = Object.entries(paths).flatMap(([path, methods]) =>
        path.startsWith('/admin')
          ? Object.keys(methods).map((method) => [method.toUpperCase(), path] as const)
          : [],
      );
      expect(administration.length).toBeGreaterThan(20);
      for (const [method, path] of administration) {
        const url = path
          .replaceAll('{storeCode}', 'default')
          .replaceAll('{kind}', 'INCREFF')
          .replaceAll(/\{\w+\}/g, '1');
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        const { status } = await bridge.call(method, url, { anonymous: true, headers, body });
        expect([method, path, status]).toEqual([method, path, 403]);
      }
      expect(await withSecret(bound)).toBe(200);
      const rotated = await bridge.call('PUT', `/admin/clients/${bound.id}`, { body: { newSecret: true } });
      const disabled = await bridge.call('PUT', `/admin/clients/${bound.id}`, { body: { enabled: false } });
      expect([rotated.status, disabled.status]).toEqual([200, 200]);
    });
  });

  describe('guessing', () => {
    /** From an address of its own. */
    async function from(localAddress: string, id: string, secret: string, url = bridge.url): Promise<number> {
      const dispatcher = new Agent({ localAddress });
      const headers = { authusername: id, authpassword: secret };
      const reply = await request(`${url}/orders`, { dispatcher, headers });
      await reply.body.dump();
      await dispatcher.close();
      return reply.statusCode;
    }

    const failed = (who: string, failures: number) =>
      bridge.db.rows(
        `INSERT INTO sign_in_failure VALUES ($1, $2, now())
         ON CONFLICT (who) DO UPDATE SET failures = excluded.failures, since = now()`,
        [who, failures],
      );

    it('is refused after too many failures, and does not find out that the last one was right', async () => {
      const known = await client();
      await failed('address:127.0.0.2', 99);
      expect(await from('127.0.0.2', known.id, 'guess')).toBe(401);
      expect(await from('127.0.0.2', known.id, 'guess')).toBe(429);
      expect(await from('127.0.0.2', known.id, known.secret)).toBe(429);
      expect(await from('127.0.0.3', known.id, known.secret)).toBe(200);
      // Nor does it while the client itself calls, from another address.
      expect(await from('127.0.0.2', known.id, 'guess')).toBe(429);
      expect(await from('127.0.0.2', known.id, known.secret)).toBe(429);
    });

    it('by a stranger at the very address of a client does not shut it out while it calls', async () => {
      const known = await client();
      expect(await from('127.0.0.24', known.id, known.secret)).toBe(200);
      await failed('address:127.0.0.24', 100);
      expect(await from('127.0.0.24', known.id, 'guess')).toBe(429);
      expect(await from('127.0.0.24', known.id, known.secret)).toBe(200);
    });

    it('is counted for all replicas together, by address and by client', async () => {
      const known = await client();
      await failed('address:127.0.0.4', 100);
      expect(await from('127.0.0.4', known.id, known.secret)).toBe(429);
      // What the address has too much of is not laid at the client's door.
      expect(
        await bridge.db.rows('SELECT 1 FROM sign_in_failure WHERE who = $1', [`client:${known.id}`]),
      ).toEqual([]);
      await failed(`client:${known.id}`, 300);
      expect(await from('127.0.0.5', known.id, known.secret)).toBe(429);
      await bridge.db.rows(`UPDATE sign_in_failure SET since = now() - interval '1 minute'`);
      expect(await from('127.0.0.5', known.id, known.secret)).toBe(200);
    });

    it('by others does not shut a client out where it has called from, on a replica that it has not used', async () => {
      const known = await client();
      expect(await from('127.0.0.11', known.id, known.secret)).toBe(200);
      const other = await startTestApp(undefined, {}, () => Promise.resolve(bridge.db.url));
      try {
        await failed(`client:${known.id}`, 300);
        expect(await from('127.0.0.12', known.id, known.secret, other.url)).toBe(429);
        expect(await from('127.0.0.11', known.id, known.secret, other.url)).toBe(200);
      } finally {
        await other.close();
      }
    });

    it('does not find out which ids there are', async () => {
      const known = await client();
      const statuses = async (address: string, id: string): Promise<number[]> => {
        const atOnce = Array.from({ length: 20 }, () => from(address, id, 'guess'));
        return [...(await Promise.all(atOnce)), await from(address, id, 'other')];
      };
      const [ofKnown, ofNobody] = [
        await statuses('127.0.0.13', known.id),
        await statuses('127.0.0.14', 'nobody'),
      ];
      expect([new Set(ofKnown), ofKnown.at(-1)]).toEqual([new Set(ofNobody), ofNobody.at(-1)]);
      const counted = (who: string) =>
        bridge.db.rows<{ failures: number }>('SELECT failures FROM sign_in_failure WHERE who = $1', [who]);
      const [[one], [other]] = [await counted(`client:${known.id}`), await counted('client:nobody')];
      // Five are under way at once when the first is refused: which of them still counts is chance.
      expect(Math.abs(one!.failures - other!.failures)).toBeLessThanOrEqual(5);
    });

    it('in parallel leaves the others a turn', async () => {
      const known = await client();
      const guesses = Array.from({ length: 60 }, (_, i) => from('127.0.0.6', known.id, `guess-${i}`));
      expect(await from('127.0.0.7', known.id, known.secret)).toBe(200);
      // Fewer than the limit of a minute, and yet most were turned away before anything was computed.
      const statuses = await Promise.all(guesses);
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(20);
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
    });

    it('does not stop who signs in with the same secret many times at once', async () => {
      const known = await client();
      const all = await Promise.all(
        Array.from({ length: 50 }, () => from('127.0.0.8', known.id, known.secret)),
      );
      expect(new Set(all)).toEqual(new Set([200]));
      const [{ failures }] = (await bridge.db.rows<{ failures: number }>(
        `SELECT failures FROM sign_in_failure WHERE who = 'address:127.0.0.8'`,
      )) as [{ failures: number }];
      expect(failures).toBe(0);
    });
  });

  describe('behind a proxy', () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    const cookieOf = async ({ url }: TestApp): Promise<string> =>
      (await fetch(`${url}/console/sign-in`, { headers: forwarded })).headers.getSetCookie().join();
    const blocked = `INSERT INTO sign_in_failure VALUES ('address:203.0.113.9', 100, now())
                     ON CONFLICT (who) DO UPDATE SET failures = 100, since = now()`;
    const guess = { clientId: 'nobody', clientSecret: 'guess' };

    it('that is trusted, its word is taken for address and protocol', async () => {
      const trusting = await startTestApp(undefined, { TRUSTED_PROXIES: '127.0.0.0/8,::1' });
      try {
        await trusting.db.rows(blocked);
        const reply = await trusting.post('/auth/token', guess, { anonymous: true, headers: forwarded });
        expect([reply.status, await cookieOf(trusting)]).toEqual([429, expect.stringMatching(/; Secure/i)]);
      } finally {
        await trusting.close();
      }
    });

    it('counts an IPv6 address by its block of 2^64, an IPv4 address by itself, an odd id by its hash', async () => {
      const trusting = await startTestApp(undefined, { TRUSTED_PROXIES: '127.0.0.1' });
      try {
        const odd = { authUsername: 'x'.repeat(200), authPassword: 'guess' };
        for (const address of [
          '2001:db8:1:2::1',
          '2001:db8:1:2:ffff::2',
          '2001:db8:1:3::1',
          '::1',
          '203.0.113.1',
        ]) {
          const headers = { ...odd, 'x-forwarded-for': address };
          expect((await trusting.get('/orders', { anonymous: true, headers })).status).toBe(401);
        }
        const rows = await trusting.db.rows<{ who: string; failures: number }>(
          'SELECT who, failures FROM sign_in_failure ORDER BY who',
        );
        expect(rows).toEqual([
          { who: 'address:0:0:0:0::/64', failures: 1 },
          { who: 'address:2001:db8:1:2::/64', failures: 2 },
          { who: 'address:2001:db8:1:3::/64', failures: 1 },
          { who: 'address:203.0.113.1', failures: 1 },
          { who: expect.stringMatching(/^client:[0-9a-f]{64}$/), failures: 5 },
        ]);
      } finally {
        await trusting.close();
      }
    });

    it('that nobody named, it is not', async () => {
      await bridge.db.rows(blocked);
      const reply = await bridge.post('/auth/token', guess, { anonymous: true, headers: forwarded });
      expect([reply.status, await cookieOf(bridge)]).toEqual([401, expect.not.stringMatching(/; Secure/i)]);
    });
  });

  it('keeps no secret, token or cookie in the database', async () => {
    const { id, secret } = await client();
    const token = await tokenOf({ id, secret });
    const visitor = new Visitor(bridge.url);
    await visitor.signIn(id, secret);
    const cookie = /bridge_console=([^;]+)/.exec(visitor.cookie)![1]!;
    for (const table of ['api_client', 'console_session', 'sign_in_failure', 'client_address', 'audit_log']) {
      const rows = await bridge.db.rows(`SELECT * FROM ${table}`);
      expect([table, rows.length > 0]).toEqual([table, true]);
      for (const word of [secret, token, cookie]) expect(JSON.stringify(rows)).not.toContain(word);
    }
  });
});
