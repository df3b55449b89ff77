import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { renewKeys } from '../../src/platform/idempotency/idempotency.repository.js';
import { IdempotencyService } from '../../src/platform/idempotency/idempotency.service.js';
import { systemClock } from '../../src/platform/time/clock.js';
import { time } from '../../src/platform/time/time.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { moveClockAhead } from '../support/clock-ahead.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let sandbox: Sandbox;
let bridge: TestApp;
const key = { headers: { 'idempotency-key': 'k-1' } };

beforeEach(async () => {
  sandbox = await Sandbox.start();
  for (const entityId of [1, 2]) {
    sandbox.place(generateOrder({ entityId, createdAt: Date.now() - 60_000, lines: 1 }));
  }
  bridge = await startTestApp(sandbox);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await bridge.close();
  await sandbox.close();
});

const raw = (rawBody: string, path = '/orders/1/cancel', method = 'POST', headers: object = {}) =>
  bridge.call(method, path, { rawBody, headers: { ...key.headers, ...headers } });
const isReplay = (reply: { headers: Headers }) => reply.headers.get('idempotency-replayed') === 'true';

describe('a repeat', () => {
  it('logs no error, and has the headers that belong to the answer', async () => {
    const errors = jest.spyOn(Logger.prototype, 'error');
    const ask = () =>
      bridge.post('/orders/1/cancel', {}, { headers: { ...key.headers, prefer: 'respond-async' } });
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status, second.text]).toEqual([202, 202, first.text]);
    expect(isReplay(second)).toBe(true);
    for (const name of ['location', 'preference-applied', 'content-type']) {
      expect([name, second.headers.get(name)]).toEqual([name, first.headers.get(name)]);
    }
    expect(first.headers.get('location')).not.toBeNull();
    expect(errors.mock.calls).toEqual([]);
  });

  it('is the same request in any order of its keys and any spelling of its numbers', async () => {
    const send = (rawBody: string) => raw(rawBody, '/orders/1/shipments');
    const first = await send('{"shipmentId":"1","items":[{"orderItemCode":"x","quantity":1}]}');
    const second = await send('{ "items": [{"quantity":1.0, "orderItemCode":"x"}], "shipmentId": "1" }');
    expect([second.status, second.text, isReplay(second)]).toEqual([first.status, first.text, true]);
    expect((await send('{"items":[{"orderItemCode":"x","quantity":2}],"shipmentId":"1"}')).status).toBe(422);
  });

  it('is another request where only a large number differs', async () => {
    const send = (n: string) =>
      raw(`{"forwardOrderCode":"1","notificationType":"X","odd":${n}}`, '/notifications');
    await send('9007199254740992');
    expect((await send('9007199254740993')).status).toBe(422);
    expect(isReplay(await send('9007199254740992'))).toBe(true);
  });

  it('is another request at another path, method or store', async () => {
    const body = '{"reason":"x"}';
    expect((await raw(body)).status).toBe(200);
    expect((await raw(body, '/orders/2/cancel')).status).toBe(422);
    expect((await raw(body, '/orders/1/cancel?dryRun=true')).status).toBe(422);
    expect((await raw(body, '/orders/1/cancel', 'POST', { 'x-store-code': '' })).status).toBe(422);
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await bridge.post('/admin/stores', { code: 'second', baseUrl: sandbox.url, credentials });
    for (const store of [
      { 'x-store-code': 'second' },
      { 'x-store-code': 'second', authDomainName: 'second' },
    ]) {
      expect((await raw(body, '/orders/1/cancel', 'POST', store)).status).toBe(422);
    }
    expect((await raw(body, '/admin/stores/default', 'PUT')).status).toBe(422);
    expect(sandbox.store.book(1).cancellations).toBe(1);
    expect(sandbox.store.book(2).cancellations).toBe(0);
    expect(isReplay(await raw(body))).toBe(true);
  });

  it('of a request that an earlier release answered is known by that release’s own words', async () => {
    await raw('{"reason":"x"}');
    await bridge.db.rows('UPDATE idempotency_key SET canonical = NULL, headers = NULL');
    expect(isReplay(await raw('{"reason":"x"}'))).toBe(true);
    expect((await raw('{"reason":"y"}')).status).toBe(422);
  });

  it('of an invoice whose process died runs once the lock is over, with one effect', async () => {
    const first = await bridge.post('/orders/1/invoice', {}, key);
    // As the process left it, had it died between the effect and the answer.
    await bridge.db.rows(
      `UPDATE idempotency_key SET status = NULL, body = NULL, content_type = NULL, lock_token = gen_random_uuid(),
         locked_until = now() + interval '50 seconds'`,
    );
    const early = await bridge.post('/orders/1/invoice', {}, key);
    expect([early.status, early.headers.get('retry-after')]).toEqual([409, '1']);
    await bridge.db.rows(`UPDATE idempotency_key SET locked_until = now() - interval '1 second'`);
    expect((await bridge.post('/orders/1/invoice', { capture: true, notify: true }, key)).status).toBe(422);
    const second = await bridge.post('/orders/1/invoice', {}, key);
    expect([second.status, second.body.operationId]).toEqual([200, first.body.operationId]);
    expect(sandbox.store.book(1).invoices).toBe(1);
  });
});

