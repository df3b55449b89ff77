import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignInAudit } from '../../src/auth/sign-in-audit.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';
import { ForgingProvider, type Forged } from '../support/forging-provider.js';
import { IdentityProvider, oidcEnvironment, Person, PUBLIC_URL } from '../support/identity-provider.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

const RULES = [
  { value: 'bridge-view', role: 'viewer' },
  { value: 'bridge-ops', role: 'operator' },
  { value: 'bridge-admin', role: 'admin' },
];
const CALLBACK = '/console/sign-in/callback';
const SIGN_IN = '/console/sign-in';
const STORE = {
  code: 'default',
  baseUrl: 'http://127.0.0.1:9',
  credentials: { scheme: 'bearer', accessToken: 't' },
};

/** Where the console sends who asks for a page; `in` where it shows the page. */
async function wayOf(visitor: Visitor, path = '/console'): Promise<string> {
  const { status, response } = await visitor.get(path);
  return status === 200 ? 'in' : (response.headers.get('location') ?? String(status));
}

const cookieNamed = (visitor: Visitor, name: string): string | undefined =>
  new RegExp(`${name}=([^;]+)`).exec(visitor.cookie)?.[1];

describe('people with a real provider', () => {
  let identity: IdentityProvider;
  let bridge: TestApp;

  beforeAll(async () => {
    identity = await IdentityProvider.start();
    const person = (name: string, ...groups: string[]) => ({
      email: `${name}@example.com`,
      email_verified: true,
      groups,
    });
    identity.accounts.set('4711', person('anna', 'staff', 'bridge-admin'));
    identity.accounts.set('4712', person('ben', 'staff'));
    identity.accounts.set('4713', { preferred_username: '<b>cleo</b>', groups: 'bridge-view' });
    identity.accounts.set('4714', person('dora', 'bridge-view'));
    bridge = await startTestApp(
      undefined,
      identity.environment(RULES, { TRUSTED_PROXIES: '127.0.0.1/32', RATE_LIMIT_PER_MINUTE: '100000' }),
    );
    await bridge.post('/admin/stores', STORE);
  });

  afterAll(async () => {
    await bridge.close();
    await identity.close();
  });

  const replica = (environment: Record<string, string>) =>
    startTestApp(undefined, environment, () => Promise.resolve(bridge.db.url));
  const actorOf = (subject: string) => `oidc:${subject}@${identity.url.slice('http://'.length)}`;

  it('sign in with code, PKCE, state and nonce, and see the console as who they are', async () => {
    const anna = new Person(bridge.url, '4711');
    expect((await anna.get(SIGN_IN)).html).toContain(`Sign in with ${new URL(identity.url).host}`);
    const start = await anna.begin();
    expect(Object.fromEntries(start.searchParams)).toEqual({
      client_id: 'bridge',
      response_type: 'code',
      scope: 'openid profile email',
      state: expect.stringMatching(/^.{40,}$/),
      nonce: expect.stringMatching(/^.{40,}$/),
      code_challenge: expect.stringMatching(/^.{40,}$/),
      code_challenge_method: 'S256',
      redirect_uri: `${PUBLIC_URL}${CALLBACK}`,
    });
    const signedIn = await anna.get(await anna.atProvider(start));
    expect([signedIn.status, signedIn.html]).toEqual([200, expect.stringContaining('url=/console"')]);
    // What the provider's redirect sends along is lax; the session itself never goes with what another site asks for.
    expect(signedIn.response.headers.getSetCookie().find((set) => set.startsWith('bridge_console='))).toMatch(
      /; HttpOnly; SameSite=Strict/,
    );
    const { status, html } = await anna.get('/console/audit');
    expect([status, html]).toEqual([200, expect.stringContaining('anna@example.com')]);
  });

  it('learn what to ask for where they have no role, and are not let in', async () => {
    const ben = new Person(bridge.url, '4712');
    const { status, html } = await ben.signInAsPerson();
    expect(status).toBe(403);
    for (const word of ['ben@example.com', 'groups', 'bridge-view', 'bridge-admin']) {
      expect(html).toContain(word);
    }
    expect(await wayOf(ben)).toBe(SIGN_IN);
  });

  it('are known by issuer and subject, under any name', async () => {
    const cleo = new Person(bridge.url, '4713');
    await cleo.signInAsPerson();
    const { html } = await cleo.get('/console/orders');
    expect([html.includes('&lt;b>cleo'), html.includes('<b>cleo')]).toEqual([true, false]);
    identity.accounts.set('4713', { email: 'anna@example.com', groups: ['bridge-view'] });
    await new Person(bridge.url, '4713').signInAsPerson();
    const rows = await bridge.db.rows(
      `SELECT id, issuer, subject, name FROM console_person WHERE subject IN ('4711', '4713') ORDER BY 1`,
    );
    expect(rows).toEqual(
      ['4711', '4713'].map((subject) => ({
        id: actorOf(subject),
        issuer: identity.url,
        subject,
        name: 'anna@example.com',
      })),
    );
  });

  it('are named by what they do', async () => {
    const anna = new Person(bridge.url, '4711');
    await anna.signInAsPerson();
    const compared = await anna.post(
      '/console/reconciliations',
      { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
      '/console/reconciliations',
    );
    expect(compared.status).toBe(303);
    await anna.post('/console/store/pause', {}, '/console/store');
    await anna.post('/console/store/resume', {}, '/console/store');
    const audit = await bridge.db.rows(
      `SELECT action, actor, after FROM audit_log WHERE actor = $1 AND action IN ('sign-in.console', 'store.update') ORDER BY id DESC LIMIT 3`,
      [actorOf('4711')],
    );
    expect(audit.map(({ action }) => action)).toEqual(['store.update', 'store.update', 'sign-in.console']);
    expect(audit[2]).toMatchObject({ after: { name: 'anna@example.com', roles: ['bridge-admin'] } });
    const asked = await bridge.db.rows('SELECT requested_by FROM reconciliation');
    expect(asked).toEqual([{ requested_by: actorOf('4711') }]);
    const { html } = await anna.get('/console/audit');
    expect(html).toContain(`anna@example.com <code class="muted small">${actorOf('4711')}</code>`);
  });

  it('cannot use an answer of the provider twice', async () => {
    const anna = new Person(bridge.url, '4711');
    const back = await anna.atProvider(await anna.begin());
    const pending = cookieNamed(anna, 'bridge_sign_in')!;
    expect((await anna.get(back)).status).toBe(200);
    // Without the cookie of the beginning, which is gone, and with a copy of it.
    const [replayed, copied] = [new Visitor(bridge.url), new Visitor(bridge.url)];
    copied.plant('bridge_sign_in', pending);
    expect([(await replayed.get(back)).status, (await copied.get(back)).status]).toEqual([400, 400]);
    expect([await wayOf(replayed), await wayOf(copied)]).toEqual([SIGN_IN, SIGN_IN]);
  });

  it('are not signed in as somebody else by a link', async () => {
    const thief = new Person(bridge.url, '4713');
    const back = await thief.atProvider(await thief.begin());
    const victim = new Person(bridge.url, '4711');
    expect((await victim.get(back)).status).toBe(400);
    // Not even in the middle of a sign-in of his own.
    await victim.begin();
    expect((await victim.get(back)).status).toBe(400);
    expect(await wayOf(victim)).toBe(SIGN_IN);
  });

  it('get a session of their own at each sign-in, and the one before ends', async () => {
    const anna = new Person(bridge.url, '4711');
    anna.plant('bridge_console', 'chosen-by-somebody-else');
    await anna.signInAsPerson();
    const first = cookieNamed(anna, 'bridge_console')!;
    expect(first).not.toBe('chosen-by-somebody-else');
    const { html } = await anna.get('/console/store');
    const form = /name="_csrf" value="([^"]+)"/.exec(html)![1]!;
    await anna.signInAsPerson();
    expect(cookieNamed(anna, 'bridge_console')).not.toBe(first);
    const old = new Visitor(bridge.url);
    old.plant('bridge_console', first);
    expect(await wayOf(old)).toBe(SIGN_IN);
    expect((await anna.post('/console/store/pause', {}, '/console/store', form)).status).toBe(403);
  });

  it.each(['returnTo', 'next', 'redirect_uri', 'url', 'post_login'])(
    'go to the overview, wherever %s points',
    async (name) => {
      const anna = new Person(bridge.url, '4711');
      const evil = 'https://evil.example.com/';
      const start = await anna.begin(`?${name}=${encodeURIComponent(evil)}`);
      expect([start.origin, start.searchParams.get('redirect_uri')]).toEqual([
        identity.url,
        `${PUBLIC_URL}${CALLBACK}`,
      ]);
      const back = await anna.atProvider(start);
      const { html, response } = await anna.get(`${back}&${name}=${encodeURIComponent(evil)}`);
      expect([html.includes('evil'), response.headers.get('location')]).toEqual([false, null]);
    },
  );

  it('are sent back to the configured address, not to one that a caller claims to be ours', async () => {
    const headers = {
      'x-forwarded-host': 'evil.example.com',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil',
    };
    const reply = await fetch(`${bridge.url}/console/sign-in/person`, { headers, redirect: 'manual' });
    const start = new URL(reply.headers.get('location')!);
    expect(start.searchParams.get('redirect_uri')).toBe(`${PUBLIC_URL}${CALLBACK}`);
  });

  it('sign out here for good, and are offered to sign out at the provider', async () => {
    const anna = new Person(bridge.url, '4711');
    await anna.signInAsPerson();
    const stolen = new Visitor(bridge.url);
    stolen.plant('bridge_console', cookieNamed(anna, 'bridge_console')!);
    const { status, html } = await anna.post('/console/sign-out', {}, '/console/orders');
    const url = new URL(/<a href="(http[^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&'));
    expect([status, url.origin, url.searchParams.get('client_id')]).toEqual([200, identity.url, 'bridge']);
    expect((await fetch(url)).status).toBe(200);
    expect([await wayOf(anna), await wayOf(stolen)]).toEqual([SIGN_IN, SIGN_IN]);
  });

  it('stay as long as the id token is good, or as was set, and no longer', async () => {
    const lasts = async (app: TestApp): Promise<number> => {
      const dora = new Person(app.url, '4714');
      await dora.signInAsPerson();
      const [row] = await bridge.db.rows<{ s: number }>(
        `SELECT extract(epoch FROM expires_at - opened_at)::int AS s FROM console_session WHERE person_id = $1
         ORDER BY opened_at DESC LIMIT 1`,
        [actorOf('4714')],
      );
      return row!.s;
    };
    expect(Math.abs((await lasts(bridge)) - 3600)).toBeLessThan(30);
    const other = await replica(identity.environment(RULES, { OIDC_SESSION_MINUTES: '7' }));
    try {
      expect(await lasts(other)).toBe(420);
    } finally {
      await other.close();
    }
    const dora = new Person(bridge.url, '4714');
    await dora.signInAsPerson();
    expect(await wayOf(dora)).toBe('in');
    await bridge.db.rows('UPDATE console_session SET expires_at = now() WHERE person_id = $1', [
      actorOf('4714'),
    ]);
    expect(await wayOf(dora)).toBe(SIGN_IN);
  });

  it('lose a role at the next sign-in, and at once where the service no longer knows it', async () => {
    identity.accounts.set('4715', { email: 'emil@example.com', groups: ['bridge-ops'] });
    const emil = new Person(bridge.url, '4715');
    await emil.signInAsPerson();
    expect(await wayOf(emil, '/console/store')).toBe('in');
    const stricter = await replica(identity.environment([{ value: 'bridge-ops', role: 'viewer' }]));
    const without = await replica(identity.environment([{ value: 'others', role: 'viewer' }]));
    const elsewhere = await replica(oidcEnvironment('http://127.0.0.1:9', RULES));
    try {
      const at = async (app: TestApp): Promise<string[]> => {
        const moved = new Visitor(app.url);
        moved.plant('bridge_console', cookieNamed(emil, 'bridge_console')!);
        return [await wayOf(moved), await wayOf(moved, '/console/store')];
      };
      expect(await at(stricter)).toEqual(['in', '403']);
      expect(await at(without)).toEqual([SIGN_IN, SIGN_IN]);
      expect(await at(elsewhere)).toEqual([SIGN_IN, SIGN_IN]);
    } finally {
      await Promise.all([stricter.close(), without.close(), elsewhere.close()]);
    }
    identity.accounts.set('4715', { email: 'emil@example.com', groups: [] });
    expect((await emil.signInAsPerson()).status).toBe(403);
  });

  it('begin on one replica and finish on another', async () => {
    const other = await replica(identity.environment(RULES));
    try {
      const anna = new Person(bridge.url, '4711');
      const back = await anna.atProvider(await anna.begin());
      const there = new Visitor(other.url);
      there.plant('bridge_sign_in', cookieNamed(anna, 'bridge_sign_in')!);
      expect((await there.get(back)).status).toBe(200);
      expect(await wayOf(there)).toBe('in');
      anna.plant('bridge_console', cookieNamed(there, 'bridge_console')!);
      expect(await wayOf(anna)).toBe('in');
    } finally {
      await other.close();
    }
  });

  it('leave the API to its clients, which sign in to the console only where that is set', async () => {
    const visitor = new Visitor(bridge.url);
    expect((await visitor.get(SIGN_IN)).html).not.toContain('clientSecret');
    expect((await bridge.get('/admin/clients')).status).toBe(200);
    const both = await replica(identity.environment(RULES, { CONSOLE_CLIENT_SIGN_IN: 'true' }));
    try {
      const client = new Visitor(both.url);
      expect(await client.signIn(CLIENT.id, CLIENT.secret)).toBe(303);
      expect(await wayOf(client)).toBe('in');
      // Neither its session nor its form is taken where people alone sign in.
      const other = new Visitor(both.url);
      const token = /name="_csrf" value="([^"]+)"/.exec((await other.get(SIGN_IN)).html)![1]!;
      visitor.plant('_csrf', cookieNamed(other, '_csrf')!);
      const fields = { clientId: CLIENT.id, clientSecret: CLIENT.secret };
      expect((await visitor.post(SIGN_IN, fields, SIGN_IN, token)).status).toBe(401);
      visitor.plant('bridge_console', cookieNamed(client, 'bridge_console')!);
      expect(await wayOf(visitor)).toBe(SIGN_IN);
      const anna = new Person(both.url, '4711');
      await anna.signInAsPerson();
      expect(await wayOf(anna)).toBe('in');
    } finally {
      await both.close();
    }
  });

  describe('who are not let in are in the audit log', () => {
    const SUBJECT = 'person:unknown';
    const failures = (address: string) =>
      bridge.db.rows(
        `SELECT action, result, actor, subject, request_id FROM audit_log WHERE address = $1 AND result <> 'ok' ORDER BY id`,
        [address],
      );
    const written = () => bridge.app.get(SignInAudit).flush();
    const total = async (): Promise<number> =>
      (
        await bridge.db.rows<{ n: number }>(
          `SELECT coalesce(sum(times), 0)::int AS n FROM audit_tally WHERE action = 'sign-in.console' AND result <> 'ok'`,
        )
      )[0]!.n;
    /** Sign-ins of an earlier test have used up none of this hour's rows. */
    beforeEach(async () => {
      await written();
      await bridge.db.rows('DELETE FROM audit_tally');
    });

    it('with address and request id, and nothing of what they sent', async () => {
      const seen = new Visitor(bridge.url, {
        'x-forwarded-for': '198.51.100.40',
        'x-request-id': 'failed-1',
      });
      const secret = 'a-code-of-somebody-else';
      const { status } = await seen.get(`${CALLBACK}?code=${secret}&state=x`);
      expect(status).toBe(400);
      await written();
      expect(await failures('198.51.100.40')).toEqual([
        {
          action: 'sign-in.console',
          result: 'failed',
          actor: 'unknown',
          subject: SUBJECT,
          request_id: 'failed-1',
        },
      ]);
      expect(JSON.stringify(await bridge.db.rows('SELECT * FROM audit_log'))).not.toContain(secret);
    });

    it('as whom the provider has named where they have no role', async () => {
      identity.accounts.set('4716', { email: 'nobody@example.com' });
      const nobody = new Person(bridge.url, '4716');
      Object.assign(nobody.headers, { 'x-forwarded-for': '198.51.100.41' });
      expect((await nobody.signInAsPerson()).status).toBe(403);
      await written();
      expect(await failures('198.51.100.41')).toEqual([
        expect.objectContaining({
          action: 'sign-in.console',
          result: 'refused',
          actor: actorOf('4716'),
          subject: `person:${actorOf('4716')}`,
        }),
      ]);
      expect(await bridge.db.rows(`SELECT 1 FROM console_person WHERE subject = '4716'`)).toEqual([]);
    });

    it('once an hour and address, counted', async () => {
      const again = new Visitor(bridge.url, { 'x-forwarded-for': '198.51.100.42' });
      for (let n = 0; n < 30; n++) expect((await again.get(`${CALLBACK}?n=${n}`)).status).toBe(400);
      await written();
      expect([(await failures('198.51.100.42')).length, await total()]).toEqual([1, 30]);
    });

    it('from a thousand addresses as some two hundred rows, none lost from the count', async () => {
      const before = (await bridge.db.rows('SELECT 1 FROM audit_log')).length;
      for (let n = 0; n < 1000; n += 20) {
        await Promise.all(
          Array.from({ length: 20 }, (_, m) => {
            const address = `203.0.${(n + m) >> 8}.${(n + m) & 255}`;
            return new Visitor(bridge.url, { 'x-forwarded-for': address }).get(`${CALLBACK}?code=x`);
          }),
        );
      }
      await written();
      expect(await total()).toBe(1000);
      const rows = (await bridge.db.rows('SELECT 1 FROM audit_log')).length - before;
      expect(rows).toBeLessThan(250);
      expect(rows).toBeGreaterThan(100);
    });
  });

  it('leave no cookie, code or token in the database', async () => {
    const anna = new Person(bridge.url, '4711');
    const back = await anna.atProvider(await anna.begin());
    await anna.get(back);
    const words = [cookieNamed(anna, 'bridge_console')!, new URL(back, PUBLIC_URL).searchParams.get('code')!];
    for (const table of ['console_session', 'console_person', 'audit_log']) {
      const rows = JSON.stringify(await bridge.db.rows(`SELECT * FROM ${table}`));
      expect([table, words.some((word) => rows.includes(word)), rows.includes('eyJ')]).toEqual([
        table,
        false,
        false,
      ]);
    }
  });

  it('may have their roles below other claims, which only userinfo answers', async () => {
    const keeping = await IdentityProvider.start(false);
    keeping.accounts.set('1', {
      email: 'a@example.com',
      realm_access: { roles: ['offline', 'bridge-view'] },
    });
    const app = await startTestApp(
      undefined,
      keeping.environment(RULES, { OIDC_ROLES_CLAIM: 'realm_access.roles' }),
    );
    try {
      const person = new Person(app.url, '1');
      expect((await person.signInAsPerson()).status).toBe(200);
      expect((await person.get('/console')).html).toContain('a@example.com');
    } finally {
      await app.close();
      await keeping.close();
    }
  });
});

