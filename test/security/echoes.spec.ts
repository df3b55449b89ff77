import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MagentoCredentials } from '../../src/platform/config/app-config.js';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { clientFor } from '../support/magento-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const TOKEN = 'Zx81/"secret\'of+merchant';
const PASSWORD = 'pa55-of-merchant';
const LONG = 'long-'.padEnd(1500, 'key');
const HEADERS = {
  authorization: `Bearer ${TOKEN}`,
  'x-api-key': 'key-0123456789',
  'x-long': LONG,
  'x-basic': `Basic ${Buffer.from(`us:${PASSWORD}`).toString('base64')}`,
};

describe("a merchant's answer that echoes what we sent", () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 }));
    bridge = await startTestApp(sandbox);
    await bridge.get('/orders/1?refresh=true');
    const body = { url: `${merchant.url}/notify`, headers: HEADERS };
    expect(
      (await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', { body })).status,
    ).toBeLessThan(300);
  });

  afterAll(async () => {
    await bridge.close();
    await merchant.close();
    await sandbox.close();
  });

  const LEAKS = /secret|pa55|long-|keykey|0123456789|cGE1NS1|of\+merchant|of%2Bmerchant|WngwMQ|v1,/i;

  it('shows none of it, in any spelling', async () => {
    let sent: Record<string, unknown> = {};
    merchant.mischief = {
      status: 500,
      answer: ({ headers }) => {
        sent = headers;
        return [
          JSON.stringify(headers),
          Object.values(headers).map(String).map(encodeURIComponent).join(),
          Object.values(headers)
            .map((one) => Buffer.from(String(one)).toString('base64'))
            .join(),
          `Unknown token ${TOKEN}, wrong password ${PASSWORD}`,
          `signed ${String(headers['webhook-signature'])}`,
        ].join('\n');
      },
    };
    const event = {
      notificationType: 'PICKED_UP',
      notificationTime: new Date().toISOString(),
      forwardOrderCode: '1',
    };
    const { body } = await bridge.post('/notifications', event);
    const [attempt] = await until(async () => {
      const rows = await bridge.db.rows<{ response: string; error: string }>(
        'SELECT response, error FROM delivery_attempt',
      );
      return rows.length > 0 ? rows : undefined;
    });
    expect(Object.keys(sent)).toEqual(expect.arrayContaining(Object.keys(HEADERS)));
    expect(attempt!.response).toMatch(/Unknown token \[removed\], wrong password \[removed\]/);
    expect(`${attempt!.response} ${attempt!.error}`).not.toMatch(LEAKS);
    expect((await bridge.get(`/deliveries/${body.deliveryId}`)).text).not.toMatch(LEAKS);
    const tried = await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/test');
    expect([tried.body.ok, LEAKS.test(tried.text)]).toEqual([false, false]);
  });

  it('shows none of it where our reading ends within a secret', async () => {
    const before = (await bridge.db.rows('SELECT 1 FROM delivery_attempt')).length;
    merchant.mischief = { status: 500, answer: () => `x${LONG}`.repeat(12) };
    await bridge.post('/notifications', {
      notificationType: 'DELIVERED',
      notificationTime: new Date().toISOString(),
      forwardOrderCode: '1',
    });
    const responses = await until(async () => {
      const rows = await bridge.db.rows<{ response: string }>('SELECT response FROM delivery_attempt');
      return rows.length > before && rows.some(({ response }) => /^x\[rem/.test(response)) ? rows : undefined;
    });
    expect(responses.map(({ response }) => response).join()).not.toMatch(/long-|keykey/);
  });
});

describe("Magento's answer that echoes what we sent", () => {
  it.each<[string, MagentoCredentials]>([
    ['a token', { scheme: 'bearer', accessToken: 'token-of-the-integration' }],
    ['a password', { scheme: 'admin', username: 'bridge', password: 'password-of-the-bridge' }],
    [
      'keys',
      {
        scheme: 'oauth1',
        consumerKey: 'consumer-key-of-the-bridge',
        consumerSecret: 'consumer-secret-of-the-bridge',
        accessToken: 'token-of-the-integration',
        accessTokenSecret: 'secret-of-the-integration',
      },
    ],
  ])('shows none of it: %s', async (_name, credentials) => {
    const shop = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const message = `No ${request.headers.authorization} ${Buffer.concat(chunks).toString()}`;
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
      });
    });
    await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
    const { port } = shop.address() as AddressInfo;
    const client = clientFor({} as Sandbox, { baseUrl: `http://127.0.0.1:${port}`, credentials });
    const error: Error = await client.getOrder('1').then(
      () => new Error('answered'),
      (refusal: Error) => refusal,
    );
    shop.closeAllConnections();
    await new Promise((done) => shop.close(done));
    expect(error.message).toContain('[removed]');
    expect(JSON.stringify([error.message, error])).not.toMatch(/of-the/);
  });
});
