import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type Accepted, InventoryLevelsRepository } from '../../src/inventory/inventory-levels.repository.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const SKUS = Array.from({ length: 30 }, (_, i) => `SKU-${i}`);
const CALLERS = 16;
const ROUNDS = 12;

/** Scenario: many callers set the same SKUs at once. Whoever gets the row last has the highest version, and wins. */
describe('values that come at the same time', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    for (const sku of SKUS) sandbox.store.stock.add(sku, 1);
    bridge = await startTestApp(sandbox);
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  interface Row {
    sku: string;
    version: string;
    quantity: string;
    state: string;
    pushed_quantity: string | null;
    pushed_version: string | null;
  }

  const rows = (): Promise<Row[]> =>
    bridge.db.rows<Row>(
      'SELECT sku, version, quantity::float8, state, pushed_quantity::float8, pushed_version FROM inventory_level ORDER BY id',
    );

  it('leave each row with the value of its highest version', async () => {
    const { id: storeId } = (await bridge.db.rows<{ id: number }>('SELECT id FROM store'))[0]!;
    await bridge.call('PUT', '/admin/stores/default', { body: { paused: true } });
    const levels = bridge.app.get(InventoryLevelsRepository);
    const database = bridge.app.get(DataSource);
    const latest = new Map<string, { version: bigint; quantity: number }>();
    const ask = async (quantity: number): Promise<void> => {
      const wanted = SKUS.map((sku) => ({
        sku,
        sourceCode: 'default',
        locations: { '': quantity },
        quantity,
        inStock: null,
      }));
      const accepted = await database.transaction((manager): Promise<Accepted[]> =>
        levels.accept(manager, storeId, wanted, { clientId: 'test', requestId: 'test' }),
      );
      for (const { sku, version } of accepted) {
        const known = latest.get(sku);
        if (!known || known.version < BigInt(version)) {
          latest.set(sku, { version: BigInt(version), quantity });
        }
      }
    };
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(Array.from({ length: CALLERS }, (_, caller) => ask(round * CALLERS + caller + 1)));
    }
    for (const { sku, version, quantity } of await rows()) {
      expect([sku, BigInt(version), quantity]).toEqual([
        sku,
        latest.get(sku)!.version,
        latest.get(sku)!.quantity,
      ]);
    }
  });

  it('leave the shop with it too, and PUSHED means that it has it', async () => {
    sandbox.faults.latencyMs = 5;
    const put = (quantity: number): Promise<unknown> =>
      bridge.call('PUT', '/inventory', {
        body: { inventories: SKUS.map((channelSkuCode) => ({ channelSkuCode, quantity })) },
        headers: { prefer: 'respond-async' },
      });
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: CALLERS }, (_, caller) => put(round * CALLERS + caller + 1)));
    }
    const settled = await until(async () => {
      const all = await rows();
      return all.every(({ state }) => state === 'PUSHED') ? all : undefined;
    });
    for (const { sku, version, quantity, pushed_version, pushed_quantity } of settled) {
      expect([sku, pushed_version, pushed_quantity]).toEqual([sku, version, quantity]);
      expect([sku, sandbox.store.stock.find(sku)!.item.qty]).toEqual([sku, quantity]);
    }
  });
});
