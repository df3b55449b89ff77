import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FIELDS, nameOf } from '../../src/console/export/fields.js';
import { type ConsoleShop, startConsoleShop } from '../support/console-shop.js';
import { CLIENT } from '../support/test-app.js';
import { Visitor } from '../support/visitor.js';

/** A list as a file, of some days, counted, and with some of its rows chosen. */
describe('the lists of the console', () => {
  let shop: ConsoleShop;
  let operator: Visitor;

  beforeAll(async () => {
    shop = await startConsoleShop();
    operator = new Visitor(shop.bridge.url);
    expect(await operator.signIn(CLIENT.id, CLIENT.secret)).toBe(303);
  });

  afterAll(() => shop.close());

  const lastEntry = async (action: string): Promise<Record<string, unknown>> =>
    (
      await shop.bridge.db.rows<Record<string, unknown>>(
        'SELECT actor, subject, store_code, after FROM audit_log WHERE action = $1 ORDER BY id DESC LIMIT 1',
        [action],
      )
    )[0]!;

  it.each(Object.keys(FIELDS))('%s goes into a file whole, whose rows have its fields', async (list) => {
    const { status, html, response } = await operator.get(`/console/export/${list}?format=json`);
    expect(status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="${list}-[a-z0-9-]+\\.json"$`),
    );
    const rows = JSON.parse(html) as Record<string, unknown>[];
    const names = FIELDS[list]!.map((field) => nameOf(field));
    for (const row of rows) expect(Object.keys(row)).toEqual(names);
    // No name of a field is one that no row has.
    if (
      ['orders', 'deliveries', 'operations', 'drift', 'returns', 'differences', 'audit', 'runs'].includes(
        list,
      )
    ) {
      const optional = new Set(['actorName', 'before', 'storeCode', 'address', 'requestId']);
      const filled = names.filter((name) => rows.some((row) => row[name] !== null));
      expect(filled.length).toBeGreaterThan(names.filter((name) => !optional.has(name)).length / 2);
    }
    expect(await lastEntry('list.export')).toEqual({
      actor: CLIENT.id,
      subject: list,
      store_code: list === 'audit' ? null : 'default',
      after: { format: 'json', filter: {} },
    });
  });

  it('a file holds all that match, more than a page, and of a filter no other', async () => {
    const { html } = await operator.get('/console/export/orders?format=csv');
    const lines = html.trimEnd().split('\r\n');
    expect(lines[0]).toBe(FIELDS['orders']!.map((field) => nameOf(field)).join(','));
    expect(new Set(lines.slice(1).map((line) => line.split(',')[0])).size).toBe(60);
    const some = await operator.get('/console/export/orders?format=json&syncState=ACKNOWLEDGED');
    const rows = JSON.parse(some.html) as { orderCode: string; syncState: string }[];
    expect(rows.map(({ orderCode }) => orderCode)).toEqual(['1', '3']);
    expect((await lastEntry('list.export'))['after']).toEqual({
      format: 'json',
      filter: { syncState: 'ACKNOWLEDGED' },
    });
  });

  it('a file of more rows than are read at once has each of them once', async () => {
    await shop.bridge.db.rows(
      `INSERT INTO parked_order (store_id, entity_id, reason, tries, parked_at, next_try_at)
       SELECT id, 10000 + n, '=cmd|''/c calc''!A1', 1, now(), now() + interval '1 year' FROM store, generate_series(1, 1200) n WHERE code = 'default'`,
    );
    const { html } = await operator.get('/console/export/parked?format=csv');
    const lines = html.trimEnd().split('\r\n').slice(1);
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(1200);
    expect(lines).toHaveLength(1200);
    expect(lines[0]).toContain(`,"'=cmd|'/c calc'!A1",`);
    await shop.bridge.db.rows('DELETE FROM parked_order WHERE entity_id > 10000');
  });

  it('of whom an address was searched for is noted as read, and is not kept', async () => {
    const [{ email } = { email: '' }] = await shop.bridge.db.rows<{ email: string }>(
      `SELECT billing_address ->> 'email' AS email FROM "order" WHERE entity_id = 7`,
    );
    const asked = new URLSearchParams({ format: 'json', q: email });
    const { html } = await operator.get(`/console/export/orders?${asked.toString()}`);
    expect((JSON.parse(html) as unknown[]).length).toBeGreaterThan(0);
    expect((await lastEntry('list.export'))['after']).toEqual({
      format: 'json',
      filter: { q: 'an e-mail address' },
    });
    const log = await shop.bridge.db.rows<{ all: string }>(
      `SELECT string_agg(a::text, ' ') AS all FROM audit_log a`,
    );
    expect(log[0]!.all).not.toContain(email);
    expect(log[0]!.all).toContain('orders:by e-mail');
  });

  it.each([
    '',
    '?format=xml',
    '?format=csv&syncState=none',
    '?format=csv&from=yesterday',
    '?format=csv&from=2026-02-31',
  ])('a file that nobody can ask for is refused: %s', async (query) => {
    expect((await operator.get(`/console/export/orders${query}`)).status).toBe(400);
  });

  it('shows the rows of a day by the clock of the reader, and says which', async () => {
    await shop.bridge.db.rows(
      `INSERT INTO parked_order (store_id, entity_id, reason, tries, parked_at, next_try_at)
       SELECT id, 7777, 'it makes no sense', 1, '2026-01-01T20:00:00Z', now() + interval '1 year' FROM store WHERE code = 'default'`,
    );
    const day = async (zone: string, query: string, ...words: string[]): Promise<boolean[]> => {
      operator.plant('bridge_zone', encodeURIComponent(zone));
      const { html } = await operator.get(`/console/parked?${query}`);
      return ['<b>7777</b>', ...words].map((one) => html.includes(one));
    };
    expect(await day('UTC', 'from=2026-01-01&to=2026-01-01')).toEqual([true]);
    expect(await day('Asia/Kolkata', 'from=2026-01-01&to=2026-01-01')).toEqual([false]);
    const said = ['From <b>2026-01-02</b>', 'aria-label="Remove the filter Until"'];
    expect(await day('Asia/Kolkata', 'from=2026-01-02&to=2026-01-02', ...said)).toEqual([true, true, true]);
    expect(await day('UTC', 'from=2026-01-01T20:00:00Z')).toEqual([true]);
    expect(await day('UTC', 'to=2026-01-01T20:00:00Z')).toEqual([false]);
    await shop.bridge.db.rows('DELETE FROM parked_order WHERE entity_id = 7777');
  });

  it.each([
    'operations',
    'deliveries',
    'events',
    'runs',
    'returns',
    'reconciliations',
    'differences',
    'parked',
    'audit',
  ])('%s of days', async (list) => {
    const { status, html } = await operator.get(`/console/${list}?from=2001-01-01&to=2001-01-31`);
    expect([status, html.includes('Nothing matches')]).toEqual([200, true]);
  });

  it('offers yesterday as a span of its own', async () => {
    const { html } = await operator.get('/console/orders');
    const [, day] = /from=([\d-]{10})&amp;to=\1"[^>]*><span>Yesterday</.exec(html) ?? [];
    expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await operator.get(`/console/orders?from=${day!}&to=${day!}`)).html).not.toContain(
      '<span>Yesterday<',
    );
  });

  it('counts and adds up all that match, where it is asked to', async () => {
    const shows = async (path: string, ...words: string[]): Promise<boolean[]> => {
      const { html } = await operator.get(`/console/${path}`);
      return words.map((one) => html.includes(one));
    };
    expect(await shows('orders', 'in all', 'Count all', 'data-live')).toEqual([false, true, true]);
    const [{ sum } = { sum: '' }] = await shop.bridge.db.rows<{ sum: string }>(
      `SELECT sum(grand_total)::text AS sum FROM "order"`,
    );
    const dollars = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'USD' });
    const words = `60 in all, ${dollars.format(Number(sum))}`;
    // It would be counted again every ten seconds.
    expect(await shows('orders?total=all', words, 'data-live')).toEqual([true, false]);
    expect(await shows('drift?total=all', '1 in all')).toEqual([true]);
    expect(await shows('orders?total=all&syncState=IGNORED', 'Nothing matches')).toEqual([true]);
  });

  it('rows that were ticked are counted first; then those that can be are done, one entry each', async () => {
    const { db } = shop.bridge;
    await db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, attempts, last_error, settled_at)
       SELECT gen_random_uuid(), id, 'NOTIFICATION', (7000 + n)::text, 'PICKUP_COMPLETED', '{"orderCode": "1"}', 'DEAD', 14, 'answered 500', now()
       FROM store, generate_series(1, 3) n WHERE code = 'default'`,
    );
    await db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, attempts)
       SELECT gen_random_uuid(), id, 'NOTIFICATION', '7004', 'PICKUP_COMPLETED', '{}', 'TEST', 1 FROM store WHERE code = 'default'`,
    );
    const rows = await db.rows<{ id: string }>(
      `SELECT id FROM delivery WHERE order_code IN ('7001', '7002', '7004') ORDER BY order_code`,
    );
    const ids = rows.map(({ id }): [string, string] => ['id', id]);
    const states = (): Promise<unknown> =>
      db.rows(`SELECT order_code, state FROM delivery WHERE order_code IN ('7003', '7004') ORDER BY 1`);
    const list = await operator.get('/console/deliveries');
    expect(list.html).toContain(`<input type="checkbox" form="chosen" name="id" value="${rows[0]!.id}"`);
    const counted = await operator.post('/console/chosen/replay', ids, '/console/deliveries');
    expect([counted.status, counted.html.includes('Send again 2 of 3?')]).toEqual([200, true]);
    const replays = (): Promise<unknown[]> =>
      db.rows(`SELECT 1 FROM audit_log WHERE action = 'delivery.replay' ORDER BY id`);
    expect(await replays()).toHaveLength(0);
    const form = [...counted.html.matchAll(/type="hidden" name="(id|sure)" value="([^"]+)"/g)];
    const fields = form.map(([, name, value]): [string, string] => [name!, value!]);
    const done = await operator.post('/console/chosen/replay', fields, '/console/deliveries');
    expect(done.response.headers.get('location')).toMatch(/did=replayedAll&count=2$/);
    expect(await replays()).toHaveLength(2);
    expect(await states()).toEqual([
      { order_code: '7003', state: 'DEAD' },
      { order_code: '7004', state: 'TEST' },
    ]);
    // What somebody else did in the meantime is said, and the others are done all the same.
    const [third] = await db.rows<{ id: string }>(`SELECT id FROM delivery WHERE order_code = '7003'`);
    const mixed: [string, string][] = [
      ['sure', 'yes'],
      ['id', rows[2]!.id],
      ['id', third!.id],
    ];
    const some = await operator.post('/console/chosen/replay', mixed, '/console/deliveries');
    expect(some.status).toBe(200);
    expect(some.html).toContain('Send again: 1 done, 1 not');
    expect(some.html).toContain('It was a test of the endpoint');
    expect(await replays()).toHaveLength(3);
  });

  it('does the other chosen rows where one fails in a way that nobody expected', async () => {
    const { db } = shop.bridge;
    await db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, attempts)
       SELECT gen_random_uuid(), id, 'NOTIFICATION', c, 'PICKUP_COMPLETED', '{}', 'DEAD', 1
       FROM store, (VALUES ('7101'), ('7102')) AS codes (c) WHERE code = 'default'`,
    );
    const rows = await db.rows<{ id: string }>(
      `SELECT id FROM delivery WHERE order_code IN ('7101', '7102') ORDER BY order_code`,
    );
    await db.rows(`CREATE FUNCTION refuse_7101() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF OLD.order_code = '7101' THEN RAISE 'secret of the database'; END IF; RETURN NEW; END $$`);
    await db.rows(
      'CREATE TRIGGER refuse_7101 BEFORE UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION refuse_7101()',
    );
    const ids = rows.map(({ id }): [string, string] => ['id', id]);
    const fields: [string, string][] = [['sure', 'yes'], ...ids];
    const done = await operator.post('/console/chosen/replay', fields, '/console/deliveries');
    await db.rows('DROP TRIGGER refuse_7101 ON delivery');
    await db.rows('DROP FUNCTION refuse_7101()');
    expect([done.status, done.html.includes('Send again: 1 done, 1 not')]).toEqual([200, true]);
    expect(done.html).toContain('An unexpected error. The log has it.');
    expect(done.html).not.toContain('secret of the database');
    const states = await db.rows(
      'SELECT state FROM delivery WHERE id = ANY($1::uuid[]) ORDER BY order_code',
      [rows.map(({ id }) => id)],
    );
    expect(states[0]).toEqual({ state: 'DEAD' });
    expect(states[1]).not.toEqual({ state: 'DEAD' });
  });

  it('of chosen rows those of other lists, of other stores and too many are refused or left out', async () => {
    const ask = async (act: string, fields: [string, string][]) =>
      operator.post(`/console/chosen/${act}`, fields, '/console/deliveries');
    expect((await ask('replay', [['id', '5']])).status).toBe(400);
    expect((await ask('nothing', [])).status).toBe(404);
    const many = Array.from({ length: 51 }, (_, id): [string, string] => ['id', String(id)]);
    expect((await ask('release', many)).status).toBe(400);
    const none = await ask('release', [['id', '424242']]);
    expect([none.status, none.html.includes('Release 0 of 0?')]).toEqual([200, true]);
    expect(
      (
        await ask('dismiss', [
          ['id', '1'],
          ['sure', 'yes'],
        ])
      ).status,
    ).toBe(400);
  });

  it('a problem is ignored until it changes, counted all the same, and shown again', async () => {
    const { db } = shop.bridge;
    const key = { kind: 'stock', subject: '', cause: 'MAGENTO_NOT_FOUND' };
    const address = `/console/problems?${new URLSearchParams(key).toString()}`;
    const home = async (): Promise<string> => (await operator.get('/console')).html;
    const problem = 'Magento did not take the stock of';
    const before = await home();
    expect([before.includes(problem), before.includes('Ignored:')]).toEqual([true, false]);
    const said = { ...key, reason: 'A test article', until: '', seen: '1' };
    expect((await operator.post('/console/problems/ignore', { ...said, seen: '0' }, address)).status).toBe(
      409,
    );
    expect((await operator.post('/console/problems/ignore', { ...said, reason: ' ' }, address)).status).toBe(
      400,
    );
    expect(
      (await operator.post('/console/problems/ignore', { ...said, until: '2020-01-01' }, address)).status,
    ).toBe(400);
    expect((await operator.post('/console/problems/ignore', said, address)).status).toBe(303);
    const ignored = await home();
    expect(['Ignored: 1', 'A test article', 'Show again'].map((words) => ignored.includes(words))).toEqual([
      true,
      true,
      true,
    ]);
    const needing = (html: string): number =>
      Number(/Home<span class="count danger">(\d+)/.exec(html)?.[1] ?? 0);
    expect(needing(ignored)).toBe(needing(before) - 1);
    expect(await lastEntry('problem.ignore')).toEqual({
      actor: CLIENT.id,
      subject: 'problem:stock',
      store_code: 'default',
      after: { subject: '', cause: 'MAGENTO_NOT_FOUND', reason: 'A test article', until: null, count: 1 },
    });
    // One more of it, and it is everybody's again.
    await db.rows(
      `INSERT INTO inventory_level (store_id, sku, source_code, quantity, state, error_code, error_message, version, requested_by, locations)
       SELECT id, 'SKU-LOST-2', '', 4, 'FAILED', 'MAGENTO_NOT_FOUND', 'gone', 1, 'increff', '{}' FROM store WHERE code = 'default'`,
    );
    const grown = await home();
    expect([grown.includes('Ignored:'), needing(grown)]).toEqual([false, needing(before)]);
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    expect(
      (await operator.post('/console/problems/ignore', { ...said, until: day, seen: '2' }, address)).status,
    ).toBe(303);
    expect((await home()).includes('Ignored: 1')).toBe(true);
    expect((await operator.post('/console/problems/show', key, '/console')).status).toBe(303);
    expect((await home()).includes('Ignored:')).toBe(false);
    expect((await operator.post('/console/problems/show', key, '/console')).status).toBe(409);
    expect((await lastEntry('problem.show'))['subject']).toBe('problem:stock');
  });

  it('a problem is given to somebody who has signed in, and to nobody else', async () => {
    const key = { kind: 'stock', subject: '', cause: 'MAGENTO_NOT_FOUND' };
    const assign = async (assignee: string, cause = key.cause): Promise<number> =>
      (await operator.post('/console/problems/assign', { ...key, cause, assignee }, '/console')).status;
    expect(await assign('oidc:nobody')).toBe(400);
    expect(await assign(CLIENT.id, 'another')).toBe(400);
    expect(await assign(CLIENT.id)).toBe(303);
    expect((await operator.get('/console')).html).toContain(`With ${CLIENT.id}.`);
    expect((await lastEntry('problem.assign'))['after']).toMatchObject({ assignee: CLIENT.id });
    expect(await assign('')).toBe(303);
    expect((await operator.get('/console')).html).not.toContain(`With ${CLIENT.id}.`);
  });

  it('the search finds an invoice by its number, a manifest by its parcels, and what a request did', async () => {
    const { db } = shop.bridge;
    await db.rows(
      `WITH o AS (SELECT id, store_id FROM "order" WHERE entity_id = 6),
       s AS (INSERT INTO shipment (store_id, order_id, flow, items, requested_by, shipment_id, shipment_code)
         SELECT store_id, id, 'DOCUMENTED', '[]', 'increff', 'SH-6', 'SC-6' FROM o),
       m AS (INSERT INTO manifest (store_id, manifest_code, manifest_id, transporter, location_code, items, requested_by)
         SELECT store_id, 'M-900', 'MAN-6', 'ANY', 'WH1', '[{"shipmentCode": "SC-6"}]', 'increff' FROM o),
       w AS (INSERT INTO operation (store_id, order_id, kind, natural_key, state, outcome, requested_by, request_id, settled_at)
         SELECT store_id, id, 'CANCEL', 'CANCEL:6', 'SETTLED', 'APPLIED', 'increff', 'req-of-6', now() FROM o)
       INSERT INTO invoice (store_id, order_id, invoice_id, increment_id, items, grand_total, tax, state, sync_state)
         SELECT store_id, id, 900006, 'INV-000006', '[]', 1, 0, 'PAID', 'CREATED' FROM o`,
    );
    const leads = async (q: string): Promise<string | null> =>
      (await operator.get(`/console/search?q=${q}`)).response.headers.get('location');
    for (const q of ['INV-000006', '900006', 'M-900', 'MAN-6']) {
      expect([q, await leads(q)]).toEqual([q, expect.stringMatching(/^\/console\/orders\/6\?/)]);
    }
    expect(await leads('req-of-6')).toMatch(/^\/console\/operations\//);
    const [{ id } = { id: '' }] = await db.rows<{ id: string }>(
      `SELECT request_id AS id FROM audit_log WHERE action = 'problem.show' AND request_id IS NOT NULL`,
    );
    expect(await leads(id)).toMatch(new RegExp(`^/console/audit\\?.*requestId=${id}`));
    expect((await operator.get(`/console/audit?requestId=${id}`)).html).toContain('problem.show');
  });

  it('the first page says why the shop cannot be read, also while it is being tried again', async () => {
    const { db } = shop.bridge;
    await db.rows(
      `UPDATE sync_cursor SET failures = 3, last_success_at = now() - interval '5 minutes' WHERE stream = 'orders.new'`,
    );
    for (const [state, code] of [
      ['FAILED', 'MAGENTO_UNREACHABLE'],
      ['RUNNING', null],
      ['ABANDONED', null],
    ]) {
      await db.rows(
        `INSERT INTO sync_run (store_id, stream, trigger, lease_token, state, error_code)
         SELECT id, 'orders.new', 'TICK', gen_random_uuid(), $1, $2 FROM store WHERE code = 'default'`,
        [state, code],
      );
      const { status, html } = await operator.get('/console');
      expect([state, status, html.includes('MAGENTO_UNREACHABLE')]).toEqual([state, 200, true]);
    }
  });
});
