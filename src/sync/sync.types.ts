import type { EntityManager } from 'typeorm';
import type { MagentoOrder } from '../magento/magento.types.js';
import type { Instant } from '../platform/time/time.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { Position } from './walk.js';

/** What came of storing a page. */
export interface PageCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  /** Orders that are not passed on, by reason. */
  skipped: Record<string, number>;
}

/** An order that is not stored, and why. */
export interface Refusal {
  entityId: string;
  reason: string;
  /** What Magento shows under the entity_id of another order of ours: somebody has to say which it is. */
  shown?: { incrementId: string; createdAt: string };
}

/** A page made ready for the database while the one before it was being stored. */
export interface PreparedPage<T = unknown> {
  records: T[];
  /** Those of them that differ from what was stored when the page was prepared. */
  differing: T[];
  /** Orders that could not be mapped; they are parked. */
  refused: Refusal[];
  /** Orders that could not be mapped and do not even say which they are. */
  nameless: number;
  /** True for an order that was read by itself, and not in a list. */
  alone?: boolean;
}

export interface PageResult {
  counts: PageCounts;
  /** Orders that could not be stored; they are parked. */
  refused: Refusal[];
  /** Orders that are marked to be read again: the reading may have been older than what is stored. */
  contested: string[];
}

/** An order as a cheap list names it. */
export interface OrderSummary {
  entity_id: string;
  increment_id: string;
  status: string | null;
  magento_created_at: string | null;
  magento_updated_at: string | null;
}

/** What a list that shows less than the whole orders says about them. */
export interface Glance {
  /** The entity_ids of those that are to be read in full. */
  ids: string[];
  /** Entries that do not say which order they are. */
  nameless: number;
  /** Of the others, those that are not passed on, by reason. */
  skipped: Record<string, number>;
}

/** The domain's part of a poll. */
export interface PageImporter<T = unknown> {
  /** Maps the page and leaves out what is stored already. Writes nothing. */
  prepare(store: StoreContext, orders: MagentoOrder[]): Promise<PreparedPage<T>>;
  /**
   * Stores in the transaction that also records how far the run has come. Where nothing of the page differs, it asks the
   * database for nothing.
   * @param begun right before the request that read the page
   * @param salvage after the page has failed as a whole: store what can be stored
   */
  write(
    manager: EntityManager,
    store: StoreContext,
    page: PreparedPage<T>,
    begun: Instant,
    correlationId: string,
    salvage?: boolean,
  ): Promise<PageResult>;
  /** The page's records that are not stored exactly as read, also where the hash is equal. */
  notAsRead(store: StoreContext, page: PreparedPage<T>): Promise<T[]>;
  /** Lets the reading replace what is stored, even with an equal hash; what was read later stays. @returns where */
  distrust(manager: EntityManager, store: StoreContext, records: T[], begun: Instant): Promise<string[]>;
  /** By the cheapest list of orders. */
  outdated(store: StoreContext, listed: MagentoOrder[]): Promise<Glance>;
  /** `fields` of a list that shows all that is stored of an order; undefined where the store's settings know none. */
  shownFields(store: StoreContext): string | undefined;
  /** By the list with these fields: each change of what is stored shows in it. */
  notAsShown(store: StoreContext, listed: MagentoOrder[]): Promise<Glance>;
  /** Some stored order would be passed on by the store's settings, and is not, as it was read by others. */
  anyOfOtherSettings(store: StoreContext): Promise<boolean>;
  /** Orders that are marked to be read again. */
  contested(store: StoreContext, limit: number): Promise<{ entityId: string; since: string }[]>;
  /** Takes the mark away, unless it was set again meanwhile. */
  settleContested(
    manager: EntityManager,
    store: StoreContext,
    order: { entityId: string; since: string },
  ): Promise<void>;
}

export const PAGE_IMPORTER = Symbol('PAGE_IMPORTER');

/** Place within an unfinished window, as kept in sync_cursor.resume and backfill.resume. */
export interface Resume {
  from?: string;
  to?: string;
  time?: string;
  id: number;
  /**
   * Of a walk by entity_id: all orders up to this one are stored. `time` and `id` are the window's beginning then: what a
   * version that does not know this field makes of it is slow, and leaves nothing out.
   */
  reached?: number;
}

/** Where a walk by time goes on. */
export function placeOf(resume: Resume | null): Position | undefined {
  return resume && resume.reached === undefined ? { time: resume.time, id: resume.id } : undefined;
}

/** Who began a run. */
export type Trigger = 'TICK' | 'MANUAL' | 'BACKFILL';
