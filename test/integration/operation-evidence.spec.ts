import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { InvoiceOperation } from '../../src/invoices/invoice.operation.js';
import { OperationsTicker } from '../../src/operations/operations.ticker.js';
import { DATABASE_GAUGES } from '../../src/observability/database-gauges.read-model.js';
import { html, json, page, type Verdict } from '../sandbox/faulty-proxy.js';
import type { Order } from '../sandbox/magento-order.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import { present } from '../sandbox/store.js';
import {
  isWrite,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';
import { moveClockAhead } from '../support/clock-ahead.js';
import { CLIENT } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

let sandbox: ShopBehindProxy['sandbox'];
let proxy: ShopBehindProxy['proxy'];
let bridge: ShopBehindProxy['bridge'];
/** The order of the test that runs: item {id}1 with two units, item {id}2 with three. */
let id = 0;
let shared: ShopBehindProxy | undefined;
let own: ShopBehindProxy | undefined;

/** A new order in a shop behind a proxy. Without an environment of its own, all tests share one service. */
async function start(environment?: Record<string, string>): Promise<void> {
  const running = environment
    ? (own = await startShopBehindProxy(environment))
    : (shared ??= await startShopBehindProxy());
  ({ sandbox, proxy, bridge } = running);
  sandbox.place(twoLineOrder(++id));
  await bridge.get(`/orders/${id}?refresh=true`);
}

afterEach(async () => {
  proxy.decide = () => undefined;
  sandbox.faults.outage = 'none';
  await own?.close();
  own = undefined;
});

afterAll(() => shared?.close());

const ofKind = async (kind: string): Promise<any[]> =>
  bridge.db.rows(
    `SELECT p.* FROM operation p JOIN "order" o ON o.id = p.order_id WHERE p.kind = $1 AND o.entity_id = $2`,
    [kind, id],
  );
const settled = (id: string): Promise<any> =>
  until(async () => {
    const { body } = await bridge.get(`/operations/${id}`);
    return body.state === 'SETTLED' || body.state === 'FAILED' ? body : undefined;
  });
const parcel = (shipmentId: string, ...lines: [string, number][]) => ({
  shipmentId,
  items: lines.map(([orderItemCode, quantity]) => ({ orderItemCode, quantity })),
  tracks: [{ trackNumber: `AWB-${shipmentId}`, title: 'Delhivery' }],
});
/** The first write gets this, and what follows is passed on. */
function once(verdict: Verdict, before?: () => void): void {
  let left = 1;
  proxy.decide = (passing) => {
    if (!isWrite(passing) || left-- <= 0) return undefined;
    before?.();
    return verdict;
  };
}

describe('a write whose answer was lost', () => {
  it.each<[string, Verdict]>([
    ['PHP is killed', { reach: 'no', answer: page(502) }],
    ['the shop is in maintenance', { reach: 'no', answer: html(503, recordedText('488-maintenance-get')) }],
    ['the shop does not answer', { reach: 'no', answer: 'cut' }],
  ])('stays in doubt while %s, and is not made twice by the repeated request', async (_name, outage) => {
    await start();
    let down = false;
    proxy.decide = (passing) => {
      if (down) return outage;
      if (!isWrite(passing)) return undefined;
      down = true;
      return { reach: 'yes', answer: 'cut' };
    };
    const ask = { items: [{ orderItemCode: `${id}2`, quantity: 1 }] };
    expect((await bridge.post(`/orders/${id}/invoice`, ask)).status).toBe(504);
    // The worker has looked in vain, more than once, and longer than the grace.
    const [row] = await until(async () => {
      const rows = await ofKind('INVOICE');
      const over = await bridge.db.rows(
        'SELECT 1 FROM operation WHERE doubt_ends_at < now() AND attempts > 2',
      );
      return over.length > 0 ? rows : undefined;
    });
    expect(row).toMatchObject({ state: 'UNKNOWN', outcome: null });
    expect(row.sent_at).not.toBeNull();
    expect((await bridge.post(`/orders/${id}/invoice`, ask)).status).toBe(504);
    down = false;
    proxy.decide = () => undefined;
    expect(await settled(row.id)).toMatchObject({ state: 'SETTLED', outcome: 'APPLIED' });
    expect((await bridge.post(`/orders/${id}/invoice`, ask)).body.outcome).toBe('ALREADY');
    expect(sandbox.store.book(id).invoices).toBe(1);
  });

  it('is a cancel that Magento carries out later: sent once, and APPLIED', async () => {
    await start({ MAGENTO_GRACE_SECONDS: '60' });
    let writes = 0;
    let reads = 0;
    const { promise: late, resolve: carryOut } = Promise.withResolvers<void>();
    proxy.decide = (passing) => {
      if (isWrite(passing)) return { reach: ++writes === 1 ? 'late' : 'no', late, answer: 'cut' };
      // The first look fails as well; the worker is at it again a second later.
      return writes > 0 && ++reads === 1 ? { reach: 'no', answer: page(502) } : undefined;
    };
    const reply = await bridge.post(`/orders/${id}/cancel`);
    expect(reply.status).toBe(504);
    expect((await bridge.post(`/orders/${id}/cancel`)).status).toBe(504);
    await until(async () => (await ofKind('CANCEL'))[0].attempts > 1 || undefined);
    carryOut();
    const done = await settled(reply.body.operationId);
    expect(done).toMatchObject({ outcome: 'APPLIED', sends: 1 });
    expect(done.detail).toContain('somebody else may have cancelled it meanwhile');
    expect([writes, sandbox.store.book(id).cancellations]).toEqual([1, 1]);
  });

  it('adopts no shipment of somebody else that has the same AWB', async () => {
    await start();
    once({ reach: 'no', answer: 'cut' }, () => {
      const order = sandbox.store.find(id)!;
      sandbox.store.shipments.push({
        ...foreignShipment(order, [{ order_item_id: 10 * id + 2, qty: 1 }]),
        tracks: [{ track_number: `AWB-P-${id}`, title: 'DHL', carrier_code: 'dhl' }],
      } as never);
    });
    const reply = await bridge.post(`/orders/${id}/shipments`, parcel(`P-${id}`, [`${id}2`, 1]));
    const done = await settled(reply.body.operationId);
    expect(done).toMatchObject({ outcome: 'APPLIED', sends: 2 });
    expect(sandbox.store.book(id).documents).toBe(1);
    expect(done.magentoId).not.toBe('900');
  });

  it('is stamped when it goes out, not when it begins to wait for a free slot', async () => {
    await start({ MAGENTO_CONCURRENCY: '1', MAGENTO_TIMEOUT_MS: '5000' });
    let inWrite: Date | undefined;
    proxy.decide = (passing) => {
      if (isWrite(passing)) inWrite = new Date();
      return undefined;
    };
    sandbox.faults.latencyMs = 300;
    const others = Array.from({ length: 8 }, () => bridge.get(`/orders/${id}/status`));
    const reply = await bridge.post(`/orders/${id}/cancel`);
    await Promise.all(others);
    const [row] = await bridge.db.rows<{ ms: number }>(
      'SELECT extract(epoch FROM $2::timestamptz - sent_at)::float8 * 1000 AS ms FROM operation WHERE id = $1',
      [reply.body.operationId, inWrite],
    );
    // One connection and its first byte lie between the two; a wait for the slot would be 300 ms at least.
    expect(row!.ms).toBeLessThan(280);
  });
});

describe('a refusal that proves nothing', () => {
  it('is no REFUSED when a plugin fails after the commit', async () => {
    await start();
    once({ reach: 'yes', answer: json(400, { message: 'The ERP did not take it.' }) });
    const reply = await bridge.post(`/orders/${id}/invoice`, {
      items: [{ orderItemCode: `${id}2`, quantity: 1 }],
    });
    expect([reply.status, reply.body.outcome]).toEqual([200, 'APPLIED']);
    expect(sandbox.store.book(id).invoices).toBe(1);
  });

  it('is REFUSED once Magento has had time to show an effect, in its words', async () => {
    await start();
    proxy.decide = (passing) =>
      isWrite(passing) ? { reach: 'no', answer: json(400, { message: 'Credit hold.' }) } : undefined;
    const reply = await bridge.post(`/orders/${id}/invoice`);
    expect([reply.status, reply.body.outcome, reply.body.detail]).toEqual([409, 'REFUSED', 'Credit hold.']);
    expect(sandbox.store.book(id).invoices).toBe(0);
  });

  it('is no REFUSED cancel when the reads lag behind', async () => {
    await start({ MAGENTO_READ_LAG_SECONDS: '2' });
    sandbox.faults.readLagMs = 1500;
    const reply = await bridge.post(`/orders/${id}/cancel`);
    expect(reply.status).toBe(504);
    expect(await settled(reply.body.operationId)).toMatchObject({ outcome: 'APPLIED' });
  });

  it('is a 500 after the commit, of which the reads know later: one effect', async () => {
    await start({ MAGENTO_READ_LAG_SECONDS: '2' });
    sandbox.faults.readLagMs = 1500;
    once({ reach: 'yes', answer: json(500, { message: 'Internal Error. Report ID: webapi-1' }) });
    const reply = await bridge.post(`/orders/${id}/shipments`, parcel(`P-${id}`, [`${id}2`, 1]));
    expect(await settled(reply.body.operationId)).toMatchObject({ outcome: 'APPLIED' });
    expect(sandbox.store.book(id).documents).toBe(1);
  });

  it('is a comment that is answered 200 and not there: it is not taken for done', async () => {
    await start();
    proxy.decide = (passing) =>
      isWrite(passing)
        ? { reach: 'no', answer: { status: 200, type: 'application/json', body: 'true' } }
        : undefined;
    const reply = await bridge.post(`/orders/${id}/acknowledge`);
    expect(await settled(reply.body.operationId)).toMatchObject({ outcome: 'REFUSED' });
    expect((await bridge.get(`/orders/${id}`)).body.syncState).toBe('NEW');
    expect(sandbox.store.book(id).comments).toBe(0);
  });
});

describe('what changed between the plan and the send', () => {
  it('is answered when a credit memo made the handover smaller', async () => {
    await start();
    await bridge.post(`/orders/${id}/shipments`, parcel(`P-${id}`, [`${id}1`, 2], [`${id}2`, 3]));
    once({ reach: 'yes' }, () => sandbox.change(id, (order) => (order.items[1]!.qty_refunded = 2)));
    const { body } = await bridge.post(`/orders/${id}/handover`);
    expect(body.outcome).toBe('DEGRADED');
    expect(body.detail).toContain(`1 of item ${id}2 instead of 3`);
  });

  it('is answered when the order was cancelled before the shipment document was made', async () => {
    await start();
    once({ reach: 'yes' }, () =>
      sandbox.change(id, (order) => Object.assign(order, { state: 'canceled', status: 'canceled' })),
    );
    const { body } = await bridge.post(`/orders/${id}/shipments`, parcel(`P-${id}`, [`${id}2`, 1]));
    expect(body.outcome).toBe('DEGRADED');
    expect(body.detail).toContain('cancelled');
  });

  it.each([
    ['invoice', () => ({ items: [{ orderItemCode: `${id}2`, quantity: 1 }] })],
    ['shipments', () => parcel(`P-${id}`, [`${id}2`, 1])],
  ])('refuses %s for a line that is gone from the order, and asks for nothing', async (path, body) => {
    await start();
    sandbox.change(id, (order) => order.items.splice(1, 1));
    let writes = 0;
    proxy.decide = (passing) => {
      if (isWrite(passing)) writes++;
      return undefined;
    };
    const reply = await bridge.post(`/orders/${id}/${path}`, body());
    expect([reply.status, reply.body.outcome]).toEqual([409, 'REFUSED']);
    expect(reply.body.detail).toContain(`item ${id}2`);
    expect(writes).toBe(0);
  });
});

describe('what was accepted with 202', () => {
  const later = { headers: { prefer: 'respond-async' } };

  it('waits through an outage of any length, and is done after it', async () => {
    await start({});
    sandbox.faults.outage = 'maintenance';
    const { status, body } = await bridge.post(`/orders/${id}/invoice`, {}, later);
    expect(status).toBe(202);
    await until(
      async () => (await bridge.get(`/operations/${body.operationId}`)).body.attempts > 0 || undefined,
    );
    // As after hours: tried a hundred times.
    await bridge.db.rows('UPDATE operation SET attempts = 100, next_attempt_at = now() WHERE id = $1', [
      body.operationId,
    ]);
    await until(
      async () => (await bridge.get(`/operations/${body.operationId}`)).body.attempts > 100 || undefined,
    );
    const waiting = await until(async () => {
      const { items } = (await bridge.get('/operations?state=PENDING')).body;
      return items.length > 0 ? items[0] : undefined;
    });
    expect(waiting).toMatchObject({ operationId: body.operationId, needsPersonSince: null });
    expect(Date.parse(waiting.nextAttemptAt)).not.toBeNaN();
    sandbox.faults.outage = 'none';
    const { body: retried } = await bridge.post('/operations/retry', { kind: 'INVOICE' });
    expect(retried).toEqual({ dryRun: false, count: 1, answeredAsErrors: 0 });
    expect(await settled(body.operationId)).toMatchObject({ outcome: 'APPLIED' });
  });

  it('gets no further job while a hundred wait for a worker', async () => {
    await start({});
    sandbox.faults.outage = 'maintenance';
    const { body } = await bridge.post(`/orders/${id}/invoice`, {}, later);
    await bridge.db.rows(
      `INSERT INTO pgboss.job (name, data, start_after)
       SELECT 'operation-run', '{}', now() + interval '1 day' FROM generate_series(1, 100)`,
    );
    // A tick that has counted before sends its job yet; those that were sent are at their end; from now on none is sent.
    await bridge.app.get(OperationsTicker, { strict: false }).tick();
    await until(async () => {
      const under = await bridge.db.rows(
        `SELECT 1 FROM pgboss.job WHERE name = 'operation-run' AND state IN ('created', 'retry', 'active')
           AND start_after < now() + interval '1 hour'`,
      );
      return under.length === 0 || undefined;
    });
    await until(async () => {
      const set = await bridge.db.rows(
        `UPDATE operation SET next_attempt_at = now() - interval '1 second'
         WHERE id = $1 AND state = 'PENDING' AND lease_token IS NULL RETURNING id`,
        [body.operationId],
      );
      return set.length > 0 || undefined;
    });
    const overdue = async (): Promise<boolean> =>
      (
        await bridge.db.rows(
          `SELECT 1 FROM operation WHERE id = $1 AND next_attempt_at < now() AND lease_token IS NULL`,
          [body.operationId],
        )
      ).length > 0;
    await bridge.app.get(OperationsTicker, { strict: false }).tick();
    expect(await overdue()).toBe(true);
    await bridge.db.rows(`DELETE FROM pgboss.job WHERE start_after > now() + interval '1 hour'`);
    await until(async () => ((await overdue()) ? undefined : true));
    sandbox.faults.outage = 'none';
    expect(await settled(body.operationId)).toMatchObject({ outcome: 'APPLIED' });
  });

  it('can be withdrawn, one or all of a filter, and is not sent then', async () => {
    // At full length, so that the writes wait while they are counted.
    await start({ TIME_SCALE: '1' });
    sandbox.faults.outage = 'maintenance';
    const ids: string[] = [];
    for (const path of ['invoice', 'cancel', 'acknowledge']) {
      ids.push((await bridge.post(`/orders/${id}/${path}`, {}, later)).body.operationId);
    }
    await until(async () =>
      (await bridge.get('/operations?state=PENDING')).body.items.length === 3 ? true : undefined,
    );
    // A worker may be trying one of them at this moment.
    await until(async () => {
      const { body } = await bridge.post('/operations/withdraw', { dryRun: true });
      return (body.dryRun === true && body.count === 3) || undefined;
    });
    const one = await until(async () => {
      const reply = await bridge.post(`/operations/${ids[1]}/withdraw`);
      return reply.status === 200 ? reply.body : undefined;
    });
    expect(one).toMatchObject({ state: 'FAILED', errorCode: 'WITHDRAWN', detail: 'Withdrawn by increff.' });
    await until(async () => {
      await bridge.post('/operations/withdraw', {});
      return (await bridge.get('/operations?state=FAILED')).body.items.length === 3 || undefined;
    });
    sandbox.faults.outage = 'none';
    await bridge.post('/operations/retry', {});
    for (const id of ids) expect((await bridge.get(`/operations/${id}`)).body.errorCode).toBe('WITHDRAWN');
    expect(
      await bridge.db.rows('SELECT reason FROM audit.stuck_orders WHERE operation_id IS NOT NULL'),
    ).toEqual([]);
    expect(sandbox.store.book(id)).toMatchObject({ invoices: 0, cancellations: 0, comments: 0 });
    const wrong = await bridge.post('/operations/withdraw', { state: 'UNKNOWN' });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'state']);
  });

  it('ends as FAILED that needs a person when our own code fails, and lets the order go on', async () => {
    await start({});
    sandbox.faults.outage = 'maintenance';
    const { body } = await bridge.post(`/orders/${id}/shipments`, parcel(`P-${id}`, [`${id}2`, 1]), later);
    // Not while a worker is at it: it would send what it planned before.
    await until(async () => {
      const taken = await bridge.db.rows(
        `UPDATE operation SET next_attempt_at = now() + interval '1 day'
         WHERE id = $1 AND state = 'PENDING' AND lease_token IS NULL RETURNING id`,
        [body.operationId],
      );
      return taken.length === 1 || undefined;
    });
    await bridge.db.rows(
      'DELETE FROM shipment_track WHERE shipment_id IN (SELECT id FROM shipment WHERE shipment_id = $1)',
      [`P-${id}`],
    );
    await bridge.db.rows('DELETE FROM shipment WHERE shipment_id = $1', [`P-${id}`]);
    sandbox.faults.outage = 'none';
    const failed = await until(async () => {
      await bridge.db.rows(`UPDATE operation SET next_attempt_at = now() WHERE state = 'PENDING'`);
      const now = (await bridge.get(`/operations/${body.operationId}`)).body;
      return now.state === 'FAILED' ? now : undefined;
    }, 2400);
    expect(failed.errorCode).toBe('INTERNAL');
    expect(failed.needsPersonSince).not.toBeNull();
    expect((await bridge.post(`/orders/${id}/acknowledge`)).body.outcome).toBe('DEGRADED');
    const metrics = await bridge.get('/metrics');
    expect(metrics.text).toMatch(/bridge_operations_need_person\{[^}]*kind="SHIPMENT"[^}]*\} 1/);
  }, 180_000);
});

