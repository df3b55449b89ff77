import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { FaultyProxy, html } from '../sandbox/faulty-proxy.js';
import { generateOrder } from '../sandbox/generator.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let proxy: FaultyProxy;
let bridge: TestApp;

async function start(orders: number): Promise<void> {
  sandbox = await Sandbox.start();
  proxy = await FaultyProxy.start(sandbox.url);
  for (let id = 1; id <= orders; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
  }
  bridge = await startTestApp(sandbox, { MAGENTO_BASE_URL: proxy.url });
  await bridge.sync('orders.changed');
}

afterEach(async () => {
  sandbox.faults.middleman = {};
  await bridge.close();
  await proxy.close();
  await sandbox.close();
});

const pending = async (): Promise<string[]> =>
  (await bridge.get('/orders/pending')).body.items.map((one: { orderCode: string }) => one.orderCode);

it('a list that lags behind single orders does not open again what was cancelled through this API', async () => {
  await start(3);
  const before = structuredClone(sandbox.store.find(2));
  expect((await bridge.post('/orders/2/cancel')).body.outcome).toBe('APPLIED');
  expect(await pending()).not.toContain('2');
  sandbox.faults.middleman = {
    body: (path, value) =>
      path.endsWith('/V1/orders')
        ? { ...value, items: value.items.map((one: any) => (one.entity_id === 2 ? before : one)) }
        : value,
  };
  await bridge.sync('orders.changed');
  expect(await pending()).not.toContain('2');
});

it('a backlog of jobs does not use up the tries of a write that waits', async () => {
  await start(9);
  let letGo = (): void => undefined;
  const held = new Promise<number>((done) => (letGo = () => done(0)));
  sandbox.faults.middleman = { delayMs: (path) => (/\/V1\/orders\/[1-8]$/.test(path) ? held : 0) };
  const prefer = { headers: { prefer: 'respond-async' } };
  for (let id = 1; id <= 8; id++) await bridge.post(`/orders/${id}/cancel`, {}, prefer);
  await until(async () => {
    const running = await bridge.db.rows(`SELECT 1 FROM operation WHERE state = 'RUNNING'`);
    return running.length === 8 || undefined;
  });
  await bridge.post('/orders/9/cancel', {}, prefer);
  const ninth = `order_id = (SELECT id FROM "order" WHERE entity_id = 9)`;
  // As time goes by, its turn comes again and again, while all workers are busy.
  for (let times = 0; times < 12; times++) {
    await bridge.db.rows(`UPDATE operation SET next_attempt_at = now() WHERE ${ninth}`);
    await until(async () => {
      const [row] = await bridge.db.rows<{ sent: boolean }>(
        `SELECT next_attempt_at > now() AS sent FROM operation WHERE ${ninth}`,
      );
      return row!.sent || undefined;
    });
  }
  proxy.decide = () => ({ reach: 'no', answer: html(503, recordedText('488-maintenance-get')) });
  letGo();
  await until(async () => {
    const [row] = await bridge.db.rows<{ attempts: number }>(`SELECT attempts FROM operation WHERE ${ninth}`);
    return row!.attempts > 0 || undefined;
  });
  await sleep(2000);
  const [row] = await bridge.db.rows<{ attempts: number }>(`SELECT attempts FROM operation WHERE ${ninth}`);
  expect(row!.attempts).toBeLessThan(8);
});
