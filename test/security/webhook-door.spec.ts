import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const KEY = 'clickpost-key';
const DECLARED = 200 * 1024 * 1024;

/** What a caller without the key can make us read, and what one with it can. */
describe('webhooks', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
    const aggregators = { clickpostWebhookKey: KEY };
    await bridge.call('PUT', '/admin/stores/default', { body: { aggregators } });
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  /** Announces a large body and sends none of it. @returns the status */
  function announce(path: string, headers: Record<string, string>): Promise<number> {
    const { hostname, port } = new URL(bridge.url);
    return new Promise((done, fail) => {
      const socket = connect(Number(port), hostname, () => {
        const lines = [`POST ${path} HTTP/1.1`, `host: ${hostname}`, `content-length: ${DECLARED}`];
        for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
        socket.write(`${lines.join('\r\n')}\r\ncontent-type: application/json\r\n\r\n`);
      });
      socket.once('data', (answer) => {
        socket.destroy();
        done(Number(/^HTTP\/1.1 (\d+)/.exec(String(answer))![1]));
      });
      socket.once('error', fail);
    });
  }

  it.each([
    ['no key', '/webhooks/clickpost/default', {}],
    ['a wrong key', '/webhooks/clickpost/default', { webhook_key: 'wrong' }],
    ["another aggregator's header", '/webhooks/clickpost/default', { 'x-api-key': KEY }],
    ['a store that is none', '/webhooks/clickpost/nowhere', { webhook_key: KEY }],
    ['a store without this key', '/webhooks/st/default', { 'x-api-key': KEY }],
  ])('of a caller with %s are refused before the body comes', async (_name, path, headers) => {
    expect(await announce(path, headers as Record<string, string>)).toBe(401);
  });

  it('sign-in takes no more than an id and a secret', async () => {
    expect(await announce('/auth/token', {})).toBe(413);
  });

  const send = (body: object | string) =>
    bridge.call('POST', '/webhooks/clickpost/default', {
      anonymous: true,
      headers: { webhook_key: KEY },
      rawBody: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it.each<[string, object | string]>([
    ['a text of 100 KB', { waybill: '1', proof: 'x'.repeat(100 * 1024) }],
    ['2,501 elements', { waybill: '1', scans: Array.from({ length: 2501 }, (_, i) => i) }],
    ['1,001 fields', Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, i]))],
    ['a name of 300 characters', { ['n'.repeat(300)]: 1 }],
    ['101 levels', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
    ['300 KB', { waybill: 'x'.repeat(300 * 1024) }],
    ['no JSON', 'waybill=1'],
  ])('with the key are kept for a person where they are odd: %s', async (_name, body) => {
    await bridge.db.rows('DELETE FROM notification');
    expect((await send(body)).status).toBe(200);
    expect(await bridge.db.rows('SELECT state FROM notification')).toEqual([{ state: 'MALFORMED' }]);
  });

  it('longer than anybody sends are not read to their end', async () => {
    expect((await send({ waybill: 'x'.repeat(2 * 1024 * 1024) })).status).toBe(413);
  });

  it('are slowed down for whoever guesses the key', async () => {
    await bridge.db.rows(`INSERT INTO sign_in_failure VALUES ('address:127.0.0.1', 100, now())
                          ON CONFLICT (who) DO UPDATE SET failures = 100, since = now()`);
    expect(await announce('/webhooks/clickpost/default', { webhook_key: 'guess' })).toBe(429);
  });
});
