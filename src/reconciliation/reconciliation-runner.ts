import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { errorWords } from '../platform/errors/app-error.js';
import { Heartbeat, LeaseLostError, StoppingError } from '../platform/jobs/heartbeat.js';
import { drained } from '../platform/jobs/drained.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { StoresService } from '../stores/stores.service.js';
import { Reconciler } from './reconciler.js';
import {
  claimComparison,
  closeComparison,
  giveBackComparison,
  type HeldComparison,
  renewComparison,
} from './held-comparisons.repository.js';
import { RUN_RECONCILIATION } from './reconciliation.jobs.js';

/** A comparison of which so many processes died may be what they die of. */
const MOST_TAKES = 5;
const DRAIN_MS = 20_000;

/**
 * Makes comparisons: rows first, a job only wakes a worker. One whose process died is taken up by another as soon as
 * its lease is over, and begins again with what it found.
 */
@Injectable()
export class ReconciliationRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ReconciliationRunner.name);
  private under = 0;
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    jobs: JobsService,
    private readonly stores: StoresService,
    private readonly reconciler: Reconciler,
  ) {
    jobs.handle(RUN_RECONCILIATION, ({ id }) => this.work(id));
  }

  /** What is under way is handed back while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop();
    await drained(() => this.under > 0, DRAIN_MS);
  }

  /** Nothing new begins, and what is under way ends at the next good place. */
  stop(): void {
    this.stopping = true;
  }

  /** Makes comparisons until there is none that waits. @param first the one to begin with */
  async work(first: string | null = null): Promise<void> {
    if (this.under >= RUN_RECONCILIATION.concurrency) return;
    this.under++;
    try {
      for (let id = first; !this.stopping; id = null) {
        const held = await claimComparison(this.database.manager, id);
        if (!held) return;
        await this.run(held);
      }
    } finally {
      this.under--;
    }
  }

  private async run(held: HeldComparison): Promise<void> {
    const heartbeat = new Heartbeat(() => renewComparison(this.database.manager, held));
    const check = (): void => {
      heartbeat.check();
      if (this.stopping) throw new StoppingError('the process is shutting down');
    };
    try {
      if (held.takes > MOST_TAKES) throw new Error(`Its process ended ${MOST_TAKES} times.`);
      const store = await this.stores.byId(held.storeId);
      await this.reconciler.run({ ...held, store, check });
      await this.close(held, 'DONE', null);
    } catch (error) {
      await this.end(held, error);
    } finally {
      heartbeat.stop();
    }
  }

  private async end(held: HeldComparison, error: unknown): Promise<void> {
    const words = { reconciliation: held.id, ...errorWords(error) };
    if (error instanceof LeaseLostError) {
      return this.logger.warn(words, 'another process goes on with the comparison');
    }
    if (error instanceof StoppingError) return this.handBack(held);
    await this.close(held, 'FAILED', words.message);
    if (held.takes > MOST_TAKES) this.logger.error(words, 'reconciliation given up');
    else this.logger.warn(words, 'reconciliation failed');
  }

  /** Another process goes on at once. */
  private handBack(held: HeldComparison): Promise<void> {
    return giveBackComparison(this.database.manager, held);
  }

  private async close(
    held: HeldComparison,
    state: 'DONE' | 'FAILED',
    errorMessage: string | null,
  ): Promise<void> {
    const { id } = held;
    const row = await closeComparison(this.database.manager, held, state, errorMessage);
    if (state === 'FAILED' || !row) return;
    const words = { reconciliation: id, ...row };
    if (row.differences > row.repaired) {
      this.logger.error(words, 'reconciliation found what a person must look at');
    } else this.logger.log(words, 'reconciliation done');
  }
}
