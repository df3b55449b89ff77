/** A timer that was set. */
export interface Timer {
  stop(): void;
}

/** Where all time of the service comes from. Milliseconds throughout. */
export interface Clock {
  /** The wall clock, as `Date.now()`; it may be set back or forth. */
  now(): number;
  /** Never goes back, and stands still while the machine is suspended. */
  monotonic(): number;
  /** Calls once. A timer does not keep the process alive. */
  after(ms: number, work: () => void): Timer;
  /** Calls again and again. A timer does not keep the process alive. */
  every(ms: number, work: () => void): Timer;
  /** @param keepsAlive whether the process stays for it */
  sleep(ms: number, keepsAlive: boolean): Promise<void>;
}

/** The clocks and timers of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    timer.unref();
    return { stop: () => clearTimeout(timer) };
  },
  every(ms, work) {
    const timer = setInterval(work, ms);
    timer.unref();
    return { stop: () => clearInterval(timer) };
  },
  sleep(ms, keepsAlive) {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      if (!keepsAlive) timer.unref();
    });
  },
};
