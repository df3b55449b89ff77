import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HeldOperationsRepository } from '../../src/operations/held-operations.repository.js';
import { OperationsRepository } from '../../src/operations/operations.repository.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let bridge: TestApp;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  for (const id of [1, 2]) sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
  bridge = await startTestApp(sandbox);
  await bridge.sync('orders.changed');
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

/** As if the process had been frozen between the stamp of a write and its first byte: both of its clocks went on. */
function freezeAfterStamp(milliseconds: number): () => void {
  const held = bridge.app.get(HeldOperationsRepository);
  const markSent = held.markSent.bind(held);
  const { now } = Date;
  held.markSent = async (...values) => {
    await markSent(...values);
    Date.now = () => now() + milliseconds;
  };
  return () => {
    held.markSent = markSent;
    Date.now = now;
  };
}

it('sends nothing when the lease was over before the first byte, and says that nothing was changed', async () => {
  const thaw = freezeAfterStamp(120_000);
  const reply = await bridge.post('/orders/1/cancel').finally(thaw);
  expect([reply.status, reply.body.code, reply.body.retryable]).toEqual([503, 'HELD_UP', true]);
  expect(sandbox.store.book(1).cancellations).toBe(0);
  const { body } = await bridge.get(`/operations/${reply.body.operationId}`);
  expect(body).toMatchObject({ state: 'FAILED', errorCode: 'HELD_UP', sends: 1 });
  expect((await bridge.post('/orders/1/cancel')).body.outcome).toBe('APPLIED');
});

it('answers UNKNOWN when another process has taken the operation meanwhile', async () => {
  const ledger = bridge.app.get(OperationsRepository);
  const held = bridge.app.get(HeldOperationsRepository);
  const markSent = held.markSent.bind(held);
  let taken: unknown;
  held.markSent = async (operation, request) => {
    await bridge.db.rows(`UPDATE operation SET lease_until = now() - interval '1 second' WHERE id = $1`, [
      operation.id,
    ]);
    taken = await ledger.take(operation.id);
    return markSent(operation, request);
  };
  const reply = await bridge.post('/orders/2/cancel').finally(() => (held.markSent = markSent));
  expect(taken).toBeDefined();
  expect(reply.status).toBe(504);
  expect(sandbox.store.book(2).cancellations).toBe(0);
  // That process died: a third one goes on when its lease is over.
  const done = await until(async () => {
    const { body } = await bridge.get(`/operations/${reply.body.operationId}`);
    return body.state === 'SETTLED' ? body : undefined;
  });
  expect(done.outcome).toBe('APPLIED');
  expect(sandbox.store.book(2).cancellations).toBe(1);
});
