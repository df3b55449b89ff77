import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { auditAfter, LEFT_TO_WRITE_OUT, moveStream } from '../../src/audit/audit.repository.js';
import { DELIVERY_DUE, DeliveryClaimsRepository } from '../../src/deliveries/delivery-claims.repository.js';
import {
  InventoryLevelsRepository,
  STOCK_PUSH_DUE,
} from '../../src/inventory/inventory-levels.repository.js';
import { INVENTORY_RUN_DUE, InventoryRunsRepository } from '../../src/inventory/inventory-runs.repository.js';
import { EVENT_LOOK_DUE, takeDue } from '../../src/notifications/waiting-events.repository.js';
import { OPERATION_DUE, OperationsRepository } from '../../src/operations/operations.repository.js';
import { closeTallies, TALLY_ENDED } from '../../src/platform/audit/audit-tally.repository.js';
import { RUN_OPERATION } from '../../src/operations/operations.jobs.js';
import { JobsService } from '../../src/platform/jobs/jobs.service.js';
import { namesThatHold } from '../../src/platform/schedule/due-work.repository.js';
import { DueWork } from '../../src/platform/schedule/due-work.js';
import { Schedules } from '../../src/platform/schedule/schedules.js';
import { time } from '../../src/platform/time/time.js';
import { claimComparison, COMPARISON_DUE } from '../../src/reconciliation/held-comparisons.repository.js';
import { BACKFILL_DUE, BackfillsRepository } from '../../src/sync/backfills.repository.js';
import {
  STORE_WITHOUT_STREAMS,
  STREAM_DUE,
  SyncCursorsRepository,
} from '../../src/sync/sync-cursors.repository.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { moveClockAhead, startClock, stopClock } from '../support/clock-ahead.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const TIMES = ['NULL', `now() - interval '1 s'`, `now() + interval '1 h'`];
const NOT_NULL = TIMES.slice(1);
/** A token, and the end of its lease. */
const LEASES = ['NULL, NULL', ...NOT_NULL.map((end) => `gen_random_uuid(), ${end}`)];

let sandbox: Sandbox;
let bridge: TestApp;
let manager: DataSource['manager'];

beforeAll(async () => {
  sandbox = await Sandbox.start();
  sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000, lines: 1 }));
  bridge = await startTestApp(sandbox);
  await bridge.sync('orders.new');
  // Nothing takes the rows but the claims below.
  await bridge.app.get(Schedules).onModuleDestroy();
  manager = bridge.app.get(DataSource).manager;
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

async function holds(condition: string): Promise<boolean> {
  return (await namesThatHold(manager, new Map([['it', condition]]))).has('it');
}

/** Every row of a table that the claim could meet: the condition holds exactly where the claim takes something. */
async function expectSame(
  condition: string,
  table: string,
  rows: string[],
  claim: () => Promise<unknown[]>,
): Promise<void> {
  let due = 0;
  for (const paused of [false, true]) {
    await bridge.db.rows('UPDATE store SET paused = $1', [paused]);
    for (const row of rows) {
      await bridge.db.rows(`DELETE FROM ${table}`);
      await bridge.db.rows(row);
      const isDue = await holds(condition);
      const claimed = (await claim()).length > 0;
      expect({ row, paused, isDue }).toEqual({ row, paused, isDue: claimed });
      if (isDue) due++;
    }
  }
  await bridge.db.rows('UPDATE store SET paused = false');
  expect(due).toBeGreaterThan(0);
}

