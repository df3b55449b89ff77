import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { aggregatorNamed, AGGREGATORS } from '../../src/notifications/aggregators/registry.js';
import { PARCELWAY } from '../fixtures/aggregators/parcelway/parcelway.js';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import type { TestApp } from '../support/test-app.js';
import { expectAllDocumented } from '../support/event-check.js';
import { until } from '../support/until.js';

const KEY = 'parcelway-key-1';
/** The line that registers it. */
const all = [...AGGREGATORS, PARCELWAY];
jest.unstable_mockModule('../../src/notifications/aggregators/registry.js', () => ({
  AGGREGATORS: all,
  aggregatorNamed: (name: string | null) => all.find((one) => one.name === name) ?? aggregatorNamed(name),
}));

let sandbox: Sandbox;
let merchant: Merchant;
let bridge: TestApp;

beforeAll(async () => {
  const { startTestApp } = await import('../support/test-app.js');
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  bridge = await startTestApp(sandbox, {
    PARCELWAY_WEBHOOK_KEY: KEY,
    STRANGER_WEBHOOK_KEY: 'of another program',
  });
  const endpoint = { url: merchant.url };
  const { body } = await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
    body: endpoint,
  });
  merchant.secrets.push(body.signingSecret);
  sandbox.place(generateOrder({ entityId: 7, createdAt: Date.now() - 60_000, lines: 1 }));
  await bridge.sync('orders.changed');
});

afterAll(async () => {
  await bridge.close();
  await merchant.close();
  expectAllDocumented(merchant);
  await sandbox.close();
});

const webhook = (body: object, key = KEY) =>
  bridge.call('POST', '/webhooks/parcelway/default', {
    anonymous: true,
    headers: { 'x-parcelway-key': key },
    body,
  });

it('takes the webhook of an aggregator that is a folder and a line, with its key from the environment', async () => {
  const delivered = { order_id: '7', awb: 'W7', status: 'DEL', time: '2026-11-23 10:00:00' };
  expect((await webhook(delivered, 'wrong-key')).status).toBe(401);
  expect((await webhook(delivered)).status).toBe(200);
  expect((await webhook({ ...delivered, status: 'X' })).status).toBe(200);
  await until(() => Promise.resolve(merchant.received.length > 0 || undefined));
  expect(merchant.received.map(({ body, signed }) => [signed, body])).toMatchObject([
    [
      true,
      {
        forwardOrderCode: '7',
        forwardAwb: 'W7',
        notificationType: 'DELIVERED',
        logisticAggregatorInfo: { logisticAggregatorName: 'PARCELWAY' },
      },
    ],
  ]);
  const { body } = await bridge.get('/notifications');
  expect(body.items.map((one: any) => [one.source, one.state])).toEqual([
    ['PARCELWAY', 'UNMAPPED'],
    ['PARCELWAY', 'ACCEPTED'],
  ]);
});

it('takes another key of it from the administration, and says what it lacks', async () => {
  const put = (body: object) => bridge.call('PUT', '/admin/stores/default', { body });
  const short = await put({ aggregators: { parcelwayWebhookKey: 'short' } });
  expect([short.status, short.body.errors[0].field]).toEqual([400, 'aggregators.parcelwayWebhookKey']);
  expect((await put({ aggregators: { strangerWebhookKey: 'of another program' } })).status).toBe(400);
  expect((await put({ aggregators: { parcelwayWebhookKey: 'parcelway-key-2' } })).status).toBe(200);
  expect((await webhook({}, KEY)).status).toBe(401);
  expect((await webhook({}, 'parcelway-key-2')).status).toBe(200);
  expect((await put({ settings: { logisticAggregator: 'PARCELWAY' } })).status).toBe(200);
  expect((await put({ settings: { logisticAggregator: 'OTHER' } })).body.errors[0].message).toContain(
    'PARCELWAY',
  );
});
