import { address, Badge, Moment, PageLink, text } from '../views/cells.js';
import { type Listing, TIME_CURSOR } from './listing.js';
import { listReconciliations } from './reconciliations.read-model.js';

export const reconciliations: Listing = {
  title: 'Reconciliation',
  about:
    'Comparisons of our copy with Magento: every night for seven days, and on demand. Ours is repaired at once.',
  filters: [{ name: 'state', label: 'State', options: ['RUNNING', 'DONE', 'FAILED'] }],
  cursor: TIME_CURSOR,
  cursorOf: (row) => row['cursor'] as string,
  rows: listReconciliations,
  columns: [
    {
      label: 'Begun',
      cell: (row, store) => (
        <a href={address(`reconciliations/${text(row['id'])}`, store)}>
          <Moment at={row['started_at']} />
        </a>
      ),
    },
    { label: 'State', cell: (row) => <Badge value={text(row['state'])} /> },
    { label: 'Orders from', cell: (row) => <Moment at={row['created_from']} /> },
    { label: 'To', cell: (row) => <Moment at={row['created_to']} /> },
    { label: 'In Magento', numeric: true, cell: (row) => text(row['orders_magento']) },
    { label: 'Here', numeric: true, cell: (row) => text(row['orders_here']) },
    {
      label: 'Differences',
      numeric: true,
      cell: (row, store) => (
        <PageLink
          store={store}
          to="differences"
          label={text(row['differences'])}
          more={{ reconciliation: text(row['id']) }}
        />
      ),
    },
    { label: 'Repaired', numeric: true, cell: (row) => text(row['repaired']) },
    { label: 'Why', cell: (row) => text(row['error_message']) },
    { label: 'Asked by', cell: (row) => text(row['requested_by']) },
  ],
  action: 'compare',
};
