import type { ComponentChildren } from 'preact';
import type { EntityManager } from 'typeorm';
import { BadRequestError } from '../../platform/errors/app-error.js';
import { isInstant } from '../../platform/http/is-instant.js';
import { dayBegins, isDay, type Reader } from '../views/format.js';
import type { Head } from '../views/table.js';

export type Row = Record<string, unknown>;

/** How many rows a list has, and what they come to, by currency. */
export interface Total {
  count: number;
  sums: { amount: string; currency: string | null }[];
}

export interface Filter {
  name: string;
  label: string;
  /** The only values; without them any text is. */
  options?: readonly string[];
  /** An option, or any other value, in words. */
  inWords?: (value: string) => string;
  /** A day by the reader's clock, or an exact time. */
  isTime?: true;
}

/** The rows of some days; the last day is one of them. */
export const SPAN: Filter[] = [
  { name: 'from', label: 'From', isTime: true },
  { name: 'to', label: 'Until', isTime: true },
];

export interface Column extends Head {
  /** What the cell shows; text and links only, never a customer's data. */
  cell: (row: Row, store: string) => ComponentChildren;
}

/** Filters that people often set, under a name. */
export interface View {
  label: string;
  filter: Record<string, string>;
}

/** A page that lists rows of one store, newest first. */
export interface Listing {
  title: string;
  about: string;
  /** What would be listed, where nothing is. */
  empty: string;
  views?: View[];
  filters: Filter[];
  columns: Column[];
  /** Form of a cursor: what `cursorOf` makes. Anything else is refused before it reaches the database. */
  cursor: RegExp;
  cursorOf(row: Row): string;
  rows(manager: EntityManager, storeId: number, ask: Ask): Promise<Row[]>;
  /** All that match, in one statement. */
  total?(manager: EntityManager, storeId: number, ask: Ask): Promise<Total>;
  /** Names what an administrator may do above the table; see views/listing-forms. */
  action?: 'waiting' | 'replay' | 'compare' | 'stock' | 'release' | 'dismiss';
}

export interface Ask {
  /** Every filter of the listing, null where it is not set. */
  filter: Record<string, string | null>;
  /** Parts of the cursor, null on the first page. */
  after: [string | null, string | null];
  /** Instants from which and before which, null where it is open. */
  span: [string | null, string | null];
  limit: number;
}

export const ID_CURSOR = /^\d{1,18}$/;
export const TIME_CURSOR =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?\|[0-9a-f-]{1,36}$/;
export const PAGE_SIZE = 50;
const LONGEST_FILTER = 255;

/** @throws BadRequestError naming the filter or `cursor` */
export function askOf(
  listing: Listing,
  query: Record<string, unknown>,
  reader: Pick<Reader, 'zone'>,
  limit = PAGE_SIZE + 1,
): Ask {
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
  const has = (name: string): boolean => listing.filters.some((one) => one.isTime && one.name === name);
  const span: Ask['span'] = [
    has('from') ? endOfSpan('from', filter['from'], reader) : null,
    has('to') ? endOfSpan('to', filter['to'], reader) : null,
  ];
  return { filter, after: typeof cursor === 'string' ? cursorParts(cursor) : [null, null], span, limit };
}

/** What a cursor that {@link Listing.cursorOf} made says. */
export function cursorParts(cursor: string): Ask['after'] {
  const [first = null, second = null] = cursor.split('|');
  return [first, second];
}

/** @throws BadRequestError naming it */
function endOfSpan(
  name: 'from' | 'to',
  given: string | null | undefined,
  reader: Pick<Reader, 'zone'>,
): string | null {
  if (given == null) return null;
  if (!isInstant(given)) {
    throw BadRequestError.field(name, 'must be a day, e.g. 2026-01-31, or a time, e.g. 2026-01-31T10:00:00Z');
  }
  if (!isDay(given)) return given;
  return dayBegins(given, reader, name === 'to' ? 1 : 0).toISOString();
}

/** Where a page of a list is: its cursor, empty on the first one, and those of the pages before it. */
export interface PlaceInList {
  cursor: string;
  back: string[];
}

/** So many pages an address can lead back; who goes further begins again. */
const MOST_BACK = 25;
const BETWEEN = '~';

/** @param query of a request whose `cursor` is known to be one of the list; of the others, what is none is left out */
export function placeOf(listing: Listing, { cursor, back }: Record<string, unknown>): PlaceInList {
  if (typeof cursor !== 'string') return { cursor: '', back: [] };
  const given = typeof back === 'string' ? back.split(BETWEEN) : [];
  return { cursor, back: given.filter((one) => one === '' || listing.cursor.test(one)).slice(-MOST_BACK) };
}

/** What the address of the page after has beside the filters. */
export function nextPlace({ cursor, back }: PlaceInList, next: string): Record<string, string> {
  return { cursor: next, back: [...back, cursor].slice(-MOST_BACK).join(BETWEEN) };
}

/** The same of the page before; undefined on the first one, and where the way is not known. */
export function previousPlace({ back }: PlaceInList): Record<string, string> | undefined {
  const cursor = back.at(-1);
  if (cursor === undefined) return undefined;
  return cursor === '' ? {} : { cursor, back: back.slice(0, -1).join(BETWEEN) };
}
