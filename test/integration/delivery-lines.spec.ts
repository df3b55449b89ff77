import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What waits for what. No worker runs here. */
describe('deliveries of one order', () => {
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

  it('wait for the one before; those of another order do not', async () => {
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
});
