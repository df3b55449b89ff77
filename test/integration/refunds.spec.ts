import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { twoLines } from '../sandbox/two-lines.js';
import type { Order } from '../sandbox/magento-order.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

describe.each(['2.4.6', '2.4.7', '2.4.8'] as const)('refunds on Magento %s', (release) => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let id = 0;

  beforeAll(async () => {
    sandbox = await Sandbox.start({ release });
    sandbox.recordRequests = true;
    bridge = await startTestApp(sandbox);
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  /** The next order, invoiced unless the test says otherwise. */
  async function newOrder({ invoiced = true, method = 'checkmo' } = {}): Promise<void> {
    sandbox.place(twoLines(++id, method));
    await bridge.get(`/orders/${id}?refresh=true`);
    if (invoiced) await bridge.post(`/orders/${id}/invoice`);
  }

  const line = (i: number, quantity: number): object => ({
    orderItemCode: String(10 * id + 1 + i),
    quantity,
  });
  const refund = (body: object) => bridge.post(`/orders/${id}/refunds`, body);
  const shopsOrder = (): Order => sandbox.store.find(id)!;
  const memos = () => sandbox.store.creditMemos.filter((memo) => memo.order_id === id);
  const requests = (): { path: string; body: any }[] =>
    sandbox.seen.filter(({ method, path }) => method === 'POST' && /refund/.test(path));

  it('gives one line back offline, once for each refundId, and lists it', async () => {
    await newOrder();
    const asked = { refundId: 'R-1', items: [line(0, 1)], reason: 'Out of stock' };
    const { status, body } = await refund(asked);
    expect([status, body.outcome, body.detail]).toEqual([200, 'APPLIED', 'The order is processing.']);
    expect(body.creditMemo).toMatchObject({
      creditMemoId: body.magentoId,
      refundId: 'R-1',
      state: 'REFUNDED',
      syncState: 'CREATED',
      shipping: '0.00',
      adjustment: '0.00',
      items: [{ orderItemCode: String(10 * id + 1), channelSkuCode: `SKU-${id}-0`, quantity: 1 }],
    });
    expect(requests().at(-1)).toMatchObject({
      path: `/rest/default/V1/order/${id}/refund`,
      body: {
        items: [{ order_item_id: 10 * id + 1, qty: 1 }],
        notify: false,
        comment: { comment: `Refunded by Increff Omni. Out of stock increff-op:${body.operationId}` },
        arguments: { shipping_amount: 0, adjustment_positive: 0, adjustment_negative: 0 },
      },
    });
    expect((await refund(asked)).body).toMatchObject({ outcome: 'ALREADY', creditMemoId: body.magentoId });
    expect((await refund({ ...asked, refundId: 'R-2' })).body.outcome).toBe('APPLIED');
    expect(memos()).toHaveLength(2);
    const { body: order } = await bridge.get(`/orders/${id}`);
    expect(order.orderItems.map((item: any) => item.quantityRefunded)).toEqual(['2', '0']);
    const listed = (await bridge.get(`/orders/${id}/refunds`)).body.items;
    expect(listed.map((memo: any) => [memo.refundId, memo.syncState])).toEqual([
      ['R-1', 'CREATED'],
      ['R-2', 'CREATED'],
    ]);
    // Who reads them does not make them another's.
    const [made] = await bridge.db.rows('SELECT operation_id FROM credit_memo WHERE credit_memo_id = $1', [
      body.magentoId,
    ]);
    expect(made).toEqual({ operation_id: body.operationId });
  });

  it('answers 409 to a refundId that stands for other contents', async () => {
    await newOrder();
    await refund({ refundId: 'R', items: [line(0, 1)] });
    const { status, body } = await refund({ refundId: 'R', items: [line(0, 2)], shippingAmount: '1' });
    expect([status, body.code, body.errors.map(({ field }: any) => field)]).toEqual([
      409,
      'ID_TAKEN',
      ['items', 'shippingAmount'],
    ]);
    expect(memos()).toHaveLength(1);
  });

  it('takes the same lines in another order for the same refund', async () => {
    await newOrder();
    const first = await refund({ refundId: 'R', items: [line(1, 1), line(0, 1)] });
    const again = await refund({ refundId: 'R', items: [line(0, 1), line(1, 1)] });
    expect([first.body.outcome, again.status, again.body.outcome]).toEqual(['APPLIED', 200, 'ALREADY']);
    expect(memos()).toHaveLength(1);
  });

  it('gives shipping and an adjustment back without a line, and not one line more', async () => {
    await newOrder();
    const shipping = shopsOrder().shipping_amount;
    const { body } = await refund({
      refundId: 'S',
      shippingAmount: String(shipping),
      adjustmentPositive: '1.50',
    });
    expect(body).toMatchObject({ outcome: 'APPLIED', creditMemo: { items: [], adjustment: '1.50' } });
    expect(requests().at(-1)!.body.items).toEqual([{ order_item_id: 10 * id + 1, qty: 0 }]);
    expect(memos()[0]!.grand_total).toBeCloseTo(shipping + 1.5, 4);
    expect(shopsOrder().items.map((item) => item.qty_refunded)).toEqual([0, 0]);
    const more = await refund({ refundId: 'T', adjustmentPositive: '1' });
    expect([more.status, more.body.detail]).toEqual([409, expect.stringMatching(/name a line too/)]);
    const tooMuch = await refund({ refundId: 'U', items: [line(0, 1)], shippingAmount: '0.01' });
    expect(tooMuch.body.detail).toMatch(/More than is left of the shipping cost/);
  });

  it('closes the rest that will never ship, with its goods for sale again', async () => {
    await newOrder();
    await bridge.post(`/orders/${id}/shipments`, { shipmentId: `P-${id}`, items: [line(0, 2)] });
    await bridge.post(`/orders/${id}/handover`);
    expect(shopsOrder().state).toBe('processing');
    const { body } = await refund({ refundId: 'REST', openRest: true });
    expect([body.outcome, body.detail, shopsOrder().state]).toEqual([
      'APPLIED',
      'The order is complete.',
      'complete',
    ]);
    expect(shopsOrder().items.map((item) => item.qty_refunded)).toEqual([1, 2]);
    expect(requests().at(-1)!.body.arguments.extension_attributes).toEqual({
      return_to_stock_items: [10 * id + 1, 10 * id + 2],
    });
    const nothing = await refund({ refundId: 'REST-2', openRest: true });
    expect([nothing.status, nothing.body.detail]).toEqual([
      409,
      'Nothing of the order is open: what is open is counted as invoiced − refunded − shipped, line by line.',
    ]);
    const later = await refund({ refundId: 'REST-2', items: [line(0, 1)] });
    expect([later.status, later.body.outcome]).toEqual([200, 'APPLIED']);
    expect(memos()).toHaveLength(2);
  });

  it('refuses in words what Magento would refuse, or do otherwise', async () => {
    await newOrder({ invoiced: false });
    const early = await refund({ refundId: 'A', items: [line(0, 1)] });
    expect([early.status, early.body.detail]).toEqual([409, expect.stringMatching(/cancel the whole order/)]);
    await bridge.post(`/orders/${id}/invoice`);
    const many = await refund({ refundId: 'A', items: [line(0, 4)] });
    expect(many.body.detail).toMatch(/4 asked for, 3 left to give back/);
    const half = await refund({ refundId: 'A', items: [line(0, 0.5)] });
    expect(half.body.detail).toMatch(/whole units/);
    const kept = await refund({ refundId: 'A', items: [line(0, 1)], adjustmentNegative: '100000' });
    expect(kept.body.detail).toMatch(/keep back/);
    expect(requests().filter(({ path }) => path.includes(`/${id}/`))).toEqual([]);
    await refund({
      refundId: 'ALL',
      items: [line(0, 3), line(1, 2)],
      shippingAmount: String(shopsOrder().shipping_amount),
    });
    expect(shopsOrder().state).toBe('closed');
    expect((await refund({ refundId: 'B', items: [line(0, 1)] })).body.detail).toMatch(/closed/);
  });

  it.each([
    [{}, 'refundId'],
    [{ refundId: 'X' }, 'items'],
    [{ refundId: 'X', items: [] }, 'items'],
    [{ refundId: 'X', openRest: true, items: [{ orderItemCode: '11', quantity: 1 }] }, 'openRest'],
    [{ refundId: 'X', shippingAmount: '-1' }, 'shippingAmount'],
    [{ refundId: 'X', adjustmentPositive: 'much' }, 'adjustmentPositive'],
    [{ refundId: 'X', openRest: true, invoiceId: '7' }, 'invoiceId'],
    [{ refundId: 'X', items: [{ orderItemCode: '99', quantity: 1 }] }, 'items.0.orderItemCode'],
  ])('takes no %j', async (body, field) => {
    const { status, body: problem } = await bridge.post('/orders/1/refunds', body);
    expect([status, problem.errors[0].field]).toEqual([400, field]);
  });

  it('pays back online by the invoice of the lines', async () => {
    await newOrder({ method: 'braintree' });
    const { body } = await refund({ refundId: 'O', items: [line(1, 1)], online: true, returnToStock: true });
    expect(body.outcome).toBe('APPLIED');
    const [invoice] = sandbox.store.invoices.filter((one) => one.order_id === id);
    expect(requests().at(-1)).toMatchObject({
      path: `/rest/default/V1/invoice/${invoice!.entity_id}/refund`,
      body: { isOnline: true },
    });
    expect(sandbox.store.book(id)).toMatchObject({ creditMemos: 1, paidBack: 1 });
  });

  it('asks which invoice where several hold the lines, and says that a method cannot pay back', async () => {
    await newOrder({ invoiced: false, method: 'braintree' });
    const one = { items: [line(0, 1)] };
    await bridge.post(`/orders/${id}/invoice`, one);
    await bridge.post(`/orders/${id}/invoice`, one, { headers: { 'idempotency-key': `second ${id}` } });
    const ids = sandbox.store.invoices.filter((row) => row.order_id === id).map((row) => row.entity_id);
    const asked = { refundId: 'W', ...one, online: true };
    expect((await refund(asked)).body.detail).toContain(ids.join(', '));
    expect((await refund({ ...asked, invoiceId: '99' })).body.detail).toMatch(/no paid invoice 99/);
    const more = await refund({ ...asked, items: [line(0, 2)], invoiceId: String(ids[1]) });
    expect([more.status, more.body.detail]).toEqual([
      409,
      `Invoice ${ids[1]} does not hold all of these lines: ask for those of one invoice at a time, or offline.`,
    ]);
    expect((await refund({ ...asked, invoiceId: String(ids[1]) })).body.outcome).toBe('APPLIED');
    await newOrder();
    await refund({ refundId: 'W', items: [line(0, 1)], online: true });
    expect(sandbox.store.book(id).paidBack).toBe(0);
  });

  it('lists what the shop gave back itself', async () => {
    await newOrder();
    const { body } = await refund({ refundId: 'H', items: [line(0, 1)] });
    Object.assign(memos()[0]!, { comments: [] });
    await bridge.db.rows('DELETE FROM credit_memo WHERE credit_memo_id = $1', [body.magentoId]);
    const [memo] = (await bridge.get(`/orders/${id}/refunds`)).body.items;
    expect(memo).toMatchObject({ refundId: null, syncState: 'FOUND', creditMemoId: body.magentoId });
  });

  it('tells the merchant of a credit note, and the timeline of it', async () => {
    await newOrder();
    const { body } = await refund({ refundId: 'N', items: [line(0, 1)] });
    const [event] = await bridge.db.rows<{ body: any }>(
      `SELECT body FROM notification WHERE forward_order_code = $1 AND body::text LIKE '%CREDIT_NOTE%'`,
      [String(id)],
    );
    expect(event).toBeDefined();
    const kinds = (await bridge.get(`/orders/${id}/timeline`)).body.events.map(({ kind }: any) => kind);
    expect(kinds).toContain('REFUND_APPLIED');
    const operation = await bridge.get(`/operations/${body.operationId}`);
    expect(operation.body).toMatchObject({ kind: 'REFUND', magentoId: body.magentoId });
  });

  it('gives each unit of a return back once after its check, where the store is set so', async () => {
    const settings = (refundReturns: string[]) =>
      bridge.call('PUT', '/admin/stores/default', { body: { settings: { refundReturns } } });
    const operations = () =>
      bridge.db.rows<any>(
        `SELECT natural_key, state, outcome, detail FROM operation WHERE kind = 'REFUND' AND natural_key LIKE $1
         ORDER BY natural_key`,
        [`return:${release}-${id}:%`],
      );
    const takeBack = async (units: [string, string][]): Promise<void> => {
      await newOrder();
      await bridge.post(`/orders/${id}/shipments`, {
        shipmentId: `P-${id}`,
        items: [line(0, 3), line(1, 2)],
      });
      await bridge.post(`/orders/${id}/handover`);
      const created = await bridge.post('/return/return-orders', {
        forwardOrderCode: String(id),
        returnOrderCode: `${release}-${id}`,
        locationCode: 'WH1',
        returnOrderTime: '2020-10-16T20:22:28.000+05:30',
        orderItems: units.map(([itemCode, sku]) => ({
          itemCode,
          channelSkuCode: sku,
          reason: 'Different size',
          enableDoorStepQc: 'true',
        })),
        orderType: 'CUSTOMER_RETURN',
        awbNumber: 'HYN402',
        transporter: 'Delhivery',
      });
      expect(created.status).toBe(200);
    };
    const check = (orderItems: object[], correction = false) =>
      bridge.post(`/return/return-orders/${release}-${id}/processing`, { orderItems, correction });
    const pass = (itemCode: string): object => ({ itemCode, qcStatus: 'PASS' });

    await takeBack([['A', `SKU-${id + 1}-0`]]);
    expect((await check([pass('A')])).status).toBe(200);
    expect(await operations()).toEqual([]);

    await settings(['CUSTOMER_RETURN']);
    await takeBack([
      ['A', `SKU-${id + 1}-0`],
      ['B', `SKU-${id + 1}-0`],
      ['C', `SKU-${id + 1}-1`],
    ]);
    const results = [pass('A'), pass('B'), { itemCode: 'C', qcStatus: 'FAIL', qcReason: 'DAMAGED' }];
    await Promise.all([check(results), check(results)]);
    await check(results);
    const ended = await until(async () => {
      const rows = await operations();
      return rows.length === 2 && rows.every(({ state }) => state === 'SETTLED') ? rows : undefined;
    });
    expect(ended).toMatchObject(
      ['A', 'B'].map((unit) => ({ natural_key: `return:${release}-${id}:${unit}`, outcome: 'APPLIED' })),
    );
    expect(shopsOrder().items.map((item) => item.qty_refunded)).toEqual([2, 0]);
    expect(memos()).toHaveLength(2);
    await check([pass('C')], true);
    await check([{ itemCode: 'C', qcStatus: 'FAIL', qcReason: 'DAMAGED' }], true);
    await check([pass('C')], true);
    await until(async () => {
      const rows = await operations();
      return rows.every(({ state }) => state === 'SETTLED') ? rows : undefined;
    });
    expect(shopsOrder().items.map((item) => item.qty_refunded)).toEqual([2, 1]);
    expect(memos()).toHaveLength(3);
    await settings([]);
  });

  it('shows what it would send', async () => {
    await newOrder();
    const { body } = await bridge.post(`/orders/${id}/refunds?dryRun=true`, {
      refundId: 'D',
      items: [line(0, 1)],
    });
    expect(body.request.path).toBe(`/order/${id}/refund`);
    expect(memos()).toEqual([]);
  });
});
