import { rowsOf } from '../../platform/database/data-source.js';
import { Badge, Moment, OrderLink, text } from '../views/cells.js';
import { type Listing, type Row, TIME_CURSOR } from './listing.js';

/** A SKU may be in every order; the newest of them are enough for a person. */
const MOST_FOUND = 200;

/** Each branch asks one index. An e-mail address is looked up by its hash, and a hash may be given itself. */
const FOUND = `(
  SELECT id FROM "order" WHERE store_id = $1 AND $4 ~ '^-?[0-9]{1,18}$' AND entity_id = CASE WHEN $4 ~ '^-?[0-9]{1,18}$' THEN $4::bigint END
  UNION SELECT id FROM "order" WHERE store_id = $1 AND entity_id < 0 AND former_entity_id = CASE WHEN $4 ~ '^[0-9]{1,18}$' THEN $4::bigint END
  UNION SELECT id FROM "order" WHERE store_id = $1 AND increment_id = $4
  UNION SELECT s.order_id FROM shipment_track t JOIN shipment s ON s.id = t.shipment_id WHERE t.track_number = $4
  UNION SELECT order_id FROM return_order WHERE store_id = $1 AND awb_number = $4
  UNION (SELECT i.order_id FROM order_item i JOIN "order" o ON o.id = i.order_id AND o.store_id = $1
    WHERE i.sku = $4 ORDER BY i.order_id DESC LIMIT ${MOST_FOUND})
  UNION (SELECT id FROM "order" WHERE store_id = $1
    AND md5(lower(billing_address ->> 'email')) = CASE WHEN $4 ~ '^[0-9a-f]{32}$' THEN $4 ELSE md5(lower($4)) END
    LIMIT ${MOST_FOUND}))`;

const SELECT = `SELECT o.entity_id, o.increment_id, o.status, o.sync_state, o.sync_reason, o.grand_total, o.currency,
  o.magento_created_at, o.first_seen_at, o.acknowledged_at, o.magento_created_at::text || '|' || o.entity_id AS cursor
  FROM "order" o`;

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
  rows(manager, storeId, { filter, after, limit }) {
    const values: unknown[] = [storeId, ...after];
    const where = [
      'o.store_id = $1',
      '($2::timestamptz IS NULL OR (o.magento_created_at, o.entity_id) < ($2::timestamptz, $3::bigint))',
    ];
    if (filter['q']) {
      values.push(filter['q']);
      where.push(`o.id IN ${FOUND}`);
    }
    // A literal of the fixed list: only so can the planner use the partial index.
    if (filter['syncState']) where.push(`o.sync_state = '${filter['syncState']}'`);
    if (filter['syncReason']) {
      values.push(filter['syncReason']);
      where.push(`o.sync_reason = $${values.length}`);
    }
    if (filter['status']) {
      values.push(filter['status']);
      where.push(`o.status = $${values.length}`);
    }
    return rowsOf<Row>(
      manager,
      `${SELECT} WHERE ${where.join(' AND ')} ORDER BY o.magento_created_at DESC, o.entity_id DESC LIMIT ${limit}`,
      values,
    );
  },
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
