import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { Visitor } from '../support/visitor.js';

/** Names that mean something else to whoever reads them next, and secrets that must not follow an address. */
describe('names and hosts', () => {
  let sandbox: Sandbox;
  let merchant: Merchant;
  let bridge: TestApp;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    merchant = await Merchant.start();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 }));
    bridge = await startTestApp(sandbox);
    await bridge.get('/orders/1?refresh=true');
  });

  afterAll(async () => {
    await bridge.close();
    await merchant.close();
    await sandbox.close();
  });

  it.each(['.', '..'])('the SKU %s, a step of an address, fails alone and by name', async (sku) => {
    const inventories = [{ channelSkuCode: sku, locationCode: 'WH1', quantity: 1 }];
    const batch = await bridge.call('PUT', '/inventory', { body: { inventories } });
    expect(batch.body.failureList).toMatchObject([{ channelSkuCode: sku, code: 'SKU_NOT_ADDRESSABLE' }]);
    // In an address the step is gone before it gets here, or comes encoded.
    for (const path of [`/inventory/${sku}`, `/inventory/${sku.replaceAll('.', '%2e')}`]) {
      const one = await bridge.call('PUT', path, { body: { locationCode: 'WH1', quantity: 1 } });
      expect([one.status >= 400, one.status < 500]).toEqual([true, true]);
    }
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    '%s as a location or a type is a word like any other',
    async (word) => {
      const [item] = (await bridge.get('/orders/1')).body.orderItems;
      const items = [{ orderItemCode: item.orderItemCode, quantity: 1 }];
      const body = { shipmentId: `P-${word}`, items, locationCode: word };
      const plan = await bridge.post('/orders/1/shipments?dryRun=true', body);
      expect([plan.status, JSON.stringify(plan.body.request)]).toEqual([
        200,
        expect.not.stringContaining(word),
      ]);
      const event = {
        notificationType: word,
        notificationTime: '2026-11-26T04:00:00Z',
        forwardOrderCode: '1',
      };
      expect((await bridge.post('/notifications', event)).status).toBeLessThan(500);
    },
  );

  describe('a new host', () => {
    it('of a store gets no credentials that were given for the old one', async () => {
      const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
      await bridge.post('/admin/stores', { code: 'moved', baseUrl: 'http://127.0.0.1:1', credentials });
      const put = (body: object) => bridge.call('PUT', '/admin/stores/moved', { body });
      const refused = await put({ baseUrl: sandbox.url });
      expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'credentials']);
      expect((await bridge.get('/admin/stores/moved')).body.baseUrl).toBe('http://127.0.0.1:1');
      expect((await put({ baseUrl: 'http://127.0.0.1:1/shop' })).status).toBe(200);
      expect((await put({ baseUrl: sandbox.url, credentials })).status).toBe(200);
    });

    it('of an endpoint gets no headers that were given for the old one', async () => {
      const put = (body: object) =>
        bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', { body });
      const headers = { authorization: 'Bearer of-the-merchant' };
      expect((await put({ url: `${merchant.url}/notify`, headers })).status).toBeLessThan(300);
      const refused = await put({ url: 'http://127.0.0.1:1/notify' });
      expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'headers']);
      expect((await put({ url: `${merchant.url}/other` })).status).toBe(200);
      expect((await put({ url: 'http://127.0.0.1:1/notify', headers: {} })).status).toBe(200);
    });
  });

  it('a cursor of the console that the database cannot read is refused', async () => {
    const visitor = new Visitor(bridge.url);
    await visitor.signIn(CLIENT.id, CLIENT.secret);
    const cursors = [
      ['orders', '2026-02-31 00:00:00+00|1'],
      ['orders', '2026-02-01 00:00:00+00|abc'],
      ['operations', '2026-99-01 00:00:00+00|1'],
      ['operations', '2026-02-01 00:00:00+00|-'],
      ['audit', '999999999999999999'],
    ] as const;
    for (const [listing, cursor] of cursors) {
      const { status } = await visitor.get(`/console/${listing}?cursor=${encodeURIComponent(cursor)}`);
      expect([listing, cursor, status < 500]).toEqual([listing, cursor, true]);
    }
  });
});
