import { rowsOf } from '../../platform/database/data-source.js';
import { Moment, text } from '../views/cells.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

export const parked: Listing = {
  title: 'Parked orders',
  about:
    'Orders that Magento cannot deliver, or that make no sense. They are tried again by themselves until they come; somebody has to correct them in Magento. Where Magento shows another order under the code of a known one, somebody has to say which it is: npm run cli -- decide.',
  filters: [{ name: 'reason', label: 'Reason contains' }],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['entity_id']),
  rows: (manager, storeId, { filter, after, limit }) =>
    rowsOf<Row>(
      manager,
      `SELECT entity_id, reason, tries, parked_at, next_try_at FROM parked_order
       WHERE store_id = $1 AND ($2::bigint IS NULL OR entity_id < $2::bigint)
         AND ($3::text IS NULL OR strpos(lower(reason), lower($3)) > 0) ORDER BY entity_id DESC LIMIT ${limit}`,
      [storeId, after[0], filter['reason'] ?? null],
    ),
  columns: [
    { label: 'Order code', numeric: true, cell: (row) => text(row['entity_id']) },
    { label: 'Why', cell: (row) => text(row['reason']) },
    { label: 'Tries', numeric: true, cell: (row) => text(row['tries']) },
    { label: 'Parked', cell: (row) => <Moment at={row['parked_at']} /> },
    { label: 'Next try', cell: (row) => <Moment at={row['next_try_at']} /> },
  ],
};
