import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type AddressInfo, createServer } from 'node:net';
import { DataSource } from 'typeorm';
import { AlertChannelsService } from '../../src/alerts/alert-channels.service.js';
import { lockAllChannels, receiversOf } from '../../src/alerts/alert-channels.repository.js';
import { AlertDispatcher } from '../../src/alerts/alert-dispatcher.js';
import { ALERT_DUE, claimMessages, settleMessage } from '../../src/alerts/alert-messages.repository.js';
import { AlertSender } from '../../src/alerts/alert-sender.js';
import { AlertWatch } from '../../src/alerts/alert-watch.js';
import { ALERTS_WATCHED } from '../../src/alerts/alert-watch.repository.js';
import { ChannelKind } from '../../src/alerts/alert.types.js';
import { ChannelSecretBox } from '../../src/alerts/channel-secrets.js';
import { checkChannelTarget } from '../../src/alerts/channel-changes.js';
import { lastMessages } from '../../src/console/alerts/alerts.read-model.js';
import { DeliverySender } from '../../src/deliveries/delivery-sender.js';
import { Mailer } from '../../src/platform/outgoing/mailer.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { CLI } from '../../src/platform/audit/actor-words.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';
import { namesThatHold } from '../../src/platform/schedule/due-work.repository.js';
import { problemsOf } from '../../src/problems/problems.read-model.js';
import { applyRule, RETENTION_RULES } from '../../src/retention/retention-rules.repository.js';
import { Merchant, type Received } from '../sandbox/merchant.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { Mailbox } from '../support/mailbox.js';
import { CLIENT, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { formOf, Visitor } from '../support/visitor.js';

const CHANNELS = '/admin/alert-channels';

let sandbox: Sandbox;
let mailbox: Mailbox;
let receiver: Merchant;
let bridge: TestApp;
let source: DataSource;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  mailbox = await Mailbox.start();
  // Without ticks: the tests look and send themselves, as often as they want.
  bridge = await startTestApp(sandbox, {
    ROLE: 'api',
    SMTP_URL: mailbox.url,
    ALERT_FROM: 'bridge@example.com',
    PUBLIC_URL: 'https://bridge.example.com/',
  });
  source = bridge.app.get(DataSource);
});

afterAll(async () => {
  await bridge.close();
  await mailbox.close();
  await sandbox.close();
});

beforeEach(async () => {
  receiver = await Merchant.start();
});

afterEach(async () => {
  await receiver.close();
  mailbox.hangs = false;
  mailbox.received.length = 0;
  for (const table of [
    'alert_message',
    'alert_problem',
    'alert_channel',
    'inventory_level',
    'parked_order',
    'problem_mark',
    'sync_run',
  ]) {
    await bridge.db.rows(`DELETE FROM ${table}`);
  }
});

/** SKUs that Magento did not take: a problem that is SERIOUS. */
async function fail(count: number, errorCode = 'UNKNOWN_SKU', store = 'default'): Promise<void> {
  await bridge.db.rows(
    `INSERT INTO inventory_level (store_id, sku, source_code, quantity, locations, version, requested_by, state, error_code)
     SELECT s.id, 'SKU-' || gen_random_uuid(), '', 1, '[]', 1, 'test', 'FAILED', $2
     FROM store s, generate_series(1, $1::int) WHERE s.code = $3`,
    [count, errorCode, store],
  );
}

/** Somebody says of failed stock that it is known. */
async function ignore(): Promise<void> {
  await bridge.db.rows(
    `INSERT INTO problem_mark (store_id, kind, subject, cause, ignored_by, ignored_at, ignored_reason, ignored_until,
       ignored_count, ignored_last)
     VALUES (1, 'stock', '', 'UNKNOWN_SKU', 'x', now(), 'known', now() + interval '1 day', 2, now())`,
  );
}

const unignore = () => bridge.db.rows('DELETE FROM problem_mark');

async function withOtherStore(test: () => Promise<void>): Promise<void> {
  await bridge.db.rows(
    `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box, paused)
     SELECT 'other', 'https://other.invalid', 'de', auth_scheme, credentials_key_id, credentials_box, true FROM store WHERE id = 1`,
  );
  await test().finally(() => bridge.db.rows(`DELETE FROM store WHERE code = 'other'`));
}

/** An order that cannot be taken in: URGENT. */
async function park(entityId = 1): Promise<void> {
  await bridge.db.rows(
    `INSERT INTO parked_order (store_id, entity_id, reason, tries, parked_at, next_try_at)
     VALUES (1, $1, 'Asha Rao has no address', 1, now(), now() + interval '1 day')`,
    [entityId],
  );
}

async function repair(): Promise<void> {
  await bridge.db.rows('DELETE FROM inventory_level');
  await bridge.db.rows(`UPDATE alert_problem SET seen_at = seen_at - interval '10 minutes'`);
}

async function channel(more: Record<string, unknown> = {}): Promise<string> {
  const target = `${receiver.url}/alerts`;
  const body = { name: 'Operators', kind: 'WEBHOOK', target, ...more };
  const { status, body: made, text } = await bridge.post(CHANNELS, body);
  expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  if (made.signingSecret) receiver.secrets.push(made.signingSecret);
  return made.channelId;
}

const change = (id: string, body: object) => bridge.call('PUT', `${CHANNELS}/${id}`, { body });
const look = (): Promise<void> => bridge.app.get(AlertWatch).look();
const messages = () => bridge.db.rows<Record<string, any>>('SELECT * FROM alert_message ORDER BY seq');
const sent = async () => (await messages()).map(({ what, state, count }) => [what, state, count]);

const lockedChannels = () => source.transaction((manager) => lockAllChannels(manager));

/** How many statements it sends. */
async function statementsOf(act: () => Promise<void>): Promise<number> {
  const { logger } = source;
  const counted = { n: 0 };
  source.setOptions({ logging: ['query'] });
  source.logger = Object.assign(Object.create(logger) as typeof logger, { logQuery: () => counted.n++ });
  await act().finally(() => {
    source.logger = logger;
    source.setOptions({ logging: false });
  });
  return counted.n;
}

