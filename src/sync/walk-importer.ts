import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { StoreContext } from '../stores/stores.service.js';
import type { Page, PageWalker } from './page-walker.js';
import { ParkedOrders } from './parked-orders.js';
import { Runs } from './runs.js';
import {
  PAGE_IMPORTER,
  type PageCounts,
  type PageImporter,
  type PreparedPage,
  type Resume,
} from './sync.types.js';

export interface WalkRun {
  store: StoreContext;
  runId: string;
  walker: PageWalker;
  from?: Date;
  /** Records, in the page's transaction, how far the walk has come; `resume` is null behind the last page. */
  checkpoint(manager: EntityManager, resume: Resume | null): Promise<void>;
  /** Called between pages; a throw ends the walk where it can be taken up again. */
  betweenPages(): Promise<void>;
}

interface ReadyPage {
  page: Page;
  prepared: PreparedPage;
}

const DEADLOCK_TRIES = 3;

/** Stores page after page, with the next one read and mapped meanwhile: Magento, PostgreSQL and we work at the same time. */
@Injectable()
export class WalkImporter {
  constructor(
    private readonly database: DataSource,
    private readonly runs: Runs,
    private readonly parked: ParkedOrders,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter,
  ) {}

  async run(walk: WalkRun): Promise<void> {
    let ahead = this.nextReady(walk);
    for (let ready = await ahead; ready; ready = await ahead) {
      const { page } = ready;
      ahead = page.last ? Promise.resolve(undefined) : this.nextReady(walk);
      // A failure of the page ahead is met when its turn comes; until then it must not count as unhandled.
      ahead.catch(() => undefined);
      await this.storeWithRetry(walk, ready);
      if (!page.last) await walk.betweenPages();
    }
  }

  private async nextReady(walk: WalkRun): Promise<ReadyPage | undefined> {
    const page = await walk.walker.next();
    if (!page) return undefined;
    const alone = page.undeliverable.flatMap((found) => (found.order ? [found.order] : []));
    return { page, prepared: await this.importer.prepare(walk.store, [...page.orders, ...alone]) };
  }

  private async storeWithRetry(walk: WalkRun, ready: ReadyPage): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.transaction((manager) => this.store(manager, walk, ready));
      } catch (error) {
        if (attempt === DEADLOCK_TRIES || !isDeadlock(error)) throw error;
      }
    }
  }

  private async store(manager: EntityManager, walk: WalkRun, { page, prepared }: ReadyPage): Promise<void> {
    const counts = await this.importer.write(manager, walk.store, prepared, page.readAt, `run:${walk.runId}`);
    const failed = [...page.undeliverable.filter((found) => !found.order), ...prepared.unmappable];
    for (const { entityId, reason } of failed) await this.parked.park(manager, walk.store, entityId, reason);
    const window = { from: walk.from, to: walk.walker.to };
    const seen = prepared.records.length + failed.length;
    await this.runs.addPage(manager, walk.runId, window, seen, withParked(counts, failed.length));
    await walk.checkpoint(manager, page.last ? null : resumeOf(page, window));
  }
}

function withParked(counts: PageCounts, parked: number): PageCounts {
  return parked === 0 ? counts : { ...counts, skipped: { ...counts.skipped, parked } };
}

function resumeOf(page: Page, window: { from?: Date; to?: Date }): Resume | null {
  if (!page.after) return null;
  return { from: window.from?.toISOString(), to: window.to?.toISOString(), ...page.after };
}

function isDeadlock(error: unknown): boolean {
  return (error as { driverError?: { code?: string } }).driverError?.code === '40P01';
}
