import { INCREFF } from '../../increff/increff.endpoint.js';
import { NOTIFICATION } from '../../notifications/notification.endpoint.js';
import { rowsOf } from '../../platform/database/data-source.js';
import { RETURN_ACK } from '../../returns/return-ack.endpoint.js';
import { Badge, Moment, NextTry, PageLink, text } from '../views/cells.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

export const deliveries: Listing = {
  title: 'Deliveries',
  about: "Pushes to the merchant's URLs.",
  filters: [
    { name: 'state', label: 'State', options: ['PENDING', 'DELIVERED', 'DEAD'] },
    {
      name: 'kind',
      label: 'Kind',
      options: [NOTIFICATION, RETURN_ACK, INCREFF].map(({ kind }) => kind),
    },
    { name: 'orderCode', label: 'Order code' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['seq']),
  rows(manager, storeId, { filter, after, limit }) {
    const state = filter['state'] ? `AND d.state = '${filter['state']}'` : '';
    return rowsOf<Row>(
      manager,
      `SELECT d.id, d.seq, d.kind, d.order_code, d.event_type, d.state, d.attempts, d.last_status, d.last_error,
         d.next_attempt_at, d.created_at, d.settled_at
       FROM delivery d WHERE d.store_id = $1 AND ($2::bigint IS NULL OR d.seq < $2::bigint)
         AND ($3::text IS NULL OR d.kind = $3) AND ($4::text IS NULL OR d.order_code = $4) ${state}
       ORDER BY d.seq DESC LIMIT ${limit}`,
      [storeId, after[0], filter['kind'] ?? null, filter['orderCode'] ?? null],
    );
  },
  columns: [
    {
      label: 'Delivery',
      cell: (row, store) => (
        <PageLink store={store} to={`deliveries/${text(row['id'])}`} label={text(row['event_type'])} />
      ),
    },
    { label: 'Kind', cell: (row) => text(row['kind']) },
    { label: 'Order code', cell: (row) => text(row['order_code']) },
    { label: 'State', cell: (row) => <Badge value={text(row['state'])} /> },
    { label: 'Tries', numeric: true, cell: (row) => text(row['attempts']) },
    { label: 'Last answer', cell: (row) => text(row['last_error']) || text(row['last_status']) },
    { label: 'Next try', cell: (row) => <NextTry of={row['state']} at={row['next_attempt_at']} /> },
    { label: 'Accepted', cell: (row) => <Moment at={row['created_at']} /> },
    { label: 'Settled', cell: (row) => <Moment at={row['settled_at']} /> },
  ],
  action: 'replay',
};
