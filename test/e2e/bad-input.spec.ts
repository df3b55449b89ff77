import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';

/** Small in CI; `FUZZ_RUNS=5000` makes it thorough. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
/** The same cases in every CI run; `FUZZ_SEED=$RANDOM` looks elsewhere. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261123);

interface Problem {
  code: string;
  errors: { field: string; message: string }[];
  requestId: string;
}

describe('bad input gets a clear error that names the field', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 5; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    }
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
    await bridge.post('/admin/stores', {
      code: 'other',
      baseUrl: sandbox.url,
      credentials: { scheme: 'bearer', accessToken: 'x' },
    });
    await bridge.post('/admin/clients', {
      clientId: 'reader',
      scopes: ['orders:read'],
      storeCodes: ['default'],
    });
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const HUGE = '9'.repeat(30);
  const cases: [string, string, string, unknown, number, string][] = [
    ['an order that is not there', 'GET', '/orders/4711', undefined, 404, 'orderCode'],
    ['an order code that is no number', 'GET', '/orders/abc', undefined, 400, 'orderCode'],
    ['an order code of 0', 'GET', '/orders/0', undefined, 400, 'orderCode'],
    ['an order code beyond 64 bits', 'GET', `/orders/${HUGE}`, undefined, 400, 'orderCode'],
    ['a status code list with a blank', 'GET', '/orders?status=a,%20b', undefined, 400, 'status'],
    [
      'an address of the API and not of the shop',
      'PUT',
      '/admin/stores/other',
      { baseUrl: 'https://shop.example.com/rest/V1' },
      400,
      'baseUrl',
    ],
    ['a status twice', 'GET', '/orders?status=a&status=b', undefined, 400, 'status'],
    ['a date that is none', 'GET', '/orders?createdFrom=yesterday', undefined, 400, 'createdFrom'],
    ['a day that does not exist', 'GET', '/orders?createdFrom=2026-02-31', undefined, 400, 'createdFrom'],
    ['a week date', 'GET', '/orders?updatedTo=2026-W10-1', undefined, 400, 'updatedTo'],
    [
      'a time without offset',
      'GET',
      '/orders?updatedFrom=2026-01-01T10:00:00',
      undefined,
      400,
      'updatedFrom',
    ],
    [
      'a range the wrong way round',
      'GET',
      '/orders?createdFrom=2026-02-01&createdTo=2026-01-01',
      undefined,
      400,
      'createdFrom',
    ],
    ['a limit of 0', 'GET', '/orders?limit=0', undefined, 400, 'limit'],
    ['a limit too large', 'GET', '/orders?limit=100000', undefined, 400, 'limit'],
    ['a limit that is text', 'GET', '/orders/pending?limit=many', undefined, 400, 'limit'],
    ['a cursor that is none', 'GET', '/orders?cursor=abc', undefined, 400, 'cursor'],
    [
      'a cursor of another list',
      'GET',
      '/orders/cancelled?cursor=Y3wyMDI2LTAxLTAxVDAwOjAwOjAwLjAwMFp8MQ',
      undefined,
      400,
      'cursor',
    ],
    ['a sync state that is none', 'GET', '/orders?syncState=LOST', undefined, 400, 'syncState'],
    ['an unknown query field', 'GET', '/orders?colour=red', undefined, 400, 'colour'],
    ['refresh that is no boolean', 'GET', '/orders/1?refresh=perhaps', undefined, 400, 'refresh'],
    ['a NUL byte in the query', 'GET', '/orders?status=a%00b', undefined, 400, 'status'],
    ['a NUL byte in the path', 'GET', '/orders/1%00', undefined, 400, 'orderCode'],
    ['an unknown body field', 'POST', '/orders/1/cancel', { reasons: 'x' }, 400, 'reasons'],
    ['a reason that is no text', 'POST', '/orders/1/cancel', { reason: 5 }, 400, 'reason'],
    ['a reason too long', 'POST', '/orders/1/cancel', { reason: 'x'.repeat(256) }, 400, 'reason'],
    ['a NUL byte in the body', 'POST', '/orders/1/cancel', { reason: 'a\u0000b' }, 400, 'reason'],
    ['a batch without orders', 'PUT', '/orders/acknowledgements', {}, 400, 'orders'],
    [
      'a batch of wrong rows',
      'PUT',
      '/orders/acknowledgements',
      { orders: [{ orderCode: 5 }] },
      400,
      'orders.0.orderCode',
    ],
    [
      'a batch too long',
      'PUT',
      '/orders/acknowledgements',
      { orders: Array.from({ length: 201 }, () => ({ orderCode: '1' })) },
      400,
      'orders',
    ],
    ['an operation id that is no UUID', 'GET', '/operations/1', undefined, 400, 'operationId'],
    [
      'an operation that is not there',
      'GET',
      '/operations/00000000-0000-0000-0000-000000000000',
      undefined,
      404,
      'operationId',
    ],
    ['a stream that is none', 'POST', '/admin/sync/default/orders.lost/run', {}, 400, 'stream'],
    ['a store that is not there', 'POST', '/admin/sync/nowhere/orders.new/run', {}, 404, 'storeCode'],
    [
      'a backfill the wrong way round',
      'POST',
      '/admin/backfills',
      { storeCode: 'default', from: '2026-02-01', to: '2026-01-01' },
      400,
      'from',
    ],
    [
      'a store without credentials',
      'POST',
      '/admin/stores',
      { code: 'new', baseUrl: 'https://shop.example.com' },
      400,
      'credentials',
    ],
    [
      'a store with half of its credentials',
      'POST',
      '/admin/stores',
      {
        code: 'new',
        baseUrl: 'https://shop.example.com',
        credentials: { scheme: 'oauth1', consumerKey: 'k' },
      },
      400,
      'credentials.consumerSecret',
    ],
    [
      'a store with an odd address',
      'POST',
      '/admin/stores',
      { code: 'new', baseUrl: 'ftp://shop', credentials: { scheme: 'bearer', accessToken: 'x' } },
      400,
      'baseUrl',
    ],
    [
      'a setting that is none',
      'PUT',
      '/admin/stores/default',
      { settings: { slaDay: 3 } },
      400,
      'settings.slaDay',
    ],
    [
      'a setting out of range',
      'PUT',
      '/admin/stores/default',
      { settings: { pageSize: 100000 } },
      400,
      'settings.pageSize',
    ],
    ['a scope that is none', 'POST', '/admin/clients', { clientId: 'x', scopes: ['root'] }, 400, 'scopes'],
    ['a token request without secret', 'POST', '/auth/token', { clientId: 'x' }, 400, 'clientSecret'],
  ];

  it.each(cases)('%s', async (_name, method, path, body, status, field) => {
    const reply = await bridge.call<Problem>(method, path, { body });
    expect([reply.status, reply.body.errors.map((error) => error.field)]).toEqual([
      status,
      expect.arrayContaining([field]),
    ]);
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(reply.body.requestId).toBe(reply.headers.get('x-request-id'));
  });

  it.each([
    ['malformed JSON', '{"reason":', 400],
    ['a body that is no object', '"text"', 400],
    ['a list for an object', '[]', 400],
    ['a body over 1 MiB', JSON.stringify({ reason: 'x'.repeat(1_100_000) }), 413],
    ['a prototype in the body', '{"__proto__": {"reason": "x"}}', 400],
  ])('%s', async (_name, rawBody, status) => {
    const reply = await bridge.call<Problem>('POST', '/orders/1/cancel', { rawBody });
    expect(reply.status).toBe(status);
    expect(reply.body.errors.length).toBeGreaterThan(0);
  });

  it('a media type that is not JSON', async () => {
    const reply = await bridge.call<Problem>('POST', '/orders/1/cancel', {
      rawBody: 'reason=x',
      headers: { 'content-type': 'text/csv' },
    });
    expect([reply.status, reply.body.errors[0]!.field]).toEqual([415, 'Content-Type']);
  });

  it('a path that is not properly encoded', async () => {
    const reply = await bridge.call<Problem>('GET', '/orders/%E0%A4%A');
    expect([reply.status, reply.body.errors[0]!.field]).toEqual([400, 'path']);
  });

  it.each([
    ['none', {}],
    ['a wrong secret', { authUsername: CLIENT.id, authPassword: 'wrong' }],
    ['an unknown client', { authUsername: 'nobody', authPassword: 'x' }],
    ['half of the headers', { authUsername: CLIENT.id }],
    ['a forged token', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJpbmNyZWZmIn0.' }],
    ['another scheme', { authorization: 'Basic aW5jcmVmZjp4' }],
  ])('no way in with credentials: %s', async (_name, headers) => {
    const reply = await bridge.call<Problem>('GET', '/orders', { anonymous: true, headers: headers });
    expect([reply.status, reply.body.code]).toEqual([401, 'UNAUTHORIZED']);
    expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('a foreign store and one that does not exist look the same', async () => {
    const reader = await bridge.call('PUT', '/admin/clients/reader', { body: { newSecret: true } });
    const headers = { authUsername: 'reader', authPassword: reader.body.clientSecret as string };
    const foreign = await bridge.call<Problem>('GET', '/orders', {
      anonymous: true,
      headers: { ...headers, authDomainName: 'other' },
    });
    const missing = await bridge.call<Problem>('GET', '/orders', {
      anonymous: true,
      headers: { ...headers, 'x-store-code': 'nowhere' },
    });
    expect([foreign.status, foreign.body.errors[0]!.field]).toEqual([403, 'X-Store-Code']);
    expect([missing.status, missing.body.errors]).toEqual([foreign.status, foreign.body.errors]);
    const write = await bridge.call<Problem>('POST', '/orders/1/cancel', {
      anonymous: true,
      headers,
      body: {},
    });
    expect([write.status, write.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('an order of another store is not there', async () => {
    const reply = await bridge.get('/orders/1', { headers: { 'x-store-code': 'other' } });
    expect(reply.status).toBe(404);
  });

  it('stores nothing for any of it', async () => {
    expect(await bridge.db.rows('SELECT 1 FROM operation')).toEqual([]);
    expect(await bridge.db.rows('SELECT 1 FROM backfill')).toEqual([]);
    expect(
      (await bridge.db.rows<{ code: string }>('SELECT code FROM store ORDER BY id')).map((row) => row.code),
    ).toEqual(['default', 'other']);
  });

  describe('no input gives a server error', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '0',
        '-1',
        HUGE,
        '1e9',
        'null',
        '2026-13-01',
        'Infinity',
        "'; --",
        '\u0000',
        '\ud800',
      ),
    );
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.anything(), { maxLength: 3 }),
      fc.dictionary(fc.string(), fc.anything(), { maxKeys: 3 }),
    );
    const queryNames = [
      'status',
      'createdFrom',
      'createdTo',
      'updatedFrom',
      'updatedTo',
      'syncState',
      'limit',
      'cursor',
      'refresh',
      'dryRun',
    ];

    it('over query parameters', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('/orders', '/orders/pending', '/orders/cancelled', '/orders/1', '/admin/sync/runs'),
          fc.dictionary(fc.constantFrom(...queryNames), text, { maxKeys: 4 }),
          async (path, query) => {
            const search = new URLSearchParams(
              Object.entries(query).map(([name, one]) => [name, one.toWellFormed()]),
            );
            const reply = await bridge.get(`${path}?${search.toString()}`);
            expect(reply.status).toBeLessThan(500);
          },
        ),
        { numRuns: RUNS, seed: SEED },
      );
    });

    it('over bodies', async () => {
      const body = fc.dictionary(
        fc.constantFrom(
          'reason',
          'locationCode',
          'orders',
          'orderCode',
          'clientId',
          'clientSecret',
          'code',
          'baseUrl',
          'credentials',
          'settings',
          'from',
          'to',
          'storeCode',
          'scopes',
          '__proto__',
          'x',
        ),
        value,
        { maxKeys: 5 },
      );
      const targets: [string, string][] = [
        ['POST', '/orders/777/cancel?dryRun=true'],
        ['POST', '/orders/777/acknowledge?dryRun=true'],
        ['PUT', '/orders/acknowledgements'],
        ['POST', '/admin/backfills'],
        ['POST', '/admin/stores'],
        ['PUT', '/admin/stores/other'],
        ['POST', '/admin/clients'],
      ];
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...targets),
          fc.oneof(body, value),
          async ([method, path], given) => {
            const reply = await bridge.call(method, path, { rawBody: JSON.stringify(given) ?? 'null' });
            expect(reply.status).toBeLessThan(500);
          },
        ),
        { numRuns: RUNS, seed: SEED },
      );
    });

    it('over paths and headers', async () => {
      const header = fc
        .string({ unit: 'grapheme-ascii', maxLength: 40 })
        .map((one) => one.replace(/[^\x20-\x7e]/g, ''));
      await fc.assert(
        fc.asyncProperty(text, header, header, async (code, key, store) => {
          const path = `/orders/${encodeURIComponent(code.toWellFormed())}/cancel?dryRun=true`;
          const reply = await bridge.call('POST', path, {
            body: {},
            headers: { 'idempotency-key': key, 'x-request-id': key, 'x-store-code': store },
          });
          expect(reply.status).toBeLessThan(500);
        }),
        { numRuns: RUNS, seed: SEED },
      );
    });
  });
});
