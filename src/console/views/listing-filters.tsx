import type { VNode } from 'preact';
import type { Filter } from '../listings/listing.js';
import { address } from './cells.js';
import { daysBefore, isDay, type Reader, when } from './format.js';
import { Icon } from './icons.js';
import { useReader } from './reader.js';

interface ChipsProps {
  path: string;
  store: string;
  filters: Filter[];
  set: Record<string, string>;
}

/** Filters that are set, each with the way to be without it; the address is the whole state. */
export function Chips({ path, store, filters, set }: ChipsProps): VNode {
  const reader = useReader();
  const isNarrowed = Object.keys(set).length > 0;
  return (
    <div class="chips" role="group" aria-label="Filters">
      {filters
        .filter(({ name }) => set[name] !== undefined)
        .map(({ name, label, inWords, isTime }) => {
          const { [name]: value = '', ...others } = set;
          return (
            <span class="chip on" key={name}>
              <a href={address(path, store, set)}>
                {label} <b>{isTime ? timeInWords(value, reader) : (inWords?.(value) ?? value)}</b>
              </a>
              <a href={address(path, store, others)} aria-label={`Remove the filter ${label}`}>
                <Icon name="x" />
              </a>
            </span>
          );
        })}
      <details class="menu">
        <summary class="chip add">
          <Icon name="plus" />
          Filter
        </summary>
        <FilterForm path={path} store={store} filters={filters} set={set} />
      </details>
      {filters.some(({ isTime }) => isTime) && <Days path={path} store={store} set={set} />}
      {isNarrowed && (
        <a class="small" href={address(path, store)}>
          Clear the filter
        </a>
      )}
    </div>
  );
}

/** By the reader's clock: so many days ago it begins, and ends; without an end, it goes on. */
const DAYS: [string, number, number?][] = [
  ['Today', 0],
  ['Yesterday', 1, 1],
  ['7 days', 6],
  ['30 days', 29],
];

/** Spans that people often want: each a step, and in the address as the day on which it begins. */
function Days({ path, store, set }: Omit<ChipsProps, 'filters'>): VNode {
  const reader = useReader();
  const { from, to, ...others } = set;
  return (
    <>
      {DAYS.map(([label, begin, end]) => {
        const first = daysBefore(reader, begin);
        const last = end === undefined ? undefined : daysBefore(reader, end);
        if (from === first && to === last) return null;
        const span = { from: first, ...(last === undefined ? {} : { to: last }) };
        return (
          <a key={label} class="chip" href={address(path, store, { ...others, ...span })}>
            <span>{label}</span>
          </a>
        );
      })}
    </>
  );
}

/** A day is written as one; of an exact time, what the reader's clock showed. */
function timeInWords(value: string, reader: Reader): string {
  return isDay(value) ? value : when(new Date(value), reader);
}

function FilterForm({ path, store, filters, set }: ChipsProps): VNode {
  return (
    <form method="get" action={`/console/${path}`} class="ask" role="search" aria-label="Filters of the list">
      <input type="hidden" name="store" value={store} />
      {filters.map((filter) => (
        <FilterField key={filter.name} filter={filter} value={set[filter.name] ?? ''} />
      ))}
      <button class="b primary">Show</button>
    </form>
  );
}

function FilterField({ filter, value }: { filter: Filter; value: string }): VNode {
  const id = `filter-${filter.name}`;
  return (
    <span>
      <label for={id}>{filter.label}</label>
      {filter.options ? (
        <select id={id} name={filter.name} class="input">
          <option value="">any</option>
          {filter.options.map((option) => (
            <option key={option} value={option} selected={option === value}>
              {filter.inWords?.(option) ?? option}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={filter.name}
          class="input"
          type={filter.isTime && (value === '' || isDay(value)) ? 'date' : 'text'}
          value={value}
          maxLength={filter.isTime ? undefined : 255}
        />
      )}
    </span>
  );
}
