import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { OneAtATime } from '../platform/schedule/one-at-a-time.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { BACKFILL_DUE, BackfillsRepository } from './backfills.repository.js';
import { BackfillRunner } from './backfill-runner.js';
import { STORE_WITHOUT_STREAMS, STREAM_DUE, SyncCursorsRepository } from './sync-cursors.repository.js';
import { StreamRunner } from './stream-runner.js';
import { RunSlots } from './run-slots.js';
import { RUN_STREAM } from './sync.jobs.js';

/** Most of a run's time is Magento's. */
const STREAMS_AT_ONCE = 64;
const BACKFILLS_AT_ONCE = 2;

/** Claims what is due, as much as this process has room for, and runs it. Every worker ticks; none doubles another. */
@Injectable()
export class SyncTicker implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SyncTicker.name);
  private readonly claims = { streams: new OneAtATime(), backfills: new OneAtATime() };
  private readonly streamSlots: RunSlots;
  private readonly backfillSlots: RunSlots;

  constructor(
    private readonly database: DataSource,
    jobs: JobsService,
    private readonly cursors: SyncCursorsRepository,
    private readonly backfills: BackfillsRepository,
    private readonly streams: StreamRunner,
    private readonly backfillRunner: BackfillRunner,
  ) {
    this.streamSlots = this.slots(STREAMS_AT_ONCE, () => this.claimStreams());
    this.backfillSlots = this.slots(BACKFILLS_AT_ONCE, () => this.claimBackfills());
    // What an operator asks for may be asked of a process that does not work.
    jobs.handle(RUN_STREAM, (job) => streams.runJob(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.claims).map((claim) => claim.stop()));
    await Promise.all([this.streamSlots.drained(), this.backfillSlots.drained()]);
  }

  /** By the tick, and where a run has ended: one of them at a time, so that no more is claimed than there is room for. */
  @Tick({ name: 'sync', every: 1000, due: STREAM_DUE })
  claimStreams(): Promise<void> {
    return this.claims.streams.run(async () => {
      const { room } = this.streamSlots;
      if (room === 0) return;
      const due = await this.cursors.claimDue(this.database.manager, room);
      this.streamSlots.beginAll(due.map((claim) => () => this.streams.run(claim, claim.runId)));
    });
  }

  @Tick({ name: 'sync.backfills', every: 1000, due: BACKFILL_DUE })
  claimBackfills(): Promise<void> {
    return this.claims.backfills.run(async () => {
      const { room } = this.backfillSlots;
      if (room === 0) return;
      const due = await this.backfills.claimDue(this.database.manager, room);
      this.backfillSlots.beginAll(due.map((row) => () => this.backfillRunner.run(row, row.runId)));
    });
  }

  /** A store's first streams, and once a minute those that a newer version brings. */
  @Tick({ name: 'sync.streams', every: 1000, due: STORE_WITHOUT_STREAMS })
  async addStreams(): Promise<void> {
    if (await this.cursors.ensure()) await this.claimStreams();
  }

  private slots(most: number, claim: () => Promise<void>): RunSlots {
    return new RunSlots(
      most,
      this.logger,
      () => void claim().catch((err: unknown) => this.logger.warn({ err }, 'claim failed')),
    );
  }
}
