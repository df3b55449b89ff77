import { afterEach, describe, expect, it } from '@jest/globals';
import { FaultyProxy, html, json, page, type Passing, type Verdict } from '../sandbox/faulty-proxy.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import { INTEGRATION, Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let proxy: FaultyProxy;
const startApp = shareTestApp();
let bridge: TestApp;

const HEALTHY = Array.from({ length: 30 }, (_, i) => `GOOD-${i}`);
const ODD = Array.from({ length: 5 }, (_, i) => `ODD-${i}`);
const BAD_SIGNATURE = json(401, { message: 'The signature is invalid. Verify and try again.' });
const SOURCES = { inventoryMode: 'sourceItems', locationSources: { WH1: 'wh1' } };

interface Level {
  channelSkuCode: string;
  state: string;
  quantity: string;
  pushedQuantity: string | null;
  magentoQuantity: string | null;
  drifted: boolean;
  differs: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  inDoubtUntil: string | null;
}

async function start(
  settings: Record<string, unknown> = {},
  environment: Record<string, string> = {},
): Promise<void> {
  sandbox = await Sandbox.start();
  for (const sku of [...HEALTHY, ...ODD]) sandbox.store.stock.add(sku, 1);
  sandbox.store.stock.sources.set('wh1', { source_code: 'wh1' });
  proxy = await FaultyProxy.start(sandbox.url);
  bridge = await startApp(sandbox, {
    MAGENTO_BASE_URL: proxy.url,
    MAGENTO_TIMEOUT_MS: '1000',
    ...environment,
  });
  await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
}

afterEach(async () => {
  await bridge.close();
  await proxy.close();
  await sandbox.close();
});

const put = (sku: string, quantity: number, headers?: Record<string, string>) =>
  bridge.call('PUT', `/inventory/${encodeURIComponent(sku)}`, { body: { quantity }, headers });
const putAll = (skus: string[], quantity: number, headers?: Record<string, string>, locationCode?: string) =>
  bridge.call('PUT', '/inventory', {
    body: { locationCode, inventories: skus.map((channelSkuCode) => ({ channelSkuCode, quantity })) },
    headers,
  });
const later = { prefer: 'respond-async' };
const levelOf = async (sku: string): Promise<Level> =>
  (await bridge.get(`/inventory/${encodeURIComponent(sku)}`)).body.levels[0];
const inState = (sku: string, state: string): Promise<Level> =>
  until(async () => {
    const level = await levelOf(sku);
    return level.state === state ? level : undefined;
  });
const quantityOf = (sku: string) => sandbox.store.stock.find(sku)!.item.qty;
const rowsOf = <T = Record<string, any>>(sku: string, columns: string): Promise<T[]> =>
  bridge.db.rows<T>(`SELECT ${columns} FROM inventory_level WHERE sku = $1`, [sku]);
const isOdd = ({ path, query, body }: Passing): boolean =>
  ODD.some((sku) => path.includes(sku) || query.includes(sku) || JSON.stringify(body ?? '').includes(sku));
const atPath = ({ path }: Passing): boolean => ODD.some((sku) => path.includes(sku));

async function run(kind: string): Promise<Record<string, any>> {
  const started = await bridge.post('/admin/inventory/default/runs', { kind });
  expect(started.status).toBe(202);
  return until(async () => {
    const { body } = await bridge.get('/admin/inventory/runs');
    return body.find((one: any) => one.runId === started.body.runId && one.state !== 'RUNNING');
  });
}

