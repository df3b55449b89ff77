import type { VNode } from 'preact';
import type { DeliveryAttemptDto, DeliveryDetailDto } from '../../deliveries/dto/delivery.dto.js';
import { Right } from '../rights.js';
import { Code, Empty } from '../views/blocks.js';
import { address, Moment, text } from '../views/cells.js';
import { clock, clockSeconds, duration, type Reader } from '../views/format.js';
import { Icon } from '../views/icons.js';
import type { Frame } from '../views/layout.js';
import { masked, maskedUrl } from '../views/masked.js';
import { Pill } from '../views/pill.js';
import { Table } from '../views/table.js';
import { counted } from '../../words/kinds.js';
import { Keys } from './delivery-keys.js';
import { differencesOf, outcomeOf } from './try-differences.js';

interface TriesProps {
  frame: Frame;
  delivery: DeliveryDetailDto;
  chosen?: number;
}

/** Tries beside the chosen one: a delivery is understood by comparing them. */
export function Tries({ frame, delivery, chosen }: TriesProps): VNode {
  const { tries } = delivery;
  const one = tries.find(({ attempt }) => attempt === chosen) ?? tries.at(-1);
  if (!one) {
    return (
      <section class="panel" aria-label="Tries">
        <Empty title="Not tried yet" icon="clock">
          The first try is made within seconds, in the order of its order code.
        </Empty>
        <div class="in">
          <Keys frame={frame} delivery={delivery} />
        </div>
      </section>
    );
  }
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
        <List frame={frame} delivery={delivery} one={one} />
        <Chosen frame={frame} delivery={delivery} one={one} />
      </div>
    </section>
  );
}

const timeOf = ({ at }: DeliveryAttemptDto): number => new Date(at).getTime();

function spanOf(tries: DeliveryAttemptDto[]): number {
  return Math.max(1, timeOf(tries.at(-1)!) - timeOf(tries[0]!));
}

/** When they were, on a line. */
function Strip({ tries, reader }: { tries: DeliveryAttemptDto[]; reader: Reader }): VNode {
  const from = timeOf(tries[0]!);
  const span = spanOf(tries);
  return (
    <div class={tries.at(-1)!.error === null ? 'in ok' : 'in danger'}>
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

interface TryProps {
  frame: Frame;
  delivery: DeliveryDetailDto;
  /** The try that is chosen. */
  one: DeliveryAttemptDto;
}

function List({ frame, delivery, one }: TryProps): VNode {
  const { tries, deliveryId } = delivery;
  return (
    <ol class="tries">
      {tries.toReversed().map((other) => {
        const before = tries[tries.indexOf(other) - 1];
        const to = address(`deliveries/${deliveryId}`, frame.store, { try: String(other.attempt) });
        return (
          <li key={other.attempt} class={other.error === null ? 'ok' : 'danger'}>
            <a href={to} aria-current={other === one ? 'true' : undefined}>
              <Icon name={other.error === null ? 'done' : 'no'} />
              <span>
                Try {other.attempt}: {outcomeOf(other)}
              </span>
              <span class="muted">{duration(other.durationMs)}</span>
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

function Chosen({ frame, delivery, one }: TryProps): VNode {
  const { method, url, headers } = one.request;
  const isWell = one.error === null;
  return (
    <div>
      <div class="row">
        <h2>Try {one.attempt}</h2>
        <Pill
          words={{ word: outcomeOf(one), tone: isWell ? 'ok' : 'danger', icon: isWell ? 'done' : 'no' }}
        />
        <span class="muted small">
          <Moment at={one.at} />, {one.status === null ? 'after' : 'answered in'} {duration(one.durationMs)}
        </span>
      </div>
      <SinceBefore frame={frame} delivery={delivery} one={one} />
      {frame.may[Right.Payloads] ? (
        <>
          <Code
            title={`${text(method)} ${maskedUrl(text(url))}`.trim() || 'Not sent'}
            code={JSON.stringify(masked(delivery.body), null, 2)}
            aside="values of a customer masked"
          />
          {one.response !== null && <Code title={`Answer: ${text(one.status)}`.trim()} code={one.response} />}
          <p class="small muted">
            Headers: {Array.isArray(headers) && headers.length > 0 ? headers.join(', ') : 'none'}; their
            values are not kept.
          </p>
        </>
      ) : (
        <p class="muted">
          Your role does not see what was sent. Its members: {Object.keys(delivery.body).join(', ')}.
        </p>
      )}
      <Keys frame={frame} delivery={delivery} />
    </div>
  );
}

/** The chosen try beside the one before it. */
function SinceBefore({ frame, delivery: { tries }, one }: TryProps): VNode | null {
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
