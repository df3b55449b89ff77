import type { VNode } from 'preact';
import type { TickStatus } from '../../platform/schedule/scheduled-tick.js';
import type { Row } from '../listings/listing.js';
import { Fold } from '../views/blocks.js';
import { address, Moment, text } from '../views/cells.js';
import { Lines } from '../views/chart.js';
import { clock, duration } from '../views/format.js';
import type { Frame } from '../views/layout.js';
import { Badge } from '../views/pill.js';
import { Table } from '../views/table.js';
import { streamInWords } from '../../words/kinds.js';
import { reasonInWords } from '../../words/reasons.js';
import type { HourOfOrders } from './home.read-model.js';

export function Reads({
  frame,
  streams,
  hours,
}: {
  frame: Frame;
  streams: Row[];
  hours: HourOfOrders[];
}): VNode {
  return (
    <div class="halves">
      <Minutes frame={frame} hours={hours} />
      <section class="panel" aria-labelledby="reads">
        <header>
          <h2 id="reads">Reads from Magento</h2>
          <a class="small push" href={address('runs', frame.store)}>
            All reads
          </a>
        </header>
        <table class="table keep">
          <caption class="hide">Reads from Magento</caption>
          <tbody>
            {streams.map((row) => (
              <tr key={row['stream']}>
                <td>{streamInWords(text(row['stream']))}</td>
                <td>
                  <Badge of="read" value={text(row['last_run_state'])} />
                  <small class="muted" title={text(row['last_error_message'])}>
                    {text(row['last_run_explanation']) || reasonOfRead(row['last_error_code'])}
                  </small>
                </td>
                <td class="r muted">{behind(row['seconds_since_success'])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function reasonOfRead(code: unknown): string {
  return text(code) === '' ? '' : reasonInWords(text(code));
}

function behind(seconds: unknown): string {
  return seconds === null || seconds === undefined ? 'not yet' : `${duration(Number(seconds) * 1000)} behind`;
}

export function Minutes({ frame, hours }: { frame: Frame; hours: HourOfOrders[] }): VNode {
  const begun = hours.filter(({ hour }) => hour.getTime() <= frame.reader.now);
  const measured = begun.some(({ half }) => half !== null);
  return (
    <section class="panel" aria-labelledby="minutes">
      <header>
        <h2 id="minutes">Minutes to acknowledge</h2>
        {measured && (
          <p class="key push">
            <span>Half</span>
            <span class="k-grey">95 of 100</span>
          </p>
        )}
      </header>
      <div class="in">
        {measured ? (
          <Lines
            series={[begun.map(({ half }) => half), begun.map(({ nearly_all }) => nearly_all)]}
            label="Minutes until half, and until 95 of 100, of each hour’s orders were acknowledged"
            axis={begun.filter((_one, index) => index % 4 === 0).map(({ hour }) => clock(hour, frame.reader))}
          />
        ) : (
          <p class="muted">None of today’s orders is acknowledged yet.</p>
        )}
      </div>
    </section>
  );
}

/** Of interest to whoever runs the service. */
export function Schedule({ ticks }: { ticks: TickStatus[] }): VNode {
  return (
    <Fold summary="Schedule of this process">
      <Table
        caption="Schedule of this process"
        titled={false}
        head={['Task', 'Every', 'Last began', 'Took', 'Failures in a row', 'Last error']}
        rows={ticks.map(({ name, every, lastBeganAt, lastSeconds, failures, lastError }) => [
          name,
          typeof every === 'number' ? duration(every) : `day at ${every} UTC`,
          <Moment at={lastBeganAt} />,
          lastSeconds === undefined || lastSeconds === null ? '' : duration(lastSeconds * 1000),
          failures === 0 ? '' : String(failures),
          lastError ?? '',
        ])}
      />
    </Fold>
  );
}