describe('one SKU that fails', () => {
  it.each<[string, Verdict]>([
    ['a refused signature', { reach: 'no', answer: BAD_SIGNATURE }],
    ['a proxy that says 503', { reach: 'no', answer: page(503) }],
    ['a firewall that says 403', { reach: 'no', answer: page(403) }],
    ['a cut connection', { reach: 'no', answer: 'cut' }],
    ['a 500 of Magento', { reach: 'no', answer: json(500, { message: 'Internal Error.' }) }],
  ])('holds no other up: %s', async (_name, verdict) => {
    await start();
    proxy.decide = (passing) => (isOdd(passing) ? verdict : undefined);
    const { body } = await putAll([...ODD, ...HEALTHY], 5, later);
    expect(body.successList).toEqual([]);
    for (const sku of HEALTHY) await inState(sku, 'PUSHED');
    // None of the healthy ones waited for a pause of the whole shop: that would be a reason in its row.
    for (const sku of ODD) {
      const level = await levelOf(sku);
      expect([sku, level.state]).toEqual([sku, 'PENDING']);
    }
    expect(
      await bridge.db.rows(
        `SELECT sku FROM inventory_level WHERE sku LIKE 'GOOD%' AND error_code IS NOT NULL`,
      ),
    ).toEqual([]);
  });

  it('is FAILED in the end, with its reason, and can be retried', async () => {
    await start();
    proxy.decide = (passing) => (atPath(passing) ? { reach: 'no', answer: BAD_SIGNATURE } : undefined);
    await put('ODD-0', 5, later);
    await put('ODD-1', 6, later);
    await until(
      async () => (await rowsOf('ODD-1', 'attempts')).some((row) => row['attempts'] > 0) || undefined,
    );
    await bridge.db.rows(
      `UPDATE inventory_level SET attempts = 9, next_attempt_at = now() WHERE lease_token IS NULL`,
    );
    for (const sku of ['ODD-0', 'ODD-1']) {
      const level = await until(async () => {
        await bridge.db.rows(
          `UPDATE inventory_level SET attempts = greatest(attempts, 9), next_attempt_at = now()
           WHERE state = 'PENDING' AND lease_token IS NULL`,
        );
        const now = await levelOf(sku);
        return now.state === 'FAILED' ? now : undefined;
      });
      expect(level).toMatchObject({ errorCode: 'MAGENTO_SIGN_IN' });
      expect(level.errorMessage).toMatch(/signature is invalid.*Given up after \d+ tries/);
    }
    expect((await bridge.get('/metrics')).text).toMatch(/bridge_inventory_levels\{.*state="FAILED".*\} 2/);
    proxy.decide = () => undefined;
    const other = await bridge.post('/admin/inventory/default/retry', { errorCode: 'UNKNOWN_SKU' });
    expect([other.status, other.body.queued]).toEqual([202, 0]);
    expect((await bridge.post('/admin/inventory/default/retry', { sku: 'odd-0' })).body.queued).toBe(1);
    await inState('ODD-0', 'PUSHED');
    expect(quantityOf('ODD-0')).toBe(5);
    expect((await levelOf('ODD-1')).state).toBe('FAILED');
    expect((await put('ODD-1', 7)).body.outcome).toBe('APPLIED');
  });

  it('fails alone among those that share its call', async () => {
    await start(SOURCES);
    proxy.decide = ({ path, body }) =>
      /source-items/.test(path) && JSON.stringify(body ?? '').includes('ODD-0')
        ? { reach: 'no', answer: json(500, { message: 'Internal Error.' }) }
        : undefined;
    await putAll([...HEALTHY, 'ODD-0'], 5, later, 'WH1');
    for (const sku of HEALTHY) await inState(sku, 'PUSHED');
    expect(await levelOf('ODD-0')).toMatchObject({ state: 'PENDING', errorCode: 'MAGENTO_SERVER_ERROR' });
    for (const sku of HEALTHY) {
      expect(sandbox.store.stock.sourceItem(sku, 'wh1')).toMatchObject({ quantity: 5 });
    }
  });

  it('holds no other up when only the look before its 0 fails', async () => {
    await start(SOURCES);
    const others = HEALTHY.slice(0, 3);
    await putAll([...others, 'ODD-0'], 1, undefined, 'WH1');
    let looks = 0;
    proxy.decide = (passing) => {
      if (passing.method !== 'GET' || !/stockItems/.test(passing.path)) return undefined;
      if (isOdd(passing)) return { reach: 'no', answer: BAD_SIGNATURE };
      looks++;
      return undefined;
    };
    await putAll([...others, 'ODD-0'], 0, later, 'WH1');
    for (const sku of others) {
      await inState(sku, 'PUSHED');
      expect(await rowsOf(sku, 'attempts, error_code')).toEqual([{ attempts: 0, error_code: null }]);
      expect(sandbox.store.stock.sourceItem(sku, 'wh1')).toMatchObject({ quantity: 0, status: 0 });
    }
    // Each of them once: none was tried again for the sake of the odd one.
    expect(looks).toBe(others.length);
    expect(await levelOf('ODD-0')).toMatchObject({ state: 'PENDING', errorCode: 'MAGENTO_SIGN_IN' });
    expect(sandbox.store.stock.sourceItem('ODD-0', 'wh1')).toMatchObject({ quantity: 1 });
    proxy.decide = () => undefined;
    await inState('ODD-0', 'PUSHED');
  });

  it('is named by the comparison, which goes on', async () => {
    await start();
    await putAll([...ODD, ...HEALTHY], 5);
    proxy.decide = (passing) => {
      if (/source-items/.test(passing.path)) {
        return { reach: 'no', answer: json(404, { message: 'Request does not match any route.' }) };
      }
      return atPath(passing) ? { reach: 'no', answer: BAD_SIGNATURE } : undefined;
    };
    sandbox.store.stock.put(sandbox.store.stock.find('GOOD-3')!, { qty: 3 });
    const ended = await run('DRIFT_CHECK');
    expect(ended).toMatchObject({
      state: 'DONE',
      checked: 30,
      unread: 5,
      drifted: 1,
      differing: { MAGENTO: 1 },
    });
    expect(ended['errorMessage']).toMatch(/ODD-\d: The signature is invalid/);
  });

  it('is named by the comparison of sources too', async () => {
    await start();
    await putAll([...ODD, ...HEALTHY], 5);
    proxy.decide = (passing) => (isOdd(passing) ? { reach: 'no', answer: page(403) } : undefined);
    expect(await run('DRIFT_CHECK')).toMatchObject({ state: 'DONE', checked: 30, unread: 5, drifted: 0 });
  });
});

