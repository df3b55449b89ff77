import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import type { Order, Release } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
const startApp = shareTestApp();
let bridge: TestApp;

async function start(
  release: Release,
  edit?: (order: Order) => void,
  environment: Record<string, string> = {},
): Promise<void> {
  sandbox = await Sandbox.start({
    release,
    statuses: { new: ['pending', 'received'], processing: ['processing', 'fraud'] },
  });
  const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 });
  edit?.(order);
  sandbox.place(order);
  bridge = await startApp(sandbox, { MAGENTO_TIMEOUT_MS: '500', ...environment });
  await bridge.sync('orders.changed');
}

afterEach(async () => {
  await bridge.close();
  await sandbox.close();
});

const settled = (operationId: string) =>
  until(async () => {
    const { body } = await bridge.get(`/operations/${operationId}`);
    return body.state === 'SETTLED' || body.state === 'FAILED' ? body : undefined;
  });

describe('acknowledging', () => {
  it.each<[Release, string, string, string]>([
    ['2.4.3', 'processing', 'APPLIED', 'processing'],
    ['2.4.6', 'processing', 'APPLIED', 'processing'],
    ['2.4.7', 'processing', 'DEGRADED', 'pending'],
    ['2.4.8', 'processing', 'DEGRADED', 'pending'],
    ['2.4.8', 'received', 'APPLIED', 'received'],
  ])('on %s with the status %s: %s', async (release, acknowledgeStatus, outcome, status) => {
    await start(release);
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { acknowledgeStatus } } });
    const { body } = await bridge.post('/orders/1/acknowledge');
    expect(body.outcome).toBe(outcome);
    expect([sandbox.store.find(1)!.status, sandbox.store.book(1).comments]).toEqual([status, 1]);
    expect((await bridge.get('/orders/1')).body).toMatchObject({ syncState: 'ACKNOWLEDGED', status });
    expect((await bridge.get('/orders/pending')).body.items).toEqual([]);
  });

  it('writes no comment on an order that is processing already', async () => {
    await start('2.4.6', (order) => setState(order, 'processing'));
    expect((await bridge.post('/orders/1/acknowledge')).body).toMatchObject({ outcome: 'ALREADY' });
    expect(sandbox.store.book(1).comments).toBe(0);
    expect((await bridge.get('/orders/1')).body.syncState).toBe('ACKNOWLEDGED');
    // Who follows changes finds it.
    const listed = await bridge.db.rows('SELECT changed_at = acknowledged_at AS changed FROM "order"');
    expect(listed).toEqual([{ changed: true }]);
  });

  it('never empties the status on 2.4.6, also where no status is to be set', async () => {
    await start('2.4.6');
    await bridge.call('PUT', '/admin/stores/default', { body: { settings: { acknowledgeStatus: null } } });
    expect((await bridge.post('/orders/1/acknowledge')).body.outcome).toBe('APPLIED');
    expect(sandbox.store.find(1)!.status).toBe('pending');
  });

  it('leaves the state of a held order alone', async () => {
    await start('2.4.6', (order) => setState(order, 'holded'));
    expect((await bridge.post('/orders/1/acknowledge')).body.outcome).toBe('DEGRADED');
    expect(sandbox.store.find(1)).toMatchObject({ state: 'holded', status: 'holded' });
  });

  it('refuses a cancelled order', async () => {
    await start('2.4.7', (order) => setState(order, 'canceled'));
    const reply = await bridge.post('/orders/1/acknowledge');
    expect([reply.status, reply.body.outcome]).toEqual([409, 'REFUSED']);
    expect(sandbox.store.book(1).comments).toBe(0);
  });

  it('adopts a comment whose answer was lost', async () => {
    await start('2.4.7');
    await bridge.get('/orders/1/status');
    Object.assign(sandbox.faults, { cutAfterRate: 1, onlyWrites: true });
    const asked = bridge.post('/orders/1/acknowledge');
    await until(() => Promise.resolve(sandbox.store.book(1).comments > 0 || undefined), 100);
    sandbox.faults.cutAfterRate = 0;
    const { body } = await asked;
    const operation = await settled(body.operationId);
    expect(operation.outcome).toBe('DEGRADED');
    expect(sandbox.store.book(1).comments).toBe(1);
  });

  it('waits for a late commit instead of writing again', async () => {
    await start('2.4.7', undefined, { MAGENTO_TIMEOUT_MS: '4000' });
    await bridge.get('/orders/1/status');
    Object.assign(sandbox.faults, { lateCommitRate: 1, lateMs: 5000 });
    const { status, body } = await bridge.post('/orders/1/acknowledge');
    expect([status, body.outcome, body.code]).toEqual([504, 'UNKNOWN', 'OUTCOME_UNKNOWN']);
    Object.assign(sandbox.faults, { lateCommitRate: 0 });
    expect((await bridge.post('/orders/1/acknowledge')).status).toBe(504);
    expect((await bridge.post('/orders/1/cancel', {}, { headers: { prefer: 'respond-async' } })).status).toBe(
      202,
    );
    expect((await settled(body.operationId)).outcome).toBe('DEGRADED');
    expect(sandbox.store.book(1).comments).toBe(1);
    await until(() => Promise.resolve(sandbox.store.find(1)!.state === 'canceled' || undefined));
    expect(sandbox.store.book(1)).toMatchObject({ comments: 1, cancellations: 1, overlaps: 0 });
  });

  it('takes a batch, each order on its own', async () => {
    await start('2.4.6');
    sandbox.place(generateOrder({ entityId: 2, createdAt: Date.now() - 60_000 }));
    const { status, body } = await bridge.call('PUT', '/orders/acknowledgements', {
      body: {
        orders: [
          { orderCode: '1', locationCode: 'WH1' },
          { orderCode: '2' },
          { orderCode: '77' },
          { orderCode: 'x' },
        ],
        consolidationType: 'ALL',
      },
    });
    expect(status).toBe(200);
    expect(body.successOrders).toEqual(
      expect.arrayContaining([
        { orderCode: '1', locationCode: 'WH1' },
        { orderCode: '2', locationCode: null },
      ]),
    );
    expect(
      body.failedOrders.map((one: { orderCode: string; code: string }) => [one.orderCode, one.code]).sort(),
    ).toEqual([
      ['77', 'NOT_FOUND'],
      ['x', 'BAD_DATA'],
    ]);
  });
});

