import type { VNode } from 'preact';
import type { Filter, Listing, Row } from '../listings/listing.js';
import { Right } from '../rights.js';
import { address } from './cells.js';
import { type Frame, Layout } from './layout.js';
import { FORMS } from './listing-forms.js';

export interface ListingPageProps {
  frame: Frame;
  path: string;
  listing: Listing;
  filter: Record<string, string | null>;
  rows: Row[];
  next: string | null;
}

export function ListingPage({ frame, path, listing, filter, rows, next }: ListingPageProps): VNode {
  const set = Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return (
    <Layout frame={frame} title={listing.title} here={path}>
      <p>{listing.about}</p>
      <FilterForm path={path} store={frame.store} filters={listing.filters} values={filter} />
      {listing.action && frame.may[Right.Operate] && FORMS[listing.action]({ frame, set })}
      <Rows listing={listing} rows={rows} store={frame.store} />
      <p>
        {Object.keys(set).length > 0 && <a href={address(path, frame.store)}>Clear the filter</a>}{' '}
        {next !== null && (
          <a rel="next" href={address(path, frame.store, { ...set, cursor: next })}>
            Next page
          </a>
        )}
      </p>
    </Layout>
  );
}

function FilterForm(props: {
  path: string;
  store: string;
  filters: Filter[];
  values: Record<string, string | null>;
}): VNode {
  return (
    <form method="get" action={`/console/${props.path}`} class="filter" role="search">
      <input type="hidden" name="store" value={props.store} />
      {props.filters.map((filter) => (
        <FilterField key={filter.name} filter={filter} value={props.values[filter.name] ?? ''} />
      ))}
      <button>Show</button>
    </form>
  );
}

function FilterField({ filter, value }: { filter: Filter; value: string }): VNode {
  const id = `filter-${filter.name}`;
  return (
    <span>
      <label for={id}>{filter.label}</label>{' '}
      {filter.options ? (
        <select id={id} name={filter.name}>
          <option value="">any</option>
          {filter.options.map((option) => (
            <option key={option} selected={option === value}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={filter.name} value={value} maxLength={255} />
      )}
    </span>
  );
}

function Rows({ listing, rows, store }: { listing: Listing; rows: Row[]; store: string }): VNode {
  const kind = (numeric?: boolean): string | undefined => (numeric ? 'number' : undefined);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={listing.title}>
      <table>
        <thead>
          <tr>
            {listing.columns.map(({ label, numeric }) => (
              <th key={label} scope="col" class={kind(numeric)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {listing.columns.map(({ label, cell, numeric }) => (
                <td key={label} class={kind(numeric)}>
                  {cell(row, store)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="none">Nothing here.</p>}
    </div>
  );
}