/** Sends what is due, until nothing is. */
async function send(): Promise<void> {
  await bridge.app.get(AlertDispatcher).kick();
  await until(async () => {
    const rows = await bridge.db.rows(
      `SELECT 1 FROM alert_message WHERE state = 'PENDING' AND (lease_token IS NOT NULL OR next_attempt_at <= now())`,
    );
    if (rows.length === 0) return true;
    await bridge.app.get(AlertDispatcher).kick();
    return undefined;
  });
}

async function tell(): Promise<Received[]> {
  await look();
  await send();
  return receiver.received;
}

/** Around now, by the database's clock. */
const around = async () => {
  const [row] = await bridge.db.rows<{ from: string; to: string }>(
    `SELECT to_char(now() AT TIME ZONE 'UTC' - interval '1 hour', 'HH24:MI') AS from,
       to_char(now() AT TIME ZONE 'UTC' + interval '1 hour', 'HH24:MI') AS to`,
  );
  return { quietFrom: row!.from, quietTo: row!.to, quietZone: 'UTC' };
};
const ended = { quietFrom: null, quietTo: null, quietZone: null };

describe('a channel', () => {
  it('hears once that a problem began, signed, with what somebody must know and nothing more', async () => {
    await channel();
    await park();
    await tell();
    await tell();
    expect(receiver.received).toHaveLength(1);
    const [{ body, signed, headers, id, text }] = receiver.received as [Received];
    expect([signed, id, headers['content-type']]).toEqual([true, `msg_${body.id}`, 'application/json']);
    expect(body).toMatchObject({ type: 'alert', what: 'BEGAN', severity: 'URGENT' });
    expect(body.problems).toMatchObject([
      {
        ...{ store: 'default', kind: 'parked', count: 1, title: '1 order cannot be taken in' },
        url: 'https://bridge.example.com/console/problems?store=default&kind=parked&subject=&cause=',
      },
    ]);
    expect(text).not.toContain('Asha');
    expect(await sent()).toEqual([['BEGAN', 'SENT', 1]]);
    const { body: shown } = await bridge.get(CHANNELS);
    expect(shown[0]).toMatchObject({ failures: 0, lastError: null, waiting: 0 });
    expect(shown[0].lastSuccessAt).not.toBeNull();
  });

  it('hears that it grew much, lasts and is over, each once', async () => {
    const id = await channel({ repeatHours: 2 });
    await fail(1);
    await tell();
    await fail(4);
    await tell();
    expect(await sent()).toEqual([['BEGAN', 'SENT', 1]]);
    await fail(1);
    await tell();
    await bridge.db.rows(`UPDATE alert_message SET created_at = created_at - interval '3 hours'`);
    await tell();
    await tell();
    await repair();
    await tell();
    await tell();
    const whats = ['BEGAN', 'GREW', 'LASTS', 'OVER'].map((what, i) => [what, 'SENT', i === 0 ? 1 : 6]);
    expect(await sent()).toEqual(whats);
    expect(receiver.received.map(({ body }) => body.what)).toEqual(['BEGAN', 'GREW', 'LASTS', 'OVER']);
    // It comes back: another problem.
    await fail(2);
    await tell();
    expect(await sent()).toEqual([...whats, ['BEGAN', 'SENT', 2]]);
    expect((await bridge.get(`${CHANNELS}/${id}`)).body.waiting).toBe(0);
  });

  it('does not hear that a problem is over that only looked away', async () => {
    await channel();
    await fail(2);
    await tell();
    await bridge.db.rows('DELETE FROM inventory_level');
    await tell();
    await fail(2);
    await tell();
    expect(await sent()).toEqual([['BEGAN', 'SENT', 2]]);
  });

  it('hears nothing of what somebody ignores, and of it once it changes', async () => {
    await channel();
    await fail(2);
    await bridge.db.rows(
      `INSERT INTO problem_mark (store_id, kind, subject, cause, ignored_by, ignored_at, ignored_reason, ignored_count, ignored_last)
       VALUES (1, 'stock', '', 'UNKNOWN_SKU', 'x', now(), 'known', 2, now())`,
    );
    await tell();
    expect(await messages()).toEqual([]);
    await fail(1);
    await tell();
    expect(await sent()).toEqual([['BEGAN', 'SENT', 3]]);
  });

  it('hears of its own store only', async () => {
    await withOtherStore(async () => {
      await channel({ storeCode: 'other' });
      await channel({ name: 'Everything' });
      await fail(2);
      await tell();
      const [{ name }] = (await bridge.db.rows(
        'SELECT c.name FROM alert_message m JOIN alert_channel c ON c.id = m.channel_id',
      )) as [{ name: string }];
      expect(name).toBe('Everything');
    });
  });

  it('hears nothing of another store any more once it is for one, also of what waits', async () => {
    await withOtherStore(async () => {
      const id = await channel();
      const quiet = await channel({ name: 'Quiet', ...(await around()) });
      for (let i = 0; i < 6; i++) await fail(1, `CODE_${i}`, i === 0 ? 'other' : 'default');
      await look();
      await fail(1, 'UNKNOWN_SKU');
      await fail(1, 'PRODUCT_DISABLED', 'other');
      await look();
      for (const one of [id, quiet]) await change(one, { storeCode: 'other', ...ended });
      await tell();
      expect(receiver.received).toHaveLength(3);
      const lines = receiver.received.flatMap(({ body }) => body.problems);
      expect(lines.map(({ store }: any) => store)).toEqual(Array(4).fill('other'));
      // A channel of all stores again says what it did not say.
      await change(id, { storeCode: null });
      await tell();
      expect(receiver.received.at(-1)!.body.title).toBe('6 problems');
      // Who looks at one store sees nothing of what the channel said of another.
      await change(id, { storeCode: 'other' });
      const [{ other }] = await bridge.db.rows<any>(`SELECT id AS other FROM store WHERE code = 'other'`);
      const shown = await lastMessages(source.manager, other);
      const hidden = await bridge.db.rows<{ id: string }>(
        `SELECT m.id FROM alert_message m JOIN alert_problem p ON p.id = m.problem_id WHERE p.store_id = 1`,
      );
      expect(shown.length).toBeGreaterThan(0);
      expect(hidden.length).toBeGreaterThan(0);
      const hiddenIds = hidden.map((one) => one.id);
      expect(shown.filter((one) => hiddenIds.includes(one.id))).toEqual([]);
    });
  });

  it('hears nothing of what somebody ignores while it waits, and of it once nobody does', async () => {
    const id = await channel();
    await fail(2);
    await look();
    await ignore();
    await tell();
    expect([receiver.received, await messages()]).toEqual([[], []]);
    await unignore();
    await change(id, await around());
    await tell();
    await ignore();
    await change(id, ended);
    await tell();
    expect(receiver.received).toEqual([]);
    await unignore();
    await tell();
    await tell();
    expect(receiver.received.map(({ body }) => body.what)).toEqual(['BEGAN']);
  });

  it('hears what a shop failed with, and not that calls pause', async () => {
    await channel();
    const failed = `The shop failed too often; calls pause for a moment. The last failure was: Asha (Rao) (MAGENTO_UNAVAILABLE)`;
    await bridge.db.rows(
      `WITH streams AS (UPDATE sync_cursor SET failures = 2 WHERE stream IN ('orders.new', 'orders.changed'))
       INSERT INTO sync_run (store_id, stream, trigger, state, lease_token, error_code, error_message)
       VALUES (1, 'orders.new', 'TICK', 'FAILED', gen_random_uuid(), 'MAGENTO_UNAVAILABLE', 'Asha'),
         (1, 'orders.changed', 'TICK', 'FAILED', gen_random_uuid(), 'MAGENTO_BREAKER_OPEN', $1)`,
      [failed],
    );
    await tell();
    expect(receiver.received.map(({ body }) => body.problems)).toMatchObject([
      [{ kind: 'reads', title: 'The shop is in maintenance', severity: 'URGENT', count: 2 }],
    ]);
    expect(receiver.received[0]!.text).not.toContain('Asha');
    expect(receiver.received[0]!.text).toContain('It answers 503 until somebody ends it');
    // Without a cause in it, as where too many calls wait, it is what it is.
    await bridge.db.rows(`UPDATE sync_run SET error_message = 'Too many calls wait for this shop.'`);
    const causes = (await problemsOf(source.manager, 1)).map(({ cause }) => cause).toSorted();
    expect(causes).toEqual(['MAGENTO_BREAKER_OPEN', 'MAGENTO_UNAVAILABLE']);
    await bridge.db.rows('UPDATE sync_cursor SET failures = 0');
  });

  it('hears of a shop that takes a call and says nothing, before the call has run into its time', async () => {
    const silent = async (): Promise<string[]> =>
      (await problemsOf(source.manager, 1)).map(({ kind, cause }) => `${kind} ${cause}`);
    await bridge.db.rows(
      `WITH c AS (UPDATE sync_cursor SET lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute'
         WHERE stream = 'orders.new' RETURNING lease_token)
       INSERT INTO sync_run (store_id, stream, trigger, state, lease_token, started_at)
       SELECT 1, 'orders.new', 'TICK', 'RUNNING', lease_token, now() - interval '2 minutes' FROM c`,
    );
    expect(await silent()).toEqual(['reads MAGENTO_SILENT']);
    for (const change of [
      `sync_run SET pages = 1`,
      `sync_run SET pages = 0, started_at = now()`,
      `sync_run SET started_at = now() - interval '2 minutes', lease_token = gen_random_uuid()`,
    ]) {
      await bridge.db.rows(`UPDATE ${change} WHERE state = 'RUNNING'`);
      expect(await silent()).toEqual([]);
    }
    await bridge.db.rows(`DELETE FROM sync_run WHERE state = 'RUNNING'`);
    await bridge.db.rows(`UPDATE sync_cursor SET lease_token = NULL, lease_until = NULL`);
  });

  it('hears that a problem is over also where it was switched off for weeks', async () => {
    const id = await channel();
    await fail(2);
    await tell();
    const quiet = await channel({ name: 'Quiet', ...(await around()) });
    await look();
    for (const one of [id, quiet]) await change(one, { enabled: false });
    const other = await channel({ name: 'Other' });
    await repair();
    await look();
    await change(other, { enabled: false });
    await bridge.db.rows(`UPDATE alert_problem SET ended_at = ended_at - interval '30 days'`);
    await change(id, { enabled: true });
    await tell();
    await tell();
    expect(receiver.received.map(({ body }) => body.what)).toEqual(['BEGAN', 'OVER']);
    // What waited when it was switched off is said too.
    await change(quiet, { enabled: true, ...ended });
    await tell();
    expect(receiver.received.slice(2).map(({ body }) => body.problems.map(({ what }: any) => what))).toEqual([
      ['OVER'],
    ]);
  });

  it('hears of the others where a problem is of a kind that only a later release knows', async () => {
    const warnings = jest.spyOn(Logger.prototype, 'warn');
    await channel();
    const quiet = await channel({ name: 'Quiet', ...(await around()) });
    await bridge.db.rows(
      `WITH later AS (INSERT INTO alert_problem (store_id, kind, subject, cause, count, ignored, first_at, seen_at)
         VALUES (1, 'later', '', '', 1, false, now(), now() - interval '1 hour') RETURNING id)
       INSERT INTO alert_message (id, channel_id, problem_id, what, count, content, urgent, state)
       SELECT gen_random_uuid(), $1, id, 'BEGAN', 1, '{}', false, 'HELD' FROM later`,
      [quiet],
    );
    await fail(2);
    await tell();
    await change(quiet, ended);
    await tell();
    const of = warnings.mock.calls.filter(([words]) => (words as { kind?: string }).kind === 'later');
    warnings.mockRestore();
    expect(receiver.received.map(({ body }) => body.problems.map(({ kind }: any) => kind))).toEqual([
      ['stock'],
      ['stock'],
    ]);
    expect(of).toHaveLength(1);
    // Nothing is concluded of it, and what waits about it goes on waiting.
    const rows = await bridge.db.rows(
      `SELECT ended_at, state FROM alert_problem p JOIN alert_message m ON m.problem_id = p.id WHERE kind = 'later'`,
    );
    expect(rows).toEqual([{ ended_at: null, state: 'HELD' }]);
  });

  it('hears of ten thousand problems in as many statements as of one', async () => {
    const shops = `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box, paused)
      SELECT 'shop-' || n, 'https://other.invalid', 'v' || n, auth_scheme, credentials_key_id, credentials_box, true
      FROM store, generate_series(1, 20) n WHERE id = 1`;
    const levels = `INSERT INTO inventory_level (store_id, sku, source_code, quantity, locations, version, requested_by, state, error_code)
      SELECT s.id, 'SKU-' || n, '', 1, '[]', 1, 'test', 'FAILED', 'CODE_' || n
      FROM store s, generate_series(1, 500) n WHERE s.code LIKE 'shop-%'`;
    await channel();
    await fail(1);
    const forOne = await statementsOf(look);
    await bridge.db.rows('DELETE FROM alert_message');
    await bridge.db.rows('DELETE FROM alert_problem');
    await bridge.db.rows(shops);
    try {
      await bridge.db.rows(levels);
      expect(await statementsOf(look)).toBe(forOne);
      const states = `SELECT state, count(*)::int AS n FROM alert_message GROUP BY 1 ORDER BY 1`;
      const said = [
        { state: 'PENDING', n: 1 },
        { state: 'SUMMED', n: 10_001 },
      ];
      expect(await bridge.db.rows(states)).toEqual(said);
      // What is known is not written down again.
      expect(await statementsOf(look)).toBeLessThanOrEqual(forOne);
      expect(await bridge.db.rows(states)).toEqual(said);
      await send();
      expect(receiver.received[0]!.body.problems).toHaveLength(50);
    } finally {
      await bridge.db.rows(`DELETE FROM store WHERE code LIKE 'shop-%'`);
    }
  });

  it('gets one message where many problems begin at once', async () => {
    await channel();
    for (let i = 0; i < 7; i++) await fail(i + 1, `CODE_${i}`);
    await tell();
    expect(receiver.received.map(({ body }) => [body.what, body.title, body.problems.length])).toEqual([
      ['SUMMARY', '7 problems', 7],
    ]);
    await tell();
    expect(receiver.received).toHaveLength(1);
    const states = (await messages()).map(({ what, state }) => `${what} ${state}`).sort();
    expect(states).toEqual([...Array.from({ length: 7 }, () => 'BEGAN SUMMED'), 'SUMMARY SENT']);
  });
});

