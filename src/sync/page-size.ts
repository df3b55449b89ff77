import type { StoreContext } from '../stores/stores.service.js';

/** How many orders a page may have at most, and how many it has now. Kept per store in store.traits. */
export interface PageSize {
  most: number;
  now: number;
}

/** A page that takes more than this share of its time limit is too slow to grow. */
export const SLOW = 0.5;
const GROWTH = 0.05;

/** The store's setting, or the shop's own limit where a run has met it; smaller while the shop is slow. */
export function pageSizeOf({ settings, row }: StoreContext): PageSize {
  const most = Math.min(settings.pageSize, Number(row.traits.pageSize ?? settings.pageSize));
  return { most, now: Math.min(most, Number(row.traits.pageSizeNow ?? most)) };
}

/**
 * The size of the next page. What fails under its load is halved, and the size that worked is kept: it grows slowly, and
 * only while pages come quickly. Where an order makes pages of any size fail, the way down is as good, but
 * nothing is to be learnt from it, and the way up is short.
 */
export class PageSizer {
  private ceiling: number;
  private current: number;
  /** Set once a smaller page has worked. */
  private worked?: number;

  constructor(private readonly size: PageSize) {
    this.ceiling = this.current = size.now;
  }

  get next(): number {
    return this.current;
  }

  /** What is to be kept for the next walk; undefined while nothing has changed. */
  get learnt(): number | undefined {
    return this.worked === this.size.now ? undefined : this.worked;
  }

  /** The shop's own limit. */
  limitTo(most: number): void {
    this.size.most = most;
    this.size.now = Math.min(this.size.now, most);
    this.ceiling = Math.min(this.ceiling, most);
    this.current = Math.min(this.current, most);
  }

  /** @returns false at one order, where nothing smaller is left */
  shrink(tooMuch: boolean): boolean {
    if (this.current <= 1) return false;
    this.current = Math.ceil(this.current / 2);
    if (tooMuch) this.ceiling = this.current;
    return true;
  }

  /** @param share of the time that a page may take */
  came(full: boolean, share: number): void {
    if (full && this.current === this.ceiling && share < SLOW) {
      this.ceiling = Math.min(this.size.most, this.ceiling + Math.ceil(this.ceiling * GROWTH));
    }
    this.current = Math.min(this.current * 2, this.ceiling);
    this.worked = this.ceiling;
  }

  /** It was one order's fault, and the pages to come need not be small. */
  blameOrder(): void {
    this.ceiling = this.size.now;
  }

  /** What was learnt is kept in the database. */
  kept(): void {
    this.size.now = this.ceiling;
  }
}
