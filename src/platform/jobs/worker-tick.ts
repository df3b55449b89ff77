import type { Logger } from '@nestjs/common';
import type { JobsService } from './jobs.service.js';

/** The frame of a tick: in workers only, never over itself, not during shutdown; a failure waits for the next one. */
export class WorkerTick {
  private busy = false;
  private stopping = false;

  constructor(
    private readonly jobs: JobsService,
    private readonly logger: Logger,
  ) {}

  stop(): void {
    this.stopping = true;
  }

  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy || this.stopping || !this.jobs.worksHere) return;
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.logger.warn({ err: error }, 'tick failed; the next one tries again');
    } finally {
      this.busy = false;
    }
  }
}
