import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { Backfills } from './backfills.js';
import { BackfillRunner } from './backfill-runner.js';
import { Cursors } from './cursors.js';
import { Runs } from './runs.js';
import { StreamRunner } from './stream-runner.js';
import { RunSlots } from './run-slots.js';
import { RUN_STREAM } from './sync.jobs.js';
import { Every } from '../platform/time/every.js';

const TICK_MS = 1000;
/** Most of a run's time is Magento's. */
const STREAMS_AT_ONCE = 64;
const BACKFILLS_AT_ONCE = 2;

/** Claims what is due, as much as this process has room for, and runs it. Every worker ticks; none doubles another. */
@Injectable()
export class SyncTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;
  private readonly streamSlots: RunSlots;
  private readonly backfillSlots: RunSlots;

  constructor(
    private readonly database: DataSource,
    jobs: JobsService,
    private readonly cursors: Cursors,
    private readonly backfills: Backfills,
    private readonly runs: Runs,
    private readonly streams: StreamRunner,
    private readonly backfillRunner: BackfillRunner,
  ) {
    const logger = new Logger(SyncTicker.name);
    this.frame = new WorkerTick(jobs, logger);
    const again = (): void => void this.frame.run(() => this.claim());
    this.streamSlots = new RunSlots(STREAMS_AT_ONCE, logger, again);
    this.backfillSlots = new RunSlots(BACKFILLS_AT_ONCE, logger, again);
    // What an operator asks for may be asked of a process that does not work.
    jobs.handle(RUN_STREAM, (job) => streams.run(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.frame.stop();
    await Promise.all([this.streamSlots.drained(), this.backfillSlots.drained()]);
  }

  @Every(TICK_MS)
  tick(): Promise<void> {
    return this.frame.run(async () => {
      await this.cursors.ensure();
      await this.claim();
    });
  }

  private async claim(): Promise<void> {
    await this.claimStreams();
    await this.claimBackfills();
  }

  private async claimStreams(): Promise<void> {
    const { room } = this.streamSlots;
    if (room === 0) return;
    const claims = await this.database.transaction(async (manager) => {
      const due = await this.cursors.claimDue(manager, room);
      for (const { storeId, stream, token } of due) {
        await this.runs.open(manager, storeId, stream, 'TICK', token);
      }
      return due;
    });
    this.streamSlots.beginAll(claims.map((claim) => () => this.streams.run(claim)));
  }

  private async claimBackfills(): Promise<void> {
    const { room } = this.backfillSlots;
    if (room === 0) return;
    const claims = await this.database.transaction(async (manager) => {
      const due = await this.backfills.claimDue(manager, room);
      for (const { id, storeId, token } of due) {
        await this.runs.open(manager, storeId, `backfill:${id}`, 'BACKFILL', token);
      }
      return due;
    });
    this.backfillSlots.beginAll(claims.map((claim) => () => this.backfillRunner.run(claim)));
  }
}
