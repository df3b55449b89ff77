import { actorInWords, counted } from '../../words/kinds.js';
import { stateInWords } from '../words/states.js';
import { address, Count, Moment, PageLink, Quantity, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { SPAN, type Listing, TIME_CURSOR } from './listing.js';
import { listed } from './listed.read-model.js';
import { listReconciliations } from './reconciliations.read-model.js';

export const reconciliations: Listing = {
  title: 'Comparisons',
  about: 'Of our copy with Magento: every night for seven days, and on demand. Ours is put right at once.',
  empty: 'The first comparison is made in the night.',
  filters: [
    {
      name: 'state',
      label: 'State',
      options: ['RUNNING', 'DONE', 'FAILED'],
      inWords: (state) => stateInWords('comparison', state).word,
    },
    ...SPAN,
  ],
  cursor: TIME_CURSOR,
  cursorOf: (row) => row['cursor'] as string,
  ...listed(listReconciliations),
  columns: [
    {
      label: 'Begun',
      main: true,
      cell: (row, store) => (
        <a href={address(`reconciliations/${text(row['id'])}`, store)}>
          <Moment at={row['started_at']} />
        </a>
      ),
    },
    {
      label: 'State',
      full: true,
      cell: (row) => (
        <span class="row">
          <Badge of="comparison" value={text(row['state'])} />
          <span class="muted">{text(row['error_message'])}</span>
        </span>
      ),
    },
    { label: 'Orders from', numeric: true, least: 2, cell: (row) => <Moment at={row['created_from']} /> },
    { label: 'To', numeric: true, least: 2, cell: (row) => <Moment at={row['created_to']} /> },
    { label: 'In Magento', numeric: true, cell: (row) => <Quantity of={row['orders_magento']} /> },
    { label: 'Here', numeric: true, cell: (row) => <Quantity of={row['orders_here']} /> },
    {
      label: 'Differences',
      numeric: true,
      cell: (row, store) =>
        Number(row['differences']) > 0 && (
          <PageLink
            store={store}
            to="differences"
            label={counted(Number(row['differences']), 'difference')}
            more={{ reconciliation: text(row['id']) }}
          />
        ),
    },
    { label: 'Put right', numeric: true, cell: (row) => <Count of={row['repaired']} /> },
    { label: 'Asked by', least: 3, cell: (row) => actorInWords(text(row['requested_by'])) },
  ],
  action: 'compare',
};
