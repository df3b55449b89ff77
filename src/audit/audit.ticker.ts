import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { closeTallies } from '../platform/audit/audit-tally.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { Every } from '../platform/time/every.js';
import { AuditStream } from './audit-stream.js';

const TICK_MS = 5000;

/** In workers: takes the counts of ended hours into the log, and writes it out. */
@Injectable()
export class AuditTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;

  constructor(
    jobs: JobsService,
    private readonly database: DataSource,
    private readonly stream: AuditStream,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(AuditTicker.name));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.frame.stop();
  }

  @Every(TICK_MS)
  tick(): Promise<void> {
    return this.frame.run(async () => {
      await closeTallies(this.database.manager);
      await this.stream.writeOut();
    });
  }
}
