import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { shareTestApp, storeIdOf } from '../support/store-of-test.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let merchant: Merchant;
const startApp = shareTestApp();
let bridge: TestApp;

async function start(environment: Record<string, string> = {}): Promise<void> {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  bridge = await startApp(sandbox, environment);
}

afterEach(async () => {
  await bridge.close();
  await merchant.close();
  await sandbox.close();
});

const setEndpoint = async (kind = 'NOTIFICATION', more: object = {}) => {
  const reply = await bridge.call('PUT', `/admin/stores/default/endpoints/${kind}`, {
    body: { url: `${merchant.url}/notify?a=1`, headers: { 'x-api-key': 'k' }, ...more },
  });
  if (reply.body.signingSecret) merchant.secrets.push(reply.body.signingSecret);
  return reply;
};

let second = 1_700_000_000;
const notify = async (forwardOrderCode: string, notificationType = 'PICKED_UP', more: object = {}) =>
  bridge.post('/notifications', {
    forwardOrderCode,
    forwardAwb: `AWB-${forwardOrderCode}`,
    notificationType,
    notificationUpdateTime: second++,
    logisticAggregatorInfo: {
      logisticAggregatorName: 'CLICKPOST',
      logisticAggregatorMetaData: { 'Account Code': 'A' },
    },
    ...more,
  });
const arrived = (count: number) =>
  until(() => Promise.resolve(merchant.received.length >= count || undefined));
const stateOf = async (id: string) => (await bridge.get(`/deliveries/${id}`)).body;
const dueNow = () =>
  bridge.db.rows(
    'UPDATE delivery SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL AND lease_token IS NULL',
  );
const unpause = () =>
  bridge.db.rows('UPDATE endpoint SET paused_until = now() WHERE paused_until IS NOT NULL');

