import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../sandbox/sandbox.js';
import { LockSessions, waitsForALock } from '../support/lock-sessions.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { formOf, Visitor } from '../support/visitor.js';

const AT = '/console/store/settings?store=default';

describe('the settings of a store in the console', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let admin: Visitor;
  let before: Record<string, unknown>;
  const sessions = new LockSessions();

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
    admin = new Visitor(bridge.url);
    await admin.signIn(CLIENT.id, CLIENT.secret);
  });

  afterAll(async () => {
    await sessions.close();
    await bridge.close();
    await sandbox.close();
  });

  beforeEach(async () => {
    await change({
      slaDays: 2,
      bufferStock: 0,
      statusesToFetch: ['pending'],
      autoInvoice: false,
      locationSources: {},
    });
    before = await settings();
  });

  const change = (given: object) =>
    bridge.call('PUT', '/admin/stores/default', { body: { settings: given } });
  const settings = async (): Promise<Record<string, unknown>> =>
    (await bridge.get('/admin/stores/default')).body.settings;

  /** The form of a page with some fields typed again, sent by one of its buttons. */
  async function send(html: string, button: string, typed: Record<string, string | null> = {}) {
    return admin.send(AT, { ...formOf(html), ...typed, do: button });
  }

  it('shows what changes, and only that, and saves it as the API does', async () => {
    const { html } = await admin.get(AT);
    const typed = { slaDays: '3', statusesToFetch: 'pending\r\nprocessing', autoInvoice: 'true' };
    const review = await send(html, 'review', { ...typed, locationSources: '{"WH1": "wh1"}' });
    expect(review.status).toBe(200);
    expect(review.html).toContain('<h1>Change 4 settings of default?</h1>');
    expect(rowsOf(review.html)).toEqual([
      ['Statuses to fetch statusesToFetch', 'pending', 'pending, processing'],
      ['Days from order to dispatch slaDays', '2 days', '3 days'],
      ['Invoice before the first shipment autoInvoice', 'no', 'yes'],
      ['Locations and sources locationSources', 'none', '{"WH1":"wh1"}'],
    ]);
    expect(await settings()).toEqual(before);
    const saved = await send(review.html, 'save');
    expect([saved.status, saved.response.headers.get('location')]).toEqual([303, `${AT}&did=changed`]);
    expect(await settings()).toMatchObject({
      slaDays: 3,
      statusesToFetch: ['pending', 'processing'],
      autoInvoice: true,
      locationSources: { WH1: 'wh1' },
      bufferStock: 0,
    });
    const { html: log } = await admin.get('/console/audit?action=store.update');
    expect(textOf(log)).toContain('Days from order to dispatch slaDays: 2 days → 3 days');
    expect(textOf(log)).toContain('Statuses to fetch statusesToFetch: pending → pending, processing');
  });

  it('lists in the audit log what a store was connected with', async () => {
    const { baseUrl } = (await bridge.get('/admin/stores/default')).body;
    const credentials = { scheme: 'bearer', accessToken: 'x' };
    const body = { code: 'made', baseUrl, credentials, settings: { slaDays: 5 } };
    expect((await bridge.post('/admin/stores', body)).status).toBe(201);
    const words = textOf((await admin.get('/console/audit?action=store.create&storeCode=made')).html);
    expect(words).toContain('Code: made');
    expect(words).toContain('Days from order to dispatch slaDays: 5 days');
    expect(words).not.toContain('{');
    // What this release has no words for is shown as it is, and nothing is left out.
    await bridge.db.rows(
      `INSERT INTO audit_log (actor, action, subject, after) VALUES ('increff', 'store.other', 'store:made', $1)`,
      [{ settings: { later: 7, constructor: 'odd', fullPushHour: null, slaDays: 4 }, names: ['a'] }],
    );
    await bridge.db.rows(
      `INSERT INTO audit_log (actor, action, subject, after) VALUES ('increff', 'store.list', 'store:made', $1)`,
      [{ settings: ['slaDays'] }],
    );
    const other = textOf((await admin.get('/console/audit?action=store.other')).html);
    for (const part of ['Later: 7', 'Constructor: odd', 'slaDays: 4 days', 'fullPushHour: ', 'Names: a']) {
      expect(other).toContain(part);
    }
    const list = textOf((await admin.get('/console/audit?action=store.list')).html);
    expect(list).toContain('Settings: slaDays');
  });

  it('goes back from the review to the form as it was typed', async () => {
    const { html } = await admin.get(AT);
    const review = await send(html, 'review', { slaDays: '9', autoInvoice: 'true' });
    const form = await send(review.html, 'edit');
    expect(formOf(form.html)).toMatchObject({ slaDays: '9', autoInvoice: 'true' });
    expect(form.html).toContain('Changed from 2 days');
  });

  it('says so where nothing was changed', async () => {
    const { html } = await admin.get(AT);
    expect((await send(html, 'review')).html).toContain('Nothing is changed');
  });

  it('names a wrong field beside it, and keeps everything that was typed', async () => {
    const { html } = await admin.get(AT);
    const typed = { slaDays: '400', bufferStock: '<b>5', websiteCode: 'uk', locationSources: '{"WH1": ' };
    for (const button of ['review', 'save']) {
      const form = await send(html, button, typed);
      expect(form.status).toBe(400);
      expect(formOf(form.html)).toMatchObject(typed);
      expect(form.html).toContain('Nothing is saved: 3 fields need another value.');
      expect(form.html).toContain('<a href="#slaDays">Days from order to dispatch</a>');
      expect(fieldOf(form.html, 'slaDays')).toMatch(
        /aria-invalid="true" aria-describedby="e-slaDays h-slaDays"/,
      );
      expect(form.html).toMatch(/id="e-slaDays">.*?Must be a whole number from 0 to 365\./);
      expect(form.html).toMatch(/id="e-locationSources">.*?Must be JSON\./);
      expect(fieldOf(form.html, 'websiteCode')).not.toContain('aria-invalid');
    }
    expect(await settings()).toEqual(before);
  });

  it('shows a change by somebody else instead of overwriting it', async () => {
    const { html } = await admin.get(AT);
    const review = await send(html, 'review', { slaDays: '3' });
    await change({ slaDays: 5, bufferStock: 7 });
    const refused = await send(review.html, 'save');
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Days from order to dispatch, from 2 days to 5 days');
    expect(refused.html).toContain('Units kept back, from 0 units to 7 units');
    expect(await settings()).toMatchObject({ slaDays: 5, bufferStock: 7 });
    expect(formOf(refused.html)).toMatchObject({ slaDays: '3', bufferStock: '7' });
    const again = await send(refused.html, 'review');
    expect(rowsOf(again.html)).toEqual([['Days from order to dispatch slaDays', '5 days', '3 days']]);
    expect((await send(again.html, 'save')).status).toBe(303);
    expect(await settings()).toMatchObject({ slaDays: 3, bufferStock: 7 });
  });

  it('sees in the transaction what somebody else changes while it is saved', async () => {
    const { html } = await admin.get(AT);
    const other = await sessions.open(bridge.db.url);
    await other.query(`BEGIN; SELECT 1 FROM store WHERE code = 'default' FOR UPDATE`);
    const saving = send(html, 'save', { slaDays: '3' });
    await waitsForALock(bridge.db);
    await other.query(`UPDATE store SET settings = settings || '{"bufferStock": 8}' WHERE code = 'default'`);
    await other.query('COMMIT');
    const refused = await saving;
    expect([refused.status, refused.html.includes('Units kept back, from 0 units to 8 units')]).toEqual([
      409,
      true,
    ]);
    expect(formOf(refused.html)).toMatchObject({ slaDays: '3', bufferStock: '8' });
    const [stored] = await bridge.db.rows<{ settings: object }>(
      `SELECT settings FROM store WHERE code = 'default'`,
    );
    expect(stored!.settings).toMatchObject({ bufferStock: 8 });
    expect(stored!.settings).not.toHaveProperty('slaDays');
  });

  it('is neither shown to a reader nor changed by one', async () => {
    const { body } = await bridge.post('/admin/clients', { clientId: 'reader', scopes: ['orders:read'] });
    const reader = new Visitor(bridge.url);
    await reader.signIn('reader', body.clientSecret);
    expect((await reader.get(AT)).status).toBe(403);
    const fields = { slaDays: '3', do: 'save' };
    expect((await reader.post(AT, fields, '/console')).status).toBe(403);
    expect(await settings()).toEqual(before);
  });

  it('refuses a form without its token', async () => {
    const { html } = await admin.get(AT);
    expect((await admin.send(AT, { ...formOf(html), slaDays: '3', do: 'save', _csrf: 'x' })).status).toBe(
      403,
    );
    expect(await settings()).toEqual(before);
  });
});

/** The tag of a field. */
function fieldOf(html: string, name: string): string {
  return new RegExp(`<(?:input|textarea|select)[^>]* id="${name}"[^>]*>`).exec(html)![0];
}

/** Cells of the rows of a table, as text. */
function rowsOf(html: string): string[][] {
  const [, body = ''] = /<tbody[^>]*>(.*?)<\/tbody>/s.exec(html)!;
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => textOf(cell)),
  );
}

function textOf(html: string): string {
  return html.replaceAll(/<[^>]+>/g, '').replaceAll('&quot;', '"');
}
