import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Heartbeat, LeaseLostError } from './heartbeat.js';

const BEAT_MS = 3000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

async function beats(heartbeat: Heartbeat, count: number): Promise<Heartbeat> {
  for (let beat = 0; beat < count; beat++) await jest.advanceTimersByTimeAsync(BEAT_MS);
  return heartbeat;
}

it('renews the lease at each beat, until it is stopped', async () => {
  const renew = jest.fn(() => Promise.resolve({}));
  const heartbeat = await beats(new Heartbeat(renew), 3);
  expect(renew).toHaveBeenCalledTimes(3);
  expect(() => heartbeat.check()).not.toThrow();
  heartbeat.stop();
  await beats(heartbeat, 2);
  expect(renew).toHaveBeenCalledTimes(3);
});

it('says that the lease is lost, also where a later beat has an answer', async () => {
  const renew = jest.fn<() => Promise<unknown>>().mockResolvedValueOnce(undefined).mockResolvedValue({});
  const heartbeat = await beats(new Heartbeat(renew), 2);
  expect(() => heartbeat.check()).toThrow(LeaseLostError);
  heartbeat.stop();
});

it('goes on where the database does not answer once', async () => {
  const renew = jest
    .fn<() => Promise<unknown>>()
    .mockRejectedValueOnce(new Error('gone'))
    .mockResolvedValue({});
  const heartbeat = await beats(new Heartbeat(renew), 2);
  expect(() => heartbeat.check()).not.toThrow();
  expect(renew).toHaveBeenCalledTimes(2);
  heartbeat.stop();
});
