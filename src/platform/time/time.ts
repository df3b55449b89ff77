import { type Clock, systemClock, type Timer } from './clock.js';

/** An instant by this process's own clocks; only differences mean anything. */
export interface Instant {
  readonly monotonic: number;
  readonly wall: number;
}

/**
 * Limits do not shrink below this part: a lease of some 100 ms would be lost whenever a process is busy. All of them shrink by
 * the same factor, so a lease stays longer than its heartbeat, its margin and what is tried under it, at every scale.
 */
const SHORTEST_LIMIT = 0.2;
/** Ticks do not come closer, however small the scale: each of them asks the database. */
const SHORTEST_TICK_MS = 50;

/**
 * Time for the whole service: no other file reads a clock or sets a timer (ESLint sees to it). Constants are written as they
 * are in production; here they are scaled by `TIME_SCALE`. Waits cost only time when they are wrong; limits (leases, and
 * what must end within one) are what processes agree by. What the shop needs (time-out, grace, read lag, Retry-After) has
 * settings of its own and is not scaled.
 */
export class Time {
  private clock: Clock = systemClock;
  private scale = 1;

  /** Tests put another clock in its place. */
  useClock(clock: Clock): void {
    this.clock = clock;
  }

  /** @param scale in (0, 1] */
  useScale(scale: number): void {
    this.scale = scale;
  }

  /** Milliseconds by the wall clock. */
  now(): number {
    return this.clock.now();
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Milliseconds that never go back. */
  monotonic(): number {
    return this.clock.monotonic();
  }

  instant(): Instant {
    return { monotonic: this.clock.monotonic(), wall: this.clock.now() };
  }

  /**
   * Milliseconds since then. The larger of the two clocks: the monotonic one stands still while a virtual machine is
   * suspended, the other one may be set back. Too long is safe, too short is not.
   */
  elapsedMs(since: Instant): number {
    return Math.max(this.clock.monotonic() - since.monotonic, this.clock.now() - since.wall);
  }

  /** A wait as it is at this scale. */
  waitMs(ms: number): number {
    return ms * this.scale;
  }

  waitSeconds(seconds: number): number {
    return seconds * this.scale;
  }

  /** A limit as it is at this scale. */
  limitMs(ms: number): number {
    return ms * Math.max(this.scale, SHORTEST_LIMIT);
  }

  limitSeconds(seconds: number): number {
    return seconds * Math.max(this.scale, SHORTEST_LIMIT);
  }

  /** Waits, scaled. */
  sleep(ms: number): Promise<void> {
    return this.clock.sleep(this.waitMs(ms), true);
  }

  /** Lets everything else that waits have its turn first. */
  nextTurn(): Promise<void> {
    return new Promise((done) => setImmediate(done));
  }

  /** The time that shutting down may take; it does not keep the process alive, and is not scaled. */
  drain(ms: number): Promise<void> {
    return this.clock.sleep(ms, false);
  }

  /** Ticks, scaled as waits are. */
  every(ms: number, work: () => void): Timer {
    return this.clock.every(this.tickMs(ms), work);
  }

  /** What is between two ticks, as it is at this scale. */
  tickMs(ms: number): number {
    return Math.max(this.waitMs(ms), Math.min(ms, SHORTEST_TICK_MS));
  }

  /** Heartbeats, scaled as the leases that they keep. */
  beat(ms: number, work: () => void): Timer {
    return this.clock.every(this.limitMs(ms), work);
  }

  /** Ends what takes too long; scaled as limits are. */
  after(ms: number, work: () => void): Timer {
    return this.clock.after(this.limitMs(ms), work);
  }

  /** Ends what others wait for, as long as they do; not scaled. */
  afterExactly(ms: number, work: () => void): Timer {
    return this.clock.after(ms, work);
  }

  /** Aborted after a time that was set in the configuration, which is not scaled. */
  signalAfter(ms: number): AbortSignal {
    return AbortSignal.timeout(ms);
  }
}

export const time = new Time();