describe('quiet hours', () => {
  it('delay and drop nothing: one message at their end says what is so, and what is over', async () => {
    const id = await channel(await around());
    await fail(2, 'UNKNOWN_SKU');
    await fail(3, 'PRODUCT_DISABLED');
    await tell();
    await bridge.db.rows(`DELETE FROM inventory_level WHERE error_code = 'UNKNOWN_SKU'`);
    await bridge.db.rows(
      `UPDATE alert_problem SET seen_at = seen_at - interval '1 hour' WHERE cause = 'UNKNOWN_SKU'`,
    );
    await tell();
    await tell();
    expect(receiver.received).toEqual([]);
    expect((await bridge.get(`${CHANNELS}/${id}`)).body.waiting).toBe(3);
    expect((await change(id, ended)).status).toBe(200);
    await tell();
    await tell();
    expect(receiver.received).toHaveLength(1);
    const [{ body }] = receiver.received as [Received];
    expect([body.what, body.title]).toEqual(['SUMMARY', '1 problem, 1 over']);
    expect(body.problems.map(({ what, count }: any) => [what, count])).toEqual([
      ['BEGAN', 3],
      ['OVER', 2],
    ]);
    const rows = await messages();
    const summary = rows.find(({ what }) => what === 'SUMMARY')!;
    expect(rows.filter(({ state }) => state === 'SUMMED').map((one) => one['summed_in'])).toEqual(
      Array.from({ length: 3 }, () => summary['id']),
    );
  });

  it('say at their end once what is over by then', async () => {
    const id = await channel(await around());
    await fail(2);
    await tell();
    await change(id, ended);
    await repair();
    await tell();
    await tell();
    expect(receiver.received.map(({ body }) => body.title)).toEqual(['1 over']);
    expect((await sent()).map(([what, state]) => `${what} ${state}`).sort()).toEqual([
      'BEGAN SUMMED',
      'OVER SUMMED',
      'SUMMARY SENT',
    ]);
  });

  it('let through what puts a promise at risk, unless the channel is set otherwise', async () => {
    const id = await channel(await around());
    await park();
    await fail(2);
    await tell();
    expect(receiver.received.map(({ body }) => body.problems[0].kind)).toEqual(['parked']);
    await change(id, { urgentInQuiet: false });
    await bridge.db.rows('DELETE FROM alert_message');
    await tell();
    expect((await messages()).map(({ state }) => state)).toEqual(['HELD', 'HELD']);
  });

  it('let through what waits once the channel tells in them what is urgent', async () => {
    const id = await channel({ ...(await around()), urgentInQuiet: false });
    await park();
    await fail(2);
    await tell();
    expect((await messages()).map(({ state }) => state)).toEqual(['HELD', 'HELD']);
    await change(id, { urgentInQuiet: true });
    await tell();
    await tell();
    expect(receiver.received.map(({ body }) => [body.what, body.problems[0].kind])).toEqual([
      ['BEGAN', 'parked'],
    ]);
    expect((await messages()).map(({ state }) => state).toSorted()).toEqual(['HELD', 'SENT']);
  });

  it('hold what could not be sent before they began', async () => {
    const id = await channel();
    await fail(2);
    await look();
    await change(id, await around());
    await look();
    await send();
    expect(receiver.received).toEqual([]);
    expect(await sent()).toEqual([['BEGAN', 'HELD', 2]]);
  });
});