describe('a shop that is down', () => {
  it.each<[string, Verdict]>([
    ['refuses every sign-in', { reach: 'no', answer: BAD_SIGNATURE }],
    ['answers 503 through its proxy', { reach: 'no', answer: page(503) }],
    ['answers nothing', { reach: 'no', answer: 'cut' }],
  ])('costs no SKU a try, and says why it waits: %s', async (_name, verdict) => {
    await start();
    await putAll(HEALTHY, 4);
    proxy.decide = () => verdict;
    await putAll(HEALTHY, 5, later);
    await until(async () => {
      const waiting = await bridge.db.rows(
        `SELECT 1 FROM inventory_level WHERE error_code IS NOT NULL AND lease_token IS NULL AND state = 'PENDING'`,
      );
      return waiting.length === HEALTHY.length || undefined;
    });
    expect(await bridge.db.rows('SELECT sku FROM inventory_level WHERE attempts > 0')).toEqual([]);
    proxy.decide = () => undefined;
    await until(async () => {
      await bridge.db.rows(
        `UPDATE inventory_level SET next_attempt_at = now() WHERE state = 'PENDING' AND lease_token IS NULL`,
      );
      return (await bridge.get('/inventory?state=PENDING')).body.items.length === 0 || undefined;
    }, 800);
    for (const sku of HEALTHY) expect(quantityOf(sku)).toBe(5);
  });

  it('leaves what waited for a day FAILED, with the reason', async () => {
    await start();
    await put('GOOD-0', 4);
    proxy.decide = () => ({ reach: 'no', answer: page(503) });
    await put('GOOD-0', 5, later);
    await put('GOOD-1', 5, later);
    await bridge.db.rows(
      `UPDATE inventory_level SET queued_at = now() - interval '25 hours' WHERE sku = 'GOOD-0'`,
    );
    const level = await until(async () => {
      await bridge.db.rows(
        `UPDATE inventory_level SET next_attempt_at = now() WHERE state = 'PENDING' AND lease_token IS NULL`,
      );
      const now = await levelOf('GOOD-0');
      return now.state === 'FAILED' ? now : undefined;
    });
    expect(level.errorCode).toBe('MAGENTO_GATEWAY');
    expect((await levelOf('GOOD-1')).state).toBe('PENDING');
  });

  it('fails a comparison with words', async () => {
    await start();
    await putAll(HEALTHY, 4);
    proxy.decide = () => ({ reach: 'no', answer: page(503) });
    const ended = await run('DRIFT_CHECK');
    expect([ended['state'], ended['errorCode']]).toEqual(['FAILED', 'MAGENTO_GATEWAY']);
    // A full push goes out all the same, as soon as the shop is back.
    sandbox.store.stock.put(sandbox.store.stock.find('GOOD-0')!, { qty: 1 });
    expect(await run('FULL_PUSH')).toMatchObject({ state: 'FAILED', queued: HEALTHY.length });
    proxy.decide = () => undefined;
    await until(() => Promise.resolve(quantityOf('GOOD-0') === 4 || undefined), 800);
  });
});

