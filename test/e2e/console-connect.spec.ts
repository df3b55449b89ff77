import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorCalled } from '../../src/platform/audit/actor-words.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { generateOrder } from '../sandbox/generator.js';
import { INTEGRATION, Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { formOf, Visitor } from '../support/visitor.js';

const NEW = '/console/stores/new';
const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = INTEGRATION;
const SECRETS = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
const at = (path: string): string => `/console/store/connect${path}store=first`;

/** One story: each test goes on where the one before has ended. */
describe('a store is connected in the console', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let admin: Visitor;
  const pages: string[] = [];

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (const id of [1, 2, 3, 4, 5, 6]) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - (60 - id) * 60_000 }));
    }
    sandbox.change(5, (order) => (order.grand_total += 5));
    sandbox.change(4, (order) => (order.status = 'payment_review'));
    bridge = await startTestApp();
    admin = new Visitor(bridge.url);
    await admin.signIn(CLIENT.id, CLIENT.secret);
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  async function see(path: string): Promise<string> {
    const { html } = await admin.get(path);
    pages.push(html);
    return html;
  }

  async function send(path: string, html: string, typed: Record<string, string> = {}) {
    const answer = await admin.send(path, { ...formOf(html), ...typed });
    pages.push(answer.html, answer.response.headers.get('location') ?? '');
    return { ...answer, to: answer.response.headers.get('location') };
  }

  const store = async () => (await bridge.get('/admin/stores/first')).body;

  it('from the first page of a service that has none', async () => {
    expect(await see('/console')).toContain(`href="${NEW}?store="`);
    expect(await see(`${NEW}?store=`)).toContain('the store exists and is paused');
  });

  it('keeps what was typed, and shows no secret again', async () => {
    const html = await see(NEW);
    const nothing = await send(NEW, html);
    expect(nothing.status).toBe(400);
    expect(nothing.html).toMatch(/id="e-accessToken">.*?Must be given\./);
    const typed = { code: 'no spaces', baseUrl: 'shop', storeView: 'default', ...SECRETS };
    const wrong = await send(NEW, html, typed);
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('2 fields need another value');
    expect(wrong.html).toMatch(/id="e-code">.*?Must be 1 to 64 letters/);
    expect(wrong.html).toMatch(/id="e-baseUrl">.*?Must be the address of the shop without \/rest/);
    expect(formOf(wrong.html)).toMatchObject({
      code: 'no spaces',
      baseUrl: 'shop',
      scheme: 'oauth1',
      accessToken: '',
    });
    expect(wrong.html).toContain('It is kept; type here only to replace it.');
    // The wrong token is one of a person who mistyped it.
    const mistyped = {
      code: 'first',
      baseUrl: `${sandbox.url}/`,
      accessToken: 'wrong-access-token-of-32-letters',
    };
    const added = await send(NEW, wrong.html, mistyped);
    expect([added.status, added.to]).toEqual([303, `${at('?')}&step=check`]);
    expect(await store()).toMatchObject({
      code: 'first',
      baseUrl: sandbox.url,
      paused: true,
      authScheme: 'oauth1',
    });
  });

  it('opens what was kept for who typed it, and for nobody else', async () => {
    const typed = { code: 'x y', baseUrl: sandbox.url, ...SECRETS };
    const { html } = await send(NEW, await see(NEW), typed);
    const { body } = await bridge.post('/admin/clients', { clientId: 'second-admin', scopes: ['admin'] });
    const other = new Visitor(bridge.url);
    await other.signIn('second-admin', body.clientSecret);
    const { kept = '' } = formOf(html);
    expect(kept.length).toBeGreaterThan(50);
    const answer = await other.post(NEW, { ...formOf(html), code: 'stolen', kept }, NEW);
    expect([answer.status, /id="e-accessToken">.*?Must be given\./.test(answer.html)]).toEqual([400, true]);
  });

  it('says that a code is taken', async () => {
    const typed = { code: 'first', baseUrl: sandbox.url, ...SECRETS };
    const taken = await send(NEW, await see(NEW), typed);
    expect([taken.status, taken.html.includes('Is taken by another store.')]).toEqual([409, true]);
  });

  it('names a wrong token, and lets another one be typed', async () => {
    const asked = await see(at('?'));
    const check = await send(at('/check?'), asked);
    expect(check.html).toContain('something is wrong');
    expect(check.html).toMatch(
      /class="check danger".*?<h3>Sign-in <small class="mono muted">sign-in<\/small><\/h3>/s,
    );
    expect(check.html).toContain('The newest orders could not be read');
    const html = await see(at('?step=address&'));
    const other = await send(at('/address?'), html, { scheme: 'bearer' });
    expect([other.status, /id="e-accessToken">.*?Must be given\./.test(other.html)]).toEqual([400, true]);
    const token = { accessToken: SECRETS.accessToken };
    const elsewhere = await send(at('/address?'), html, { ...token, baseUrl: 'http://127.0.0.1:9' });
    expect([elsewhere.status, /id="e-consumerKey">.*?Must be given\./.test(elsewhere.html)]).toEqual([
      400,
      true,
    ]);
    const repaired = await send(at('/address?'), html, token);
    expect(repaired.status).toBe(303);
  });

  it('shows what the shop is like and what its orders would be, and keeps none', async () => {
    const { html } = await send(at('/check?'), await see(at('?step=check&')));
    expect(html).toContain('The check says: all is well, with 1 limit.');
    const heads = [...html.matchAll(/<h3>(.*?) <small class="mono muted">(.*?)<\/small><\/h3>/g)];
    expect(heads.length).toBeGreaterThan(15);
    // Each has words, and its code beside them.
    expect(heads.filter(([, words, code]) => words === code)).toEqual([]);
    expect(html).toMatch(/000000006.*?New.*?000000005.*?Held.*?000000004.*?Waits/s);
    expect(html).not.toContain('000000001');
    const kept = `SELECT (SELECT count(*) FROM "order")::int AS orders, (SELECT count(*) FROM sync_run)::int AS runs`;
    expect(await bridge.db.rows(kept)).toEqual([{ orders: 0, runs: 0 }]);
  });

  it('takes the settings that matter first, a wrong one not', async () => {
    const html = await see(at('?step=settings&'));
    const typed = { slaDays: '-1', statusesToFetch: 'pending\nprocessing\npayment_review' };
    const wrong = await send(at('/settings?'), html, typed);
    expect([wrong.status, formOf(wrong.html)]).toEqual([400, expect.objectContaining(typed)]);
    expect(wrong.html).toMatch(/id="e-slaDays">.*?Must be a whole number from 0 to 365\./);
    const saved = await send(at('/settings?'), wrong.html, { slaDays: '1' });
    expect(saved.status).toBe(303);
    expect((await store()).settings).toMatchObject({
      slaDays: 1,
      statusesToFetch: ['pending', 'processing', 'payment_review'],
      pageSize: 100,
    });
    expect(saved.to).toBe('/console/store/couriers?store=first&from=connect');
    const begin = await see(at('?step=begin&'));
    expect(begin).toContain('pending, processing, payment_review');
    expect(begin).toContain('Start the store');
  });

  const part = (name: string): string => `/console/store/${name}?store=first&from=connect`;
  /** Title and state of each step. */
  const stepsOf = (html: string) =>
    [...html.matchAll(/<h2>([^<]+) <span class="muted small">(\w[\w ]*)<\/span><\/h2>/g)].map(
      ([, title, state]) => `${title}: ${state}`,
    );
  const place = async (): Promise<string | null> =>
    (await admin.get(at('?'))).response.headers.get('location');

  it('gives each aggregator its address and a key, shown once, and finds the place again', async () => {
    expect(await place()).toBe(part('couriers'));
    const html = await see(part('couriers'));
    expect(html).toContain(`${bridge.url}/webhooks/clickpost/first`);
    expect(html).toContain('since PUBLIC_URL is not set');
    const short = await send(part('couriers'), html, { courier: 'clickpost', key: 'short' });
    expect([short.status, short.html.includes('id="e-key-clickpost"')]).toEqual([400, true]);
    expect(short.html).not.toContain('value="short"');
    const made = await admin.send(part('couriers'), { ...formOf(html), courier: 'clickpost', key: '' });
    const [, key = ''] = /Key of ClickPost, shown this once:<\/b> <code[^>]*>([^<]+)/.exec(made.html)!;
    expect(key).toMatch(/^[\w-]{43}$/);
    const call = (webhook_key: string) =>
      fetch(`${bridge.url}/webhooks/clickpost/first`, {
        method: 'POST',
        headers: { webhook_key, 'content-type': 'application/json' },
        body: JSON.stringify({ waybill: 'W1', clickpost_status_code: 8, timestamp: '2026-01-01 10:00:00' }),
      });
    expect([(await call('wrong')).status, (await call(key)).status]).toEqual([401, 200]);
    const seen = await see(part('couriers'));
    expect(seen).toContain('ClickPost: has a key, and calls');
    expect(seen).toMatch(/\/console\/events\/\d+/);
    expect(seen).not.toContain(key);
    // The one before ends at once: not by a slip.
    const again = { ...formOf(seen), courier: 'clickpost', key: '' };
    expect((await admin.send(part('couriers'), again)).status).toBe(400);
    expect((await call(key)).status).toBe(200);
    const [log] = await bridge.db.rows<any>(
      `SELECT after FROM audit_log WHERE action = 'store.update' ORDER BY id DESC LIMIT 1`,
    );
    expect(log.after.keysSet).toEqual(['clickpostWebhookKey']);
    expect(JSON.stringify(log)).not.toContain(key);
    expect(await place()).toBe(part('endpoints'));
  });

  it('takes the addresses of the merchant, a wrong one not, and shows the signing secret once', async () => {
    const html = await see(part('endpoints'));
    expect(stepsOf(html)).toEqual([
      'Address and sign-in: done',
      'Check: done',
      'Settings that matter first: done',
      'Couriers: done',
      'Endpoints of the merchant: open',
      'Clients of the API: open',
      'Begin: open',
    ]);
    const set = (kind: string, typed: Record<string, string>) =>
      admin.send(`/console/store/endpoints/${kind}?store=first&from=connect`, {
        _csrf: formOf(html)['_csrf']!,
        ...typed,
      });
    const wrong = await set('NOTIFICATION', {
      url: 'ftp://merchant',
      headers: 'authorization: let-me-in',
      types: 'DELIVERED',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toMatch(/id="e-NOTIFICATION-url"/);
    expect(wrong.html).toContain('value="ftp://merchant"');
    expect(wrong.html).not.toContain('let-me-in');
    const url = `${bridge.url}/health/live`;
    const type = await set('NOTIFICATION', { url, types: 'NO_SUCH_TYPE' });
    expect(type.html).toMatch(/id="e-NOTIFICATION-types"/);
    const saved = await set('NOTIFICATION', {
      url,
      headers: 'authorization: let-me-in',
      types: 'DELIVERED\nRTO',
      language: 'hi',
    });
    expect([saved.status, saved.html]).toEqual([200, expect.stringMatching(/shown this once:.*?whsec_/s)]);
    expect((await bridge.get('/admin/stores/first/endpoints')).body).toMatchObject([
      {
        kind: 'NOTIFICATION',
        url,
        headerNames: ['authorization'],
        types: ['DELIVERED', 'RTO'],
        language: 'hi',
      },
    ]);
    // What is left empty stays: headers are a secret, and no field shows them.
    const kept = await set('NOTIFICATION', { url, types: '', language: '' });
    expect([kept.status, kept.html.includes('whsec_'), kept.html.includes('let-me-in')]).toEqual([
      200,
      false,
      false,
    ]);
    expect(await place()).toBe(part('endpoints'));
    const shared = await set('RETURN_ACK', { url: '', sameAs: 'NOTIFICATION' });
    expect(shared.status).toBe(200);
    expect((await bridge.get('/admin/stores/first/endpoints')).body).toMatchObject([
      { kind: 'NOTIFICATION', headerNames: ['authorization'], types: null, language: null },
      { kind: 'RETURN_ACK', url, sameAs: 'NOTIFICATION' },
    ]);
    expect(await place()).toBe(part('clients'));
  });

  it('leaves a step out at the press of a button, once, and says at the end what is missing', async () => {
    const html = await see(part('clients'));
    const left = await admin.send('/console/store/connect/pass?store=first', {
      _csrf: formOf(html)['_csrf']!,
      step: 'clients',
    });
    expect(left.response.headers.get('location')).toBe(`${at('?')}&step=begin`);
    await admin.send('/console/store/connect/pass?store=first', {
      _csrf: formOf(html)['_csrf']!,
      step: 'clients',
    });
    const log = await bridge.db.rows<any>(
      `SELECT after FROM audit_log WHERE action = 'store.set-up' ORDER BY id`,
    );
    expect(log.map(({ after }) => after.passed)).toEqual(['settings', 'clients']);
    const begin = await see(at('?'));
    expect(stepsOf(begin)).toContain('Clients of the API: left out');
    expect(begin).toMatch(/Still missing.*?No client may write for this store/s);
    expect(begin).not.toContain('No courier has a key');
    const nonsense = { _csrf: formOf(html)['_csrf']!, step: 'begin' };
    expect((await admin.send('/console/store/connect/pass?store=first', nonsense)).status).toBe(400);
  });

  it('makes a client of the API, a wrong one not, and shows its secret once', async () => {
    const html = await see(part('clients'));
    const make = (typed: [string, string][]) =>
      admin.post(part('clients'), [...typed, ['storeCodes', 'this']], part('clients'));
    const wrong = await make([
      ['clientId', 'not a name'],
      ['scopes', 'orders:read'],
    ]);
    expect([wrong.status, wrong.html.includes('value="not a name"')]).toEqual([400, true]);
    expect(wrong.html).toMatch(/id="e-clientId"/);
    const none = await make([['clientId', 'warehouse']]);
    expect([none.status, /id="e-scopes"/.test(none.html)]).toEqual([400, true]);
    const taken = await make([
      ['clientId', CLIENT.id],
      ['scopes', 'orders:read'],
    ]);
    expect([taken.status, /id="e-clientId"/.test(taken.html)]).toEqual([409, true]);
    const made = await make([
      ['clientId', 'warehouse'],
      ['scopes', 'orders:read'],
      ['scopes', 'orders:write'],
    ]);
    const [, clientSecret = ''] = /Secret of warehouse, shown this once:<\/b> <code[^>]*>([^<]+)/.exec(
      made.html,
    )!;
    expect((await bridge.get('/admin/clients')).body).toContainEqual(
      expect.objectContaining({
        clientId: 'warehouse',
        scopes: ['orders:read', 'orders:write'],
        storeCodes: ['first'],
      }),
    );
    const body = { clientId: 'warehouse', clientSecret };
    expect((await bridge.post('/auth/token', body, { anonymous: true })).status).toBe(200);
    expect(html).toContain('name="scopes" value="returns:write" checked');
    expect(await see(part('clients'))).not.toContain(clientSecret);
    expect(await see(at('?'))).toContain('Nothing is missing.');
  });

  it('is read once it is started, and not before', async () => {
    expect(await bridge.db.rows('SELECT 1 FROM sync_run')).toEqual([]);
    const started = await send(at('/start?'), await see(at('?step=begin&')));
    expect([started.status, started.to]).toEqual([303, '/console/store?store=first&did=connected']);
    expect((await store()).paused).toBe(false);
    await until(async () => (await bridge.db.rows('SELECT 1 FROM "order"')).length === 6);
    for (const path of ['/check?', '/address?', '/settings?', '/start?']) {
      expect((await admin.post(at(path), {}, '/console')).status).toBe(409);
    }
    expect(await see(at('?'))).toContain('Store first is started');
    // Its parts are pages of the store from now on, and no step is passed any more.
    const page = await see(part('couriers'));
    expect([page.includes('Couriers of first'), stepsOf(page)]).toEqual([true, []]);
    const pass = '/console/store/connect/pass?store=first';
    expect((await admin.post(pass, { step: 'couriers' }, '/console')).status).toBe(409);
  });

  it('says on the page of a store without endpoints what to press', async () => {
    await bridge.db.rows('DELETE FROM endpoint');
    const html = await see('/console/store?store=first');
    expect(html).toMatch(
      /No endpoint yet.*?href="\/console\/store\/endpoints\?store=first">Set an endpoint/s,
    );
  });

  it('warns of another store that takes the same orders, before it is started', async () => {
    const second = await send(NEW, await see(NEW), { code: 'second', baseUrl: sandbox.url, ...SECRETS });
    expect(second.status).toBe(303);
    const check = await admin.send(
      '/console/store/connect/check?store=second',
      formOf(await see(second.to!)),
    );
    expect(check.html).toContain('The same orders are taken by first');
    const begin = await see('/console/store/connect?store=second&step=begin');
    expect(begin).toContain('The same orders are taken by first');
  });

  it('saves nothing of a store that another process has started meanwhile', async () => {
    const of = (path: string): string => `/console/store/connect${path}store=second`;
    const html = await see(of('?step=address&'));
    await bridge.db.rows(`UPDATE store SET paused = false WHERE code = 'second'`);
    for (const path of ['/address?', '/settings?']) {
      const late = await send(of(path), html, { baseUrl: `${sandbox.url}/late`, slaDays: '9' });
      expect([path, late.status, late.html.includes('is started; pause it first')]).toEqual([
        path,
        409,
        true,
      ]);
    }
    // Also where this process has looked a moment before the start.
    const late = bridge.app
      .get(StoresService)
      .update('second', { storeView: 'late' }, actorCalled('environment'), { paused: true });
    await expect(late).rejects.toMatchObject({ code: 'STORE_STARTED', status: 409 });
    const [row] = await bridge.db.rows(
      `SELECT base_url, store_view, settings FROM store WHERE code = 'second'`,
    );
    expect(row).toMatchObject({ base_url: sandbox.url, store_view: 'default', settings: {} });
  });

  it('leaves no secret in a page, an address or the audit log', async () => {
    const log = await bridge.db.rows<Record<string, unknown>>('SELECT * FROM audit_log');
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['store.create', 'store.update', 'store.check']),
    );
    for (const secret of [...Object.values(SECRETS), 'wrong-access-token-of-32-letters']) {
      const isThere = [...pages, JSON.stringify(log)].some((page) => page.includes(secret));
      expect([secret, isThere]).toEqual([secret, false]);
    }
  });
});
