import type { ComponentChildren, VNode } from 'preact';
import { FORMATS } from '../export/write.js';
import { Box, WithChosen } from '../chosen/choice.js';
import { actsOf } from '../chosen/acts.js';
import {
  type Column,
  type Listing,
  nextPlace,
  PAGE_SIZE,
  type PlaceInList,
  previousPlace,
  type Row,
  type Total,
} from '../listings/listing.js';
import { Right } from '../rights.js';
import { Fold } from './blocks.js';
import { address, text } from './cells.js';
import { money, number } from './format.js';
import { Icon } from './icons.js';
import { type Frame, Layout } from './layout.js';
import { Chips } from './listing-filters.js';
import { FORMS } from './listing-forms.js';
import { useReader } from './reader.js';
import { Table } from './table.js';

export interface ListingPageProps {
  frame: Frame;
  path: string;
  listing: Listing;
  filter: Record<string, string | null>;
  rows: Row[];
  next: string | null;
  place: PlaceInList;
  /** Of all rows that match, where it was asked for. */
  total?: Total;
  /** The question about all of the list is open. */
  asks?: boolean;
}

export function ListingPage(props: ListingPageProps): VNode {
  const { frame, path, listing, filter, rows, next, place, total, asks = false } = props;
  const set = Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const isNarrowed = Object.keys(set).length > 0;
  const isChosen = rows.length > 0 && frame.may[Right.Operate] && actsOf(path).length > 0;
  const columns = isChosen ? [CHOICE, ...listing.columns] : listing.columns;
  return (
    <Layout
      frame={frame}
      title={listing.title}
      here={path}
      about={listing.about}
      isStill={total !== undefined}
    >
      <Views path={path} store={frame.store} listing={listing} set={set} />
      <Chips path={path} store={frame.store} filters={listing.filters} set={set} />
      <BulkForms frame={frame} listing={listing} set={set} isOpen={asks} />
      <Table
        caption={listing.title}
        titled={false}
        head={columns}
        rows={rows.map((row) => columns.map(({ cell }) => cell(row, frame.store)))}
        emptyTitle={isNarrowed ? 'Nothing matches' : 'Nothing here'}
        empty={isNarrowed ? 'No row has all of these filters.' : listing.empty}
      />
      {isChosen && <WithChosen frame={frame} list={path} />}
      <Pages path={path} store={frame.store} set={set} count={rows.length} next={next} place={place}>
        {total && <TotalInWords total={total} />}
        {listing.total && !total && next !== null && (
          <a href={address(path, frame.store, { ...set, total: 'all' })}>Count all</a>
        )}
        <span>
          Export all that match:{' '}
          {FORMATS.map((format, index) => (
            <>
              {index > 0 && ' · '}
              <a key={format} href={address(`export/${path}`, frame.store, { ...set, format })} download>
                {format.toUpperCase()}
              </a>
            </>
          ))}
        </span>
      </Pages>
    </Layout>
  );
}

/** Before the columns of a list whose rows somebody may do something with. */
const CHOICE: Column = {
  label: 'Tick',
  tick: true,
  cell: (row) => (
    <Box
      id={text(row['id'] ?? row['entity_id'])}
      name={text(row['increment_id'] ?? row['order_code'] ?? row['type'])}
    />
  ),
};

function BulkForms(props: {
  frame: Frame;
  listing: Listing;
  set: Record<string, string>;
  isOpen: boolean;
}): VNode | null {
  const { frame, listing, set, isOpen } = props;
  if (!listing.action || !frame.may[Right.Operate]) return null;
  const { title, isOffered, Form } = FORMS[listing.action];
  if (isOffered && !isOffered(set)) return null;
  return (
    <section class="panel in" aria-label={title}>
      <Fold summary={title} open={isOpen}>
        <div class="asks">
          <Form frame={frame} set={set} />
        </div>
      </Fold>
    </section>
  );
}

/** Saved filters, as tabs. */
function Views(props: {
  path: string;
  store: string;
  listing: Listing;
  set: Record<string, string>;
}): VNode | null {
  const { path, store, listing, set } = props;
  if (!listing.views) return null;
  const isSame = (filter: Record<string, string>): boolean =>
    Object.keys(filter).length === Object.keys(set).length &&
    Object.entries(filter).every(([name, value]) => set[name] === value);
  return (
    <nav class="tabs" aria-label="Saved views">
      {[{ label: 'All', filter: {} }, ...listing.views].map(({ label, filter }) => (
        <a key={label} href={address(path, store, filter)} aria-current={isSame(filter) ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}

function Pages(props: {
  path: string;
  store: string;
  set: Record<string, string>;
  count: number;
  next: string | null;
  place: PlaceInList;
  children: ComponentChildren;
}): VNode | null {
  const { path, store, set, count, next, place, children } = props;
  const isLater = place.cursor !== '';
  if (count === 0 && !isLater) return null;
  const previous = previousPlace(place);
  const first = place.back.length * PAGE_SIZE + 1;
  const isCounted = !isLater || place.back[0] === '';
  return (
    <nav class="pages" aria-label="Pages of the list">
      <span>
        {isCounted ? rangeInWords(first, first + count - 1, next === null) : `${count} on this page`}, the
        newest first
      </span>
      {children}
      <span class="row push">
        {isLater && (
          <a class="b" href={address(path, store, set)}>
            First
          </a>
        )}
        {previous && (
          <a class="b" rel="prev" href={address(path, store, { ...set, ...previous })}>
            <Icon name="left" />
            Previous
          </a>
        )}
        {next !== null && (
          <a class="b" rel="next" href={address(path, store, { ...set, ...nextPlace(place, next) })}>
            Next
            <Icon name="right" />
          </a>
        )}
      </span>
    </nav>
  );
}

function TotalInWords({ total: { count, sums } }: { total: Total }): VNode {
  const reader = useReader();
  const worth = sums.map(({ amount, currency }) => money(amount, currency, reader)).join(' and ');
  return (
    <b>
      {number(count, reader)} in all{worth !== '' && `, ${worth}`}
    </b>
  );
}

/** e.g. "51–60 of 60"; how many there are in all is known on the last page only. */
function rangeInWords(first: number, last: number, isAll: boolean): string {
  if (isAll && first === 1) return last === 1 ? 'One' : `All ${last}`;
  return `${first}–${last}${isAll ? ` of ${last}` : ''}`;
}
