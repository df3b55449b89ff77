import type { ComponentChildren, VNode } from 'preact';
import { clock, duration, exactly, money, number, shortened, when } from './format.js';
import { Icon } from './icons.js';
import { useReader } from './reader.js';

/** A column as it is shown; nothing for NULL. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function instantOf(at: unknown): Date | undefined {
  return at instanceof Date || typeof at === 'string' ? new Date(at) : undefined;
}

/** By the reader's clock, and the exact time on hover. @param props.at a column of a row, or a member of a DTO */
export function Moment({ at }: { at: unknown }): VNode {
  const reader = useReader();
  const instant = instantOf(at);
  if (!instant) return <span class="zero">–</span>;
  return (
    <time dateTime={instant.toISOString()} title={exactly(instant, reader)}>
      {when(instant, reader)}
    </time>
  );
}

/** The hour only, below a heading that says the day. */
export function Clock({ at }: { at: Date }): VNode {
  const reader = useReader();
  return (
    <time dateTime={at.toISOString()} title={exactly(at, reader)}>
      {clock(at, reader)}
    </time>
  );
}

/** When a delivery is due: without a time it waits for an earlier one of the same order, which it must not overtake. */
export function NextTry({ of, at }: { of: unknown; at: unknown }): VNode | null {
  return of === 'PENDING' && !at ? <>after the one before it</> : <Moment at={at} />;
}

/** A count; nothing is a muted dash. */
export function Count({ of }: { of: unknown }): VNode {
  const { locale } = useReader();
  const value = Number(of ?? 0);
  return value === 0 ? <span class="zero">–</span> : <>{number(value, { locale })}</>;
}

/** A quantity, of which zero says something. */
export function Quantity({ of }: { of: unknown }): VNode {
  const { locale } = useReader();
  return of === null || of === undefined ? (
    <span class="zero">–</span>
  ) : (
    <>{number(Number(of), { locale })}</>
  );
}

export function Money({ amount, currency }: { amount: unknown; currency: unknown }): VNode | null {
  const reader = useReader();
  if (amount === null || amount === undefined) return null;
  return <>{money(text(amount), typeof currency === 'string' ? currency : null, reader)}</>;
}

/** An id of which the ends are enough, whole on hover and by the button. */
export function Id({ of, what }: { of: unknown; what: string }): VNode | null {
  const id = text(of);
  if (id === '') return null;
  return (
    <span class="id" title={id}>
      {shortened(id)}
      <Copy text={id} what={what} />
    </span>
  );
}

/** Shown by the script only: without one it could do nothing. */
export function Copy({ text: copied, what }: { text: string; what: string }): VNode {
  const label = `Copy ${what}`;
  return (
    <button class="copy" type="button" data-copy={copied} hidden aria-label={label} title={label}>
      <Icon name="copy" />
    </button>
  );
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

/** @param props.label its number, where it is known: it is what people call it */
export function OrderLink({ store, code, label }: { store: string; code: string; label?: string }): VNode {
  return <PageLink store={store} to={`orders/${code}`} label={label ?? code} />;
}

/** How long ago. */
export function Age({ since }: { since: unknown }): VNode | null {
  const { now } = useReader();
  return since instanceof Date ? <>{duration(Math.max(0, now - since.getTime()))}</> : null;
}

export function Csrf({ token }: { token: string }): VNode {
  return <input type="hidden" name="_csrf" value={token} />;
}

/** A button that changes something: a form of its own, with the token against forged forms. */
export function Action(props: {
  to: string;
  label: string;
  csrf: string;
  children?: ComponentChildren;
  kind?: string;
  icon?: Parameters<typeof Icon>[0]['name'];
}): VNode {
  const { to, label, csrf, children, kind = '', icon } = props;
  return (
    <form method="post" action={to} class="action">
      <Csrf token={csrf} />
      {children}
      <button class={`b ${kind}`.trim()}>
        {icon && <Icon name={icon} />}
        {label}
      </button>
    </form>
  );
}

/** A client by its id; a person by the id that stays, and the name. */
export function named(id: unknown, name: unknown): string {
  return text(name) === '' ? text(id) : `${text(id)} (${text(name)})`;
}
