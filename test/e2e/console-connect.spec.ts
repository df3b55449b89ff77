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
    const begin = await see(saved.to!);
    expect(begin).toContain('pending, processing, payment_review');
    expect(begin).toContain('Start the store');
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
