import { AsyncLocalStorage } from 'node:async_hooks';
import type { Timer } from './clock.js';
import { time } from './time.js';

/** Increff gives up after 45 s; what is not scaled for tests is its patience. */
const CALLER_WAITS_MS = 40_000;

const waiting = new AsyncLocalStorage<{ until: number }>();

/** Runs what a caller waits for; what a worker does has all the time it needs. */
export function whileCallerWaits<T>(run: () => T, ms = CALLER_WAITS_MS): T {
  return waiting.run({ until: time.monotonic() + ms }, run);
}

/** Begins what goes on after the request that set it off. */
export function whileNobodyWaits<T>(run: () => T): T {
  return waiting.exit(run);
}

/** Milliseconds for which the caller still waits; undefined where nobody does. */
export function callersTimeLeft(): number | undefined {
  const until = waiting.getStore()?.until;
  return until === undefined ? undefined : Math.max(0, until - time.monotonic());
}

/**
 * Rejects when the caller's time is over, even while the work waits.
 * @param work gets a signal that ends its repeats
 */
export async function inCallersTime<T>(
  work: (signal?: AbortSignal) => Promise<T>,
  over: () => Error,
): Promise<T> {
  const left = callersTimeLeft();
  if (left === undefined) return work();
  if (left === 0) throw over();
  const ended = new AbortController();
  const working = work(ended.signal);
  working.catch(() => undefined);
  let timer: Timer | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = time.afterExactly(left, () => reject(over()));
  });
  try {
    return await Promise.race([working, late]);
  } finally {
    timer?.stop();
    ended.abort();
  }
}
