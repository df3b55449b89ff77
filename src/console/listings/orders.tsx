import { Badge, Moment, OrderLink, text } from '../views/cells.js';
import { type Listing, TIME_CURSOR } from './listing.js';
import { listOrders, MOST_FOUND } from './orders.read-model.js';

export const orders: Listing = {
  title: 'Orders',
  about: `Newest first. The search takes an order code, increment id, AWB, SKU, e-mail address or its MD5 hash; of a SKU the ${MOST_FOUND} newest orders are shown. An order with a negative code is the history of one in whose place Magento holds another (replaced_in_magento).`,
  filters: [
    { name: 'q', label: 'Search' },
    {
      name: 'syncState',
      label: 'Sync state',
      options: ['NEW', 'ACKNOWLEDGED', 'CANCELLED', 'HELD', 'WAITING', 'IGNORED'],
    },
    { name: 'syncReason', label: 'Reason' },
    { name: 'status', label: 'Magento status' },
  ],
  action: 'release',
  cursor: TIME_CURSOR,
  cursorOf: (row) => row['cursor'] as string,
  rows: listOrders,
  columns: [
    { label: 'Order', cell: (row, store) => <OrderLink store={store} code={text(row['entity_id'])} /> },
    { label: 'Increment id', cell: (row) => text(row['increment_id']) },
    { label: 'Magento status', cell: (row) => text(row['status']) },
    {
      label: 'Sync state',
      cell: (row) => (
        <>
          <Badge value={text(row['sync_state'])} /> {text(row['sync_reason'])}
        </>
      ),
    },
    { label: 'Total', numeric: true, cell: (row) => `${text(row['grand_total'])} ${text(row['currency'])}` },
    { label: 'Ordered', cell: (row) => <Moment at={row['magento_created_at']} /> },
    { label: 'Acknowledged', cell: (row) => <Moment at={row['acknowledged_at']} /> },
  ],
};
