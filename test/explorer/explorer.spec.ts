import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { exploreCalm } from './explore.js';
import { play } from './player.js';
import { ONCE_FAILED } from './seeds.js';
import { World } from './world.js';

const SEED = 15;
const SCHEDULES = 100;

const isVerdict = (line: string): boolean => !line.startsWith('  ');

/** A small part of what `npm run explore` does. */
describe('schedules of callers, shop and faults', () => {
  let db: TestDatabase;
  let world: World;

  beforeAll(async () => {
    db = await createTestDatabase();
    world = await World.start({ db, fragile: false });
  }, 120_000);

  afterAll(async () => {
    await world.close();
    await db.drop();
  }, 120_000);

  it.each(ONCE_FAILED)(
    'leave no contradiction where $why',
    async ({ schedule }) => {
      expect(await play(world, schedule, Promise.resolve())).toEqual([]);
    },
    120_000,
  );

  it(`leave no contradiction, ${SCHEDULES} times from seed ${SEED}`, async () => {
    const budget = { seed: SEED, schedules: SCHEDULES, until: Infinity, failures: SCHEDULES };
    const { schedules, failures } = await exploreCalm(world, budget);
    for (const { path, wrong } of failures) process.stderr.write(`schedule ${path}:\n${wrong.join('\n')}\n`);
    // At the end of a long report: what is wrong, without what happened before.
    expect(failures.map(({ path, wrong }) => [path, ...wrong.filter(isVerdict)])).toEqual([]);
    expect(schedules).toBe(SCHEDULES);
  }, 600_000);
});
