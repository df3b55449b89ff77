import { DifferenceKind, severityOf } from '../../reconciliation/reconciliation.types.js';
import { actorInWords, differenceInWords } from '../../words/kinds.js';
import { stateInWords } from '../words/states.js';
import { Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { ID_CURSOR, SPAN, type Listing } from './listing.js';
import { listed } from './listed.read-model.js';
import { listDifferences } from './differences.read-model.js';

export const differences: Listing = {
  title: 'Differences',
  about:
    'Where our copy and Magento differed. Ours is put right at once; for Magento the reason says what to do.',
  empty: 'What a comparison with Magento finds comes here.',
  views: [
    { label: 'Open', filter: { state: 'OPEN' } },
    { label: 'Put right', filter: { state: 'REPAIRED' } },
  ],
  filters: [
    { name: 'kind', label: 'Kind', options: Object.values(DifferenceKind), inWords: differenceInWords },
    {
      name: 'state',
      label: 'State',
      options: ['REPAIRED', 'OPEN'],
      inWords: (state) => stateInWords('repair', state).word,
    },
    { name: 'reconciliation', label: 'Comparison' },
    ...SPAN,
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  ...listed(listDifferences),
  columns: [
    {
      label: 'What',
      main: true,
      cell: (row, store) => (
        <PageLink
          store={store}
          to={`differences/${text(row['id'])}`}
          label={differenceInWords(text(row['kind']))}
        />
      ),
    },
    {
      label: 'Order code',
      cell: (row, store) => <OrderLink store={store} code={text(row['order_code'])} />,
    },
    {
      label: 'How grave',
      cell: (row) => (
        <Badge
          of="severity"
          value={severityOf({ kind: row['kind'] as DifferenceKind, repaired: row['repaired'] === true })}
        />
      ),
    },
    { label: 'What to do', full: true, cell: (row) => text(row['reason']) },
    { label: 'Compared', numeric: true, cell: (row) => <Moment at={row['started_at']} /> },
    { label: 'Asked by', least: 3, cell: (row) => actorInWords(text(row['requested_by'])) },
  ],
};
