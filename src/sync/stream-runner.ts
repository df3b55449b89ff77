import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { askedToWait } from '../magento/magento-policies.js';
import { fromMagentoTime } from '../magento/magento-time.js';
import { AppConfig } from '../platform/config/app-config.js';
import { errorWords, isBug } from '../platform/errors/app-error.js';
import { Heartbeat, LeaseLostError, StoppingError } from '../platform/jobs/heartbeat.js';
import type { StoreTraits } from '../stores/dto/store-traits.dto.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { type Claim, SyncCursorsRepository } from './sync-cursors.repository.js';
import { explainRun } from './explain-run.js';
import { FirstReading } from './first-reading.js';
import { pageSizeOf } from './page-size.js';
import { PageWalker } from './page-walker.js';
import { type RunCounts, SyncRunsRepository } from './sync-runs.repository.js';
import { SingleOrders } from './single-orders.js';
import { type Look, SWEEP_FIELDS, SweepSource } from './sweep-source.js';
import { measureRun, runsEnded } from './sync.metrics.js';
import { type StreamDefinition, STREAMS } from './streams.js';
import { PAGE_IMPORTER, type PageImporter, placeOf } from './sync.types.js';
import type { PageSource } from './walk.js';
import { WholeSource } from './whole-source.js';
import { WalkImporter, type Walked, type WalkWindow } from './walk-importer.js';
import { time } from '../platform/time/time.js';

const FIRST_BACKOFF_SECONDS = 30;
const LONGEST_BACKOFF_SECONDS = 900;
/** The sweep has all day. */
const SWEEP_PAUSE_MS = 200;

