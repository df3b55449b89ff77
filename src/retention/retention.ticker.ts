import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { RetentionService } from './retention.service.js';

/** Every night. */
@Injectable()
export class RetentionTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;

  constructor(
    jobs: JobsService,
    private readonly retention: RetentionService,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(RetentionTicker.name));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.retention.stop();
    await this.frame.stop();
  }

  @Cron('0 15 3 * * *', { timeZone: 'UTC' })
  tick(): Promise<void> {
    return this.frame.run(async () => {
      await this.retention.prune('retention');
    });
  }
}
