import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryClaims } from '../../src/deliveries/delivery-claims.js';
import { DeliverySender } from '../../src/deliveries/delivery-sender.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What waits for what. No worker runs here. */
describe('deliveries', () => {
  let bridge: TestApp;

  beforeEach(async () => {
    bridge = await startTestApp(undefined, { ROLE: 'api' });
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await bridge.post('/admin/stores', { code: 'default', baseUrl: 'http://127.0.0.1:9', credentials });
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: 'http://127.0.0.1:9/notify' },
    });
  });

  afterEach(() => bridge.close());

  const notify = (forwardOrderCode: string, notificationType: string, notificationUpdateTime: number) =>
    bridge.post('/notifications', {
      forwardOrderCode,
      forwardAwb: `AWB-${forwardOrderCode}`,
      notificationType,
      notificationUpdateTime,
      logisticAggregatorInfo: {
        logisticAggregatorName: 'CLICKPOST',
        logisticAggregatorMetaData: { 'Account Code': 'A' },
      },
    });

  it('wait for the one before of their order; those of another order do not', async () => {
    await notify('1', 'PICKED_UP', 1_700_000_000);
    await notify('1', 'IN_TRANSIT', 1_700_000_001);
    await notify('2', 'PICKED_UP', 1_700_000_002);
    const rows = await bridge.db.rows(
      'SELECT order_code AS code, event_type AS type, next_attempt_at IS NOT NULL AS due FROM delivery ORDER BY seq',
    );
    expect(rows).toEqual([
      { code: '1', type: 'PICKED_UP', due: true },
      { code: '1', type: 'IN_TRANSIT', due: false },
      { code: '2', type: 'PICKED_UP', due: true },
    ]);
  });

  it('of an endpoint take no more slots than are left for the others then', async () => {
    for (let i = 1; i <= 10; i++) await notify(String(i), 'PICKED_UP', 1_700_000_000 + i);
    const room = { perEndpoint: 10, free: 4, busy: new Map<string, number>() };
    expect(await bridge.app.get(DeliveryClaims).claim(randomUUID(), room)).toHaveLength(2);
  });

  it('are signed with a secret that was replaced for a day, and not longer', async () => {
    await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/rotate-secret');
    await notify('1', 'PICKED_UP', 1_700_000_000);
    const room = { perEndpoint: 1, free: 1, busy: new Map<string, number>() };
    const [delivery] = await bridge.app.get(DeliveryClaims).claim(randomUUID(), room);
    const sender = bridge.app.get<{ headersOf(one: object, at: Date): Record<string, string> }>(
      DeliverySender as never,
    );
    const HOUR = 3_600_000;
    const signatures = (hours: number) =>
      sender.headersOf(delivery!, new Date(Date.now() + hours * HOUR))['webhook-signature']!.split(' ')
        .length;
    expect([signatures(0), signatures(23), signatures(25)]).toEqual([2, 2, 1]);
  });
});
