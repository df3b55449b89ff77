import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { ReconciliationRunner } from './reconciliation-runner.js';
import { ReconciliationsService } from './reconciliations.service.js';
import { Every } from '../platform/time/every.js';

/** Opens comparisons every night, when shops are quiet, and takes up those that wait or whose process died. */
@Injectable()
export class ReconciliationTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;
  private readonly work: WorkerTick;

  constructor(
    jobs: JobsService,
    private readonly reconciliations: ReconciliationsService,
    private readonly runner: ReconciliationRunner,
  ) {
    const logger = new Logger(ReconciliationTicker.name);
    this.frame = new WorkerTick(jobs, logger);
    this.work = new WorkerTick(jobs, logger);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.frame.stop(), this.work.stop()]);
  }

  @Every(5000)
  takeUp(): Promise<void> {
    return this.work.run(() => this.runner.work());
  }

  @Cron('0 0 4 * * *', { timeZone: 'UTC' })
  tick(): Promise<void> {
    return this.frame.run(() => this.reconciliations.nightly());
  }
}
