import { DifferenceKind, severityOf } from '../../reconciliation/reconciliation.types.js';
import { Badge, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { ID_CURSOR, type Listing } from './listing.js';
import { listDifferences } from './differences.read-model.js';

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
  rows: listDifferences,
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
