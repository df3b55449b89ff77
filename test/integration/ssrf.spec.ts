import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { contextOf, DeliverySender } from '../../src/deliveries/delivery-sender.js';
import { DeliveryRoutes } from '../../src/deliveries/delivery-routes.js';
import type { Outgoing } from '../../src/deliveries/delivery.types.js';
import { NOTIFICATION } from '../../src/notifications/notification.endpoint.js';
import { checkTarget } from '../../src/platform/outgoing/check-target.js';
import type { AppConfig } from '../../src/platform/config/app-config.js';
import { StoreMode } from '../../src/platform/outgoing/store-mode.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';

const SETTINGS = { allowPrivateTargets: false, privateTargets: [] as string[] };
const PRIVATE = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.5.4',
  '192.168.0.1',
  '169.254.169.254',
  '0.0.0.0',
  '100.64.0.1',
  '127.255.255.254',
];

/** Ways to write one IPv4 address that URL parsers or resolvers take. */
function spellings(address: string): string[] {
  const parts = address.split('.').map(Number) as [number, number, number, number];
  const [a, b, c, d] = parts;
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (n: number): string => `0x${n.toString(16)}`;
  const octal = (n: number): string => `0${n.toString(8)}`;
  const mapped = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const wide = [...address]
    .map((one) => (one === '.' ? '。' : String.fromCharCode(one.charCodeAt(0) + 0xfee0)))
    .join('');
  return [
    address,
    String(number),
    hex(number),
    octal(number),
    parts.map(hex).join('.'),
    parts.map(octal).join('.'),
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `${hex(a)}.${b}.${octal(c)}.${d}`,
    `${address}.`,
    wide,
    encodeURIComponent(address).replaceAll('.', '%2e'),
    `[::ffff:${address}]`,
    `[::ffff:${mapped}]`,
    `[0:0:0:0:0:ffff:${mapped}]`,
    `[::${address}]`,
    `[64:ff9b::${mapped}]`,
    `[2002:${mapped}::]`,
  ];
}

const OTHERS = [
  '[::1]',
  '[::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[0000::0001]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'sub.localhost',
  '224.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '192.0.2.1',
  '203.0.113.5',
  '240.0.0.1',
  '192.0.0.1',
  '198.51.100.1',
];
const HOSTS = [...PRIVATE.flatMap(spellings), ...OTHERS];

describe('no delivery goes to a private address', () => {
  let listener: Server;
  let listener6: Server;
  let reached = 0;
  let port: number;
  const box = new SecretBox(randomBytes(32).toString('base64'));
  const routes = new DeliveryRoutes();
  routes.register(NOTIFICATION);
  const sender = new DeliverySender(SETTINGS as AppConfig, box, routes);

  beforeAll(async () => {
    const count = (): Server =>
      createServer((_request, response) => {
        reached++;
        response.end();
      });
    listener = count();
    await new Promise<void>((done) => listener.listen(0, '0.0.0.0', done));
    port = (listener.address() as AddressInfo).port;
    listener6 = count();
    await new Promise<void>((done) => listener6.listen(port, '::1', done));
  });

  afterAll(async () => {
    sender.onApplicationShutdown();
    listener.closeAllConnections();
    listener6.closeAllConnections();
    await Promise.all([listener, listener6].map((one) => new Promise((done) => one.close(done))));
  });

  const deliveryTo = (url: string): Outgoing => {
    const { keyId, box: secretsBox } = box.seal(
      { headers: {}, signing: [] },
      contextOf(1, NOTIFICATION.kind),
    );
    return {
      ...{ id: 'x', storeId: 1, kind: NOTIFICATION.kind, orderCode: '1', eventType: 'T', body: '{}' },
      ...{
        url,
        secretsKeyId: keyId,
        secretsBox,
        mode: StoreMode.Live,
        lease: { allowsSending: () => true },
      },
    };
  };

  it('has many ways to try it', () => {
    expect(HOSTS.length).toBeGreaterThanOrEqual(150);
  });

  it.each(HOSTS)('is not saved: %s', async (host) => {
    await expect(checkTarget(`http://${host}:${port}/`, SETTINGS)).rejects.toThrow('validation');
  });

  it.each(HOSTS)('is not connected to, were it saved: %s', async (host) => {
    const url = `http://${host}:${port}/`;
    // What is no URL at all cannot be stored either.
    const result = URL.canParse(url) ? await sender.send(deliveryTo(url)) : { error: 'no URL' };
    expect(result.error).toBeDefined();
    expect(reached).toBe(0);
  });

  it.each([
    'http://user:secret@example.com/',
    'ftp://example.com/',
    'http://',
    'javascript:alert(1)',
    'http://example.com/#x',
    '//example.com',
    '',
  ])('is not saved: %j', async (url) => {
    await expect(checkTarget(url, SETTINGS)).rejects.toThrow('validation');
  });

  it('takes a public address', async () => {
    expect(await checkTarget('https://8.8.8.8/notify?a=b', SETTINGS)).toBe('https://8.8.8.8/notify?a=b');
  });
});
