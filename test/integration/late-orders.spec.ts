import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const HOUR = 3_600_000;

/**
 * What keeps an order from being lost, each by itself: no overlap looks back, and neither the sweep nor the stream
 * without a window runs.
 */
describe('without any overlap', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
    const settings = { overlapSeconds: 0, pageSize: 5 };
    await bridge.call('PUT', '/admin/stores/default', { body: { settings } });
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const place = (entityId: number, createdAt: number): void =>
    sandbox.place(generateOrder({ entityId, createdAt }));
  const stored = async (): Promise<number[]> =>
    (await bridge.db.rows<{ entity_id: string }>('SELECT entity_id FROM "order" ORDER BY entity_id')).map(
      (row) => Number(row.entity_id),
    );

  it('an order that was committed after a younger one is taken in', async () => {
    place(1, Date.now() - HOUR);
    await bridge.sync('orders.changed');
    const now = Date.now();
    place(2, now - 1000);
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual([1, 2]);
    // Its transaction began before that of order 2, and ended after it.
    place(3, now - 3000);
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('no order is lost with a page whose commit fails', async () => {
    for (let id = 1; id <= 12; id++) place(id, Date.now() - HOUR + id * 1000);
    // All of the page is written, and its checkpoint too, before the commit fails.
    await bridge.db.rows(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '58030'; END $$`);
    await bridge.db.rows(`CREATE CONSTRAINT TRIGGER failing AFTER INSERT ON "order"
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()`);
    await expect(bridge.sync('orders.changed')).rejects.toThrow('the disk is full');
    expect(await stored()).toEqual([]);
    await bridge.db.rows('DROP TRIGGER failing ON "order"');
    await bridge.sync('orders.changed');
    await bridge.sync('orders.changed');
    expect(await stored()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('no order is parked by a page whose place cannot be kept', async () => {
    place(1, Date.now() - HOUR);
    sandbox.faults.poisoned.add(1);
    await bridge.db.rows(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '58030'; END $$`);
    await bridge.db.rows(
      `CREATE TRIGGER failing BEFORE UPDATE OF resume ON sync_cursor FOR EACH ROW EXECUTE FUNCTION fail()`,
    );
    await expect(bridge.sync('orders.changed')).rejects.toThrow('the disk is full');
    expect(await bridge.db.rows('SELECT entity_id FROM parked_order')).toEqual([]);
    await bridge.db.rows('DROP TRIGGER failing ON sync_cursor');
    await bridge.sync('orders.changed');
    expect(await bridge.db.rows('SELECT entity_id FROM parked_order')).toEqual([{ entity_id: '1' }]);
  });

  it('a run that fails behind its first pages goes on there, and moves the cursor only at its end', async () => {
    for (let id = 1; id <= 12; id++) place(id, Date.now() - HOUR + id * 1000);
    let lists = 0;
    sandbox.faults.middleman.answer = (path) =>
      path.endsWith('/orders') && ++lists > 2
        ? { status: 503, headers: { 'retry-after': '60' }, text: '' }
        : undefined;
    await expect(bridge.sync('orders.changed')).rejects.toThrow('FAILED');
    const cursor = async () =>
      (await bridge.db.rows(`SELECT position, resume FROM sync_cursor WHERE stream = 'orders.changed'`))[0];
    expect(await cursor()).toMatchObject({ position: null, resume: { id: 10 } });
    sandbox.faults.middleman.answer = undefined;
    sandbox.recordRequests = true;
    await bridge.sync('orders.changed');
    expect(await stored()).toHaveLength(12);
    expect(sandbox.seen.filter(({ path }) => path.endsWith('/orders'))).toHaveLength(1);
    expect(await cursor()).toMatchObject({ resume: null });
    expect((await cursor())!['position']).not.toBeNull();
  });
});
