import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bridge, connect, SignInError } from '../../packages/client/src/index.js';
import { FaultyProxy, json, page, type Passing, type Verdict } from '../sandbox/faulty-proxy.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { placeSampleOrders } from '../sandbox/sample-shop.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';

const ORDER = '4711';
const ORDERS = { params: { path: { orderCode: ORDER } } };
/** By this call; in the second case in the way that this Magento allows. */
const DONE = expect.stringMatching(/^(APPLIED|DEGRADED)$/);
const LINES = [{ orderItemCode: '47111', quantity: 2 }];

/** The client of packages/client, and between it and the service a line that loses what a test wants lost. */
describe('the client', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let line: FaultyProxy;
  let client: Bridge;
  /** Method and path of what came over the line. */
  let passed: string[];

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    placeSampleOrders(sandbox);
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.changed');
    line = await FaultyProxy.start(bridge.url);
  });

  beforeEach(() => {
    passed = [];
    onLine(() => undefined);
    client = connectAs(CLIENT.secret);
  });

  afterAll(async () => {
    await line.close();
    await bridge.close();
    await sandbox.close();
  });

  const connectAs = (clientSecret: string, patienceMs = 50_000): Bridge =>
    connect({ baseUrl: line.url, clientId: CLIENT.id, clientSecret, storeCode: 'default', patienceMs });

  function onLine(decide: (passing: Passing, times: number) => Verdict | undefined): void {
    line.decide = (passing) => {
      const name = `${passing.method} ${passing.path}`;
      passed.push(name);
      return decide(passing, passed.filter((one) => one === name).length);
    };
  }

  /** The service does it, and its first answer is lost. */
  const loseFirst = (path: string): void =>
    onLine((passing, times) =>
      passing.path === path && times === 1 ? { reach: 'yes', answer: 'cut' } : undefined,
    );

  const keyed = (key: string) => ({
    params: { path: { orderCode: ORDER }, header: { 'Idempotency-Key': key } },
  });

  it('takes an order through its life, each write once, though every first answer is lost', async () => {
    onLine((passing, times) =>
      passing.path !== '/auth/token' && times === 1 ? { reach: 'yes', answer: 'cut' } : undefined,
    );
    const list = await client.GET('/orders', {
      params: { query: { status: 'pending,processing', limit: 200 } },
    });
    expect(list.data!.items.map(({ orderCode }) => orderCode)).toContain(ORDER);

    const acknowledged = await client.POST('/orders/{orderCode}/acknowledge', {
      ...keyed('a-1'),
      body: { locationCode: 'WH1' },
    });
    expect(acknowledged.data).toMatchObject({ outcome: DONE, orderCode: ORDER });
    const invoiced = await client.POST('/orders/{orderCode}/invoice', { ...keyed('i-1'), body: {} });
    expect(invoiced.data).toMatchObject({ outcome: DONE });
    const packed = await client.POST('/orders/{orderCode}/shipments', {
      ...keyed('s-1'),
      body: {
        shipmentId: '900123',
        items: [...LINES, { orderItemCode: '47112', quantity: 1 }],
        tracks: [{ trackNumber: 'AWB-1', title: 'Delhivery' }],
      },
    });
    expect(packed.data).toMatchObject({ outcome: DONE });
    const handedOver = await client.POST('/orders/{orderCode}/handover', { ...keyed('h-1'), body: {} });
    expect(handedOver.data).toMatchObject({ outcome: DONE, orderState: 'complete' });
    expect((await client.GET('/orders/{orderCode}/status', ORDERS)).data!.status).toBe('complete');
    const stock = await client.PUT('/inventory/{sku}', {
      params: { path: { sku: 'MUG-01' }, header: { 'Idempotency-Key': 'q-1' } },
      body: { quantity: 42 },
    });
    expect(stock.data).toMatchObject({ outcome: 'APPLIED' });

    const { invoices, shipments } = sandbox.store;
    expect(invoices.filter(({ order_id }) => order_id === Number(ORDER))).toHaveLength(1);
    expect(shipments.filter(({ order_id }) => order_id === Number(ORDER))).toHaveLength(1);
    const calls = passed.filter((name) => name !== 'POST /auth/token');
    expect(calls).toHaveLength(2 * new Set(calls).size);
  });

  it('sends a write without a key once, and says that its answer is lost', async () => {
    loseFirst('/orders/4712/invoice');
    const lost = client.POST('/orders/{orderCode}/invoice', {
      params: { path: { orderCode: '4712' } },
      body: {},
    });
    await expect(lost).rejects.toMatchObject({ name: 'TypeError' });
    expect(passed.filter((name) => name === 'POST /orders/4712/invoice')).toHaveLength(1);
  });

  it('sends once what the service keeps no key of, though a key is given', async () => {
    loseFirst('/manifests');
    const lost = client.POST('/manifests', {
      headers: { 'Idempotency-Key': 'm-1' },
      body: {
        transporter: 'Delhivery',
        locationCode: 'WH1',
        manifestItems: [{ orderCode: ORDER, shipmentCode: 'P-900123' }],
      },
    });
    await expect(lost).rejects.toMatchObject({ name: 'TypeError' });
    expect(passed.filter((name) => name === 'POST /manifests')).toHaveLength(1);
  });

  it('signs in once for many calls, and again when its token is refused', async () => {
    const calls = (): Promise<unknown[]> =>
      Promise.all([1, 2, 3].map(() => client.GET('/orders/{orderCode}', ORDERS)));
    await calls();
    expect(passed.filter((name) => name === 'POST /auth/token')).toHaveLength(1);
    onLine((passing) => {
      if (passing.path.startsWith('/orders/') && !passed.includes('POST /auth/token')) {
        return { reach: 'no', answer: json(401, { code: 'UNAUTHORIZED' }) };
      }
      return undefined;
    });
    passed = [];
    expect((await client.POST('/orders/{orderCode}/release', ORDERS)).response.status).not.toBe(401);
    expect(passed.filter((name) => name === 'POST /auth/token')).toHaveLength(1);
  });

  it('waits where the service is away or says that it may succeed later, and no longer than it may', async () => {
    onLine((passing, times) => {
      if (passing.path !== `/orders/${ORDER}` || times > 2) return undefined;
      return times === 1
        ? { reach: 'no', answer: page(502) }
        : {
            reach: 'no',
            answer: { status: 503, type: 'application/problem+json', body: '{"retryable":true}' },
          };
    });
    expect((await client.GET('/orders/{orderCode}', ORDERS)).data!.orderCode).toBe(ORDER);
    onLine((passing) =>
      passing.path.startsWith('/orders') ? { reach: 'no', answer: page(502) } : undefined,
    );
    const { response } = await connectAs(CLIENT.secret, 1_000).GET('/orders/{orderCode}', ORDERS);
    expect(response.status).toBe(502);
  });

  it.each([
    ['0', 200, 2],
    ['3600', 429, 1],
  ])('asks again after Retry-After: %s', async (retryAfter, status, times) => {
    const busy = { status: 429, type: 'application/problem+json', body: '{"retryable":true}' };
    onLine(({ path }, time) =>
      path === `/orders/${ORDER}` && time === 1
        ? { reach: 'no', answer: { ...busy, headers: { 'retry-after': retryAfter } } }
        : undefined,
    );
    expect((await client.GET('/orders/{orderCode}', ORDERS)).response.status).toBe(status);
    expect(passed.filter((name) => name === `GET /orders/${ORDER}`)).toHaveLength(times);
  });

  it('takes a 401 for a refused token only where the service says so: a page proves nothing of the write', async () => {
    onLine((passing, times) =>
      passing.path === '/orders/4713/invoice' && times === 1
        ? { reach: 'yes', answer: page(401) }
        : undefined,
    );
    const { response } = await client.POST('/orders/{orderCode}/invoice', {
      params: { path: { orderCode: '4713' } },
      body: {},
    });
    expect(response.status).toBe(401);
    expect(passed.filter((name) => name === 'POST /orders/4713/invoice')).toHaveLength(1);
  });

  it.each(['0', '', '-5', 'soon'])(
    'does not hammer a service that says Retry-After: %j',
    async (retryAfter) => {
      onLine(({ path }) =>
        path === `/orders/${ORDER}`
          ? {
              reach: 'no',
              answer: {
                status: 503,
                type: 'application/problem+json',
                body: '{"retryable":true}',
                headers: { 'retry-after': retryAfter },
              },
            }
          : undefined,
      );
      const { response } = await connectAs(CLIENT.secret, 1_000).GET('/orders/{orderCode}', ORDERS);
      expect(response.status).toBe(503);
      expect(passed.filter((name) => name === `GET /orders/${ORDER}`).length).toBeLessThan(8);
    },
  );

  it.each(['{"retryable":tr', 'null', ''])('gives a problem that says nothing as it is: %j', async (body) => {
    onLine(({ path }) =>
      path === `/orders/${ORDER}`
        ? { reach: 'no', answer: { status: 400, type: 'application/problem+json', body } }
        : undefined,
    );
    const { response } = await client.GET('/orders/{orderCode}', { ...ORDERS, parseAs: 'stream' });
    expect(response.status).toBe(400);
  });

  it('stops waiting for its sign-in when its caller does, and the others wait on', async () => {
    let isBack = false;
    onLine(({ path }) =>
      path === '/auth/token' && !isBack ? { reach: 'no', answer: page(502) } : undefined,
    );
    const stop = new AbortController();
    const ended = client.GET('/orders/{orderCode}', { ...ORDERS, signal: stop.signal });
    const other = client.GET('/orders/{orderCode}', ORDERS);
    stop.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
    isBack = true;
    expect((await other).response.status).toBe(200);
  });

  it('gives what stays as it is: an error of the service, and a wrong secret', async () => {
    const { error } = await client.GET('/orders/{orderCode}', { params: { path: { orderCode: '999' } } });
    expect(error).toMatchObject({ code: 'NOT_FOUND', retryable: false });
    expect(passed).toEqual(['POST /auth/token', 'GET /orders/999']);
    const stranger = connectAs('wrong').GET('/orders/{orderCode}', ORDERS);
    await expect(stranger).rejects.toThrow(SignInError);
  });

  it('stops waiting when its caller does', async () => {
    onLine((passing) =>
      passing.path.startsWith('/orders') ? { reach: 'no', answer: page(502) } : undefined,
    );
    const stop = new AbortController();
    const call = client.GET('/orders/{orderCode}', { ...ORDERS, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });
});