describe('a tick has work exactly where its claim finds some', () => {
  it('of operations', async () => {
    const rows = ['PENDING', 'RUNNING', 'UNKNOWN', 'FAILED'].flatMap((state) =>
      TIMES.flatMap((at) =>
        LEASES.map(
          (lease) =>
            `INSERT INTO operation (store_id, order_id, kind, natural_key, state, requested_by, next_attempt_at, lease_token, lease_until)
             SELECT 1, id, 'CANCEL', 'CANCEL', '${state}', 'test', ${at}, ${lease} FROM "order"`,
        ),
      ),
    );
    await expectSame(OPERATION_DUE, 'operation', rows, () =>
      bridge.app.get(OperationsRepository, { strict: false }).due(manager, 1),
    );
  });

  it('of deliveries', async () => {
    const states = [`'ENABLED', NULL`, `'DISABLED', 'FAILING'`, `'DISABLED', 'GONE'`];
    const deliveries = ['PENDING', 'DELIVERED'].flatMap((state) =>
      TIMES.map(
        (at) => `INSERT INTO delivery (store_id, kind, event_type, order_code, body, state, next_attempt_at)
                 VALUES (1, 'NOTIFICATION', 'x', '1', '{}', '${state}', ${at})`,
      ),
    );
    for (const state of states) {
      for (const until of TIMES) {
        for (const delivery of deliveries) {
          await bridge.db.rows('DELETE FROM delivery');
          await bridge.db.rows('DELETE FROM endpoint');
          await bridge.db.rows(
            `INSERT INTO endpoint (store_id, kind, url, state, disabled_reason, paused_until, secrets_key_id, secrets_box)
             VALUES (1, 'NOTIFICATION', 'http://127.0.0.1', ${state}, ${until}, 'k', '')`,
          );
          await bridge.db.rows(delivery);
          const isDue = await holds(DELIVERY_DUE);
          const claimed = await bridge.app
            .get(DeliveryClaimsRepository, { strict: false })
            .claim(randomUUID(), { perEndpoint: 10, free: 10, busy: new Map() });
          expect({ state, until, delivery, isDue }).toEqual({
            state,
            until,
            delivery,
            isDue: claimed.length > 0,
          });
        }
      }
    }
    await bridge.db.rows('DELETE FROM delivery');
    await bridge.db.rows('DELETE FROM endpoint');
  });

  it('of streams', async () => {
    const rows = NOT_NULL.flatMap((at) =>
      LEASES.map(
        (lease) => `INSERT INTO sync_cursor (store_id, stream, next_run_at, lease_token, lease_until)
                    VALUES (1, 'orders.new', ${at}, ${lease})`,
      ),
    );
    const cursors = bridge.app.get(SyncCursorsRepository, { strict: false });
    await expectSame(STREAM_DUE, 'sync_cursor', rows, () => cursors.claimDue(manager, 1));
    await bridge.db.rows('DELETE FROM sync_cursor');
    // A set-up may take an hour, and the sweep would then find each order missing.
    await bridge.db.rows('UPDATE store SET paused = true');
    expect([await holds(STORE_WITHOUT_STREAMS), await cursors.ensure()]).toEqual([false, false]);
    await bridge.db.rows('UPDATE store SET paused = false');
    expect(await holds(STORE_WITHOUT_STREAMS)).toBe(true);
    await cursors.ensure();
    expect(await holds(STORE_WITHOUT_STREAMS)).toBe(false);
  });

  it('of backfills', async () => {
    const rows = ['RUNNING', 'DONE'].flatMap((state) =>
      NOT_NULL.flatMap((at) =>
        LEASES.map(
          (
            lease,
          ) => `INSERT INTO backfill (store_id, created_from, created_to, pause_ms, requested_by, state, next_run_at, lease_token, lease_until)
               VALUES (1, '2020-01-01', '2020-01-02', 0, 'test', '${state}', ${at}, ${lease})`,
        ),
      ),
    );
    await expectSame(BACKFILL_DUE, 'backfill', rows, () =>
      bridge.app.get(BackfillsRepository, { strict: false }).claimDue(manager, 1),
    );
  });

  it('of stock', async () => {
    const rows = TIMES.map(
      (at) =>
        `INSERT INTO inventory_level (store_id, sku, source_code, locations, quantity, version, requested_by, next_attempt_at)
         VALUES (1, 'A', '', '{}', 1, 1, 'test', ${at})`,
    );
    await expectSame(STOCK_PUSH_DUE, 'inventory_level', rows, () =>
      bridge.app.get(InventoryLevelsRepository, { strict: false }).storesWithWork(),
    );
  });

  it('of events that wait, also in a store that is paused', async () => {
    const rows = ['WAITING', 'DISMISSED'].flatMap((state) =>
      TIMES.map(
        (
          at,
        ) => `INSERT INTO notification (store_id, source, state, dedupe_key, known, body, names, reading, look_at)
             VALUES (1, 'CLICKPOST', '${state}', 'k', true, '{}', '{A}', '{}', ${at})`,
      ),
    );
    await expectSame(EVENT_LOOK_DUE, 'notification', rows, () => takeDue(manager, 1));
  });

  it('of runs over the stock', async () => {
    const runs = bridge.app.get(InventoryRunsRepository, { strict: false });
    const left = ['RUNNING', 'DONE'].flatMap((state) =>
      NOT_NULL.map(
        (until) => `INSERT INTO inventory_run (store_id, kind, trigger, state, lease_until)
                    VALUES (1, 'FULL_PUSH', 'MANUAL', '${state}', ${until})`,
      ),
    );
    await expectSame(INVENTORY_RUN_DUE, 'inventory_run', left, async () => {
      const { again, failed } = await runs.takeAbandoned(manager);
      return [...again, ...failed];
    });
    const hour = (hours: number): string =>
      `UPDATE store SET settings = settings || jsonb_build_object('fullPushHour', extract(hour FROM now() AT TIME ZONE 'UTC' + interval '${hours} h')::int)`;
    const level = `INSERT INTO inventory_level (store_id, sku, source_code, locations, quantity, version, requested_by)
      VALUES (1, 'A', '', '{}', 1, 1, 'test')`;
    const levels = ['SELECT 1', level].flatMap((one) => [0, 12].map((hours) => `${hour(hours)}; ${one}`));
    await bridge.db.rows('DELETE FROM inventory_run');
    await expectSame(INVENTORY_RUN_DUE, 'inventory_level', levels, () => runs.storesOfTheHour(manager));
    const nights = [`'NIGHTLY', now()`, `'NIGHTLY', now() - interval '21 h'`, `'MANUAL', now()`].map(
      (run) =>
        `INSERT INTO inventory_run (store_id, kind, state, trigger, started_at) VALUES (1, 'FULL_PUSH', 'DONE', ${run})`,
    );
    await bridge.db.rows(hour(0));
    await expectSame(INVENTORY_RUN_DUE, 'inventory_run', nights, () => runs.storesOfTheHour(manager));
    await bridge.db.rows('DELETE FROM inventory_level');
    await bridge.db.rows('DELETE FROM inventory_run');
  });

  it('of comparisons', async () => {
    const rows = ['RUNNING', 'DONE'].flatMap((state) =>
      LEASES.map(
        (
          lease,
        ) => `INSERT INTO reconciliation (store_id, created_from, created_to, requested_by, state, lease_token, lease_until)
                    VALUES (1, '2020-01-01', '2020-01-02', 'test', '${state}', ${lease})`,
      ),
    );
    await expectSame(COMPARISON_DUE, 'reconciliation', rows, async () => {
      const held = await claimComparison(manager, null);
      return held ? [held] : [];
    });
  });

  it('of counts of an hour that has ended', async () => {
    const rows = ['now()', `now() - interval '1 h'`].map(
      (
        hour,
      ) => `INSERT INTO audit_tally (hour, action, result, actor, address, store_code, subject, times, first_at, last_at)
                 VALUES (date_trunc('hour', ${hour}, 'UTC'), 'access', 'refused', 'a', '', '', 'x', 2, now(), now())`,
    );
    await expectSame(TALLY_ENDED, 'audit_tally', rows, async () => {
      const before = await bridge.db.rows('SELECT FROM audit_tally');
      await closeTallies(manager);
      return before.slice((await bridge.db.rows('SELECT FROM audit_tally')).length);
    });
  });

  it('of entries of the audit log that are not written out', async () => {
    const [head] = await bridge.db.rows<{ position: string }>('SELECT position FROM audit_head');
    for (const position of [Number(head!.position) - 1, Number(head!.position)]) {
      await moveStream(manager, String(position));
      const left = await auditAfter(manager, String(position), 1);
      expect({ position, isDue: await holds(LEFT_TO_WRITE_OUT) }).toEqual({
        position,
        isDue: left.length > 0,
      });
    }
  });
});

