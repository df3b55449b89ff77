import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Merchant } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DatabaseProxy } from '../support/database-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

let sandbox: Sandbox;
let merchant: Merchant;
let bridge: TestApp;
let proxy: DatabaseProxy | undefined;
const more: { close(): unknown }[] = [];

async function start(environment: Record<string, string> = {}): Promise<void> {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  bridge = await startTestApp(sandbox, environment);
}

async function startBehindProxy(): Promise<DatabaseProxy> {
  sandbox = await Sandbox.start();
  merchant = await Merchant.start();
  bridge = await startTestApp(sandbox, {}, async (url) => {
    proxy = await DatabaseProxy.start(url);
    return proxy.url;
  });
  return proxy!;
}

afterEach(async () => {
  await bridge.close();
  proxy?.close();
  proxy = undefined;
  await merchant.close();
  for (const one of more.splice(0)) await one.close();
  await sandbox.close();
});

/** The statement that claims, and what its answer brings of order 1. */
const CLAIM = { statement: 'WITH busy AS MATERIALIZED', answering: 'AWB-1' };

const setEndpoint = (url = `${merchant.url}/notify`, store = 'default') =>
  bridge.call('PUT', `/admin/stores/${store}/endpoints/NOTIFICATION`, { body: { url } });
let second = 1_700_000_000;
const notify = async (code: string, store = 'default'): Promise<string> => {
  const { body } = await bridge.post(
    '/notifications',
    {
      forwardOrderCode: code,
      forwardAwb: `AWB-${code}`,
      notificationType: 'PICKED_UP',
      notificationUpdateTime: second++,
    },
    { headers: { 'x-store-code': store } },
  );
  return body.deliveryId as string;
};
const stateOf = async (id: string) => (await bridge.get(`/deliveries/${id}`)).body;
const delivered = (id: string) =>
  until(async () => {
    const now = await stateOf(id);
    return now.state === 'DELIVERED' ? now : undefined;
  }, 1200);
const codes = (from: Merchant): string[] => from.received.map(({ body }) => body.forwardOrderCode as string);
const endpoint = async () => (await bridge.get('/admin/stores/default/endpoints')).body[0];

/** Answers wait for `release`. */
function hold(who: Merchant, mischief: object = {}): () => void {
  let release = (): void => undefined;
  who.mischief = { ...mischief, until: new Promise<void>((done) => (release = done)) };
  return release;
}

describe('endpoints that are slow', () => {
  /** Tries last their 15 s, so that none ends while others are looked at. */
  const slowly = { TIME_SCALE: '1' };
  const [SLOW, HEALTHY, BACKLOG] = [50, 20, 100];

  it('leave the others their share, however many they are', async () => {
    await start(slowly);
    const slow = await Merchant.start();
    more.push(slow);
    const release = hold(slow);
    const { body: store } = await bridge.get('/admin/stores/default');
    for (let n = 0; n < SLOW + HEALTHY; n++) {
      const credentials = { scheme: 'admin', username: 'admin', password: 'Sandbox12345' };
      const made = await bridge.post('/admin/stores', { code: `s${n}`, baseUrl: store.baseUrl, credentials });
      expect(made.status).toBe(201);
      await setEndpoint(`${n < SLOW ? slow.url : merchant.url}/notify`, `s${n}`);
    }
    await bridge.db.rows(
      `INSERT INTO delivery (store_id, kind, order_code, event_type, body, next_attempt_at)
       SELECT s.id, 'NOTIFICATION', 'B' || n, 'IN_TRANSIT', '{}', now() FROM store s, generate_series(1, ${BACKLOG}) n
       WHERE s.code LIKE 's%' AND substr(s.code, 2)::int < ${SLOW}`,
    );
    await until(() => Promise.resolve(slow.held > 400 || undefined));
    for (let n = SLOW; n < SLOW + HEALTHY; n++) {
      for (let i = 0; i < 5; i++) await notify(`H${n}-${i}`, `s${n}`);
    }
    await until(() => Promise.resolve(merchant.received.length >= HEALTHY * 5 || undefined), 1200);
    const ended = await bridge.db.rows(
      `SELECT 1 FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id WHERE d.order_code LIKE 'B%'`,
    );
    // All that was under way would have had to end before: the healthy did not wait for it.
    expect(ended.length).toBeLessThan(400);
    release();
    slow.mischief = {};
  }, 120_000);

  it('hold no more than is left for the others', async () => {
    await start(slowly);
    const release = hold(merchant);
    await setEndpoint();
    await bridge.db.rows(
      `INSERT INTO delivery (store_id, kind, order_code, event_type, body, next_attempt_at)
       SELECT 1, 'NOTIFICATION', 'B' || n, 'IN_TRANSIT', '{}', now() FROM generate_series(1, 200) n`,
    );
    await until(() => Promise.resolve(merchant.held === 64 || undefined));
    await sleep(600);
    expect(merchant.held).toBe(64);
    release();
    merchant.mischief = {};
  });
});

