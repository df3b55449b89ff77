import type { MagentoClient } from '../magento/magento.client.js';
import { errorWords } from '../platform/errors/app-error.js';
import { DEFAULT_SOURCE } from '../magento/stock.client.js';
import { goesBySource, sourceWish } from '../stores/stock-writing.js';
import type { StoreContext } from '../stores/stores.service.js';
import { type ClaimedLevel, type LevelResult, LevelState, type PushOutcome } from './inventory.types.js';
import type { InventoryLevelsRepository } from './inventory-levels.repository.js';
import { checkProducts } from './product-check.js';
import { isCrowded, outagePauseSeconds, resultOf } from './push-failures.js';
import { PushLease } from './push-lease.js';
import type { PushWindow } from './push-window.js';
import { takesNoSourceItems, writeSourceItems } from './write-source-items.js';
import { writeStockItem } from './write-stock-item.js';
import { Blame, StoreEvidence } from './store-evidence.js';
import { time } from '../platform/time/time.js';

const CLAIM = 200;
/** Rows are fetched ahead when fewer than this wait, so that no place in the window stands empty. */
const LOW_WATER = 100;
const CHUNK = 100;
/** A row that failed so often is sent alone: it may be what the others of its call failed by. */
const TRIES_TO_STAND_ALONE = 3;
const SETTLE_EVERY_MS = 20;

export interface PushContext {
  store: StoreContext;
  client: MagentoClient;
  levels: InventoryLevelsRepository;
  window: PushWindow;
  /** A write that got no answer may land for this time. */
  graceSeconds: number;
  /** Called after results are in the database. */
  settled(results: LevelResult[]): void;
  /** Rows per call that the shop takes, once it is known. */
  learnLimit(limit: number): Promise<void>;
  /** The shop takes no source items, though they were chosen. */
  learnNoSourceItems(): Promise<void>;
  /** False once the store was changed: its address, its mode, or whether it is paused. */
  isCurrent(): Promise<boolean>;
  stopping(): boolean;
}

/** What a run came to. */
export interface PushSummary {
  pushed: number;
  failed: number;
  /** Not sent, because the store is in shadow mode. */
  shadowed: number;
  /** What the shop was down with. */
  outage: unknown;
  /** SKUs that were tried often enough. */
  gaveUp: LevelResult[];
}

/** Pushes one store's due rows until none is left. Memory holds the claimed rows only. */
export class PushRun {
  private readonly lease: PushLease;
  private readonly client: MagentoClient;
  private readonly evidence: StoreEvidence;
  private readonly queue: ClaimedLevel[][] = [];
  private readonly results: LevelResult[] = [];
  private readonly summary: PushSummary = {
    pushed: 0,
    failed: 0,
    shadowed: 0,
    outage: undefined,
    gaveUp: [],
  };
  private refilling: Promise<void> | undefined;
  private exhausted = false;
  private outdated = false;
  private broken: { error: unknown } | undefined;

  constructor(private readonly context: PushContext) {
    this.lease = new PushLease(context.levels, context.store.id, context.graceSeconds);
    this.client = context.client.fenced(this.lease);
    this.evidence = new StoreEvidence(() => context.client.stock.ping());
  }

  /** @throws what broke the run off; its rows are taken up again when their lease ends */
  async run(): Promise<PushSummary> {
    const heartbeat = this.lease.heartbeat();
    const settling = this.settleRegularly();
    try {
      await Promise.all(
        Array.from({ length: this.context.client.connection.concurrency }, () => this.work()),
      );
      await this.releaseQueue();
    } finally {
      settling.stop();
      await settling.ended;
      await this.settle();
      heartbeat.stop();
    }
    if (this.broken) throw this.broken.error;
    return this.summary;
  }

  /** Never rejects: what goes wrong ends the run for all its workers. */
  private async work(): Promise<void> {
    while (!this.broken) {
      await this.context.window.enter();
      let crowded = false;
      try {
        const rows = await this.next();
        if (!rows) return;
        crowded = await this.push(rows);
      } catch (error) {
        this.broken ??= { error };
      } finally {
        this.context.window.leave(crowded);
      }
    }
  }

  private async next(): Promise<ClaimedLevel[] | undefined> {
    for (;;) {
      // A run lasts for as long as rows come: what is left goes to a run that knows the store as it is now.
      this.outdated ||= !(await this.context.isCurrent());
      if (this.outdated || this.summary.outage !== undefined || this.broken || this.context.stopping()) {
        return undefined;
      }
      if (!this.exhausted && this.queue.length < LOW_WATER) this.refilling ??= this.refill();
      const rows = this.queue.shift();
      if (rows) return rows;
      if (this.exhausted) return undefined;
      await this.refilling;
    }
  }

  private async push(rows: ClaimedLevel[]): Promise<boolean> {
    const { store } = this.context;
    const began = time.monotonic();
    const outcome: PushOutcome = goesBySource(store, rows[0]!.sourceCode)
      ? await this.turnedAway(await writeSourceItems(this.client, store.settings.bufferStock, rows))
      : { written: [await writeStockItem(this.client, store.settings.bufferStock, rows[0]!)] };
    this.results.push(...(await this.judged(outcome, began)));
    // With nothing left to wait for, somebody may be waiting for this one.
    if (this.queue.length === 0) await this.settle();
    if (outcome.limit !== undefined) await this.context.learnLimit(outcome.limit);
    return outcome.written.some(({ error }) => isCrowded(error));
  }

