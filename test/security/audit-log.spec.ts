import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AuditStream } from '../../src/audit/audit-stream.js';
import { AuditTicker } from '../../src/audit/audit.ticker.js';
import { AuditVerifier } from '../../src/audit/audit-verifier.js';
import { SignInAudit } from '../../src/auth/sign-in-audit.js';
import { tally } from '../../src/platform/audit/audit-tally.repository.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

interface Entry {
  action: string;
  actor: string;
  subject: string;
  result: string;
  address: string | null;
  storeCode: string | null;
  requestId: string | null;
  after: Record<string, unknown> | null;
  position: string;
}

const NOBODY = '019a0000-0000-7000-8000-000000000000';
/** Behind a proxy that is trusted, as which the test calls. */
const CALLER = '203.0.113.5';

/** Who did what is there afterwards, with where it came from; and what strangers do takes no more room than there is. */
describe('the audit log', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 }));
    bridge = await startTestApp(sandbox, { RATE_LIMIT_PER_MINUTE: '1000000', TRUSTED_PROXIES: '127.0.0.1' });
    await bridge.sync('orders.new');
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const at = (address: string, id?: string): Record<string, string> => ({
    'x-forwarded-for': address,
    ...(id === undefined ? {} : { 'x-request-id': id }),
  });
  const entries = async (query = ''): Promise<Entry[]> => {
    await bridge.app.get(SignInAudit).flush();
    return (await bridge.get(`/audit?limit=200${query}`)).body.items;
  };

  async function client(
    clientId: string,
    scopes: string[],
    storeCodes?: string[],
  ): Promise<{ headers: Record<string, string> }> {
    const { body } = await bridge.post('/admin/clients', { clientId, scopes, storeCodes });
    return { headers: { authUsername: clientId, authPassword: body.clientSecret } };
  }

  describe('has every action of an operator', () => {
    const dead = async (): Promise<string> => {
      const [row] = await bridge.db.rows<{ id: string }>(
        `INSERT INTO delivery (store_id, kind, order_code, event_type, body, state, settled_at)
         VALUES (1, 'NOTIFICATION', '000000001', 'PICKED_UP', '{}', 'DEAD', now()) RETURNING id`,
      );
      return row!.id;
    };
    const failedWrite = async (): Promise<string> => {
      const [row] = await bridge.db.rows<{ id: string }>(
        `INSERT INTO operation (store_id, order_id, kind, natural_key, state, input, requested_by, next_attempt_at, attention_since)
         SELECT 1, id, 'CANCEL', gen_random_uuid()::text, 'FAILED', '{}', 'x', NULL, now() FROM "order" WHERE entity_id = 1
         RETURNING id`,
      );
      return row!.id;
    };
    const range = { storeCode: 'default', from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };

    it.each<[string, string, (id: string) => string, unknown, (() => Promise<string>) | undefined, string]>([
      ['delivery.replay', 'POST', (id) => `/deliveries/${id}/replay`, {}, dead, 'ok'],
      ['delivery.replay', 'POST', () => '/deliveries/replay', {}, dead, 'ok'],
      ['operation.retry', 'POST', (id) => `/operations/${id}/retry`, {}, failedWrite, 'ok'],
      ['operation.retry', 'POST', () => '/operations/retry', { state: 'FAILED' }, failedWrite, 'ok'],
      ['operation.withdraw', 'POST', () => '/operations/withdraw', { state: 'FAILED' }, failedWrite, 'ok'],
      ['operation.withdraw', 'POST', (id) => `/operations/${id}/withdraw`, {}, failedWrite, 'ok'],
      [
        'order.release',
        'POST',
        () => '/orders/1/release',
        {},
        () => bridge.db.rows(`UPDATE "order" SET sync_state = 'HELD' WHERE entity_id = 1`).then(() => ''),
        'ok',
      ],
      ['store.run', 'POST', () => '/admin/sync/default/orders.changed/run', {}, undefined, 'ok'],
      ['store.backfill', 'POST', () => '/admin/backfills', range, undefined, 'ok'],
      ['store.reconcile', 'POST', () => '/admin/reconciliations', range, undefined, 'ok'],
      ['store.rebuild', 'POST', () => '/admin/sync/default/rebuild', {}, undefined, 'ok'],
      [
        'inventory.run',
        'POST',
        () => '/admin/inventory/default/runs',
        { kind: 'DRIFT_CHECK' },
        undefined,
        'ok',
      ],
      ['inventory.retry', 'POST', () => '/admin/inventory/default/retry', {}, undefined, 'ok'],
      ['store.check', 'POST', () => '/admin/stores/default/check', {}, undefined, 'ok'],
      ['store.update', 'PUT', () => '/admin/stores/default', { settings: { slaDays: 3 } }, undefined, 'ok'],
      [
        'endpoint.put',
        'PUT',
        () => '/admin/stores/default/endpoints/NOTIFICATION',
        { url: 'http://127.0.0.1:9/hook' },
        undefined,
        'ok',
      ],
      [
        'endpoint.test',
        'POST',
        () => '/admin/stores/default/endpoints/NOTIFICATION/test',
        {},
        undefined,
        'failed',
      ],
      [
        'endpoint.rotate',
        'POST',
        () => '/admin/stores/default/endpoints/NOTIFICATION/rotate-secret',
        {},
        undefined,
        'ok',
      ],
      [
        'endpoint.disable',
        'POST',
        () => '/admin/stores/default/endpoints/NOTIFICATION/disable',
        {},
        undefined,
        'ok',
      ],
    ])('%s (%s %s)', async (action, method, path, body, prepare, result) => {
      const id = prepare === undefined ? '' : await prepare();
      const requestId = `request-${action}-${path('x').length}`;
      const reply = await bridge.call(method, path(id), { body, headers: at(CALLER, requestId) });
      expect([reply.status < 300, reply.text]).toEqual([true, reply.text]);
      const [entry, ...more] = (await entries(`&action=${action}`)).filter(
        (one) => one.requestId === requestId,
      );
      expect(entry).toMatchObject({ actor: CLIENT.id, storeCode: 'default', address: CALLER, result });
      expect(more).toEqual([]);
    });

    it('that did not go well, once an hour with its error', async () => {
      for (let n = 0; n < 3; n++) {
        const reply = await bridge.post(`/deliveries/${NOBODY}/replay`, {}, { headers: at('198.51.100.20') });
        expect(reply.status).toBe(404);
      }
      await bridge.post('/admin/sync/default/no-stream/run', {}, { headers: at('198.51.100.20') });
      await bridge.post('/admin/stores/nowhere/check', {}, { headers: at('198.51.100.20') });
      await bridge.post('/orders/999/acknowledge', {}, { headers: at('198.51.100.20') });
      const found = (await entries('&action=action')).filter(({ address }) => address === '198.51.100.20');
      expect(found.map(({ subject, result, storeCode }) => [subject, result, storeCode])).toEqual([
        ['POST /admin/stores/:storeCode/check NOT_FOUND', 'failed', null],
        ['POST /admin/sync/:storeCode/:stream/run BAD_DATA', 'failed', 'default'],
        ['POST /deliveries/:deliveryId/replay NOT_FOUND', 'failed', 'default'],
      ]);
    });

    it('clients: made, changed, deleted', async () => {
      await client('short-lived', ['orders:read']);
      await bridge.call('PUT', '/admin/clients/short-lived', {
        body: { newSecret: true },
        headers: at(CALLER),
      });
      await bridge.call('DELETE', '/admin/clients/short-lived', { headers: at(CALLER) });
      const found = await entries('&subject=client:short-lived&action=client.*');
      expect(found.map(({ action, address }) => [action, address])).toEqual([
        ['client.delete', CALLER],
        ['client.update', CALLER],
        ['client.create', '127.0.0.1'],
      ]);
    });
  });

  describe('has sign-ins', () => {
    const times = async (actor: string, action: string): Promise<number> =>
      (await entries(`&actor=${actor}&action=${action}`)).length;

    it('by header once, however often it calls, and once for each address', async () => {
      const { headers } = await client('every-call', ['orders:read']);
      for (let n = 0; n < 20; n++) {
        await bridge.get('/orders', {
          anonymous: true,
          headers: { ...headers, ...at(`198.51.100.${n % 2}`) },
        });
      }
      expect(await times('every-call', 'sign-in.header')).toBe(2);
    });

    it('for a token once, with the count when the hour has ended', async () => {
      const { headers } = await client('token-taker', ['orders:read']);
      const body = { clientId: 'token-taker', clientSecret: headers['authPassword'] };
      for (let n = 0; n < 3; n++) {
        await bridge.post('/auth/token', body, { anonymous: true, headers: at(CALLER) });
      }
      expect(await times('token-taker', 'sign-in.token')).toBe(1);
      await bridge.db.rows(
        `UPDATE audit_tally SET hour = hour - interval '1 hour' WHERE actor = 'token-taker'`,
      );
      await bridge.app.get(AuditTicker).tick();
      const [last] = await until(async () => {
        const found = await entries('&actor=token-taker&action=sign-in.token');
        return found.length === 2 ? found : undefined;
      });
      expect(last).toMatchObject({ result: 'ok', address: CALLER, after: { times: 3 } });
    });

    it('to the console, and signing out of it', async () => {
      const { headers } = await client('visitor', ['orders:read']);
      const visitor = new Visitor(bridge.url);
      await visitor.signIn('visitor', headers['authPassword']!);
      await visitor.post('/console/sign-out', {}, '/console/orders');
      const found = await entries('&actor=visitor&action=sign-*');
      expect(found.map(({ action, result, address }) => [action, result, address])).toEqual([
        ['sign-out', 'ok', '127.0.0.1'],
        ['sign-in.console', 'ok', '127.0.0.1'],
      ]);
    });

    it('that failed: the name of a client, and never one that may be a secret in the wrong field', async () => {
      for (const clientId of [CLIENT.id, 'my-password-by-mistake']) {
        const signIn = { clientId, clientSecret: 'wrong-secret' };
        await bridge.post('/auth/token', signIn, { anonymous: true, headers: at('198.51.100.9') });
      }
      const visitor = new Visitor(bridge.url);
      await visitor.signIn('writer-only', 'x');
      const found = (await entries('&action=sign-in.*&result=failed')).map(({ actor, action }) => [
        action,
        actor,
      ]);
      expect(found).toEqual([
        ['sign-in.console', 'unknown'],
        ['sign-in.token', 'unknown'],
        ['sign-in.token', CLIENT.id],
      ]);
      const all = await bridge.db.rows('SELECT * FROM audit_log UNION ALL SELECT * FROM audit_log');
      expect(JSON.stringify(all)).not.toContain('my-password-by-mistake');
    });

    it('that failed while the database was away, when it is back', async () => {
      const manager = bridge.app.get(DataSource).manager;
      const query = jest.spyOn(manager, 'query').mockRejectedValueOnce(new Error('gone'));
      const audit = bridge.app.get(SignInAudit);
      for (let n = 0; n < 2; n++) audit.failed(CLIENT.id, { way: 'token', address: '198.51.100.30' });
      await audit.flush();
      query.mockRestore();
      await audit.flush();
      const [row] = await bridge.db.rows(
        `SELECT sum(times)::int AS times FROM audit_tally WHERE address = '198.51.100.30'`,
      );
      expect(row).toEqual({ times: 2 });
    });

    it('to a webhook with a wrong key', async () => {
      await bridge.post('/webhooks/clickpost/default', {}, { anonymous: true, headers: at('198.51.100.10') });
      expect((await entries('&action=sign-in.webhook'))[0]).toMatchObject({
        result: 'failed',
        address: '198.51.100.10',
      });
    });

    it('that were refused unheard, counted', async () => {
      const signIn = { clientId: CLIENT.id, clientSecret: 'wrong-secret' };
      const address = '198.51.100.11';
      await bridge.db.rows(`INSERT INTO sign_in_failure VALUES ($1, 100, now())`, [`address:${address}`]);
      const statuses = new Set<number>();
      for (let n = 0; n < 7; n++) {
        statuses.add(
          (await bridge.post('/auth/token', signIn, { anonymous: true, headers: at(address) })).status,
        );
      }
      expect([...statuses]).toEqual([429]);
      await bridge.app.get(SignInAudit).flush();
      const [counted] = await bridge.db.rows(
        `SELECT sum(times)::int AS times FROM audit_tally WHERE result = 'refused' AND address = $1`,
        [address],
      );
      expect(counted).toEqual({ times: 7 });
      expect((await entries('&action=sign-in.token&result=refused')).map((one) => one.address)).toContain(
        address,
      );
    });

    it('of what a client may not do', async () => {
      const { headers } = await client('curious', ['orders:read']);
      for (let n = 0; n < 5; n++) {
        const reply = await bridge.get('/admin/clients', {
          anonymous: true,
          headers: { ...headers, ...at(CALLER) },
        });
        expect(reply.status).toBe(403);
      }
      expect(await entries('&actor=curious&action=access')).toMatchObject([
        { subject: 'GET /admin/clients', result: 'refused', address: CALLER },
      ]);
    });

    it('of ten thousand strangers as some two hundred rows, none of them lost from the count', async () => {
      const { manager } = bridge.app.get(DataSource);
      const rows = async (): Promise<number> =>
        (
          await bridge.db.rows<{ n: number }>(
            `SELECT count(*)::int AS n FROM audit_log WHERE action = 'sign-in.flood'`,
          )
        )[0]!.n;
      for (let n = 0; n < 10_000; n += 20) {
        await Promise.all(
          Array.from({ length: 20 }, (_, m) => {
            const actor = { clientId: 'unknown', address: `2001:db8::${(n + m).toString(16)}` };
            return tally(manager, {
              // One of its own: nothing else is counted with it.
              action: 'sign-in.flood' as 'sign-in.webhook',
              result: 'failed',
              actor,
              subject: 'x',
              byStrangers: true,
            });
          }),
        );
      }
      const [counted] = await bridge.db.rows(
        `SELECT sum(times)::int AS times FROM audit_tally WHERE action = 'sign-in.flood'`,
      );
      expect(counted).toEqual({ times: 10_000 });
      expect(await rows()).toBeLessThan(250);
    }, 120_000);
  });

  it('has the reading of personal data in the console, before the page is sent', async () => {
    const { headers } = await client('reader', ['orders:read']);
    const visitor = new Visitor(bridge.url);
    await visitor.signIn('reader', headers['authPassword']!);
    const [{ id }] = (await bridge.db.rows<{ id: string }>('SELECT id FROM delivery LIMIT 1')) as [
      { id: string },
    ];
    for (const path of [
      'orders/1',
      'orders/1',
      `deliveries/${id}`,
      'orders?q=customer%40example.com',
      'runs',
    ]) {
      expect((await visitor.get(`/console/${path}`)).status).toBe(200);
    }
    expect((await visitor.get(`/console/deliveries/${NOBODY}`)).status).toBe(404);
    const found = await entries('&actor=reader&action=personal-data.read');
    expect(found.map(({ subject, storeCode }) => [subject, storeCode])).toEqual([
      ['orders:by e-mail', 'default'],
      [`delivery:${id}`, 'default'],
      ['order:1', 'default'],
    ]);
  });

  describe('is read', () => {
    it('by its own scope, of the stores of the client', async () => {
      await bridge.post('/admin/stores', {
        ...{ code: 'other', baseUrl: sandbox.url, storeView: 'default' },
        credentials: { scheme: 'admin', username: 'a', password: 'b-12345678' },
      });
      const all = await client('auditor', ['audit:read']);
      const one = await client('auditor-of-one', ['audit:read'], ['other']);
      const read = async ({ headers }: { headers: Record<string, string> }) =>
        (await bridge.get('/audit?limit=200', { anonymous: true, headers })).body.items as Entry[];
      expect((await read(all)).some(({ storeCode }) => storeCode === null)).toBe(true);
      expect((await read(one)).map(({ action, storeCode }) => [action, storeCode])).toEqual([
        ['store.create', 'other'],
      ]);
      const reply = await bridge.get('/audit?storeCode=default', { anonymous: true, headers: one.headers });
      expect(reply.body.items).toEqual([]);
      expect((await bridge.get('/orders', { anonymous: true, headers: all.headers })).status).toBe(403);
    });

    it('page by page, without a gap, and by filter', async () => {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null && seen.length < 2000) {
        const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const page: { items: Entry[]; nextCursor: string | null } = (
          await bridge.get(`/audit?limit=7${from}`)
        ).body;
        seen.push(...page.items.map(({ position }) => position));
        cursor = page.nextCursor;
      }
      expect(seen.at(-1)).toBe('1');
      expect(seen.map(Number)).toEqual(Array.from({ length: seen.length }, (_, n) => seen.length - n));
      expect(await entries(`&from=${new Date(Date.now() + 3_600_000).toISOString()}`)).toEqual([]);
      expect((await bridge.get('/audit?result=maybe')).status).toBe(400);
      expect((await bridge.get('/audit?from=2026-02-31')).status).toBe(400);
    });

    it('in the console, by its filters', async () => {
      const visitor = new Visitor(bridge.url);
      await visitor.signIn(CLIENT.id, CLIENT.secret);
      const { html } = await visitor.get('/console/audit?action=endpoint.*&result=failed&storeCode=default');
      expect(html).toContain('endpoint.test');
      expect(html).toContain(CALLER);
      expect(html).not.toContain('store.update');
      expect((await visitor.get('/console/audit?from=yesterday')).status).toBe(400);
    });
  });

  it('is written out line by line, each entry at least once and in order, without what was changed', async () => {
    const config = new AppConfig({ ...bridge.app.get(AppConfig), logLevel: 'warn' });
    const source = bridge.app.get(DataSource);
    const written: string[] = [];
    const write = (text: string): unknown => written.push(...text.trimEnd().split('\n'));
    await Promise.all([1, 2].map(() => new AuditStream(source, config).writeOut(write)));
    await new AuditStream(source, config).writeOut(write);
    const lines = written.map((line) => JSON.parse(line) as Entry & Record<string, unknown>);
    const { last } = await bridge.app.get(AuditVerifier).verify();
    expect(lines.map(({ position }) => Number(position))).toEqual(lines.map((_, n) => n + 1));
    expect(lines.at(-1)).toMatchObject({ kind: 'audit', position: last!.position, hash: last!.hash });
    expect(new Set(lines.flatMap((line) => Object.keys(line)))).toEqual(
      new Set(
        'level time kind at position actor action subject storeCode result address requestId hash previousHash msg'.split(
          ' ',
        ),
      ),
    );
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { slaDays: 4 } } });
    written.length = 0;
    await expect(
      new AuditStream(source, config).writeOut(() => {
        throw new Error('EPIPE');
      }),
    ).rejects.toThrow('EPIPE');
    await new AuditStream(source, config).writeOut(write);
    expect(written.map((line) => (JSON.parse(line) as Entry).action)).toEqual(['store.update']);
    const silent = new AppConfig({ ...config, logLevel: 'silent' });
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { slaDays: 5 } } });
    await new AuditStream(source, silent).writeOut(() => {
      throw new Error('written');
    });
    await new AuditStream(source, config).writeOut(write);
    expect(written).toHaveLength(2);
  });

  it('is whole after all this', async () => {
    expect((await bridge.app.get(AuditVerifier).verify()).broken).toBeNull();
  });
});
