import type { ComponentChildren, VNode } from 'preact';
import type { Tone } from '../../words/tone.js';
import { Copy } from './cells.js';
import { Icon, type IconName } from './icons.js';

type Row = [string, ComponentChildren];

const isEmpty = (value: ComponentChildren): boolean =>
  value === '' || value === null || value === undefined || value === false;

/** Names and values, below one another. */
export function Facts({ rows, title }: { rows: Row[]; title?: string }): VNode {
  const id = (title ?? 'facts').toLowerCase().replaceAll(' ', '-');
  return (
    <section class="panel" aria-labelledby={`h-${id}`}>
      <header>
        <h2 id={`h-${id}`}>{title ?? 'Facts'}</h2>
      </header>
      <div class="in">
        <dl class="kv">
          {rows.map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{isEmpty(value) ? <span class="muted">–</span> : value}</dd>
            </>
          ))}
        </dl>
      </div>
    </section>
  );
}

export function Panel(props: {
  id: string;
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  return (
    <section class="panel" aria-labelledby={props.id}>
      <header>
        <h2 id={props.id}>{props.title}</h2>
        {props.aside && <span class="muted small push">{props.aside}</span>}
      </header>
      {props.children}
    </section>
  );
}

const TONE_ICONS: Record<Tone, IconName> = {
  ok: 'done',
  info: 'info',
  attention: 'warn',
  danger: 'fail',
  '': 'info',
};

/** A cause: what is so, why, what the bridge does, what somebody can do. */
export function Banner(props: {
  id: string;
  tone: Tone;
  title: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  const { id, tone, title, children } = props;
  return (
    <section class={`banner ${tone}`} aria-labelledby={id}>
      <Icon name={TONE_ICONS[tone]} />
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** A result or a hint. */
export function Note(props: { tone?: Tone; role?: 'status' | 'alert'; children: ComponentChildren }): VNode {
  const { tone = 'info', role, children } = props;
  return (
    <div class={`note ${tone}`} role={role}>
      <Icon name={TONE_ICONS[tone]} />
      <p>{children}</p>
    </div>
  );
}

/** @param props.isInPanel it stands below the heading of a panel */
export function Empty(props: {
  title: string;
  children?: ComponentChildren;
  icon?: IconName;
  isInPanel?: boolean;
}): VNode {
  return (
    <div class="state">
      <Icon name={props.icon ?? 'half'} />
      {props.isInPanel ? <h3>{props.title}</h3> : <h2>{props.title}</h2>}
      {props.children && <p>{props.children}</p>}
    </div>
  );
}

/** A request or an answer, with what it is called above. */
export function Code({ title, code, aside }: { title: string; code: string; aside?: string }): VNode {
  return (
    <figure class="code">
      <header>
        <span>{title}</span>
        <span class="push row">
          {aside && <span>{aside}</span>}
          <Copy text={code} what={title} />
        </span>
      </header>
      <pre tabIndex={0} role="region" aria-label={title}>
        <code>{keysMarked(code)}</code>
      </pre>
    </figure>
  );
}

/** Names of members of JSON in another colour. */
function keysMarked(code: string): ComponentChildren[] {
  return code
    .split(/("(?:[^"\\]|\\.)*"(?=:\s))/)
    .map((part, index) => (index % 2 === 1 ? <span class="k">{part}</span> : part));
}

/** JSON under a heading; nothing where there is none. */
export function Exchange({ title, value }: { title: string; value: unknown }): VNode | null {
  if (value === null || value === undefined) return null;
  return <Code title={title} code={typeof value === 'string' ? value : JSON.stringify(value, null, 2)} />;
}

export function Fold({
  summary,
  children,
  open = false,
}: {
  summary: string;
  children: ComponentChildren;
  open?: boolean;
}): VNode {
  return (
    <details class="fold" open={open}>
      <summary>
        <Icon name="right" />
        {summary}
      </summary>
      {children}
    </details>
  );
}