describe('what the ticks ask', () => {
  let work: DueWork;
  const asked = async (): Promise<number> =>
    Number((await bridge.db.rows<{ n: string }>('SELECT last_value AS n FROM asked'))[0]!.n);

  afterAll(startClock);

  beforeAll(async () => {
    stopClock();
    await bridge.db.rows('CREATE SEQUENCE asked MINVALUE 0');
    work = new DueWork(bridge.app.get(DataSource));
    work.register('counts', `nextval('asked') < 0`);
    work.register('never', 'false');
    work.register('always', 'true');
  });

  const both = () => Promise.all(['counts', 'never', 'always'].map((name) => work.isDue(name)));

  it('is one statement for all of them', async () => {
    expect(await both()).toEqual([false, false, true]);
    const before = await asked();
    moveClockAhead(100);
    expect(await both()).toEqual([false, false, true]);
    expect(await asked()).toBe(before + 1);
  });

  it('is passed over once a minute: they run whether the condition holds or not', async () => {
    moveClockAhead(time.waitMs(60_000));
    expect(await both()).toEqual([true, true, true]);
    moveClockAhead(100);
    expect(await both()).toEqual([false, false, true]);
  });

  it('fails the tick where the database does not answer, and is asked again', async () => {
    work.register('broken', '1 / (SELECT 0) = 1');
    await expect(work.isDue('never')).rejects.toThrow('division by zero');
    work.register('broken', 'true');
    moveClockAhead(100);
    expect(await work.isDue('broken')).toBe(true);
  });
});

it('jobs that are sent together are all taken before the queue is looked at by itself', async () => {
  const jobs = bridge.app.get(JobsService);
  const ids = Array.from({ length: 10 }, () => randomUUID());
  await manager.transaction(async (one) => {
    for (const id of ids) await jobs.send(one, RUN_OPERATION, { id });
  });
  // At one for each look they would take five minutes: longer than `until` waits.
  await until(async () => (await jobs.waiting(manager, RUN_OPERATION, 10)) === 0 || undefined);
});
