import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { contestedOrders, settleContested } from '../../src/orders/stored-orders.repository.js';
import { postponeReread } from '../../src/sync/rereads.repository.js';
import { generateOrder } from '../sandbox/generator.js';
import { magentoTime } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** Which of two readings of an order is newer: the one that was begun after the other had ended, even if the stamps deny it. */
describe('the live reading wins', () => {
  let sandbox: Sandbox;
  const startApp = shareTestApp();
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startApp(sandbox);
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - HOUR }));
    await bridge.sync('orders.new');
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  /** With the stamp as given, not as Magento would write it. */
  const edit = (state: string, updatedAt: number): void => {
    const { order } = sandbox.store.orders.get(1)!;
    setState(order, state);
    order.updated_at = magentoTime(updatedAt);
    sandbox.store.changed(order);
  };
  const order = async (): Promise<Record<string, unknown>> => {
    const [row] = await bridge.db.rows(
      'SELECT status, sync_state, reread_since FROM "order" WHERE entity_id = 1',
    );
    return row!;
  };
  const isList = (path: string): boolean => path.endsWith('/orders');

  it.each([
    ['orders.changed', Date.now()],
    ['orders.cancelled', Date.now()],
    ['orders.sweep', Date.now() - 10 * YEAR],
  ])('over a stamp of the future that was put right, by %s', async (stream, stamp) => {
    edit('processing', Date.now() + YEAR);
    expect(await bridge.sync('orders.changed')).toMatchObject({ changed: 1 });
    edit('canceled', stamp);
    expect(await bridge.sync(stream)).toMatchObject({ changed: 1 });
    expect(await order()).toMatchObject({ status: 'canceled', sync_state: 'CANCELLED' });
    expect((await bridge.get('/orders/cancelled')).body.items).toHaveLength(1);
  });

  it('also where somebody asks for it, and where the stamp moved back', async () => {
    edit('processing', Date.now() + YEAR);
    await bridge.sync('orders.changed');
    edit('canceled', Date.now() - YEAR);
    expect((await bridge.get('/orders/1?refresh=true')).body).toMatchObject({ syncState: 'CANCELLED' });
  });

  it('over rows that an earlier version read by a clock of the future', async () => {
    await bridge.db.rows(`UPDATE "order" SET read_at = now() + interval '2 hours'`);
    edit('canceled', Date.now());
    await bridge.sync('orders.cancelled');
    expect(await order()).toMatchObject({ sync_state: 'CANCELLED' });
  });

  it('a stamp of the future does not carry the cursor along', async () => {
    sandbox.place(generateOrder({ entityId: 2, createdAt: Date.now() - HOUR }));
    edit('processing', Date.now() + YEAR);
    expect(await bridge.sync('orders.changed')).toMatchObject({ seen: 2 });
    sandbox.place(generateOrder({ entityId: 3, createdAt: Date.now() - HOUR / 2 }));
    await bridge.sync('orders.changed');
    expect(await bridge.db.rows('SELECT entity_id FROM "order" ORDER BY 1')).toHaveLength(3);
  });

  it('a page that was read before a write of ours settled changes nothing, and the order is read again', async () => {
    let release = (): void => undefined;
    const held = new Promise<number>((go) => (release = () => go(0)));
    let arrived = false;
    sandbox.change(1, (one) => setState(one, 'processing'));
    sandbox.faults.middleman.delayMs = (path) => {
      if (!isList(path) || arrived) return 0;
      arrived = true;
      return held;
    };
    const run = bridge.sync('orders.changed');
    await until(() => Promise.resolve(arrived || undefined));
    expect((await bridge.post('/orders/1/cancel')).body).toMatchObject({ outcome: 'APPLIED' });
    sandbox.recordRequests = true;
    release();
    expect(await run).toMatchObject({ state: 'DONE', changed: 0 });
    expect(await order()).toEqual({ status: 'canceled', sync_state: 'CANCELLED', reread_since: null });
    expect(sandbox.seen.map(({ path }) => path)).toContain('/rest/default/V1/orders/1');
  });

  it('of two readings that crossed, neither is lost: a third one decides', async () => {
    let release = (): void => undefined;
    const held = new Promise<number>((go) => (release = () => go(0)));
    let arrived = false;
    sandbox.change(1, (one) => setState(one, 'processing'));
    sandbox.faults.middleman.delayMs = (path) => {
      if (!path.endsWith('/orders/1') || arrived) return 0;
      arrived = true;
      return held;
    };
    // Read first, stored last.
    const asked = bridge.get('/orders/1?refresh=true');
    await until(() => Promise.resolve(arrived || undefined));
    sandbox.change(1, (one) => setState(one, 'canceled'));
    await bridge.sync('orders.changed');
    release();
    expect((await asked).body).toMatchObject({ syncState: 'CANCELLED' });
    await bridge.sync('orders.changed');
    expect(await order()).toEqual({ status: 'canceled', sync_state: 'CANCELLED', reread_since: null });
  });

  describe('where several orders are to be read again', () => {
    const LAST = 6;
    const GAVE_UP = { status: 504, headers: { 'content-type': 'text/html' }, text: '<html>gave up</html>' };
    const asked = (): number => sandbox.seen.filter(({ path }) => /\/orders\/\d+$/.test(path)).length;

    /** Marked in the order of their ids; the last one was cancelled where no other list shows it. */
    beforeEach(async () => {
      for (let id = 2; id <= LAST; id++) {
        sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - HOUR }));
      }
      await bridge.sync('orders.new');
      await bridge.db.rows(
        `UPDATE "order" SET reread_since = now() - interval '1 hour' + entity_id * interval '1 s'`,
      );
      const { order: last } = sandbox.store.orders.get(LAST)!;
      setState(last, 'canceled');
      sandbox.store.changed(last);
    });

    const failing = (most: number): void => {
      sandbox.faults.middleman.answer = (path) => {
        const id = Number(/\/orders\/(\d+)$/.exec(path)?.[1] ?? Infinity);
        return id <= most ? GAVE_UP : undefined;
      };
    };
    const marked = async (): Promise<number[]> =>
      (
        await bridge.db.rows<{ id: string }>(
          'SELECT entity_id AS id FROM "order" WHERE reread_since IS NOT NULL ORDER BY entity_id',
        )
      ).map(({ id }) => Number(id));
    const lastState = async (): Promise<unknown> =>
      (await bridge.db.rows(`SELECT sync_state FROM "order" WHERE entity_id = ${LAST}`))[0];

    it('one that always fails keeps no other from being read', async () => {
      failing(1);
      await bridge.sync('orders.new');
      expect(await lastState()).toEqual({ sync_state: 'CANCELLED' });
      expect(await marked()).toEqual([1]);
      failing(0);
      await bridge.sync('orders.new');
      expect(await marked()).toEqual([]);
    });

    it('a mark that was set again stays, and one that was taken away does not come back', async () => {
      const { manager } = bridge.app.get(DataSource);
      const [{ id: storeId }] = (await bridge.db.rows<{ id: number }>('SELECT id FROM store')) as [
        { id: number },
      ];
      const [first, second] = await contestedOrders(manager, storeId, 2);
      await postponeReread(manager, storeId, first!);
      await settleContested(manager, storeId, first!);
      await settleContested(manager, storeId, second!);
      await postponeReread(manager, storeId, second!);
      expect([first!.entityId, second!.entityId, await marked()]).toEqual(['1', '2', [1, 3, 4, 5, 6]]);
    });

    it('several that fail in a row end the round, and the next one begins behind them', async () => {
      failing(2);
      sandbox.recordRequests = true;
      await bridge.sync('orders.new');
      expect(await marked()).toEqual([1, 2, 3, 4, 5, 6]);
      expect(asked()).toBe(0);
      await bridge.sync('orders.new');
      expect(await marked()).toEqual([1, 2]);
      expect(await lastState()).toEqual({ sync_state: 'CANCELLED' });
    });
  });
});
