import { toMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { pageSizeLimit } from '../magento/error-mapping.js';
import { MagentoNotAListError, type OrderList } from '../magento/order-list.js';
import { mayBeTooMuch } from '../magento/magento-policies.js';
import { MagentoServerError } from '../magento/magento.errors.js';
import {
  compare,
  Condition,
  noneOf,
  oneOf,
  ofStoreViews,
  SearchCriteria,
} from '../magento/search-criteria.js';
import { time } from '../platform/time/time.js';
import { checkPage } from './page-check.js';
import { PageSizer, SLOW } from './page-size.js';
import { findUndeliverable, type Undeliverable } from './poison-finder.js';
import { UntrustedAnswerError } from './untrusted-answer.error.js';
import type { Page, PageSource, Walk } from './walk.js';

/** A walk that is longer fails, and is taken up again where it was: nothing runs for ever on somebody's odd answers. */
const MOST_PAGES = 100_000;
/** So many pages in a row may hold nothing that says where in the walk it stands. */
const MOST_PAGES_WITHOUT_PLACE = 5;

/**
 * Walks the orders of a window in ascending (time, entity_id) order by keyset: offsets would skip orders whenever one
 * leaves the window. `t >= T AND (t > T OR entity_id > I)` is what Magento's AND of ORs can say for "after (T, I)". The
 * walk ends behind a page that is not full; `total_count` alone never ends it. A page that fails under its load, or
 * because of an order, is halved, down to the order that causes it. Behind a page whose entries have neither id nor time
 * nothing but an offset leads, up to the next order that has both.
 */
export class PageWalker implements PageSource {
  private readonly sizer: PageSizer;
  private pages = 0;
  private finished = false;
  /** Pages behind `after` that were passed without finding a place, all of one size. */
  private passed = { pages: 0, size: 0 };
  /** Of the last list: how many orders Magento counts from its beginning. */
  total: number | undefined;
  /** A page came too slowly, or failed in a way that a smaller one may cure and that no order causes. */
  strained = false;

  constructor(
    private readonly client: MagentoClient,
    private readonly walk: Walk,
  ) {
    this.sizer = new PageSizer({ ...walk.pageSize });
  }

  /** The next page, or undefined after the last one. */
  async next(): Promise<Page | undefined> {
    const undeliverable: Undeliverable[] = [];
    while (!this.finished) {
      try {
        const page = await this.fetch();
        const alone = undeliverable.find(({ reading }) => reading)?.reading;
        return { ...page, begun: alone?.begun ?? page.begun, undeliverable };
      } catch (error) {
        undeliverable.push(...(await this.shrink(error)));
      }
    }
    return undefined;
  }

  private async fetch(): Promise<Omit<Page, 'undeliverable'>> {
    if (this.pages++ >= MOST_PAGES) throw new UntrustedAnswerError(`no end after ${MOST_PAGES} pages`);
    const size = this.passed.pages > 0 ? this.passed.size : this.sizer.next;
    const criteria = this.criteria()
      .pageSize(size)
      .currentPage(this.passed.pages + 1);
    const { value: list, at: readAt, begun } = await this.client.listOrders(criteria);
    const share = time.elapsedMs(begun) / this.client.connection.timeoutMs;
    this.strained ||= share >= SLOW;
    if (this.passed.pages === 0) this.sizer.came(list.items.length === size, share);
    this.total = list.total_count;
    this.advance(list, size);
    await this.keepSize(this.finished);
    const { items: orders, unreadable } = list;
    return { orders, begun, readAt, after: this.walk.after, unreadable, same: 0, last: this.finished };
  }

  /** Every page either moves the walk, or ends it, or is one of the few that are passed by offset. */
  private advance(list: OrderList, size: number): void {
    const { last, noPlace } = checkPage(list, this.walk, size);
    this.walk.after = last;
    const count = list.items.length + list.unreadable;
    const before = this.passed.pages * this.passed.size;
    // A shop that cuts pages short says by total_count that there is more.
    this.finished = count === 0 || (count < size && (list.total_count ?? 0) <= before + count);
    if (this.finished || noPlace === undefined) this.passed = { pages: 0, size: 0 };
    else if (this.passed.pages === 0) this.passed = { pages: 1, size: count };
    else if (++this.passed.pages > MOST_PAGES_WITHOUT_PLACE) throw new UntrustedAnswerError(noPlace);
  }

  /** Growing is kept once, at the end; what has shrunk at once, so that the next run does not begin with the same wait. */
  async keepSize(atEnd: boolean): Promise<void> {
    const { learnt } = this.sizer;
    if (learnt === undefined || (!atEnd && learnt > this.walk.pageSize.now)) return;
    this.walk.pageSize.now = learnt;
    this.sizer.kept();
    await this.walk.learn({ pageSizeNow: learnt });
  }

  /** Makes the page smaller where that can help; at one order, finds it and goes on without it. */
  private async shrink(error: unknown): Promise<Undeliverable[]> {
    const limit = pageSizeLimit(error);
    if (limit !== undefined && limit < this.sizer.next) {
      this.sizer.limitTo(limit);
      this.walk.pageSize.most = limit;
      this.walk.pageSize.now = Math.min(this.walk.pageSize.now, limit);
      await this.walk.learn({ pageSize: limit });
      return [];
    }
    if (!mayBeTooMuch(error) || error instanceof MagentoNotAListError) throw error;
    // A page that is reached by offset has the size of what was passed, and no other.
    const byOffset = this.passed.pages > 0;
    this.passed = { pages: 0, size: 0 };
    const { timeField, byId } = this.walk;
    const tooMuch = !(error instanceof MagentoServerError);
    this.strained ||= tooMuch;
    if (!byOffset && this.sizer.shrink(tooMuch)) return [];
    const found = await findUndeliverable(this.client, this.criteria(), byId ? undefined : timeField);
    if (found.length === 0) throw error;
    this.sizer.blameOrder();
    this.walk.exclude.push(...found.map((order) => order.entityId));
    return found;
  }

  private criteria(): SearchCriteria {
    const { timeField, byId, after } = this.walk;
    let criteria = filtersOf(this.walk);
    if (!timeField || byId) {
      if (after) criteria = criteria.where(compare('entity_id', Condition.GreaterThan, after.id));
      return criteria.orderBy('entity_id');
    }
    if (after?.time !== undefined) {
      criteria = criteria
        .where(compare(timeField, Condition.GreaterOrEqual, after.time))
        .where(
          compare(timeField, Condition.GreaterThan, after.time),
          compare('entity_id', Condition.GreaterThan, after.id),
        );
    }
    return criteria.orderBy(timeField).orderBy('entity_id');
  }
}

/** Which orders a walk is for, wherever it stands. */
export function filtersOf(walk: Walk): SearchCriteria {
  const { timeField, byId, statuses, storeIds, ids, from, to, after, exclude, fields } = walk;
  let criteria = SearchCriteria.all();
  if (fields !== undefined) criteria = criteria.fields(fields);
  if (statuses) criteria = criteria.where(oneOf('status', statuses));
  if (storeIds.length > 0) criteria = criteria.where(ofStoreViews(storeIds));
  if (ids) criteria = criteria.where(oneOf('entity_id', ids));
  if (exclude.length > 0) criteria = criteria.where(noneOf('entity_id', exclude));
  if (timeField && from && (byId || !after)) {
    criteria = criteria.where(compare(timeField, Condition.GreaterOrEqual, toMagentoTime(from)));
  }
  if (timeField && to) {
    criteria = criteria.where(compare(timeField, Condition.LessOrEqual, toMagentoTime(to)));
  }
  return criteria;
}