describe('what waits for an endpoint', () => {
  const wait = () =>
    bridge.db.rows(
      `UPDATE delivery SET next_attempt_at = now() + interval '1 day' WHERE next_attempt_at IS NOT NULL`,
    );

  it('goes out when the endpoint gets another address', async () => {
    await start();
    const id = await notify('1');
    await wait();
    await setEndpoint();
    await delivered(id);
  });

  it('goes out in order when the endpoint is enabled', async () => {
    await start();
    await setEndpoint();
    await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/disable');
    const ids: string[] = [];
    for (const code of ['1', '2', '1', '3', '1']) ids.push(await notify(code));
    await wait();
    await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/enable');
    for (const id of ids) await delivered(id);
    const arrived = merchant.received.map(({ id }) => id.replace('msg_', ''));
    const ofOrder1 = [ids[0], ids[2], ids[4]];
    expect(arrived.filter((id) => ofOrder1.includes(id))).toEqual(ofOrder1);
  });

  it.each(['put', 'enable'])('is due, too, where its try fails after the %s', async (action) => {
    await start();
    await setEndpoint();
    const release = hold(merchant, { status: 410 });
    const id = await notify('1');
    await until(() => Promise.resolve(merchant.held === 1 || undefined));
    await bridge.db.rows('UPDATE delivery SET round = 12');
    const other = await Merchant.start();
    more.push(other);
    if (action === 'put') await setEndpoint(`${other.url}/notify`);
    else await bridge.post('/admin/stores/default/endpoints/NOTIFICATION/enable');
    merchant.mischief = {};
    release();
    await delivered(id);
    expect(action === 'put' ? codes(other) : codes(merchant)).toEqual(['1']);
    expect(await endpoint()).toMatchObject({ state: 'ENABLED', failures: 0 });
  });
});

describe('a fault of ours', () => {
  it('before anything was sent is no try: the answer to the claim is lost', async () => {
    const way = await startBehindProxy();
    await setEndpoint();
    way.fault = { ...CLAIM, answer: 'cut', done: false };
    const id = await notify('1');
    await until(() => Promise.resolve(way.fault?.done || undefined));
    const { attempts, tries } = await delivered(id);
    expect([attempts, tries.length, merchant.received.length]).toEqual([1, 1, 1]);
  });

  it('before anything was sent is no try: the secrets cannot be opened', async () => {
    await start();
    await setEndpoint();
    const [row] = await bridge.db.rows<{ key: string }>('SELECT secrets_key_id AS key FROM endpoint');
    await bridge.db.rows(`UPDATE endpoint SET secrets_key_id = 'gone'`);
    const id = await notify('1');
    const stuck = await until(async () => {
      const now = await stateOf(id);
      return now.lastError ? now : undefined;
    });
    expect([stuck.attempts, stuck.tries, stuck.lastError]).toEqual([0, [], expect.stringMatching(/key/i)]);
    expect((await bridge.db.rows('SELECT failures FROM endpoint'))[0]).toEqual({ failures: 0 });
    await bridge.db.rows('UPDATE endpoint SET secrets_key_id = $1', [row!.key]);
    await bridge.db.rows('UPDATE delivery SET next_attempt_at = now() WHERE lease_token IS NULL');
    expect((await delivered(id)).attempts).toBe(1);
  });

  it('after the answer is repeated, not the delivery: writing it down fails for a while', async () => {
    await start();
    await setEndpoint();
    await refuseWritingDown();
    const id = await notify('1');
    await until(() => Promise.resolve(merchant.received.length === 1 || undefined));
    await sleep(700);
    await allowWritingDown();
    const { attempts, tries } = await delivered(id);
    expect([attempts, tries.length, merchant.received.length]).toEqual([1, 1, 1]);
  });

  it('after the answer loses nothing: writing it down fails until the lease is over', async () => {
    await start();
    await setEndpoint();
    await refuseWritingDown();
    const id = await notify('1');
    const next = await notify('1');
    await until(() => Promise.resolve(merchant.received.length >= 2 || undefined), 2400);
    await allowWritingDown();
    expect((await delivered(id)).attempts).toBe(2);
    await delivered(next);
    expect(merchant.received.map((one) => one.id)).toEqual([`msg_${id}`, `msg_${id}`, `msg_${next}`]);
  }, 120_000);

  const refuseWritingDown = () =>
    bridge.db
      .rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON delivery_attempt EXECUTE FUNCTION refuse()`);
  const allowWritingDown = () => bridge.db.rows('DROP TRIGGER refuse ON delivery_attempt');
});

describe('a lost lease', () => {
  it('sends nothing: the claim was answered late, and another has it', async () => {
    const way = await startBehindProxy();
    await setEndpoint();
    let release = (): void => undefined;
    const late = new Promise<void>((done) => (release = done));
    way.fault = { ...CLAIM, answer: late, done: false };
    const id = await notify('1');
    await until(() => Promise.resolve(way.fault?.done || undefined));
    // As another process would: it takes the lease over, and holds it.
    const [held] = await bridge.db.rows(
      `UPDATE delivery SET lease_token = gen_random_uuid(), attempts = attempts + 1, next_attempt_at = now() + interval '1 hour'
       RETURNING lease_token, next_attempt_at`,
    );
    await sleep(6000);
    release();
    const counted = await until(async () => {
      const now = await stateOf(id);
      return now.attempts === 1 ? now : undefined;
    });
    expect([counted.state, counted.tries, merchant.received]).toEqual(['PENDING', [], []]);
    expect(await bridge.db.rows('SELECT lease_token, next_attempt_at FROM delivery')).toEqual([held]);
  }, 60_000);

  it('settles nothing: the next of the line waits for who has it now', async () => {
    await start();
    await setEndpoint();
    const releaseFirst = hold(merchant);
    const id = await notify('1');
    await notify('1');
    await until(() => Promise.resolve(merchant.held === 1 || undefined));
    const releaseSecond = hold(merchant);
    // Its lease is over: this very process claims it again.
    await bridge.db.rows('UPDATE delivery SET next_attempt_at = now() WHERE lease_token IS NOT NULL');
    await until(() => Promise.resolve(merchant.held === 2 || undefined));
    releaseFirst();
    await until(async () => ((await stateOf(id)).tries.length === 1 ? true : undefined));
    expect((await stateOf(id)).state).toBe('PENDING');
    expect(merchant.received).toHaveLength(1);
    merchant.mischief = {};
    releaseSecond();
    await until(() => Promise.resolve(merchant.received.length === 3 || undefined));
    expect(await stateOf(id)).toMatchObject({ state: 'DELIVERED', attempts: 2 });
  });
});

it('an answer that switches protocols is a failed try, and takes no slot for ever', async () => {
  await start();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  more.push(server);
  await setEndpoint(`http://127.0.0.1:${(server.address() as { port: number }).port}/`);
  const id = await notify('1');
  const { lastError } = await until(async () => {
    const now = await stateOf(id);
    return now.lastError === null ? undefined : now;
  });
  expect(lastError).toMatch(/closed without an answer/);
});

