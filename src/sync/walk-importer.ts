import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { fromMagentoTime, isMagentoTime, toMagentoTime } from '../magento/magento-time.js';
import { isAboutRows, isDeadlock } from '../platform/database/pg-errors.js';
import type { StoreContext } from '../stores/stores.service.js';
import { ParkedOrders } from './parked-orders.js';
import { type RunCounts, type RunPage, SyncRunsRepository } from './sync-runs.repository.js';
import {
  PAGE_IMPORTER,
  type PageCounts,
  type PageImporter,
  type PreparedPage,
  type Refusal,
  type Resume,
} from './sync.types.js';
import type { Page, PageSource, Position } from './walk.js';
import { settledAt } from './settled.js';

export interface WalkWindow {
  /** Column of the window; undefined in a walk over all ids. */
  timeField?: 'created_at' | 'updated_at';
  from?: Date;
  /** Undefined until the first answer has shown Magento's time. */
  to?: Date;
  /** `to` is what was asked for, and no page moves it. */
  bounded?: true;
}

export interface WalkRun {
  store: StoreContext;
  runId: string;
  source: PageSource;
  window: WalkWindow;
  /**
   * Records, in the page's transaction, how far the walk has come; `resume` is null behind the last page.
   * @param page what it adds to the run, to be written by the same statement
   */
  checkpoint(manager: EntityManager, resume: Resume | null, page: RunPage): Promise<void>;
  /** Called between pages; a throw ends the walk where it can be taken up again. */
  betweenPages(): Promise<void>;
}

/** What a walk that has come to its end has seen. */
export interface Walked {
  /** The newest of the shop's own stamps that is not beyond the window. */
  newest?: Date;
  /** Entries of the lists that could neither be stored nor parked, as nothing in them says which order they are. */
  nameless: number;
  counts: RunCounts;
}

interface ReadyPage {
  page: Page;
  prepared: PreparedPage;
}

interface StoredPage {
  seen: number;
  counts: PageCounts;
}

const TRIES = 3;

/** Stores page after page, with the next one read and mapped meanwhile: Magento, PostgreSQL and we work at the same time. */
@Injectable()
export class WalkImporter {
  constructor(
    private readonly database: DataSource,
    private readonly runs: SyncRunsRepository,
    private readonly parked: ParkedOrders,
    @Inject(PAGE_IMPORTER) private readonly importer: PageImporter,
  ) {}

  async run(walk: WalkRun): Promise<Walked> {
    const counts: RunCounts = { pages: 0, seen: 0, new: 0, changed: 0, unchanged: 0 };
    const walked: Walked = { nameless: 0, counts };
    let ahead = this.nextReady(walk);
    for (let ready = await ahead; ready; ready = await ahead) {
      const { page, prepared } = ready;
      ahead = page.last ? Promise.resolve(undefined) : this.nextReady(walk);
      // A failure of the page ahead is met when its turn comes; until then it must not count as unhandled.
      ahead.catch(() => undefined);
      count(counts, await this.storeWithRetry(walk, ready));
      walked.nameless += namelessOn(ready);
      walked.newest = page.until
        ? walk.window.to
        : newestOf([...page.orders, ...aloneOn(page)], walk.window, walked.newest);
      if (prepared.nameless + page.unreadable > 0) this.parked.reportNameless(walk.store, namelessOn(ready));
      if (!page.last) await walk.betweenPages();
    }
    return walked;
  }

  private async nextReady({ store, source, window }: WalkRun): Promise<ReadyPage | undefined> {
    const page = await source.next();
    if (!page) return undefined;
    if (window.timeField) {
      window.to ??= page.until ?? settledAt(page.readAt);
      // A walk that is taken up again, or comes to its end, may find that the list ends earlier than it did.
      if (page.until && page.until < window.to && !window.bounded) window.to = page.until;
    }
    return { page, prepared: await this.importer.prepare(store, [...page.orders, ...aloneOn(page)]) };
  }