describe('deliveries', () => {
  it('go out as documented, signed, with the configured headers', async () => {
    await start();
    await setEndpoint();
    const { body } = await notify('7');
    await arrived(1);
    const [received] = merchant.received;
    expect(received).toMatchObject({
      method: 'POST',
      path: '/notify?a=1',
      id: `msg_${body.deliveryId}`,
      signed: true,
    });
    expect(received!.headers['x-api-key']).toBe('k');
    expect(received!.body).toEqual({
      forwardOrderCode: '7',
      forwardShipmentCode: null,
      forwardAwb: 'AWB-7',
      courierName: null,
      notificationType: 'PICKED_UP',
      notificationUpdateTime: second - 1,
      logisticAggregatorInfo: {
        logisticAggregatorName: 'CLICKPOST',
        logisticAggregatorMetaData: { 'Account Code': 'A' },
      },
      returnOrderInfo: null,
      warehouseCode: null,
      items: null,
    });
    await until(async () => (await stateOf(body.deliveryId)).state === 'DELIVERED' || undefined);
    const detail = await stateOf(body.deliveryId);
    expect(detail.tries).toHaveLength(1);
    expect(JSON.stringify(detail.tries)).not.toContain('"k"');
  });

  it('wait for an endpoint that is not set yet', async () => {
    await start();
    await notify('7');
    await setEndpoint();
    await arrived(1);
  });

  it('keep the order of an order code, and let others pass', async () => {
    await start();
    await setEndpoint();
    merchant.mischief = { status: 500, orderCode: '1' };
    const first = await notify('1', 'PICKED_UP');
    await notify('1', 'IN_TRANSIT');
    await notify('2', 'PICKED_UP');
    await arrived(1);
    expect(merchant.received.map((one) => one.body.forwardOrderCode)).toEqual(['2']);
    await until(async () => (await stateOf(first.body.deliveryId)).lastStatus === 500 || undefined);
    merchant.mischief = {};
    await dueNow();
    await arrived(3);
    expect(merchant.received.slice(1).map((one) => one.body.notificationType)).toEqual([
      'PICKED_UP',
      'IN_TRANSIT',
    ]);
  });

  it.each<[string, object, RegExp]>([
    [
      'a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      /redirects are not followed/,
    ],
    ['a cut connection', { hangUp: true }, /socket hang up|ECONNRESET/],
    ['a refusal', { status: 400 }, /answered 400/],
  ])('are tried again after %s', async (_name, mischief, words) => {
    await start();
    await setEndpoint();
    merchant.mischief = mischief;
    const { body } = await notify('1');
    const failed = await until(async () => {
      const detail = await stateOf(body.deliveryId);
      return words.test(detail.lastError ?? '') ? detail : undefined;
    });
    expect(failed.state).toBe('PENDING');
    merchant.mischief = {};
    await dueNow();
    await arrived(1);
    expect(merchant.received[0]!.id).toBe(`msg_${body.deliveryId}`);
  });

  it('do not read an endless answer to its end', async () => {
    await start();
    await setEndpoint();
    merchant.mischief = { endless: true };
    const { body } = await notify('1');
    await until(async () => (await stateOf(body.deliveryId)).state === 'DELIVERED' || undefined);
  });

  it('are not delivered by a redirect, which is not followed', async () => {
    await start();
    await setEndpoint();
    for (const status of [301, 302, 307, 308]) {
      const before = merchant.refused;
      merchant.mischief = { status, headers: { location: `${merchant.url}/elsewhere` } };
      const { body } = await notify(`8${status}`);
      await until(() => Promise.resolve(merchant.refused > before || undefined));
      const failed = await until(async () => {
        const one = await stateOf(body.deliveryId);
        // On a busy machine a try may end by its time limit, which is scaled; the next one gets the answer.
        return one.lastStatus === null ? undefined : one;
      });
      expect([failed.state, failed.lastStatus, failed.lastError]).toEqual([
        'PENDING',
        status,
        expect.stringContaining('redirects are not followed'),
      ]);
    }
    expect(merchant.received).toEqual([]);
  });

  it('obey Retry-After', async () => {
    await start();
    await setEndpoint();
    merchant.mischief = { status: 429, headers: { 'retry-after': '600' } };
    const { body } = await notify('1');
    const { nextAttemptAt } = await until(async () => {
      const detail = await stateOf(body.deliveryId);
      return detail.lastStatus === 429 ? detail : undefined;
    });
    expect(Date.parse(nextAttemptAt) - Date.now()).toBeGreaterThan(590_000);
  });

  it('stop at 410, and go on when the endpoint is enabled again', async () => {
    await start();
    await setEndpoint();
    merchant.mischief = { status: 410 };
    await notify('1');
    const endpoint = async () => (await bridge.get('/admin/stores/default/endpoints')).body[0];
    await until(async () => (await endpoint()).state === 'DISABLED' || undefined);
    expect((await endpoint()).disabledReason).toBe('GONE');
    merchant.mischief = {};
    await dueNow();
    await notify('2');
    await new Promise((done) => setTimeout(done, 600));
    expect(merchant.received).toEqual([]);
    await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/enable');
    await arrived(2);
  });

  it('pause an endpoint that fails, try it with one, and retry at once when it is back', async () => {
    await start();
    await setEndpoint();
    merchant.mischief = { status: 500 };
    for (let i = 1; i <= 20; i++) await notify(String(i));
    const endpoint = async () => (await bridge.get('/admin/stores/default/endpoints')).body[0];
    await until(async () => (await endpoint()).pausedUntil !== null || undefined);
    // It would be tried again while this test looks the other way. A lease that is over holds nothing, and stays until its
    // delivery is due.
    await until(async () => {
      await bridge.db.rows(`UPDATE endpoint SET paused_until = now() + interval '1 hour'`);
      const under = await bridge.db.rows(
        'SELECT 1 FROM delivery WHERE lease_token IS NOT NULL AND next_attempt_at > now()',
      );
      return under.length === 0 || undefined;
    });
    const { refused } = merchant;
    await dueNow();
    await new Promise((done) => setTimeout(done, 700));
    expect(merchant.refused).toBe(refused);
    merchant.mischief = {};
    await unpause();
    await arrived(20);
    expect((await endpoint()).failures).toBe(0);
  });

  // An hour is six minutes here: TIME_SCALE.
  it('take an endpoint out that has failed for five days, try it hourly, and go on when it answers', async () => {
    await start();
    await setEndpoint();
    merchant.mischief = { status: 500 };
    await bridge.db.rows("UPDATE endpoint SET failures = 49, failing_since = now() - interval '121 hours'");
    for (const code of ['1', '2', '3']) await notify(code);
    const endpoint = async () => (await bridge.get('/admin/stores/default/endpoints')).body[0];
    await until(async () => (await endpoint()).state === 'DISABLED' || undefined);
    expect((await endpoint()).disabledReason).toBe('FAILING');
    const minutesOff = async () => {
      const [row] = await bridge.db.rows<{ minutes: number }>(
        'SELECT extract(epoch FROM paused_until - now())::float8 / 60 AS minutes FROM endpoint',
      );
      return row!.minutes;
    };
    // Tries that began before it was out still settle, and each moves its time on again.
    await until(async () => {
      const [row] = await bridge.db.rows('SELECT 1 FROM delivery WHERE lease_token IS NOT NULL LIMIT 1');
      return row === undefined || undefined;
    });
    await until(async () => (await minutesOff()) > 5.5 || undefined);
    const { refused } = merchant;
    await dueNow();
    await unpause();
    await until(() => Promise.resolve(merchant.refused > refused || undefined));
    await until(async () => (await minutesOff()) > 5.5 || undefined);
    await dueNow();
    await new Promise((done) => setTimeout(done, 700));
    expect(merchant.refused).toBe(refused + 1);
    merchant.mischief = {};
    await unpause();
    await arrived(3);
    expect(await endpoint()).toMatchObject({ state: 'ENABLED', failures: 0, disabledReason: null });
  });

  it('die after the last try, and can be replayed with the same id', async () => {
    await start();
    await setEndpoint();
    merchant.mischief = { status: 500 };
    const { body } = await notify('1');
    await until(async () => (await stateOf(body.deliveryId)).tries.length === 1 || undefined);
    await bridge.db.rows('UPDATE delivery SET round = 13');
    await dueNow();
    await until(async () => (await stateOf(body.deliveryId)).state === 'DEAD' || undefined);
    merchant.mischief = {};
    await notify('1', 'IN_TRANSIT');
    await arrived(1);
    expect((await bridge.post('/deliveries/replay', { dryRun: true })).body).toEqual({
      dryRun: true,
      count: 1,
    });
    expect(merchant.received).toHaveLength(1);
    expect((await bridge.post('/deliveries/replay', { from: '2026-01-01' })).body).toEqual({
      dryRun: false,
      count: 1,
    });
    await arrived(2);
    expect(merchant.received[1]!.id).toBe(`msg_${body.deliveryId}`);
    // It arrived; replayed it can be once that is recorded.
    await until(async () => (await stateOf(body.deliveryId)).state === 'DELIVERED' || undefined);
    expect((await bridge.post(`/deliveries/${body.deliveryId}/replay`)).status).toBe(200);
    await arrived(3);
  });

  // A replay that looked while an earlier delivery of the line was being settled left the replayed one blocked for ever.
  it('are replayed only once nobody settles in their line', async () => {
    await start();
    await setEndpoint();
    const { body } = await notify('1');
    await arrived(1);
    await until(async () => (await stateOf(body.deliveryId)).state === 'DELIVERED' || undefined);
    const settling = new pg.Client({ connectionString: bridge.db.url });
    await settling.connect();
    try {
      await settling.query('BEGIN');
      await settling.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `delivery ${await storeIdOf(bridge)} NOTIFICATION 1`,
      ]);
      const replay = bridge.post(`/deliveries/${body.deliveryId}/replay`);
      await until(async () => {
        const waiting = await bridge.db.rows(
          `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
           WHERE l.locktype = 'advisory' AND NOT l.granted`,
        );
        return waiting.length > 0 || undefined;
      });
      expect((await stateOf(body.deliveryId)).state).toBe('DELIVERED');
      await settling.query('COMMIT');
      expect((await replay).status).toBe(200);
    } finally {
      await settling.end();
    }
    await arrived(2);
  });

  it('are replayed in steps, each once, however many they are', async () => {
    await start();
    await setEndpoint();
    await bridge.db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, settled_at)
       SELECT gen_random_uuid(), s.id, 'NOTIFICATION', (n % 600)::text, 'X', '{}', 'DEAD', now()
       FROM store s, generate_series(1, 1200) n`,
    );
    expect((await bridge.post('/deliveries/replay')).body).toEqual({ dryRun: false, count: 1200 });
    await arrived(1200);
    await until(async () => {
      const left = await bridge.db.rows(`SELECT 1 FROM delivery WHERE state <> 'DELIVERED'`);
      return left.length === 0 || undefined;
    });
    expect(merchant.received).toHaveLength(1200);
  });

  it('are signed with both secrets during a rotation', async () => {
    await start();
    await setEndpoint();
    const rotated = await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/rotate-secret');
    expect(rotated.body.signingSecrets).toBe(2);
    await notify('1');
    await arrived(1);
    expect(String(merchant.received[0]!.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(merchant.received[0]!.signed).toBe(true);
    merchant.secrets = [rotated.body.signingSecret];
    expect((await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/test')).body).toMatchObject({
      ok: true,
      status: 200,
    });
    expect(merchant.received[1]!.signed).toBe(true);
  });

  it('go to no private address unless that is allowed', async () => {
    await start({ ALLOW_PRIVATE_TARGETS: 'false' });
    const refused = await setEndpoint();
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'url']);
    // A name that was public when it was saved, and leads inside now.
    await setEndpoint('NOTIFICATION', { url: 'http://192.0.2.1/' }).catch(() => undefined);
    await bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: 'http://example.com/' },
    });
    await bridge.db.rows(`UPDATE endpoint SET url = '${merchant.url}/inside'`);
    const { body } = await notify('1');
    const failed = await until(async () => {
      const detail = await stateOf(body.deliveryId);
      return detail.lastError ? detail : undefined;
    });
    expect(failed.lastError).toMatch(/not allowed|private/i);
    expect(merchant.received).toEqual([]);
  });
});

describe('notifications', () => {
  it('are delivered once, however often they come', async () => {
    await start();
    await setEndpoint();
    const more = { notificationUpdateTime: 1_700_000_000 };
    const first = await notify('1', 'PICKED_UP', more);
    const again = await notify('1', 'PICKED_UP', more);
    expect(again.body).toMatchObject({ duplicate: true, notificationId: first.body.notificationId });
    await notify('1', 'IN_TRANSIT', more);
    await arrived(2);
    expect((await bridge.get('/notifications')).body.items.map((one: any) => one.repeats)).toEqual([0, 1]);
  });

  it('of a type that is not known are delivered and shown', async () => {
    await start();
    await setEndpoint();
    expect((await notify('1', 'TELEPORTED')).body.known).toBe(false);
    await arrived(1);
    expect(merchant.received[0]!.body.notificationType).toBe('TELEPORTED');
  });

  it('of returns and invoices have their own bodies', async () => {
    await start();
    await setEndpoint();
    const info = {
      returnOrderId: '2',
      returnAwb: 'R',
      transporter: 'Self',
      returnOrderTime: '2023-03-16T06:57:24Z',
    };
    await notify('1', 'PICKED_UP', { returnOrderInfo: info });
    await notify('1', 'INVOICE_GENERATED', {
      invoiceData: {
        invoiceId: 123,
        invoiceStatus: 'CREATED',
        documentType: 'INVOICE',
        documentUrl: 'https://invoice.example.com/1',
      },
    });
    await arrived(2);
    expect(merchant.received[0]!.body).toMatchObject({
      forwardAwb: null,
      returnOrderInfo: {
        returnOrderId: '2',
        returnAwb: 'R',
        transporter: 'Self',
        returnOrderTime: 1_678_949_844,
      },
    });
    expect(Object.keys(merchant.received[1]!.body)).toEqual([
      'forwardOrderCode',
      'forwardShipmentCode',
      'notificationType',
      'notificationUpdateTime',
      'invoiceData',
    ]);
  });

  it('come from our own invoices and shipments', async () => {
    await start();
    await setEndpoint();
    const { addUp, generateOrder } = await import('../sandbox/generator.js');
    const order = generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 });
    Object.assign(order.items[0]!, { item_id: 11, qty_ordered: 1 });
    addUp(order);
    sandbox.place(order);
    await bridge.post('/orders/1/invoice');
    await bridge.post('/orders/1/shipments', {
      shipmentId: '1',
      items: [{ orderItemCode: '11', quantity: 1 }],
      tracks: [{ trackNumber: 'AWB1', title: 'DHL' }],
      shippingLabelUrl: 'https://labels.example.com/1.pdf',
    });
    await arrived(3);
    expect(merchant.received.map((one) => one.body.notificationType)).toEqual([
      'INVOICE_GENERATED',
      'SHIPPING_LABEL_GENERATED',
      'AWB_GENERATED',
    ]);
  });
});

describe('webhooks', () => {
  const KEYS = { clickpostWebhookKey: 'clickpost-key', shiprocketWebhookToken: 'shiprocket-token' };
  const clickpost = (body: unknown, key = KEYS.clickpostWebhookKey) =>
    bridge.call('POST', '/webhooks/clickpost/default', {
      anonymous: true,
      headers: { webhook_key: key },
      ...(typeof body === 'string' ? { rawBody: body } : { body }),
    });
  const shiprocket = (body: object, key = KEYS.shiprocketWebhookToken) =>
    bridge.call('POST', '/webhooks/st/default', { anonymous: true, headers: { 'x-api-key': key }, body });

  async function startWithKeys(): Promise<void> {
    await start();
    await setEndpoint();
    await bridge.call('PUT', '/admin/stores/default', { body: { aggregators: KEYS } });
    const { generateOrder } = await import('../sandbox/generator.js');
    for (const entityId of [1, 2]) {
      sandbox.place(generateOrder({ entityId, createdAt: Date.now() - 60_000 + entityId, lines: 1 }));
    }
    await bridge.sync('orders.changed');
  }

  it('need the key of the store', async () => {
    await startWithKeys();
    // A store that has none takes no webhook, with any key.
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await bridge.post('/admin/stores', { code: 'keyless', baseUrl: sandbox.url, credentials });
    const KEYLESS: Record<string, string>[] = [
      {},
      { webhook_key: '', 'x-api-key': '' },
      { webhook_key: 'undefined' },
    ];
    for (const headers of KEYLESS) {
      for (const path of ['/webhooks/clickpost/keyless', '/webhooks/st/keyless']) {
        expect((await bridge.call('POST', path, { anonymous: true, headers, body: {} })).status).toBe(401);
      }
    }
    expect((await clickpost({}, 'wrong')).status).toBe(401);
    expect((await shiprocket({}, '')).status).toBe(401);
    expect((await bridge.call('POST', '/webhooks/st/nowhere', { anonymous: true, body: {} })).status).toBe(
      401,
    );
    expect(await bridge.db.rows('SELECT 1 FROM notification')).toEqual([]);
  });

  it('become notifications', async () => {
    await startWithKeys();
    const forward = {
      waybill: 'W1',
      clickpost_status_code: 4,
      timestamp: '2026-11-23 10:00:00',
      account_code: 'ACC',
      additional: { order_id: '000000001', is_rvp: false },
    };
    expect((await clickpost(forward)).status).toBe(200);
    expect((await clickpost(forward)).status).toBe(200);
    await clickpost({
      ...forward,
      additional: { forward_order_id: '1', order_id: 'R1', is_rvp: true },
    });
    await shiprocket({
      awb: 'S1',
      shipment_status: 'Out-For Delivery',
      shipment_status_id: 17,
      order_id: '2',
      current_timestamp: '23 11 2026 11:43:52',
    });
    await arrived(3);
    // Those of one order in their order; the other order may come between.
    const of = (code: string) =>
      merchant.received.map(({ body }) => body).filter(({ forwardOrderCode }) => forwardOrderCode === code);
    expect(of('1')).toMatchObject([
      { forwardAwb: 'W1', notificationType: 'PICKED_UP', notificationUpdateTime: 1_795_408_200 },
      {
        forwardAwb: null,
        notificationType: 'RETURN_PICKED_UP',
        returnOrderInfo: { returnOrderId: 'R1', returnAwb: 'W1' },
      },
    ]);
    expect(of('2')).toMatchObject([{ forwardAwb: 'S1', notificationType: 'OUT_FOR_DELIVERY', items: null }]);
  });

  it('are kept when they have no type or make no sense, and answered 200', async () => {
    await startWithKeys();
    const stuck = {
      waybill: 'W',
      clickpost_status_code: 5,
      timestamp: '2026-11-23 10:00:00',
      additional: { order_id: '1' },
    };
    for (const body of [
      stuck,
      stuck,
      {},
      '{"waybill": ',
      '[1]',
      'null',
      { clickpost_status_code: 4 },
      `{"a":"\\u0000"}`,
    ]) {
      expect((await clickpost(body)).status).toBe(200);
    }
    expect((await clickpost(`"${'x'.repeat(1_500_000)}"`)).status).toBeLessThan(500);
    const unmapped = (await bridge.get('/notifications?state=UNMAPPED')).body.items;
    expect(unmapped).toMatchObject([{ reason: 'status 5, event -', repeats: 1, forwardOrderCode: '1' }]);
    const malformed = (await bridge.get('/notifications?state=MALFORMED')).body.items;
    expect(malformed.map((one: any) => one.raw)).toEqual(expect.arrayContaining(['{"waybill": ']));
    expect(malformed.every((one: any) => one.raw.length <= 16_384)).toBe(true);
    expect(merchant.received).toEqual([]);
  });
});
