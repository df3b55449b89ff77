import { time } from '../platform/time/time.js';
const BACK_OFF_MS = 1000;

/**
 * How many writes may be under way at once: one more for each round that went well, half as many after a sign that the
 * shop is crowded (deadlock, 429, 503, no answer), at most once a second.
 */
export class PushWindow {
  private window: number;
  private lastCut = -Infinity;
  private under = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly now: () => number = () => time.monotonic(),
  ) {
    this.window = most;
  }

  get size(): number {
    return Math.floor(this.window);
  }

  /** Resolves when there is room. */
  async enter(): Promise<void> {
    while (this.under >= this.size) await new Promise<void>((done) => this.waiting.push(done));
    this.under++;
  }

  leave(crowded: boolean): void {
    this.under--;
    if (!crowded) this.window = Math.min(this.most, this.window + 1 / this.window);
    else if (this.now() - this.lastCut >= time.waitMs(BACK_OFF_MS)) {
      this.window = Math.max(1, this.window / 2);
      this.lastCut = this.now();
    }
    for (let free = this.size - this.under; free > 0; free--) this.waiting.shift()?.();
  }
}
