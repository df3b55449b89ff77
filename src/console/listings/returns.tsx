import { Badge, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { ID_CURSOR, type Listing } from './listing.js';
import { listReturns } from './returns.read-model.js';

export const returns: Listing = {
  title: 'Returns',
  about: 'Return orders and their acknowledgements.',
  filters: [
    {
      name: 'syncState',
      label: 'State',
      options: ['CREATED', 'IN_PROCESSING', 'PROCESSED', 'CANCELLED'],
    },
    { name: 'awbNumber', label: 'AWB' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: listReturns,
  columns: [
    { label: 'Return', cell: (row) => text(row['return_order_code']) },
    { label: 'Order', cell: (row, store) => <OrderLink store={store} code={text(row['entity_id'])} /> },
    { label: 'Type', cell: (row) => text(row['order_type']) },
    { label: 'State', cell: (row) => <Badge value={text(row['sync_state'])} /> },
    { label: 'Processed', cell: (row) => `${text(row['processed'])} of ${text(row['items'])}` },
    { label: 'AWB', cell: (row) => text(row['awb_number']) },
    {
      label: 'Acknowledgement',
      cell: (row, store) =>
        row['delivery_id'] !== null && (
          <PageLink store={store} to={`deliveries/${text(row['delivery_id'])}`} label="delivery" />
        ),
    },
    { label: 'Announced', cell: (row) => <Moment at={row['created_at']} /> },
    { label: 'Changed', cell: (row) => <Moment at={row['updated_at']} /> },
  ],
};
