import { rowsOf } from '../../platform/database/data-source.js';
import { Badge, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

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
  rows: (manager, storeId, { filter, after, limit }) =>
    rowsOf<Row>(
      manager,
      `SELECT r.id, r.return_order_code, r.order_type, r.awb_number, r.sync_state, r.delivery_id, r.created_at,
         r.updated_at, o.entity_id,
         (SELECT count(*) FROM return_item i WHERE i.return_order_id = r.id) AS items,
         (SELECT count(*) FROM return_item i WHERE i.return_order_id = r.id AND i.state = 'PROCESSED') AS processed
       FROM return_order r JOIN "order" o ON o.id = r.order_id
       WHERE r.store_id = $1 AND ($2::bigint IS NULL OR r.id < $2::bigint)
         AND ($3::text IS NULL OR r.sync_state = $3) AND ($4::text IS NULL OR r.awb_number = $4)
       ORDER BY r.id DESC LIMIT ${limit}`,
      [storeId, after[0], filter['syncState'] ?? null, filter['awbNumber'] ?? null],
    ),
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
