import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SKU } from '../../src/inventory/dto/inventory.dto.js';
import {
  MagentoBreakerOpenError,
  MagentoNoAnswerError,
  MagentoPermissionError,
  MagentoServerError,
  MagentoSignInError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from '../../src/magento/magento.errors.js';
import { whileCallerWaits } from '../../src/platform/time/callers-time.js';
import { SearchCriteria } from '../../src/magento/search-criteria.js';
import { generateOrder } from '../sandbox/generator.js';
import { ADMIN, INTEGRATION, Sandbox } from '../sandbox/sandbox.js';
import { AWAY, StoreMode } from '../../src/platform/outgoing/store-mode.js';
import { clientFor } from '../support/magento-client.js';

describe('MagentoClient', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await Sandbox.start({
      auth: {
        integrationAsBearer: true,
        users: [ADMIN, { username: 'viewer', password: 'p', resources: ['Magento_Sales::actions_view'] }],
      },
    });
    sandbox.place(generateOrder({ entityId: 1, createdAt: 0 }));
  });

  afterEach(() => sandbox.close());

  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = INTEGRATION;

  it.each([
    ['admin', { scheme: 'admin' as const, username: ADMIN.username, password: ADMIN.password }],
    ['bearer', { scheme: 'bearer' as const, accessToken }],
    ['oauth1', { scheme: 'oauth1' as const, consumerKey, consumerSecret, accessToken, accessTokenSecret }],
  ])('signs in by %s', async (_name, credentials) => {
    const client = clientFor(sandbox, { credentials });
    const list = await client.listOrders(
      SearchCriteria.all().orderBy('entity_id').fields('items[entity_id],total_count'),
    );
    expect(list.value).toEqual({ items: [{ entity_id: 1 }], unreadable: 0, total_count: 1 });
    expect((await client.getOrderStatus('1')).value).toBe('pending');
    expect(await client.cancelOrder('1')).toBe(true);
  });

  it('signs in once for many calls, and again when the token is taken away', async () => {
    const client = clientFor(sandbox);
    await Promise.all(Array.from({ length: 10 }, () => client.getOrder('1')));
    expect(sandbox.accounts.signIns).toBe(1);
    sandbox.faults.expireTokenRate = 1;
    await expect(client.getOrder('1')).rejects.toBeInstanceOf(MagentoPermissionError);
    sandbox.faults.expireTokenRate = 0;
    await expect(client.getOrder('1')).resolves.toBeDefined();
  });

  it('tells a missing right from a rejected token, and does not sign in for it again', async () => {
    const client = clientFor(sandbox, {
      credentials: { scheme: 'admin', username: 'viewer', password: 'p' },
    });
    await client.getOrder('1');
    await expect(client.cancelOrder('1')).rejects.toMatchObject({ resource: 'Magento_Sales::cancel' });
    const before = sandbox.accounts.signIns;
    await expect(client.cancelOrder('1')).rejects.toBeInstanceOf(MagentoPermissionError);
    expect(sandbox.accounts.signIns).toBe(before);
  });

  it('never runs into a lock-out with a wrong password', async () => {
    const client = clientFor(sandbox, {
      credentials: { scheme: 'admin', username: ADMIN.username, password: 'wrong' },
    });
    for (let i = 0; i < 10; i++) {
      await expect(client.getOrder('1')).rejects.toBeInstanceOf(MagentoSignInError);
    }
    expect(sandbox.accounts.signIns).toBe(1);
  });

  it('repeats a read through 500s and cut answers, but sends a write once', async () => {
    const client = clientFor(sandbox);
    await client.getOrder('1');
    Object.assign(sandbox.faults, { serverErrorRate: 1 });
    const before = sandbox.requests;
    await expect(client.getOrder('1')).rejects.toBeInstanceOf(MagentoServerError);
    expect(sandbox.requests - before).toBe(4);
    await expect(client.cancelOrder('1')).rejects.toBeInstanceOf(MagentoServerError);
    expect(sandbox.requests - before).toBe(5);
  });

  it.each([301, 302, 307, 308])('follows no redirect: %d', async (status) => {
    const client = clientFor(sandbox);
    await client.getOrder('1');
    sandbox.recordRequests = true;
    sandbox.faults.middleman.answer = (path) =>
      path.endsWith('/orders/1')
        ? { status, headers: { location: `${sandbox.url}/rest/default/V1/orders/2` }, text: '{}' }
        : undefined;
    await expect(client.getOrder('1')).rejects.toThrow(`redirects (${status})`);
    expect(sandbox.seen.map(({ path }) => path)).toEqual([]);
  });

  it('leaves the effect of an unanswered write in doubt', async () => {
    const client = clientFor(sandbox, { timeoutMs: 300 });
    await client.getOrder('1');
    Object.assign(sandbox.faults, { slowRate: 1, slowMs: 600 });
    await expect(client.cancelOrder('1')).rejects.toMatchObject({ phase: 'IN_DOUBT' });
    Object.assign(sandbox.faults, { slowRate: 0, cutAfterRate: 1 });
    await expect(client.cancelOrder('1')).rejects.toBeInstanceOf(MagentoNoAnswerError);
    Object.assign(sandbox.faults, { cutAfterRate: 0, cutBodyRate: 1 });
    await expect(client.cancelOrder('1')).rejects.toMatchObject({ phase: 'IN_DOUBT' });
  });

  it('knows that nothing was sent to a shop that is not there', async () => {
    const client = clientFor(sandbox, { baseUrl: 'http://127.0.0.1:1' });
    await expect(client.cancelOrder('1')).rejects.toMatchObject({ phase: 'NOT_SENT', status: 503 });
    await expect(client.cancelOrder('1')).rejects.toBeInstanceOf(MagentoUnreachableError);
  });

  it('sends no write to a store in shadow mode, by any way', async () => {
    const client = clientFor(sandbox, { readMode: () => Promise.resolve(StoreMode.Shadow) });
    await client.getOrder('1').catch(() => undefined);
    sandbox.recordRequests = true;
    for (const write of [
      () => client.cancelOrder('1'),
      () => client.probe({ method: 'POST', path: '/orders/1/cancel' }),
      () => client.documents.removeTrack('1'),
      () => client.stock.saveSourceItems([]),
    ]) {
      await expect(write()).rejects.toMatchObject({ code: 'SHADOW_MODE', phase: 'NOT_SENT' });
    }
    expect(sandbox.seen).toEqual([]);
  });

  it('sends no write for a store that is on its way to another database', async () => {
    const client = clientFor(sandbox, { readMode: () => Promise.resolve(AWAY) });
    await client.getOrder('1').catch(() => undefined);
    sandbox.recordRequests = true;
    const refused = { code: 'STORE_AWAY', phase: 'NOT_SENT', status: 503 };
    await expect(client.cancelOrder('1')).rejects.toMatchObject(refused);
    expect(sandbox.seen).toEqual([]);
  });

  it('sends nothing long after the mode of its store was read', async () => {
    const { now } = Date;
    const readMode = (): Promise<StoreMode> => {
      Date.now = () => now() + 60_000;
      return Promise.resolve(StoreMode.Live);
    };
    const client = clientFor(sandbox, { readMode });
    await client.getOrder('1').catch(() => undefined);
    sandbox.recordRequests = true;
    await expect(client.cancelOrder('1').finally(() => (Date.now = now))).rejects.toMatchObject({
      code: 'HELD_UP',
    });
    expect(sandbox.seen).toEqual([]);
  });

  it('refuses a private address unless that is allowed', async () => {
    const client = clientFor(sandbox, { allowPrivateTargets: false });
    await expect(client.getOrder('1')).rejects.toThrow('PRIVATE_TARGETS');
    expect(sandbox.requests).toBe(0);
  });

  it('opens the breaker on an outage, and tells it from a shop that answers', async () => {
    const client = clientFor(sandbox);
    await client.getOrder('1');
    sandbox.faults.outage = 'maintenance';
    for (let i = 0; i < 3; i++) {
      await expect(client.getOrder('1')).rejects.toBeInstanceOf(MagentoUnavailableError);
    }
    const before = sandbox.requests;
    const open = client.getOrder('1');
    await expect(open).rejects.toBeInstanceOf(MagentoBreakerOpenError);
    await expect(open).rejects.toThrow(/The last failure was: .*maintenance.* \(MAGENTO_UNAVAILABLE\)$/i);
    expect(sandbox.requests).toBe(before);
  });

  it('reads no longer than its caller waits, and sends no write that he would not see answered', async () => {
    const client = clientFor(sandbox, { timeoutMs: 60_000 });
    await client.getOrder('1');
    Object.assign(sandbox.faults, { slowRate: 1, slowMs: 2000 });
    const late = whileCallerWaits(() => client.getOrder('1'), 200);
    await expect(late).rejects.toThrow('No answer from Magento to GET /orders/1 while the caller waits.');
    Object.assign(sandbox.faults, { slowRate: 0 });
    await expect(whileCallerWaits(() => client.getOrder('1'), 0)).rejects.toBeInstanceOf(
      MagentoNoAnswerError,
    );
    const stamped: string[] = [];
    const fence = { beforeSend: () => Promise.resolve(void stamped.push('sent')), atSocket: () => undefined };
    const write = whileCallerWaits(() => client.fenced(fence).cancelOrder('1'), 9_000);
    await expect(write).rejects.toMatchObject({ code: 'MAGENTO_SLOW', phase: 'NOT_SENT', status: 503 });
    expect([stamped, sandbox.store.book(1).cancellations]).toEqual([[], 0]);
    expect(await whileCallerWaits(() => client.fenced(fence).cancelOrder('1'), 60_000)).toBe(true);
  });

  it('says in seconds how long it waited', async () => {
    const client = clientFor(sandbox, { timeoutMs: 500 });
    await client.getOrder('1');
    Object.assign(sandbox.faults, { slowRate: 1, slowMs: 1500 });
    await expect(client.cancelOrder('1')).rejects.toThrow(
      'No answer from Magento to POST /rest/default/V1/orders/1/cancel within 0.5 s.',
    );
  });

  it('keeps to the concurrency of the store', async () => {
    const client = clientFor(sandbox, { concurrency: 2 });
    await client.getOrder('1');
    sandbox.faults.latencyMs = 20;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, sandbox.underWay)), 1);
    await Promise.all(Array.from({ length: 12 }, () => client.getOrder('1')));
    clearInterval(watch);
    expect(most).toBe(2);
  });

  it('reads a status that is null, which Magento writes as []', async () => {
    sandbox.change(1, (order) => (order.status = null));
    expect((await clientFor(sandbox).getOrderStatus('1')).value).toBeNull();
  });

  it('counts without loading an order', async () => {
    sandbox.faults.poisoned.add(1);
    expect(await clientFor(sandbox).countOrders(SearchCriteria.all())).toBe(1);
  });
  describe('the fence of a write', () => {
    const LOST = new Error('the lease is over');

    it.each(['on a new connection', 'on one that is kept open'])(
      'stops it before the first byte, %s',
      async (which) => {
        const client = clientFor(sandbox);
        if (which !== 'on a new connection') await client.getOrder('1');
        else await client.stock.findProducts(['x']).catch(() => undefined);
        if (which === 'on a new connection') sandbox.dropConnections();
        const before = sandbox.requests;
        const steps: string[] = [];
        const fenced = client.fenced({
          beforeSend: () => Promise.resolve(void steps.push('stamped')),
          atSocket: () => {
            steps.push('refused');
            throw LOST;
          },
        });
        await expect(fenced.cancelOrder('1')).rejects.toBe(LOST);
        expect(steps).toEqual(['stamped', 'refused']);
        expect(sandbox.requests).toBe(before);
        expect((await client.getOrder('1')).value.state).toBe('new');
      },
    );

    it('is passed after the wait for a free slot, and a write that is turned away is sent once', async () => {
      const client = clientFor(sandbox, { concurrency: 1 });
      await client.getOrder('1');
      sandbox.faults.latencyMs = 30;
      const underWay: number[] = [];
      const fence = {
        beforeSend: () => Promise.resolve(void underWay.push(sandbox.underWay)),
        atSocket: () => undefined,
      };
      await Promise.all([client.getOrder('1'), client.fenced(fence).cancelOrder('1')]);
      expect(underWay).toEqual([0]);
      sandbox.faults.expireTokenRate = 1;
      await expect(client.fenced(fence).cancelOrder('1')).rejects.toBeInstanceOf(MagentoPermissionError);
      expect(underWay.length).toBe(2);
    });

    it('counts as never sent when no connection came about', async () => {
      const credentials = { scheme: 'bearer' as const, accessToken };
      const client = clientFor(sandbox, { baseUrl: 'http://127.0.0.1:1', credentials });
      const passed: string[] = [];
      const fence = {
        beforeSend: () => Promise.resolve(void passed.push('stamped')),
        atSocket: () => void passed.push('socket'),
      };
      await expect(client.fenced(fence).cancelOrder('1')).rejects.toMatchObject({ phase: 'NOT_SENT' });
      expect(passed).toEqual(['stamped']);
    });
  });
});

