import type { Logger } from '@nestjs/common';
import type { JobsService } from './jobs.service.js';

/** The frame of a tick: in workers only, never over itself, not during shutdown; a failure waits for the next one. */
export class WorkerTick {
  private under: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly jobs: JobsService,
    private readonly logger: Logger,
  ) {}

  /** No further tick begins; resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.under;
  }

  run(work: () => Promise<void>): Promise<void> {
    if (this.under || this.stopping || !this.jobs.worksHere) return Promise.resolve();
    this.under = work()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'tick failed; the next one tries again'))
      .finally(() => (this.under = undefined));
    return this.under;
  }
}
