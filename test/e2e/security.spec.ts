import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';

/** A client of store b, and everything that store a has. */
const FOREIGN = [
  '/orders/1',
  '/orders/1/status',
  '/orders/1/timeline',
  '/orders/1/invoices',
  '/shipments/{shipment}',
  '/shipments/{shipment}/label',
  '/operations/{operation}',
  '/manifests/{manifest}',
  '/increff/invoice?orderCode=1',
  '/increff/shipping-label?shipmentCode={shipment}',
];

/**
 * The OWASP API Security Top 10 (2023), one group each. API1 and API5 for every operation, and API9: test/openapi/scopes.spec.ts.
 * API7 in full: test/integration/ssrf.spec.ts.
 */
describe('security', () => {
  let sandbox: Sandbox;
  let otherShop: Sandbox;
  let bridge: TestApp;
  let foreigner: Record<string, string>;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    otherShop = await Sandbox.start();
    for (let id = 1; id <= 3; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    }
    bridge = await startTestApp(sandbox, { RATE_LIMIT_PER_MINUTE: '600' });
    await bridge.sync('orders.new');
    await bridge.post('/admin/stores', {
      code: 'other',
      baseUrl: otherShop.url,
      credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
    });
    foreigner = await clientOf(
      ['other'],
      ['orders:read', 'orders:write', 'returns:write', 'notifications:write'],
    );
    const [item] = (await bridge.get('/orders/1')).body.orderItems;
    const parcel = await bridge.post('/orders/1/shipments', {
      shipmentId: 'P1',
      items: [{ orderItemCode: item.orderItemCode, quantity: 1 }],
      shippingLabelUrl: 'https://labels.example.com/1.pdf',
    });
    await bridge.post('/orders/1/invoice');
    ids['shipment'] = parcel.body.shipmentCode;
    ids['operation'] = parcel.body.operationId;
    const manifest = await bridge.post('/manifests', {
      transporter: 'T',
      locationCode: 'WH1',
      manifestItems: [{ orderCode: '1', shipmentCode: ids['shipment'], awbNumber: 'A' }],
    });
    ids['manifest'] = manifest.body.manifestCode;
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
    await otherShop.close();
  });

  async function clientOf(storeCodes: string[], scopes: string[]): Promise<Record<string, string>> {
    const clientId = `client-of-${storeCodes.join('-')}-${scopes.length}`;
    const { body } = await bridge.post('/admin/clients', { clientId, scopes, storeCodes });
    return { authUsername: clientId, authPassword: body.clientSecret as string };
  }

  const as = (headers: Record<string, string>) => ({ anonymous: true, headers });
  const filled = (path: string): string => path.replace(/\{(\w+)\}/, (_, name: string) => ids[name]!);

  describe('API1 object level authorisation', () => {
    it.each(FOREIGN)('%s is not there for a client of another store', async (path) => {
      const url = filled(path);
      const mine = await bridge.get(url);
      const theirs = await bridge.get(url, as(foreigner));
      expect([mine.status, theirs.status, theirs.body.code]).toEqual([
        200,
        404,
        expect.stringMatching(/NOT_FOUND/),
      ]);
    });

    it('nor by naming the other store', async () => {
      for (const header of ['x-store-code', 'authDomainName']) {
        const asked = await bridge.get('/orders/1', as({ ...foreigner, [header]: 'default' }));
        const unknown = await bridge.get('/orders/1', as({ ...foreigner, [header]: 'nowhere' }));
        expect([asked.status, asked.body.code]).toEqual([unknown.status, unknown.body.code]);
        expect(asked.status).toBeGreaterThanOrEqual(403);
      }
    });
  });

  describe('API2 authentication', () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub: CLIENT.id, exp: Math.floor(Date.now() / 1000) + 3600, iat: 0 };

    it.each([
      ['unsigned', `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`],
      [
        'signed by another key',
        ((): string => {
          const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
          return `${text}.${createHmac('sha256', 'secret').update(text).digest('base64url')}`;
        })(),
      ],
      ['empty', ''],
    ])('refuses a token that is %s', async (_what, token) => {
      expect((await bridge.get('/orders', as({ authorization: `Bearer ${token}` }))).status).toBe(401);
    });

    it('takes neither token nor secret from the address', async () => {
      const { body } = await bridge.post('/auth/token', { clientId: CLIENT.id, clientSecret: CLIENT.secret });
      for (const query of [
        `access_token=${body.accessToken}`,
        `authUsername=${CLIENT.id}&authPassword=${CLIENT.secret}`,
      ]) {
        expect((await bridge.get(`/orders?${query}`, { anonymous: true })).status).toBe(401);
      }
    });

    it('a token ends with its client', async () => {
      const headers = await clientOf(['default'], ['orders:read']);
      const signIn = { clientId: headers['authUsername'], clientSecret: headers['authPassword'] };
      const { body } = await bridge.post('/auth/token', signIn, { anonymous: true });
      const token = as({ authorization: `Bearer ${body.accessToken}` });
      expect((await bridge.get('/orders', token)).status).toBe(200);
      await bridge.call('PUT', `/admin/clients/${headers['authUsername']}`, { body: { enabled: false } });
      expect((await bridge.get('/orders', token)).status).toBe(401);
    });
  });

  describe('API3 properties', () => {
    it.each<[string, string, object, string]>([
      ['POST', '/admin/clients', { clientId: 'x', scopes: ['orders:read'], secretHash: 'x' }, 'secretHash'],
      ['PUT', '/admin/clients/increff', { id: 'other' }, 'id'],
      ['PUT', '/admin/stores/default', { id: 7 }, 'id'],
      ['PUT', '/admin/stores/default', { settings: { isAdmin: true } }, 'settings.isAdmin'],
      ['POST', '/orders/1/acknowledge', { syncState: 'CANCELLED' }, 'syncState'],
    ])('%s %s sets nothing that is not offered: %j', async (method, path, body, field) => {
      const reply = await bridge.call(method, path, { body });
      expect([reply.status, reply.body.errors.map((one: any) => one.field)]).toEqual([400, [field]]);
    });

    it.each(['__proto__', 'constructor'])('%s in a body changes no prototype', async (name) => {
      const rawBody = `{"clientId": "p", "scopes": ["orders:read"], "${name}": {"polluted": true}}`;
      const reply = await bridge.call('POST', '/admin/clients', { rawBody });
      expect(reply.status).toBeLessThan(500);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });

    it('answers no secret', async () => {
      await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
        body: { url: 'http://127.0.0.1:9/', headers: { 'x-key': 'header-canary' } },
      });
      for (const path of [
        '/admin/stores',
        '/admin/stores/default',
        '/admin/clients',
        '/admin/stores/default/endpoints',
      ]) {
        const { text } = await bridge.get(path);
        for (const secret of [ADMIN.password, CLIENT.secret, 'header-canary', 'scrypt$', 'whsec_']) {
          expect(text).not.toContain(secret);
        }
      }
    });
  });

  describe('API4 consumption', () => {
    it.each<[string, () => Promise<{ status: number }>, number]>([
      ['a page of a million', () => bridge.get('/orders?limit=1000000'), 400],
      ['a body of 20 MiB', () => bridge.post('/notifications', { text: 'x'.repeat(20 << 20) }), 413],
      [
        'a batch of 201',
        () =>
          bridge.call('PUT', '/orders/acknowledgements', {
            body: { orders: Array(201).fill({ orderCode: '1' }) },
          }),
        400,
      ],
      [
        'JSON of 100,000 levels',
        () => bridge.call('POST', '/notifications', { rawBody: '['.repeat(100_000) + ']'.repeat(100_000) }),
        400,
      ],
    ])('%s is refused', async (_what, ask, status) => {
      expect((await ask()).status).toBe(status);
      expect((await bridge.get('/health/live')).status).toBe(200);
    });

    it('a caller who asks too often learns when to come again', async () => {
      const narrow = await startTestApp(sandbox, { RATE_LIMIT_PER_MINUTE: '5' });
      try {
        const replies = [];
        for (let i = 0; i < 8; i++) replies.push(await narrow.get('/orders'));
        const last = replies.at(-1)!;
        expect([last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, true]);
      } finally {
        await narrow.close();
      }
    });
  });

  describe('API6 business flows', () => {
    it('the same request at once, many times, has one effect', async () => {
      const replies = await Promise.all(
        Array.from({ length: 20 }, () => bridge.post('/orders/2/acknowledge')),
      );
      expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
      expect(sandbox.store.book(2).comments).toBe(1);
    });
  });

  describe('API7 forged requests of our own', () => {
    it.each([
      'http://169.254.169.254/latest/',
      'http://localhost:5432/',
      'file:///etc/passwd',
      'gopher://x/',
    ])('an endpoint is not set to %s', async (url) => {
      const strict = await startTestApp(sandbox, { ALLOW_PRIVATE_TARGETS: 'false' });
      try {
        const reply = await strict.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
          body: { url },
        });
        expect([reply.status, reply.body.errors[0].field]).toEqual([400, 'url']);
      } finally {
        await strict.close();
      }
    });
  });

  describe('API8 configuration', () => {
    it.each(['/orders', '/docs', '/health/live', '/no-such-path', '/console/sign-in'])(
      '%s has the headers',
      async (path) => {
        const { headers } = await bridge.get(path);
        expect(headers.get('content-security-policy')).toMatch(/default-src '(self|none)'/);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
        expect(headers.get('x-powered-by')).toBeNull();
        expect(headers.get('access-control-allow-origin')).toBeNull();
      },
    );

    it('errors tell nothing of the inside', async () => {
      const replies = await Promise.all([
        bridge.get('/no-such-path'),
        bridge.get('/orders/%ff'),
        bridge.call('POST', '/notifications', { rawBody: '{"a":' }),
        bridge.get(`/orders?cursor=${Buffer.from('{"time":"x"}').toString('base64url')}`),
        bridge.get("/orders?status=';DROP TABLE store;--"),
        bridge.call('TRACE', '/orders').catch(() => undefined),
      ]);
      for (const reply of replies) {
        if (!reply) continue;
        expect(reply.status).toBeLessThan(500);
        expect(reply.text).not.toMatch(/at \w+.*\(|node_modules|\.js:\d|SELECT|typeorm|postgres/i);
      }
    });
  });

  describe('what is looked at from outside', () => {
    const secret = [ADMIN.password, CLIENT.secret, 'header-canary', 'whsec_', 'scrypt$'];
    const personal = ['customer@example.com', '1 Main Street', '5555550100'];

    it('metrics hold neither secrets nor customers', async () => {
      const { text } = await bridge.get('/metrics');
      expect(text).toContain('# HELP');
      expect([...secret, ...personal].filter((one) => text.includes(one))).toEqual([]);
    });

    it('nor do the views for auditors', async () => {
      const views = await bridge.db.rows<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.views WHERE table_schema = 'audit'`,
      );
      expect(views.length).toBeGreaterThan(5);
      for (const { name } of views) {
        const text = JSON.stringify(await bridge.db.rows(`SELECT * FROM audit.${name}`));
        expect([name, [...secret, ...personal].filter((one) => text.includes(one))]).toEqual([name, []]);
      }
    });

    it('nor does a single column of the database hold a secret as it is', async () => {
      const columns = await bridge.db.rows<{ table: string; column: string }>(
        `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
         JOIN information_schema.tables t USING (table_schema, table_name)
         WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`,
      );
      expect(columns.length).toBeGreaterThan(200);
      for (const { table, column } of columns) {
        const found = await bridge.db.rows(
          `SELECT 1 FROM "${table}" WHERE position($1 IN "${column}"::text) > 0 OR position($2 IN "${column}"::text) > 0`,
          [ADMIN.password, 'header-canary'],
        );
        expect([table, column, found.length]).toEqual([table, column, 0]);
      }
    });
  });

  describe('API10 what Magento answers', () => {
    it('is neither believed nor shown raw', async () => {
      const hostile = '<script>alert(1)</script>\r\nSet-Cookie: a=b {"level":60}';
      const order = generateOrder({ entityId: 9, createdAt: Date.now() - 1000 });
      const [item] = order.items;
      item!.name = hostile;
      Object.assign(order['billing_address'] as object, { firstname: hostile });
      sandbox.place(order);
      await bridge.sync('orders.new');
      const reply = await bridge.get('/orders/9');
      expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
      expect(reply.body.orderItems[0].name).toBe(hostile);
      expect(reply.headers.get('set-cookie')).toBeNull();
    });
  });
});
