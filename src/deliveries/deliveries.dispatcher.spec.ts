import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { JobsService } from '../platform/jobs/jobs.service.js';
import { systemClock } from '../platform/time/clock.js';
import { time } from '../platform/time/time.js';
import type { DeliveryClaimsRepository } from './delivery-claims.repository.js';
import type { DeliverySender } from './delivery-sender.js';
import type { DeliverySettlingRepository } from './delivery-settling.repository.js';
import { DeliveriesDispatcher } from './deliveries.dispatcher.js';

let now = 0;
let sleepers: { at: number; wake: () => void }[] = [];

beforeEach(() => {
  now = 0;
  sleepers = [];
  Logger.overrideLogger(false);
  time.useScale(1);
  time.useClock({
    ...systemClock,
    now: () => now,
    monotonic: () => now,
    sleep: (ms: number) => new Promise<void>((wake) => void sleepers.push({ at: now + ms, wake })),
  });
});

afterEach(() => time.useClock(systemClock));

/** Lets the time pass in small steps. */
async function pass(ms: number, each: () => void): Promise<void> {
  for (const end = now + ms; now < end; now += 10) {
    each();
    const due = sleepers.filter(({ at }) => at <= now);
    sleepers = sleepers.filter(({ at }) => at > now);
    for (const { wake } of due) wake();
    await new Promise((later) => setImmediate(later));
  }
}

function dispatcherOf(claim: () => Promise<never[]>): DeliveriesDispatcher {
  return new DeliveriesDispatcher(
    { worksHere: true } as JobsService,
    { claim, giveBackClaim: () => Promise.resolve() } as unknown as DeliveryClaimsRepository,
    {} as DeliverySender,
    {} as DeliverySettlingRepository,
  );
}

it('asks a database that refuses claims again and again, but not more and more often', async () => {
  const claim = jest.fn(() => Promise.reject(new Error('no')));
  const dispatcher = dispatcherOf(claim);
  // Events come in all the time, and each asks for a claim.
  await pass(20_000, () => dispatcher.kick());
  expect(claim.mock.calls.length).toBeLessThanOrEqual(41);
  expect(claim.mock.calls.length).toBeGreaterThan(30);
});

it('claims once more for all that was asked while a claim was under way, and ends with the last one', async () => {
  const answers: (() => void)[] = [];
  const claim = jest.fn(() => new Promise<never[]>((done) => answers.push(() => done([]))));
  const dispatcher = dispatcherOf(claim);
  dispatcher.kick();
  await pass(20, () => dispatcher.kick());
  answers[0]!();
  await pass(50, () => undefined);
  expect(claim).toHaveBeenCalledTimes(2);
  let ended = false;
  const end = dispatcher.beforeApplicationShutdown().then(() => (ended = true));
  dispatcher.kick();
  await pass(100, () => undefined);
  expect(ended).toBe(false);
  answers[1]!();
  await pass(50, () => undefined);
  await end;
  expect(claim).toHaveBeenCalledTimes(2);
});
