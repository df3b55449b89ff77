import { median } from './processes.js';
import { cpuSeconds } from './processor.js';

export interface Sample {
  ms: number;
  /** Seconds of processor, PostgreSQL's with them. */
  cpu: number;
}

export interface Pairs {
  ours: Sample[];
  reference: Sample[];
}

/** One and the other in turns, so that what else the machine does meets both. The first pair warms up and does not count. */
export async function inPairs(
  count: number,
  ours: () => Promise<Sample>,
  reference: () => Promise<Sample>,
): Promise<Pairs> {
  const [theirs, own] = await inTurns(count, [reference, ours]);
  return { ours: own!, reference: theirs! };
}

/** Each of several in turns, so many rounds; answers the samples of each. The first round warms up and does not count. */
export async function inTurns(count: number, runs: (() => Promise<Sample>)[]): Promise<Sample[][]> {
  const samples: Sample[][] = runs.map(() => []);
  for (let round = 0; round <= count; round++) {
    for (const [i, run] of runs.entries()) {
      const sample = await run();
      if (round > 0) samples[i]!.push(sample);
    }
  }
  return samples;
}

/** What `work` takes on the clock, and of the processor in these processes. */
export async function measured(pids: number[], work: () => Promise<number | void>): Promise<Sample> {
  const used = (): number => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const [before, began] = [used(), performance.now()];
  const ms = (await work()) ?? performance.now() - began;
  return { ms, cpu: used() - before };
}

/** Of each pair: how many times what the reference took. */
export function ratiosOf({ ours, reference }: Pairs, of: keyof Sample): number[] {
  return ours.map((sample, i) => sample[of] / reference[i]![of]);
}

/** `1.21 (1.15–1.30)`: the median, the least and the most. */
export function spread(values: number[], digits = 2): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}
