import { LEFT_UNDONE_FILTER, NEEDS_PERSON, UNDER_WAY } from '../listings/operations.read-model.js';
import type { VNode } from 'preact';
import { sameOrdersWords } from '../../stores/store-view-check.js';
import type { Silence } from '../../observability/silence.js';
import type { Row } from '../listings/listing.js';
import { Age, Badge, Facts, Moment, PageLink, Table, address, text } from '../views/cells.js';
import type { TickStatus } from '../../platform/schedule/scheduled-tick.js';
import { OrdersChart } from '../views/chart.js';
import { type Frame, Layout } from '../views/layout.js';
import type { Counts, HourOfOrders } from './overview.read-model.js';

export interface OverviewProps {
  frame: Frame;
  paused: boolean;
  streams: Row[];
  counts: Counts;
  hours: HourOfOrders[];
  silence: Silence | undefined;
  /** Other stores that take the same orders. */
  sharing: string[];
  /** What the process that shows this page does by itself. */
  ticks: TickStatus[];
}

export function OverviewPage(props: OverviewProps): VNode {
  const { frame, paused, streams, counts, hours, silence, sharing, ticks } = props;
  return (
    <Layout frame={frame} title={`Store ${frame.store}`} here="">
      {paused && <p class="alarm">The store is paused: nothing is polled and nothing is written.</p>}
      {sharing.length > 0 && (
        <p class="alarm" role="alert">
          {sameOrdersWords(sharing)}
        </p>
      )}
      {silence && (
        <p class="alarm" role="alert">
          {silence.since}, where {Math.round(silence.usual)} are usual. {silence.explanation}
        </p>
      )}
      <h2>Open work</h2>
      <Waiting store={frame.store} counts={counts} />
      <OrdersChart hours={hours} />
      <Streams streams={streams} />
      <p>
        <PageLink store={frame.store} to="runs" label="All runs" />
      </p>
      <Schedule ticks={ticks} />
    </Layout>
  );
}

function Waiting({ store, counts }: { store: string; counts: Counts }): VNode {
  const link = (to: string, value: number, more: Record<string, string> = {}): VNode => (
    <a href={address(to, store, more)}>{value}</a>
  );
  return (
    <Facts
      rows={[
        ['New, for Increff to acknowledge', link('orders', counts.new, { syncState: 'NEW' })],
        ['Oldest of them', <Moment key="at" at={counts.oldest_new} />],
        ['Held orders', link('orders', counts.held, { syncState: 'HELD' })],
        ...Object.entries(counts.held_reasons)
          .toSorted()
          .map(([reason, count]): [string, VNode] => [
            `Held: ${reason}`,
            link('orders', count, { syncState: 'HELD', syncReason: reason }),
          ]),
        ['Waiting for a status', link('orders', counts.waiting, { syncState: 'WAITING' })],
        ['Parked (cannot be taken in)', link('parked', counts.parked)],
        ['Disputed among them: a person must say which order it is', link('parked', counts.disputed)],
        ['Writes under way', link('operations', counts.operations_open, { outcome: UNDER_WAY })],
        ['Writes in doubt (UNKNOWN)', link('operations', counts.operations_doubt, { outcome: 'UNKNOWN' })],
        [
          'Writes that need a person',
          link('operations', counts.operations_person, { outcome: NEEDS_PERSON }),
        ],
        [
          'Writes given up, or refused after a 202, 7 days',
          link('operations', counts.operations_bad, { outcome: LEFT_UNDONE_FILTER }),
        ],
        ['Deliveries that wait', link('deliveries', counts.deliveries_pending, { state: 'PENDING' })],
        ['Deliveries given up', link('deliveries', counts.deliveries_dead, { state: 'DEAD' })],
        ['Events that wait for their order', link('events', counts.events_waiting)],
        ['Oldest of them', <Age key="event" since={counts.oldest_event} />],
        ['Returns under way', link('returns', counts.returns_open)],
        ['Stock that waits', link('drift', counts.inventory_open, { state: 'PENDING' })],
        ['Stock that failed', link('drift', counts.inventory_failed, { state: 'FAILED' })],
      ]}
    />
  );
}

function Schedule({ ticks }: { ticks: TickStatus[] }): VNode {
  return (
    <Table
      caption="Schedule of this process"
      head={['Task', 'Every', 'Last began', 'Took (s)', 'Failures in a row', 'Last error']}
      rows={ticks.map(({ name, every, lastBeganAt, lastSeconds, failures, lastError }) => [
        name,
        typeof every === 'number' ? `${every / 1000} s` : `day at ${every} UTC`,
        <Moment key="at" at={lastBeganAt} />,
        lastSeconds?.toFixed(3) ?? '',
        String(failures),
        lastError ?? '',
      ])}
    />
  );
}

function Streams({ streams }: { streams: Row[] }): VNode {
  return (
    <Table
      caption="Streams"
      head={['Stream', 'Last run', 'Went through', 'Lag (s)', 'Read up to', 'Seen', 'New', 'Changed', 'Why']}
      rows={streams.map((row) => [
        text(row['stream']),
        <Badge key="state" value={text(row['last_run_state'])} />,
        <Moment key="success" at={row['last_success_at']} />,
        text(row['seconds_since_success']),
        <Moment key="position" at={row['read_up_to']} />,
        text(row['last_run_seen']),
        text(row['last_run_new']),
        text(row['last_run_changed']),
        text(row['last_run_explanation']) || text(row['last_error_message']),
      ])}
    />
  );
}
