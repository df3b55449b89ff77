import { EventEmitter, once } from 'node:events';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.js';
import { errorWords } from '../platform/errors/app-error.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { InventoryLevelsRepository, STOCK_PUSH_DUE } from './inventory-levels.repository.js';
import { PushRun, type PushSummary } from './push-run.js';
import { PushWindow } from './push-window.js';
import { whileNobodyWaits } from '../platform/time/callers-time.js';
import { time } from '../platform/time/time.js';

/** Starts a run for each store with due rows; every worker may, since rows are claimed in the database. */
@Injectable()
export class InventoryPusher implements BeforeApplicationShutdown {
  private readonly logger = new Logger(InventoryPusher.name);
  private readonly windows = new Map<number, PushWindow>();
  private readonly running = new Map<number, Promise<void>>();
  private readonly again = new Set<number>();
  private readonly news = new EventEmitter();
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly jobs: JobsService,
    private readonly stores: StoresService,
    private readonly levels: InventoryLevelsRepository,
  ) {
    this.news.setMaxListeners(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running.values());
  }

  @Tick({ name: 'inventory.push', every: 500, due: STOCK_PUSH_DUE })
  async tick(): Promise<void> {
    for (const storeId of await this.levels.storesWithWork()) this.kick(storeId);
  }

  /** There is work for this store: begins at once, or goes on after the present run. Without effect outside workers. */
  kick(storeId: number): void {
    if (!this.jobs.worksHere || this.stopping) return;
    if (this.running.has(storeId)) {
      this.again.add(storeId);
      return;
    }
    // The promise is owned here and in beforeApplicationShutdown: push() never rejects.
    const run = whileNobodyWaits(() => this.push(storeId)).finally(() => {
      this.running.delete(storeId);
      if (this.again.delete(storeId)) this.kick(storeId);
    });
    this.running.set(storeId, run);
  }

  /** Resolves when a row of the store was settled by this process, or after `ms`. */
  async settledOr(storeId: number, ms: number): Promise<void> {
    const signal = time.signalAfter(time.waitMs(ms));
    await once(this.news, String(storeId), { signal }).catch(() => undefined);
  }

  /** Never rejects: one store's trouble is no other's. */
  private async push(storeId: number): Promise<void> {
    try {
      const store = await this.stores.byId(storeId);
      if (!store.paused) await this.pushOf(store);
    } catch (error) {
      if (error instanceof LeaseLostError) {
        this.logger.warn({ storeId }, 'stock push stopped: its rows may belong to another process by now');
      } else {
        this.logger.warn({ storeId, err: error }, 'stock push broke off; its rows are taken up again');
      }
    }
  }

  private async pushOf(store: StoreContext): Promise<void> {
    const client = this.stores.magentoOf(store);
    const began = time.now();
    const run = new PushRun({
      store,
      client,
      levels: this.levels,
      window: this.windowOf(store.id, client.connection.concurrency),
      graceSeconds: this.config.magentoGraceSeconds,
      settled: () => this.news.emit(String(store.id)),
      learnLimit: (limit) => this.stores.learn(store, { sourceItemsLimit: limit }),
      learnNoSourceItems: () => this.learnNoSourceItems(store),
      stopping: () => this.stopping,
      isCurrent: async () => isSame(store, await this.stores.byId(store.id)),
    });
    this.report(store, await run.run(), time.now() - began);
  }

  private async learnNoSourceItems(store: StoreContext): Promise<void> {
    await this.stores.learn(store, { takesSourceItems: false });
    this.logger.warn(
      { store: store.code },
      'the shop refuses source items: stock goes on by stock items, until the store check finds the right again',
    );
  }

  private report(
    store: StoreContext,
    { pushed, failed, shadowed, outage, gaveUp }: PushSummary,
    ms: number,
  ): void {
    const words = { store: store.code, pushed, notPushed: failed, ms };
    if (outage !== undefined) {
      this.logger.warn({ ...words, ...errorWords(outage) }, 'stock waits for the shop');
    } else if (shadowed > 0) this.logger.log({ ...words, shadowed }, 'stock not sent: shadow mode');
    else if (pushed + failed > 0) this.logger.log(words, 'stock pushed');
    const [first] = gaveUp;
    if (!first) return;
    const example = { sku: first.level.sku, ...first.error };
    this.logger.error(
      { store: store.code, gaveUp: gaveUp.length, ...example },
      'stock was given up: see GET /inventory?state=FAILED, and retry it once the reason is gone',
    );
  }

  private windowOf(storeId: number, concurrency: number): PushWindow {
    const known = this.windows.get(storeId);
    if (known) return known;
    const window = new PushWindow(concurrency);
    this.windows.set(storeId, window);
    return window;
  }
}

function isSame({ row }: StoreContext, { row: now }: StoreContext): boolean {
  return row.updatedAt.getTime() === now.updatedAt.getTime();
}
