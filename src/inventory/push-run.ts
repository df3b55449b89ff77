import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MagentoClient } from '../magento/magento.client.js';
import { Heartbeat } from '../platform/jobs/heartbeat.js';
import type { StoreContext } from '../stores/stores.service.js';
import { type ClaimedLevel, type LevelResult, LevelState } from './inventory.types.js';
import type { Levels } from './levels.js';
import { checkProducts } from './product-check.js';
import { isCrowded, isOutage } from './push-failures.js';
import type { PushWindow } from './push-window.js';
import { writeSourceItems } from './source-items.writer.js';
import { writeStockItem } from './stock-items.writer.js';
import { bySource } from './wanted-levels.js';

const CLAIM = 200;
/** Rows are fetched ahead when fewer than this wait, so that no place in the window stands empty. */
const LOW_WATER = 100;
const CHUNK = 100;
const SETTLE_EVERY_MS = 20;
const OUTAGE_PAUSE_SECONDS = 15;

export interface PushContext {
  store: StoreContext;
  client: MagentoClient;
  levels: Levels;
  window: PushWindow;
  /** A write that got no answer may land for so long. */
  graceSeconds: number;
  /** Told after results are in the database. */
  settled(results: LevelResult[]): void;
  /** Rows per call that the shop takes, once it is known. */
  learnLimit(limit: number): Promise<void>;
  stopping(): boolean;
}

/** Pushes one store's due rows until none is left. Memory holds the claimed rows only, whatever their number. */
export class PushRun {
  private readonly token = randomUUID();
  private readonly queue: ClaimedLevel[][] = [];
  private readonly results: LevelResult[] = [];
  private refilling: Promise<void> | undefined;
  private exhausted = false;
  private outage: unknown;
  private broken: unknown;
  private pushed = 0;
  private failed = 0;

  constructor(private readonly context: PushContext) {}

  /** @returns how many rows were pushed and how many failed; `outage` when the shop did not answer */
  async run(): Promise<{ pushed: number; failed: number; outage: unknown }> {
    const heartbeat = new Heartbeat(() => this.context.levels.renew(this.token));
    const settling = this.settleRegularly();
    try {
      const workers = Array.from({ length: this.context.client.connection.concurrency }, () => this.work());
      const ended = await Promise.allSettled(workers);
      await this.releaseQueue();
      this.broken ??= ended.find((one) => one.status === 'rejected')?.reason;
    } finally {
      settling.stop();
      await settling.ended;
      await this.settle();
      heartbeat.stop();
    }
    if (this.broken !== undefined) throw this.broken as Error;
    return { pushed: this.pushed, failed: this.failed, outage: this.outage };
  }

  private async work(): Promise<void> {
    for (;;) {
      await this.context.window.enter();
      let crowded = false;
      try {
        const rows = await this.next();
        if (!rows) return;
        crowded = await this.push(rows);
      } finally {
        this.context.window.leave(crowded);
      }
    }
  }

  private async next(): Promise<ClaimedLevel[] | undefined> {
    for (;;) {
      if (this.outage !== undefined || this.broken !== undefined || this.context.stopping()) return undefined;
      if (!this.exhausted && this.queue.length < LOW_WATER) this.refilling ??= this.refill();
      const rows = this.queue.shift();
      if (rows) return rows;
      if (this.exhausted) return undefined;
      await this.refilling;
    }
  }

  private async push(rows: ClaimedLevel[]): Promise<boolean> {
    const { client, store } = this.context;
    const { bufferStock } = store.settings;
    const outcome = bySource(store)
      ? await writeSourceItems(client, bufferStock, rows)
      : await writeStockItem(client, bufferStock, rows[0]!);
    this.results.push(...outcome.results);
    // With nothing left to wait for, somebody may be waiting for this one.
    if (this.queue.length === 0) void this.settle();
    if (outcome.limit !== undefined) await this.context.learnLimit(outcome.limit);
    if (isOutage(outcome.error)) this.outage = outcome.error;
    return isCrowded(outcome.error);
  }

  private async refill(): Promise<void> {
    try {
      const { levels, store, graceSeconds } = this.context;
      const claimed = await levels.claim(store.id, this.token, CLAIM, graceSeconds);
      if (claimed.length === 0) this.exhausted = true;
      else this.enqueue(await this.checked(claimed));
    } finally {
      this.refilling = undefined;
    }
  }

  /** Rows whose product was not looked at for a day are looked up before they are pushed. */
  private async checked(claimed: ClaimedLevel[]): Promise<ClaimedLevel[]> {
    const { client, store, levels } = this.context;
    const unknown = claimed.filter(({ checkedProduct }) => !checkedProduct);
    if (unknown.length === 0) return claimed;
    try {
      const { good, failed } = await checkProducts(client, store.settings.bufferStock, unknown);
      this.results.push(...failed);
      if (good.length > 0) {
        await levels.markChecked(
          this.token,
          good.map(({ id }) => id),
        );
      }
      return [...claimed.filter(({ checkedProduct }) => checkedProduct), ...good];
    } catch (error) {
      this.outage = error;
      await levels.release(
        this.token,
        claimed.map(({ id }) => id),
        OUTAGE_PAUSE_SECONDS,
      );
      return [];
    }
  }

  private enqueue(rows: ClaimedLevel[]): void {
    const size = bySource(this.context.store) ? chunkSize(this.context.store) : 1;
    for (let from = 0; from < rows.length; from += size) this.queue.push(rows.slice(from, from + size));
  }

  private settleRegularly(): { stop(): void; ended: Promise<void> } {
    let on = true;
    const loop = async (): Promise<void> => {
      while (on) {
        await sleep(SETTLE_EVERY_MS);
        await this.settle();
        if (this.broken !== undefined) return;
      }
    };
    return { stop: () => (on = false), ended: loop() };
  }

  /** Never rejects: results that cannot be written down leave their rows to the end of their lease. */
  private async settle(): Promise<void> {
    const results = this.results.splice(0);
    if (results.length === 0) return;
    try {
      await this.context.levels.settle(this.token, results, this.context.graceSeconds);
    } catch (error) {
      this.broken = error;
      return;
    }
    const pushed = results.filter(({ state }) => state === LevelState.Pushed).length;
    this.pushed += pushed;
    this.failed += results.length - pushed;
    this.context.settled(results);
  }

  private async releaseQueue(): Promise<void> {
    await this.refilling;
    const ids = this.queue.splice(0).flatMap((rows) => rows.map(({ id }) => id));
    if (ids.length === 0) return;
    const pause = this.outage === undefined ? 0 : OUTAGE_PAUSE_SECONDS;
    await this.context.levels.release(this.token, ids, pause);
  }
}

function chunkSize({ row }: StoreContext): number {
  return Math.min(CHUNK, Number(row.traits['sourceItemsLimit'] ?? CHUNK));
}
