import { parseArgs } from 'node:util';
import setUp from '../support/global-setup.js';
import tearDown from '../support/global-teardown.js';
import { createTestDatabase } from '../support/test-database.js';
import {
  type Budget,
  exploreCalm,
  exploreWaves,
  type Failure,
  playWave,
  type Result,
  shrink,
} from './explore.js';
import { play } from './player.js';
import { schedules, waves } from './schedule.js';
import { World } from './world.js';

/**
 * `npm run explore -- [--seed N] [--minutes M] [--schedules K] [--waves] [--path P]`: plays schedules drawn from a seed until the time is over or
 * there are so many; with a path, the one schedule or wave that failed there. `--waves`: processes fail, too, in one process; `--processes`: they
 * are real ones.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    minutes: { type: 'string', default: '1' },
    schedules: { type: 'string', default: '1000000' },
    path: { type: 'string' },
    tries: { type: 'string', default: '3' },
    failures: { type: 'string', default: '1' },
    waves: { type: 'boolean', default: false },
    processes: { type: 'boolean', default: false },
    'no-shrink': { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const inWaves = values.waves || values.processes;
/** What a replay needs besides seed and path. */
const mode = values.processes ? ' --processes' : values.waves ? ' --waves' : '';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function run(): Promise<boolean> {
  const db = await createTestDatabase();
  const world = await World.start({ db, fragile: inWaves, processes: values.processes });
  const crash = (error: unknown): void => {
    world.crashes.push(`a process ended: ${String(error)}`);
    process.stderr.write(`explorer: nobody caught ${error instanceof Error ? error.stack : String(error)}\n`);
  };
  process.on('unhandledRejection', crash).on('uncaughtException', crash);
  try {
    if (values.path !== undefined) return await again(world, values.path);
    const began = Date.now();
    const budget: Budget = {
      seed,
      schedules: Number(values.schedules),
      until: began + Number(values.minutes) * 60_000,
      failures: Number(values.failures),
      progress: progressSince(began),
    };
    const result = await (inWaves ? exploreWaves : exploreCalm)(world, budget);
    await report(world, result, (Date.now() - began) / 60_000);
    return result.failures.length === 0;
  } finally {
    process.off('unhandledRejection', crash).off('uncaughtException', crash);
    await world.close();
    await db.drop();
  }
}

function progressSince(began: number): (done: number, failed: number) => void {
  let said = began;
  return (done, failed) => {
    if (Date.now() - said < 10_000) return;
    said = Date.now();
    say(`${done} schedules, ${failed} failed, ${Math.round((done * 60_000) / (said - began))} a minute`);
  };
}

function cpuMs(done: number): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000 / done);
}

async function report(world: World, result: Result, minutes: number): Promise<void> {
  say(
    `seed ${seed}: ${result.schedules} schedules in ${minutes.toFixed(2)} minutes, ` +
      `${Math.round(result.schedules / minutes)} a minute, ${cpuMs(result.schedules)} ms of CPU each (database left out), ` +
      `${result.failures.length} violations`,
  );
  for (const failure of result.failures) {
    print(failure);
    if (!values['no-shrink']) await again(world, failure.path);
  }
}

/** Plays it by itself. @returns whether nothing was wrong */
async function again(world: World, path: string): Promise<boolean> {
  const how = { seed, path, tries: Number(values.tries), seconds: 120 };
  const found = inWaves
    ? await shrink(waves, (wave) => playWave(world, wave), how)
    : await shrink(schedules, (schedule) => play(world, schedule, Promise.resolve()), how);
  if (!found) {
    say(`  by itself it went well ${how.tries} times: it takes the others beside it, or luck`);
    return true;
  }
  say(`  smallest: --seed ${seed} --path ${found.path}${mode}`);
  say(JSON.stringify(found.value));
  for (const line of found.wrong) say(`  ${line}`);
  return false;
}

function print({ path, wrong, value }: Failure): void {
  say(`violation: --seed ${seed} --path ${path}${mode}`);
  say(JSON.stringify(value).slice(0, 4000));
  for (const line of wrong) say(`  ${line}`);
}

// Replicas that are processes end with this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await setUp();
const good = await run().finally(() => tearDown());
process.exit(good ? 0 : 1);
