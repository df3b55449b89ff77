import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { shipAsDocumented } from '../support/shipping.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

interface Found {
  differenceId: string;
  orderCode: string;
  kind: string;
  severity: string;
  theirs: Record<string, any>;
  reason: string;
}

/** Each test has an order of its own; what one of them leaves is found again by the next. */
describe('a write that had two effects', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  const day = 86_400_000;
  const range = { from: new Date(Date.now() - day).toISOString(), to: new Date().toISOString() };
  const LONG_AGO = 90;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 12; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 3_600_000 - id * 1000, lines: 1 }));
    }
    sandbox.place(generateOrder({ entityId: LONG_AGO, createdAt: Date.now() - 10 * day, lines: 1 }));
    bridge = await startTestApp(sandbox);
    await shipAsDocumented(bridge);
    await bridge.sync('orders.new');
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const compare = async (when: object = range): Promise<{ id: string; found: Found[] }> => {
    const { body } = await bridge.post('/admin/reconciliations', { storeCode: 'default', ...when });
    const done = await until(async () => {
      const now = (await bridge.get(`/admin/reconciliations/${body.reconciliationId}`)).body;
      return now.state === 'RUNNING' ? undefined : now;
    });
    expect([done.state, done.errorMessage]).toEqual(['DONE', null]);
    return { id: body.reconciliationId, found: done.found };
  };
  /** That our copy of the order was a moment older than the write is of no interest here. */
  const of = (found: Found[], code: number) =>
    found.filter(({ orderCode, kind }) => orderCode === String(code) && kind !== 'ORDER_CONTENT');
  let next = 5000;
  const double = <T extends { entity_id: number }>(documents: T[], one: T): T => {
    const copy = { ...structuredClone(one), entity_id: next++ };
    documents.push(copy);
    return copy;
  };
  const invoiced = async (code: number) => {
    expect((await bridge.post(`/orders/${code}/invoice`)).body.outcome).toBe('APPLIED');
    return sandbox.store.invoices.find(({ order_id: id }) => id === code)!;
  };
  const shipped = async (code: number) => {
    const { body: order } = await bridge.get(`/orders/${code}`);
    const items = order.orderItems.map((item: any) => ({
      orderItemCode: item.orderItemCode,
      quantity: Number(item.quantity),
    }));
    const { status } = await bridge.post(`/orders/${code}/shipments`, { shipmentId: `S-${code}`, items });
    expect(status).toBe(200);
    return sandbox.store.shipments.find(({ order_id: id }) => id === code)!;
  };
  const metric = async (kind: string): Promise<number> => {
    const { text } = await bridge.get('/metrics', { anonymous: true });
    const line = new RegExp(`^bridge_effects_doubled\\{store="default",kind="${kind}"\\} (\\d+)$`, 'm');
    return Number(line.exec(text)?.[1] ?? 0);
  };

  it('is an error of its own, with what to do, once in the log; not somebody else’s document', async () => {
    const errors = jest.spyOn(Logger.prototype, 'error');
    const invoice = await invoiced(1);
    const again = double(sandbox.store.invoices, invoice);
    const shipment = await shipped(2);
    const shippedAgain = double(sandbox.store.shipments, shipment);
    const { found } = await compare();
    expect(of(found, 1)).toEqual([
      expect.objectContaining({
        kind: 'INVOICE_DOUBLED',
        severity: 'ERROR',
        repaired: false,
        theirs: {
          marker: expect.stringMatching(/^increff-op:/),
          ids: [String(invoice.entity_id), String(again.entity_id)],
        },
        reason: expect.stringContaining(
          `Invoices ${invoice.entity_id} and ${again.entity_id} carry the same marker`,
        ),
      }),
    ]);
    expect(of(found, 1)[0]!.reason).toMatch(/credit memo/);
    expect(of(found, 2)).toMatchObject([
      {
        kind: 'SHIPMENT_DOUBLED',
        severity: 'ERROR',
        theirs: { ids: [String(shipment.entity_id), String(shippedAgain.entity_id)] },
      },
    ]);
    const logged = () => errors.mock.calls.filter(([, words]) => /carry the same marker/.test(String(words)));
    expect(logged()).toHaveLength(2);
    expect((await compare()).found.filter(({ kind }) => kind.endsWith('_DOUBLED'))).toHaveLength(2);
    expect(logged()).toHaveLength(2);
  });

  it('gave money back twice', async () => {
    sandbox.place(generateOrder({ entityId: 13, createdAt: Date.now() - 3_600_000, lines: 1 }));
    await bridge.get('/orders/13?refresh=true');
    await invoiced(13);
    const { body } = await bridge.post('/orders/13/refunds', { refundId: 'F', shippingAmount: '1' });
    const memo = sandbox.store.creditMemos.find(({ order_id: id }) => id === 13)!;
    const again = double(sandbox.store.creditMemos, memo);
    expect(of((await compare()).found, 13)).toEqual([
      expect.objectContaining({
        kind: 'CREDIT_MEMO_DOUBLED',
        severity: 'ERROR',
        theirs: {
          marker: `increff-op:${body.operationId}`,
          ids: [String(memo.entity_id), String(again.entity_id)],
        },
        reason: expect.stringMatching(/the customer got the money/),
      }),
    ]);
    again['comments'] = [];
    expect(of((await compare()).found, 13)).toMatchObject([
      { kind: 'CREDIT_MEMO_MADE_ELSEWHERE', severity: 'WARNING', theirs: { id: String(again.entity_id) } },
    ]);
    sandbox.store.creditMemos.splice(0, 2);
    const { id, found } = await compare();
    const [lost] = of(found, 13);
    expect(lost).toMatchObject({ kind: 'CREDIT_MEMO_MISSING_IN_MAGENTO', severity: 'WARNING' });
    const path = `/admin/reconciliations/${id}/differences/${lost!.differenceId}/repair`;
    const repair = await bridge.post(path);
    expect([repair.status, repair.body.message]).toEqual([409, expect.stringMatching(/new refundId/)]);
    sandbox.store.creditMemos.push(memo);
    await bridge.db.rows('DELETE FROM credit_memo WHERE credit_memo_id = $1', [memo.entity_id]);
    expect(of((await compare()).found, 13).map(({ kind }) => kind)).toEqual(['CREDIT_MEMO_NOT_RECORDED']);
  });

  it('is an alarm, until the later invoice is refunded', async () => {
    const again = double(sandbox.store.invoices, await invoiced(3));
    expect(of((await compare()).found, 3).map(({ kind }) => kind)).toEqual(['INVOICE_DOUBLED']);
    await until(async () => ((await metric('INVOICE_DOUBLED')) > 0 ? true : undefined));
    Object.assign(again, { base_grand_total: 10, base_total_refunded: 10 });
    expect(of((await compare()).found, 3).map(({ kind }) => kind)).not.toContain('INVOICE_DOUBLED');
  });

  it('that was acknowledged twice is found by its comments', async () => {
    await bridge.post('/orders/4/acknowledge');
    const order = sandbox.store.find(4)!;
    order.status_histories.push({ ...order.status_histories.at(-1)!, entity_id: 7777 });
    const found = of((await compare()).found, 4);
    expect(found).toMatchObject([{ kind: 'COMMENT_DOUBLED', severity: 'ERROR' }]);
    expect(found[0]!.reason).toMatch(/and 7777 of the order carry the same marker/);
  });

  it('is found where our books have none of the two', async () => {
    double(sandbox.store.invoices, await invoiced(5));
    await bridge.db.rows(`DELETE FROM invoice WHERE order_id = (SELECT id FROM "order" WHERE entity_id = 5)`);
    expect(of((await compare()).found, 5).map(({ kind }) => kind)).toEqual(['INVOICE_DOUBLED']);
  });

  it('is found again in any range, until a person says that it is undone', async () => {
    double(sandbox.store.shipments, await shipped(6));
    const { id, found } = await compare();
    const { differenceId } = of(found, 6)[0]!;
    const elsewhere = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' };
    expect(of((await compare(elsewhere)).found, 6)).toHaveLength(1);
    const way = `/admin/reconciliations/${id}/differences/${differenceId}`;
    expect((await bridge.post(`${way}/repair`)).status).toBe(409);
    expect((await bridge.post(`${way}/undone`)).status).toBe(204);
    expect((await bridge.post(`${way}/undone`)).status).toBe(409);
    expect(of((await compare()).found, 6)).toEqual([]);
    expect(of((await compare(elsewhere)).found, 6)).toEqual([]);
    expect(
      await bridge.db.rows(`SELECT actor, subject FROM audit_log WHERE action = 'difference.undone'`),
    ).toEqual([{ actor: 'increff', subject: `difference:${differenceId}` }]);
  });

  it('says undone only of what is too much', async () => {
    const made = await invoiced(7);
    sandbox.store.invoices.push({ ...structuredClone(made), entity_id: next++, comments: [] });
    const { id, found } = await compare();
    const [elsewhere] = of(found, 7);
    expect([elsewhere!.kind, elsewhere!.severity]).toEqual(['INVOICE_MADE_ELSEWHERE', 'WARNING']);
    const way = `/admin/reconciliations/${id}/differences/${elsewhere!.differenceId}/undone`;
    expect((await bridge.post(way)).status).toBe(409);
  });

  it.each(['FAILED', 'UNKNOWN'])(
    'of which our books know nothing is reported as ours, unless its operation is open (%s)',
    async (state) => {
      const code = state === 'FAILED' ? 8 : 9;
      const invoice = await invoiced(code);
      const ofOrder = `order_id = (SELECT id FROM "order" WHERE entity_id = ${code})`;
      await bridge.db.rows(`DELETE FROM invoice WHERE ${ofOrder}`);
      await bridge.db.rows(
        `UPDATE operation SET state = $1, outcome = NULL, next_attempt_at = now() + interval '1 day',
           sent_at = CASE WHEN $1 = 'FAILED' THEN NULL ELSE sent_at END WHERE ${ofOrder}`,
        [state],
      );
      const found = of((await compare()).found, code);
      await bridge.db.rows(`UPDATE operation SET state = 'FAILED', sent_at = NULL WHERE ${ofOrder}`);
      if (state === 'UNKNOWN') return expect(found).toEqual([]);
      expect(found).toMatchObject([
        {
          kind: 'INVOICE_NOT_RECORDED',
          severity: 'ERROR',
          theirs: { id: String(invoice.entity_id), marker: expect.stringMatching(/^increff-op:/) },
        },
      ]);
    },
  );

  describe('beside an odd order', () => {
    const ODD = 11;
    afterEach(() => {
      sandbox.faults.middleman.body = undefined;
    });

    it.each<[string, (entry: object) => unknown]>([
      ['comments as an object', (entry) => ({ '2': entry })],
      ['no list of comments', () => 'none'],
      ['a comment that is null', (entry) => [null, entry]],
      ['a comment without text', () => [{ entity_id: 1 }, { entity_id: {}, comment: 7 }]],
    ])('is found all the same: %s', async (_what, edit) => {
      const entry = { entity_id: 1, comment: 'a word' };
      sandbox.faults.middleman.body = (path, body) => {
        for (const order of path.endsWith('/orders') ? body.items : [body]) {
          if (order?.entity_id === ODD) order.status_histories = edit(entry);
        }
        return body;
      };
      // Of the test above.
      expect(of((await compare()).found, 4)).toMatchObject([{ kind: 'COMMENT_DOUBLED' }]);
    });

    it('is found in comments that came as an object', async () => {
      await bridge.post(`/orders/${ODD}/acknowledge`);
      sandbox.faults.middleman.body = (path, body) => {
        if (!path.endsWith('/orders')) return body;
        const order = body.items.find(({ entity_id: id }: any) => id === ODD);
        const last = order?.status_histories.at(-1);
        if (order) order.status_histories = { '1': last, '3': { ...last, entity_id: 8888 } };
        return body;
      };
      expect(of((await compare()).found, ODD)).toMatchObject([{ kind: 'COMMENT_DOUBLED' }]);
      sandbox.faults.middleman.body = undefined;
    });

    it('says of a list with an unreadable invoice neither that one is missing, nor that it is whole', async () => {
      await invoiced(12);
      const errors = jest.spyOn(Logger.prototype, 'error');
      sandbox.faults.middleman.body = (path, body) =>
        path.endsWith('/invoices') ? { ...body, items: body.items.map(() => null) } : body;
      expect(of((await compare()).found, 12)).toEqual([]);
      const words = errors.mock.calls.filter(([facts]) => (facts as { order?: string }).order === '12');
      expect(words.map(([, message]) => message)).toContain('documents of an order cannot be read');
    });
  });
});
