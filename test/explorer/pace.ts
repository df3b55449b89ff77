import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
/** Timers that come later than this say that the process has more to do than it can. */
const BUSY_MS = 80;
const FEWEST = 8;
const MOST = 150;

/**
 * How many schedules are under way at once: more as long as the machine bears it. On one that is busy, calls would else
 * run into their time-outs, and the service would see an outage that nobody drew.
 */
export class Pace {
  private most = FEWEST;
  private under = 0;
  private closed = false;

  constructor() {
    void this.watch();
  }

  close(): void {
    this.closed = true;
  }

  /** Resolves when another one may begin. */
  async room(): Promise<void> {
    while (this.under >= Math.floor(this.most)) await sleep(LOOK_EVERY_MS / 5);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.under++;
    try {
      return await work();
    } finally {
      this.under--;
    }
  }

  private async watch(): Promise<void> {
    while (!this.closed) {
      const began = performance.now();
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
      const late = performance.now() - began - LOOK_EVERY_MS;
      if (late > BUSY_MS) this.most = Math.max(FEWEST, this.most * 0.9);
      else this.most = Math.min(MOST, this.most + 0.5);
    }
  }
}
