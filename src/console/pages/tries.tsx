import type { VNode } from 'preact';
import { counted } from '../../words/kinds.js';
import { Right } from '../rights.js';
import { Moment } from '../views/cells.js';
import { clock, clockSeconds, duration, type Reader } from '../views/format.js';
import { Icon, type IconName } from '../views/icons.js';
import type { Frame } from '../views/layout.js';
import { Pill } from '../views/pill.js';
import { Table } from '../views/table.js';
import type { Tone } from '../../words/tone.js';
import { differencesOf, outcomeOf, type Try } from './try-differences.js';

interface TriesProps<T extends Try> {
  frame: Frame;
  /** The earliest first; one at least. */
  tries: T[];
  /** The chosen one. */
  one: T;
  /** Address of the page with this try chosen. */
  to: (attempt: number) => string;
  /** What was sent, and what came. */
  children: VNode;
}

/** Tries beside the chosen one: a message is understood by comparing them. */
export function TriesPanel<T extends Try>(props: TriesProps<T>): VNode {
  const { frame, tries, one, children } = props;
  return (
    <section class="panel" aria-labelledby="tries">
      <header>
        <h2 id="tries">
          {counted(tries.length, 'try', 'tries')}
          {tries.length > 1 && ` in ${duration(spanOf(tries))}`}
        </h2>
      </header>
      {tries.length > 1 && <Strip tries={tries} reader={frame.reader} />}
      <div class="inspect">
        <List {...props} />
        <div>
          <Heading one={one} />
          <SinceBefore frame={frame} tries={tries} one={one} />
          {children}
        </div>
      </div>
    </section>
  );
}

/** How it looks: taken, failed, or not known how it ended. */
function looksOf({ durationMs, error }: Try): { tone: Tone; icon: IconName } {
  if (durationMs === null) return { tone: 'attention', icon: 'warn' };
  return error === null ? { tone: 'ok', icon: 'done' } : { tone: 'danger', icon: 'no' };
}

const timeOf = ({ at }: Try): number => new Date(at).getTime();

function spanOf(tries: Try[]): number {
  return Math.max(1, timeOf(tries.at(-1)!) - timeOf(tries[0]!));
}

/** When they were, on a line. */
function Strip({ tries, reader }: { tries: Try[]; reader: Reader }): VNode {
  const from = timeOf(tries[0]!);
  const span = spanOf(tries);
  return (
    <div class={`in ${looksOf(tries.at(-1)!).tone}`}>
      <div class="chart">
        <div class="y" aria-hidden="true">
          <span />
        </div>
        <svg
          class="plot strip"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={`${counted(tries.length, 'try', 'tries')} in ${duration(span)}`}
        >
          <line class="grid" x1="0" x2="100" y1="100" y2="100" />
          {tries.map((one) => (
            <rect
              class="try"
              key={one.attempt}
              x={((timeOf(one) - from) / span) * 99.5}
              y="20"
              width=".4"
              height="80"
            >
              <title>Try {one.attempt}</title>
            </rect>
          ))}
        </svg>
        <div class="x" aria-hidden="true">
          {[0, 0.25, 0.5, 0.75].map((part) => (
            <span key={part}>{clock(new Date(from + span * part), reader)}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

function List<T extends Try>({ frame, tries, one, to }: Omit<TriesProps<T>, 'children'>): VNode {
  return (
    <ol class="tries">
      {tries.toReversed().map((other) => {
        const before = tries[tries.indexOf(other) - 1];
        const { tone, icon } = looksOf(other);
        return (
          <li key={other.attempt} class={tone}>
            <a href={to(other.attempt)} aria-current={other === one ? 'true' : undefined}>
              <Icon name={icon} />
              <span>
                Try {other.attempt}: {outcomeOf(other)}
              </span>
              <span class="muted">{other.durationMs === null ? '' : duration(other.durationMs)}</span>
              <small>
                {clockSeconds(new Date(other.at), frame.reader)}
                {before && `, ${duration(timeOf(other) - timeOf(before))} later`}
              </small>
            </a>
          </li>
        );
      })}
    </ol>
  );
}

function Heading({ one }: { one: Try }): VNode {
  const { attempt, at, status, durationMs } = one;
  return (
    <div class="row">
      <h2>Try {attempt}</h2>
      <Pill words={{ word: outcomeOf(one), ...looksOf(one) }} />
      <span class="muted small">
        <Moment at={at} />
        {durationMs !== null && `, ${status === null ? 'after' : 'answered in'} ${duration(durationMs)}`}
      </span>
    </div>
  );
}

/** The chosen try beside the one before it. */
function SinceBefore({ frame, tries, one }: { frame: Frame; tries: Try[]; one: Try }): VNode | null {
  const before = tries[tries.indexOf(one) - 1];
  if (!before) return null;
  const found = differencesOf(before, one, frame.may[Right.Payloads] ?? false);
  if (found.length === 0) return <p class="small muted">The same as try {before.attempt}.</p>;
  return (
    <Table
      caption={`What differs from try ${before.attempt}`}
      titled={false}
      head={['What', `Try ${before.attempt}`, `Try ${one.attempt}`]}
      rows={found.map((differing) => [differing.what, differing.before || 'none', differing.now || 'none'])}
    />
  );
}