  /** A page that PostgreSQL does not take is stored order by order, as far as it goes. */
  private async storeWithRetry(walk: WalkRun, ready: ReadyPage): Promise<StoredPage> {
    let salvage = false;
    for (let attempt = 1; ; attempt++) {
      try {
        const store = (manager: EntityManager): Promise<StoredPage> =>
          this.store(manager, walk, ready, salvage);
        return await (isQuiet(ready) && !salvage
          ? store(this.database.manager)
          : this.database.transaction(store));
      } catch (error) {
        if (attempt === TRIES || !(isDeadlock(error) || (isAboutRows(error) && !salvage))) throw error;
        salvage ||= isAboutRows(error);
      }
    }
  }

  private async store(
    manager: EntityManager,
    walk: WalkRun,
    { page, prepared }: ReadyPage,
    salvage: boolean,
  ): Promise<StoredPage> {
    const { store, runId, window } = walk;
    const result = await this.importer.write(manager, store, prepared, page.begun, `run:${runId}`, salvage);
    const undeliverable = unreadOn(page);
    const refused: Refusal[] = [...undeliverable, ...prepared.refused, ...result.refused];
    await this.parked.park(manager, store, refused);
    const nameless = prepared.nameless + page.unreadable;
    const read = prepared.records.length + undeliverable.length + prepared.refused.length + nameless;
    const seen = read + page.same;
    const glanced = withMore(result.counts, page.same, page.skipped ?? {});
    const counts = withMore(glanced, 0, { parked: refused.length, nameless });
    const added = this.runs.page(runId, window, seen, counts);
    if (page.last) await walk.checkpoint(manager, null, added);
    else if (page.after) await walk.checkpoint(manager, resumeAt(page.after, window, page.until), added);
    // Before the first order with a place there is nothing to go on from.
    else await this.runs.addPage(manager, added);
    return { seen, counts };
  }
}

/** As `SyncRunsRepository.addPage` does in the run's row. */
function count(run: RunCounts, { seen, counts }: StoredPage): void {
  run.pages++;
  run.seen += seen;
  run.new += counts.inserted;
  run.changed += counts.updated;
  run.unchanged += counts.unchanged;
}

/** Nothing of it is to be stored or parked: what is written is one statement, which is a transaction by itself. */
function isQuiet({ page, prepared }: ReadyPage): boolean {
  return prepared.differing.length + prepared.refused.length + unreadOn(page).length === 0;
}

function unreadOn(page: Page): Page['undeliverable'] {
  return page.undeliverable.filter(({ reading }) => !reading);
}

function aloneOn(page: Page): Page['orders'] {
  return page.undeliverable.flatMap(({ reading }) => (reading ? [reading.value] : []));
}

function namelessOn({ page, prepared }: ReadyPage): number {
  return prepared.nameless + page.unreadable;
}

function newestOf(
  orders: Page['orders'],
  { timeField, to }: WalkWindow,
  newest: Date | undefined,
): Date | undefined {
  if (!timeField || !to) return undefined;
  // Magento times compare as text.
  const end = toMagentoTime(to);
  let latest = newest ? toMagentoTime(newest) : '';
  for (const { [timeField]: time } of orders) {
    if (isMagentoTime(time) && time <= end && time > latest) latest = time;
  }
  return fromMagentoTime(latest);
}

function withMore(counts: PageCounts, same: number, more: Record<string, number>): PageCounts {
  const skipped = { ...counts.skipped };
  for (const [reason, count] of Object.entries(more)) {
    if (count > 0) skipped[reason] = (skipped[reason] ?? 0) + count;
  }
  return { ...counts, unchanged: counts.unchanged + same, skipped };
}

function resumeAt(after: Position, window: WalkWindow, until?: Date): Resume {
  const [from, to] = [window.from?.toISOString(), window.to?.toISOString()];
  if (!until) return { from, to, ...after };
  return { from, to, time: toMagentoTime(window.from ?? new Date(0)), id: 0, reached: after.id };
}
