import { Badge, Moment, text } from '../views/cells.js';
import { ID_CURSOR, type Listing } from './listing.js';
import { listDrift } from './drift.read-model.js';

export const drift: Listing = {
  title: 'Inventory drift',
  about:
    'Stock that could not be written, that waits, or of which what Increff says, what we wrote and what Magento shows are not the same.',
  filters: [
    { name: 'state', label: 'State', options: ['FAILED', 'PENDING', 'PUSHED', 'SHADOWED'] },
    { name: 'sku', label: 'SKU' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: listDrift,
  columns: [
    { label: 'SKU', cell: (row) => text(row['sku']) },
    { label: 'Source', cell: (row) => text(row['source_code']) },
    { label: 'Increff says', numeric: true, cell: (row) => text(row['quantity']) },
    { label: 'Written', numeric: true, cell: (row) => text(row['pushed_quantity']) },
    { label: 'In Magento', numeric: true, cell: (row) => text(row['magento_quantity']) },
    { label: 'State', cell: (row) => <Badge value={text(row['state'])} /> },
    { label: 'Differs', cell: (row) => text(row['differs']) },
    { label: 'Code', cell: (row) => text(row['error_code']) },
    { label: 'Why', cell: (row) => text(row['error_message']) },
    { label: 'Written at', cell: (row) => <Moment at={row['pushed_at']} /> },
    { label: 'Looked at', cell: (row) => <Moment at={row['magento_checked_at']} /> },
  ],
  action: 'stock',
};