  /** What Magento takes by source items no more goes by stock items, where both mean the same: in a run that knows it. */
  private async turnedAway(outcome: PushOutcome): Promise<PushOutcome> {
    if (sourceWish(this.context.store) !== 'ifGiven') return outcome;
    const turned = outcome.written.filter(
      ({ level, error, mayBeWrittenOver }) =>
        level.sourceCode === DEFAULT_SOURCE && takesNoSourceItems(error) && !mayBeWrittenOver,
    );
    if (turned.length === 0) return outcome;
    await this.context.learnNoSourceItems();
    this.outdated = true;
    await this.lease.release(
      turned.map(({ level }) => level.id),
      0,
    );
    return { ...outcome, written: outcome.written.filter((one) => !turned.includes(one)) };
  }

  private async judged({ written }: PushOutcome, began: number): Promise<LevelResult[]> {
    const results: LevelResult[] = [];
    const blames = new Map<unknown, Blame>();
    if (written.some(({ error }) => error === undefined)) this.evidence.succeeded();
    for (const one of written) {
      const { error, level } = one;
      if (error !== undefined && !blames.has(error)) {
        blames.set(error, await this.evidence.blame(error, level.id, began));
      }
      const blame = blames.get(error) ?? Blame.Sku;
      if (blame === Blame.Store) this.summary.outage ??= error;
      results.push(resultOf(one, blame));
    }
    return results;
  }

  /** Never rejects: nobody may be waiting for it. */
  private async refill(): Promise<void> {
    try {
      const claimed = await this.lease.claim(CLAIM);
      if (claimed.length === 0) this.exhausted = true;
      else this.enqueue(await this.checked(claimed));
    } catch (error) {
      this.broken ??= { error };
    } finally {
      this.refilling = undefined;
    }
  }

  /** Rows whose product was not looked at for a day are looked up before they are pushed. */
  private async checked(claimed: ClaimedLevel[]): Promise<ClaimedLevel[]> {
    const unchecked = claimed.filter(({ checkedProduct }) => !checkedProduct);
    if (unchecked.length === 0) return claimed;
    const { store } = this.context;
    const { known, unknown, failed, outage } = await checkProducts(
      this.client,
      this.evidence,
      store,
      unchecked,
    );
    this.results.push(...failed);
    if (outage !== undefined) {
      this.summary.outage ??= outage;
      const settled = new Set(failed.map(({ level }) => level.id));
      const ids = claimed.map(({ id }) => id).filter((id) => !settled.has(id));
      await this.lease.release(ids, outagePauseSeconds(), errorWords(outage));
      return [];
    }
    if (known.length > 0) await this.lease.markChecked(known.map(({ id }) => id));
    return [...claimed.filter(({ checkedProduct }) => checkedProduct), ...known, ...unknown];
  }

  private enqueue(rows: ClaimedLevel[]): void {
    const { store } = this.context;
    const alone = ({ sourceCode, attempts }: ClaimedLevel): boolean =>
      attempts >= TRIES_TO_STAND_ALONE || !goesBySource(store, sourceCode);
    const together = rows.filter((row) => !alone(row));
    const size = chunkSize(store);
    for (let from = 0; from < together.length; from += size) {
      this.queue.push(together.slice(from, from + size));
    }
    for (const row of rows.filter(alone)) this.queue.push([row]);
  }

  private settleRegularly(): { stop(): void; ended: Promise<void> } {
    let on = true;
    const loop = async (): Promise<void> => {
      while (on && !this.broken) {
        await time.sleep(SETTLE_EVERY_MS);
        await this.settle();
      }
    };
    return { stop: () => (on = false), ended: loop() };
  }

  /** Never rejects: results that cannot be written down leave their rows to the end of their lease. */
  private async settle(): Promise<void> {
    const results = this.results.splice(0);
    if (results.length === 0) return;
    try {
      const settled = await this.lease.settle(results);
      const pushed = settled.filter(({ state }) => state === LevelState.Pushed).length;
      this.summary.pushed += pushed;
      const shadowed = settled.filter(({ state }) => state === LevelState.Shadowed).length;
      this.summary.shadowed += shadowed;
      this.summary.failed += settled.length - pushed - shadowed;
      this.summary.gaveUp.push(...settled.filter(({ gaveUp }) => gaveUp));
      this.context.settled(settled);
    } catch (error) {
      this.broken ??= { error };
    }
  }

  private async releaseQueue(): Promise<void> {
    await this.refilling;
    const ids = this.queue.splice(0).flatMap((rows) => rows.map(({ id }) => id));
    if (ids.length === 0) return;
    const { outage } = this.summary;
    if (outage === undefined) await this.lease.release(ids, 0);
    else await this.lease.release(ids, outagePauseSeconds(), errorWords(outage));
  }
}

function chunkSize({ row }: StoreContext): number {
  const limit = Number(row.traits.sourceItemsLimit ?? CHUNK);
  return Number.isInteger(limit) && limit > 0 ? Math.min(CHUNK, limit) : CHUNK;
}
