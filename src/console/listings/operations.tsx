import { actorInWords, WRITE_KINDS, writeName } from '../../words/kinds.js';
import { reasonInWords } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import { Count, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { SPAN, type Listing, type Row, TIME_CURSOR } from './listing.js';
import { listed } from './listed.read-model.js';
import {
  LEFT_UNDONE_FILTER,
  listOperations,
  NEEDS_PERSON,
  OUTCOMES,
  REFUSED_OR_FAILED,
  UNDER_WAY,
} from './operations.read-model.js';

const STATES = ['PENDING', 'RUNNING', 'UNKNOWN', 'FAILED'];

export const operations: Listing = {
  title: 'Writes to Magento',
  about: 'What the bridge was asked to do in Magento, and what became of it.',
  empty: 'A write comes here when Increff acknowledges, invoices, ships or cancels an order.',
  views: [
    { label: 'Under way', filter: { outcome: UNDER_WAY } },
    { label: 'Not certain', filter: { outcome: 'UNKNOWN' } },
    { label: 'Need a person', filter: { outcome: NEEDS_PERSON } },
    { label: 'Refused or failed', filter: { outcome: REFUSED_OR_FAILED } },
  ],
  filters: [
    {
      name: 'outcome',
      label: 'State or outcome',
      options: [...OUTCOMES, ...STATES, UNDER_WAY, REFUSED_OR_FAILED, LEFT_UNDONE_FILTER, NEEDS_PERSON],
      inWords: (code) => stateInWords('write', code).word,
    },
    { name: 'kind', label: 'Kind', options: WRITE_KINDS, inWords: writeName },
    ...SPAN,
  ],
  cursor: TIME_CURSOR,
  cursorOf: (row) => row['cursor'] as string,
  ...listed(listOperations),
  columns: [
    {
      label: 'Write',
      main: true,
      cell: (row, store) => (
        <PageLink store={store} to={`operations/${text(row['id'])}`} label={writeName(text(row['kind']))} />
      ),
    },
    {
      label: 'Order',
      cell: (row, store) => (
        <OrderLink store={store} code={text(row['entity_id'])} label={text(row['increment_id'])} />
      ),
    },
    { label: 'What became of it', full: true, cell: outcomeOf },
    { label: 'Tries', numeric: true, least: 3, cell: (row) => <Count of={row['attempts']} /> },
    { label: 'Asked by', least: 2, cell: (row) => actorInWords(text(row['requested_by'])) },
    { label: 'Asked', numeric: true, cell: (row) => <Moment at={row['created_at']} /> },
    { label: 'Done', numeric: true, least: 2, cell: (row) => <Moment at={row['settled_at']} /> },
  ],
  action: 'waiting',
};

function outcomeOf(row: Row) {
  const code = text(row['error_code']);
  return (
    <span class="row">
      <Badge of="write" value={text(row['outcome'])} />
      <span class="muted" title={code}>
        {text(row['detail']) || (code !== '' && reasonInWords(code))}
      </span>
    </span>
  );
}
