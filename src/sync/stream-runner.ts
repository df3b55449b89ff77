import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { AppConfig } from '../platform/config/app-config.js';
import { AppError, errorWords } from '../platform/errors/app-error.js';
import { Heartbeat, LeaseLostError, StoppingError } from '../platform/jobs/heartbeat.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { type Claim, Cursors } from './cursors.js';
import { explainRun } from './explain-run.js';
import { pageSizeOf } from './page-size.js';
import { PageWalker } from './page-walker.js';
import { ParkedOrders } from './parked-orders.js';
import { Runs } from './runs.js';
import { measureRun, runsEnded } from './sync.metrics.js';
import { type StreamDefinition, type StreamName, STREAMS } from './streams.js';
import { WalkImporter } from './walk-importer.js';

const FIRST_BACKOFF_SECONDS = 30;
const LONGEST_BACKOFF_SECONDS = 900;

/** One run of one stream: from the claim that the tick made to the cursor's new position. */
@Injectable()
export class StreamRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(StreamRunner.name);
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly cursors: Cursors,
    private readonly runs: Runs,
    private readonly parked: ParkedOrders,
    private readonly importer: WalkImporter,
    private readonly config: AppConfig,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** A job whose lease another process has taken over in the meantime does nothing. */
  async run(job: { storeId: number; stream: StreamName; token: string }): Promise<void> {
    const claim = await this.cursors.held(job.storeId, job.stream, job.token);
    const runId = claim && (await this.runs.idOf(job.token));
    if (!claim || runId === undefined) return;
    const store = await this.stores.byId(claim.storeId);
    const heartbeat = new Heartbeat(() => this.cursors.held(job.storeId, job.stream, job.token));
    const startedAt = Date.now();
    try {
      await this.walk(claim, store, runId, heartbeat);
      const counts = await this.runs.counts(runId);
      measureRun(store.code, claim.stream, counts);
      this.logger.log(
        { store: store.code, stream: claim.stream, run: runId, ms: Date.now() - startedAt, ...counts },
        'run done',
      );
    } catch (error) {
      await this.failed(claim, store, runId, error);
    } finally {
      heartbeat.stop();
    }
  }

  private async walk(claim: Claim, store: StoreContext, runId: string, heartbeat: Heartbeat): Promise<void> {
    const definition = STREAMS[claim.stream];
    const client = this.stores.magentoOf(store);
    if (claim.stream === 'orders.changed') await this.parked.retryDue(store, client, `run:${runId}`);
    const { walker, from } = await this.walkerFor(claim, definition, store, client);
    let finished = false;
    await this.importer.run({
      store,
      runId,
      walker,
      from,
      checkpoint: async (manager, resume) => {
        await this.cursors.checkpoint(manager, claim, resume);
        finished = resume === null;
      },
      betweenPages: () => {
        heartbeat.check();
        if (this.stopping) throw new StoppingError();
        return Promise.resolve();
      },
    });
    if (!finished) return;
    if (walker.learntPageSize !== undefined) {
      await this.stores.learn(store, { pageSize: walker.learntPageSize });
    }
    const explanation = await this.explain(client, definition, store, from, runId);
    await this.finish(claim, definition, store, runId, walker.to ?? null, explanation);
  }

  private async walkerFor(
    claim: Claim,
    definition: StreamDefinition,
    store: StoreContext,
    client: MagentoClient,
  ): Promise<{ walker: PageWalker; from?: Date }> {
    const { settings } = store;
    const resume = claim.resume;
    const overlapMs = settings.overlapSeconds * 1000;
    const lower = claim.position && new Date(claim.position.getTime() - overlapMs);
    const from = resume ? toDate(resume.from) : (lower ?? undefined);
    const walker = new PageWalker(client, {
      timeField: definition.timeField,
      statuses: definition.statuses?.(settings),
      from: definition.timeField && from,
      to: definition.timeField && toDate(resume?.to),
      after: resume ? { time: resume.time, id: resume.id } : undefined,
      storeIds: settings.storeIds,
      pageSize: pageSizeOf(store),
      exclude: await this.parked.ids(store),
    });
    return { walker, from: definition.timeField && from };
  }

  private async explain(
    client: MagentoClient,
    definition: StreamDefinition,
    store: StoreContext,
    from: Date | undefined,
    runId: string,
  ): Promise<string | undefined> {
    const { seen } = await this.runs.counts(runId);
    return explainRun(client, definition, store.settings, from, seen);
  }

  private async finish(
    claim: Claim,
    definition: StreamDefinition,
    store: StoreContext,
    runId: string,
    position: Date | null,
    explanation: string | undefined,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.runs.close(manager, runId, { state: 'DONE', explanation });
      await this.cursors.finish(manager, claim, position, this.intervalOf(definition, store));
    });
  }

  /** A store that fails backs off alone: twice as long each time, up to a quarter of an hour. */
  private async failed(claim: Claim, store: StoreContext, runId: string, error: unknown): Promise<void> {
    if (error instanceof StoppingError) {
      await this.runs.close(this.database.manager, runId, {
        state: 'ABANDONED',
        explanation: 'The process is shutting down.',
      });
      return this.cursors.release(claim);
    }
    if (error instanceof LeaseLostError) {
      this.logger.warn(
        { store: store.code, stream: claim.stream, run: runId },
        'run was taken over by another process',
      );
      return;
    }
    const { code, message } = errorWords(error);
    runsEnded.inc({ store: store.code, stream: claim.stream, outcome: code });
    const first = Math.min(this.intervalOf(STREAMS[claim.stream], store), FIRST_BACKOFF_SECONDS);
    const wait = Math.min(first * 2 ** Math.min(claim.failures, 10), LONGEST_BACKOFF_SECONDS);
    const words = {
      store: store.code,
      stream: claim.stream,
      run: runId,
      code,
      message,
      retryInSeconds: wait,
    };
    if (error instanceof AppError) this.logger.warn(words, 'run failed');
    else this.logger.error({ ...words, err: error }, 'run failed for a reason that is no fault of Magento');
    await this.database.transaction(async (manager) => {
      await this.runs.close(manager, runId, { state: 'FAILED', errorCode: code, errorMessage: message });
      await this.cursors.fail(manager, claim, wait);
    });
  }

  private intervalOf(definition: StreamDefinition, store: StoreContext): number {
    return (
      (store.settings.pollIntervalSeconds ?? this.config.pollIntervalSeconds) * definition.everyIntervals
    );
  }
}

function toDate(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
