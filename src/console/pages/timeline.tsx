import type { ComponentChildren, VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Fold } from '../views/blocks.js';
import { address, Clock, instantOf, text } from '../views/cells.js';
import { dateOf, dayInWords, duration } from '../views/format.js';
import { Icon } from '../views/icons.js';
import { useReader } from '../views/reader.js';
import { actorInWords, counted } from '../../words/kinds.js';
import { sentenceOf } from '../words/sentences.js';

interface TimelineProps {
  rows: Row[];
  /** The writes behind some of them. */
  operations: Row[];
  store: string;
}

/** What happened to an order, in sentences, day by day; each opens to its facts and to the write or delivery behind it. */
export function Timeline({ rows, operations, store }: TimelineProps): VNode {
  const reader = useReader();
  let day = '';
  return (
    <section aria-labelledby="timeline">
      <div class="sub">
        <h2 id="timeline">What happened</h2>
        <p>Newest first</p>
      </div>
      <ol class="tl">
        {rows.map((row, index) => {
          const at = instantOf(row['at'])!;
          const isNewDay = dateOf(at, reader) !== day;
          day = dateOf(at, reader);
          return (
            <>
              {isNewDay && <li class="day">{dayInWords(at, reader)}</li>}
              <Entry key={index} row={row} operations={operations} store={store} />
            </>
          );
        })}
      </ol>
    </section>
  );
}

function Entry({ row, operations, store }: { row: Row; operations: Row[]; store: string }): VNode {
  const kind = text(row['kind']);
  const { words, tone, icon } = sentenceOf(text(row['source']), kind, deliveryOf(row));
  const link = linkOf(row, store);
  const operation = operations.find(({ id }) => text(row['correlation_id']) === `operation:${text(id)}`);
  return (
    <li class={tone}>
      <Icon name={icon} />
      <p class="what">
        <span>{words}</span>
        <Clock at={instantOf(row['at'])!} />
      </p>
      <p class="by">
        {actorInWords(text(row['source']))}
        {operation && `, ${effortOf(operation)}`}
      </p>
      <Fold summary="Facts">
        <p class="small">
          <code class="muted">{kind}</code> {facts(row['summary'])}
        </p>
        {link && <p class="small">{link}</p>}
      </Fold>
    </li>
  );
}

/** What went where, of a line that a delivery wrote. */
function deliveryOf({ source, summary }: Row): { kind?: string; type?: string } {
  if (source !== 'CLIENT') return {};
  const { kind, eventType } = (summary ?? {}) as Record<string, string>;
  return { kind, type: eventType };
}

/** e.g. "done at the first try in 620 ms, 3 calls". */
function effortOf(operation: Row): string {
  const attempts = Number(operation['attempts']);
  const from = instantOf(operation['created_at']);
  const to = instantOf(operation['settled_at']);
  const took = from && to ? ` in ${duration(Math.max(1, to.getTime() - from.getTime()))}` : '';
  const tries = attempts <= 1 ? 'at the first try' : `after ${counted(attempts, 'try', 'tries')}`;
  return `${tries}${took}, ${counted(Number(operation['magento_calls']), 'call')}`;
}

const UUID = /^[0-9a-f-]{36}$/;

/** The way to the write or delivery that it belongs to. */
function linkOf(row: Row, store: string): ComponentChildren {
  const id = text(row['correlation_id']);
  const operation = id.startsWith('operation:') ? id.slice('operation:'.length) : '';
  if (UUID.test(operation)) return <a href={address(`operations/${operation}`, store)}>Open this write</a>;
  const delivery = row['source'] === 'CLIENT' ? id : id.replace(/^delivery:/, '');
  if (UUID.test(delivery) && (row['source'] === 'CLIENT' || delivery !== id)) {
    return <a href={address(`deliveries/${delivery}`, store)}>Open this delivery</a>;
  }
  return id === '' ? null : <>Request {id}</>;
}

/** Keys of other rows, which the correlation or another line tells better. */
const KEYS = new Set(['operationId', 'deliveryId', 'notificationId', 'shipmentRowId']);

function facts(summary: unknown): string {
  return Object.entries((summary ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => value !== null && value !== false && value !== 0 && !KEYS.has(name))
    .map(([name, value]) => `${name} ${inWords(value)}`)
    .join(', ');
}

/** Lists in words, e.g. `items 2 × SKU-1; tracks Delhivery AWB1`. */
function inWords(value: unknown): string {
  if (!Array.isArray(value)) return text(value);
  return value.map(itemInWords).join('; ');
}

function itemInWords(one: unknown): string {
  if (typeof one !== 'object' || one === null) return text(one);
  const { quantity, channelSkuCode, orderItemCode, title, trackNumber } = one as Row;
  if (quantity !== undefined) return `${text(quantity)} × ${text(channelSkuCode) || text(orderItemCode)}`;
  if (trackNumber !== undefined) return `${text(title)} ${text(trackNumber)}`.trim();
  return text(one);
}