describe('a key', () => {
  it('is of its client: another one gets no answer of the first', async () => {
    const { body } = await bridge.post('/admin/clients', { clientId: 'another', scopes: ['orders:write'] });
    const other = { authUsername: 'another', authPassword: body.clientSecret as string };
    const first = await raw('{}');
    const second = await raw('{}', '/orders/1/cancel', 'POST', other);
    expect([isReplay(first), isReplay(second), second.body.outcome]).toEqual([false, false, 'ALREADY']);
    const again = await raw('{}', '/orders/1/cancel', 'POST', other);
    expect([isReplay(again), again.text]).toEqual([true, second.text]);
    const third = await raw('{"reason":"x"}', '/orders/1/cancel', 'POST', other);
    expect(third.status).toBe(422);
    expect(isReplay(await raw('{}'))).toBe(true);
  });

  const use = {
    clientId: 'increff',
    key: 'k',
    storeCode: 'default',
    fingerprint: 'f',
    canonical: 'c'.repeat(64),
  };
  const answer = { status: 200, contentType: 'application/json', headers: {}, body: '{}' };
  const taken = async (keys: IdempotencyService) => {
    const begun = await keys.begin(use);
    if ('kept' in begun) throw new Error('answered before');
    return begun.held;
  };
  const lockIsOver = () =>
    bridge.db.rows(`UPDATE idempotency_key SET locked_until = now() - interval '1 second'`);

  it('belongs to the request that took it over, not to the frozen one before', async () => {
    const keys = bridge.app.get(IdempotencyService);
    const frozen = await taken(keys);
    await lockIsOver();
    const next = await taken(keys);
    await keys.forget(frozen);
    await expect(keys.begin(use)).rejects.toThrow('still running');
    await keys.keep(frozen, { ...answer, body: '"of the frozen one"' });
    await expect(keys.begin(use)).rejects.toThrow('still running');
    await keys.keep(next, answer);
    expect(await keys.begin(use)).toEqual({ kept: answer });
    await keys.forget(frozen);
    expect(await keys.begin(use)).toEqual({ kept: answer });
  });

  it('is kept alive by nobody but who has it', async () => {
    const keys = bridge.app.get(IdempotencyService);
    await taken(keys);
    await lockIsOver();
    await taken(keys);
    await lockIsOver();
    const { manager } = bridge.app.get(DataSource);
    await renewKeys(manager, [{ ...use, token: randomUUID() }]);
    await taken(keys);
  });

  it('is not had by who stood still while he took it', async () => {
    const keys = bridge.app.get(IdempotencyService);
    let looks = 0;
    time.useClock({ ...systemClock, monotonic: () => systemClock.monotonic() + ++looks * 61_000 });
    try {
      await expect(keys.begin(use)).rejects.toThrow('still running');
    } finally {
      moveClockAhead(looks * 61_000);
    }
  });

  it('stays locked for as long as its request runs', async () => {
    const keys = bridge.app.get(IdempotencyService);
    const held = await taken(keys);
    await lockIsOver();
    await keys.renew();
    await expect(keys.begin(use)).rejects.toThrow('still running');
    await keys.forget(held);
    await keys.renew();
    await taken(keys);
  });

  it('of an answer that cannot be kept does not take the answer away', async () => {
    await bridge.db
      .rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
      CREATE TRIGGER refuse BEFORE UPDATE ON idempotency_key FOR EACH ROW EXECUTE FUNCTION refuse()`);
    expect((await bridge.post('/orders/1/cancel', {}, key)).status).toBe(200);
    await bridge.db.rows('DROP TRIGGER refuse ON idempotency_key');
    expect((await bridge.post('/orders/1/cancel', {}, key)).status).toBe(409);
    await lockIsOver();
    expect((await bridge.post('/orders/1/cancel', {}, key)).status).toBe(200);
    expect(sandbox.store.book(1).cancellations).toBe(1);
  });

  describe('that a replica of the release before takes over during a roll', () => {
    /** Its statement (762693b): neither `canonical` nor `lock_token` are known to it. */
    const takenByOld = (fingerprint: string) =>
      bridge.db.rows(
        `INSERT INTO idempotency_key (client_id, key, fingerprint, locked_until)
         VALUES ('increff', 'k', $1, now() + interval '60 seconds')
         ON CONFLICT (client_id, key) DO UPDATE
           SET fingerprint = excluded.fingerprint, locked_until = excluded.locked_until, created_at = now(),
               status = NULL, content_type = NULL, body = NULL
           WHERE idempotency_key.created_at < now() - interval '72 hours'
              OR (idempotency_key.locked_until < now() AND idempotency_key.fingerprint = excluded.fingerprint)`,
        [fingerprint],
      );
    const keptByOld = () =>
      bridge.db.rows(
        `UPDATE idempotency_key SET locked_until = NULL, status = 200, content_type = 'application/json', body = '{}'`,
      );
    const later = { ...use, fingerprint: 'later', canonical: 'd'.repeat(64) };

    it('is compared with what that one was asked, and not with what the key stood for before', async () => {
      const keys = bridge.app.get(IdempotencyService);
      await keys.keep(await taken(keys), {
        ...answer,
        headers: { location: '/of-long-ago' },
        body: '"of long ago"',
      });
      await bridge.db.rows(`UPDATE idempotency_key SET created_at = now() - interval '73 hours'`);
      await takenByOld(later.fingerprint);
      await expect(keys.begin(later)).rejects.toThrow('still running');
      await keptByOld();
      expect(await keys.begin(later)).toEqual({ kept: answer });
      await expect(keys.begin(use)).rejects.toThrow('used before with another');
    });

    it('is no more that of the frozen request that had it', async () => {
      const keys = bridge.app.get(IdempotencyService);
      const frozen = await taken(keys);
      await lockIsOver();
      await takenByOld(use.fingerprint);
      await keys.forget(frozen);
      await expect(keys.begin(use)).rejects.toThrow('still running');
      await keys.keep(frozen, { ...answer, body: '"of the frozen one"' });
      await keptByOld();
      expect(await keys.begin(use)).toEqual({ kept: answer });
    });
  });
});
