import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { OrdersService } from '../../src/orders/orders.service.js';
import { ForwardOrders } from '../../src/returns/forward-orders.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Visitor } from '../support/visitor.js';

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
      const store = await bridge.app.get(StoresService).byCode('default');
      const ofReturn = bridge.app.get(ForwardOrders).find(store, '2');
      await expect(ofReturn).rejects.toMatchObject({ code: 'ORDER_DISPUTED' });
      const { events } = (await bridge.get('/orders/2/timeline')).body;
      expect(events.filter(({ kind }: { kind: string }) => kind === 'ORDER_DISPUTED')).toHaveLength(1);
      const visitor = new Visitor(bridge.url);
      await visitor.signIn(CLIENT.id, CLIENT.secret);
      const { html } = await visitor.get('/console/orders/2?store=default');
      expect(html).toContain('Parked: needs a person: Magento shows order 000000002 of ');
    },
  );

  it('NEW_ORDER starts over, and the old order keeps its history', async () => {
    await bridge.sync('orders.changed');
    await bridge.db.rows('UPDATE "order" SET reread_since = now()');
    const { body: old } = await bridge.get('/orders/1/timeline');
    expect((await decide({ decision: 'NEW_ORDER' })).body).toEqual({
      decided: ['1', '2', '3'],
      openWrites: [],
    });
    expect(await bridge.db.rows('SELECT 1 FROM "order" WHERE reread_since IS NOT NULL')).toEqual([]);
    // Nor is it found by its number, which Magento may have given to nobody yet.
    const store = await bridge.app.get(StoresService).byCode('default');
    expect(await bridge.app.get(OrdersService).storedByIncrementId(store, '000000001')).toBeUndefined();
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

  it('the old order can still be read by its code, and the new one says where it is', async () => {
    await bridge.sync('orders.changed');
    await decide({ decision: 'NEW_ORDER' });
    const between = await bridge.get('/orders/1');
    expect([between.status, between.body.message]).toEqual([
      404,
      'There is no order 1. The order that had this code is kept as -1; the next run of orders.changed reads the one that Magento has now.',
    ]);
    await bridge.sync('orders.changed');
    expect((await bridge.get('/orders/-1')).body).toMatchObject({
      orderCode: '-1',
      syncState: 'IGNORED',
      syncReason: 'replaced_in_magento',
    });
    const { body: timeline } = await bridge.get('/orders/-1/timeline');
    expect(timeline.events.at(-1)).toMatchObject({ kind: 'ORDER_NEW_ORDER', summary: { entityId: '1' } });
    const { body: listed } = await bridge.get('/operations?orderCode=-1');
    expect(listed.items.map(({ kind }: { kind: string }) => kind)).toEqual(['INVOICE', 'ACKNOWLEDGE']);
    for (const [method, path] of [
      ['GET', '/orders/-1?refresh=true'],
      ['GET', '/orders/-1/status'],
    ] as const) {
      const { status, body } = await bridge.call(method, path);
      expect([status, body.code]).toEqual([409, 'ORDER_REPLACED']);
    }
    expect((await bridge.post('/orders/-1/cancel')).status).toBe(400);
    const visitor = new Visitor(bridge.url);
    await visitor.signIn(CLIENT.id, CLIENT.secret);
    const page = await visitor.get('/console/orders/-1?store=default');
    expect(page.status).toBe(200);
    expect(page.html).toContain('This one is kept for its history; nothing is sent or read for it.');
    expect(page.html).not.toContain('Read it from Magento now');
    expect((await visitor.get('/console/orders/1?store=default')).html).toContain('orders/-1?');
    expect((await visitor.get('/console/orders?store=default&q=-1')).html).toContain('orders/-1?');
    expect((await visitor.get('/console/orders?store=default&q=1')).html).toContain('orders/-1?');
  });

  it('nothing is sent or read for the old order any more', async () => {
    await bridge.sync('orders.changed');
    const invoice = await bridge.db.rows<{ id: string }>(
      `UPDATE operation SET state = 'FAILED', outcome = NULL, settled_at = NULL, sent_at = NULL, doubt_ends_at = NULL,
         doubt_of = NULL, attention_since = now(), enqueued = true WHERE kind = 'INVOICE' RETURNING id`,
    );
    const { id } = invoice[0]!;
    await decide({ decision: 'NEW_ORDER' });
    await bridge.sync('orders.changed');
    const asked = sandbox.requests;
    const retried = await bridge.post(`/operations/${id}/retry`);
    expect([retried.status, retried.body.code]).toEqual([409, 'ORDER_REPLACED']);
    expect((await bridge.post('/operations/retry', { state: 'FAILED' })).body.count).toBe(0);
    // Even a row that waits, as from an earlier version, or from the moment of the decision.
    await bridge.db.rows(`UPDATE operation SET state = 'PENDING', next_attempt_at = now() WHERE id = $1`, [
      id,
    ]);
    const ended = await until(async () => {
      const { body } = await bridge.get(`/operations/${id}`);
      return body.state === 'FAILED' ? body : undefined;
    });
    expect(ended.errorCode).toBe('ORDER_REPLACED');
    expect(sandbox.requests).toBe(asked);
    expect((await bridge.post(`/operations/${id}/withdraw`)).body.errorCode).toBe('WITHDRAWN');
  });
});
