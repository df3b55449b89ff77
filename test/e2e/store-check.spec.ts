import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { page } from '../sandbox/faulty-proxy.js';
import { INTEGRATION, Sandbox } from '../sandbox/sandbox.js';
import { commandLine } from '../support/command-line.js';
import { environmentFor, startTestApp, type TestApp } from '../support/test-app.js';

const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = INTEGRATION;
const OAUTH = {
  MAGENTO_AUTH: 'oauth1',
  MAGENTO_CONSUMER_KEY: consumerKey,
  MAGENTO_CONSUMER_SECRET: consumerSecret,
  MAGENTO_ACCESS_TOKEN: accessToken,
  MAGENTO_ACCESS_TOKEN_SECRET: accessTokenSecret,
};

describe('the store check', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ release: '2.4.7', auth: { integrations: [{ ...INTEGRATION }] } });
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 2 }));
    bridge = await startTestApp(sandbox, OAUTH);
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  async function check(): Promise<{ ok: boolean; state: string; of: (name: string) => any }> {
    const { body } = await bridge.post('/admin/stores/default/check');
    const of = (name: string) => body.checks.find((one: any) => one.check === name);
    return { ok: body.ok, state: body.state, of };
  }

  it('is well', async () => {
    const { ok, state, of } = await check();
    expect([ok, state]).toEqual([true, 'well']);
    expect(of('right Magento_Catalog::products').result).toBe('ok');
    expect(of('reserved characters').result).toBe('ok');
  });

  it('says first that not all could be found out, where the shop fails in its middle', async () => {
    sandbox.decide = ({ method, path }) =>
      /\/shipments|\/products|\/inventory|\/modules/.test(path) && method === 'GET'
        ? { reach: 'no', answer: page(503) }
        : undefined;
    const known = { pairDeducts: 'twice', unitsDeductedTwice: 7 };
    await bridge.db.rows('UPDATE store SET traits = traits || $1', [JSON.stringify(known)]);
    const { ok, state, of } = await check();
    expect([ok, state]).toEqual([false, 'unknown']);
    // What could not be found out is not forgotten.
    expect(await bridge.db.rows('SELECT traits FROM store')).toMatchObject([{ traits: known }]);
    for (const name of ['right Magento_Sales::shipment', 'right Magento_Catalog::products', 'shipping']) {
      expect([name, of(name)?.result]).toEqual([name, 'unknown']);
    }
    const { db } = bridge;
    const doctor = await commandLine({ ...environmentFor(db.url, sandbox), ...OAUTH }, ['doctor', 'default']);
    expect(doctor.stdout).toContain('Store default: not all could be found out');
    expect(doctor.stdout).toContain('UNKNOWN  right Magento_Sales::shipment: Could not be found out');
    expect(doctor.code).toBe(1);
  });

  it('says first what is wrong, where there is something of both', async () => {
    sandbox.decide = ({ path }) =>
      path.includes('/shipments') ? { reach: 'no', answer: page(503) } : undefined;
    sandbox.accounts.options.integrations[0]!.resources = [
      'Magento_Sales::actions_view',
      'Magento_Sales::shipment',
    ];
    const { ok, state, of } = await check();
    expect([ok, state]).toEqual([false, 'wrong']);
    expect(of('right Magento_Sales::shipment').result).toBe('unknown');
    expect(of('right Magento_Sales::cancel').result).toBe('failed');
    expect(of('right Magento_Catalog::products').result).toBe('warning');
  });

  it('takes an outage of the whole shop for no finding about it', async () => {
    sandbox.decide = () => ({ reach: 'no', answer: page(503) });
    const { state, of } = await check();
    expect([state, of('sign-in').result]).toEqual(['unknown', 'unknown']);
  });

  it('finds out that the web server hides the port from Magento', async () => {
    sandbox.faults.middleman.host = (host) => host.replace(/:\d+$/, '');
    const { state, of } = await check();
    expect(state).toBe('wrong');
    expect(of('sign-in').message).toContain('without the port');
  });

  it('does not take a wrong secret for a port that is hidden', async () => {
    await bridge.call('PUT', '/admin/stores/default', {
      body: { credentials: { scheme: 'oauth1', ...INTEGRATION, resources: undefined, consumerSecret: 'no' } },
    });
    const { state, of } = await check();
    expect(state).toBe('wrong');
    expect(of('sign-in').message).not.toContain('without the port');
  });

  it.each([
    ['consumerKey', 'another-consumer-key-of-32-signs', 'consumer key is not'],
    ['accessToken', 'another-access-token-of-32-signs', 'access token is not'],
  ])('names the value of the integration that is wrong: %s', async (name, value, said) => {
    const { resources: _, ...credentials } = { scheme: 'oauth1', ...INTEGRATION, [name]: value };
    await bridge.call('PUT', '/admin/stores/default', { body: { credentials } });
    const { state, of } = await check();
    expect([state, of('sign-in').result]).toEqual(['wrong', 'failed']);
    expect(of('sign-in').message).toContain(said);
  });

  it('finds out that addresses with reserved characters are rewritten', async () => {
    sandbox.faults.middleman.path = (path) => path.replace('%20', '+');
    const { state, of } = await check();
    expect(state).toBe('wrong');
    expect(of('reserved characters')).toMatchObject({
      result: 'failed',
      message: expect.stringContaining('rewrites addresses'),
    });
  });

  it('warns of a web server that takes no slash in a SKU', async () => {
    sandbox.faults.middleman.answer = (path) =>
      /%2F/i.test(path)
        ? { status: 404, headers: { 'content-type': 'text/html' }, text: '<h1>Not Found</h1>' }
        : undefined;
    const { state, of } = await check();
    expect([state, of('reserved characters').result]).toEqual(['well', 'warning']);
  });

  it('does not count its own time as a difference of clocks', async () => {
    sandbox.faults.latencyMs = 300;
    expect((await check()).of('clock').message).toBe("Magento's clock agrees with ours.");
    sandbox.faults.middleman.dateAheadMs = 90_000;
    expect((await check()).of('clock')).toMatchObject({ result: 'warning' });
  });
});
