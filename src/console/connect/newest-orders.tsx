import type { VNode } from 'preact';
import type { OrderForShow } from '../../orders/newest-orders.service.js';
import type { StoreCheckDto } from '../../stores/dto/store.dto.js';
import { Money, Moment } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { Table } from '../views/table.js';
import { reasonInWords } from '../../words/reasons.js';

/** What was found of the shop, and its newest orders or why they could not be read. */
export interface Found {
  check: StoreCheckDto;
  orders: OrderForShow[] | string;
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
