import type { VNode } from 'preact';
import { headingOf } from '../../magento/check/check-item.js';
import type { OrderForShow } from '../../orders/newest-orders.service.js';
import type { StoreCheckDto, StoreCheckItemDto } from '../../stores/dto/store.dto.js';
import { Fold } from '../views/blocks.js';
import { Money, Moment } from '../views/cells.js';
import { Icon, type IconName } from '../views/icons.js';
import { Badge } from '../views/pill.js';
import { Table } from '../views/table.js';
import { counted } from '../../words/kinds.js';
import { reasonInWords } from '../../words/reasons.js';
import type { Tone } from '../../words/tone.js';

/** What was found of the shop, and its newest orders or why they could not be read. */
export interface Found {
  check: StoreCheckDto;
  orders: OrderForShow[] | string;
}

const LOOKS: Record<StoreCheckItemDto['result'], [Tone, IconName, string]> = {
  failed: ['danger', 'no', 'Must be repaired'],
  unknown: ['attention', 'half', 'Could not be found out'],
  warning: ['attention', 'warn', 'Works, with a limit'],
  skipped: ['', 'ring', 'Not tried'],
  ok: ['ok', 'done', 'Is well'],
};

const ORDER = Object.keys(LOOKS) as StoreCheckItemDto['result'][];

/** What must be repaired first; what is well is folded away. */
export function Findings({ check }: { check: StoreCheckDto }): VNode {
  const isWell = ({ result }: StoreCheckItemDto): boolean => result === 'ok';
  const others = check.checks
    .filter((item) => !isWell(item))
    .sort((a, b) => ORDER.indexOf(a.result) - ORDER.indexOf(b.result));
  const well = check.checks.filter(isWell);
  const limits = others.filter(({ result }) => result === 'warning').length;
  return (
    <>
      <p role="status">
        <b>
          The check says: {headingOf(check.state)}
          {limits > 0 && `, with ${counted(limits, 'limit', 'limits')}`}.
        </b>
      </p>
      {others.length > 0 && <Items items={others} />}
      {well.length > 0 && (
        <Fold summary={`${counted(well.length, 'thing is', 'things are')} well`} open={others.length === 0}>
          <Items items={well} />
        </Fold>
      )}
    </>
  );
}

function Items({ items }: { items: StoreCheckItemDto[] }): VNode {
  return (
    <ul class="panel checks">
      {items.map(({ check, result, message }) => {
        const [tone, icon, word] = LOOKS[result];
        return (
          <li key={check} class={`check ${tone}`.trim()}>
            <Icon name={icon} />
            <div>
              <h3>{check}</h3>
              <p>{message}</p>
            </div>
            <span class="muted small">{word}</span>
          </li>
        );
      })}
    </ul>
  );
}

export function NewestOrders({ orders }: Pick<Found, 'orders'>): VNode {
  if (typeof orders === 'string') return <p class="muted">The newest orders could not be read: {orders}</p>;
  return (
    <Table
      caption="The newest orders, for show: nothing of them is kept"
      head={[
        { label: 'Order', main: true },
        { label: 'Would be', full: true },
        { label: 'Lines', numeric: true },
        { label: 'Total', numeric: true },
        { label: 'Placed', numeric: true },
      ]}
      rows={orders.map(rowOf)}
      emptyTitle="The shop has no order yet"
    />
  );
}

function rowOf(order: OrderForShow) {
  if ('unreadable' in order) return [order.number, `Cannot be read: ${order.unreadable}`, '', '', ''];
  const { number, state, reason, lines, total, currency, placedAt } = order;
  return [
    number,
    <>
      <Badge of="order" value={state} />
      {reason !== null && <small>{reasonInWords(reason)}</small>}
    </>,
    lines,
    <Money amount={total} currency={currency} />,
    <Moment at={placedAt} />,
  ];
}