describe('a provider, or who stands between,', () => {
  const forger = new ForgingProvider();
  let bridge: TestApp;

  beforeAll(async () => {
    await forger.start();
    bridge = await startTestApp(undefined, oidcEnvironment(forger.url, RULES));
  });

  afterAll(async () => {
    await bridge.close();
    await forger.stop();
  });

  /** @param change of the address that the browser is sent back to */
  async function attempt(forged: Forged, change: (query: URLSearchParams) => void = () => undefined) {
    const person = new Person(bridge.url, 'eve');
    const start = await person.begin();
    forger.forged = forged;
    forger.nonce = start.searchParams.get('nonce')!;
    const query = new URLSearchParams({
      code: 'c',
      state: start.searchParams.get('state')!,
      iss: forger.url,
    });
    change(query);
    const before = forger.asked;
    const { status } = await person.get(`${CALLBACK}?${query.toString()}`);
    return { status, way: await wayOf(person), asked: forger.asked - before };
  }

  const now = (): number => Math.floor(Date.now() / 1000);

  it('is believed what is right, also a few seconds late', async () => {
    const good = { status: 200, way: 'in', asked: 1 };
    expect(await attempt({})).toEqual(good);
    expect((await attempt({ claims: { exp: now() - 5 } })).status).toBe(200);
  });

  it.each<[string, () => Forged]>([
    ['another nonce', () => ({ claims: { nonce: 'other' } })],
    ['no nonce', () => ({ claims: { nonce: undefined } })],
    ['a token that has ended', () => ({ claims: { iat: now() - 900, exp: now() - 600 } })],
    ['a token without an end', () => ({ claims: { exp: undefined } })],
    ['a token of another issuer', () => ({ claims: { iss: 'https://other.example.com' } })],
    ['a token for another client', () => ({ claims: { aud: 'somebody-else' } })],
    ['a token for several, given to another', () => ({ claims: { aud: ['bridge', 'other'], azp: 'other' } })],
    ['a token signed by another key', () => ({ key: forger.stranger })],
    ['a token that is not signed', () => ({ alg: 'none' })],
    ['a token signed with the client secret', () => ({ alg: 'HS256' })],
    ['nobody', () => ({ claims: { sub: '' } })],
    ['a subject that is too long', () => ({ claims: { sub: 'x'.repeat(256) } })],
    ['a subject that breaks a line', () => ({ claims: { sub: 'admin\n' } })],
  ])('is not believed %s', async (_, forged) => {
    expect(await attempt(forged())).toEqual({ status: 400, way: SIGN_IN, asked: 1 });
  });

  it.each<[string, (query: URLSearchParams) => void]>([
    ['another state', (query) => query.set('state', 'other')],
    ['no state', (query) => query.delete('state')],
    ['two states', (query) => query.append('state', 'other')],
    ['another issuer', (query) => query.set('iss', 'https://other.example.com')],
    ['no issuer', (query) => query.delete('iss')],
    ['two codes', (query) => query.append('code', 'other')],
    ['an error', (query) => query.set('error', 'access_denied')],
  ])('is not asked for a token with %s', async (_, change) => {
    expect(await attempt({}, change)).toEqual({ status: 400, way: SIGN_IN, asked: 0 });
  });

  it('is not asked for a token for a beginning that is changed, too old or none', async () => {
    const person = new Person(bridge.url, 'eve');
    const state = (await person.begin()).searchParams.get('state')!;
    const pending = cookieNamed(person, 'bridge_sign_in')!;
    const middle = pending.length - 20;
    const changed =
      pending.slice(0, middle) + (pending[middle] === 'A' ? 'B' : 'A') + pending.slice(middle + 1);
    const before = forger.asked;
    for (const cookie of [changed, '', 'x', 'a.b', 'x'.repeat(5000), pending.split('.')[0]!]) {
      const visitor = new Visitor(bridge.url);
      visitor.plant('bridge_sign_in', cookie);
      const query = new URLSearchParams({ code: 'c', state, iss: forger.url });
      expect((await visitor.get(`${CALLBACK}?${query.toString()}`)).status).toBe(400);
    }
    const comeBack = async (until: number): Promise<void> => {
      const begun = { issuer: forger.url, state, nonce: 'n', verifier: 'v'.repeat(43), until };
      const { keyId, box } = bridge.app.get(SecretBox).seal(begun, 'console-sign-in');
      const visitor = new Visitor(bridge.url);
      visitor.plant('bridge_sign_in', `${keyId}.${box.toString('base64url')}`);
      const query = new URLSearchParams({ code: 'c', state, iss: forger.url });
      expect((await visitor.get(`${CALLBACK}?${query.toString()}`)).status).toBe(400);
    };
    await comeBack(Date.now() - 1);
    expect(forger.asked).toBe(before);
    // The same one in its time is asked for a token, which "c" does not get.
    await comeBack(Date.now() + 60_000);
    expect(forger.asked).toBe(before + 1);
  });

  it('may be down at any moment: the API goes on, and who signs in is asked to try again', async () => {
    await forger.stop();
    // Knows no provider yet.
    const app = await startTestApp(undefined, oidcEnvironment(forger.url, RULES));
    try {
      const person = new Person(app.url, 'eve');
      const { status, html, response } = await person.get('/console/sign-in/person');
      expect([status, html, response.headers.get('retry-after')]).toEqual([
        503,
        expect.stringContaining('not possible now'),
        '10',
      ]);
      expect((await person.get(SIGN_IN)).status).toBe(200);
      expect((await app.get('/admin/clients')).status).toBe(200);
      await forger.start();
      const start = await until(() => person.begin().catch(() => undefined), 200);
      await forger.stop();
      const query = new URLSearchParams({
        code: 'c',
        state: start.searchParams.get('state')!,
        iss: forger.url,
      });
      expect((await person.get(`${CALLBACK}?${query.toString()}`)).status).toBe(503);
    } finally {
      await app.close();
      await forger.start();
    }
  });

  it('on a private address is not connected to, unless that is allowed', async () => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    const issuer = `https://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    const app = await startTestApp(
      undefined,
      oidcEnvironment(issuer, RULES, { ALLOW_PRIVATE_TARGETS: 'false' }),
    );
    try {
      expect((await new Visitor(app.url).get('/console/sign-in/person')).status).toBe(503);
      expect(connections).toBe(0);
    } finally {
      await app.close();
      await new Promise((done) => listener.close(done));
    }
  });

  it('that is not set is no page', async () => {
    const app = await startTestApp();
    try {
      const visitor = new Visitor(app.url);
      for (const path of ['/console/sign-in/person', CALLBACK]) {
        expect((await visitor.get(path)).status).toBe(404);
      }
      expect((await visitor.get(SIGN_IN)).html).not.toContain('/console/sign-in/person');
    } finally {
      await app.close();
    }
  });
});
