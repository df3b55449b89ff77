import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
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
  private readonly logger = new Logger(SyncTicker.name);
  private busy = false;
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobsService,
    private readonly cursors: Cursors,
    private readonly backfills: Backfills,
    private readonly runs: Runs,
    streams: StreamRunner,
    backfillRunner: BackfillRunner,
  ) {
    jobs.handle(RUN_STREAM, (job) => streams.run(job));
    jobs.handle(RUN_BACKFILL, (job) => backfillRunner.run(job));
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  @Interval(TICK_MS)
  async tick(): Promise<void> {
    if (this.busy || this.stopping || !this.jobs.worksHere) return;
    this.busy = true;
    try {
      await this.cursors.ensure();
      await this.claimStreams();
      await this.claimBackfills();
    } catch (error) {
      this.logger.warn({ err: error }, 'tick failed; the next one tries again');
    } finally {
      this.busy = false;
    }
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
