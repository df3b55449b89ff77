import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const COUNT = 6;

describe('a comparison', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  const range = {
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  };

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= COUNT; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 3_600_000 - id * 1000, lines: 1 }));
    }
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.new');
  });

  afterEach(async () => {
    sandbox.faults.latencyMs = 0;
    await bridge.close();
    await sandbox.close();
  });

  const ended = (id: string) =>
    until(async () => {
      const now = (await bridge.get(`/admin/reconciliations/${id}`)).body;
      return now.state === 'RUNNING' ? undefined : now;
    });
  const row = async (id: string) =>
    (await bridge.db.rows<Record<string, any>>('SELECT * FROM reconciliation WHERE id = $1', [id]))[0]!;
  /** As a process leaves it that dies half way: it holds the row, and has found something. */
  const left = async (lease: string, takes = 1): Promise<string> => {
    const [made] = await bridge.db.rows<{ id: string }>(
      `INSERT INTO reconciliation (store_id, created_from, created_to, requested_by, lease_token, lease_until, takes)
       SELECT id, $1, $2, 'increff', gen_random_uuid(), now() + $3::interval, $4 FROM store RETURNING id`,
      [range.from, range.to, lease, takes],
    );
    return made!.id;
  };

  const letItsLeaseEnd = (id: string) =>
    bridge.db.rows(`UPDATE reconciliation SET lease_until = now() - interval '1 second' WHERE id = $1`, [id]);

  it('whose process died is resumed once its lease is over, and finds nothing twice', async () => {
    sandbox.store.changed(sandbox.store.find(5)!);
    sandbox.store.orders.delete(5);
    const id = await left('1 hour');
    await bridge.db.rows(
      `INSERT INTO difference (reconciliation_id, order_code, kind, ours, reason) VALUES ($1, 5, 'ORDER_MISSING_IN_MAGENTO', '{}',
         'Magento answers 404: somebody deleted it there. Ask the merchant before anything is shipped.')`,
      [id],
    );
    await bridge.db.rows('UPDATE reconciliation SET differences = 1 WHERE id = $1', [id]);
    await letItsLeaseEnd(id);
    const done = await ended(id);
    expect([done.state, done.errorMessage, done.differences, done.found.length]).toEqual([
      'DONE',
      null,
      1,
      1,
    ]);
    expect(done.ordersHere).toBe(COUNT);
    expect(await row(id)).toMatchObject({ takes: 2, lease_token: null, lease_until: null });
  });

  it('counts what it took in before it was resumed as missing here', async () => {
    const id = await left('1 hour');
    await bridge.db.rows(
      `INSERT INTO difference (reconciliation_id, order_code, kind, reason, repaired) VALUES ($1, 3, 'ORDER_MISSING_HERE', 'x', true)`,
      [id],
    );
    await letItsLeaseEnd(id);
    expect(await ended(id)).toMatchObject({ ordersHere: COUNT - 1, ordersMagento: COUNT });
  });

  it('is left to a process that is alive', async () => {
    const id = await left('20 seconds');
    await new Promise((done) => setTimeout(done, 6000));
    expect(await row(id)).toMatchObject({ state: 'RUNNING', takes: 1 });
    const refused = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
    expect(refused.status).toBe(409);
  });

  it('of which five processes died has failed, with words', async () => {
    const done = await ended(await left('-1 second', 5));
    expect([done.state, done.errorMessage]).toEqual(['FAILED', 'Its process ended 5 times.']);
  });

  it('that another process has taken over writes nothing any more', async () => {
    sandbox.store.orders.delete(5);
    sandbox.faults.latencyMs = 400;
    const { body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
    const id = body.reconciliationId as string;
    await until(async () => ((await row(id))['lease_token'] !== null ? true : undefined));
    const [other] = await bridge.db.rows<{ token: string }>(
      `UPDATE reconciliation SET lease_token = gen_random_uuid(), lease_until = now() + interval '1 hour' WHERE id = $1
       RETURNING lease_token AS token`,
      [id],
    );
    await new Promise((done) => setTimeout(done, 3000));
    expect(await row(id)).toMatchObject({
      state: 'RUNNING',
      lease_token: other!.token,
      orders_magento: 0,
      differences: 0,
    });
    expect(await bridge.db.rows('SELECT 1 FROM difference')).toEqual([]);
  });

  it('of a process that shuts down is handed back, for another to go on', async () => {
    sandbox.faults.latencyMs = 400;
    const { body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
    const id = body.reconciliationId as string;
    await until(async () => ((await row(id))['lease_token'] !== null ? true : undefined));
    await bridge.app.close();
    expect(await row(id)).toMatchObject({ state: 'RUNNING', lease_token: null, lease_until: null, takes: 0 });
  });
});