it('the check names a courier that has no secret', async () => {
  await start();
  const courier = (name: string) => ({
    name,
    auth: { kind: 'header', header: 'x-key' },
    status: ['s'],
    map: { D: 'DELIVERED' },
    identity: [{ path: 'awb', kind: 'awb' }],
  });
  const set = (body: object) => bridge.call('PUT', '/admin/stores/default', { body });
  const found = async () => {
    const { body } = await bridge.post('/admin/stores/default/check');
    return body.checks.find((item: { check: string }) => item.check === 'couriers');
  };
  expect(await found()).toBeUndefined();
  await set({
    settings: { couriers: [courier('first'), courier('second')] },
    courierSecrets: { first: 'a-secret-of-it' },
  });
  const words = expect.stringMatching(/^No secret of second: each call is refused with 401\./);
  expect(await found()).toMatchObject({ result: 'warning', message: words });
  await set({ courierSecrets: { second: 'another-secret' } });
  expect(await found()).toMatchObject({ result: 'ok' });
  const wrong = await set({ settings: { couriers: [{ ...courier('Bad Name'), status: [] }] } });
  expect(wrong.body.errors.map((one: { field: string; message: string }) => one.message)).toEqual([
    'must be 2 to 32 small letters and digits, a letter first, as it stands in the address of the webhook',
    'must contain at least 1 elements',
  ]);
});

it('an endpoint shows when it last took something, and the check what it does not take', async () => {
  await start();
  await setEndpoint();
  const id = await notify('1');
  await until(async () => ((await stateOf(id)).state === 'DELIVERED' ? true : undefined));
  const [endpoint] = (await bridge.get('/admin/stores/default/endpoints')).body;
  expect(endpoint).toMatchObject({ failures: 0, lastSuccessAt: expect.any(String), lastFailureAt: null });
  const found = async (check: string) => {
    const { body } = await bridge.post('/admin/stores/default/check');
    return body.checks.find((item: { check: string }) => item.check === check);
  };
  expect(await found('endpoints')).toMatchObject({ result: 'ok' });
  expect(await found('orders')).toMatchObject({ result: 'ok' });
  await setEndpoint('http://127.0.0.1:1/notify');
  const waiting = await notify('2');
  await until(async () => ((await stateOf(waiting)).lastError ? true : undefined));
  const words = expect.stringMatching(/^NOTIFICATION: 1 push waits after a failed try \(.*ECONNREFUSED/);
  expect(await found('endpoints')).toMatchObject({ result: 'warning', message: words });
  await bridge.db.rows(
    `INSERT INTO parked_order (store_id, entity_id, reason, shown, next_try_at) SELECT id, 7, 'x', '{}', now() FROM store`,
  );
  expect(await found('orders')).toMatchObject({
    result: 'warning',
    message: expect.stringContaining('1 of them is disputed'),
  });
});
