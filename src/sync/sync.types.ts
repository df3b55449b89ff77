import type { EntityManager } from 'typeorm';
import type { MagentoOrder } from '../magento/magento.types.js';
import type { StoreContext } from '../stores/stores.service.js';

/** What came of storing a page. */
export interface PageCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  /** Orders that are not passed on, by reason. */
  skipped: Record<string, number>;
}

/** A page made ready for the database while the one before it was being stored. */
export interface PreparedPage<T = unknown> {
  records: T[];
  /** Those of them that differ from what was stored when the page was prepared. */
  differing: T[];
  /** Orders that could not be mapped; they are parked. */
  unmappable: { entityId: string; reason: string }[];
}

/** The domain's part of a poll. */
export interface PageImporter<T = unknown> {
  /** Maps the page and leaves out what is stored already. Writes nothing. */
  prepare(store: StoreContext, orders: MagentoOrder[]): Promise<PreparedPage<T>>;
  /** Stores in the transaction that also records how far the run has come. */
  write(
    manager: EntityManager,
    store: StoreContext,
    page: PreparedPage<T>,
    readAt: Date,
    correlationId: string,
  ): Promise<PageCounts>;
}

export const PAGE_IMPORTER = Symbol('PAGE_IMPORTER');

/** Place within an unfinished window, as kept in sync_cursor.resume and backfill.resume. */
export interface Resume {
  from?: string;
  to?: string;
  time?: string;
  id: number;
}
