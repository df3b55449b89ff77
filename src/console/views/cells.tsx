import { time } from '../../platform/time/time.js';
import type { ComponentChildren, VNode } from 'preact';

/** A column as it is shown; nothing for NULL. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** UTC to the second; the machine-readable form beside it. @param props.at a column of a row, or a member of a DTO */
export function Moment({ at }: { at: unknown }): VNode | null {
  if (!(at instanceof Date) && typeof at !== 'string') return null;
  const iso = new Date(at).toISOString();
  return <time dateTime={iso}>{iso.slice(0, 19).replace('T', ' ')}</time>;
}

/** When a delivery is due: without a time it waits for an earlier one of the same order, which it must not overtake. */
export function NextTry({ of, at }: { of: unknown; at: unknown }): VNode | null {
  return of === 'PENDING' && !at ? <>after the one before it</> : <Moment at={at} />;
}

const GOOD = new Set([
  'ACKNOWLEDGED',
  'APPLIED',
  'ALREADY',
  'DELIVERED',
  'DONE',
  'ENABLED',
  'INFO',
  'PROCESSED',
  'ok',
]);
const BAD = new Set([
  'ERROR',
  'FAILED',
  'REFUSED',
  'DEAD',
  'DISABLED',
  'HELD',
  'PARKED',
  'failed',
  'refused',
]);

/** The word says it all; the colour only helps. */
export function Badge({ value }: { value: string }): VNode {
  const mood = GOOD.has(value) ? 'good' : BAD.has(value) ? 'bad' : 'open';
  return <span class={`badge ${mood}`}>{value}</span>;
}

export function address(to: string, store: string, more: Record<string, string> = {}): string {
  return `/console${to === '' ? '' : `/${to}`}?${new URLSearchParams({ store, ...more }).toString()}`;
}

export function PageLink(props: {
  store: string;
  to: string;
  label: string;
  more?: Record<string, string>;
}): VNode {
  return <a href={address(props.to, props.store, props.more)}>{props.label}</a>;
}

export function OrderLink({ store, code }: { store: string; code: string }): VNode {
  return <PageLink store={store} to={`orders/${code}`} label={code} />;
}

/** How long ago, in its largest unit. */
export function Age({ since }: { since: unknown }): VNode | null {
  if (!(since instanceof Date)) return null;
  const minutes = Math.max(0, Math.floor((time.now() - since.getTime()) / 60_000));
  if (minutes < 60) return <>{minutes} min</>;
  return minutes < 48 * 60 ? <>{Math.floor(minutes / 60)} h</> : <>{Math.floor(minutes / 1440)} days</>;
}

/** A button that changes something: a form of its own, with the token against forged forms. */
export function Action({
  to,
  label,
  csrf,
  children,
}: {
  to: string;
  label: string;
  csrf: string;
  children?: ComponentChildren;
}): VNode {
  return (
    <form method="post" action={to} class="action">
      <input type="hidden" name="_csrf" value={csrf} />
      {children}
      <button>{label}</button>
    </form>
  );
}

export function Facts({ rows }: { rows: [string, ComponentChildren][] }): VNode {
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' || value === null ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** JSON under a heading; nothing where there is none. */
export function Exchange({ title, value }: { title: string; value: unknown }): VNode | null {
  if (value === null || value === undefined) return null;
  return (
    <>
      <h2>{title}</h2>
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </>
  );
}

/** A table with a caption, scrolling by itself on a narrow screen. */
export function Table({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: string[];
  rows: ComponentChildren[][];
}): VNode {
  return (
    // A region that scrolls must be reachable by keyboard.
    <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((label) => (
              <th scope="col" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="none">Nothing here.</p>}
    </div>
  );
}

/** A client by its id; a person by the id that stays, and the name. */
export function named(id: unknown, name: unknown): string {
  return text(name) === '' ? text(id) : `${text(id)} (${text(name)})`;
}