/** One run of one stream: from the claim that the tick made to the cursor's new position. */
@Injectable()
export class StreamRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(StreamRunner.name);
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly cursors: SyncCursorsRepository,
    private readonly runs: SyncRunsRepository,
    private readonly single: SingleOrders,
    private readonly first: FirstReading,
    private readonly importer: WalkImporter,
    @Inject(PAGE_IMPORTER) private readonly pages: PageImporter,
    private readonly config: AppConfig,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** A job whose lease another process has taken over in the meantime does nothing. */
  async runJob({ storeId, stream, token }: Pick<Claim, 'storeId' | 'stream' | 'token'>): Promise<void> {
    const claim = await this.cursors.held(storeId, stream, token);
    const runId = claim && (await this.runs.idOf(token));
    if (claim && runId !== undefined) await this.run(claim, runId);
  }

  /** @param claim that was made right before */
  async run(claim: Claim, runId: string): Promise<void> {
    const store = await this.stores.byId(claim.storeId);
    const heartbeat = new Heartbeat(() => this.cursors.held(claim.storeId, claim.stream, claim.token));
    const startedAt = time.now();
    try {
      const counts = await this.walk(claim, store, runId, heartbeat);
      measureRun(store.code, claim.stream, counts);
      this.logger.log(
        { store: store.code, stream: claim.stream, run: runId, ms: time.now() - startedAt, ...counts },
        'run done',
      );
    } catch (error) {
      await this.failed(claim, store, runId, error);
    } finally {
      heartbeat.stop();
    }
  }

  private async walk(
    claim: Claim,
    store: StoreContext,
    runId: string,
    heartbeat: Heartbeat,
  ): Promise<RunCounts> {
    const definition = STREAMS[claim.stream];
    const client = this.stores.magentoOf(store);
    const place = await this.first.placeOf(claim, store, client);
    if (place === 'waits') return this.wait(claim, definition, store, runId);
    const placed = { ...claim, position: place ?? claim.position };
    return this.walkFrom(placed, store, runId, heartbeat, client);
  }

  private async walkFrom(
    claim: Claim,
    store: StoreContext,
    runId: string,
    heartbeat: Heartbeat,
    client: MagentoClient,
  ): Promise<RunCounts> {
    const definition = STREAMS[claim.stream];
    const window = windowOf(claim, definition, store);
    let finished = false;
    const walked = await this.importer.run({
      store,
      runId,
      source: this.sourceFor(claim, definition, store, client, window.from),
      window,
      checkpoint: async (manager, resume, page) => {
        await this.cursors.checkpoint(manager, claim, resume, page);
        finished = resume === null;
      },
      betweenPages: async () => {
        if (definition.sweep) await time.sleep(SWEEP_PAUSE_MS);
        heartbeat.check();
        if (this.stopping) throw new StoppingError();
      },
    });
    if (!finished) return walked.counts;
    await this.single.readContested(store, client, `run:${runId}`);
    // Behind a walk that went through: what fails now is the order's fault and not the shop's.
    if (claim.stream === 'orders.changed') await this.single.retryParked(store, client, `run:${runId}`);
    const explanation = await this.explain(client, definition, store, window.from, walked);
    await this.finish(claim, definition, store, runId, positionAfter(claim, walked), explanation);
    return walked.counts;
  }

  private sourceFor(
    claim: Claim,
    definition: StreamDefinition,
    store: StoreContext,
    client: MagentoClient,
    from: Date | undefined,
  ): PageSource {
    const { settings } = store;
    const { resume, parked } = claim;
    const walk = {
      timeField: definition.timeField,
      statuses: definition.statuses?.(settings),
      from,
      // No upper bound is asked for: an order with a stamp of the future is taken at once. The cursor has one.
      after: placeOf(resume),
      storeIds: settings.storeIds,
      pageSize: pageSizeOf(store),
      exclude: parked,
      learn: (traits: StoreTraits) => this.stores.learn(store, traits),
    };
    const look = this.lookOf(definition, store, claim);
    if (look) return new SweepSource(client, walk, look);
    const isFirst = claim.position === null && walk.timeField !== undefined;
    return isFirst ? new WholeSource(client, walk, resume?.reached) : new PageWalker(client, walk);
  }

  /** Undefined where each order is read in full. */
  private lookOf(
    { name, sweep, short }: StreamDefinition,
    store: StoreContext,
    { failures }: Claim,
  ): Look | undefined {
    if (sweep) return { fields: SWEEP_FIELDS, glance: (listed) => this.pages.outdated(store, listed) };
    const fields = short && this.pages.shownFields(store);
    if (!fields) return undefined;
    // Silence to the short question alone looks like an outage; whole orders are read as soon as the shop answers them.
    if (failures > 0) return undefined;
    return {
      fields,
      glance: (listed) => this.pages.notAsShown(store, listed),
      orWhole: (why) =>
        this.logger.log({ store: store.code, stream: name, why }, 'the run reads each order in full'),
    };
  }

  private async explain(
    client: MagentoClient,
    definition: StreamDefinition,
    store: StoreContext,
    from: Date | undefined,
    { nameless, counts }: Walked,
  ): Promise<string | undefined> {
    if (nameless > 0) {
      return `${nameless} entries of the list cannot be read, and do not say which orders they are.`;
    }
    if (definition.sweep && counts.new + counts.changed > 0) {
      const found = `${counts.new} orders were missing here and ${counts.changed} stood still; they were taken in.`;
      this.logger.warn({ store: store.code, ...counts }, `the sweep over all orders: ${found}`);
      return `${found} No other stream had brought them yet.`;
    }
    return explainRun(client, definition, store.settings, from, counts.seen);
  }

  private async wait(
    claim: Claim,
    definition: StreamDefinition,
    store: StoreContext,
    runId: string,
  ): Promise<RunCounts> {
    const why =
      'orders.changed is reading all orders of the shop, and most of them are these: this stream begins behind it.';
    await this.finish(claim, definition, store, runId, null, why);
    return { pages: 0, seen: 0, new: 0, changed: 0, unchanged: 0 };
  }

  private async finish(
    claim: Claim,
    definition: StreamDefinition,
    store: StoreContext,
    runId: string,
    position: Date | null,
    explanation: string | undefined,
  ): Promise<void> {
    const end = this.runs.end(runId, { state: 'DONE', explanation });
    const { manager } = this.database;
    await this.cursors.finish(manager, claim, position, this.intervalOf(definition, store), end);
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
    const backoff = time.waitSeconds(first * 2 ** Math.min(claim.failures, 10));
    const wait = Math.min(Math.max(backoff, askedToWait(error) ?? 0), LONGEST_BACKOFF_SECONDS);
    const words = {
      store: store.code,
      stream: claim.stream,
      run: runId,
      code,
      message,
      retryInSeconds: wait,
    };
    if (isBug(error)) {
      this.logger.error({ ...words, err: error }, 'run failed because of an error of our own');
    } else this.logger.warn(words, 'run failed');
    const end = this.runs.end(runId, { state: 'FAILED', errorCode: code, errorMessage: message });
    await this.cursors.fail(this.database.manager, claim, wait, end);
  }

  private intervalOf(definition: StreamDefinition, store: StoreContext): number {
    const interval = store.settings.pollIntervalSeconds ?? this.config.pollIntervalSeconds;
    return Math.max(interval * definition.everyIntervals, definition.atLeastSeconds ?? 0);
  }
}

function windowOf(
  { resume, position }: Claim,
  { timeField }: StreamDefinition,
  store: StoreContext,
): WalkWindow {
  if (!timeField) return {};
  const overlapMs = store.settings.overlapSeconds * 1000;
  const from = position ? new Date(position.getTime() - overlapMs) : undefined;
  return { timeField, from: resume ? toDate(resume.from) : from, to: toDate(resume?.to) };
}

/**
 * How far the stream is read: to the newest stamp of the shop itself that was seen, and never beyond the window, whose
 * end is Magento's clock. That clock (the web server's, or a cache's) may be ahead of the one that stamps the orders, so
 * that it alone would lose those to come; a stamp alone may lie in the future. Where nothing was seen, nothing moves.
 */
function positionAfter({ position, resume }: Claim, { newest }: Walked): Date | null {
  const resumed = fromMagentoTime(placeOf(resume)?.time);
  const to = toDate(resume?.to);
  const seen = newest ?? (resumed && to && resumed <= to ? resumed : undefined);
  return seen && (!position || seen > position) ? seen : position;
}

function toDate(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
