import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const COUNT = 40;
const COPY = `SELECT md5(string_agg(line, '|' ORDER BY line)) AS hash, count(*)::int AS lines FROM (
  SELECT (to_jsonb(o) - ARRAY['id', 'read_at', 'first_seen_at', 'changed_at', 'revision'])::text AS line FROM "order" o
  UNION ALL SELECT (to_jsonb(i) - 'order_id')::text || o.entity_id FROM order_item i JOIN "order" o ON o.id = i.order_id) copy`;

interface Found {
  differenceId: string;
  orderCode: string;
  kind: string;
  repaired: boolean;
  reason: string;
}

describe('our copy and Magento', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  const range = { from: new Date(Date.now() - 86_400_000).toISOString(), to: new Date().toISOString() };

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= COUNT; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 3_600_000 - id * 1000 }));
    }
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.new');
    for (const id of [1, 2, 6]) await bridge.post(`/orders/${id}/acknowledge`);
    for (const id of [1, 6]) {
      expect((await bridge.post(`/orders/${id}/invoice`)).status).toBe(200);
    }
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const reconcile = async (): Promise<{ id: string; counts: number[]; found: Found[] }> => {
    const { status, body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
    expect(status).toBe(202);
    const done = await until(async () => {
      const now = (await bridge.get(`/admin/reconciliations/${body.reconciliationId}`)).body;
      return now.state === 'RUNNING' ? undefined : now;
    });
    expect([done.state, done.errorMessage]).toEqual(['DONE', null]);
    return {
      id: body.reconciliationId,
      counts: [done.ordersMagento, done.ordersHere, done.differences, done.repaired],
      found: done.found,
    };
  };

  const copy = async (): Promise<unknown> => (await bridge.db.rows(COPY))[0];

  it('are found equal when they are', async () => {
    await bridge.sync('orders.changed');
    expect(await reconcile()).toMatchObject({ counts: [COUNT, COUNT, 0, 0], found: [] });
  });

  it('are counted by day, on both sides, and the stock is compared with them', async () => {
    await bridge.db.rows(
      `INSERT INTO inventory_level (store_id, sku, source_code, quantity, pushed_quantity, pushed_version, version, state, requested_by, locations, pushed_at)
       SELECT id, 'MUG-01', 'default', 5, 5, 1, 1, 'PUSHED', 'increff', '{}', now() - interval '1 hour' FROM store`,
    );
    sandbox.store.stock.add('MUG-01', 3);
    const { id } = await reconcile();
    const day = await until(async () => {
      const { body } = await bridge.get(`/admin/reconciliations/${id}`);
      return body.stock?.state === 'DONE' ? body : undefined;
    });
    const days = new Map<string, number>();
    for (const { order } of sandbox.store.orders.values()) {
      const created = order.created_at.slice(0, 10);
      days.set(created, (days.get(created) ?? 0) + 1);
    }
    expect(day.days).toEqual(
      [...days].sort().map(([date, count]) => ({ day: date, ordersMagento: count, ordersHere: count })),
    );
    expect(day.stock).toMatchObject({
      kind: 'DRIFT_CHECK',
      trigger: 'RECONCILIATION',
      checked: 1,
      drifted: 1,
    });
    await bridge.db.rows('DELETE FROM inventory_level');
    const { body } = await bridge.get(`/admin/reconciliations/${(await reconcile()).id}`);
    expect(body.stock).toBeNull();
  });

  it('differences are found; ours are repaired, those of Magento reported and left', async () => {
    const before = await copy();
    await bridge.db
      .rows(`WITH gone AS (SELECT id FROM "order" WHERE entity_id = 3), e AS (DELETE FROM order_event WHERE order_id IN (SELECT id FROM gone)),
      i AS (DELETE FROM order_item WHERE order_id IN (SELECT id FROM gone)) SELECT 1`);
    await bridge.db.rows('DELETE FROM "order" WHERE entity_id = 3');
    await bridge.db.rows(
      `UPDATE "order" SET status = 'holded', grand_total = 1, content_hash = 'x' WHERE entity_id = 4`,
    );
    const order5 = sandbox.store.orders.get(5)!;
    sandbox.store.orders.delete(5);
    sandbox.store.changed(order5.order);
    const [first, second] = sandbox.store.invoices;
    sandbox.store.invoices.splice(0, 1);
    sandbox.store.invoices.push({ ...second!, entity_id: 777, increment_id: '000000777', comments: [] });

    const { counts, found } = await reconcile();
    expect(counts).toEqual([COUNT - 1, COUNT - 1, 5, 2]);
    expect(found.map(({ orderCode, kind, repaired }) => [orderCode, kind, repaired]).sort()).toEqual(
      [
        [String(first!.order_id), 'INVOICE_MISSING_IN_MAGENTO', false],
        ['3', 'ORDER_MISSING_HERE', true],
        ['4', 'ORDER_CONTENT', true],
        ['5', 'ORDER_MISSING_IN_MAGENTO', false],
        [String(second!.order_id), 'INVOICE_MADE_ELSEWHERE', false],
      ].sort(),
    );
    expect(await copy()).toEqual(before);
    expect(JSON.stringify(found)).not.toMatch(/@|street/i);

    const again = await reconcile();
    expect(again.found.every(({ repaired }) => !repaired)).toBe(true);
    expect(again.found).toHaveLength(3);
  });

  it('says of no order that it is deleted which could not be read', async () => {
    const { order } = sandbox.store.orders.get(8)!;
    sandbox.store.orders.delete(8);
    sandbox.store.changed(order);
    sandbox.faults.middleman.answer = (path) =>
      path.endsWith('/orders/8') ? { status: 500, text: '{"message":"Internal Error."}' } : undefined;
    const { body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...range });
    const ended = await until(async () => {
      const now = (await bridge.get(`/admin/reconciliations/${body.reconciliationId}`)).body;
      return now.state === 'RUNNING' ? undefined : now;
    });
    sandbox.faults.middleman.answer = undefined;
    sandbox.store.put(order, 0);
    expect([ended.state, ended.found.filter((one: any) => one.orderCode === '8')]).toEqual(['FAILED', []]);
  });

  it('are compared by content, and not by what our row says of itself', async () => {
    const before = await copy();
    await bridge.db.rows(
      `UPDATE "order" SET status = 'holded', read_at = now() + interval '1 year' WHERE entity_id = 7`,
    );
    await bridge.db.rows(`UPDATE "order" SET shipping_address = '{"name": "x"}' WHERE entity_id = 8`);
    await bridge.db.rows(
      `UPDATE order_item SET quantity_ordered = 77 WHERE order_id = (SELECT id FROM "order" WHERE entity_id = 9)`,
    );
    await bridge.db.rows(
      `DELETE FROM order_item WHERE order_id = (SELECT id FROM "order" WHERE entity_id = 10)`,
    );
    const { found } = await reconcile();
    const ours = found.filter(({ kind }) => kind === 'ORDER_CONTENT');
    expect(ours.map(({ orderCode, repaired }) => [orderCode, repaired]).sort()).toEqual([
      ['10', true],
      ['7', true],
      ['8', true],
      ['9', true],
    ]);
    expect(await copy()).toEqual(before);
    expect((await reconcile()).found.filter(({ kind }) => kind === 'ORDER_CONTENT')).toEqual([]);
  });

  it('report what Magento has and we cannot take in', async () => {
    sandbox.faults.middleman.body = (path, body) => {
      if (path.endsWith('/orders')) {
        for (const order of body.items) if (order.entity_id === 11) order.items = 'none';
      }
      return body;
    };
    const { found } = await reconcile();
    sandbox.faults.middleman.body = undefined;
    const [odd] = found.filter(({ orderCode }) => orderCode === '11');
    expect([odd!.kind, odd!.repaired]).toEqual(['ORDER_CONTENT', false]);
    expect(odd!.reason).toMatch('items is "none" and not a list');
  });

  it("Magento's side is repaired on an operator's word only, and once", async () => {
    const { id, found } = await reconcile();
    const repair = (difference: Found) =>
      bridge.post(`/admin/reconciliations/${id}/differences/${difference.differenceId}/repair`);
    const lost = found.find(({ kind }) => kind === 'INVOICE_MISSING_IN_MAGENTO')!;
    const code = Number(lost.orderCode);
    const order = sandbox.store.find(code)!;
    // As after a restored backup: the order knows nothing of its invoice.
    for (const item of order.items) item.qty_invoiced = 0;
    sandbox.store.changed(order);
    const made = sandbox.store.book(code).invoices;

    const { status, body } = await repair(lost);
    expect(status).toBe(202);
    const operation = await until(async () => {
      const now = (await bridge.get(`/operations/${body.operationId}`)).body;
      return now.state === 'SETTLED' ? now : undefined;
    });
    expect(operation.outcome).toBe('APPLIED');
    expect(sandbox.store.book(code).invoices).toBe(made + 1);
    const repeated = { status: 409, body: { detail: 'It is repaired already.' } };
    expect(await repair(lost)).toMatchObject(repeated);
    for (const other of found.filter(({ kind }) => kind !== 'INVOICE_MISSING_IN_MAGENTO')) {
      expect([other.kind, (await repair(other)).status]).toEqual([other.kind, 409]);
    }
    expect((await repair({ ...lost, differenceId: '999999' })).status).toBe(404);
    expect((await reconcile()).found.map(({ kind }) => kind)).not.toContain('INVOICE_MISSING_IN_MAGENTO');
    expect(await bridge.db.rows(`SELECT actor FROM audit_log WHERE action = 'operation.redo'`)).toEqual([
      { actor: 'increff' },
    ]);
  });

  it.each(['documented', 'ship-once'])(
    'a shipment that Magento lost is made again, once (%s)',
    async (shipmentMode) => {
      await bridge.call('PUT', '/admin/stores/default', {
        body: { settings: { shipmentMode, shipAt: 'atShipment' } },
      });
      const code = shipmentMode === 'documented' ? 31 : 32;
      const { body: order } = await bridge.get(`/orders/${code}`);
      const items = order.orderItems.map((item: any) => ({
        orderItemCode: item.orderItemCode,
        quantity: Number(item.quantity),
      }));
      const packed = await bridge.post(`/orders/${code}/shipments`, { shipmentId: `L-${code}`, items });
      expect(packed.status).toBe(200);
      const mine = () => sandbox.store.shipments.filter((one) => one.order_id === code);
      expect(mine()).toHaveLength(1);
      sandbox.store.shipments.splice(sandbox.store.shipments.indexOf(mine()[0]!), 1);
      for (const item of sandbox.store.find(code)!.items) item.qty_shipped = 0;
      sandbox.store.changed(sandbox.store.find(code)!);

      const { id, found } = await reconcile();
      const ofShipment = (one: Found): boolean =>
        one.orderCode === String(code) && one.kind.startsWith('SHIPMENT');
      const lost = found.find(ofShipment)!;
      expect(lost.kind).toBe('SHIPMENT_MISSING_IN_MAGENTO');
      const repair = `/admin/reconciliations/${id}/differences/${lost.differenceId}/repair`;
      const { body } = await bridge.post(repair);
      await until(async () => {
        const now = (await bridge.get(`/operations/${body.operationId}`)).body;
        return now.outcome === 'APPLIED' || undefined;
      });
      expect(mine()).toHaveLength(1);
      expect((await bridge.post(repair)).status).toBe(409);
      expect((await reconcile()).found.filter(ofShipment)).toEqual([]);
    },
  );

  it('a rebuild gives the same copy by hash, even of a spoilt one, and keeps our own facts', async () => {
    const own = `SELECT (SELECT count(*)::int FROM operation) AS operations,
      (SELECT array_agg(entity_id ORDER BY entity_id) FROM "order" WHERE acknowledged_at IS NOT NULL) AS acknowledged`;
    const [{ hash: hashOf5 } = { hash: '' }] = await bridge.db.rows<{ hash: string }>(
      'SELECT content_hash AS hash FROM "order" WHERE entity_id = 5',
    );
    const [before, facts] = [await copy(), (await bridge.db.rows(own))[0]];
    await bridge.db.rows(
      `UPDATE "order" SET grand_total = 2, billing_address = '{}', magento_updated_at = now() + interval '1 day' WHERE entity_id BETWEEN 10 AND 20`,
    );
    await bridge.db.rows(
      `DELETE FROM order_item WHERE order_id IN (SELECT id FROM "order" WHERE entity_id BETWEEN 15 AND 25)`,
    );
    expect(await copy()).not.toEqual(before);
    const { status, body } = await bridge.post('/admin/sync/default/rebuild');
    expect(status).toBe(202);
    await until(async () => {
      const { state } = (await bridge.get(`/admin/backfills/${body.backfillId}`)).body;
      return state === 'DONE' || undefined;
    });
    // Order 5 is gone from Magento, and what we know of it is kept.
    await bridge.db.rows(
      `UPDATE "order" SET content_hash = (SELECT $1::text) WHERE entity_id = 5 AND content_hash = ''`,
      [hashOf5],
    );
    expect(await copy()).toEqual(before);
    expect((await bridge.db.rows(own))[0]).toEqual(facts);
    expect(
      await bridge.db.rows(`SELECT actor, subject FROM audit_log WHERE action = 'store.rebuild'`),
    ).toEqual([{ actor: 'increff', subject: 'store:default' }]);
  });

  it('a rebuild whose backfill cannot begin empties nothing', async () => {
    await bridge.db.rows('ALTER TABLE backfill ADD CONSTRAINT none CHECK (false) NOT VALID');
    const hashes = 'SELECT count(*)::int AS empty FROM "order" WHERE content_hash = \'\'';
    const before = await bridge.db.rows(hashes);
    expect((await bridge.post('/admin/sync/default/rebuild')).status).toBe(500);
    expect(await bridge.db.rows(hashes)).toEqual(before);
    await bridge.db.rows('ALTER TABLE backfill DROP CONSTRAINT none');
  });

  it('are compared once at a time, and wrong ranges are refused by name', async () => {
    const refused = await bridge.post('/admin/reconciliations', {
      storeCode: 'default',
      from: range.to,
      to: range.from,
    });
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'from']);
    const both = await Promise.all(
      [1, 2].map(() => bridge.post('/admin/reconciliations', { storeCode: 'default', ...range })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
  });
});
