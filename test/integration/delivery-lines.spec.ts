import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DeliveryClaimsRepository } from '../../src/deliveries/delivery-claims.repository.js';
import { DeliverySender } from '../../src/deliveries/delivery-sender.js';
import { DeliverySettlingRepository } from '../../src/deliveries/delivery-settling.repository.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

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
    expect(await bridge.app.get(DeliveryClaimsRepository).claim(randomUUID(), room)).toHaveLength(2);
  });

  it('are signed with a secret that was replaced for a day, and not longer', async () => {
    await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/rotate-secret');
    await notify('1', 'PICKED_UP', 1_700_000_000);
    const room = { perEndpoint: 1, free: 1, busy: new Map<string, number>() };
    const [delivery] = await bridge.app.get(DeliveryClaimsRepository).claim(randomUUID(), room);
    const sender = bridge.app.get<{ headersOf(one: object, at: Date): Record<string, string> }>(
      DeliverySender,
    );
    const HOUR = 3_600_000;
    const signatures = (hours: number) =>
      sender.headersOf(delivery!, new Date(Date.now() + hours * HOUR))['webhook-signature']!.split(' ')
        .length;
    expect([signatures(0), signatures(23), signatures(25)]).toEqual([2, 2, 1]);
  });

  it('that failed at an address of before are due at once at the new one, and each try is noted once', async () => {
    await notify('1', 'PICKED_UP', 1_700_000_000);
    const room = { perEndpoint: 1, free: 1, busy: new Map<string, number>() };
    const token = randomUUID();
    const [delivery] = await bridge.app.get(DeliveryClaimsRepository).claim(token, room);
    const row = async (): Promise<any> =>
      (
        await bridge.db.rows(
          `SELECT state, lease_token AS token, next_attempt_at <= now() AS due,
             (SELECT count(*)::int FROM delivery_attempt) AS tries FROM delivery`,
        )
      )[0];
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: 'http://127.0.0.1:9/moved' },
    });
    // It is with who has claimed it.
    expect(await row()).toMatchObject({ state: 'PENDING', token, due: false });
    const { health: _health, lease: _lease, round: _round, ...claimed } = delivery!;
    const failed = {
      ...claimed,
      ...{ state: 'DEAD' as const, at: new Date(), durationMs: 1, status: 500, error: 'answered 500' },
      request: {},
    };
    const settling = bridge.app.get(DeliverySettlingRepository);
    for (const again of [false, true]) await settling.settle([{ ...failed, again }], []);
    expect(await row()).toEqual({ state: 'PENDING', token: null, due: true, tries: 1 });
  });

  it('of an event that comes again are none', async () => {
    for (let i = 0; i < 2; i++) await notify('1', 'PICKED_UP', 1_700_000_000);
    expect(await bridge.db.rows('SELECT 1 FROM delivery')).toHaveLength(1);
  });

  it('that are dead go out again when somebody says so, those that wait do not', async () => {
    await notify('1', 'PICKED_UP', 1_700_000_000);
    const [{ id }] = (await bridge.db.rows<{ id: string }>('SELECT id FROM delivery')) as [{ id: string }];
    const replay = () => bridge.post(`/deliveries/${id}/replay`);
    expect((await replay()).status).toBe(409);
    await bridge.db.rows(`UPDATE delivery SET state = 'DEAD', next_attempt_at = NULL, settled_at = now()`);
    expect((await replay()).body).toMatchObject({ deliveryId: id, state: 'PENDING', settledAt: null });
  });

  it('are replayed once by two replays at the same time', async () => {
    await notify('1', 'PICKED_UP', 1_700_000_000);
    await bridge.db.rows(`UPDATE delivery SET state = 'DEAD', next_attempt_at = NULL, settled_at = now()`);
    const other = new pg.Client({ connectionString: bridge.db.url });
    await other.connect();
    try {
      // Both have found the delivery before either changes it.
      await other.query(`SELECT pg_advisory_lock(hashtextextended('delivery 1 NOTIFICATION 1', 0))`);
      const both = [0, 1].map(() => bridge.post('/deliveries/replay', { state: 'DEAD' }));
      await until(async () => {
        const waiting = await bridge.db.rows(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return waiting.length === 2 || undefined;
      });
      await other.query('SELECT pg_advisory_unlock_all()');
      const counts = (await Promise.all(both)).map(({ body }) => body.count);
      expect(counts.sort()).toEqual([0, 1]);
    } finally {
      await other.end();
    }
  });
});
