import type { Logger } from '@nestjs/common';
import { time } from '../platform/time/time.js';

const DRAIN_MS = 15_000;

/**
 * Runs that this process has under way. What is claimed is begun at once, never queued: a lease that ends while its run
 * waits would be claimed again and again (1,240 of 1,881 runs of 100 stores, when they went through a job queue).
 */
export class RunSlots {
  private readonly under = new Set<Promise<void>>();
  private more = false;

  /** @param freed called when more may be due and there is room for several again */
  constructor(
    private readonly most: number,
    private readonly logger: Logger,
    private readonly freed: () => void,
  ) {}

  get room(): number {
    return this.most - this.under.size;
  }

  /** @param runs as many as there was room for: more may be due */
  beginAll(runs: (() => Promise<void>)[]): void {
    this.more = runs.length === this.room;
    for (const run of runs) this.begin(run);
  }

  /** Runs stop between two pages; one that waits for Magento for longer is left to whoever finds its lease ended. */
  async drained(): Promise<void> {
    await Promise.race([Promise.all(this.under), time.drain(DRAIN_MS)]);
  }

  private begin(work: () => Promise<void>): void {
    const run = work()
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'run broke off; its row will be taken up again'),
      )
      .finally(() => {
        this.under.delete(run);
        if (this.more && this.room >= this.most / 4) this.freed();
      });
    this.under.add(run);
  }
}
