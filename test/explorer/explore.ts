import fc from 'fast-check';
import { play } from './player.js';
import { type Schedule, schedules, type Wave, waves } from './schedule.js';
import type { World } from './world.js';

/** A schedule or wave that failed; `path` is its place in the sequence of the seed. */
export interface Failure {
  seed: number;
  path: string;
  wrong: string[];
  value: Schedule | Wave;
}

export interface Result {
  schedules: number;
  failures: Failure[];
}

export interface Budget {
  seed: number;
  /** No schedule is begun after one of these. */
  schedules: number;
  until: number;
  failures: number;
  progress?: (done: number, failed: number) => void;
}

const CHUNK = 500;

/** Plays the seed's sequence of schedules, many side by side. */
export async function exploreCalm(world: World, budget: Budget): Promise<Result> {
  const result: Result = { schedules: 0, failures: [] };
  const drawn: Schedule[] = [];
  const playing = new Set<Promise<void>>();
  const goesOn = (at: number): boolean =>
    at < budget.schedules && Date.now() < budget.until && result.failures.length < budget.failures;
  for (let at = 0; goesOn(at); at++) {
    if (at % CHUNK === 0) drawn.push(...draw(schedules, budget.seed, at + CHUNK, at));
    const value = drawn[at]!;
    const playOne = async (): Promise<void> => {
      const wrong = await play(world, value, Promise.resolve());
      result.schedules++;
      if (wrong.length > 0) result.failures.push({ seed: budget.seed, path: String(at), wrong, value });
      budget.progress?.(result.schedules, result.failures.length);
    };
    await world.pace.room();
    const played = world.pace.run(playOne).finally(() => playing.delete(played));
    playing.add(played);
  }
  await Promise.all(playing);
  return result;
}

/** Plays waves one after the other: in each, processes fail while its schedules are played side by side. */
export async function exploreWaves(world: World, budget: Budget): Promise<Result> {
  const result: Result = { schedules: 0, failures: [] };
  for (let at = 0; result.schedules < budget.schedules && Date.now() < budget.until; at++) {
    if (result.failures.length >= budget.failures) break;
    const [value] = draw(waves, budget.seed, at + 1, at);
    const wrong = await playWave(world, value!);
    result.schedules += value!.schedules.length;
    if (wrong.length > 0) result.failures.push({ seed: budget.seed, path: String(at), wrong, value: value! });
    budget.progress?.(result.schedules, result.failures.length);
  }
  return result;
}

export async function playWave(world: World, { events, schedules: drawn, crowd }: Wave): Promise<string[]> {
  const calm = Promise.all(events.map((event) => world.happen(event))).then(() => world.setClockRight());
  const store = drawn[0]!.store;
  const played = crowd ? drawn.map((schedule) => ({ ...schedule, store })) : drawn;
  const wrong = await Promise.all(played.map((schedule) => play(world, schedule, calm, crowd)));
  world.duringFreeze.clear();
  return wrong.flatMap((words, i) => (words.length === 0 ? [] : [`schedule ${i}:`, ...words]));
}

/** The values that a seed stands for, from one place of its sequence to another. */
function draw<T>(arbitrary: fc.Arbitrary<T>, seed: number, to: number, from: number): T[] {
  return fc.sample(arbitrary, { seed, numRuns: to }).slice(from);
}

/**
 * Plays one value again, by itself, and makes it smaller as long as it still fails. What fails by a race does not fail
 * each time, so each is tried several times.
 */
export async function shrink<T>(
  arbitrary: fc.Arbitrary<T>,
  playOne: (value: T) => Promise<string[]>,
  { seed, path, tries, seconds }: { seed: number; path: string; tries: number; seconds: number },
): Promise<{ value: T; path: string; wrong: string[] } | undefined> {
  let last: { value: T; wrong: string[] } | undefined;
  const details = await fc.check(
    fc.asyncProperty(arbitrary, async (value) => {
      for (let i = 0; i < tries; i++) {
        const wrong = await playOne(value);
        if (wrong.length === 0) continue;
        last = { value, wrong };
        throw new Error(wrong[0]);
      }
    }),
    { seed, path, numRuns: 1, interruptAfterTimeLimit: seconds * 1000 },
  );
  if (!details.failed || !last) return undefined;
  return { ...last, path: details.counterexamplePath ?? path };
}
