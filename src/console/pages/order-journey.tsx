import type { ComponentChildren, VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { instantOf, Moment, text } from '../views/cells.js';
import { duration } from '../views/format.js';
import { Icon } from '../views/icons.js';
import { counted } from '../../words/kinds.js';
import type { OrderPageData } from './order.read-model.js';

interface Step {
  name: string;
  /** Done; `now`: a part is. */
  how: 'done' | 'now' | 'todo';
  at?: unknown;
  by?: ComponentChildren;
}

/** Seen, acknowledged, invoiced, packed, shipped, delivered, returned: each with when and who. */
export function Journey({ data }: { data: OrderPageData }): VNode {
  const steps = stepsOf(data);
  const current = steps.find(({ how }) => how !== 'done');
  return (
    <ol class="journey panel" aria-label="Journey">
      {steps.map((step) => (
        <li key={step.name} class={step.how} aria-current={step === current ? 'step' : undefined}>
          <Icon name={step.how === 'done' ? 'done' : step.how === 'now' ? 'work' : 'ring'} />
          <b>{step.name}</b>
          {step.at !== undefined && step.at !== null && (
            <small>
              <Moment at={step.at} />
            </small>
          )}
          {step.by && <small>{step.by}</small>}
        </li>
      ))}
    </ol>
  );
}

function stepsOf({ order, items, documents, parcels }: OrderPageData): Step[] {
  const seen = instantOf(order['first_seen_at']);
  const acknowledged = instantOf(order['acknowledged_at']);
  const invoice = documents.find(({ kind }) => kind === 'Invoice');
  const returned = documents.find(({ kind }) => kind === 'Return');
  const isCancelled = order['sync_state'] === 'CANCELLED';
  const steps: Step[] = [
    { name: 'Seen', how: 'done', at: seen, by: 'read from Magento' },
    {
      name: 'Acknowledged',
      how: acknowledged ? 'done' : 'todo',
      at: acknowledged,
      by:
        acknowledged && seen
          ? `after ${duration(Math.max(0, acknowledged.getTime() - seen.getTime()))}`
          : undefined,
    },
  ];
  if (isCancelled) return [...steps, { name: 'Cancelled', how: 'done', at: order['changed_at'] }];
  steps.push(
    {
      name: 'Invoiced',
      how: invoice ? 'done' : 'todo',
      at: invoice?.['created_at'],
      by: invoice && text(invoice['code']),
    },
    { name: 'Packed', ...packed(parcels) },
    { name: 'Shipped', ...shipped(parcels, items) },
    { name: 'Delivered', ...delivered(parcels) },
  );
  if (returned) {
    steps.push({ name: 'Returned', how: 'now', at: returned['created_at'], by: text(returned['code']) });
  }
  return steps;
}

type Progress = Omit<Step, 'name'>;

function packed(parcels: Row[]): Progress {
  const [first] = parcels;
  if (!first) return { how: 'todo' };
  return {
    how: 'done',
    at: first['created_at'],
    by: `${counted(parcels.length, 'parcel')}${text(first['location_code']) && `, ${text(first['location_code'])}`}`,
  };
}

function shipped(parcels: Row[], items: Row[]): Progress {
  const out = parcels.filter(({ handed_over_at: at }) => at !== null);
  const units = items.reduce((sum, { ordered, cancelled }) => sum + Number(ordered) - Number(cancelled), 0);
  const gone = items.reduce((sum, { shipped: count }) => sum + Number(count ?? 0), 0);
  if (out.length === 0) {
    return gone === 0
      ? { how: 'todo' }
      : { how: gone < units ? 'now' : 'done', by: `${gone} of ${counted(units, 'unit')}` };
  }
  return {
    how: out.length === parcels.length ? 'done' : 'now',
    at: out.at(-1)!['handed_over_at'],
    by: 'handed to couriers',
  };
}

function delivered(parcels: Row[]): Progress {
  const arrivals = parcels.flatMap(({ events }) => {
    const event = ((events ?? []) as Row[]).find(({ type }) => type === 'DELIVERED');
    return event ? [event] : [];
  });
  if (arrivals.length === 0) return { how: 'todo' };
  return {
    how: arrivals.length === parcels.length ? 'done' : 'now',
    at: arrivals.at(-1)!['at'],
    by: `${arrivals.length} of ${counted(parcels.length, 'parcel')}`,
  };
}
