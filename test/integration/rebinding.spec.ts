import { randomBytes } from 'node:crypto';
import * as dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { DeliverySender } from '../../src/deliveries/delivery-sender.js';
import { DeliveryRoutes } from '../../src/deliveries/delivery-routes.js';
import { NOTIFICATION } from '../../src/notifications/notification.endpoint.js';
import { StoreMode } from '../../src/platform/outgoing/store-mode.js';
import type { AppConfig } from '../../src/platform/config/app-config.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';

const SETTINGS = { allowPrivateTargets: false, privateTargets: [] as string[] };
/** Where the name leads now; when it was saved, it led nowhere. */
let addresses: string[] = [];
let asked = 0;

jest.unstable_mockModule('node:dns', () => ({
  ...dns,
  lookup: (_name: string, options: dns.LookupAllOptions | dns.LookupOneOptions, done: Answer) => {
    asked++;
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) done(null, all);
    else done(null, all[0]!.address, all[0]!.family);
  },
}));
type Answer = (error: null, found: string | dns.LookupAddress[], family?: number) => void;

let sender: DeliverySender;
let listeners: Server[];
let port: number;
let reached = 0;
const box = new SecretBox(randomBytes(32).toString('base64'));

const listen = async (host: string, on: number): Promise<Server> => {
  const server = createServer((_request, response) => {
    reached++;
    response.end();
  });
  await new Promise<void>((done) => server.listen(on, host, done));
  return server;
};

beforeAll(async () => {
  const v4 = await listen('127.0.0.1', 0);
  port = (v4.address() as AddressInfo).port;
  listeners = [v4, await listen('::1', port)];
});

afterAll(async () => {
  await Promise.all(listeners.map((one) => new Promise((done) => one.close(done))));
});

it.each([
  [['127.0.0.1']],
  [['::1']],
  [['169.254.169.254']],
  [['::ffff:127.0.0.1']],
  [['10.0.0.1', '127.0.0.1']],
  [['::1', '127.0.0.1']],
])('a name that leads to %j since it was saved is not connected to', async (now) => {
  const { DeliverySender } = await import('../../src/deliveries/delivery-sender.js');
  const { checkTarget } = await import('../../src/platform/outgoing/check-target.js');
  const url = `http://changes-its-address.invalid:${port}/`;
  expect(await checkTarget(url, SETTINGS)).toBe(url);
  addresses = now;
  const routes = new DeliveryRoutes();
  routes.register(NOTIFICATION);
  sender = new DeliverySender(SETTINGS as AppConfig, box, routes);
  const sealed = box.seal({ headers: {}, signing: [] }, 'endpoint:1:NOTIFICATION');
  const before = asked;
  const { error } = await sender.send({
    ...{ id: 'x', storeId: 1, kind: NOTIFICATION.kind, orderCode: '1', eventType: 'T', body: '{}' },
    ...{
      url,
      secretsKeyId: sealed.keyId,
      secretsBox: sealed.box,
      mode: StoreMode.Live,
      lease: { allowsSending: () => true },
    },
  });
  sender.onApplicationShutdown();
  expect(asked).toBe(before + 1);
  expect(error).toContain('is not allowed');
  expect(reached).toBe(0);
});