describe('cancelling', () => {
  const invoiceOne = (order: Order): void => {
    order.items[0]!.qty_invoiced = 1;
    setState(order, 'processing');
  };

  it.each<[string, (order: Order) => void, RegExp]>([
    ['partly invoiced', invoiceOne, /invoiced/],
    ['shipped but not invoiced', (order) => (order.items[0]!.qty_shipped = 1), /shipped/],
    ['complete', (order) => setState(order, 'complete'), /complete/],
    ['on hold', (order) => setState(order, 'holded'), /on hold/],
    ['in payment review', (order) => setState(order, 'payment_review'), /did not cancel/],
  ])('refuses an order that is %s and changes nothing', async (_name, edit, words) => {
    await start('2.4.7', edit);
    const reply = await bridge.post('/orders/1/cancel');
    expect([reply.status, reply.body.outcome]).toEqual([409, 'REFUSED']);
    expect(reply.body.detail).toMatch(words);
    expect(sandbox.store.book(1).cancellations).toBe(0);
  });

  it('tries again after a refusal, once the reason is gone', async () => {
    await start('2.4.7', (order) => setState(order, 'holded'));
    await bridge.post('/orders/1/cancel');
    sandbox.change(1, (order) => setState(order, 'new'));
    expect((await bridge.post('/orders/1/cancel')).body.outcome).toBe('APPLIED');
  });

  it('answers ALREADY when the shop has cancelled it', async () => {
    await start('2.4.7');
    sandbox.change(1, (order) => setState(order, 'canceled'));
    expect((await bridge.post('/orders/1/cancel')).body.outcome).toBe('ALREADY');
    expect(sandbox.store.book(1).cancellations).toBe(0);
    expect((await bridge.get('/orders/1')).body.syncState).toBe('CANCELLED');
  });

  it('passes a deadlock, and gives up on a shop that is down without changing anything', async () => {
    await start('2.4.7');
    await bridge.get('/orders/1/status');
    sandbox.faults.outage = 'maintenance';
    const down = await bridge.post('/orders/1/cancel');
    expect([down.status, down.body.retryable]).toEqual([503, true]);
    expect(down.headers.get('retry-after')).not.toBeNull();
    expect((await bridge.get(`/operations/${down.body.operationId}`)).body).toMatchObject({
      state: 'FAILED',
      errorCode: 'MAGENTO_UNAVAILABLE',
    });
    sandbox.faults.outage = 'none';
    sandbox.faults.deadlockRate = 0.5;
    const { body } = await bridge.post('/orders/1/cancel');
    expect((await settled(body.operationId)).outcome).toBe('APPLIED');
    expect(sandbox.store.book(1).cancellations).toBe(1);
  });

  it('shows in a dry run what would be sent, and sends nothing', async () => {
    await start('2.4.7');
    const { body } = await bridge.post('/orders/1/cancel?dryRun=true');
    expect(body).toEqual({
      dryRun: true,
      request: { method: 'POST', path: '/orders/1/cancel' },
      outcome: null,
      detail: null,
    });
    expect(
      (await bridge.post('/orders/1/acknowledge?dryRun=true')).body.request.body.statusHistory,
    ).toMatchObject({ status: 'processing', entity_name: 'order' });
    expect(await bridge.db.rows('SELECT 1 FROM operation')).toEqual([]);
    expect(sandbox.store.book(1)).toMatchObject({ comments: 0, cancellations: 0 });
  });

  it('answers 202 at once when asked to, and settles in the background', async () => {
    await start('2.4.7');
    const reply = await bridge.post('/orders/1/cancel', {}, { headers: { prefer: 'respond-async' } });
    expect([reply.status, reply.body.state]).toEqual([202, 'PENDING']);
    expect(reply.headers.get('location')).toBe(`/operations/${reply.body.operationId}`);
    expect((await settled(reply.body.operationId)).outcome).toBe('APPLIED');
  });
});

