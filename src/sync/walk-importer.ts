import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { StoreContext } from '../stores/stores.service.js';
import type { Page, PageWalker } from './page-walker.js';
import { ParkedOrders } from './parked-orders.js';
import { Runs } from './runs.js';
import { PAGE_IMPORTER, type PageCounts, type PageImporter, type Resume } from './sync.types.js';

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

const DEADLOCK_TRIES = 3;

/** Stores page after page, reading one page ahead: Magento and PostgreSQL work at the same time. */
@Injectable()
export class WalkImporter {
  constructor(
    private readonly database: DataSource,
    private readonly runs: Runs,
    private readonly parked: ParkedOrders,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter,
  ) {}

  async run(walk: WalkRun): Promise<void> {
    let ahead = walk.walker.next();
    for (let page = await ahead; page; page = await ahead) {
      ahead = page.last ? Promise.resolve(undefined) : walk.walker.next();
      // A failure of the page ahead is met when its turn comes; until then it must not count as unhandled.
      ahead.catch(() => undefined);
      await this.storeWithRetry(walk, page);
      if (!page.last) await walk.betweenPages();
    }
  }

  private async storeWithRetry(walk: WalkRun, page: Page): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.transaction((manager) => this.store(manager, walk, page));
      } catch (error) {
        if (attempt === DEADLOCK_TRIES || !isDeadlock(error)) throw error;
      }
    }
  }

  private async store(manager: EntityManager, walk: WalkRun, page: Page): Promise<void> {
    const alone = page.undeliverable.flatMap((found) => (found.order ? [found.order] : []));
    const orders = [...page.orders, ...alone];
    const counts = await this.importer.importPage(
      manager,
      walk.store,
      orders,
      page.readAt,
      `run:${walk.runId}`,
    );
    const failed = page.undeliverable.filter((found) => !found.order);
    for (const { entityId, reason } of [...failed, ...counts.unmappable]) {
      await this.parked.park(manager, walk.store, entityId, reason);
    }
    const window = { from: walk.from, to: walk.walker.to };
    await this.runs.addPage(
      manager,
      walk.runId,
      window,
      orders.length + failed.length,
      withParked(counts, failed.length),
    );
    await walk.checkpoint(manager, page.last ? null : resumeOf(page, window));
  }
}

function withParked(counts: PageCounts, failed: number): PageCounts {
  const parked = failed + counts.unmappable.length;
  return parked === 0 ? counts : { ...counts, skipped: { ...counts.skipped, parked } };
}

function resumeOf(page: Page, window: { from?: Date; to?: Date }): Resume | null {
  if (!page.after) return null;
  return { from: window.from?.toISOString(), to: window.to?.toISOString(), ...page.after };
}

function isDeadlock(error: unknown): boolean {
  return (error as { driverError?: { code?: string } }).driverError?.code === '40P01';
}
