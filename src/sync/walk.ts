import type { MagentoOrder } from '../magento/magento.types.js';
import type { Instant } from '../platform/time/time.js';
import type { PageSize } from './page-size.js';
import type { Undeliverable } from './poison-finder.js';

/** Place of an order in the walk's order. */
export interface Position {
  /** Magento time of the order; undefined in a walk without time field. */
  time?: string;
  id: number;
}

export interface Walk {
  timeField?: 'created_at' | 'updated_at';
  statuses?: string[];
  /** Store views whose orders are meant; empty for all. */
  storeIds: number[];
  /** Only these orders. */
  ids?: string[];
  from?: Date;
  to?: Date;
  after?: Position;
  /** Sorted and walked by entity_id alone, also within a window of time. */
  byId?: boolean;
  pageSize: PageSize;
  /** Orders that are parked already. */
  exclude: string[];
  /** Only these fields of each order. */
  fields?: string;
  /** Keeps what was learnt of the shop's page size. */
  learn(traits: { pageSize?: number; pageSizeNow?: number }): Promise<void>;
}

export interface Page {
  orders: MagentoOrder[];
  /** Right before the request, or before the first of them where several made the page. */
  begun: Instant;
  /** Magento's clock at the answer. */
  readAt: Date | undefined;
  /** Where a later walk may go on once this page is stored. */
  after?: Position;
  /** Orders that Magento could not deliver, found on the way to this page. */
  undeliverable: Undeliverable[];
  /** Entries of the list that are no orders at all. */
  unreadable: number;
  /** Orders that were looked at and are as stored, so that they need not be in `orders`. */
  same: number;
  /** Of those, the ones that are not passed on, by reason. */
  skipped?: Record<string, number>;
  /** Of a walk by entity_id: the stamps up to here have been read once it has come to its end. */
  until?: Date;
  last: boolean;
}

/** Delivers pages to a run. */
export interface PageSource {
  next(): Promise<Page | undefined>;
}
