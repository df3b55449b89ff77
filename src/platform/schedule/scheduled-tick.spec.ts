import { beforeEach, expect, it, jest } from '@jest/globals';
import type { Logger } from '@nestjs/common';
import { ScheduledTick } from './scheduled-tick.js';
import type { TickMethod } from './tick.decorator.js';

const warn = jest.fn();
const tickOf = (method: TickMethod): ScheduledTick =>
  new ScheduledTick({ name: 'test', every: 1000 }, method, { warn } as unknown as Logger);

beforeEach(() => void warn.mockClear());

it('does not run over itself, and runs again once it has ended', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = jest.fn(() => promise);
  const tick = tickOf(work);
  const first = tick.run();
  await tick.run();
  expect(work).toHaveBeenCalledTimes(1);
  resolve();
  await first;
  await tick.run();
  expect(work).toHaveBeenCalledTimes(2);
});

it('says that it failed, how often in a row and why, and runs again', async () => {
  const work = jest
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new Error('no database'))
    .mockResolvedValue();
  const tick = tickOf(work);
  expect(tick.status).toMatchObject({ failures: 0, lastBeganAt: undefined });
  await tick.run();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(tick.status).toMatchObject({ name: 'test', every: 1000, failures: 1, lastError: 'no database' });
  await tick.run();
  expect(work).toHaveBeenCalledTimes(2);
  expect(tick.status).toMatchObject({ failures: 0, lastError: undefined });
  expect(tick.status.lastBeganAt).toBeInstanceOf(Date);
});

it('tells the work under way to stop, ends with it, and does not begin again', async () => {
  let stopped: AbortSignal | undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = jest.fn<TickMethod>((stopping) => {
    stopped = stopping;
    return promise;
  });
  const tick = tickOf(work);
  void tick.run();
  let ended = false;
  const end = tick.stop().then(() => (ended = true));
  await new Promise((later) => setImmediate(later));
  expect([stopped!.aborted, ended]).toEqual([true, false]);
  resolve();
  await end;
  await tick.run();
  expect(work).toHaveBeenCalledTimes(1);
});
