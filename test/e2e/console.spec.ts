import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type Logger } from 'typeorm';
import { type ConsoleShop, EVIL, startConsoleShop } from '../support/console-shop.js';
import { CLIENT } from '../support/test-app.js';
import { until } from '../support/until.js';
import { formOf, Visitor } from '../support/visitor.js';

const MOST_QUERIES = 10;
/** The one that a page may have: a file of our own. */
const SCRIPT = '<script type="module" src="/console/assets/console.js"></script>';

/** Of a request, and not of the engines that run beside it. */
class CountingLogger implements Logger {
  queries: string[] = [];
  constructor(private readonly requests: AsyncLocalStorage<boolean>) {}
  logQuery(query: string): void {
    if (this.requests.getStore()) this.queries.push(query);
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

describe('the console', () => {
  let shop: ConsoleShop;
  let operator: Visitor;
  let failed: string;
  let dead: string;
  let difference: string;
  let comparison: string;

  beforeAll(async () => {
    shop = await startConsoleShop({}, EVIL);
    operator = new Visitor(shop.bridge.url);
    expect(await operator.signIn(CLIENT.id, CLIENT.secret)).toBe(303);
    const { db } = shop.bridge;
    failed = (await db.rows<{ id: string }>(`SELECT id FROM operation WHERE state = 'FAILED'`))[0]!.id;
    dead = (await db.rows<{ id: string }>(`SELECT id FROM delivery WHERE state = 'DEAD'`))[0]!.id;
    difference = (await db.rows<{ id: string }>('SELECT id FROM difference'))[0]!.id;
    comparison = (await db.rows<{ id: string }>('SELECT id FROM reconciliation'))[0]!.id;
    await shop.bridge.post('/admin/stores', {
      code: 'other',
      baseUrl: shop.sandbox.url,
      credentials: { scheme: 'bearer', accessToken: 'x' },
    });
    await shop.bridge.post('/admin/stores', {
      code: 'paused',
      baseUrl: shop.sandbox.url,
      credentials: { scheme: 'bearer', accessToken: 'x' },
    });
    await shop.bridge.call('PUT', '/admin/stores/paused', { body: { paused: true } });
    await shop.bridge.post('/admin/clients', {
      clientId: 'reader',
      scopes: ['orders:read'],
      storeCodes: ['default'],
    });
  });

  afterAll(() => shop.close());

  const PAGES = (): string[] => [
    '/console',
    '/console/orders',
    '/console/orders?q=SKU-1',
    '/console/search?q=no-such-thing',
    '/console/orders/5',
    '/console/operations',
    `/console/operations/${failed}`,
    '/console/deliveries',
    `/console/deliveries/${dead}`,
    '/console/runs',
    '/console/returns',
    '/console/drift',
    '/console/reconciliations',
    `/console/reconciliations/${comparison}`,
    '/console/differences',
    `/console/differences?reconciliation=${comparison}`,
    '/console/parked',
    `/console/differences/${difference}`,
    '/console/operations?outcome=REFUSED_OR_FAILED',
    '/console/stores',
    '/console/store?store=default',
    '/console/stores/new',
    '/console/store/settings?store=default',
    '/console/store/connect?store=paused',
    '/console/store/connect?store=paused&step=settings',
    '/console/store/connect?store=paused&step=begin',
    '/console/store/couriers?store=paused&from=connect',
    '/console/store/endpoints?store=paused&from=connect',
    '/console/store/clients?store=paused&from=connect',
    '/console/store/couriers?store=default',
    '/console/audit',
    '/console/erasures',
  ];

  it('lets nobody in without signing in, and a wrong secret or scope neither', async () => {
    const stranger = new Visitor(shop.bridge.url);
    for (const path of PAGES()) {
      const { status, response } = await stranger.get(path);
      expect([status, response.headers.get('location')]).toEqual([303, '/console/sign-in']);
    }
    expect(await stranger.signIn(CLIENT.id, 'wrong')).toBe(401);
    const { body } = await shop.bridge.post('/admin/clients', {
      clientId: 'writer',
      scopes: ['inventory:write'],
    });
    expect(await stranger.signIn('writer', body.clientSecret)).toBe(401);
  });

  it('answers every page with its policy, one script of our own, and in at most ten queries', async () => {
    const source = shop.bridge.app.get(DataSource);
    const requests = new AsyncLocalStorage<boolean>();
    shop.bridge.app.getHttpServer().prependListener('request', () => requests.enterWith(true));
    const counter = new CountingLogger(requests);
    source.setOptions({ logging: ['query'] });
    source.logger = counter;
    const counts: Record<string, number> = {};
    for (const path of PAGES()) {
      counter.queries = [];
      const { status, html, response } = await operator.get(path);
      counts[path] = counter.queries.length;
      expect([path, status]).toEqual([path, 200]);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(html.replace(SCRIPT, '')).not.toMatch(
        /<script|<img|style=|https?:\/\/(?!127\.0\.0\.1|shop\.example\.com)/,
      );
      expect(html).toContain('<html lang="en">');
    }
    source.setOptions({ logging: false });
    expect(Object.entries(counts).filter(([, count]) => count < 1 || count > MOST_QUERIES)).toEqual([]);
  });

  it('shows what happened to an order, whoever did it, and nothing of its customer', async () => {
    const { html } = await operator.get('/console/orders/2');
    for (const word of [
      'The bridge saw the order in Magento.',
      'ORDER_SEEN',
      'Increff acknowledged the order, in another way than asked.',
      'ACKNOWLEDGE_DEGRADED',
      'The order was cancelled in Magento.',
    ]) {
      expect(html).toContain(word);
    }
    const [customer] = await shop.bridge.db.rows<{ email: string; name: string; line: string }>(
      `SELECT billing_address ->> 'email' AS email, billing_address ->> 'name' AS name, billing_address ->> 'line1' AS line
       FROM "order" WHERE entity_id = 2`,
    );
    for (const path of PAGES()) {
      const page = (await operator.get(path)).html;
      for (const secret of Object.values(customer!)) expect(page).not.toContain(secret);
    }
  });

  it('puts what others wrote into a page as text', async () => {
    for (const path of [
      '/console/drift',
      `/console/operations/${failed}`,
      '/console/operations',
      `/console/differences/${difference}`,
    ]) {
      const { html } = await operator.get(path);
      expect(html).not.toContain(EVIL);
      expect(html).toContain('&lt;img src=x');
    }
    const { html } = await operator.get(`/console/orders?q=${encodeURIComponent('"><script>1</script>')}`);
    expect(html).not.toContain('<script>');
  });

  it.each([
    ['order code', '5'],
    ['increment id', '000000005'],
    ['e-mail address', 'EMAIL'],
    ['e-mail hash', 'HASH'],
    ['AWB of a return', 'AWB-R1'],
    ['SKU', 'SKU'],
  ])('finds an order by %s', async (_what, term) => {
    const [facts] = await shop.bridge.db.rows<Record<string, string>>(
      `SELECT upper(billing_address ->> 'email') AS "EMAIL", md5(lower(billing_address ->> 'email')) AS "HASH",
         increment_id AS "000000005", (SELECT sku FROM order_item i WHERE i.order_id = o.id LIMIT 1) AS "SKU" FROM "order" o WHERE entity_id = 5`,
    );
    const { html } = await operator.get(`/console/orders?q=${encodeURIComponent(facts![term] ?? term)}`);
    expect(html).toContain('/console/orders/5?store=default');
    const nothing = await operator.get('/console/orders?q=no-such-thing');
    expect(nothing.html).toContain('Nothing matches');
    const box = await operator.get(`/console/search?q=${encodeURIComponent(facts![term] ?? term)}`);
    if (box.status === 303) {
      expect(box.response.headers.get('location')).toBe('/console/orders/5?store=default');
    } else expect(box.html).toContain('/console/orders/5?store=default');
  });

  it('finds an order by a SKU that another store has sold more often', async () => {
    await shop.bridge.db.rows(
      `WITH theirs AS (
         INSERT INTO "order" (store_id, entity_id, increment_id, sync_state, payment_method, grand_total, subtotal, shipping, tax,
           discount, store_credit, cod_fee, adjustment, balanced, magento_created_at, magento_updated_at, read_at, content_hash)
         SELECT id, 5, '000000005', 'NEW', 'NCOD', 0, 0, 0, 0, 0, 0, 0, 0, true, now(), now(), now(), 'x'
         FROM store WHERE code = 'other' RETURNING id)
       INSERT INTO order_item (order_id, item_id, sku, quantity_ordered, quantity_cancelled, quantity_refunded,
         selling_price_per_unit, mrp, discount, tax, row_total, taxes)
       SELECT id, 100000 + n, 'SHARED', 1, 0, 0, 0, 0, 0, 0, 0, '[]'::jsonb FROM theirs, generate_series(1, 300) n
       UNION ALL SELECT id, 100000, 'SHARED', 1, 0, 0, 0, 0, 0, 0, 0, '[]'::jsonb FROM "order" WHERE store_id = 1 AND entity_id = 5`,
    );
    const { html } = await operator.get('/console/orders?store=default&q=SHARED');
    expect(html).toContain('/console/orders/5?store=default');
    await shop.bridge.db.rows(`DELETE FROM order_item WHERE sku = 'SHARED'`);
    await shop.bridge.db.rows(`DELETE FROM "order" WHERE store_id <> 1`);
  });

  it('pages through all orders, each once, newest first', async () => {
    const seen: string[] = [];
    const codesOf = (html: string): string[] =>
      [...html.matchAll(/href="\/console\/orders\/(\d+)\?/g)].map((match) => match[1]!);
    const wayOf = (html: string, rel: string): string | undefined =>
      new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');
    let path: string | undefined = '/console/orders?store=default';
    let last = '';
    for (let pages = 0; path !== undefined && pages < 5; pages++) {
      last = (await operator.get(path)).html;
      seen.push(...codesOf(last));
      path = wayOf(last, 'next');
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => String(i + 1)));
    expect(last).toContain('51–60 of 60');
    const before = (await operator.get(wayOf(last, 'prev')!)).html;
    expect([codesOf(before), wayOf(before, 'prev')]).toEqual([seen.slice(0, 50), undefined]);
    const odd = await operator.get(`${wayOf(before, 'next')!}&back=${encodeURIComponent('"><b>~')}`);
    expect([odd.status, odd.html.includes('<b>~')]).toEqual([200, false]);
  });

  it('refuses a forged form, a foreign cursor and an unknown filter, each by name', async () => {
    const forged = await operator.post(
      `/console/operations/${failed}/retry`,
      {},
      '/console/operations',
      'forged',
    );
    expect(forged.status).toBe(403);
    const before = await shop.bridge.db.rows('SELECT state FROM operation WHERE id = $1', [failed]);
    expect(before).toEqual([{ state: 'FAILED' }]);
    for (const [query, field] of [
      ['cursor=1;DROP', 'cursor'],
      ['outcome=ODD', 'outcome'],
      ['kind=ODD', 'kind'],
    ]) {
      const { status, html } = await operator.get(`/console/operations?${query}`);
      expect(status).toBe(400);
      expect(html).toContain(`<code>${field}</code>`);
    }
    expect((await operator.get('/console/no-such-page')).status).toBe(404);
    expect((await operator.get('/console/constructor')).status).toBe(404);
  });

  it('retries a failed write, dry-runs it first, and audits it', async () => {
    const dry = await operator.post(`/console/operations/${failed}/dry-run`, {}, '/console/operations');
    expect(dry.html).toContain('What would be sent now');
    // It is what somebody asked for: before what was sent earlier.
    expect(dry.html.indexOf('What would be sent now')).toBeLessThan(
      dry.html.indexOf('What differs from try'),
    );
    const retried = await operator.post(`/console/operations/${failed}/retry`, {}, '/console/operations');
    expect(retried.status).toBe(303);
    expect(await shop.bridge.db.rows(`SELECT actor FROM audit_log WHERE action = 'operation.retry'`)).toEqual(
      [{ actor: CLIENT.id }],
    );
    const page = await operator.get(`/console/operations/${failed}?did=retried`);
    expect(page.html).toContain('under way again');
  });

  it('shows beside a try what differs from the one before it', async () => {
    const { html } = await operator.get(`/console/deliveries/${dead}?try=14`);
    expect(html).toContain('What differs from try 13');
    const words = html.replace(/<[^>]*>/g, ' ');
    expect(words).toMatch(/Outcome\s+connection refused\s+answered 500/);
    expect(words).toMatch(/Answer\s+none\s+out of memory/);
    expect((await operator.get(`/console/deliveries/${dead}?try=13`)).html).not.toContain('What differs');
  });

  it('replays one delivery and, after a count, many', async () => {
    const counted = await operator.post(
      '/console/deliveries/replay',
      { state: 'DEAD', kind: '', orderCode: '', from: '', to: '', dryRun: 'true' },
      '/console/deliveries',
    );
    expect(counted.html).toContain('1 would be sent again.');
    // One press does what was counted: with the same fields, and without the count.
    const asked = { state: 'DEAD', kind: '', orderCode: '', from: '', to: '' };
    expect(formOf(counted.html)).toEqual({ ...asked, _csrf: expect.any(String) });
    expect(counted.html).toMatch(/<form method="post" action="\/console\/deliveries\/replay[^"]*"/);
    const wrong = await operator.post(
      '/console/deliveries/replay',
      { state: 'DEAD', from: 'gestern' },
      '/console/deliveries',
    );
    expect([wrong.status, wrong.html.includes('<code>from</code>')]).toEqual([400, true]);
    expect(
      (await operator.post(`/console/deliveries/${dead}/replay`, {}, '/console/deliveries')).status,
    ).toBe(303);
    expect(await shop.bridge.db.rows('SELECT state FROM delivery WHERE id = $1', [dead])).toEqual([
      { state: 'PENDING' },
    ]);
  });

  it('says of a delivery that waits for another one of its order that it does', async () => {
    await shop.bridge.db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, next_attempt_at)
       SELECT gen_random_uuid(), id, 'NOTIFICATION', 'queue-1', e.type, '{}', 'PENDING', e.due
       FROM store, (VALUES ('FIRST', now() + interval '1 day'), ('SECOND', NULL)) e (type, due) WHERE code = 'default'`,
    );
    const { html } = await operator.get('/console/deliveries?orderCode=queue-1');
    expect(html.match(/after the one before it/g)).toHaveLength(1);
    const id = /deliveries\/([0-9a-f-]{36})[^>]*>Second</.exec(html)![1]!;
    expect((await operator.get(`/console/deliveries/${id}`)).html).toContain('after the one before it');
    expect((await operator.get(`/console/deliveries?state=DEAD`)).html).not.toContain('after the one before');
  });

  it('pauses, resumes and checks a store', async () => {
    const at = '/console/store?store=default';
    await operator.post('/console/store/pause?store=default', {}, at);
    expect((await operator.get('/console?store=default')).html).toContain('The store is paused');
    await operator.post('/console/store/resume?store=default', {}, at);
    const check = await operator.post('/console/store/check?store=default', {}, at);
    expect(check.html).toMatch(/The check says: (all is well|something is wrong)/);
    expect(
      await shop.bridge.db.rows(
        `SELECT count(*)::int AS n FROM audit_log WHERE action = 'store.update' AND subject = 'store:default'`,
      ),
    ).toEqual([{ n: 2 }]);
  });

  it('releases a held order and reads it again from Magento', async () => {
    shop.sandbox.change(7, (order) => (order.grand_total += 5));
    const page = '/console/orders/7?store=default';
    expect((await operator.get(page)).html).not.toContain('Release');
    const read = await operator.post('/console/orders/7/refresh?store=default', {}, page);
    expect(read.response.headers.get('location')).toContain('did=refreshed');
    expect((await operator.get(page)).html).toContain('Release');
    const release = () => operator.post('/console/orders/7/release?store=default', {}, page);
    expect((await release()).status).toBe(303);
    expect((await shop.bridge.get('/orders/7')).body.syncState).toBe('NEW');
    expect((await release()).status).toBe(409);
    expect((await operator.get(page)).html).toContain('ORDER_RELEASED');
    expect((await operator.post('/console/orders/999/refresh?store=default', {}, page)).status).toBe(404);
  });

  it('says what the total of a held order is made of, and which setting would explain it', async () => {
    shop.sandbox.change(11, (order) => {
      order.grand_total += 59.5;
      order.extension_attributes['msp_cod_amount'] = 59.5;
    });
    await shop.bridge.sync('orders.changed');
    const page = (await operator.get('/console/orders/11?store=default')).html;
    expect(page).toContain('/console/orders/11/total?store=default');
    const { html } = await operator.get('/console/orders/11/total?store=default');
    expect(html).toContain('59.50');
    expect(html.replaceAll('&quot;', '"')).toContain(
      '[{"path":"extension_attributes.msp_cod_amount","sign":1,"as":"codFee"}]',
    );
    await operator.post('/console/orders/11/release?store=default', {}, '/console/orders/11?store=default');
  });

  it('releases all orders that are held for one reason, after a count', async () => {
    for (const id of [8, 9]) {
      shop.sandbox.change(id, (order) => (order.grand_total += 5));
      await shop.bridge.get(`/orders/${id}?refresh=true`);
    }
    const page = '/console/orders?store=default';
    expect((await operator.get(page)).html).not.toContain('Pass on as they are');
    const held = (await operator.get(`${page}&syncState=HELD&syncReason=totals_not_balanced`)).html;
    expect(held).toContain('Pass on as they are');
    expect([held.includes('/console/orders/8?'), held.includes('/console/orders/9?')]).toEqual([true, true]);
    const none = (await operator.get(`${page}&syncState=HELD&syncReason=lines_not_balanced`)).html;
    expect(none).not.toContain('/console/orders/8?');
    expect((await operator.get('/console?store=default')).html).toContain(
      '2 orders are held: an amount in the total is not known',
    );
    const release = async (form: Record<string, string>): Promise<string> =>
      (await operator.post('/console/orders/release?store=default', form, page)).response.headers.get(
        'location',
      ) ?? '';
    const reason = 'totals_not_balanced';
    const counted = await operator.post(
      '/console/orders/release?store=default',
      { reason, dryRun: 'true' },
      page,
    );
    expect(counted.html).toContain('2 would be passed on to Increff as they are.');
    expect(formOf(counted.html)).toEqual({ reason, _csrf: expect.any(String) });
    expect((await shop.bridge.get('/orders/8')).body.syncState).toBe('HELD');
    expect(await release({ reason: 'lines_not_balanced' })).toContain('did=releasedAll&count=0');
    expect(await release({ reason })).toContain('did=releasedAll&count=2');
    expect((await shop.bridge.get('/orders/9')).body.syncState).toBe('NEW');
    expect(await release({})).toBe('');
  });

  it('compares with Magento on demand, day by day, and shows what was found', async () => {
    await shop.bridge.db.rows(
      `INSERT INTO parked_order (store_id, entity_id, reason, next_try_at) SELECT id, 4711, $1, now() + interval '1 hour' FROM store WHERE code = 'default'`,
      [EVIL],
    );
    expect((await operator.get('/console/parked?reason=ONERROR')).html).toContain('4711');
    expect((await operator.get('/console/parked?reason=other')).html).toContain('Nothing matches');
    const at = '/console/reconciliations?store=default';
    const compare = (fields: Record<string, string>) =>
      operator.post('/console/reconciliations?store=default', fields, at);
    const wrong = await compare({ from: 'gestern', to: new Date().toISOString() });
    expect([wrong.status, wrong.html.includes('<code>from</code>')]).toEqual([400, true]);
    const range = { from: new Date(Date.now() - 3 * 86_400_000).toISOString(), to: new Date().toISOString() };
    const begun = await compare(range);
    expect(begun.status).toBe(303);
    const page = await until(async () => {
      const { html } = await operator.get(begun.response.headers.get('location')!);
      return html.includes('title="DONE"') ? html : undefined;
    });
    for (const word of [
      'Orders by day of creation',
      'Levels compared',
      '/console/differences?store=default',
    ]) {
      expect(page).toContain(word);
    }
    expect((await operator.get(`/console/reconciliations/${comparison}?store=other`)).status).toBe(404);
    const stock = await operator.post('/console/stock-runs?store=default', { kind: 'ODD' }, '/console/drift');
    expect([stock.status, stock.html.includes('<code>kind</code>')]).toEqual([400, true]);
    const pushed = await until(async () => {
      const reply = await operator.post(
        '/console/stock-runs?store=default',
        { kind: 'DRIFT_CHECK' },
        '/console/drift',
      );
      return reply.status === 303 ? reply : undefined;
    });
    expect(pushed.response.headers.get('location')).toContain('did=stockStarted');
    const retried = await operator.post(
      '/console/stock-retries?store=default',
      { sku: '', errorCode: 'NOTHING_OF_THE_KIND' },
      '/console/drift',
    );
    expect(retried.response.headers.get('location')).toContain('did=stockRetried&count=0');
  });

  it('shows a reader its own store, and neither administration nor buttons', async () => {
    const { body } = await shop.bridge.call('PUT', '/admin/clients/reader', { body: { newSecret: true } });
    const reader = new Visitor(shop.bridge.url);
    expect(await reader.signIn('reader', body.clientSecret)).toBe(303);
    expect((await reader.get('/console/orders')).status).toBe(200);
    expect((await reader.get('/console/orders?store=other')).status).toBe(404);
    for (const path of ['/console/stores', '/console/store?store=default', '/console/audit']) {
      expect([path, (await reader.get(path)).status]).toEqual([path, 403]);
    }
    const forbidden = await reader.post(`/console/deliveries/${dead}/replay`, {}, '/console/deliveries');
    expect(forbidden.status).toBe(403);
    expect((await reader.get('/console/deliveries')).html).not.toContain('again</button>');
    await shop.bridge.call('PUT', '/admin/clients/reader', { body: { enabled: false } });
    expect((await reader.get('/console/orders')).status).toBe(303);
  });

  it('signs out', async () => {
    const visitor = new Visitor(shop.bridge.url);
    await visitor.signIn(CLIENT.id, CLIENT.secret);
    const out = await visitor.post('/console/sign-out', {}, '/console');
    expect(out.response.headers.getSetCookie().join()).toMatch(/bridge_console=;.*HttpOnly/);
    expect((await visitor.get('/console')).status).toBe(303);
  });
});
