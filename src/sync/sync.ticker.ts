import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { Backfills } from './backfills.js';
import { BackfillRunner } from './backfill-runner.js';
import { Cursors } from './cursors.js';
import { Runs } from './runs.js';
import { StreamRunner } from './stream-runner.js';
import { RUN_BACKFILL, RUN_STREAM } from './sync.jobs.js';

const TICK_MS = 1000;
const CLAIMS_PER_TICK = 50;

/** Claims what is due and hands it to the job queue, all in one transaction. Every worker ticks; none doubles another. */
@Injectable()
export class SyncTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobsService,
    private readonly cursors: Cursors,
    private readonly backfills: Backfills,
    private readonly runs: Runs,
    streams: StreamRunner,
    backfillRunner: BackfillRunner,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(SyncTicker.name));
    jobs.handle(RUN_STREAM, (job) => streams.run(job));
    jobs.handle(RUN_BACKFILL, (job) => backfillRunner.run(job));
  }

  beforeApplicationShutdown(): void {
    this.frame.stop();
  }

  @Interval(TICK_MS)
  tick(): Promise<void> {
    return this.frame.run(async () => {
      await this.cursors.ensure();
      await this.claimStreams();
      await this.claimBackfills();
    });
  }

  private claimStreams(): Promise<void> {
    return this.database.transaction(async (manager) => {
      for (const claim of await this.cursors.claimDue(manager, CLAIMS_PER_TICK)) {
        const { storeId, stream, token } = claim;
        await this.runs.open(manager, storeId, stream, 'TICK', token);
        await this.jobs.send(manager, RUN_STREAM, { storeId, stream, token });
      }
    });
  }

  private claimBackfills(): Promise<void> {
    return this.database.transaction(async (manager) => {
      for (const { id, storeId, token } of await this.backfills.claimDue(manager, CLAIMS_PER_TICK)) {
        await this.runs.open(manager, storeId, `backfill:${id}`, 'BACKFILL', token);
        await this.jobs.send(manager, RUN_BACKFILL, { id, token });
      }
    });
  }
}
