import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const HOUR = 3_600_000;

/** The same codes with other orders: nothing that was done with the old ones may be taken for done with the new ones. */
describe('a Magento that was installed again', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let errors: ReturnType<typeof jest.spyOn>;

  beforeEach(async () => {
    errors = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
    for (const id of [1, 2, 3]) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 9 * HOUR }));
    }
    await bridge.sync('orders.new');
    await bridge.post('/orders/1/acknowledge');
    await bridge.post('/orders/1/invoice');
    // Numbers begin again as well: only the times differ.
    sandbox.store.orders.clear();
    sandbox.store.invoices.length = 0;
    for (const id of [1, 2, 3]) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - HOUR, seed: 99 }));
    }
  });

  afterEach(async () => {
    errors.mockRestore();
    await bridge.close();
    await sandbox.close();
  });

  const rows = (): Promise<Record<string, any>[]> =>
    bridge.db.rows(
      `SELECT entity_id, former_entity_id, sync_state, acknowledged_at IS NOT NULL AS acknowledged, content_hash
       FROM "order" ORDER BY id`,
    );
  const parked = (): Promise<Record<string, any>[]> =>
    bridge.db.rows('SELECT entity_id, reason, shown FROM parked_order ORDER BY entity_id');
  const decide = (body: object) => bridge.post('/admin/stores/default/orders/decide', body);
  const metric = async (): Promise<string | undefined> =>
    /bridge_orders_disputed\{store="default"\} (\d+)/.exec(
      await (await fetch(`${bridge.url}/metrics`)).text(),
    )?.[1];

  it.each(['orders.changed', 'orders.new', 'orders.sweep'])(
    '%s merges none, asks a person, and refuses writes',
    async (stream) => {
      const before = await rows();
      expect(await bridge.sync(stream)).toMatchObject({ changed: 0, new: 0, skipped: { parked: 3 } });
      expect(await bridge.sync(stream)).toMatchObject({ changed: 0, new: 0 });
      expect(await rows()).toEqual(before);
      expect((await parked()).map(({ entity_id: id }) => id)).toEqual(['1', '2', '3']);
      expect((await parked())[0]!['reason']).toMatch('needs a person: Magento shows order 000000001 of ');
      expect(
        errors.mock.calls.filter((call: unknown[]) => String(call.at(-1)).startsWith('order parked')),
      ).toHaveLength(3);
      expect(await metric()).toBe('3');
      for (const write of ['acknowledge', 'cancel', 'invoice']) {
        const { status, body } = await bridge.post(`/orders/2/${write}`);
        expect([status, body.code]).toEqual([409, 'ORDER_DISPUTED']);
      }
      expect((await bridge.get('/orders/2?refresh=true')).body.code).toBe('ORDER_DISPUTED');
    },
  );

  it('NEW_ORDER starts over, and the old order keeps its history', async () => {
    await bridge.sync('orders.changed');
    const { body: old } = await bridge.get('/orders/1/timeline');
    expect((await decide({ decision: 'NEW_ORDER' })).body).toEqual({
      decided: ['1', '2', '3'],
      openWrites: [],
    });
    await bridge.sync('orders.changed');
    const now = await rows();
    expect(
      now.map(({ entity_id: id, former_entity_id: former, sync_state: state }) => [id, former, state]),
    ).toEqual([
      ['-1', '1', 'IGNORED'],
      ['-2', '2', 'IGNORED'],
      ['-3', '3', 'IGNORED'],
      ['1', null, 'NEW'],
      ['2', null, 'NEW'],
      ['3', null, 'NEW'],
    ]);
    expect(now[3]!['acknowledged']).toBe(false);
    expect(await parked()).toEqual([]);
    const kinds = await bridge.db.rows<{ kind: string }>(
      `SELECT e.kind FROM order_event e JOIN "order" o ON o.id = e.order_id WHERE o.former_entity_id = 1 ORDER BY e.id`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      ...old.events.map(({ kind }: { kind: string }) => kind),
      'ORDER_NEW_ORDER',
    ]);
    expect((await bridge.get('/orders')).body.items).toHaveLength(3);
    // What was done with the old order is not done with this one.
    await bridge.post('/orders/1/acknowledge');
    expect((await bridge.post('/orders/1/invoice')).body).toMatchObject({ outcome: 'APPLIED' });
    expect(sandbox.store.invoices).toHaveLength(1);
    const [audit] = await bridge.db.rows(`SELECT actor, after FROM audit_log WHERE action = 'orders.decide'`);
    expect(audit).toEqual({
      actor: 'increff',
      after: { decision: 'NEW_ORDER', orderCodes: ['1', '2', '3'] },
    });
  });

  it('SAME_ORDER takes the new number or time over', async () => {
    await bridge.sync('orders.changed');
    await decide({ decision: 'SAME_ORDER', orderCodes: ['1'] });
    await bridge.sync('orders.changed');
    expect((await rows())[0]).toMatchObject({
      entity_id: '1',
      acknowledged: true,
      sync_state: 'ACKNOWLEDGED',
    });
    expect((await parked()).map(({ entity_id: id }) => id)).toEqual(['2', '3']);
  });

  it('nothing is decided while a write of the old order is open', async () => {
    await bridge.sync('orders.changed');
    await bridge.db.rows(
      `UPDATE operation SET state = 'UNKNOWN', outcome = NULL, settled_at = NULL, next_attempt_at = now() + interval '1 day'
       WHERE order_id = (SELECT id FROM "order" WHERE entity_id = 1) AND kind = 'INVOICE'`,
    );
    expect((await decide({ decision: 'NEW_ORDER', orderCodes: ['1'] })).body).toEqual({
      decided: [],
      openWrites: ['1'],
    });
    expect((await decide({ decision: 'PERHAPS' })).status).toBe(400);
  });
});
