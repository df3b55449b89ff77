import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { InventoryRunKind } from '../../src/inventory/dto/inventory.dto.js';
import { InventoryRuns } from '../../src/inventory/inventory-runs.js';
import { type HeldRun, InventoryRunsRepository } from '../../src/inventory/inventory-runs.repository.js';
import { LeaseLostError } from '../../src/platform/jobs/heartbeat.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

describe('a run whose process died', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let rows: InventoryRunsRepository;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    for (const sku of ['A', 'B']) sandbox.store.stock.add(sku, 1);
    bridge = await startTestApp(sandbox);
    rows = bridge.app.get(InventoryRunsRepository);
    await bridge.call('PUT', '/inventory', {
      body: { inventories: ['A', 'B'].map((channelSkuCode) => ({ channelSkuCode, quantity: 5 })) },
    });
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const runs = async (): Promise<Record<string, any>[]> => (await bridge.get('/admin/inventory/runs')).body;
  const tick = (): Promise<void> => bridge.app.get(InventoryRuns).tick();
  const leaseEnds = (): Promise<unknown> =>
    bridge.db.rows(
      `UPDATE inventory_run SET lease_until = now() - interval '1 second' WHERE state = 'RUNNING'`,
    );

  /** A run that another process has begun, and of which it is heard no more. */
  async function begunElsewhere(): Promise<HeldRun> {
    const { manager } = bridge.app.get(DataSource);
    const [store] = await bridge.db.rows<{ id: number }>('SELECT id FROM store');
    const id = await rows.open(manager, store!.id, InventoryRunKind.FullPush, 'MANUAL');
    return (await rows.claim(id!))!;
  }

  it('begins again in another process, and the first one can write nothing any more', async () => {
    const dead = await begunElsewhere();
    await tick();
    expect(await runs()).toMatchObject([{ state: 'RUNNING', checked: 0 }]);
    await leaseEnds();
    await tick();
    await until(async () => (await runs())[0]!['state'] === 'DONE' || undefined);
    expect(await runs()).toMatchObject([{ checked: 2, queued: 2 }]);
    expect(await rows.renew(dead)).toBeUndefined();
    expect(await rows.close(dead, { state: 'FAILED', queued: 0, error: { code: 'X', message: 'x' } })).toBe(
      false,
    );
    const [level] = await bridge.db.rows<{ id: string; magento_quantity: string }>(
      'SELECT id, magento_quantity FROM inventory_level LIMIT 1',
    );
    const late = {
      readAt: new Date(Date.now() + 60_000).toISOString(),
      seen: [{ id: level!.id, quantity: 77 }],
      unread: [],
    };
    await expect(rows.keep(dead, sandbox.url, late)).rejects.toBeInstanceOf(LeaseLostError);
    expect(await bridge.db.rows('SELECT 1 FROM inventory_level WHERE magento_quantity = 77')).toEqual([]);
    expect(await runs()).toMatchObject([{ state: 'DONE', errorCode: null }]);
  });

  it('is FAILED with words when it ended its process three times', async () => {
    const { id } = await begunElsewhere();
    for (const _ of [2, 3]) {
      await bridge.db.rows('UPDATE inventory_run SET lease_token = NULL');
      expect(await rows.claim(id)).toBeDefined();
    }
    await leaseEnds();
    await tick();
    expect(await runs()).toMatchObject([
      {
        state: 'FAILED',
        errorCode: 'PROCESS_ENDED',
        errorMessage: 'Its process ended 3 times before it was done.',
      },
    ]);
    expect((await bridge.post('/admin/inventory/default/runs', { kind: 'DRIFT_CHECK' })).status).toBe(202);
  });

  it('is given back at shutdown, and costs no start', async () => {
    const held = await begunElsewhere();
    await rows.giveBack(held);
    expect(await bridge.db.rows('SELECT starts, lease_token, state FROM inventory_run')).toEqual([
      { starts: 0, lease_token: null, state: 'RUNNING' },
    ]);
    await leaseEnds();
    await tick();
    await until(async () => (await runs())[0]!['state'] === 'DONE' || undefined);
  });

  it('takes no store that is gone for something to be begun for ever', async () => {
    const { id } = await begunElsewhere();
    await bridge.db.rows('UPDATE inventory_run SET lease_token = NULL');
    await bridge.call('PUT', '/admin/stores/default', { body: { paused: true } });
    await leaseEnds();
    await tick();
    const ended = await until(async () =>
      (await runs()).find((one) => one['runId'] === id && one['state'] === 'FAILED'),
    );
    expect(ended['errorMessage']).toContain('paused');
  });
});
