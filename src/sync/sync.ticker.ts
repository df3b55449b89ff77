import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { OneAtATime } from '../platform/schedule/one-at-a-time.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { BACKFILL_DUE, BackfillsRepository } from './backfills.repository.js';
import { BackfillRunner } from './backfill-runner.js';
import { STREAM_DUE, SyncCursorsRepository } from './sync-cursors.repository.js';
import { SyncRunsRepository } from './sync-runs.repository.js';
import { StreamRunner } from './stream-runner.js';
import { RunSlots } from './run-slots.js';
import { RUN_STREAM } from './sync.jobs.js';

/** Most of a run's time is Magento's. */
const STREAMS_AT_ONCE = 64;
const BACKFILLS_AT_ONCE = 2;

/** Claims what is due, as much as this process has room for, and runs it. Every worker ticks; none doubles another. */
@Injectable()
export class SyncTicker implements BeforeApplicationShutdown {
  private readonly claims = new OneAtATime();
  private readonly logger = new Logger(SyncTicker.name);
  private readonly streamSlots: RunSlots;
  private readonly backfillSlots: RunSlots;

  constructor(
    private readonly database: DataSource,
    jobs: JobsService,
    private readonly cursors: SyncCursorsRepository,
    private readonly backfills: BackfillsRepository,
    private readonly runs: SyncRunsRepository,
    private readonly streams: StreamRunner,
    private readonly backfillRunner: BackfillRunner,
  ) {
    const again = (): void =>
      void this.claim().catch((err: unknown) => this.logger.warn({ err }, 'claim failed'));
    this.streamSlots = new RunSlots(STREAMS_AT_ONCE, this.logger, again);
    this.backfillSlots = new RunSlots(BACKFILLS_AT_ONCE, this.logger, again);
    // What an operator asks for may be asked of a process that does not work.
    jobs.handle(RUN_STREAM, (job) => streams.runJob(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.claims.stop();
    await Promise.all([this.streamSlots.drained(), this.backfillSlots.drained()]);
  }

  @Tick({ name: 'sync', every: 1000, due: `${STREAM_DUE} OR ${BACKFILL_DUE}` })
  async tick(): Promise<void> {
    await this.cursors.ensure();
    await this.claim();
  }

  /** By the tick, and where a run has ended: one of them at a time, so that no more is claimed than there is room for. */
  private claim(): Promise<void> {
    return this.claims.run(async () => {
      await this.claimStreams();
      await this.claimBackfills();
    });
  }

  private async claimStreams(): Promise<void> {
    const { room } = this.streamSlots;
    if (room === 0) return;
    const { due, ids } = await this.database.transaction(async (manager) => {
      const due = await this.cursors.claimDue(manager, room);
      return { due, ids: await this.runs.open(manager, 'TICK', due) };
    });
    this.streamSlots.beginAll(due.map((claim) => () => this.streams.run(claim, ids.get(claim.token)!)));
  }

  private async claimBackfills(): Promise<void> {
    const { room } = this.backfillSlots;
    if (room === 0) return;
    const { due, ids } = await this.database.transaction(async (manager) => {
      const due = await this.backfills.claimDue(manager, room);
      const runs = due.map(({ id, storeId, token }) => ({ storeId, stream: `backfill:${id}`, token }));
      return { due, ids: await this.runs.open(manager, 'BACKFILL', runs) };
    });
    this.backfillSlots.beginAll(due.map((row) => () => this.backfillRunner.run(row, ids.get(row.token)!)));
  }
}