describe('Idempotency-Key', () => {
  let tests = 0;
  let key: { headers: Record<string, string> };

  // Keys outlive their store.
  beforeEach(() => {
    key = { headers: { 'idempotency-key': `k-${++tests}` } };
  });

  it('gives the same answer byte for byte, without another call', async () => {
    await start('2.4.7');
    const first = await bridge.post('/orders/1/cancel', { reason: 'x' }, key);
    const requests = sandbox.requests;
    const second = await bridge.post('/orders/1/cancel', { reason: 'x' }, key);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(sandbox.requests).toBe(requests);
  });

  it('keeps a refusal, too', async () => {
    await start('2.4.7', (order) => setState(order, 'complete'));
    const first = await bridge.post('/orders/1/cancel', {}, key);
    const second = await bridge.post('/orders/1/cancel', {}, key);
    expect([first.status, second.status, second.text]).toEqual([409, 409, first.text]);
    expect(second.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('refuses the key for another body, and a key too long', async () => {
    await start('2.4.7');
    await bridge.post('/orders/1/cancel', { reason: 'x' }, key);
    const other = await bridge.post('/orders/1/cancel', { reason: 'y' }, key);
    expect([other.status, other.body.errors[0].field]).toEqual([422, 'Idempotency-Key']);
    const long = await bridge.post(
      '/orders/1/cancel',
      {},
      { headers: { 'idempotency-key': 'k'.repeat(256) } },
    );
    expect([long.status, long.body.errors[0].field]).toEqual([400, 'Idempotency-Key']);
  });

  it('lets a request that failed for a passing reason run again', async () => {
    await start('2.4.7');
    await bridge.get('/orders/1/status');
    sandbox.faults.outage = 'maintenance';
    expect((await bridge.post('/orders/1/cancel', {}, key)).status).toBe(503);
    sandbox.faults.outage = 'none';
    expect((await bridge.post('/orders/1/cancel', {}, key)).body.outcome).toBe('APPLIED');
  });

  it('says 409 while the first request is running', async () => {
    await start('2.4.7');
    sandbox.faults.latencyMs = 200;
    const replies = await Promise.all([1, 2, 3].map(() => bridge.post('/orders/1/cancel', {}, key)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
  });
});
