import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { DeliveriesService } from '../../src/deliveries/deliveries.service.js';
import { EVERY_EVENT, type EndpointRoutes } from '../../src/deliveries/delivery-routes.js';
import { RegistrationError } from '../../src/platform/registry/registry.js';
import { Merchant } from '../sandbox/merchant.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

/** A kind of endpoint of which the engine has never heard. */
const LOYALTY: EndpointRoutes = {
  kind: 'LOYALTY',
  routes: {
    POINTS_EARNED: { method: 'POST', path: (code) => `/points/${encodeURIComponent(code)}` },
    POINTS_LOST: { method: 'PUT' },
  },
  test: { types: ['TEST'], body: ({ storeCode, at }) => ({ ping: storeCode, at: at.getTime() }) },
};

let bridge: TestApp;
let merchant: Merchant;

async function start(): Promise<void> {
  merchant = await Merchant.start();
  bridge = await startTestApp();
  const credentials = { scheme: 'bearer', accessToken: 't' };
  await bridge.post('/admin/stores', { code: 'default', baseUrl: 'http://127.0.0.1:9', credentials });
}

/** What a migration does for a kind that stays. */
async function storable(kind: string): Promise<void> {
  for (const table of ['endpoint', 'delivery']) {
    await bridge.db.rows(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check`);
    await bridge.db.rows(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_kind_check CHECK (kind = '${kind}')`);
  }
}

const deliveries = () => bridge.app.get(DeliveriesService);

async function add(orderCode: string, eventType: string, kind = LOYALTY.kind): Promise<void> {
  const [store] = await bridge.db.rows<{ id: number }>('SELECT id FROM store');
  const line = { storeId: store!.id, kind, orderCode };
  await bridge.app.get(DataSource).transaction(async (manager) => {
    await deliveries().lock(manager, [line]);
    await deliveries().add(manager, [
      { ...line, id: randomUUID(), eventType, body: JSON.stringify({ orderCode }) },
    ]);
  });
  deliveries().dispatchNow();
}

afterEach(async () => {
  await bridge.close();
  await merchant.close();
});

describe('a kind of endpoint that a module registers', () => {
  it('has its events sent its own way, from the settings to the list of what went out', async () => {
    await start();
    deliveries().register(LOYALTY);
    await storable('LOYALTY');
    const put = await bridge.call('PUT', '/admin/stores/default/endpoints/LOYALTY', {
      body: { url: `${merchant.url}/loyalty/?a=1` },
    });
    expect(put.status).toBe(200);
    merchant.secrets.push(put.body.signingSecret);
    await add('7/8', 'POINTS_EARNED');
    await add('9', 'POINTS_LOST');
    await until(() => Promise.resolve(merchant.received.length === 2 || undefined));
    const sent = merchant.received.map(({ method, path, signed, body }) => ({ method, path, signed, body }));
    expect(sent.toSorted((a, b) => a.method.localeCompare(b.method))).toEqual([
      { method: 'POST', path: '/loyalty/points/7%2F8?a=1', signed: true, body: { orderCode: '7/8' } },
      { method: 'PUT', path: '/loyalty/?a=1', signed: true, body: { orderCode: '9' } },
    ]);
    const delivered = await until(async () => {
      const { body } = await bridge.get('/deliveries?kind=LOYALTY&state=DELIVERED');
      return body.items.length === 2 ? body.items : undefined;
    });
    expect(delivered.map((one: { eventType: string }) => one.eventType).sort()).toEqual([
      'POINTS_EARNED',
      'POINTS_LOST',
    ]);
    const replay = await bridge.post('/deliveries/replay', { kind: 'LOYALTY', state: 'DELIVERED' });
    expect(replay.body).toEqual({ dryRun: false, count: 2 });
    await until(() => Promise.resolve(merchant.received.length === 4 || undefined));
  });

  it('takes no event for which it has no route: the transaction that brings one is undone', async () => {
    await start();
    deliveries().register(LOYALTY);
    await storable('LOYALTY');
    await expect(add('1', 'POINTS_STOLEN')).rejects.toThrow(
      new RegistrationError('event POINTS_STOLEN of LOYALTY has no route'),
    );
    await expect(add('1', 'ANY', 'NOWHERE')).rejects.toThrow(
      new RegistrationError('kind of endpoint NOWHERE has no handler'),
    );
    expect(await bridge.db.rows('SELECT id FROM delivery')).toEqual([]);
  });

  it('is tested with an event of its own, where it has a route for one', async () => {
    await start();
    deliveries().register({ ...LOYALTY, routes: { [EVERY_EVENT]: { method: 'PUT' } } });
    await storable('LOYALTY');
    await bridge.call('PUT', '/admin/stores/default/endpoints/LOYALTY', { body: { url: merchant.url } });
    const test = await bridge.post('/admin/stores/default/endpoints/LOYALTY/test');
    expect(test.body).toMatchObject({ ok: true, status: 200 });
    expect(merchant.received).toMatchObject([
      { method: 'PUT', body: { ping: 'default', at: expect.any(Number) } },
    ]);
    const refused = await bridge.post('/admin/stores/default/endpoints/INCREFF/test');
    expect(refused.body.errors).toEqual([
      { field: 'kind', message: 'INCREFF takes orders and returns only: a test would be one' },
    ]);
  });

  it('is among the kinds that the API knows, and no other is', async () => {
    await start();
    const known = 'NOTIFICATION, RETURN_ACK, INCREFF';
    const message = `must be one of the following values: ${known}`;
    for (const reply of [
      await bridge.get('/deliveries?kind=LOYALTY'),
      await bridge.post('/deliveries/replay', { kind: 'LOYALTY' }),
    ]) {
      expect(reply.status).toBe(400);
      expect(reply.body.errors).toEqual([{ field: 'kind', message }]);
    }
    const put = await bridge.call('PUT', '/admin/stores/default/endpoints/LOYALTY', {
      body: { url: merchant.url },
    });
    expect(put.body.errors).toEqual([
      { field: 'kind', message: 'must be NOTIFICATION or RETURN_ACK or INCREFF' },
    ]);
    deliveries().register(LOYALTY);
    expect((await bridge.get('/deliveries?kind=LOYALTY')).status).toBe(200);
    const document = (await bridge.get('/docs-json')).body;
    for (const dto of ['DeliveryDto', 'ReplayDto', 'EndpointDto']) {
      expect(document.components.schemas[dto].properties.kind).toEqual({
        type: 'string',
        enum: ['NOTIFICATION', 'RETURN_ACK', 'INCREFF', 'LOYALTY'],
      });
    }
  });
});
