import { afterEach, describe, expect, it } from '@jest/globals';
import { html, type Verdict } from '../sandbox/faulty-proxy.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import { INTEGRATION } from '../sandbox/sandbox.js';
import {
  isWrite,
  operationsEnded,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';

let shop: ShopBehindProxy;
let sandbox: ShopBehindProxy['sandbox'];
let proxy: ShopBehindProxy['proxy'];
let bridge: ShopBehindProxy['bridge'];

async function start(environment: Record<string, string> = {}): Promise<void> {
  shop = await startShopBehindProxy(environment, [1, 2].map(twoLineOrder));
  ({ sandbox, proxy, bridge } = shop);
}

afterEach(() => shop.close());

function once(verdict: Verdict): void {
  let left = 1;
  proxy.decide = (passing) => (isWrite(passing) && left-- > 0 ? verdict : undefined);
}
const rows = (kind: string): Promise<any[]> =>
  bridge.db.rows(
    `SELECT p.state, p.outcome, p.detail FROM operation p JOIN "order" o ON o.id = p.order_id
     WHERE p.kind = $1 AND o.entity_id = 1 ORDER BY p.created_at`,
    [kind],
  );
const oneUnit = { items: [{ orderItemCode: '12', quantity: 1 }] };
const parcel = { shipmentId: 'P-1', ...oneUnit, tracks: [{ trackNumber: 'AWB-1' }] };
const other = (): any => structuredClone(sandbox.store.find(2));

/** A lost answer, and looks that get something else than the order's own documents until the doubt is over. */
describe('a lost answer, followed by a cache in front of the shop that', () => {
  const ofDocuments = /\/V1\/(invoices|shipments)$/;
  it.each<[string, (path: string, body: any) => unknown]>([
    ['answers {} to lists', (path, body) => (ofDocuments.test(path) ? {} : body)],
    ['answers [] to lists', (path, body) => (ofDocuments.test(path) ? [] : body)],
    [
      'answers a list without its items',
      (path, body) => (ofDocuments.test(path) ? { items: [], total_count: body.total_count } : body),
    ],
    [
      'keeps the list of another order',
      (path, body) =>
        ofDocuments.test(path)
          ? { items: [{ entity_id: 999, order_id: 2, items: [], comments: [] }], total_count: 1 }
          : body,
    ],
  ])('%s makes no second document', async (_name, body) => {
    await start();
    for (const [path, ask] of [
      ['/orders/1/invoice', oneUnit],
      ['/orders/1/shipments', parcel],
    ] as const) {
      once({ reach: 'yes', answer: 'cut' });
      sandbox.faults.middleman = { body };
      await bridge.post(path, ask);
      await until(async () => {
        const over = await bridge.db.rows(
          `SELECT 1 FROM operation WHERE state <> 'UNKNOWN' OR (doubt_ends_at < now() - interval '2 seconds' AND attempts > 2)`,
        );
        return over.length > 0 || undefined;
      });
      sandbox.faults.middleman = {};
      await bridge.post(path, ask);
      await operationsEnded(bridge);
    }
    const book = sandbox.store.book(1);
    expect([book.invoices, book.documents]).toEqual([1, 1]);
  });

  it.each<[string, 'acknowledge' | 'cancel', (body: any) => unknown]>([
    ['answers another order, for a comment', 'acknowledge', other],
    ['leaves out the history', 'acknowledge', (body) => ({ ...body, status_histories: undefined })],
  ])('%s makes no second effect', async (_name, kind, body) => {
    await start();
    once({ reach: 'yes', answer: 'cut' });
    sandbox.faults.middleman = {
      body: (path, value) => (path.endsWith('/V1/orders/1') ? body(value) : value),
    };
    await bridge.post(`/orders/1/${kind}`);
    await until(async () => {
      const over = await bridge.db.rows(
        `SELECT 1 FROM operation WHERE state <> 'UNKNOWN' OR (doubt_ends_at < now() - interval '2 seconds' AND attempts > 2)`,
      );
      return over.length > 0 || undefined;
    });
    sandbox.faults.middleman = {};
    await bridge.post(`/orders/1/${kind}`);
    await operationsEnded(bridge);
    expect(sandbox.store.book(1).comments).toBe(1);
    const done = (await rows('ACKNOWLEDGE')).filter(({ outcome }) => /APPLIED|DEGRADED/.test(outcome ?? ''));
    expect(done).toHaveLength(1);
    expect((await rows('ACKNOWLEDGE')).filter(({ outcome }) => outcome === 'REFUSED')).toEqual([]);
  });
});

it('a cancel takes no other order that is cancelled for this one', async () => {
  await start();
  sandbox.change(2, (order) => Object.assign(order, { state: 'canceled', status: 'canceled' }));
  sandbox.faults.middleman = { body: (path, value) => (path.endsWith('/V1/orders/1') ? other() : value) };
  await bridge.post('/orders/1/cancel');
  sandbox.faults.middleman = {};
  await bridge.post('/orders/1/cancel');
  await operationsEnded(bridge);
  expect(sandbox.store.find(1)!.state).toBe('canceled');
  expect((await rows('CANCEL')).at(-1)).toMatchObject({ outcome: 'APPLIED' });
});

/** The first answer is lost behind the proxy, which sends the request again: what comes back is the second answer. */
describe('a proxy that sends a request twice', () => {
  it('is no sign-in error with OAuth, whose nonce is used up by then', async () => {
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = INTEGRATION;
    await start({
      MAGENTO_AUTH: 'oauth1',
      MAGENTO_USERNAME: '',
      MAGENTO_PASSWORD: '',
      MAGENTO_CONSUMER_KEY: consumerKey,
      MAGENTO_CONSUMER_SECRET: consumerSecret,
      MAGENTO_ACCESS_TOKEN: accessToken,
      MAGENTO_ACCESS_TOKEN_SECRET: accessTokenSecret,
    });
    once({ reach: 'twice' });
    await bridge.post('/orders/1/invoice', oneUnit);
    await bridge.post('/orders/1/invoice', oneUnit);
    await operationsEnded(bridge);
    expect(sandbox.store.book(1).invoices).toBe(1);
    expect((await rows('INVOICE')).filter(({ state }) => state === 'FAILED')).toEqual([]);
  });

  it('is no maintenance before the write, when that begins in between', async () => {
    await start();
    let down = false;
    const maintenance = { reach: 'no', answer: html(503, recordedText('488-maintenance-get')) } as const;
    let left = 1;
    proxy.decide = (passing) => {
      if (isWrite(passing) && left-- > 0) {
        return {
          reach: 'twice',
          between: () => {
            down = true;
            sandbox.faults.outage = 'maintenance';
          },
        };
      }
      return down ? maintenance : undefined;
    };
    await bridge.post('/orders/1/invoice', oneUnit);
    expect((await rows('INVOICE'))[0]).not.toMatchObject({ state: 'FAILED' });
    down = false;
    sandbox.faults.outage = 'none';
    await bridge.post('/orders/1/invoice', oneUnit);
    await operationsEnded(bridge);
    expect(sandbox.store.book(1).invoices).toBe(1);
  });
});

it('a cancel that an invoice of the shop came before says that the rest was cancelled', async () => {
  await start();
  proxy.decide = (passing) => {
    if (!isWrite(passing)) return undefined;
    sandbox.change(1, (order) => {
      order.items[1]!.qty_invoiced = 1;
      Object.assign(order, { state: 'processing', status: 'processing' });
    });
    proxy.decide = () => undefined;
    return undefined;
  };
  await bridge.post('/orders/1/cancel');
  await operationsEnded(bridge);
  expect(sandbox.store.find(1)!.items.map(({ qty_canceled: cancelled }) => cancelled)).toEqual([2, 2]);
  expect((await rows('CANCEL')).at(-1)!.outcome).not.toBe('REFUSED');
});

/** The same write, asked for at once with and without an answer that is waited for. */
describe('a request that is accepted with 202 while the same one is under way', () => {
  it('is not given up when that one fails', async () => {
    await start();
    let letGo = (): void => undefined;
    const held = new Promise<void>((done) => (letGo = done));
    let down = false;
    sandbox.faults.middleman = {
      delayMs: async (path) => {
        if (path.endsWith('/V1/orders/1') && !down) {
          await Promise.race([held, new Promise((r) => setTimeout(r, 400).unref())]);
        }
        return 0;
      },
    };
    proxy.decide = (passing) =>
      down || isWrite(passing)
        ? { reach: 'no', answer: html(503, recordedText('488-maintenance-get')) }
        : undefined;
    const direct = bridge.post('/orders/1/invoice', oneUnit);
    await until(
      async () => ((await bridge.db.rows('SELECT 1 FROM operation')).length > 0 ? true : undefined),
      600,
      5,
    );
    const accepted = await bridge.post('/orders/1/invoice', oneUnit, {
      headers: { prefer: 'respond-async' },
    });
    down = true;
    letGo();
    await direct;
    expect(accepted.status).toBe(202);
    await until(async () =>
      (await rows('INVOICE')).every(({ state }) => state !== 'RUNNING') ? true : undefined,
    );
    down = false;
    proxy.decide = () => undefined;
    await until(
      async () => ((await rows('INVOICE')).every(({ state }) => state === 'SETTLED') ? true : undefined),
      200,
    );
    expect(sandbox.store.book(1).invoices).toBe(1);
  });
});

describe('a document that Magento has lost', () => {
  it('is made again, though a repeat of its request rests on it', async () => {
    await start();
    const maintenance = { reach: 'no', answer: html(503, recordedText('488-maintenance-get')) } as const;
    proxy.decide = () => maintenance;
    await bridge.post('/orders/1/invoice', oneUnit, { headers: { prefer: 'respond-async' } });
    await until(async () =>
      (await rows('INVOICE')).some(({ state, detail }) => state === 'PENDING' && detail) ? true : undefined,
    );
    proxy.decide = () => undefined;
    expect((await bridge.post('/orders/1/invoice', oneUnit)).status).toBe(200);
    await operationsEnded(bridge);
    expect((await rows('INVOICE')).map(({ outcome }) => outcome).sort()).toEqual(['ALREADY', 'APPLIED']);
    sandbox.store.invoices.splice(0);
    sandbox.change(1, (order) => {
      for (const item of order.items) item.qty_invoiced = 0;
      Object.assign(order, { state: 'new', status: 'pending' });
    });
    const [applied] = await bridge.db.rows<{ id: string }>(
      `SELECT id FROM operation WHERE outcome = 'APPLIED'`,
    );
    const { OperationsService } = await import('../../src/operations/operations.service.js');
    const { DataSource } = await import('typeorm');
    await bridge.app
      .get(DataSource)
      .transaction((manager) =>
        bridge.app.get(OperationsService).redo(manager, applied!.id, { clientId: 'test' }),
      );
    await operationsEnded(bridge);
    expect(sandbox.store.invoices).toHaveLength(1);
    expect(
      (await bridge.db.rows('SELECT outcome FROM operation WHERE id = $1', [applied!.id]))[0],
    ).toMatchObject({
      outcome: 'APPLIED',
    });
  });
});

it('what a person withdrew stays withdrawn when everything that failed is tried again', async () => {
  await start();
  proxy.decide = () => ({ reach: 'no', answer: html(503, recordedText('488-maintenance-get')) });
  const { body } = await bridge.post('/orders/1/cancel', {}, { headers: { prefer: 'respond-async' } });
  const id = body.operationId ?? body.id;
  await until(async () =>
    (await bridge.post(`/operations/${id}/withdraw`)).status === 200 ? true : undefined,
  );
  proxy.decide = () => undefined;
  const { status } = await bridge.post('/operations/retry', { state: 'FAILED' });
  expect(status).toBeLessThan(300);
  await operationsEnded(bridge);
  expect(sandbox.store.find(1)!.state).not.toBe('canceled');
});