describe('OAuth 1.0a', () => {
  it('sets and compares SKUs of every kind', async () => {
    const skus = [
      'A/B',
      'C+D',
      '12,5',
      "it's",
      'a&b',
      'a;b',
      'a=b',
      '5%41',
      '100%',
      'constructor',
      '__proto__',
    ];
    await start();
    for (const sku of skus) sandbox.store.stock.add(sku, 1);
    const { resources: _, ...keys } = INTEGRATION;
    await bridge.call('PUT', '/admin/stores/default', {
      body: { credentials: { scheme: 'oauth1', ...keys } },
    });
    const { body } = await putAll(skus, 7);
    expect(body.failureList).toEqual([]);
    for (const sku of skus) expect([sku, quantityOf(sku)]).toEqual([sku, 7]);
    expect(await run('DRIFT_CHECK')).toMatchObject({
      state: 'DONE',
      checked: skus.length,
      drifted: 0,
      unread: 0,
    });
  });
});

describe('what Magento shows decides', () => {
  /** All but the first are for one of two copies that a proxy made of the call. */
  it.each<[string, NonNullable<Verdict['answer']>]>([
    ['is lost', 'cut'],
    ['is a 401', BAD_SIGNATURE!],
    ['is a deadlock', json(400, { message: 'Deadlock found when trying to get lock' })!],
    ['is maintenance', html(503, recordedText('488-maintenance-get'))!],
  ])(
    'an old write whose answer %s, and that commits late, is written over in the end',
    async (_name, answer) => {
      await start({}, { MAGENTO_GRACE_SECONDS: '120', TIME_SCALE: '0.02' });
      await put('GOOD-0', 1);
      let lost = 0;
      proxy.decide = ({ method }) => (method === 'PUT' && lost++ === 0 ? { reach: 'no', answer } : undefined);
      await put('GOOD-0', 2, later);
      await until(() => Promise.resolve(lost > 0 || undefined));
      await until(
        async () => (await rowsOf('GOOD-0', 'doubt_until'))[0]!['doubt_until'] !== null || undefined,
      );
      expect((await put('GOOD-0', 3)).body.outcome).toBe('APPLIED');
      // InnoDB lets a statement wait for a row lock for 50 s: the doubt outlasts that.
      expect(await rowsOf('GOOD-0', `doubt_until > requested_at + interval '60 seconds' AS lasts`)).toEqual([
        { lasts: true },
      ]);
      // A minute later Magento commits the write of which the answer was lost.
      sandbox.store.stock.put(sandbox.store.stock.find('GOOD-0')!, { qty: 2 });
      // Two minutes later, by the clock that counts.
      await bridge.db.rows(
        `UPDATE inventory_level SET doubt_until = now(), next_attempt_at = now() WHERE doubt_until IS NOT NULL`,
      );
      await until(async () => (await levelOf('GOOD-0')).inDoubtUntil === null || undefined);
      expect(quantityOf('GOOD-0')).toBe(3);
      expect(await levelOf('GOOD-0')).toMatchObject({ state: 'PUSHED', quantity: '3', pushedQuantity: '3' });
    },
  );

  /** The chunk is halved after the deadlock; another copy of it lands on what the halves have written. */
  it('a chunk that was answered a deadlock, and commits late, is written over in the end', async () => {
    await start(SOURCES, { MAGENTO_GRACE_SECONDS: '120' });
    await putAll(['GOOD-0', 'GOOD-1'], 1, undefined, 'WH1');
    let refused = 0;
    proxy.decide = ({ method, body }) => {
      const rows = (body as { sourceItems?: unknown[] } | undefined)?.sourceItems ?? [];
      return method === 'POST' && rows.length === 2 && refused++ === 0
        ? { reach: 'no', answer: json(400, { message: 'Could not save Source Item' }) }
        : undefined;
    };
    await putAll(['GOOD-0', 'GOOD-1'], 2, undefined, 'WH1');
    await putAll(['GOOD-0', 'GOOD-1'], 3, undefined, 'WH1');
    const late = ['GOOD-0', 'GOOD-1'].map((sku) => ({ sku, source_code: 'wh1', quantity: 2, status: 1 }));
    sandbox.store.stock.saveSourceItems(late);
    await bridge.db.rows(
      `UPDATE inventory_level SET doubt_until = now(), next_attempt_at = now() WHERE doubt_until IS NOT NULL`,
    );
    await until(async () => (await levelOf('GOOD-1')).inDoubtUntil === null || undefined);
    for (const sku of ['GOOD-0', 'GOOD-1']) {
      expect(sandbox.store.stock.sourceItem(sku, 'wh1')).toMatchObject({ quantity: 3 });
    }
    expect(refused).toBeGreaterThan(0);
  });

  /** A proxy made two copies of the call: a module lets one be under way for a product, and refuses the second. */
  it('a value that was refused, and commits late, is written over in the end', async () => {
    await start({}, { MAGENTO_GRACE_SECONDS: '120' });
    await put('GOOD-0', 1);
    const answer = json(400, { message: 'Another call for this product is under way.' });
    proxy.decide = ({ method }) => (method === 'PUT' ? { reach: 'no', answer } : undefined);
    expect((await put('GOOD-0', 2)).status).toBe(409);
    proxy.decide = () => undefined;
    expect((await put('GOOD-0', 3)).body.outcome).toBe('APPLIED');
    sandbox.store.stock.put(sandbox.store.stock.find('GOOD-0')!, { qty: 2 });
    await bridge.db.rows(
      `UPDATE inventory_level SET doubt_until = now(), next_attempt_at = now() WHERE doubt_until IS NOT NULL`,
    );
    await until(async () => (await levelOf('GOOD-0')).inDoubtUntil === null || undefined);
    expect(quantityOf('GOOD-0')).toBe(3);
  });

  it('an answer that came before the doubt ended does not end it', async () => {
    await start({}, { MAGENTO_GRACE_SECONDS: '120' });
    await put('GOOD-0', 1);
    await bridge.db.rows(`UPDATE inventory_level SET doubt_until = now() + interval '1 hour'`);
    let held = false;
    proxy.decide = ({ method }) => {
      if (method === 'PUT') held = true;
      return undefined;
    };
    sandbox.faults.latencyMs = 300;
    const answer = put('GOOD-0', 2);
    await until(() => Promise.resolve(held || undefined));
    await bridge.db.rows(`UPDATE inventory_level SET doubt_until = now()`);
    await answer;
    const [row] = await rowsOf('GOOD-0', 'state, doubt_until, next_attempt_at');
    const again = row!['doubt_until'] !== null && row!['next_attempt_at'] !== null;
    // Either it still waits to be written once more, or that has happened already: two writes after the first.
    expect(again || sandbox.store.stock.book('GOOD-0').quantities.length > 2).toBe(true);
    await until(async () => (await levelOf('GOOD-0')).inDoubtUntil === null || undefined);
    expect(sandbox.store.stock.book('GOOD-0').quantities).toEqual([1, 2, 2]);
  });

  it('a refusal after the commit is no failure', async () => {
    await start();
    await put('GOOD-0', 1);
    proxy.decide = ({ method }) =>
      method === 'PUT' ? { reach: 'yes', answer: json(400, { message: 'A plugin failed.' }) } : undefined;
    expect((await put('GOOD-0', 2)).body.outcome).toBe('APPLIED');
    proxy.decide = ({ method }) =>
      method === 'PUT' ? { reach: 'no', answer: json(400, { message: 'No.' }) } : undefined;
    const refused = await put('GOOD-0', 3);
    expect([refused.status, refused.body.code]).toEqual([409, 'MAGENTO_REJECTED']);
  });

  it('a 200 that is no answer of Magento is no success', async () => {
    await start();
    await put('GOOD-0', 1);
    for (const answer of [html(200, '<p>Welcome</p>'), json(200, []), json(200, { ok: true })]) {
      proxy.decide = ({ method }) => (method === 'PUT' ? { reach: 'no', answer } : undefined);
      await put('GOOD-0', 2, later);
      const level = await until(async () => {
        const now = await levelOf('GOOD-0');
        return now.errorCode === null ? undefined : now;
      });
      expect([level.state, level.errorCode]).toEqual(['PENDING', 'MAGENTO_PROTOCOL']);
    }
    expect(quantityOf('GOOD-0')).toBe(1);
  });

  it('a stock item without a readable id or quantity ends neither the run nor the row', async () => {
    await start();
    proxy.decide = ({ method, path }) =>
      method === 'GET' && path.includes('GOOD-0')
        ? { reach: 'no', answer: json(200, { item_id: 'x', qty: '1,234' }) }
        : undefined;
    const { body } = await putAll(['GOOD-0', 'GOOD-1'], 2, later);
    expect(body.failureList).toHaveLength(2);
    await inState('GOOD-1', 'PUSHED');
    proxy.decide = () => undefined;
    await inState('GOOD-0', 'PUSHED');
  });

  it('one list without a product, or with others, makes no unknown SKU', async () => {
    await start(SOURCES);
    const products = (items: object[]): Verdict => ({
      reach: 'no',
      answer: json(200, { items, total_count: 0 }),
    });
    let asked = 0;
    proxy.decide = ({ path }) => (/V1\/products$/.test(path) && asked++ === 0 ? products([]) : undefined);
    expect((await putAll(['GOOD-0'], 2, undefined, 'WH1')).body.failureList).toEqual([]);
    // A proxy that strips the query: the first page of all products.
    proxy.decide = ({ path }) =>
      /V1\/products$/.test(path)
        ? products([{ id: 9, sku: 'SOMETHING', status: 2, type_id: 'simple' }])
        : undefined;
    expect((await putAll(['GOOD-1'], 2, undefined, 'WH1')).body.failureList).toEqual([]);
    expect(await rowsOf('GOOD-1', 'product_checked_at')).toEqual([{ product_checked_at: null }]);
    proxy.decide = ({ path }) =>
      /V1\/products$/.test(path) ? { reach: 'no', answer: json(200, []) } : undefined;
    expect((await putAll(['GOOD-2'], 2, undefined, 'WH1')).body.failureList).toEqual([]);
    proxy.decide = () => undefined;
    expect((await putAll(['NOPE'], 2, undefined, 'WH1')).body.failureList).toMatchObject([
      { code: 'UNKNOWN_SKU' },
    ]);
  });

  it('of rows that differ in case only, the very SKU counts', async () => {
    await start(SOURCES);
    proxy.decide = ({ path }) =>
      /V1\/products$/.test(path)
        ? {
            reach: 'no',
            answer: json(200, {
              items: [
                { id: 1, sku: 'GOOD-0', status: 1, type_id: 'simple' },
                { id: 2, sku: 'good-0', status: 2, type_id: 'simple' },
              ],
              total_count: 2,
            }),
          }
        : undefined;
    expect((await putAll(['GOOD-0'], 2, undefined, 'WH1')).body.failureList).toEqual([]);
  });

  it('a location with the name of something that every object has is no source', async () => {
    await start(SOURCES);
    for (const locationCode of ['constructor', '__proto__', 'toString']) {
      const { status, body } = await putAll(['GOOD-0'], 1, undefined, locationCode);
      expect([locationCode, status, body.errors?.[0].field]).toEqual([
        locationCode,
        400,
        'inventories.0.locationCode',
      ]);
    }
    await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { inventoryMode: 'stockItems' } },
    });
    for (const locationCode of ['constructor', '__proto__']) {
      await putAll(['GOOD-0'], 1, undefined, locationCode);
    }
    expect(quantityOf('GOOD-0')).toBe(2);
  });

  it('SKUs that are a step in a path are refused with words', async () => {
    await start();
    sandbox.store.stock.add('..', 1);
    const { status, body } = await put('GOOD-0', 1);
    expect([status, body.outcome]).toEqual([200, 'APPLIED']);
    expect((await putAll(['..', '.'], 1)).body.failureList).toMatchObject([
      { code: 'SKU_NOT_ADDRESSABLE', retryable: false },
      { code: 'SKU_NOT_ADDRESSABLE', retryable: false },
    ]);
  });
});

