import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { InventoryRunKind } from '../../src/inventory/dto/inventory.dto.js';
import { LevelState } from '../../src/inventory/inventory.types.js';
import { InventoryLevelsRepository } from '../../src/inventory/inventory-levels.repository.js';
import { type HeldRun, InventoryRunsRepository } from '../../src/inventory/inventory-runs.repository.js';
import { PushLease } from '../../src/inventory/push-lease.js';
import { LeaseLostError } from '../../src/platform/jobs/heartbeat.js';
import { moveClockAhead } from '../support/clock-ahead.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const SHOP = 'http://127.0.0.1:9';

/** Who holds a comparison of stock, and who does not. No worker runs here: what a worker would do, the test does. */
describe('stock', () => {
  let bridge: TestApp;
  let rows: InventoryRunsRepository;
  let manager: EntityManager;

  beforeAll(async () => {
    bridge = await startTestApp(undefined, { ROLE: 'api' });
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await bridge.post('/admin/stores', { code: 'default', baseUrl: SHOP, credentials });
    rows = bridge.app.get(InventoryRunsRepository);
    ({ manager } = bridge.app.get(DataSource));
  });

  afterAll(() => bridge.close());
  beforeEach(() => bridge.db.rows('DELETE FROM inventory_run; DELETE FROM inventory_level'));

  const open = () => rows.open(manager, 1, InventoryRunKind.DriftCheck, 'MANUAL');
  const run = async (): Promise<any> => (await bridge.db.rows('SELECT * FROM inventory_run'))[0];
  const looked = { readAt: new Date().toISOString(), seen: [{ id: '1', quantity: 3 }], unread: [] };

  it('is compared by one run of a store, and that by one process', async () => {
    const id = (await open())!;
    expect(await open()).toBeUndefined();
    const held = (await rows.claim(id))!;
    expect(held).toMatchObject({ id, storeId: 1, kind: 'DRIFT_CHECK' });
    expect(await rows.claim(id)).toBeUndefined();
    expect((await run()).lease_token).toBe(held.token);
  });

  it('is written down by who holds the run, and by nobody else', async () => {
    const held = (await rows.claim((await open())!))!;
    const other: HeldRun = { ...held, token: randomUUID() };
    await expect(rows.keep(other, SHOP, looked)).rejects.toThrow(LeaseLostError);
    expect(await rows.renew(other)).toBeUndefined();
    expect(await rows.close(other, { state: 'DONE', queued: 0 })).toBe(false);
    await rows.giveBack(other);
    expect(await run()).toMatchObject({ state: 'RUNNING', checked: 0, starts: 1, lease_token: held.token });
    await rows.keep(held, SHOP, looked);
    expect(await rows.renew(held)).toBe(true);
    expect((await run()).checked).toBe(1);
    expect(await rows.close(held, { state: 'DONE', queued: 0 })).toBe(true);
    await expect(rows.keep(held, SHOP, looked)).rejects.toThrow(LeaseLostError);
  });

  it('of the shop of before is not written down once the store has moved', async () => {
    const held = (await rows.claim((await open())!))!;
    await expect(rows.keep(held, 'http://127.0.0.1:8', looked)).rejects.toThrow('moved to another shop');
    expect((await run()).checked).toBe(0);
  });

  it('that is wanted again during a push does not wait for the old value’s next try', async () => {
    const levels = bridge.app.get(InventoryLevelsRepository);
    const accept = (quantity: number) => {
      const wanted = {
        sku: 'A',
        sourceCode: 'default',
        locations: { '': quantity },
        quantity,
        inStock: null,
      };
      return levels.accept(manager, 1, [wanted], { clientId: 'increff', requestId: 'r' });
    };
    await accept(5);
    const token = randomUUID();
    const [level] = await levels.claim(1, token, 10, 120);
    await accept(6);
    const target = { quantity: 5, inStock: true };
    const tried = { level: level!, target, wrote: false, itemId: null, inDoubt: false, retrySeconds: 600 };
    await levels.settle(token, [{ ...tried, state: LevelState.Pending, counts: true }], 120);
    expect(await bridge.db.rows('SELECT next_attempt_at <= now() AS due FROM inventory_level')).toEqual([
      { due: true },
    ]);
  });

  it('is shown as it was read last, also where the readings come out of order', async () => {
    const levels = bridge.app.get(InventoryLevelsRepository);
    const wanted = { sku: 'A', sourceCode: 'default', locations: { '': 1 }, quantity: 1, inStock: null };
    await levels.accept(manager, 1, [wanted], { clientId: 'increff', requestId: 'r' });
    const shown = (quantity: number, readAt: string) =>
      levels.keepShown(1, { sku: 'a', sourceCode: 'default', quantity, readAt });
    await shown(5, '2026-01-01T00:00:01Z');
    await shown(4, '2026-01-01T00:00:00Z');
    const kept = () => bridge.db.rows('SELECT magento_quantity::int AS quantity FROM inventory_level');
    expect(await kept()).toEqual([{ quantity: 5 }]);
    await shown(6, '2026-01-01T00:00:02Z');
    expect(await kept()).toEqual([{ quantity: 6 }]);
  });

  it('is sent by nobody whose oldest rows may be another’s, however young the others are', async () => {
    const levels = bridge.app.get(InventoryLevelsRepository);
    const wanted = ['A', 'B'].map((sku) => ({
      ...{ sku, sourceCode: 'default', locations: { '': 1 }, quantity: 1, inStock: null },
    }));
    await levels.accept(manager, 1, wanted, { clientId: 'increff', requestId: 'r' });
    const lease = new PushLease(levels, 1, 120);
    expect(await lease.claim(1)).toHaveLength(1);
    expect(() => lease.atSocket()).not.toThrow();
    moveClockAhead(60_000);
    expect(await lease.claim(1)).toHaveLength(1);
    expect(() => lease.atSocket()).toThrow(LeaseLostError);
    await lease.beforeSend();
    expect(() => lease.atSocket()).not.toThrow();
  });
});
