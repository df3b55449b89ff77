import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { askedToWait } from '../magento/magento-policies.js';
import { errorWords } from '../platform/errors/app-error.js';
import { Heartbeat, LeaseLostError, StoppingError } from '../platform/jobs/heartbeat.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { type BackfillRow, BackfillsRepository } from './backfills.repository.js';
import { pageSizeOf } from './page-size.js';
import { ParkedOrders } from './parked-orders.js';
import { SyncRunsRepository } from './sync-runs.repository.js';
import { placeOf } from './sync.types.js';
import type { Walk } from './walk.js';
import { WholeSource } from './whole-source.js';
import { type Walked, WalkImporter } from './walk-importer.js';
import { time } from '../platform/time/time.js';

const RETRY_SECONDS = 30;
const LONGEST_RETRY_SECONDS = 900;

/** Reads a range of orders by created_at again, page by page with a pause, and goes on where a killed run stopped. */
@Injectable()
export class BackfillRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(BackfillRunner.name);
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly backfills: BackfillsRepository,
    private readonly runs: SyncRunsRepository,
    private readonly parked: ParkedOrders,
    private readonly importer: WalkImporter,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** @param row that was claimed right before */
  async run(row: BackfillRow, runId: string): Promise<void> {
    const store = await this.stores.byId(row.storeId);
    const heartbeat = new Heartbeat(() => this.backfills.held(row.id, row.token));
    try {
      const { counts } = await this.walk(row, store, runId, heartbeat);
      await this.runs.close(this.database.manager, runId, { state: 'DONE' });
      this.logger.log({ store: store.code, backfill: row.id, run: runId, ...counts }, 'backfill done');
    } catch (error) {
      await this.failed(row, store, runId, error);
    } finally {
      heartbeat.stop();
    }
  }

  private async walk(
    row: BackfillRow,
    store: StoreContext,
    runId: string,
    heartbeat: Heartbeat,
  ): Promise<Walked> {
    const range = { timeField: 'created_at' as const, from: row.createdFrom, to: row.createdTo };
    const walk: Walk = {
      ...range,
      after: placeOf(row.resume),
      storeIds: store.settings.storeIds,
      pageSize: pageSizeOf(store),
      exclude: await this.parked.ids(store),
      learn: (traits) => this.stores.learn(store, traits),
    };
    const source = new WholeSource(this.stores.magentoOf(store), walk, row.resume?.reached);
    return this.importer.run({
      store,
      runId,
      source,
      window: { ...range, bounded: true },
      checkpoint: (manager, resume, page) => this.backfills.checkpoint(manager, row, resume, page),
      betweenPages: async () => {
        await time.sleep(row.pauseMs);
        heartbeat.check();
        if (this.stopping) throw new StoppingError();
      },
    });
  }

  private async failed(row: BackfillRow, store: StoreContext, runId: string, error: unknown): Promise<void> {
    const manager = this.database.manager;
    if (error instanceof LeaseLostError) return;
    if (error instanceof StoppingError) {
      await this.runs.close(manager, runId, {
        state: 'ABANDONED',
        explanation: 'The process is shutting down.',
      });
      return this.backfills.release(row, 0, false);
    }
    const { code, message } = errorWords(error);
    const backoff = Math.min(RETRY_SECONDS * 2 ** Math.min(row.failures, 6), LONGEST_RETRY_SECONDS);
    const wait = Math.max(
      time.waitSeconds(backoff),
      Math.min(askedToWait(error) ?? 0, LONGEST_RETRY_SECONDS),
    );
    this.logger.warn(
      { store: store.code, backfill: row.id, code, message, retryInSeconds: wait },
      'backfill failed',
    );
    await this.runs.close(manager, runId, { state: 'FAILED', errorCode: code, errorMessage: message });
    await this.backfills.release(row, wait, true);
  }
}
