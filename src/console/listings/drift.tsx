import { rowsOf } from '../../platform/database/data-source.js';
import { Badge, Moment, text } from '../views/cells.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

export const drift: Listing = {
  title: 'Inventory drift',
  about: 'Stock that could not be written, that waits, or that Magento has otherwise than we wrote it.',
  filters: [
    { name: 'state', label: 'State', options: ['FAILED', 'PENDING', 'PUSHED'] },
    { name: 'sku', label: 'SKU' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: (manager, storeId, { filter, after, limit }) =>
    rowsOf<Row>(
      manager,
      `SELECT id, sku, source_code, quantity, pushed_quantity, magento_quantity, state, error_code, error_message,
         pushed_at, magento_checked_at
       FROM inventory_level WHERE store_id = $1 AND ($2::bigint IS NULL OR id < $2::bigint)
         AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR lower(sku) = lower($4))
         AND (state <> 'PUSHED' OR (magento_checked_at > pushed_at AND magento_quantity IS DISTINCT FROM pushed_quantity))
       ORDER BY id DESC LIMIT ${limit}`,
      [storeId, after[0], filter['state'] ?? null, filter['sku'] ?? null],
    ),
  columns: [
    { label: 'SKU', cell: (row) => text(row['sku']) },
    { label: 'Source', cell: (row) => text(row['source_code']) },
    { label: 'Increff says', numeric: true, cell: (row) => text(row['quantity']) },
    { label: 'Written', numeric: true, cell: (row) => text(row['pushed_quantity']) },
    { label: 'In Magento', numeric: true, cell: (row) => text(row['magento_quantity']) },
    { label: 'State', cell: (row) => <Badge value={text(row['state'])} /> },
    { label: 'Why', cell: (row) => text(row['error_message']) || text(row['error_code']) },
    { label: 'Written at', cell: (row) => <Moment at={row['pushed_at']} /> },
    { label: 'Looked at', cell: (row) => <Moment at={row['magento_checked_at']} /> },
  ],
  action: 'stock',
};
