import { rowsOf } from '../../platform/database/data-source.js';
import { DifferenceKind, severityOf } from '../../reconciliation/reconciliation.types.js';
import { Badge, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

export const differences: Listing = {
  title: 'Differences',
  about:
    'Where our copy and Magento differed. Ours is repaired at once; for Magento the reason says what to do.',
  filters: [
    { name: 'kind', label: 'Kind', options: Object.values(DifferenceKind) },
    { name: 'state', label: 'State', options: ['REPAIRED', 'OPEN'] },
    { name: 'reconciliation', label: 'Comparison' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: (manager, storeId, { filter, after, limit }) =>
    rowsOf<Row>(
      manager,
      `SELECT d.id, d.order_code, d.kind, d.reason, d.repaired, r.started_at, r.requested_by
       FROM difference d JOIN reconciliation r ON r.id = d.reconciliation_id
       WHERE r.store_id = $1 AND ($2::bigint IS NULL OR d.id < $2::bigint) AND ($3::text IS NULL OR d.kind = $3)
         AND ($4::text IS NULL OR d.repaired = ($4 = 'REPAIRED')) AND ($5::text IS NULL OR r.id::text = $5) ORDER BY d.id DESC LIMIT ${limit}`,
      [storeId, after[0], filter['kind'] ?? null, filter['state'] ?? null, filter['reconciliation'] ?? null],
    ),
  columns: [
    { label: 'Order', cell: (row, store) => <OrderLink store={store} code={text(row['order_code'])} /> },
    {
      label: 'Kind',
      cell: (row, store) => (
        <PageLink store={store} to={`differences/${text(row['id'])}`} label={text(row['kind'])} />
      ),
    },
    {
      label: 'Severity',
      cell: (row) => (
        <Badge
          value={severityOf({ kind: row['kind'] as DifferenceKind, repaired: row['repaired'] === true })}
        />
      ),
    },
    { label: 'What to do', cell: (row) => text(row['reason']) },
    { label: 'Repaired', cell: (row) => (row['repaired'] === true ? 'yes' : 'no') },
    { label: 'Compared', cell: (row) => <Moment at={row['started_at']} /> },
    { label: 'Asked by', cell: (row) => text(row['requested_by']) },
  ],
};
