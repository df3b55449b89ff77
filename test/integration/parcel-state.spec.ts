import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import type { DeliveriesService } from '../../src/deliveries/deliveries.service.js';
import { DeliveryQueueRepository } from '../../src/deliveries/delivery-queue.repository.js';
import { EventIntake } from '../../src/notifications/event-intake.js';
import { ParcelReturns } from '../../src/notifications/parcel-returns.js';
import {
  type Incoming,
  NOTHING_MORE,
  NotificationSource,
  NotificationState,
} from '../../src/notifications/notification.types.js';
import { storeNotifications } from '../../src/notifications/notifications.repository.js';
import { NotificationType, stageOf } from '../../src/notifications/notification-types.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let db: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  db = await createTestDatabase();
  source = await new DataSource(dataSourceOptions(db.url)).initialize();
  await db.rows(
    `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box)
     VALUES ('s', 'http://x', 'default', 'admin', 'k', '')`,
  );
});

afterAll(async () => {
  await source.destroy();
  await db.drop();
});

const EVENT = {
  storeId: 1,
  source: NotificationSource.Api,
  state: NotificationState.Accepted,
  forwardOrderCode: '1',
  known: true,
  deliveryId: null,
  body: {},
  raw: null,
  reason: null,
  requestId: null,
  isReturn: false,
  overtaken: false,
  names: null,
  reading: null,
};
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300) / 3;
let parcel = 0;

/** The state of a fresh parcel after these events. */
async function after(events: readonly { type: string; second: number }[]): Promise<unknown> {
  const key = `parcel-${++parcel}`;
  let moves: string[] = [];
  for (const { type, second } of events) {
    const at = new Date(1_700_000_000_000 + second * 1000).toISOString();
    const event = {
      ...EVENT,
      dedupeKey: `${key} ${type} ${second}`,
      type,
      at,
      parcelKey: key,
      stage: stageOf(type),
    };
    await source.transaction((manager) => storeNotifications(manager, [event]));
    const [row] = await db.rows<{ at: string }>(
      'SELECT event_time::text AS at FROM parcel_state WHERE parcel_key = $1',
      [key],
    );
    moves = [...moves, row!.at];
  }
  expect(moves).toEqual([...moves].sort());
  const [row] = await db.rows('SELECT type, event_time, stage FROM parcel_state WHERE parcel_key = $1', [
    key,
  ]);
  return row;
}

it('up to six events of a parcel, in any order and with repeats, end in one state and never go back', async () => {
  const event = fc.record({
    type: fc.constantFrom(...Object.values(NotificationType), 'UNKNOWN_ONE'),
    second: fc.integer({ min: 0, max: 3 }),
  });
  const orders = fc
    .array(event, { minLength: 1, maxLength: 6 })
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], {
          minLength: events.length,
          maxLength: 2 * events.length,
        }),
      ),
    )
    .map(([events, some]) => [events, [...some, ...events.filter((one) => !some.includes(one))]] as const);
  await fc.assert(
    fc.asyncProperty(orders, async ([events, shuffled]) => {
      expect(await after(shuffled)).toEqual(await after(events));
    }),
    { numRuns: RUNS, seed: 20261123 },
  );
}, 300_000);

function newIntake(): EventIntake {
  const queue = Object.assign(new DeliveryQueueRepository(source), {
    register: () => undefined,
    wishes: () => Promise.resolve(new Map()),
  });
  return new EventIntake(source, queue as unknown as DeliveriesService, new ParcelReturns());
}

function event(forwardOrderCode: string, type = 'DELIVERED', second = 0): Incoming {
  const at = new Date(1_700_000_000_000 + second * 1000);
  return { storeId: 1, requestId: null, event: { ...NOTHING_MORE, type, at, forwardOrderCode } };
}

it('an event that cannot be stored takes no other with it', async () => {
  const intake = newIntake();
  // While the first two are stored, the others gather into one transaction.
  const given = ['a', 'b', 'c', 'd', 'e'].map((code) => event(code));
  given.splice(4, 0, event('odd', 'NUL \0'));
  const ended = await Promise.allSettled(given.map((one) => intake.accept(one)));
  expect(ended.map(({ status }) => status)).toEqual([
    ...Array<string>(4).fill('fulfilled'),
    'rejected',
    'fulfilled',
  ]);
  const stored = await db.rows<{ code: string }>(
    `SELECT forward_order_code AS code FROM notification WHERE source = 'SERVICE' ORDER BY 1`,
  );
  expect(stored.map(({ code }) => code)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('an event whose sender got a failure is not stored after all, behind those that came later', async () => {
  // Fails the first time only: what a rolled back transaction drew from a sequence stays drawn.
  await db.rows('CREATE SEQUENCE tries');
  await db.rows(`CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF nextval('tries') = 1 THEN RAISE 'the connection is lost'; END IF; RETURN NEW; END $$`);
  await db.rows(
    'CREATE TRIGGER fail_once BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION fail_once()',
  );
  const intake = newIntake();
  await expect(intake.accept(event('late', 'PICKED_UP', 0))).rejects.toThrow('the connection is lost');
  for (const second of [1, 2, 3]) await intake.accept(event('late', 'IN_TRANSIT', second));
  const stored = await db.rows<{ type: string }>(
    `SELECT type FROM notification WHERE forward_order_code = 'late' ORDER BY id`,
  );
  expect(stored.map(({ type }) => type)).toEqual(Array(3).fill('IN_TRANSIT'));
});
