import { time } from '../platform/time/time.js';
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds from a failed try to the next one; the first try is at once. After the last one the delivery is dead. */
export const DELAYS = [
  5,
  30,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  16 * HOUR,
  24 * HOUR,
  48 * HOUR,
];
export const JITTER = 0.2;
const LONGEST = 48 * HOUR;

/**
 * @param tries failed tries of this round, at least 1
 * @param random in [0, 1)
 * @returns seconds to wait; undefined when it is given up
 */
export function delayAfter(tries: number, random: number, retryAfterSeconds?: number): number | undefined {
  const delay = DELAYS[tries - 1];
  if (delay === undefined) return undefined;
  const spread = delay * (1 - JITTER + 2 * JITTER * random);
  return Math.max(time.waitSeconds(spread), Math.min(retryAfterSeconds ?? 0, LONGEST));
}

export const FAILURES_TO_PAUSE = 5;
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 60;
export const PROBE_EVERY_SECONDS = HOUR;
const HOURS_TO_DISABLE = 120;
const TRIES_TO_DISABLE = 50;

/** Seconds for which an endpoint is left alone after so many failures in a row; 0 for none. */
export function pauseAfter(failures: number): number {
  if (failures < FAILURES_TO_PAUSE) return 0;
  const pause = FIRST_PAUSE_SECONDS * 2 ** (failures - FAILURES_TO_PAUSE);
  return time.waitSeconds(Math.min(pause, LONGEST_PAUSE_SECONDS));
}

/** True when nothing has succeeded for long enough and often enough that the endpoint is taken out, and only probed hourly. */
export function givesUp(failures: number, failingSince: Date, now: Date): boolean {
  return (
    failures >= TRIES_TO_DISABLE && now.getTime() - failingSince.getTime() >= HOURS_TO_DISABLE * HOUR * 1000
  );
}