describe('the comparison', () => {
  const change = (sku: string, qty: number): void =>
    sandbox.store.stock.put(sandbox.store.stock.find(sku)!, { qty });

  it('compares what is wanted, what was pushed and what Magento shows, and says which differs', async () => {
    await start();
    await putAll(HEALTHY.slice(0, 5), 10);
    change('GOOD-1', 3);
    // What concurrent requests once left behind: another value is wanted than was pushed, and the row says PUSHED.
    await bridge.db.rows(
      `UPDATE inventory_level SET quantity = 8 WHERE sku IN ('GOOD-2', 'GOOD-3', 'GOOD-4')`,
    );
    change('GOOD-3', 8);
    change('GOOD-4', 1);
    expect(await run('DRIFT_CHECK')).toMatchObject({
      state: 'DONE',
      checked: 5,
      drifted: 4,
      differing: { MAGENTO: 1, WANTED: 1, PUSHED: 1, ALL: 1 },
    });
    const { items } = (await bridge.get('/inventory?state=DRIFTED')).body as { items: Level[] };
    expect(items.map(({ channelSkuCode, differs }) => [channelSkuCode, differs])).toEqual([
      ['GOOD-1', 'MAGENTO'],
      ['GOOD-2', 'WANTED'],
      ['GOOD-3', 'PUSHED'],
      ['GOOD-4', 'ALL'],
    ]);
    expect(
      await bridge.db.rows(
        'SELECT sku, differs FROM audit.inventory_drift WHERE differs IS NOT NULL ORDER BY sku',
      ),
    ).toHaveLength(4);
    expect(await run('FULL_PUSH')).toMatchObject({ queued: 5 });
    await until(
      async () => (await bridge.get('/inventory?state=PENDING')).body.items.length === 0 || undefined,
    );
    expect(await run('DRIFT_CHECK')).toMatchObject({ drifted: 0, differing: {} });
  });

  it('counts a buffer that was changed since as a difference', async () => {
    await start();
    await put('GOOD-0', 10);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { bufferStock: 2 } } });
    expect(await run('DRIFT_CHECK')).toMatchObject({ drifted: 1, differing: { WANTED: 1 } });
  });

  it('takes no value for a difference that was pushed after the reading began', async () => {
    await start();
    await putAll(['GOOD-0', 'GOOD-1'], 10);
    let pushed = false;
    proxy.decide = ({ path }) => {
      if (!/source-items/.test(path) || pushed) return undefined;
      pushed = true;
      // Read before the push, answered after it.
      return {
        reach: 'no',
        answer: json(
          200,
          sourceItems([
            ['GOOD-0', 10],
            ['GOOD-1', 9],
          ]),
        ),
      };
    };
    const hold = await bridge.post('/admin/inventory/default/runs', { kind: 'DRIFT_CHECK' });
    expect(hold.status).toBe(202);
    const ended = await until(async () => {
      const { body } = await bridge.get('/admin/inventory/runs');
      return body.find((one: any) => one.state !== 'RUNNING');
    });
    expect(ended).toMatchObject({ drifted: 1 });
    const [before] = await rowsOf('GOOD-0', 'magento_checked_at::text AS at');
    await put('GOOD-0', 12);
    expect(await levelOf('GOOD-0')).toMatchObject({ magentoQuantity: '10', drifted: false, differs: null });
    // A reading that began before the push and ended after it.
    await bridge.db.rows(
      `UPDATE inventory_level SET magento_checked_at = pushed_at - interval '1 millisecond' WHERE sku = 'GOOD-0'`,
    );
    expect(await levelOf('GOOD-0')).toMatchObject({ drifted: false });
    await bridge.db.rows(
      `UPDATE inventory_level SET magento_checked_at = pushed_at + interval '1 millisecond' WHERE sku = 'GOOD-0'`,
    );
    expect(await levelOf('GOOD-0')).toMatchObject({ drifted: true, differs: 'MAGENTO' });
    expect(before!['at']).toBeTruthy();
  });

  const sourceItems = (rows: [string, unknown][]): object => ({
    items: rows.map(([sku, quantity]) => ({ sku, source_code: 'default', quantity, status: 1 })),
    search_criteria: {},
    total_count: rows.length,
  });

  it('takes neither an empty list, nor a wrong count, nor another answer for an empty shop', async () => {
    await start();
    await putAll(HEALTHY.slice(0, 3), 10);
    let asked = 0;
    const first = (answer: Verdict['answer']): void => {
      asked = 0;
      proxy.decide = ({ path }) =>
        /source-items/.test(path) && asked++ === 0 ? { reach: 'no', answer } : undefined;
    };
    const always = (answer: Verdict['answer']): void => {
      proxy.decide = ({ path }) => (/source-items/.test(path) ? { reach: 'no', answer } : undefined);
    };
    first(json(200, sourceItems([])));
    expect(await run('DRIFT_CHECK')).toMatchObject({ state: 'DONE', checked: 3, drifted: 0 });
    first(json(200, { ...sourceItems([['GOOD-0', 10]]), total_count: 1 }));
    expect(await run('DRIFT_CHECK')).toMatchObject({ state: 'DONE', checked: 3, drifted: 0 });
    const ofAnother = JSON.parse(
      JSON.stringify(sourceItems([['GOOD-0', 3]])).replace('"default"', '"another"'),
    ) as object;
    for (const odd of [
      json(200, []),
      json(200, { items: 5 }),
      json(200, sourceItems([['FOREIGN', 1]])),
      json(200, ofAnother),
    ]) {
      always(odd);
      expect(await run('DRIFT_CHECK')).toMatchObject({ state: 'DONE', checked: 0, unread: 3, drifted: 0 });
    }
    always(
      json(
        200,
        sourceItems([
          ['GOOD-0', '10.0000'],
          ['GOOD-1', '1,234'],
          ['GOOD-2', 10],
          ['good-2', 3],
        ]),
      ),
    );
    const odd = await run('DRIFT_CHECK');
    expect(odd).toMatchObject({ state: 'DONE', checked: 2, unread: 1, drifted: 0 });
    expect(odd['errorMessage']).toContain('GOOD-1');
    proxy.decide = () => undefined;
    await bridge.db.rows(`UPDATE inventory_level SET sku = 'GONE' WHERE sku = 'GOOD-0'`);
    expect(await run('DRIFT_CHECK')).toMatchObject({ checked: 3, drifted: 1 });
    expect(await levelOf('GONE')).toMatchObject({ magentoQuantity: null, differs: 'MAGENTO' });
  });
});