describe('nothing is lost, and nothing is sent by two', () => {
  it('when two replicas look at once', async () => {
    await channel();
    await fail(3);
    const others = Array.from({ length: 4 }, () => new AlertWatch(source).look());
    await Promise.all([look(), ...others]);
    await look();
    expect(await sent()).toEqual([['BEGAN', 'PENDING', 3]]);
    await Promise.all(Array.from({ length: 4 }, () => bridge.app.get(AlertDispatcher).kick()));
    await send();
    expect(receiver.received).toHaveLength(1);
  });

  it('when the receiver took it and the process died before it was written down', async () => {
    await channel();
    await fail(3);
    await look();
    const [held] = await claimMessages(source.manager);
    const to = (await receiversOf(source.manager, [held!.channelId])).get(held!.channelId)!;
    const sent = await bridge.app
      .get(AlertSender)
      .send(held!.id, to, held!.content, { allowsSending: () => true });
    expect(sent.error).toBeUndefined();
    // Nobody else sends it while the process may be alive.
    await bridge.app.get(AlertDispatcher).kick();
    expect(receiver.received).toHaveLength(1);
    await send();
    expect(receiver.received).toHaveLength(2);
    const [first, second] = receiver.received as [Received, Received];
    expect([second.id, second.text]).toEqual([first.id, first.text]);
    expect((await messages())[0]).toMatchObject({ state: 'SENT', attempts: 2 });
    // It was frozen, not dead: what it says now is of no effect.
    const late = { error: 'late', waitSeconds: 60, version: to.version };
    expect(await source.transaction((manager) => settleMessage(manager, held!, late))).toBe(false);
    expect((await messages())[0]).toMatchObject({ state: 'SENT', last_error: null });
    expect((await bridge.get(CHANNELS)).body[0].failures).toBe(0);
  });

  it('when the mail server greets and then hangs: it is shown, and sent once it does not', async () => {
    const id = await channel({ kind: 'EMAIL', target: 'oncall@example.com' });
    mailbox.hangs = true;
    await fail(3);
    await look();
    await bridge.app.get(AlertDispatcher).kick();
    const failed = await until(async () => (await messages()).find((one) => one['last_error'] !== null));
    expect(failed).toMatchObject({ state: 'PENDING', attempts: 1, last_error: 'no answer in 15 s' });
    expect(mailbox.hung).toBe(1);
    expect((await bridge.get(`${CHANNELS}/${id}`)).body).toMatchObject({ failures: 1, waiting: 1 });
    const shown = await problemsOf(source.manager, 1);
    expect(shown.find(({ kind }) => kind === 'alerts')).toMatchObject({
      subject: 'EMAIL',
      cause: 'Operators',
    });
    const { text } = await bridge.get('/metrics', { anonymous: true });
    expect(text).toContain('bridge_alert_channel_failing{channel="Operators",kind="EMAIL"} 1');
    expect(text).toContain('bridge_alert_messages_waiting{channel="Operators",state="PENDING"} 1');
    mailbox.hangs = false;
    await until(async () => {
      await send();
      return mailbox.received.length > 0 ? true : undefined;
    });
    // Long headers are folded.
    const mail = mailbox.received[0]!.replaceAll(/\r\n /g, ' ');
    expect(mail).toContain(`Message-ID: <${String(failed['id'])}@alerts.magento-oms-bridge>`);
    expect(mail).toContain('From: bridge@example.com');
    expect(mail).toContain('Subject: [OMS bridge] default: Magento did not take the stock of 3 SKUs');
    expect((await messages()).map(({ state, attempts }) => [state, attempts])).toEqual([['SENT', 2]]);
    expect((await problemsOf(source.manager, 1)).map(({ kind }) => kind)).toEqual(['stock']);
  });

  it('when the lease has run out before a byte is sent', async () => {
    await channel({ kind: 'EMAIL', target: 'oncall@example.com' });
    await channel({ name: 'Web' });
    await fail(1);
    await look();
    const claimed = await claimMessages(source.manager);
    const receivers = await receiversOf(
      source.manager,
      claimed.map(({ channelId }) => channelId),
    );
    expect(claimed).toHaveLength(2);
    for (const { id, channelId, content } of claimed) {
      const late = { allowsSending: () => false };
      const result = await bridge.app.get(AlertSender).send(id, receivers.get(channelId)!, content, late);
      expect(result).toMatchObject({ unsentForSeconds: 0, error: 'not sent: the lease was over' });
    }
    expect([mailbox.received, receiver.received]).toEqual([[], []]);
  });

  it('when its channel is removed while it is under way', async () => {
    const id = await channel();
    const { promise, resolve } = Promise.withResolvers<void>();
    receiver.mischief = { until: promise };
    await fail(3);
    await look();
    await bridge.app.get(AlertDispatcher).kick();
    await until(async () => Promise.resolve(receiver.held === 1 ? true : undefined));
    expect((await bridge.call('DELETE', `${CHANNELS}/${id}`)).status).toBe(204);
    const warnings = jest.spyOn(Logger.prototype, 'warn');
    const said = (): unknown[] =>
      warnings.mock.calls.filter(([, words]) => String(words).includes('is not written down'));
    resolve();
    await until(async () => Promise.resolve(said().length > 0 ? true : undefined));
    expect(said()).toEqual([
      [expect.objectContaining({ channel: 'Operators', taken: true }), expect.any(String)],
    ]);
    warnings.mockRestore();
    await until(async () => Promise.resolve(receiver.received.length === 1 ? true : undefined));
    await tell();
    expect([await messages(), (await bridge.get(CHANNELS)).body]).toEqual([[], []]);
    const [entry] = await bridge.db.rows(
      `SELECT before FROM audit_log WHERE action = 'alert-channel.remove' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toMatchObject({ before: { name: 'Operators', waiting: 1 } });
  });

  it('when its channel gets another address while it is under way', async () => {
    const id = await channel();
    const other = await Merchant.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    receiver.mischief = { until: promise, status: 500 };
    await fail(3);
    await look();
    await bridge.app.get(AlertDispatcher).kick();
    await until(async () => Promise.resolve(receiver.held === 1 ? true : undefined));
    expect((await change(id, { target: `${other.url}/new` })).status).toBe(200);
    resolve();
    await until(async () => Promise.resolve(receiver.refused === 1 ? true : undefined));
    await send();
    expect(other.received.map(({ path, body }) => [path, body.what])).toEqual([['/new', 'BEGAN']]);
    // What came of the old address says nothing of the new one.
    expect((await bridge.get(`${CHANNELS}/${id}`)).body).toMatchObject({ failures: 0, lastFailureAt: null });
    await other.close();
  });

  it('when it is refused again and again: tried later each time, and others go on', async () => {
    await channel({ kind: 'SLACK', target: `${receiver.url}/services/T0/B0/very-secret` });
    receiver.mischief = { status: 404, answer: (request) => `no_service ${request.url!}` };
    await fail(3, 'UNKNOWN_SKU');
    await look();
    await bridge.app.get(AlertDispatcher).kick();
    const row = await until(async () => (await messages()).find((one) => one['last_error'] !== null));
    expect(row).toMatchObject({ state: 'PENDING', last_error: 'answered 404: no_service [removed]' });
    const listed = await bridge.get(CHANNELS);
    expect(listed.body[0]).toMatchObject({ target: receiver.url, failures: 1 });
    expect(listed.text).not.toContain('very-secret');
    receiver.mischief = {};
    await fail(3, 'PRODUCT_DISABLED');
    await look();
    await send();
    const texts = () => receiver.received.map(({ body, path }) => [path, body.text]);
    await until(async () => {
      await send();
      return receiver.received.length === 2 ? true : undefined;
    });
    expect(texts().map(([path]) => path)).toEqual(Array(2).fill('/services/T0/B0/very-secret'));
    expect(receiver.received[0]!.body.blocks[0].type).toBe('header');
    expect((await messages()).map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  });

  /** What was refused before comes later than what is new. */
  const putOff = () =>
    bridge.db.rows(
      `UPDATE alert_message SET next_attempt_at = now() + interval '1 hour' WHERE state = 'PENDING'`,
    );
  const due = () =>
    bridge.db.rows(`UPDATE alert_message SET next_attempt_at = now() WHERE state = 'PENDING'`);

  it('when one message says that several began: that one is over is said after it', async () => {
    await channel();
    for (let i = 0; i < 7; i++) await fail(1, `CODE_${i}`);
    await look();
    await putOff();
    await bridge.db.rows(`DELETE FROM inventory_level WHERE error_code = 'CODE_0'`);
    await bridge.db.rows(`UPDATE alert_problem SET seen_at = seen_at - interval '10 minutes'`);
    await look();
    expect(await claimMessages(source.manager)).toEqual([]);
    await due();
    await send();
    expect(receiver.received.map(({ body }) => body.what)).toEqual(['SUMMARY', 'OVER']);
  });

  it('when several are over in one message: that they began is said before it', async () => {
    await channel();
    for (const first of [0, 4]) {
      for (let i = first; i < first + 4; i++) await fail(1, `CODE_${i}`);
      await look();
    }
    await putOff();
    await repair();
    await look();
    expect(await claimMessages(source.manager)).toEqual([]);
    await due();
    await send();
    expect(receiver.received.map(({ body }) => body.what)).toEqual([
      ...Array<string>(8).fill('BEGAN'),
      'SUMMARY',
    ]);
  });

  it('when a receiver asks for a pause of days: it is tried within the hour', async () => {
    await channel();
    receiver.mischief = { status: 429, headers: { 'retry-after': '172800' } };
    await fail(1);
    await look();
    await bridge.app.get(AlertDispatcher).kick();
    const row = await until(async () => (await messages()).find((one) => one['last_error'] !== null));
    const [{ later }] = await bridge.db.rows<any>(
      `SELECT next_attempt_at > now() + interval '61 minutes' AS later FROM alert_message`,
    );
    expect([row['last_error'], later]).toEqual(['answered 429: no', false]);
  });

  it('while it waits, it is not removed with what is old', async () => {
    await channel();
    await fail(1);
    await tell();
    await repair();
    await look();
    const rules = RETENTION_RULES.filter(({ table }) => table.startsWith('alert_'));
    const prune = async (): Promise<void> => {
      for (const rule of rules) await applyRule(source.manager, rule, 100);
    };
    await bridge.db.rows(`UPDATE alert_problem SET ended_at = ended_at - interval '91 days'`);
    await prune();
    expect((await messages()).map(({ what }) => what)).toEqual(['BEGAN', 'OVER']);
    await send();
    await prune();
    expect(await messages()).toEqual([]);
  });
});

describe('the ticks have work', () => {
  const holds = async () => {
    const conditions = new Map([
      ['watch', ALERTS_WATCHED],
      ['send', ALERT_DUE],
    ]);
    return [...(await namesThatHold(source.manager, conditions))];
  };

  it('exactly where there is somebody to tell, or something to send', async () => {
    expect(await holds()).toEqual([]);
    const id = await channel({ enabled: false });
    expect(await holds()).toEqual([]);
    // A tick comes once a minute all the same: where nobody hears of problems, nothing is kept.
    await fail(1);
    await look();
    expect(await bridge.db.rows('SELECT 1 FROM alert_problem')).toEqual([]);
    await change(id, { enabled: true });
    expect(await holds()).toEqual(['watch']);
    await look();
    expect(await holds()).toEqual(['watch', 'send']);
    await change(id, { enabled: false });
    expect(await holds()).toEqual([]);
    expect(await claimMessages(source.manager)).toEqual([]);
    await change(id, { enabled: true });
    expect(await claimMessages(source.manager)).toHaveLength(1);
    expect(await holds()).toEqual(['watch']);
  });
});

describe('the console', () => {
  const PAGE = '/console/alerts?store=default';
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = new Visitor(bridge.url);
    expect(await visitor.signIn(CLIENT.id, CLIENT.secret)).toBe(303);
  });

  it('adds a channel by a form, keeps what was typed where a field is wrong, and shows its secret once', async () => {
    const { html } = await visitor.get('/console/alerts/new?store=default');
    const form = formOf(html);
    expect(form).toMatchObject({ kind: 'EMAIL', leastCount: '1', scope: 'store', enabled: 'true' });
    const typed = {
      ...form,
      name: 'Web & co',
      kind: 'WEBHOOK',
      target: `${receiver.url}/a`,
      leastCount: 'many',
    };
    const wrong = await visitor.send('/console/alerts/new?store=default', { ...typed, quietFrom: '22:00' });
    expect(wrong.status).toBe(200);
    expect(wrong.html).toContain('Web &amp; co');
    expect(wrong.html).toMatch(/id="leastCount"[^>]*aria-invalid="true"/);
    const right = { ...formOf(wrong.html), leastCount: '2', quietTo: '07:00', quietZone: 'Asia/Kolkata' };
    const saved = await visitor.send('/console/alerts/new?store=default', right);
    expect(saved.html).toMatch(/whsec_[\w+/=]+/);
    const listed = await visitor.get(PAGE);
    expect(listed.html).toContain('from 2; quiet 22:00 to 07:00 (Asia/Kolkata)');
    expect(listed.html).not.toContain('whsec_');
    expect(listed.response.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('changes, tests and removes one, and lists what was sent', async () => {
    const id = await channel({ repeatHours: 24, problemKinds: ['stock', 'writes'] });
    await fail(3);
    await tell();
    const path = `/console/alerts/${id}?store=default`;
    const { html } = await visitor.get(path);
    // A box that is ticked is one of the kinds.
    expect(html.match(/name="problemKinds" value="\w+" checked/g)).toHaveLength(2);
    const wrong = await visitor.send(path, { ...formOf(html), newSecret: 'true', leastCount: 'many' });
    expect(formOf(wrong.html)).toMatchObject({ newSecret: 'true', leastCount: 'many' });
    // A link without a cause, as of an endpoint whose address may hold a token.
    const problem = await visitor.get('/console/problems?store=default&kind=stock&subject=');
    expect(problem.html).toContain('Magento did not take the stock of 3 SKUs');
    const changed = await visitor.send(path, {
      ...formOf(html),
      name: 'Night',
      repeatHours: '',
      enabled: null,
    });
    expect(changed.status).toBe(303);
    const { body } = await bridge.get(`${CHANNELS}/${id}`);
    expect(body).toMatchObject({ name: 'Night', repeatHours: null, enabled: false, storeCode: null });
    const listed = await visitor.get(PAGE);
    expect(listed.html).toContain('Magento did not take the stock of 3 SKUs');
    receiver.mischief = { status: 410, answer: () => 'gone <b>' };
    const tested = await visitor.post(`/console/alerts/${id}/test?store=default`, {}, PAGE);
    expect(tested.html).toContain('answered 410: gone &lt;b>');
    const remove = `/console/alerts/${id}/remove?store=default`;
    expect((await visitor.post(remove, {}, PAGE)).status).toBe(400);
    expect((await visitor.post(remove, { confirmed: 'true' }, PAGE)).status).toBe(303);
    expect((await bridge.get(CHANNELS)).body).toEqual([]);
    // What was changed, from what to what.
    const audit = await visitor.get('/console/audit?store=default&action=alert-channel.change');
    expect(audit.html).toContain('repeatHours');
  });
});

describe('the API', () => {
  it('adds, shows, changes and tests a channel, with each change in the audit log', async () => {
    const made = await bridge.post(CHANNELS, {
      ...{ name: 'Pager', kind: 'WEBHOOK', target: `${receiver.url}/a`, leastSeverity: 'SERIOUS' },
      ...{ quietFrom: '22:00', quietTo: '07:00', quietZone: 'Asia/Kolkata', problemKinds: ['stock'] },
    });
    expect(made.status).toBe(201);
    expect(made.body.signingSecret).toMatch(/^whsec_/);
    const path = `${CHANNELS}/${made.body.channelId}`;
    expect((await bridge.get(path)).text).not.toContain('whsec_');
    const renewed = await bridge.call('PUT', path, { body: { leastCount: 5, newSecret: true } });
    expect(renewed.body).toMatchObject({ leastCount: 5, quietFrom: '22:00', leastSeverity: 'SERIOUS' });
    expect(renewed.body.signingSecret).not.toBe(made.body.signingSecret);
    // Both sign for a day.
    receiver.secrets = [made.body.signingSecret];
    const tested = await bridge.post(`${path}/test`);
    expect(tested.body).toMatchObject({ ok: true, answer: 'answered 200' });
    expect(receiver.received[0]).toMatchObject({ signed: true, id: `msg_${tested.body.messageId}` });
    receiver.mischief = { status: 503, answer: () => 'closed' };
    expect((await bridge.post(`${path}/test`)).body).toMatchObject({
      ok: false,
      answer: 'answered 503: closed',
    });
    const log = await bridge.db.rows<Record<string, any>>(
      `SELECT action, result, before, after FROM audit_log WHERE subject = 'alert-channel:Pager' ORDER BY id`,
    );
    expect(log.map(({ action, result }) => `${action} ${result}`)).toEqual([
      'alert-channel.create ok',
      'alert-channel.change ok',
      'alert-channel.test ok',
      'alert-channel.test failed',
    ]);
    expect([log[1]!['before'].leastCount, log[1]!['after'].leastCount]).toEqual([1, 5]);
    expect(JSON.stringify(log)).not.toContain('whsec_');
  });

  it('has its secrets sealed again under a new key', async () => {
    await channel({ kind: 'SLACK', target: `${receiver.url}/services/secret` });
    const next = new SecretBox(Buffer.alloc(32, 7).toString('base64'), bridge.app.get(AppConfig).secretsKey);
    const box = new ChannelSecretBox(source, next);
    expect([await box.resealAll(CLI), await box.resealAll(CLI)]).toEqual([1, 0]);
    const [row] = await lockedChannels();
    expect(row!.secretsKeyId).toBe(next.currentKeyId);
    expect(box.open(row!)).toEqual({ url: `${receiver.url}/services/secret` });
  });

  it('tests e-mail, and answers what the server said', async () => {
    const id = await channel({ kind: 'EMAIL', target: 'oncall@example.com' });
    const { body } = await bridge.post(`${CHANNELS}/${id}/test`);
    expect(body).toMatchObject({ ok: true, answer: expect.stringMatching(/^250 /) });
    expect(mailbox.received[0]).toContain('To: oncall@example.com');
  });

  it('says why a mail server refuses, without what we signed in with', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined).write('220 x ESMTP\r\n');
      socket.on('data', (data) => {
        const said = data.toString().trim();
        socket.write(said.startsWith('EHLO') ? '250-x\r\n250 AUTH PLAIN\r\n' : `502 not known: ${said}\r\n`);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const mail = { to: 'a@example.com', subject: 's', text: 't', messageId: '<1@x>', headers: {} };
    const sending = (url: string) =>
      new Mailer({ url, from: 'b@example.com' }).send(mail, 5000, () => undefined);
    const words = await sending(`smtp://bridge:very-secret@127.0.0.1:${port}`).catch(
      (error: Error) => error.message,
    );
    expect(words).toContain('502 not known');
    expect(words).not.toContain(Buffer.from('\0bridge\0very-secret').toString('base64').replace(/=+$/, ''));
    await new Promise<void>((done) => server.close(() => done()));
    await expect(sending('smtp://169.254.169.254')).rejects.toThrow('169.254.169.254');
  });

  it('switches off a channel of e-mail also where nobody says any more how it leaves', async () => {
    const id = await channel({ kind: 'EMAIL', target: 'oncall@example.com' });
    const { app } = bridge;
    const config = Object.assign(Object.create(app.get(AppConfig)) as AppConfig, { mail: undefined });
    const box = app.get(ChannelSecretBox);
    const sender = new AlertSender(config, app.get(DeliverySender), box);
    const service = new AlertChannelsService(source, config, app.get(StoresService), sender, box);
    const off = { target: 'oncall@example.com', enabled: false };
    expect(await service.change(id, off, CLI)).toMatchObject({ enabled: false });
    await expect(service.change(id, { target: 'other@example.com' }, CLI)).rejects.toMatchObject({
      errors: [{ field: 'kind' }],
    });
    expect(await service.test(id, CLI)).toMatchObject({
      ok: false,
      answer: expect.stringContaining('SMTP_URL'),
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['half of quiet hours', { quietFrom: '22:00' }, 'quietTo'],
    ['quiet hours without a length', { quietFrom: '22:00', quietTo: '22:00', quietZone: 'UTC' }, 'quietTo'],
    ['a zone that is none', { quietFrom: '22:00', quietTo: '07:00', quietZone: 'Mars/Base' }, 'quietZone'],
    ['a zone that is none, with another fault', { quietZone: 'Mars/Base', leastCount: 0 }, 'quietZone'],
    ['an hour that is none', { quietFrom: '24:00', quietTo: '07:00', quietZone: 'UTC' }, 'quietFrom'],
    ['several addresses', { kind: 'EMAIL', target: 'a@example.com, b@example.com' }, 'target'],
    ['what is no URL', { target: 'somewhere' }, 'target'],
    ['metadata', { target: 'http://169.254.169.254/' }, 'target'],
    ['a kind of problem that is none', { problemKinds: ['alerts'] }, 'problemKinds'],
  ])('refuses %s', async (_name, more, field) => {
    const body = { name: 'Web', kind: 'WEBHOOK', target: `${receiver.url}/a`, ...more };
    const reply = await bridge.post(CHANNELS, body);
    const fields = reply.body.errors.map((error: any) => error.field);
    expect([reply.status, fields]).toEqual([400, expect.arrayContaining([field])]);
  });

  it('refuses a name that is taken, a store that is none, and a secret of what is not signed', async () => {
    const id = await channel({ kind: 'EMAIL', target: 'oncall@example.com' });
    const body = { name: 'Operators', kind: 'EMAIL', target: 'oncall@example.com' };
    expect((await bridge.post(CHANNELS, body)).status).toBe(409);
    expect((await bridge.post(CHANNELS, { ...body, name: 'X', storeCode: 'none' })).status).toBe(404);
    expect((await change(id, { newSecret: true })).body.errors[0].field).toBe('newSecret');
    expect((await bridge.get(`${CHANNELS}/999`)).status).toBe(404);
  });

  it('refuses e-mail where nobody said how it leaves, and private addresses', async () => {
    const settings = { allowPrivateTargets: false, privateTargets: [] };
    const check = (kind: ChannelKind, target: string) => checkChannelTarget(kind, target, settings, false);
    await expect(check(ChannelKind.Email, 'a@example.com')).rejects.toMatchObject({
      errors: [{ field: 'kind', message: expect.stringContaining('SMTP_URL') }],
    });
    for (const kind of [ChannelKind.Slack, ChannelKind.Webhook]) {
      await expect(check(kind, receiver.url)).rejects.toMatchObject({ errors: [{ field: 'target' }] });
    }
  });
});
