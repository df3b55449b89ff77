import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ParkedOrders } from '../../src/sync/parked-orders.js';
import { generateOrder } from '../sandbox/generator.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;

/** One rule of the streams each. */
describe('a stream', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const place = (entityId: number, createdAt: number): void =>
    sandbox.place(generateOrder({ entityId, createdAt }));
  /** Without a new stamp. */
  const quietly = (entityId: number, state: string): void => {
    const { order } = sandbox.store.orders.get(entityId)!;
    setState(order, state);
    sandbox.store.changed(order);
  };

  it('looks back behind the newest order by the overlap, and no further', async () => {
    const now = Date.now();
    place(1, now - HOUR);
    place(2, now - 300_000);
    place(3, now - 10_000);
    await bridge.sync('orders.changed');
    quietly(1, 'canceled');
    quietly(2, 'canceled');
    expect(await bridge.sync('orders.changed')).toMatchObject({ seen: 2, changed: 1 });
  });

  it('parks nothing where more orders in a row fail than a few', async () => {
    for (let id = 1; id <= 30; id++) {
      place(id, Date.now() - HOUR + id * 1000);
      if (id <= 25) sandbox.faults.poisoned.add(id);
    }
    await expect(bridge.sync('orders.changed')).rejects.toThrow('MAGENTO_SERVER_ERROR');
    expect(await bridge.db.rows('SELECT 1 FROM parked_order')).toEqual([]);
  });

  it('says once in the log that an order is parked', async () => {
    const { logger } = bridge.app.get<{ logger: { error(): void } }>(ParkedOrders);
    const said = jest.spyOn(logger, 'error');
    place(1, Date.now() - HOUR);
    place(2, Date.now() - HOUR);
    sandbox.faults.poisoned.add(2);
    const parked = expect.objectContaining({ orderCode: '2', reason: expect.any(String) });
    await bridge.sync('orders.changed');
    expect(said.mock.calls).toEqual([[parked, 'order parked; see parked_order']]);
  });

  it('reads an order again of which a list and a reading crossed', async () => {
    place(1, Date.now() - HOUR);
    await bridge.sync('orders.changed');
    quietly(1, 'processing');
    await bridge.db.rows(`UPDATE sync_cursor SET position = NULL WHERE stream = 'orders.changed'`);
    let release = (): void => undefined;
    const held = new Promise<number>((go) => (release = () => go(0)));
    let arrived = false;
    sandbox.faults.middleman.delayMs = (path) => {
      if (!path.endsWith('/orders') || arrived) return 0;
      arrived = true;
      return held;
    };
    // Read first, stored last.
    const list = bridge.sync('orders.changed');
    await until(() => Promise.resolve(arrived || undefined));
    quietly(1, 'canceled');
    await bridge.get('/orders/1?refresh=true');
    sandbox.recordRequests = true;
    release();
    await list;
    await bridge.sync('orders.changed');
    expect(sandbox.seen.map(({ path }) => path)).toContain('/rest/default/V1/orders/1');
    expect(await bridge.db.rows('SELECT sync_state, reread_since FROM "order"')).toEqual([
      { sync_state: 'CANCELLED', reread_since: null },
    ]);
  });
});
