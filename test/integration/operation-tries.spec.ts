import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { HeldOperationsRepository } from '../../src/operations/held-operations.repository.js';
import { KEPT_TRIES } from '../../src/operations/operation-tries.repository.js';
import { OperationWorker } from '../../src/operations/operation-worker.js';
import { type Operation, OperationKind, Outcome } from '../../src/operations/operation.types.js';
import { OperationsRepository } from '../../src/operations/operations.repository.js';
import { LeaseLostError } from '../../src/platform/jobs/heartbeat.js';
import { json, type Verdict } from '../sandbox/faulty-proxy.js';
import {
  isWrite,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';

const DEADLOCK = 'SQLSTATE[40001]: 1213 Deadlock found; try restarting transaction';
const REQUEST = { method: 'POST', path: '/V1/orders/1/cancel' };

/** No worker runs here: what a worker would do, the test does. */
describe('the tries of a write', () => {
  let shop: ShopBehindProxy;
  let bridge: ShopBehindProxy['bridge'];
  let held: HeldOperationsRepository;
  let id = 0;

  beforeAll(async () => {
    shop = await startShopBehindProxy({ ROLE: 'api' });
    ({ bridge } = shop);
    held = bridge.app.get(HeldOperationsRepository);
  });
  afterAll(() => shop.close());

  beforeEach(async () => {
    shop.proxy.decide = () => undefined;
    shop.sandbox.place(twoLineOrder(++id));
    await bridge.get(`/orders/${id}?refresh=true`);
  });

  async function begun(): Promise<Operation> {
    const [order] = await bridge.db.rows<{ id: string }>('SELECT id FROM "order" WHERE entity_id = $1', [id]);
    const kind = OperationKind.Cancel;
    const operation = await bridge.app.get(OperationsRepository).start({
      ...{ storeId: 1, orderId: order!.id, kind, naturalKey: kind, input: {}, requestedBy: 'increff' },
      requestId: null,
    });
    return operation!;
  }

  const triesOf = async (operationId: string): Promise<any[]> =>
    (await bridge.get(`/operations/${operationId}`)).body.tries;

  /** As a worker goes on, again and again. */
  const workedOff = (operationId: string): Promise<true> =>
    until(async () => {
      await bridge.app.get(OperationWorker).resume(operationId);
      const { body } = await bridge.get(`/operations/${operationId}`);
      return body.state === 'SETTLED' || undefined;
    });

  it('that is lost, then turned away, then done are three, each with its facts', async () => {
    const verdicts: Verdict[] = [
      { reach: 'no', answer: 'cut' },
      { reach: 'no', answer: json(400, { message: DEADLOCK }) },
    ];
    shop.proxy.decide = (passing) => (isWrite(passing) ? verdicts.shift() : undefined);
    const { status, body } = await bridge.post(`/orders/${id}/cancel`);
    expect(status).toBe(504);
    await workedOff(body.operationId);
    const tries = await triesOf(body.operationId);
    expect(tries).toMatchObject([
      { attempt: 1, status: null, errorCode: 'MAGENTO_NO_ANSWER', response: null },
      { attempt: 2, status: 400, error: expect.stringContaining('Deadlock'), response: null },
      { attempt: 3, status: 200, errorCode: null, error: null, response: 'true' },
    ]);
    for (const one of tries) {
      expect(one.request).toMatchObject({ method: 'POST', path: expect.stringMatching(/cancel$/) });
      expect(Date.parse(one.endedAt) - Date.parse(one.at)).toBe(one.durationMs);
    }
    expect(tries[0].lease).not.toBe(tries[1].lease);
    expect(tries[0].at < tries[1].at && tries[1].at < tries[2].at).toBe(true);
  });

  it('whose process died between stamp and first byte has no answer, and the next one is another', async () => {
    const first = await begun();
    await held.markSent(first, REQUEST);
    expect(await triesOf(first.id)).toMatchObject([
      {
        attempt: 1,
        durationMs: null,
        endedAt: null,
        status: null,
        error: null,
        response: null,
        request: REQUEST,
      },
    ]);
    const gone = `UPDATE operation SET lease_until = now() - interval '1 second' WHERE id = $1`;
    await bridge.db.rows(gone, [first.id]);
    await workedOff(first.id);
    expect(await triesOf(first.id)).toMatchObject([
      { attempt: 1, durationMs: null, status: null },
      { attempt: 2, durationMs: expect.any(Number), status: 200 },
    ]);
    expect(shop.sandbox.store.book(id).cancellations).toBe(1);
  });

  it('are none where the stamp was refused', async () => {
    const operation = await begun();
    await held.markSent(operation, REQUEST);
    await expect(held.markSent({ ...operation }, REQUEST)).rejects.toThrow(LeaseLostError);
    await held.recordNoEffect(operation, 'NEVER_SENT');
    await expect(held.markSent({ ...operation }, REQUEST, 'https://moved.example')).rejects.toThrow(
      LeaseLostError,
    );
    expect(await triesOf(operation.id)).toHaveLength(1);
  });

  it('keep their own answer: one that was not stamped says nothing of the one before', async () => {
    const operation = await begun();
    await held.markSent(operation, REQUEST);
    operation.sending!.ending = { durationMs: 7, status: null, errorCode: 'A', error: 'a', response: null };
    await held.recordNoEffect(operation, 'NEVER_SENT');
    operation.sending!.ending = {
      durationMs: 8,
      status: 200,
      errorCode: null,
      error: null,
      response: 'true',
    };
    await bridge.app
      .get(DataSource)
      .transaction((manager) => held.settle(manager, operation, { outcome: Outcome.Applied }, 1));
    expect(await triesOf(operation.id)).toMatchObject([{ durationMs: 7, errorCode: 'A', status: null }]);
  });

  it('are kept where what became of it is left in doubt', async () => {
    const operation = await begun();
    await held.markSent(operation, REQUEST);
    operation.sending!.ending = { durationMs: 7, status: 200, errorCode: null, error: null, response: '12' };
    const left = { code: 'X', message: 'x', calls: 1, faults: 0, needsPerson: false };
    await held.leaveUnknown(operation, left);
    expect(await triesOf(operation.id)).toMatchObject([{ durationMs: 7, status: 200, response: '12' }]);
  });

  it(`are the latest ${KEPT_TRIES}`, async () => {
    const operation = await begun();
    for (let sent = 0; sent < KEPT_TRIES + 2; sent++) {
      await held.markSent(operation, REQUEST);
      await held.recordNoEffect(operation, 'NEVER_SENT');
    }
    const numbers = (await triesOf(operation.id)).map(({ attempt }) => attempt);
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([KEPT_TRIES, 3, KEPT_TRIES + 2]);
  });
});
