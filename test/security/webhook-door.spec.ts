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

  it('longer than anybody sends are not read to their end', async () => {
    const send = (bytes: number) =>
      bridge.call('POST', '/webhooks/clickpost/default', {
        anonymous: true,
        headers: { webhook_key: KEY },
        rawBody: JSON.stringify({ waybill: 'x'.repeat(bytes) }),
      });
    // Kept as the beginning of a text, to be looked at by a person.
    expect((await send(300 * 1024)).status).toBe(200);
    const [kept] = await bridge.db.rows<{ state: string }>('SELECT state FROM notification');
    expect(kept!.state).toBe('MALFORMED');
    expect((await send(2 * 1024 * 1024)).status).toBe(413);
  });
});
