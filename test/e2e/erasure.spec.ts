import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Sandbox } from '../sandbox/sandbox.js';
import { ASHA, completeInMagento, orderOfAsha, TRACES, tracesIn } from '../support/customer.js';
import { commandLine } from '../support/command-line.js';
import { CLIENT, environmentFor, startTestApp, type TestApp } from '../support/test-app.js';
import { Visitor } from '../support/visitor.js';

const KEY = randomBytes(32).toString('base64');
const NEXT_KEY = randomBytes(32).toString('base64');

/** The ways to erase a customer: command, page and, with the tests of integration, API. */
let sandbox: Sandbox;
let bridge: TestApp;
let operator: Visitor;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  bridge = await startTestApp(sandbox, { SECRETS_KEY: KEY });
  operator = new Visitor(bridge.url);
  await operator.signIn(CLIENT.id, CLIENT.secret);
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

async function cli(words: string[], environment: Record<string, string> = {}): Promise<string> {
  const ended = await commandLine(
    { ...environmentFor(bridge.db.url, sandbox), SECRETS_KEY: KEY, ...environment },
    words,
  );
  if (ended.code !== 0) throw Object.assign(new Error(ended.stderr), ended);
  return ended.stdout;
}

async function closed(entityId: number): Promise<void> {
  sandbox.place(orderOfAsha({ entityId, createdAt: Date.now() - 3_600_000 }));
  completeInMagento(sandbox, entityId);
  await bridge.sync('orders.changed');
}

const traces = () => tracesIn(bridge.db, TRACES);
const hashes = async () =>
  (await bridge.db.rows('SELECT email_hash FROM erasure ORDER BY requested_at')).map(
    (row) => row['email_hash'],
  );

it('by command: counts, then erases', async () => {
  await closed(1);
  const counted = await cli(['erase', '--email', ASHA.email, '--dry-run']);
  expect(counted).toMatch(
    /^1 order\(s\) of this customer\.\nRows that would be erased:\n {2}order: 1\n {2}order_item: 1\n$/,
  );
  expect(Object.keys(await traces()).length).toBeGreaterThan(0);
  const erased = await cli(['erase', '--email', ASHA.email]);
  expect(erased).toMatch(/Erased as [\da-f-]{36}:\n {2}order: 1\n {2}order_item: 1\n$/);
  expect(await traces()).toEqual({});
});

it.each([['nobody'], ['']])('by command: refuses %j', async (email) => {
  await expect(cli(['erase', '--email', email])).rejects.toMatchObject({ code: 1 });
});

it('by command: says of a customer without orders that nothing would be erased', async () => {
  const counted = await cli(['erase', '--email', 'nobody@example.org', '--dry-run']);
  expect(counted).toBe('0 order(s) of this customer.\nRows that would be erased:\n  none\n');
});

it('by page: only counts unless it is confirmed, and never shows the e-mail', async () => {
  await bridge.db.rows('DELETE FROM erasure');
  await closed(2);
  const post = (fields: Record<string, string>) =>
    operator.post('/console/erasures', { email: ASHA.email, ...fields }, '/console/erasures');
  const counted = await post({ dryRun: 'true', confirmed: 'true' });
  expect([counted.status, counted.html.includes('Nothing is changed yet')]).toEqual([200, true]);
  const unconfirmed = await post({});
  expect([unconfirmed.status, unconfirmed.html.includes('confirmed')]).toEqual([400, true]);
  expect(await bridge.db.rows('SELECT 1 FROM erasure')).toEqual([]);
  const forged = await operator.post(
    '/console/erasures',
    { email: ASHA.email, confirmed: 'true' },
    '/console/erasures',
    'forged',
  );
  expect(forged.status).toBe(403);
  const done = await post({ confirmed: 'true' });
  expect([done.status, done.html.includes('Erased.')]).toEqual([200, true]);
  expect(await traces()).toEqual({});
  const { html } = await operator.get('/console/erasures');
  expect(html).toContain((await hashes())[0]);
  expect((counted.html + done.html + html).toLowerCase()).not.toContain(ASHA.email.toLowerCase());
});

it('an administrator of one store erases nobody', async () => {
  const clientId = 'bound';
  const bound = { clientId, scopes: ['admin'], storeCodes: ['default'] };
  const { status } = await bridge.post('/admin/clients', bound);
  expect(status).toBe(400);
  const made = await bridge.post('/admin/clients', { ...bound, scopes: ['orders:read'] });
  // As one may be left from before the pair was refused.
  await bridge.db.rows(`UPDATE api_client SET scopes = '{admin}' WHERE id = $1`, [clientId]);
  const headers = { authUsername: clientId, authPassword: made.body.clientSecret as string };
  const as = { anonymous: true, headers };
  expect((await bridge.post('/admin/erasures', { email: ASHA.email }, as)).status).toBe(403);
  expect((await bridge.get('/admin/erasures', as)).status).toBe(403);
});

it('a customer is known again after SECRETS_KEY was changed', async () => {
  await cli(['erase', '--email', ASHA.email]);
  const before = (await hashes()).at(-1);
  expect(before).toMatch(/^[\da-f]{64}$/);
  await cli(['rotate-key'], { SECRETS_KEY: NEXT_KEY, SECRETS_KEY_PREVIOUS: KEY });
  await cli(['erase', '--email', ASHA.email.toLowerCase()], { SECRETS_KEY: NEXT_KEY });
  expect((await hashes()).at(-1)).toBe(before);
});
