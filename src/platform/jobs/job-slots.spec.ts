import { expect, it } from '@jest/globals';
import { JobSlots } from './job-slots.js';

const turn = () => new Promise((later) => setImmediate(later));

it('has room for as many as it may run, and then for the next one when one has ended', async () => {
  const slots = new JobSlots(2);
  const jobs = [1, 2, 3].map(() => Promise.withResolvers<void>());
  const begun: number[] = [];
  const begin = (i: number): Promise<void> =>
    slots.begin(() => {
      begun.push(i);
      return jobs[i]!.promise;
    });
  await begin(0);
  let room = false;
  const second = begin(1).then(() => (room = true));
  await turn();
  expect([begun, room]).toEqual([[0, 1], false]);
  jobs[1]!.resolve();
  await second;

  let drained = false;
  const end = slots.drained().then(() => (drained = true));
  await turn();
  expect(drained).toBe(false);
  jobs[0]!.resolve();
  await end;
});
