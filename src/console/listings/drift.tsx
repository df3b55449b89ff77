import { rowsOf } from '../../platform/database/data-source.js';
import { Badge, Moment, text } from '../views/cells.js';
import { DIFFERS } from '../../inventory/inventory.types.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

export const drift: Listing = {
  title: 'Inventory drift',
  about:
    'Stock that could not be written, that waits, or of which what Increff says, what we wrote and what Magento shows are not the same.',
  filters: [
    { name: 'state', label: 'State', options: ['FAILED', 'PENDING', 'PUSHED'] },
    { name: 'sku', label: 'SKU' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: (manager, storeId, { filter, after, limit }) =>
    rowsOf<Row>(
      manager,
      `SELECT l.id, l.sku, l.source_code, l.quantity, l.pushed_quantity, l.magento_quantity, l.state, l.error_code,
         l.error_message, l.pushed_at, l.magento_checked_at, ${DIFFERS} AS differs
       FROM inventory_level l JOIN store s ON s.id = l.store_id
       WHERE l.store_id = $1 AND ($2::bigint IS NULL OR l.id < $2::bigint)
         AND ($3::text IS NULL OR l.state = $3) AND ($4::text IS NULL OR lower(l.sku) = lower($4))
         AND (l.state <> 'PUSHED' OR ${DIFFERS} IS NOT NULL)
       ORDER BY l.id DESC LIMIT ${limit}`,
      [storeId, after[0], filter['state'] ?? null, filter['sku'] ?? null],
    ),
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
