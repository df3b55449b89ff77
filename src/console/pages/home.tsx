import type { VNode } from 'preact';
import type { Silence } from '../../observability/silence.js';
import type { TickStatus } from '../../platform/schedule/scheduled-tick.js';
import { sameOrdersWords } from '../../stores/store-view-check.js';
import type { Row } from '../listings/listing.js';
import type { Problem } from '../../problems/problems.read-model.js';
import { Ignored } from '../problems/ignored.js';
import { ProblemList } from '../problems/problem-list.js';
import { UnreachedBanner } from '../problems/unreached.js';
import { Banner } from '../views/blocks.js';
import { clock, dayInWords } from '../views/format.js';
import { Icon } from '../views/icons.js';
import { type Frame, Layout } from '../views/layout.js';
import { counted } from '../../words/kinds.js';
import { Day } from './home-day.js';
import { Reads, Schedule } from './home-reads.js';
import type { Counts, HourOfOrders } from './home.read-model.js';

export interface HomeProps {
  frame: Frame;
  paused: boolean;
  problems: Problem[];
  streams: Row[];
  counts: Counts;
  hours: HourOfOrders[];
  silence: Silence | undefined;
  /** Other stores that take the same orders. */
  sharing: string[];
  /** What the process that shows this page does by itself. */
  ticks: TickStatus[];
}

/** What needs somebody, first; below it, the day. */
export function HomePage(props: HomeProps): VNode {
  const { frame, paused, silence, sharing, counts, hours, streams, ticks } = props;
  const problems = props.problems.filter(({ ignored }) => !ignored);
  const ignored = props.problems.filter((one) => one.ignored);
  const unreached = problems.filter(({ kind }) => kind === 'reads');
  const others = problems.filter(({ kind }) => kind !== 'reads');
  const count = problems.length + (sharing.length > 0 ? 1 : 0) + (silence ? 1 : 0);
  const at = new Date(frame.reader.now);
  return (
    <Layout
      frame={{ ...frame, needing: { ...frame.needing, '': count } }}
      title={count === 0 ? 'Home' : `${counted(count, 'thing needs', 'things need')} you`}
      here=""
      about={`Store ${frame.store}, ${dayInWords(at, frame.reader)}, ${clock(at, frame.reader)}`}
    >
      {paused && (
        <Banner id="paused" tone="attention" title="The store is paused">
          <p>Nothing is read from Magento and nothing is written until somebody resumes it.</p>
        </Banner>
      )}
      {unreached.map((problem, index) => (
        <UnreachedBanner
          key={index}
          frame={frame}
          problem={problem}
          waiting={counts.operations_open}
          index={index}
        />
      ))}
      {sharing.length > 0 && (
        <Banner id="sharing" tone="danger" title="Two stores take the same orders">
          <p>{sameOrdersWords(sharing)}</p>
        </Banner>
      )}
      {silence && (
        <Banner id="silence" tone="attention" title={`There is ${silence.since}`}>
          <p>
            Usually {Math.round(silence.usual)} come in this time. {silence.explanation}
          </p>
        </Banner>
      )}
      {others.length > 0 && (
        <ProblemList
          frame={frame}
          problems={others}
          title={count === others.length ? 'Problems, by cause' : 'Other problems, by cause'}
        />
      )}
      {count === 0 && !paused && <AllWell isIgnored={ignored.length > 0} />}
      <Day frame={frame} counts={counts} hours={hours} />
      <Reads frame={frame} streams={streams} hours={hours} />
      {ignored.length > 0 && <Ignored frame={frame} problems={ignored} />}
      <Schedule ticks={ticks} />
    </Layout>
  );
}

function AllWell({ isIgnored }: { isIgnored: boolean }): VNode {
  return (
    <section class="panel allwell" aria-labelledby="well">
      <Icon name="done" />
      <div>
        <h2 id="well">{isIgnored ? 'Nothing else needs you' : 'Nothing needs you'}</h2>
        <p class="muted">
          {isIgnored
            ? 'All reads go through. What somebody chose to ignore is below.'
            : 'All reads go through, and no write, delivery, order or stock waits for a person.'}
        </p>
      </div>
    </section>
  );
}
