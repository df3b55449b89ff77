import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { ADMIN, INTEGRATION, Sandbox } from '../sandbox/sandbox.js';
import { commandLine } from '../support/command-line.js';
import { CLIENT, environmentFor, startTestApp, type TestApp } from '../support/test-app.js';

describe('clients, stores and the store check', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start({
      release: '2.4.8',
      auth: {
        users: [ADMIN, { username: 'viewer', password: 'p', resources: ['Magento_Sales::actions_view'] }],
      },
    });
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 }));
    bridge = await startTestApp(sandbox);
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  it('gives a client its secret once, keeps only a hash, and ends the old one on rotation', async () => {
    const made = await bridge.post('/admin/clients', {
      clientId: 'oms',
      scopes: ['orders:read'],
      storeCodes: ['default'],
    });
    const secret = made.body.clientSecret as string;
    const [stored] = await bridge.db.rows<{ secret_hash: string }>(
      `SELECT secret_hash FROM api_client WHERE id = 'oms'`,
    );
    expect(stored!.secret_hash).toMatch(/^scrypt\$/);
    expect(JSON.stringify((await bridge.get('/admin/clients')).body)).not.toContain(secret);
    const call = (authPassword: string) =>
      bridge.get('/orders', { anonymous: true, headers: { authUsername: 'oms', authPassword } });
    expect((await call(secret)).status).toBe(200);
    const rotated = await bridge.call('PUT', '/admin/clients/oms', { body: { newSecret: true } });
    expect([(await call(secret)).status, (await call(rotated.body.clientSecret as string)).status]).toEqual([
      401, 200,
    ]);
    await bridge.call('PUT', '/admin/clients/oms', { body: { enabled: false } });
    expect((await call(rotated.body.clientSecret as string)).status).toBe(401);
  });

  it('seals credentials and never shows them', async () => {
    const credentials = {
      scheme: 'oauth1',
      consumerKey: 'key-canary',
      consumerSecret: 'secret-canary',
      accessToken: 'token-canary',
      accessTokenSecret: 'ts-canary',
    };
    const made = await bridge.post('/admin/stores', {
      code: 'second',
      baseUrl: `${sandbox.url}/`,
      credentials,
      settings: { slaDays: 3 },
    });
    expect(made.body).toMatchObject({
      code: 'second',
      baseUrl: sandbox.url,
      authScheme: 'oauth1',
      settings: { slaDays: 3, pageSize: 100 },
    });
    expect(
      (await bridge.post('/admin/stores', { code: 'second', baseUrl: sandbox.url, credentials })).status,
    ).toBe(409);
    const dump = JSON.stringify([
      made.body,
      (await bridge.get('/admin/stores')).body,
      await bridge.db.rows('SELECT * FROM audit_log'),
      await bridge.db.rows(`SELECT encode(credentials_box, 'escape') FROM store`),
    ]);
    expect(dump).not.toContain('canary');
    await bridge.call('PUT', '/admin/stores/second', { body: { paused: true } });
    const actions = await bridge.db.rows<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject = 'store:second' ORDER BY id`,
    );
    expect(actions.map((row) => row.action)).toEqual(['store.create', 'store.update']);
  });

  it('acts for no store where two are named, or none where there are several', async () => {
    const headers = { authUsername: CLIENT.id, authPassword: CLIENT.secret };
    const call = (more: Record<string, string>) =>
      bridge.call('POST', '/operations/withdraw', {
        anonymous: true,
        headers: { ...headers, ...more },
        body: {},
      });
    const differing = await call({ authDomainName: 'default', 'x-store-code': 'second' });
    expect([differing.status, differing.body.code, differing.body.errors]).toEqual([
      400,
      'BAD_DATA',
      [
        {
          field: 'X-Store-Code',
          message: 'names another store than authDomainName does; send one of the two',
        },
      ],
    ]);
    const unnamed = await call({});
    expect([unnamed.status, unnamed.body.errors[0].field]).toEqual([400, 'X-Store-Code']);
    expect((await call({ authDomainName: 'second', 'x-store-code': 'second' })).status).toBe(200);
  });

  it('checks a store: everything well', async () => {
    const { body } = await bridge.post('/admin/stores/default/check');
    expect(body.ok).toBe(true);
    const results = Object.fromEntries(
      body.checks.map((one: { check: string; result: string }) => [one.check, one.result]),
    );
    expect(results).toMatchObject({
      dns: 'ok',
      tls: 'warning',
      'sign-in': 'ok',
      clock: 'ok',
      'right Magento_Sales::cancel': 'ok',
      release: 'ok',
      statuses: 'ok',
      endpoints: 'ok',
    });
    expect((await bridge.get('/admin/stores/default')).body.traits.release).toBe('2.4.8 or newer');
    expect(sandbox.store.book(1)).toMatchObject({ comments: 0, cancellations: 0, invoices: 0, shipments: 0 });
  });

  it.each<[string, object, string, RegExp]>([
    [
      'a missing right',
      { credentials: { scheme: 'admin', username: 'viewer', password: 'p' } },
      'right Magento_Sales::cancel',
      /Give Magento_Sales::cancel/,
    ],
    [
      'a wrong password',
      { credentials: { scheme: 'admin', username: ADMIN.username, password: 'x' } },
      'sign-in',
      /Check user and password/,
    ],
    [
      'an integration token refused as Bearer',
      { credentials: { scheme: 'bearer', accessToken: INTEGRATION.accessToken } },
      'sign-in',
      /enable_integration_as_bearer/,
    ],
    [
      'a host that does not exist',
      {
        baseUrl: 'http://shop.invalid',
        credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
      },
      'dns',
      /has no address/,
    ],
  ])('checks a store: %s', async (_name, change, check, words) => {
    await bridge.call('PUT', '/admin/stores/second', { body: { baseUrl: sandbox.url, ...change } });
    const { body } = await bridge.post('/admin/stores/second/check');
    expect(body.ok).toBe(false);
    expect(body.checks).toContainEqual({ check, result: 'failed', message: expect.stringMatching(words) });
  });

  it('checks a store: push mode without a place to push to', async () => {
    const settings = (pushToIncreff: boolean): Promise<unknown> =>
      bridge.call('PUT', '/admin/stores/default', { body: { settings: { pushToIncreff } } });
    const check = async (): Promise<unknown> => {
      const { body } = await bridge.post('/admin/stores/default/check');
      return body.checks.find((one: { check: string }) => one.check === 'endpoints');
    };
    await settings(true);
    expect(await check()).toMatchObject({
      result: 'warning',
      message: expect.stringContaining('INCREFF has no enabled endpoint'),
    });
    await bridge.call('PUT', '/admin/stores/default/endpoints/INCREFF', { body: { url: sandbox.url } });
    expect(await check()).toMatchObject({ result: 'ok' });
    await settings(false);
    await bridge.call('DELETE', '/admin/stores/default/endpoints/INCREFF');
  });

  it('tells two-factor sign-in apart', async () => {
    sandbox.accounts.options.twoFactor = 'google';
    await bridge.call('PUT', '/admin/stores/second', {
      body: {
        baseUrl: sandbox.url,
        credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
      },
    });
    const { body } = await bridge.post('/admin/stores/second/check');
    sandbox.accounts.options.twoFactor = 'off';
    expect(body.checks).toContainEqual(
      expect.objectContaining({
        check: 'sign-in',
        result: 'failed',
        message: expect.stringContaining('make an integration'),
      }),
    );
  });

  it('does the same from the command line, and rotates the key', async () => {
    const environment = environmentFor(bridge.db.url, sandbox);
    const doctor = await commandLine(environment, ['doctor', 'default']);
    expect(doctor.stdout).toContain('ok       sign-in');
    const next = {
      ...environment,
      SECRETS_KEY: Buffer.alloc(32, 9).toString('base64'),
      SECRETS_KEY_PREVIOUS: environment['SECRETS_KEY']!,
    };
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: 'http://127.0.0.1:1/' },
    });
    const keys = 'SELECT credentials_key_id AS key FROM store UNION SELECT secrets_key_id FROM endpoint';
    const before = await bridge.db.rows(keys);
    expect(before).toHaveLength(1);
    expect((await commandLine(next, ['rotate-key'])).stdout).toContain(
      '2 store(s), 1 endpoint(s) and 0 alert channel(s) sealed again',
    );
    const after = await bridge.db.rows(keys);
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    const alone = { ...next, SECRETS_KEY_PREVIOUS: '' };
    expect((await commandLine(alone, ['doctor', 'default'])).stdout).toContain('ok       sign-in');
  });
});
