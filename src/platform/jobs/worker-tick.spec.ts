import { expect, it, jest } from '@jest/globals';
import type { Logger } from '@nestjs/common';
import type { JobsService } from './jobs.service.js';
import { WorkerTick } from './worker-tick.js';

const warn = jest.fn();
const tick = (worksHere = true): WorkerTick =>
  new WorkerTick({ worksHere } as JobsService, { warn } as unknown as Logger);

it('does not run over itself, and runs again once it has ended', async () => {
  const frame = tick();
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = jest.fn(() => promise);
  const first = frame.run(work);
  await frame.run(work);
  expect(work).toHaveBeenCalledTimes(1);
  resolve();
  await first;
  await frame.run(work);
  expect(work).toHaveBeenCalledTimes(2);
});

it('does not run where this process does no work', async () => {
  const work = jest.fn(() => Promise.resolve());
  await tick(false).run(work);
  expect(work).not.toHaveBeenCalled();
});

it('says that it failed, and runs again', async () => {
  const frame = tick();
  await frame.run(() => Promise.reject(new Error('no database')));
  expect(warn).toHaveBeenCalledTimes(1);
  const work = jest.fn(() => Promise.resolve());
  await frame.run(work);
  expect(work).toHaveBeenCalledTimes(1);
});

it('is stopped once the tick under way has ended, and does not begin again', async () => {
  const frame = tick();
  const { promise, resolve } = Promise.withResolvers<void>();
  void frame.run(() => promise);
  let stopped = false;
  const stop = frame.stop().then(() => (stopped = true));
  await new Promise((later) => setImmediate(later));
  expect(stopped).toBe(false);
  resolve();
  await stop;
  const work = jest.fn(() => Promise.resolve());
  await frame.run(work);
  expect(work).not.toHaveBeenCalled();
});
