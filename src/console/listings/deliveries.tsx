import { INCREFF } from '../../increff/increff.endpoint.js';
import { NOTIFICATION } from '../../notifications/notification.endpoint.js';
import { RETURN_ACK } from '../../returns/return-ack.endpoint.js';
import { Badge, Moment, NextTry, PageLink, text } from '../views/cells.js';
import { ID_CURSOR, type Listing } from './listing.js';
import { listDeliveries } from './deliveries.read-model.js';

export const deliveries: Listing = {
  title: 'Deliveries',
  about: "Pushes to the merchant's URLs.",
  filters: [
    { name: 'state', label: 'State', options: ['PENDING', 'DELIVERED', 'DEAD', 'TEST', 'SHADOWED'] },
    {
      name: 'kind',
      label: 'Kind',
      options: [NOTIFICATION, RETURN_ACK, INCREFF].map(({ kind }) => kind),
    },
    { name: 'orderCode', label: 'Order code' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['seq']),
  rows: listDeliveries,
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
