import type { ComponentChildren, VNode } from 'preact';
import { address } from '../views/cells.js';
import { Bars, Spark } from '../views/chart.js';
import { clock, duration, number, type Reader } from '../views/format.js';
import type { Frame } from '../views/layout.js';
import { counted } from '../../words/kinds.js';
import type { Counts, HourOfOrders } from './home.read-model.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The day in figures, and its orders against what is usual. */
export function Day({
  frame,
  counts,
  hours,
}: {
  frame: Frame;
  counts: Counts;
  hours: HourOfOrders[];
}): VNode {
  return (
    <>
      <section aria-labelledby="day">
        <div class="sub">
          <h2 id="day">Today</h2>
          <p>Against the mean of the same day of four weeks</p>
        </div>
        <dl class="stats">
          <Orders frame={frame} hours={hours} />
          <Acknowledged counts={counts} hours={hours} />
          <Waiting frame={frame} counts={counts} />
          <Arrived frame={frame} counts={counts} />
          <Stock frame={frame} counts={counts} />
        </dl>
      </section>
      <HourChart reader={frame.reader} hours={hours} />
    </>
  );
}

function Stat(props: {
  name: string;
  value: ComponentChildren;
  unit?: string;
  spark?: ComponentChildren;
  below: ComponentChildren;
}): VNode {
  const { name, value, unit, spark, below } = props;
  return (
    <div class="stat">
      <dt>{name}</dt>
      <dd class="v">
        <span>
          {value}
          {unit && <small> {unit}</small>}
        </span>
        {spark}
      </dd>
      <dd class="d">{below}</dd>
    </div>
  );
}

/** Hours that have begun; of the one that runs, what is usual counts as far as it has gone. */
function untilNow(
  hours: HourOfOrders[],
  { now }: Reader,
): { orders: number; usual: number; begun: HourOfOrders[] } {
  const begun = hours.filter(({ hour }) => hour.getTime() <= now);
  const orders = begun.reduce((sum, one) => sum + one.orders, 0);
  const usual = begun.reduce(
    (sum, one) => sum + one.usual * Math.min(1, (now - one.hour.getTime()) / HOUR_MS),
    0,
  );
  return { orders, usual, begun };
}

function Orders({ frame, hours }: { frame: Frame; hours: HourOfOrders[] }): VNode {
  const { reader } = frame;
  const { orders, usual, begun } = untilNow(hours, reader);
  const percent = usual < 1 ? null : Math.round((orders / usual - 1) * 100);
  const sign = percent === null || percent === 0 ? '' : percent > 0 ? '▲ ' : '▼ ';
  return (
    <Stat
      name={`Orders until ${clock(new Date(reader.now), reader)}`}
      value={orders === 0 ? 'None' : number(orders, reader)}
      spark={<Spark values={begun.map((one) => one.orders)} label="Orders in each hour of today" />}
      below={
        percent === null
          ? 'too few in other weeks to compare'
          : `${sign}${Math.abs(percent)} %, usually ${number(Math.round(usual), reader)}`
      }
    />
  );
}

function Acknowledged({ counts, hours }: { counts: Counts; hours: HourOfOrders[] }): VNode {
  const { half, nearly_all: nearly } = counts;
  if (half === null || nearly === null) {
    return <Stat name="Half acknowledged within" value="–" below="none of today yet" />;
  }
  const [value, ...unit] = duration(half * MINUTE_MS).split(' ');
  return (
    <Stat
      name="Half acknowledged within"
      value={value}
      unit={unit.join(' ')}
      spark={
        <Spark values={hours.flatMap((one) => one.half ?? [])} label="Minutes to acknowledge, by hour" />
      }
      below={`95 of 100 within ${duration(nearly * MINUTE_MS)}`}
    />
  );
}

function Waiting({ frame, counts }: { frame: Frame; counts: Counts }): VNode {
  const { reader } = frame;
  const oldest = counts.oldest_new;
  return (
    <Stat
      name="Wait to be acknowledged"
      value={
        counts.new === 0 ? (
          'None'
        ) : (
          <a href={address('orders', frame.store, { syncState: 'NEW' })}>{number(counts.new, reader)}</a>
        )
      }
      below={
        oldest === null
          ? 'all are acknowledged'
          : `oldest ${duration(Math.max(0, reader.now - oldest.getTime()))}`
      }
    />
  );
}

function Arrived({ frame, counts }: { frame: Frame; counts: Counts }): VNode {
  const { settled, arrived, deliveries_pending: pending } = counts;
  const waiting = pending === 0 ? '' : `, ${counted(pending, 'is', 'are')} on the way`;
  if (settled === 0) return <Stat name="Deliveries that arrived" value="–" below={`none yet${waiting}`} />;
  return (
    <Stat
      name="Deliveries that arrived"
      value={number((arrived / settled) * 100, frame.reader, 1)}
      unit="%"
      below={`${number(arrived, frame.reader)} of the last ${number(settled, frame.reader)}${waiting}`}
    />
  );
}

function Stock({ frame, counts }: { frame: Frame; counts: Counts }): VNode {
  const { drifted, checked, checked_at: at } = counts;
  const { reader, store } = frame;
  if (drifted === null || checked === null || at === null) {
    return <Stat name="SKUs that differ" value="–" below="not checked yet" />;
  }
  return (
    <Stat
      name="SKUs that differ"
      value={drifted === 0 ? 'None' : <a href={address('drift', store)}>{number(drifted, reader)}</a>}
      below={`of ${number(checked, reader)}, checked ${clock(at, reader)}`}
    />
  );
}

function HourChart({ reader, hours }: { reader: Reader; hours: HourOfOrders[] }): VNode {
  const { orders, usual } = untilNow(hours, reader);
  const bars = hours.map((one) => {
    const to = new Date(one.hour.getTime() + HOUR_MS - MINUTE_MS);
    const title = `${clock(one.hour, reader)} to ${clock(to, reader)}: ${counted(one.orders, 'order')}, usually ${number(one.usual, reader, 1)}`;
    return { value: one.hour.getTime() <= reader.now ? one.orders : null, usual: one.usual, title };
  });
  return (
    <section class="panel" aria-labelledby="by-hour">
      <header>
        <h2 id="by-hour">Orders an hour</h2>
        <p class="key push">
          <span>Today</span>
          <span class="k-usual">Usual</span>
        </p>
      </header>
      <div class="in">
        <Bars
          bars={bars}
          label={`${counted(orders, 'order')} today, usually ${number(Math.round(usual), reader)} until now`}
          axis={hours.filter((_one, index) => index % 3 === 0).map(({ hour }) => clock(hour, reader))}
        />
      </div>
    </section>
  );
}
