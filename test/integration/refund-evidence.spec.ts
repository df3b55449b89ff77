import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RefundOperation } from '../../src/refunds/refund.operation.js';
import { page } from '../sandbox/faulty-proxy.js';
import {
  isWrite,
  operationsEnded,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';

/** Magento takes the same refund twice, and the marker alone tells them apart. */
describe('a refund whose answer was lost', () => {
  let shop: ShopBehindProxy;
  let sandbox: ShopBehindProxy['sandbox'];
  let bridge: ShopBehindProxy['bridge'];
  let id = 0;

  beforeAll(async () => {
    shop = await startShopBehindProxy();
    ({ sandbox, bridge } = shop);
  });

  afterAll(() => shop.close());

  afterEach(() => {
    shop.proxy.decide = () => undefined;
    sandbox.store.refundsFailToSave = false;
  });

  async function newOrder(method = 'checkmo'): Promise<void> {
    const order = twoLineOrder(++id);
    order.payment['method'] = method;
    sandbox.place(order);
    await bridge.get(`/orders/${id}?refresh=true`);
    await bridge.post(`/orders/${id}/invoice`);
  }

  const asked = (more: object = {}): object => ({
    refundId: `R-${id}`,
    items: [{ orderItemCode: `${id}1`, quantity: 1 }],
    ...more,
  });
  const refund = (body: object) => bridge.post(`/orders/${id}/refunds`, body);
  const operation = async (): Promise<any> =>
    (
      await bridge.db.rows<any>(
        `SELECT p.* FROM operation p JOIN "order" o ON o.id = p.order_id WHERE o.entity_id = $1 AND p.kind = 'REFUND'
         ORDER BY p.created_at DESC LIMIT 1`,
        [id],
      )
    )[0];
  const book = () => sandbox.store.book(id);

  it('is found by its marker, also where the looks fail for a while, and is not made twice', async () => {
    await newOrder();
    let sent = false;
    let blind = true;
    shop.proxy.decide = (passing) => {
      if (isWrite(passing)) {
        sent = true;
        return { reach: 'yes', answer: 'cut' };
      }
      return sent && blind ? { reach: 'no', answer: page(503) } : undefined;
    };
    expect((await refund(asked())).status).toBe(504);
    expect((await refund(asked())).status).toBe(504);
    blind = false;
    shop.proxy.decide = () => undefined;
    await operationsEnded(bridge);
    expect(await operation()).toMatchObject({ outcome: 'APPLIED', sends: 1 });
    expect((await refund(asked())).body.outcome).toBe('ALREADY');
    expect(book().creditMemos).toBe(1);
  });

  it('is sent again after it was shown to have had no effect, where only the books move', async () => {
    await newOrder();
    let left = 1;
    shop.proxy.decide = (passing) =>
      isWrite(passing) && left-- > 0 ? { reach: 'no', answer: page(502) } : undefined;
    const { status, body } = await refund(asked());
    if (status !== 200) await operationsEnded(bridge);
    expect(await operation()).toMatchObject({ id: body.operationId, outcome: 'APPLIED', sends: 2 });
    expect(book().creditMemos).toBe(1);
  });

  it('is refused where a copy of the call gave back all that there was, and is not called so too early', async () => {
    await newOrder();
    let left = 1;
    shop.proxy.decide = (passing) => (isWrite(passing) && left-- > 0 ? { reach: 'twice' } : undefined);
    const whole = { refundId: `R-${id}`, items: [{ orderItemCode: `${id}1`, quantity: 2 }] };
    expect((await refund(whole)).body.outcome).toBe('APPLIED');
    expect(book().creditMemos).toBe(1);
  });

  it('is DEGRADED where the shop gives back other amounts than it was asked for', async () => {
    await newOrder();
    sandbox.faults.middleman.body = (path, body) =>
      path.includes('/creditmemo') && body.entity_id ? { ...body, base_adjustment: 7 } : body;
    const { body } = await refund(asked());
    sandbox.faults.middleman = {};
    expect([body.outcome, body.detail]).toEqual([
      'DEGRADED',
      'Magento gave back an adjustment of 7 instead of 0.',
    ]);
  });

  describe('of a returned unit', () => {
    const check = async (qc: object): Promise<void> => {
      const orderItems = [{ itemCode: 'U', ...qc }];
      const { status } = await bridge.post(`/return/return-orders/RET-${id}/processing`, {
        orderItems,
        correction: true,
      });
      expect(status).toBe(200);
    };
    const failed = { qcStatus: 'FAIL', qcReason: 'DAMAGED' };
    const refunds = () =>
      bridge.db.rows<any>(
        `SELECT outcome, detail FROM operation WHERE natural_key = $1 AND state = 'SETTLED' ORDER BY created_at`,
        [`return:RET-${id}:U`],
      );
    /** Its refund is accepted, and waits while the shop is away. */
    const passWhileTheShopIsAway = async (): Promise<void> => {
      await newOrder();
      await bridge.call('PUT', '/admin/stores/default', {
        body: { settings: { refundReturns: ['CUSTOMER_RETURN'] } },
      });
      const items = [{ orderItemCode: `${id}1`, quantity: 2 }];
      await bridge.post(`/orders/${id}/shipments`, { shipmentId: `P-${id}`, items });
      await bridge.post(`/orders/${id}/handover`);
      await bridge.post('/return/return-orders', {
        ...{ forwardOrderCode: String(id), returnOrderCode: `RET-${id}`, locationCode: 'WH1' },
        ...{ returnOrderTime: '2020-10-16T20:22:28.000+05:30', orderType: 'CUSTOMER_RETURN' },
        ...{ awbNumber: 'HYN402', transporter: 'Delhivery' },
        orderItems: [
          { itemCode: 'U', channelSkuCode: `SKU-${id}-0`, reason: 'Size', enableDoorStepQc: 'true' },
        ],
      });
      shop.proxy.decide = () => ({ reach: 'no', answer: page(503) });
      await check({ qcStatus: 'PASS' });
    };

    it('is refused where the result was corrected to FAIL while it waited, and made when it passes again', async () => {
      await passWhileTheShopIsAway();
      await check(failed);
      shop.proxy.decide = () => undefined;
      await operationsEnded(bridge);
      expect(book().creditMemos).toBe(0);
      expect(await refunds()).toEqual([
        { outcome: 'REFUSED', detail: expect.stringMatching(/was corrected/) },
      ]);
      await check({ qcStatus: 'PASS' });
      await operationsEnded(bridge);
      expect((await refunds()).map(({ outcome }) => outcome)).toEqual(['REFUSED', 'APPLIED']);
      expect(book().creditMemos).toBe(1);
    });

    it('is made where it passes again between the plan and its end', async () => {
      const operations = bridge.app.get(RefundOperation);
      const plan = operations.plan.bind(operations);
      let refusals = 0;
      const watched = jest.spyOn(operations, 'plan').mockImplementation(async (context) => {
        const step = await plan(context);
        if ('settle' in step && refusals++ === 0) await check({ qcStatus: 'PASS' });
        return step;
      });
      await passWhileTheShopIsAway();
      await check(failed);
      shop.proxy.decide = () => undefined;
      await operationsEnded(bridge);
      watched.mockRestore();
      expect(refusals).toBe(1);
      expect((await refunds()).map(({ outcome }) => outcome)).toEqual(['APPLIED']);
      expect(book().creditMemos).toBe(1);
    });
  });

  describe('of money that is paid back online', () => {
    it('stays in doubt where Magento shows nothing, and asks for a person', async () => {
      await newOrder('braintree');
      sandbox.store.refundsFailToSave = true;
      const { status, body } = await refund(asked({ online: true }));
      expect([status, body.code]).toEqual([504, 'OUTCOME_UNKNOWN']);
      const looked = await until(async () => {
        const row = await operation();
        return row.error_code === 'EFFECT_NOT_PROVABLE' ? row : undefined;
      });
      expect(looked).toMatchObject({ state: 'UNKNOWN', sends: 1 });
      expect(looked.attention_since).not.toBeNull();
      const { attempts } = looked;
      await until(async () => ((await operation()).attempts > attempts + 1 ? true : undefined));
      expect(await operation()).toMatchObject({ state: 'UNKNOWN', sends: 1 });
      expect((await refund(asked({ online: true }))).status).toBe(504);
      expect(book()).toMatchObject({ paidBack: 1, creditMemos: 0 });
    });

    it('is given up on a person’s word, and may be asked for again', async () => {
      const { id: operationId } = await operation();
      sandbox.store.refundsFailToSave = false;
      const { status, body } = await until(async () => {
        const reply = await bridge.post(`/operations/${operationId}/withdraw`);
        return reply.status === 409 ? undefined : reply;
      });
      expect([status, body.state, body.errorCode]).toEqual([200, 'FAILED', 'WITHDRAWN']);
      const [audit] = await bridge.db.rows<any>(
        `SELECT before FROM audit_log WHERE action = 'operation.withdraw' AND subject = $1`,
        [`operation:${operationId}`],
      );
      expect(audit.before).toEqual({ state: 'UNKNOWN' });
      expect((await refund(asked({ online: true }))).body.outcome).toBe('APPLIED');
      expect(book()).toMatchObject({ paidBack: 2, creditMemos: 1 });
    });

    it('cannot be withdrawn while it may still take effect', async () => {
      await newOrder('braintree');
      shop.proxy.decide = (passing) => (isWrite(passing) ? { reach: 'no', answer: 'cut' } : undefined);
      const { body } = await refund(asked({ online: true }));
      const refused = await bridge.post(`/operations/${body.operationId}/withdraw`);
      expect([refused.status, refused.body.detail]).toEqual([
        409,
        expect.stringMatching(
          /may still take effect; it can be withdrawn only where it says EFFECT_NOT_PROVABLE/,
        ),
      ]);
    });

    it('is found when Magento shows it after all', async () => {
      await newOrder('braintree');
      const { promise: late, resolve: carryOut } = Promise.withResolvers<void>();
      let left = 1;
      shop.proxy.decide = (passing) =>
        isWrite(passing) && left-- > 0 ? { reach: 'late', late, answer: 'cut' } : undefined;
      await refund(asked({ online: true }));
      await until(async () => ((await operation()).error_code === 'EFFECT_NOT_PROVABLE' ? true : undefined));
      carryOut();
      const done = await until(async () => {
        const row = await operation();
        return row.state === 'SETTLED' ? row : undefined;
      });
      expect(done).toMatchObject({ outcome: 'APPLIED', sends: 1, attention_since: null });
      expect(book()).toMatchObject({ paidBack: 1, creditMemos: 1 });
    });

    it('is refused in the words of Magento’s validators, which come before any payment', async () => {
      await newOrder();
      expect([409, 504]).toContain((await refund(asked({ online: true }))).status);
      const done = await until(async () => {
        const row = await operation();
        return row.state === 'SETTLED' ? row : undefined;
      });
      expect(done).toMatchObject({ outcome: 'REFUSED', sends: 1 });
      expect(done.detail).toMatch(/create creditmemo for the invoice/);
    });
  });
});
