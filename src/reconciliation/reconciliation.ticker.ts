import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { ReconciliationsService } from './reconciliations.service.js';

/** Every night, when shops are quiet and the day's orders have settled. */
@Injectable()
export class ReconciliationTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;

  constructor(
    jobs: JobsService,
    private readonly reconciliations: ReconciliationsService,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(ReconciliationTicker.name));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.frame.stop();
  }

  @Cron('0 0 4 * * *', { timeZone: 'UTC' })
  tick(): Promise<void> {
    return this.frame.run(() => this.reconciliations.nightly());
  }
}
