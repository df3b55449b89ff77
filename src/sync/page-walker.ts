import { fromMagentoTime, toMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { pageSizeLimit } from '../magento/error-mapping.js';
import { MagentoServerError } from '../magento/magento.errors.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import {
  compare,
  Condition,
  noneOf,
  oneOf,
  ofStoreViews,
  SearchCriteria,
} from '../magento/search-criteria.js';
import { findUndeliverable, type Undeliverable } from './poison-finder.js';

/** Place after which the walk goes on. */
export interface Position {
  /** Magento time of the last order; undefined in a walk without time field. */
  time?: string;
  id: number;
}

export interface Walk {
  timeField?: 'created_at' | 'updated_at';
  statuses?: string[];
  /** Store views whose orders are meant; empty for all. */
  storeIds: number[];
  from?: Date;
  /** Undefined until the first answer has told Magento's time. */
  to?: Date;
  after?: Position;
  pageSize: number;
  /** Orders that are parked already. */
  exclude: string[];
}

export interface Page {
  orders: MagentoOrder[];
  /** Magento's clock at the answer. */
  readAt: Date;
  /** Where a later walk may go on once this page is stored. */
  after?: Position;
  /** Orders that Magento could not deliver, found on the way to this page. */
  undeliverable: Undeliverable[];
  last: boolean;
}

/** Orders of the last seconds may be uncommitted; they belong to the next window. */
const SETTLE_MS = 5000;
/** Without a Date header our own clock has to serve, and may be off by so much. */
const CLOCK_MARGIN_MS = 60_000;

/**
 * Walks the orders of a window in ascending (time, entity_id) order by keyset: offsets would skip orders whenever one
 * leaves the window. `t >= T AND (t > T OR entity_id > I)` is what Magento's AND of ORs can say for "after (T, I)".
 * A page that answers 500 is halved down to the order that causes it.
 */
export class PageWalker {
  private size: number;
  private finished = false;
  /** Greatest page size that this shop allows, when it has refused a larger one. */
  learntPageSize?: number;

  constructor(
    private readonly client: MagentoClient,
    private readonly walk: Walk,
  ) {
    this.size = walk.pageSize;
  }

  /** Upper bound of the window, once known. */
  get to(): Date | undefined {
    return this.walk.to;
  }

  /** The next page, or undefined after the last one. */
  async next(): Promise<Page | undefined> {
    const undeliverable: Undeliverable[] = [];
    while (!this.finished) {
      try {
        return { ...(await this.fetch()), undeliverable };
      } catch (error) {
        undeliverable.push(...(await this.shrink(error)));
      }
    }
    return undefined;
  }

  private async fetch(): Promise<Omit<Page, 'undeliverable'>> {
    const reading = await this.client.listOrders(this.criteria().pageSize(this.size));
    const { items, total_count: remaining } = reading.value;
    const readAt = reading.at ?? new Date(Date.now() - CLOCK_MARGIN_MS);
    this.walk.to ??= this.walk.timeField && new Date(readAt.getTime() - SETTLE_MS);
    this.advance(items);
    this.finished = items.length === 0 || remaining <= items.length || this.isPastUpperBound();
    this.size = Math.min(this.size * 2, this.walk.pageSize);
    return { orders: items, readAt, after: this.walk.after, last: this.finished };
  }

  private advance(items: MagentoOrder[]): void {
    const last = items.at(-1);
    if (!last) return;
    const time = this.walk.timeField && (last[this.walk.timeField] ?? this.walk.after?.time);
    this.walk.after = { time, id: last.entity_id };
  }

  private isPastUpperBound(): boolean {
    const time = fromMagentoTime(this.walk.after?.time);
    return time !== undefined && this.walk.to !== undefined && time > this.walk.to;
  }

  /** Makes the page smaller where that can help; at one order, finds it and goes on without it. */
  private async shrink(error: unknown): Promise<Undeliverable[]> {
    const limit = pageSizeLimit(error);
    if (limit !== undefined && limit < this.size) {
      this.size = this.walk.pageSize = this.learntPageSize = limit;
      return [];
    }
    if (!(error instanceof MagentoServerError)) throw error;
    if (this.size > 1) {
      this.size = Math.ceil(this.size / 2);
      return [];
    }
    const found = await findUndeliverable(this.client, this.criteria(), this.walk.timeField);
    if (found.length === 0) throw error;
    this.walk.exclude.push(...found.map((order) => order.entityId));
    return found;
  }

  private criteria(): SearchCriteria {
    const { timeField, statuses, storeIds, from, to, after, exclude } = this.walk;
    let criteria = SearchCriteria.all();
    if (statuses) criteria = criteria.where(oneOf('status', statuses));
    if (storeIds.length > 0) criteria = criteria.where(ofStoreViews(storeIds));
    if (exclude.length > 0) criteria = criteria.where(noneOf('entity_id', exclude));
    if (!timeField) {
      if (after) criteria = criteria.where(compare('entity_id', Condition.GreaterThan, after.id));
      return criteria.orderBy('entity_id');
    }
    if (from && !after) {
      criteria = criteria.where(compare(timeField, Condition.GreaterOrEqual, toMagentoTime(from)));
    }
    if (to) criteria = criteria.where(compare(timeField, Condition.LessOrEqual, toMagentoTime(to)));
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
