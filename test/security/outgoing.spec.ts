import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { TargetRules } from '../../src/platform/outgoing/target-rules.js';
import { checkStore } from '../../src/magento/check/store-check.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { clientFor } from '../support/magento-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const WANTED = {
  statuses: [],
  bySource: 'no' as const,
  sourceCodes: [],
  documented: false,
  shippedInPairs: 0,
  websiteCode: 'base',
};

/** Clouds' metadata, and what is no single host. */
const METADATA = [
  ...['169.254.169.254', '169.254.170.2', '169.254.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...['0.0.0.0', '0.1.2.3', '224.0.0.1', '255.255.255.255'],
];
const METADATA_V6 = [
  ...['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254', 'fd00:c1::a9fe:a9fe', 'fd00:42::42', '::', 'fe80::1'],
  ...['fe80::a9fe:a9fe', 'fe80::1%lo', 'ff02::1'],
];
const PRIVATE = ['10.1.2.3', '172.16.5.4', '192.168.0.1', '127.0.0.1', '100.64.0.1'];
const PRIVATE_V6 = ['::1', 'fc00::1', 'fd12:3456::1', '2001:db8::1'];
const PUBLIC = ['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'];

/** IPv6 that leads to an IPv4 address: mapped, compatible, translated, NAT64, 6to4, Teredo (client, server), ISATAP. */
function embedded(address: string): string[] {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
  const words = (one: number, two: number): string => one.toString(16) + ':' + two.toString(16);
  const v4 = words((a << 8) | b, (c << 8) | d);
  const inverted = words(((a << 8) | b) ^ 0xffff, ((c << 8) | d) ^ 0xffff);
  return [
    ...[`::ffff:${address}`, `::ffff:${v4}`, `::ffff:0:${v4}`, `64:ff9b::${v4}`, `64:ff9b:1::${v4}`],
    ...[`::${v4}`, `2002:${v4}::1`, `2001:0:808:808:0:0:${inverted}`, `2001:0:${v4}::1`],
    ...[`2001:4860::5efe:${v4}`, `2001:4860::200:5efe:${v4}`],
  ];
}

const rules = (allowPrivateTargets: boolean, ...privateTargets: string[]): TargetRules =>
  new TargetRules({ allowPrivateTargets, privateTargets });
const allowed = (by: TargetRules, addresses: string[]): string[] => addresses.filter((one) => by.allows(one));

describe('where connections may lead', () => {
  const never = [...METADATA, ...METADATA_V6, ...METADATA.flatMap(embedded)];
  const inside = [...PRIVATE, ...PRIVATE_V6, ...PRIVATE.flatMap(embedded)];

  it('never to metadata, under any setting', () => {
    const everything = rules(true, '128.0.0.0/1', '0.0.0.0/1', '::/1', '8000::/1');
    expect(never.length).toBeGreaterThan(100);
    for (const by of [everything, rules(true), TargetRules.forOperators(), rules(false)]) {
      expect(allowed(by, never)).toEqual([]);
    }
  });

  it('to private addresses only by setting, in any form', () => {
    expect(allowed(rules(false), [...inside, ...PUBLIC])).toEqual(PUBLIC);
    expect(allowed(rules(true), [...PRIVATE, ...PRIVATE_V6, ...PUBLIC])).toHaveLength(13);
  });

  it('to listed ones, and none beside', () => {
    const by = rules(false, '10.1.0.0/16', '192.168.0.1', 'fd12:3456::/32');
    expect(allowed(by, inside)).toEqual([
      '10.1.2.3',
      '192.168.0.1',
      'fd12:3456::1',
      '::ffff:10.1.2.3',
      '::ffff:a01:203',
      '2001:4860::5efe:a01:203',
      '2001:4860::200:5efe:a01:203',
      '::ffff:192.168.0.1',
      '::ffff:c0a8:1',
      '2001:4860::5efe:c0a8:1',
      '2001:4860::200:5efe:c0a8:1',
    ]);
    // A translator is listed, and so must be what lies behind it.
    const translated = rules(false, '64:ff9b::/96', '10.1.0.0/16');
    expect(
      allowed(translated, ['64:ff9b::808:808', '64:ff9b::a01:203', '64:ff9b::a02:203', '64:ff9b::a9fe:a9fe']),
    ).toEqual(['64:ff9b::808:808', '64:ff9b::a01:203']);
  });

  it.each(['0177.0.0.1', '0x7f.1', '127.1', '2130706433', 'localhost', '', '8.8.8.8 '])(
    'to nothing that is no plain address: %j',
    (text) => expect(rules(true).allows(text)).toBe(false),
  );

  it.each(['10.0.0.0/33', '10.0.0.0/0', 'fe80::1%eth0', 'shop.internal', '10.0.0/8'])(
    '%s is no block',
    (block) => expect(() => loadConfig({ PRIVATE_TARGETS: block })).toThrow('PRIVATE_TARGETS'),
  );
});

/** Something inside that must get no byte, and a port where nothing is. */
class Inside {
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Inside> {
    const server = createServer();
    const inside = new Inside(server);
    server.on('connection', (socket) => {
      inside.connections++;
      inside.sockets.add(socket.on('error', () => undefined));
      socket.end('SSH-2.0-OpenSSH\r\n');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return inside;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}

describe('the address of a store', () => {
  let sandbox: Sandbox;
  let inside: Inside;
  let closedPort: number;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    inside = await Inside.start();
    const gone = await Inside.start();
    closedPort = gone.port;
    await gone.close();
    bridge = await startTestApp(sandbox, { ALLOW_PRIVATE_TARGETS: 'false', PRIVATE_TARGETS: '127.0.0.2' });
  });

  afterAll(async () => {
    await bridge.close();
    await inside.close();
    await sandbox.close();
  });

  /** What the check says of an address that is in the database already, without the port. */
  const check = async (baseUrl: string): Promise<string[]> => {
    await bridge.db.rows('UPDATE store SET base_url = $1', [baseUrl]);
    await bridge.call('PUT', '/admin/stores/default', { body: { paused: false } });
    const { status, body } = await bridge.post('/admin/stores/default/check');
    expect(status).toBe(200);
    return body.checks
      .filter((one: { result: string }) => one.result === 'failed')
      .map((one: { message: string }) => one.message.replaceAll(/:\d+/g, ''));
  };

  it.each(['https', 'http'])(
    'inside gets no byte of the check, and is spoken of in no other way (%s)',
    async (scheme) => {
      const [open, closed] = [
        await check(`${scheme}://127.0.0.1:${inside.port}`),
        await check(`${scheme}://127.0.0.1:${closedPort}`),
      ];
      expect(open).toEqual(closed);
      expect(open.join()).toMatch(/not allowed. List its network in PRIVATE_TARGETS/);
      expect(inside.connections).toBe(0);
    },
  );

  it.each(['https', 'http'])('that is allowed is not known by what listens there (%s)', async (scheme) => {
    const before = inside.connections;
    const messages = [];
    for (const port of [inside.port, closedPort]) {
      const { items } = await checkStore(
        clientFor(sandbox, { baseUrl: `${scheme}://127.0.0.1:${port}` }),
        WANTED,
      );
      messages.push(items.filter(({ result }) => result === 'failed').map(({ message }) => message));
    }
    expect(messages.map((all) => all.map((one) => one.replaceAll(/:\d+/g, '')))).toEqual([
      [expect.stringMatching(/^(No TLS connection|Magento cannot be reached)/)],
      [expect.stringMatching(/^(No TLS connection|Magento cannot be reached)/)],
    ]);
    expect(inside.connections).toBeGreaterThan(before);
  });

  it.each(['https://127.0.0.2:1', 'https://[fe80::1%25eth0]', 'https://[::1]:1', 'https://127.1:1'])(
    '%s in the database is a finding, no fault of ours',
    async (baseUrl) => {
      expect(await check(baseUrl)).toHaveLength(1);
    },
  );

  it.each([
    ...['http://127.0.0.1', 'https://10.0.0.1', 'http://169.254.169.254', 'http://metadata.localhost'],
    ...[
      'https://[::1]',
      'https://[fe80::1%25eth0]',
      'http://0x7f000001',
      'http://2130706433',
      'http://127.1',
    ],
  ])('is refused when it is set: %s', async (baseUrl) => {
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    const replies = [
      await bridge.post('/admin/stores', { code: 'inside', baseUrl, credentials }),
      await bridge.call('PUT', '/admin/stores/default', { body: { baseUrl, credentials } }),
    ];
    expect(replies.map(({ status, body }) => [status, body.errors[0].field])).toEqual([
      [400, 'baseUrl'],
      [400, 'baseUrl'],
    ]);
  });

  it('may be a listed private one', async () => {
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    const body = { baseUrl: 'https://127.0.0.2:1', credentials };
    expect((await bridge.call('PUT', '/admin/stores/default', { body })).status).toBe(200);
  });
});

describe('another way out than the guarded one', () => {
  it.each([
    "import { connect } from 'node:net';",
    "import net from 'net';",
    "import * as tls from 'node:tls';",
    "import { request } from 'node:https';",
    "import { Agent } from 'node:http';",
    "import axios from 'axios';",
    "import { HttpService } from '@nestjs/axios';",
    "import { connect } from 'node:http2';",
    "export const net = await import('node:net');",
    "export const net = process.getBuiltinModule('net');",
    "await fetch('http://10.0.0.1/');",
    "await globalThis.fetch('http://10.0.0.1/');",
    "new WebSocket('ws://10.0.0.1/');",
  ])('is refused by the linter: %s', async (code) => {
    const root = join(import.meta.dirname, '../..');
    // Rules that need types are not looked at: without them a file is read in a moment.
    const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });
    const [result] = await eslint.lintText(code, { filePath: 'src/deliveries/signature.ts' });
    const found = result!.messages.map(({ ruleId }) => ruleId);
    expect(found.some((rule) => /no-restricted/.test(rule ?? ''))).toBe(true);
  });
});
