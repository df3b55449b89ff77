import type { ComponentChildren, VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Moment, PageLink, Table, text } from '../views/cells.js';

/** One line for each thing that happened to an order, with the way to the write or delivery that it belongs to. */
export function Timeline({ rows, store }: { rows: Row[]; store: string }): VNode {
  return (
    <Table
      caption="Timeline, newest first"
      head={['When', 'Who', 'What', 'Facts', 'Correlation']}
      rows={rows.map((row) => [
        <Moment key="at" at={row['at']} />,
        text(row['source']),
        text(row['kind']),
        facts(row['summary']),
        correlation(row, store),
      ])}
    />
  );
}

const UUID = /^[0-9a-f-]{36}$/;

function correlation(row: Row, store: string): ComponentChildren {
  const id = text(row['correlation_id']);
  const operation = id.startsWith('operation:') ? id.slice('operation:'.length) : '';
  if (UUID.test(operation)) return <PageLink store={store} to={`operations/${operation}`} label={id} />;
  const delivery = row['source'] === 'CLIENT' ? id : id.replace(/^delivery:/, '');
  if (UUID.test(delivery) && (row['source'] === 'CLIENT' || delivery !== id)) {
    return <PageLink store={store} to={`deliveries/${delivery}`} label={id} />;
  }
  return id;
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