/** Reserved characters often, since they are what releases read differently. */
const anySku = fc
  .array(
    fc.oneof(
      fc.constantFrom(...`/+,'&;=%:@$~!()*"<>?#[]\\| .-_aF09é袜`),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((characters) => characters.join(''))
  .filter((sku) => SKU.test(sku) && sku !== '.' && sku !== '..');

describe.each(['2.4.7', '2.4.8'] as const)('OAuth 1.0a on Magento %s', (release) => {
  let sandbox: Sandbox;
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = INTEGRATION;
  const credentials = {
    scheme: 'oauth1' as const,
    consumerKey,
    consumerSecret,
    accessToken,
    accessTokenSecret,
  };

  beforeEach(async () => {
    sandbox = await Sandbox.start({ release });
  });

  afterEach(() => sandbox.close());

  it('lets every SKU in, in paths and in queries', async () => {
    const client = clientFor(sandbox, { credentials });
    await fc.assert(
      fc.asyncProperty(anySku, async (sku) => {
        const { item } = sandbox.store.stock.add(sku, 1);
        await client.stock.putStockItem(sku, String(item.item_id), 7, true);
        expect((await client.stock.getStockItem(sku)).quantity).toBe(7);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['A/B', 'C+D', '12,5', "it's", 'a&b', 'a;b', 'a=b', '5%41', '100%'])('lets %s in', async (sku) => {
    const client = clientFor(sandbox, { credentials });
    const { item } = sandbox.store.stock.add(sku, 1);
    await client.stock.putStockItem(sku, String(item.item_id), 7, true);
    expect((await client.stock.findProducts([sku])).map((product) => product.sku)).toEqual([sku]);
    expect(sandbox.store.stock.find(sku)!.item.qty).toBe(7);
  });
});
