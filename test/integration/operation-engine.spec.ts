import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { mustBeNext } from '../../src/operations/earlier-writes.repository.js';
import { FailedOperations } from '../../src/operations/failed-operations.js';
import { HeldOperationsRepository } from '../../src/operations/held-operations.repository.js';
import { LeaseLostError } from '../../src/platform/jobs/heartbeat.js';
import { OperationsRepository, type NewOperation } from '../../src/operations/operations.repository.js';
import {
  type Operation,
  OperationKind,
  Outcome,
  ResponseKind,
  type Settlement,
} from '../../src/operations/operation.types.js';
import { OrderBusyError } from '../../src/operations/operations.errors.js';
import { OperationsTicker } from '../../src/operations/operations.ticker.js';
import { OperationWorker } from '../../src/operations/operation-worker.js';
import { MagentoNoAnswerError, MagentoUnreachableError } from '../../src/magento/magento.errors.js';
import { time } from '../../src/platform/time/time.js';
import { html, json, type Verdict } from '../sandbox/faulty-proxy.js';
import {
  isWrite,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';

const GRACE_SECONDS = 60;
const LAG_SECONDS = 30;
const REQUEST = { method: 'POST', path: '/x' };
const DEADLOCK = 'SQLSTATE[40001]: 1213 Deadlock found; try restarting transaction';
const lost = { kind: ResponseKind.Lost, code: 'LOST', status: null, message: 'lost' };
const taken = { kind: ResponseKind.Taken, code: 'NOT_SHOWN', status: 200, message: 'taken' };

/** Each rule of the ledger by itself. No worker runs here: what a worker would do, the test does. */
describe('a write in the ledger', () => {
  let shop: ShopBehindProxy;
  let sandbox: ShopBehindProxy['sandbox'];
  let bridge: ShopBehindProxy['bridge'];
  let ledger: OperationsRepository;
  let held: HeldOperationsRepository;
  let manager: EntityManager;
  /** The order of the test that runs. */
  let id = 0;
  let orderId: string;

  beforeAll(async () => {
    shop = await startShopBehindProxy({
      ROLE: 'api',
      MAGENTO_GRACE_SECONDS: String(GRACE_SECONDS),
      MAGENTO_READ_LAG_SECONDS: String(LAG_SECONDS),
      MAGENTO_TIMEOUT_MS: '2000',
    });
    ({ sandbox, bridge } = shop);
    ledger = bridge.app.get(OperationsRepository);
    held = bridge.app.get(HeldOperationsRepository);
    manager = bridge.app.get(DataSource).manager;
  });

  afterAll(() => shop.close());

  afterEach(async () => {
    shop.proxy.decide = () => undefined;
    // What a test leaves open is of no concern to the next one.
    await bridge.db.rows(
      `UPDATE operation SET next_attempt_at = now() + interval '1 day', lease_until = now() + interval '1 day'
       WHERE state <> 'SETTLED'`,
    );
  });

  async function newOrder(): Promise<void> {
    sandbox.place(twoLineOrder(++id));
    await bridge.get(`/orders/${id}?refresh=true`);
    const [row] = await bridge.db.rows<{ id: string }>('SELECT id FROM "order" WHERE entity_id = $1', [id]);
    orderId = row!.id;
  }

  const asked = (kind = OperationKind.Cancel, naturalKey: string = kind): NewOperation => ({
    ...{ storeId: 1, orderId, kind, naturalKey, input: {}, requestedBy: 'increff', requestId: 'r' },
  });
  const begun = async (request = asked()): Promise<Operation> => (await ledger.start(request))!;
  const enqueued = (request = asked()): Promise<Operation> =>
    manager.transaction((inside) => ledger.enqueue(inside, request));
  const due = (): Promise<string[]> => manager.transaction((inside) => ledger.due(inside, 1000));
  const rowOf = async (one: string): Promise<any> =>
    (await bridge.db.rows('SELECT * FROM operation WHERE id = $1', [one]))[0];
  const set = (one: string, columns: string): Promise<unknown> =>
    bridge.db.rows(`UPDATE operation SET ${columns} WHERE id = $1`, [one]);
  const settle = (operation: Operation, settlement: Settlement): Promise<void> =>
    manager.transaction((inside) => held.settle(inside, operation, settlement, 1));
  /** Seconds from the stamp to the end of the doubt. */
  const doubtOf = async (one: string): Promise<number> =>
    Number(
      (
        await bridge.db.rows<{ s: string }>(
          'SELECT extract(epoch FROM doubt_ends_at - sent_at) AS s FROM operation WHERE id = $1',
          [one],
        )
      )[0]!.s,
    );

  it('is stamped before Magento gets it, and let go when it is settled', async () => {
    await newOrder();
    const markSent = held.markSent.bind(held);
    let stamped = false;
    held.markSent = async (...values) => {
      await sleep(200);
      await markSent(...values);
      stamped = true;
    };
    const atArrival: boolean[] = [];
    shop.proxy.decide = (passing) => {
      if (isWrite(passing)) atArrival.push(stamped);
      return undefined;
    };
    const reply = await bridge.post(`/orders/${id}/cancel`).finally(() => (held.markSent = markSent));
    expect([reply.body.outcome, atArrival]).toEqual(['APPLIED', [true]]);
    expect(await rowOf(reply.body.operationId)).toMatchObject({
      state: 'SETTLED',
      sends: 1,
      lease_token: null,
      lease_until: null,
      next_attempt_at: null,
    });
  });

  it('writes nothing with a token that is over', async () => {
    await newOrder();
    const first = await begun();
    await set(first.id, `lease_until = now() - interval '1 second'`);
    const second = (await ledger.take(first.id))!;
    expect(second.leaseToken).not.toBe(first.leaseToken);
    const before = await rowOf(first.id);
    expect(await held.renew(first)).toBeUndefined();
    const left = { code: 'X', message: 'x', calls: 1, faults: 0, needsPerson: false };
    for (const write of [
      () => held.markSent({ ...first }, REQUEST),
      () => held.recordResponse({ ...first }, lost),
      () => held.recordNoEffect({ ...first }, 'REFUSED'),
      () => held.leaveUnknown({ ...first }, left),
      () => held.giveBack({ ...first }, left),
      () => settle(first, { outcome: Outcome.Applied }),
    ]) {
      await expect(write()).rejects.toBeInstanceOf(LeaseLostError);
    }
    expect(await rowOf(first.id)).toEqual(before);
    await held.markSent(second, REQUEST);
    expect((await rowOf(first.id)).sends).toBe(1);
  });

  it('is taken by nobody else while its lease lasts, and by one worker after it', async () => {
    await newOrder();
    const { id: running } = await begun();
    expect(await ledger.take(running)).toBeUndefined();
    expect(await due()).toEqual([]);
    await set(running, `state = 'UNKNOWN', next_attempt_at = now() - interval '1 second'`);
    expect(await ledger.take(running)).toBeUndefined();
    expect(await due()).toEqual([]);
    await set(running, `lease_until = now() - interval '1 second'`);
    expect(await due()).toEqual([running]);
    // Its job is on its way: the next tick does not send another one.
    expect(await due()).toEqual([]);
    const both = await Promise.all([ledger.take(running), ledger.take(running)]);
    expect(both.filter((one) => one !== undefined)).toHaveLength(1);
    await set(
      running,
      `state = 'RUNNING', next_attempt_at = NULL, lease_until = now() - interval '1 second'`,
    );
    expect(await due()).toEqual([running]);
  });

  it('is taken by no job that is left from a backlog', async () => {
    await newOrder();
    const { id: waiting } = await enqueued();
    await set(waiting, `next_attempt_at = now() + interval '1 hour'`);
    expect(await ledger.take(waiting)).toBeUndefined();
    await set(waiting, 'next_attempt_at = now()');
    const operation = (await ledger.take(waiting))!;
    await settle(operation, { outcome: Outcome.Already });
    expect(await ledger.take(waiting)).toBeUndefined();
    expect((await rowOf(waiting)).state).toBe('SETTLED');
  });

  it('waits while its store is paused', async () => {
    await newOrder();
    const { id: waiting } = await enqueued();
    await bridge.db.rows('UPDATE store SET paused = true');
    expect(await due()).toEqual([]);
    await bridge.db.rows('UPDATE store SET paused = false');
    expect(await due()).toEqual([waiting]);
  });

  describe('that another one is before', () => {
    async function askedBeside(
      before: NewOperation,
      path: string,
      body: object,
      settlement: Settlement,
    ): Promise<{ other: string; reply: any }> {
      const operation = await begun(before);
      const reply = bridge.post(path, body);
      // It waits: it has asked at least once whether the other one is at its end.
      await sleep(300);
      await settle(operation, settlement);
      return { other: operation.id, reply: (await reply).body };
    }

    it('is answered with its own result, not that of the write it waited for', async () => {
      await newOrder();
      const before = asked(OperationKind.Handover, 'ALL');
      const applied = { outcome: Outcome.Applied };
      const { other, reply } = await askedBeside(before, `/orders/${id}/invoice`, {}, applied);
      expect(reply).toMatchObject({ outcome: 'APPLIED' });
      expect(reply.operationId).not.toBe(other);
      expect(sandbox.store.book(id).invoices).toBe(1);
    });

    it('is answered with its own result, not that of another request of its kind', async () => {
      await newOrder();
      const before = asked(OperationKind.Invoice, 'other lines');
      const lines = { items: [{ orderItemCode: `${id}2`, quantity: 1 }] };
      const applied = { outcome: Outcome.Applied };
      const { other, reply } = await askedBeside(before, `/orders/${id}/invoice`, lines, applied);
      expect(reply).toMatchObject({ outcome: 'APPLIED' });
      expect(reply.operationId).not.toBe(other);
      expect(sandbox.store.book(id).invoices).toBe(1);
    });

    it('is done all the same where the same request was refused', async () => {
      await newOrder();
      const refused = { outcome: Outcome.Refused, detail: 'The order is on hold.' };
      const { other, reply } = await askedBeside(asked(), `/orders/${id}/cancel`, {}, refused);
      expect(reply).toMatchObject({ outcome: 'APPLIED' });
      expect(reply.operationId).not.toBe(other);
      expect(sandbox.store.book(id).cancellations).toBe(1);
    });

    it('is not sent where the same request is done', async () => {
      await newOrder();
      const applied = { outcome: Outcome.Applied };
      const { other, reply } = await askedBeside(asked(), `/orders/${id}/cancel`, {}, applied);
      expect(reply).toMatchObject({ outcome: 'ALREADY', operationId: other });
      expect(sandbox.store.book(id).cancellations).toBe(0);
    });
  });

  it('leaves one row for a request that is repeated', async () => {
    await newOrder();
    const [first, second] = [
      await bridge.post(`/orders/${id}/cancel`),
      await bridge.post(`/orders/${id}/cancel`),
    ];
    expect([first.body.outcome, second.body.outcome]).toEqual(['APPLIED', 'ALREADY']);
    expect(second.body.operationId).toBe(first.body.operationId);
    expect(await bridge.db.rows('SELECT 1 FROM operation WHERE order_id = $1', [orderId])).toHaveLength(1);
  });

  it('leaves one row for a request that is accepted twice', async () => {
    await newOrder();
    const both = [await enqueued(), await enqueued()];
    expect(new Set(both.map((one) => one.id)).size).toBe(1);
    expect(await bridge.db.rows('SELECT 1 FROM operation WHERE order_id = $1', [orderId])).toHaveLength(1);
    await set(both[0]!.id, `state = 'UNKNOWN'`);
    expect((await enqueued()).id).toBe(both[0]!.id);
    // Another kind of write is none of it.
    expect((await enqueued(asked(OperationKind.Acknowledge))).id).not.toBe(both[0]!.id);
  });

  it('lets what an older one calls for go before it, however late that is accepted', async () => {
    await newOrder();
    const track = (naturalKey: string, input = {}) =>
      enqueued({ ...asked(OperationKind.Track, naturalKey), input });
    const older = await track('older');
    const newer = await track('newer');
    const called = await track('called', { after: older.id });
    await set(older.id, `state = 'SETTLED', outcome = 'APPLIED', settled_at = now()`);
    await expect(mustBeNext(manager, newer, [OperationKind.Track])).rejects.toBeInstanceOf(OrderBusyError);
    await mustBeNext(manager, called, [OperationKind.Track]);
    await set(called.id, `state = 'SETTLED', outcome = 'APPLIED', settled_at = now()`);
    await mustBeNext(manager, newer, [OperationKind.Track]);
  });

  it('is not given up with the caller who waits for it, once it is accepted', async () => {
    await newOrder();
    const operation = await begun();
    expect((await enqueued()).id).toBe(operation.id);
    await bridge.app.get(FailedOperations).afterError(operation, new MagentoUnreachableError('no'), 1);
    expect(await rowOf(operation.id)).toMatchObject({ state: 'PENDING', enqueued: true, lease_token: null });
  });

  it.each([
    ['an error of ours', new Error('of ours'), true],
    ['an outage', new MagentoUnreachableError('no'), false],
  ])('calls a person for %s: %#', async (_what, error, needed) => {
    await newOrder();
    const operation = await begun();
    await bridge.app.get(FailedOperations).afterError(operation, error, 1);
    const { state, attention_since: since } = await rowOf(operation.id);
    expect([state, since !== null]).toEqual(['FAILED', needed]);
  });

  it('that was given up has all of its tries again, once a person says so', async () => {
    await newOrder();
    const operation = await begun();
    await bridge.app.get(FailedOperations).afterError(operation, new Error('of ours'), 1);
    await set(operation.id, 'attempts = 1500');
    await ledger.reopenAll(manager, { ids: [operation.id] });
    expect(await rowOf(operation.id)).toMatchObject({ state: 'PENDING', attempts: 0, faults: 0 });
  });

  it('waits for five minutes at the most, and is looked at each minute while it is in doubt', async () => {
    const waitOf = async (one: string): Promise<number> =>
      Number(
        (
          await bridge.db.rows<{ s: string }>(
            'SELECT extract(epoch FROM next_attempt_at - now()) AS s FROM operation WHERE id = $1',
            [one],
          )
        )[0]!.s,
      );
    const failed = bridge.app.get(FailedOperations);
    await newOrder();
    const operation = (await ledger.take((await enqueued()).id))!;
    await failed.afterError({ ...operation, attempts: 20 }, new MagentoUnreachableError('no'), 1);
    expect(await waitOf(operation.id)).toBeLessThanOrEqual(time.waitSeconds(300));
    await newOrder();
    const doubted = await begun();
    await held.markSent(doubted, REQUEST);
    await set(doubted.id, `doubt_ends_at = now() + interval '1 hour'`);
    await failed.afterError({ ...doubted, attempts: 20 }, new MagentoNoAnswerError('no'), 1);
    expect(await waitOf(doubted.id)).toBeLessThanOrEqual(time.waitSeconds(60));
  });

  describe('that was sent', () => {
    async function sent(): Promise<Operation> {
      await newOrder();
      const operation = await begun();
      await held.markSent(operation, REQUEST);
      return operation;
    }

    it('is never without effect before its doubt is over', async () => {
      const operation = await sent();
      await expect(held.recordNoEffect(operation, 'NOT_SHOWN')).rejects.toBeInstanceOf(LeaseLostError);
      expect((await rowOf(operation.id)).sent_at).not.toBeNull();
      await set(operation.id, `doubt_ends_at = now() - interval '1 second'`);
      await held.recordNoEffect(operation, 'NOT_SHOWN');
      expect((await rowOf(operation.id)).sent_at).toBeNull();
    });

    it('is withdrawn by nobody while it is in doubt', async () => {
      const operation = await sent();
      await set(operation.id, `state = 'UNKNOWN', lease_until = now() - interval '1 second'`);
      expect(await ledger.withdrawAll(manager, { ids: [operation.id] }, { clientId: 'no' })).toEqual([]);
      expect((await rowOf(operation.id)).state).toBe('UNKNOWN');
    });

    it('has had no answer, also where a send before it had one', async () => {
      const operation = await sent();
      await held.recordResponse(operation, taken);
      await set(operation.id, `doubt_ends_at = now() - interval '1 second'`);
      await held.recordNoEffect(operation, 'NOT_SHOWN');
      expect((await rowOf(operation.id)).last_response).toMatchObject({ kind: 'TAKEN' });
      await held.markSent(operation, REQUEST);
      expect((await rowOf(operation.id)).last_response).toBeNull();
    });

    it('counts a doubt from its own beginning, and needs nobody once it is settled', async () => {
      const first = await sent();
      const left = { code: 'X', message: 'x', calls: 1, faults: 0, needsPerson: true };
      expect(await held.leaveUnknown(first, left)).toBe(true);
      await set(first.id, `unknown_since = now() - interval '31 minutes', next_attempt_at = now()`);
      const second = (await ledger.take(first.id))!;
      await held.recordNoEffect(second, 'REFUSED');
      expect((await rowOf(first.id)).unknown_since).toBeNull();
      await settle(second, { outcome: Outcome.Refused });
      expect((await rowOf(first.id)).attention_since).toBeNull();
    });

    it('is brought back by nobody while a process holds it', async () => {
      const operation = await sent();
      await set(operation.id, `state = 'UNKNOWN'`);
      const only = { ids: [operation.id] };
      expect(await ledger.reopenAll(manager, only)).toEqual([]);
      await set(operation.id, `lease_until = now() - interval '1 second'`);
      expect(await ledger.reopenAll(manager, only)).toEqual([operation.id]);
    });

    it('is never REFUSED while it is in doubt', async () => {
      const operation = await sent();
      const refused = { outcome: Outcome.Refused };
      await expect(settle(operation, refused)).rejects.toBeInstanceOf(LeaseLostError);
      expect((await rowOf(operation.id)).state).toBe('RUNNING');
      await held.recordNoEffect(operation, 'REFUSED');
      await settle(operation, refused);
      expect(await rowOf(operation.id)).toMatchObject({ state: 'SETTLED', outcome: 'REFUSED' });
    });

    it('stays in doubt for grace and read lag; an answer of Magento leaves the lag', async () => {
      const operation = await sent();
      expect(await doubtOf(operation.id)).toBe(GRACE_SECONDS + LAG_SECONDS);
      expect(await held.doubtIsOver(operation)).toBe(false);
      await held.recordResponse(operation, lost);
      expect(await doubtOf(operation.id)).toBe(GRACE_SECONDS + LAG_SECONDS);
      await held.recordResponse(operation, taken);
      expect(await doubtOf(operation.id)).toBeLessThan(GRACE_SECONDS);
      expect(await doubtOf(operation.id)).toBeGreaterThanOrEqual(LAG_SECONDS);
    });

    it('is not sent again while it is in doubt', async () => {
      const operation = await sent();
      await expect(held.markSent({ ...operation }, REQUEST)).rejects.toBeInstanceOf(LeaseLostError);
      expect((await rowOf(operation.id)).sends).toBe(1);
      await held.recordNoEffect(operation, 'REFUSED');
      await held.markSent(operation, REQUEST);
      expect((await rowOf(operation.id)).sends).toBe(2);
    });

    it('calls a person after half an hour in doubt', async () => {
      const first = await sent();
      const left = { code: 'X', message: 'x', calls: 1, faults: 0, needsPerson: false };
      expect(await held.leaveUnknown(first, left)).toBe(false);
      await set(first.id, `unknown_since = now() - interval '31 minutes', next_attempt_at = now()`);
      const second = (await ledger.take(first.id))!;
      expect(await held.leaveUnknown(second, left)).toBe(true);
      const [{ age }] = (await bridge.db.rows<{ age: number }>(
        'SELECT extract(epoch FROM now() - unknown_since)::float8 AS age FROM operation WHERE id = $1',
        [first.id],
      )) as [{ age: number }];
      expect(age).toBeGreaterThan(30 * 60);
    });

    it.each([
      [
        'in doubt',
        `state = 'UNKNOWN', unknown_since = now() - interval '31 minutes', lease_until = NULL, lease_token = NULL`,
      ],
      ['left by a process that died', `lease_until = now() - interval '31 minutes'`],
    ])('calls a person for one %s, where no worker looks because the store is paused', async (_, as) => {
      const operation = await sent();
      const ticker = bridge.app.get(OperationsTicker);
      await bridge.db.rows('UPDATE store SET paused = true');
      try {
        await ticker.callPerson();
        expect((await rowOf(operation.id)).attention_since).toBeNull();
        await set(operation.id, as);
        await ticker.callPerson();
        const since = (await rowOf(operation.id)).attention_since;
        expect(since).not.toBeNull();
        await ticker.callPerson();
        expect((await rowOf(operation.id)).attention_since).toEqual(since);
      } finally {
        await bridge.db.rows('UPDATE store SET paused = false');
      }
    });
  });

  it.each<[string, Verdict]>([
    ['its answer was lost', { reach: 'no', answer: 'cut' }],
    ['Magento answered a deadlock', { reach: 'no', answer: json(400, { message: DEADLOCK }) }],
  ])('of any kind is sent once as long as it is in doubt, where %s', async (_what, answer) => {
    let writes = 0;
    shop.proxy.decide = (passing) => (isWrite(passing) && ++writes > 0 ? answer : undefined);
    const asks: [string, () => object][] = [
      ['cancel', () => ({})],
      ['acknowledge', () => ({})],
      ['invoice', () => ({ items: [{ orderItemCode: `${id}2`, quantity: 1 }] })],
      [
        'shipments',
        () => ({
          shipmentId: `P-${id}`,
          items: [{ orderItemCode: `${id}2`, quantity: 1 }],
          tracks: [{ trackNumber: `AWB-${id}`, title: 'Delhivery' }],
        }),
      ],
    ];
    for (const [path, body] of asks) {
      await newOrder();
      writes = 0;
      const reply = await bridge.post(`/orders/${id}/${path}`, body());
      expect([path, reply.status]).toEqual([path, 504]);
      const { operationId } = reply.body;
      await set(operationId, 'next_attempt_at = now()');
      await bridge.app.get(OperationWorker).resume(operationId);
      expect([path, (await rowOf(operationId)).state, writes]).toEqual([path, 'UNKNOWN', 1]);
    }
  });

  it('is no REFUSED where a proxy sent it twice and the reads are a moment behind', async () => {
    await newOrder();
    // Within the looks after a refusal, which are a tenth of two seconds here.
    sandbox.faults.readLagMs = 70;
    let left = 1;
    shop.proxy.decide = (passing) => (isWrite(passing) && left-- > 0 ? { reach: 'twice' } : undefined);
    const reply = await bridge.post(`/orders/${id}/cancel`).finally(() => (sandbox.faults.readLagMs = 0));
    expect([reply.status, reply.body.outcome]).toEqual([200, 'ALREADY']);
    expect(sandbox.store.book(id).cancellations).toBe(1);
  });

  it('is no REFUSED where another copy of it is carried out right after the refusal', async () => {
    await newOrder();
    const refusal = json(404, { message: 'Request does not match any route.' });
    let commit = (): void => undefined;
    const late = new Promise<void>((done) => (commit = done));
    let sent = false;
    shop.proxy.decide = (passing) => {
      if (isWrite(passing) && !sent) return { reach: 'late', late: ((sent = true), late), answer: refusal };
      // Between the first look and the second.
      if (sent && passing.method === 'GET') setTimeout(commit, 20);
      return undefined;
    };
    const items = [{ orderItemCode: `${id}2`, quantity: 1 }];
    const reply = await bridge.post(`/orders/${id}/invoice`, { items });
    expect([reply.status, reply.body.outcome]).toEqual([200, 'APPLIED']);
    expect(sandbox.store.book(id).invoices).toBe(1);
  });

  describe('that is looked for', () => {
    const OF_NO_USE: [string, Verdict][] = [
      ['fails with a 500', { reach: 'no', answer: json(500, { message: 'Internal Error.' }) }],
      ['answers a 400', { reach: 'no', answer: json(400, { message: 'Something is wrong.' }) }],
      ['takes our account away', { reach: 'no', answer: json(401, { message: 'The token is expired.' }) }],
      [
        'has no such route',
        { reach: 'no', answer: json(404, { message: 'Request does not match any route.' }) },
      ],
      ['answers a page', { reach: 'no', answer: html(200, '<html></html>') }],
    ];

    it.each(OF_NO_USE)('stays in doubt while Magento %s, though it was long ago', async (_what, answer) => {
      await newOrder();
      let writes = 0;
      let odd = true;
      shop.proxy.decide = (passing) => {
        if (isWrite(passing)) return passing.path.includes('/token') || ++writes > 1 ? undefined : cut;
        return odd && writes > 0 ? answer : undefined;
      };
      const cut: Verdict = { reach: 'yes', answer: 'cut' };
      const reply = await bridge.post(`/orders/${id}/invoice`, {
        items: [{ orderItemCode: `${id}2`, quantity: 1 }],
      });
      expect(reply.status).toBe(504);
      const { operationId } = reply.body;
      const worker = bridge.app.get(OperationWorker);
      const over = `doubt_ends_at = now() - interval '1 second', next_attempt_at = now()`;
      await set(operationId, over);
      await worker.resume(operationId);
      const row = await rowOf(operationId);
      expect([row.state, row.attempts, writes]).toEqual(['UNKNOWN', 2, 1]);
      expect(row.sent_at).not.toBeNull();
      odd = false;
      await until(async () => {
        await set(operationId, over);
        await worker.resume(operationId);
        return (await rowOf(operationId)).state === 'SETTLED' || undefined;
      });
      expect([(await rowOf(operationId)).outcome, sandbox.store.book(id).invoices]).toEqual(['APPLIED', 1]);
    });

    /** A cancel whose answer was lost; what it comes to is up to the verdict. */
    async function lostCancel(
      verdict: Verdict,
      then: () => Verdict | undefined,
    ): Promise<() => Promise<any>> {
      await newOrder();
      let writes = 0;
      shop.proxy.decide = (passing) => {
        if (passing.path.includes('/token')) return undefined;
        if (isWrite(passing)) return ++writes > 1 ? then() : verdict;
        return undefined;
      };
      const reply = await bridge.post(`/orders/${id}/cancel`);
      expect(reply.status).toBe(504);
      return async () => {
        await bridge.app.get(OperationWorker).resume(reply.body.operationId);
        return { ...(await rowOf(reply.body.operationId)), writes };
      };
    }

    it('stays in doubt where the doubt ends while it is being looked for', async () => {
      const resumed = await lostCancel({ reach: 'no', answer: 'cut' }, () => undefined);
      const { decide } = shop.proxy;
      const all = 'order_id = (SELECT id FROM "order" WHERE entity_id = $1)';
      await bridge.db.rows(`UPDATE operation SET next_attempt_at = now() WHERE ${all}`, [id]);
      shop.proxy.decide = (passing) =>
        decide(passing) ?? {
          reach: 'yes',
          held: bridge.db.rows(`UPDATE operation SET doubt_ends_at = now() WHERE ${all}`, [id]),
        };
      expect(await resumed()).toMatchObject({ state: 'UNKNOWN', sends: 1, writes: 1 });
    });

    it('is ours where Magento declines it since an earlier send of it has landed', async () => {
      let land = (): void => undefined;
      const late = new Promise<void>((done) => (land = done));
      const declined: Verdict = { reach: 'no', answer: json(200, false) };
      const resumed = await lostCancel({ reach: 'late', late, answer: 'cut' }, () => {
        land();
        return declined;
      });
      const over = `doubt_ends_at = now() - interval '1 second', next_attempt_at = now()`;
      await bridge.db.rows(
        `UPDATE operation SET ${over} WHERE order_id = (SELECT id FROM "order" WHERE entity_id = $1)`,
        [id],
      );
      expect(await resumed()).toMatchObject({ outcome: 'APPLIED', sends: 2, writes: 2 });
      expect(sandbox.store.book(id).cancellations).toBe(1);
    });
  });

  it('stores no facts of a write that another process took over', async () => {
    await newOrder();
    const settling = jest.spyOn(held, 'settle').mockRejectedValue(new LeaseLostError('taken over'));
    const reply = await bridge.post(`/orders/${id}/acknowledge`).finally(() => settling.mockRestore());
    expect(reply.status).toBe(504);
    const [order] = await bridge.db.rows('SELECT acknowledged_at FROM "order" WHERE id = $1', [orderId]);
    expect(order).toEqual({ acknowledged_at: null });
    const events = await bridge.db.rows<{ kind: string }>(
      'SELECT kind FROM order_event WHERE order_id = $1',
      [orderId],
    );
    expect(events.map(({ kind }) => kind)).toEqual(['ORDER_SEEN']);
  });

  it('is done again only where it was applied', async () => {
    await newOrder();
    const already = await begun();
    await settle(already, { outcome: Outcome.Already });
    expect(await ledger.reopenAsUnknown(manager, already.id)).toBe(false);
    expect((await rowOf(already.id)).state).toBe('SETTLED');
    const { body } = await bridge.post(`/orders/${id}/acknowledge`);
    // Answered from it, at the same moment.
    const [rest] = await bridge.db.rows<{ id: string }>(
      `INSERT INTO operation (store_id, order_id, kind, natural_key, state, outcome, settled_at, requested_by)
       SELECT store_id, order_id, kind, natural_key, 'SETTLED', 'ALREADY', now(), 'test' FROM operation WHERE id = $1
       RETURNING id`,
      [body.operationId],
    );
    expect(await ledger.reopenAsUnknown(manager, body.operationId)).toBe(true);
    expect((await rowOf(body.operationId)).state).toBe('UNKNOWN');
    expect(await rowOf(rest!.id)).toMatchObject({ state: 'FAILED', error_code: 'REDONE', outcome: null });
  });
});