describe('a database that was away before the send', () => {
  it('is no fault of the code, however often it was met: the write is made once it is back', async () => {
    await start({});
    const away = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const handler = bridge.app.get(InvoiceOperation, { strict: false });
    const plan = jest.spyOn(handler, 'plan').mockRejectedValue(away);
    const { body } = await bridge.post(`/orders/${id}/invoice`, {}, { headers: { prefer: 'respond-async' } });
    await until(async () => {
      await bridge.db.rows(`UPDATE operation SET next_attempt_at = now() WHERE state = 'PENDING'`);
      return plan.mock.calls.length > 7 || undefined;
    }, 2400);
    const { items } = (await bridge.get('/operations?needsPerson=true')).body;
    expect(items).toEqual([]);
    plan.mockRestore();
    await bridge.post('/operations/retry', {});
    expect(await settled(body.operationId)).toMatchObject({ outcome: 'APPLIED', needsPersonSince: null });
    expect(sandbox.store.book(id).invoices).toBe(1);
  }, 180_000);
});

describe('an error of our own after the send', () => {
  it('leaves the write in doubt, calls a person, and ends well once it is repaired', async () => {
    await start({});
    await bridge.db.rows(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$`,
    );
    await bridge.db.rows('CREATE TRIGGER t BEFORE INSERT ON invoice FOR EACH ROW EXECUTE FUNCTION fail()');
    const reply = await bridge.post(`/orders/${id}/invoice`);
    expect(reply.status).toBe(504);
    const stuck = await until(async () => {
      await bridge.db.rows(`UPDATE operation SET next_attempt_at = now() WHERE state = 'UNKNOWN'`);
      const { items } = (await bridge.get('/operations?needsPerson=true')).body;
      return items.length > 0 ? items[0] : undefined;
    });
    expect(stuck).toMatchObject({ state: 'UNKNOWN', errorCode: 'INTERNAL' });
    await bridge.db.rows('DROP TRIGGER t ON invoice');
    await bridge.post('/operations/retry', { state: 'UNKNOWN' });
    expect(await settled(stuck.operationId)).toMatchObject({ outcome: 'APPLIED', needsPersonSince: null });
    expect(sandbox.store.book(id).invoices).toBe(1);
  });
});

/** True once a worker has looked at it twice since its doubt was over, or before that if something else has happened. */
function lookedAtAfterDoubt(operationId: string, happened: () => boolean): () => Promise<true | undefined> {
  let seen: number | undefined;
  return async () => {
    const [row] = await bridge.db.rows<{ over: boolean; attempts: number }>(
      'SELECT coalesce(doubt_ends_at < now(), true) AS over, attempts FROM operation WHERE id = $1',
      [operationId],
    );
    if (row!.over) seen ??= row!.attempts;
    return happened() || (seen !== undefined && row!.attempts > seen + 1) || undefined;
  };
}

describe('a look that cannot be trusted', () => {
  it.each<[string, () => Verdict]>([
    ['an answer that is no list', () => ({ reach: 'no', answer: json(200, {}) })],
    [
      'the documents of other orders',
      () => ({ reach: 'no', answer: json(200, { items: [{ entity_id: 1, order_id: 77 }], total_count: 1 }) }),
    ],
    ['null', () => ({ reach: 'no', answer: { status: 200, type: 'application/json', body: 'null' } })],
  ])('is no proof: %s', async (_name, answer) => {
    await start();
    let writes = 0;
    let odd = true;
    proxy.decide = (passing) => {
      if (isWrite(passing)) return ++writes === 1 ? { reach: 'yes', answer: 'cut' } : undefined;
      return odd && passing.path.includes('/invoices') ? answer() : undefined;
    };
    const ask = { items: [{ orderItemCode: `${id}2`, quantity: 1 }] };
    const reply = await bridge.post(`/orders/${id}/invoice`, ask);
    expect(reply.status).toBe(504);
    await until(lookedAtAfterDoubt(reply.body.operationId, () => writes > 1));
    expect(writes).toBe(1);
    odd = false;
    expect(await settled(reply.body.operationId)).toMatchObject({ outcome: 'APPLIED' });
    expect(sandbox.store.book(id).invoices).toBe(1);
  });

  it('is no proof: an order without its history', async () => {
    await start();
    let writes = 0;
    let odd = true;
    const { status_histories: _, ...half } = present(sandbox.store.find(id)!, '2.4.7');
    proxy.decide = (passing) => {
      if (isWrite(passing)) return ++writes === 1 ? { reach: 'yes', answer: 'cut' } : undefined;
      return writes > 0 && odd ? { reach: 'no', answer: json(200, half) } : undefined;
    };
    const reply = await bridge.post(`/orders/${id}/acknowledge`);
    expect(reply.status).toBe(504);
    await until(lookedAtAfterDoubt(reply.body.operationId, () => writes > 1));
    expect(writes).toBe(1);
    odd = false;
    expect((await settled(reply.body.operationId)).state).toBe('SETTLED');
    expect(sandbox.store.book(id).comments).toBe(1);
  });

  it('is a replica that does not have the order yet: what was accepted is done once it has', async () => {
    await start();
    let asked = 0;
    const notThere = json(404, {
      message: "The entity that was requested doesn't exist. Verify the entity and try again.",
    });
    proxy.decide = (passing) =>
      passing.method === 'GET' && passing.path.endsWith(`/orders/${id}`) && ++asked <= 2
        ? { reach: 'no', answer: notThere }
        : undefined;
    const headers = { prefer: 'respond-async' };
    const reply = await bridge.post(`/orders/${id}/invoice`, {}, { headers });
    expect(reply.status).toBe(202);
    expect(await settled(reply.body.operationId)).toMatchObject({ outcome: 'APPLIED' });
    expect(asked).toBeGreaterThan(2);
  });

  it('is an order that was deleted in Magento: the doubt ends, and nothing is sent', async () => {
    await start({ MAGENTO_GRACE_SECONDS: '2' });
    once({ reach: 'no', answer: 'cut' });
    const reply = await bridge.post(`/orders/${id}/invoice`);
    sandbox.store.orders.delete(id);
    const done = await settled(reply.body.operationId);
    expect([done.state, done.errorCode]).toEqual(['FAILED', 'MAGENTO_NOT_FOUND']);
  });
});

describe('a write to an order that is another one by now', () => {
  it('is not sent, though it was accepted before the shop was installed again', async () => {
    await start({});
    sandbox.faults.outage = 'maintenance';
    const { body } = await bridge.post(`/orders/${id}/cancel`, {}, { headers: { prefer: 'respond-async' } });
    sandbox.change(id, (order) => Object.assign(order, { increment_id: '900000001' }));
    sandbox.faults.outage = 'none';
    await bridge.post('/operations/retry', {});
    const done = await settled(body.operationId);
    expect(done).toMatchObject({ state: 'FAILED', errorCode: 'ORDER_DISPUTED' });
    expect(done.needsPersonSince).not.toBeNull();
    expect(sandbox.store.book(id).cancellations).toBe(0);
  });
});

describe('a cancel', () => {
  it('that was lost once and is then declined each time comes to an end', async () => {
    await start();
    sandbox.change(id, (order) =>
      Object.assign(order, { state: 'payment_review', status: 'payment_review' }),
    );
    once({ reach: 'no', answer: 'cut' });
    const reply = await bridge.post(`/orders/${id}/cancel`);
    const done = await settled(reply.body.operationId);
    expect(done).toMatchObject({ state: 'SETTLED', outcome: 'REFUSED' });
    expect(done.detail).toContain('payment_review');
  });
});

describe('a document whose comment a module of the shop dropped', () => {
  it('is known by the id that Magento answered, and says so', async () => {
    await start();
    proxy.decide = (passing) => {
      if (passing.method === 'GET') {
        for (const one of sandbox.store.invoices) if (one.order_id === id) one['comments'] = [];
      }
      return undefined;
    };
    const { body } = await bridge.post(`/orders/${id}/invoice`, {
      items: [{ orderItemCode: `${id}2`, quantity: 1 }],
    });
    expect(body.outcome).toBe('DEGRADED');
    expect(body.detail).toContain('does not show our comment');
    expect(sandbox.store.book(id).invoices).toBe(1);
  });
});

describe('a stamp of an earlier version of the service', () => {
  it('counts its own grace, not that of a send before it', async () => {
    await start({ MAGENTO_GRACE_SECONDS: '2' });
    const { promise: late, resolve: commit } = Promise.withResolvers<void>();
    once({ reach: 'late', late, answer: 'cut' });
    const reply = await bridge.post(`/orders/${id}/invoice`, {
      items: [{ orderItemCode: `${id}2`, quantity: 1 }],
    });
    expect(reply.status).toBe(504);
    // 762693b stamps sent_at, and knows of no other column.
    await bridge.db.rows(`UPDATE operation SET sent_at = now() + interval '1.2 seconds' WHERE id = $1`, [
      reply.body.operationId,
    ]);
    await until(async () => {
      const [row] = await bridge.db.rows<{ over: boolean }>(
        'SELECT doubt_ends_at < now() AS over FROM operation WHERE id = $1',
        [reply.body.operationId],
      );
      return row!.over || undefined;
    });
    commit();
    expect(await settled(reply.body.operationId)).toMatchObject({ outcome: 'APPLIED', sends: 1 });
    expect(sandbox.store.book(id).invoices).toBe(1);
  });
});

describe('an operator', () => {
  it('brings back with a filter only what needs a person, and nothing that was withdrawn or answered as an error', async () => {
    await start({});
    sandbox.faults.outage = 'maintenance';
    const answered = await bridge.post(`/orders/${id}/cancel`);
    expect(answered.status).toBe(503);
    const withdrawn = await bridge.post(
      `/orders/${id}/invoice`,
      {},
      { headers: { prefer: 'respond-async' } },
    );
    await until(async () => {
      const reply = await bridge.post(`/operations/${withdrawn.body.operationId}/withdraw`);
      return reply.status === 200 || undefined;
    });
    sandbox.faults.outage = 'none';
    const all = { state: 'FAILED' };
    const left = { count: 0, answeredAsErrors: 1 };
    expect((await bridge.post('/operations/retry', { ...all, dryRun: true })).body).toMatchObject(left);
    expect((await bridge.post('/operations/retry', all)).body).toMatchObject(left);
    expect((await bridge.post('/operations/withdraw', all)).body).toMatchObject(left);
    const { body: one } = await bridge.post(`/operations/${answered.body.operationId}/withdraw`);
    expect(one.message).toBe('The operation has failed and is tried no more; there is nothing to withdraw.');
    const visitor = new Visitor(bridge.url);
    await visitor.signIn(CLIENT.id, CLIENT.secret);
    const page = await visitor.get(`/console/operations/${answered.body.operationId}?store=default`);
    expect(page.html).toContain('Its caller was answered with this error and may repeat the request');
    expect(page.html).not.toContain('Withdraw');
    const { response } = await visitor.post(
      '/console/operations/retry?store=default',
      { state: 'FAILED' },
      '/console/operations?store=default',
    );
    expect((await visitor.get(response.headers.get('location')!)).html).toContain(
      '0 are tried again now. 1 FAILED operation is left out: the caller got an error',
    );
  });

  it('is called for only where something is left undone and no answer said so', async () => {
    await start({});
    const { sql } = DATABASE_GAUGES.find(({ name }) => name === 'bridge_operations_failed')!;
    const metric = (): Promise<object[]> => bridge.db.rows(sql);
    sandbox.faults.outage = 'maintenance';
    expect((await bridge.post(`/orders/${id}/cancel`)).status).toBe(503);
    const dropped = await bridge.post(`/orders/${id}/invoice`, {}, { headers: { prefer: 'respond-async' } });
    await until(async () => {
      const reply = await bridge.post(`/operations/${dropped.body.operationId}/withdraw`);
      return reply.status === 200 || undefined;
    });
    expect(await metric()).toEqual([]);
    await bridge.db.rows(`UPDATE operation SET attention_since = now() WHERE kind = 'INVOICE'`);
    expect(await metric()).toEqual([{ store: 'default', kind: 'INVOICE', outcome: 'FAILED', value: 1 }]);
    const visitor = new Visitor(bridge.url);
    await visitor.signIn(CLIENT.id, CLIENT.secret);
    const { html } = await visitor.get('/console?store=default');
    expect(html).toMatch(/<a href="[^"]*kind=INVOICE">1 invoice failed, nothing was changed/);
    expect(html).not.toContain('not certain');
    sandbox.faults.outage = 'none';
    expect((await bridge.post(`/orders/${id}/invoice`)).body.outcome).toBe('APPLIED');
    expect(await metric()).toEqual([]);
  });

  it('finds in the audit log what a filter changed, and no words of a withdrawal on what was tried again', async () => {
    // At full length, so that the writes wait while they are counted.
    await start({ TIME_SCALE: '1' });
    sandbox.faults.outage = 'maintenance';
    const later = { headers: { prefer: 'respond-async' } };
    const { operationId } = (await bridge.post(`/orders/${id}/invoice`, {}, later)).body;
    await until(async () => {
      const { body } = await bridge.post('/operations/withdraw', {});
      return body.count === 1 || undefined;
    });
    const audited = await bridge.db.rows<{ after: object }>(
      `SELECT after FROM audit_log WHERE action = 'operation.withdraw' AND after ->> 'changed' = '1'`,
    );
    expect(audited[0]!.after).toMatchObject({ state: 'PENDING', operationIds: [operationId] });
    const { body: retried } = await bridge.post(`/operations/${operationId}/retry`);
    // A worker may have it already, and failed again.
    expect(['PENDING', 'RUNNING']).toContain(retried.state);
    expect(retried.errorCode).not.toBe('WITHDRAWN');
    expect(retried.detail ?? '').not.toContain('Withdrawn');
    const { body: timeline } = await bridge.get(`/orders/${id}/timeline`);
    expect(timeline.events.slice(-2)).toMatchObject([
      { source: 'INCREFF', kind: 'INVOICE_ACCEPTED', correlationId: `operation:${operationId}` },
      { source: 'OPERATOR', kind: 'INVOICE_WITHDRAWN', summary: { clientId: 'increff' } },
    ]);
  });

  it('loses no accepted write to one error of our own after a long outage', async () => {
    await start({});
    sandbox.faults.outage = 'maintenance';
    const { body } = await bridge.post(`/orders/${id}/shipments`, parcel(`P-${id}`, [`${id}2`, 1]), {
      headers: { prefer: 'respond-async' },
    });
    await bridge.db.rows('UPDATE operation SET attempts = 200 WHERE id = $1', [body.operationId]);
    await bridge.db.rows('ALTER TABLE shipment RENAME TO away');
    sandbox.faults.outage = 'none';
    const failing = await until(async () => {
      await bridge.db.rows(`UPDATE operation SET next_attempt_at = now() WHERE state = 'PENDING'`);
      const now = (await bridge.get(`/operations/${body.operationId}`)).body;
      return now.errorCode === 'INTERNAL' ? now : undefined;
    });
    expect(failing.state).toBe('PENDING');
    await bridge.db.rows('ALTER TABLE away RENAME TO shipment');
    await bridge.post('/operations/retry', {});
    expect(await settled(body.operationId)).toMatchObject({ outcome: 'APPLIED' });
  });
});

it('has no row in the database that says "nothing was changed" of a write that was sent', async () => {
  await start();
  await bridge.post(`/orders/${id}/acknowledge`);
  for (const state of ['PENDING', 'FAILED']) {
    await expect(
      bridge.db.rows(
        `UPDATE operation SET state = $1, outcome = NULL, sent_at = now() WHERE kind = 'ACKNOWLEDGE'`,
        [state],
      ),
    ).rejects.toThrow('operation_unsent_without_doubt');
  }
});

function foreignShipment(order: Order, items: { order_item_id: number; qty: number }[]): object {
  return {
    entity_id: 900,
    increment_id: '000000900',
    order_id: order.entity_id,
    created_at: order.created_at,
    updated_at: order.updated_at,
    items: items.map((item, i) => ({ ...item, entity_id: 9000 + i, parent_id: 900 })),
    tracks: [],
    comments: [],
  };
}

it('answers a caller in his time, however often the order has to be read for it', async () => {
  await start({ MAGENTO_TIMEOUT_MS: '30000' });
  try {
    sandbox.place(twoLineOrder(++id));
    proxy.decide = () => {
      // The read of the order that no poll has brought takes nearly all of it, and the one of the plan is slow.
      moveClockAhead(39_500);
      proxy.decide = () => {
        Object.assign(sandbox.faults, { slowRate: 1, slowMs: 3000 });
        return undefined;
      };
      return undefined;
    };
    const { status, body } = await bridge.post(`/orders/${id}/acknowledge`);
    expect([status, body.code]).toEqual([504, 'MAGENTO_NO_ANSWER']);
    expect(body.message).toContain(`No answer from Magento to GET /orders/${id} while the caller waits.`);
    expect((await bridge.get(`/operations/${body.operationId}`)).body).toMatchObject({
      state: 'FAILED',
      sends: 0,
    });
  } finally {
    Object.assign(sandbox.faults, { slowRate: 0 });
  }
});

describe('the cause of what is not done', () => {
  it('is kept while calls to the shop pause, and stands in each answer', async () => {
    await start({ TIME_SCALE: '1', MAGENTO_GRACE_SECONDS: '120' });
    proxy.decide = (passing) => (isWrite(passing) ? { reach: 'no', answer: page(502) } : undefined);
    const lost = await bridge.post(`/orders/${id}/invoice`);
    expect([lost.status, lost.body.outcome]).toEqual([504, 'UNKNOWN']);
    expect(lost.body.message).toMatch(/^It is not known yet what became of the write/);
    const own = (await bridge.get(`/operations/${lost.body.operationId}`)).body;
    expect([own.state, own.errorCode, lost.body.detail]).toEqual(['UNKNOWN', 'MAGENTO_GATEWAY', own.detail]);
    const visitor = new Visitor(bridge.url);
    await visitor.signIn(CLIENT.id, CLIENT.secret);
    const { html: orderPage } = await visitor.get(`/console/orders/${id}?store=default`);
    expect(orderPage).toContain(
      'is in doubt; the order takes no other write until Magento shows what became of it.',
    );
    const { body: timeline } = await bridge.get(`/orders/${id}/timeline`);
    expect(timeline.events.at(-1)).toMatchObject({
      kind: 'INVOICE_IN_DOUBT',
      correlationId: `operation:${own.operationId}`,
      summary: { code: 'MAGENTO_GATEWAY' },
    });
    sandbox.faults.outage = 'maintenance';
    const refused = await until(async () => {
      const reply = await bridge.get(`/orders/${id}/status`);
      return reply.body.code === 'MAGENTO_BREAKER_OPEN' ? reply : undefined;
    });
    expect(refused.body.message).toMatch(
      /^The shop failed too often; calls pause for a moment. The last failure was: /,
    );
    await bridge.post(`/operations/${lost.body.operationId}/retry`);
    const looked = await until(async () => {
      const rows = await bridge.db.rows<Record<string, unknown>>(
        'SELECT state, error_code, detail FROM operation WHERE id = $1 AND attempts > $2 AND lease_token IS NULL',
        [own.operationId, own.attempts],
      );
      return rows[0];
    });
    expect(looked).toEqual({ state: 'UNKNOWN', error_code: own.errorCode, detail: own.detail });
  });

  it('says of a write that was not done that nothing was changed', async () => {
    await start({});
    sandbox.faults.outage = 'maintenance';
    const { status, body } = await bridge.post(`/orders/${id}/invoice`);
    expect([status, body.code]).toEqual([503, 'MAGENTO_UNAVAILABLE']);
    for (const words of [body.message, body.detail, body.description]) {
      expect(words).toMatch(/ Nothing was changed in Magento\.$/);
    }
  });
});
