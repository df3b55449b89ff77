import type { ComponentChildren } from 'preact';
import type { EntityManager } from 'typeorm';
import { BadRequestError } from '../../platform/errors/app-error.js';

export type Row = Record<string, unknown>;

export interface Filter {
  name: string;
  label: string;
  /** The only values; without them any text is. */
  options?: string[];
}

export interface Column {
  label: string;
  /** What the cell shows; text and links only, never a customer's data. */
  cell: (row: Row, store: string) => ComponentChildren;
  numeric?: boolean;
}

/** A page that lists rows of one store, newest first. */
export interface Listing {
  title: string;
  about: string;
  filters: Filter[];
  columns: Column[];
  /** Form of a cursor: what `cursorOf` makes. Anything else is refused before it reaches the database. */
  cursor: RegExp;
  cursorOf(row: Row): string;
  rows(manager: EntityManager, storeId: number, ask: Ask): Promise<Row[]>;
  /** Names what an administrator may do above the table; see views/listing-forms. */
  action?: 'waiting' | 'replay' | 'compare' | 'stock' | 'release' | 'dismiss';
}

export interface Ask {
  /** Every filter of the listing, null where it is not set. */
  filter: Record<string, string | null>;
  /** Parts of the cursor, null on the first page. */
  after: [string | null, string | null];
  limit: number;
}

export const ID_CURSOR = /^\d{1,18}$/;
export const TIME_CURSOR =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?\|[0-9a-f-]{1,36}$/;
export const PAGE_SIZE = 50;
const LONGEST_FILTER = 255;

/** @throws BadRequestError naming the filter or `cursor` */
export function askOf(listing: Listing, query: Record<string, unknown>): Ask {
  const filter: Ask['filter'] = {};
  for (const { name, options } of listing.filters) {
    const value = query[name];
    filter[name] = typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
    const given = filter[name];
    if (given !== null && (given.length > LONGEST_FILTER || (options && !options.includes(given)))) {
      throw BadRequestError.field(
        name,
        options ? `must be ${options.join(', ')}` : `is longer than ${LONGEST_FILTER}`,
      );
    }
  }
  const { cursor } = query;
  if (cursor !== undefined && (typeof cursor !== 'string' || !listing.cursor.test(cursor))) {
    throw BadRequestError.field('cursor', 'is not one of this list');
  }
  const [first = null, second = null] = typeof cursor === 'string' ? cursor.split('|') : [];
  return { filter, after: [first, second], limit: PAGE_SIZE + 1 };
}
