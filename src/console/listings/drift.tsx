import { inWords, reasonInWords, reasonOf } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import { Moment, Quantity, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';
import { listed } from './listed.read-model.js';
import { listDrift } from './drift.read-model.js';

export const drift: Listing = {
  title: 'Stock',
  about:
    'Stock that Magento did not take, that waits, or of which what Increff says, what we wrote and what Magento shows are not the same.',
  empty: 'All stock is in step: what Increff says, what we wrote and what Magento shows are the same.',
  views: [
    { label: 'Not taken', filter: { state: 'FAILED' } },
    { label: 'Waits', filter: { state: 'PENDING' } },
    { label: 'Differs', filter: { state: 'PUSHED' } },
  ],
  filters: [
    {
      name: 'state',
      label: 'State',
      options: ['FAILED', 'PENDING', 'PUSHED', 'SHADOWED'],
      inWords: (state) => stateInWords('stock', state).word,
    },
    { name: 'sku', label: 'SKU' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  ...listed(listDrift),
  columns: [
    { label: 'SKU', main: true, cell: (row) => <b>{text(row['sku'])}</b> },
    { label: 'State', full: true, cell: stateOf },
    { label: 'Increff says', numeric: true, cell: (row) => <Quantity of={row['quantity']} /> },
    { label: 'Written', numeric: true, cell: (row) => <Quantity of={row['pushed_quantity']} /> },
    { label: 'In Magento', numeric: true, cell: (row) => <Quantity of={row['magento_quantity']} /> },
    { label: 'Source', least: 3, cell: (row) => text(row['source_code']) },
    { label: 'Written at', numeric: true, least: 2, cell: (row) => <Moment at={row['pushed_at']} /> },
    { label: 'Looked at', numeric: true, least: 3, cell: (row) => <Moment at={row['magento_checked_at']} /> },
  ],
  action: 'stock',
};

/** Which of the three quantities stands alone. */
const DIFFERS: Record<string, string> = {
  MAGENTO: 'Magento shows another quantity than was written',
  WANTED: 'Increff says another quantity by now',
  PUSHED: 'Another quantity was written',
  ALL: 'All three differ',
};

function stateOf(row: Row) {
  const code = text(row['error_code']);
  const differs = text(row['differs']);
  return (
    <>
      <span class="row">
        {differs !== '' && row['state'] === 'PUSHED' ? (
          <span class="muted">{DIFFERS[differs] ?? inWords(differs)}</span>
        ) : (
          <Badge of="stock" value={text(row['state'])} />
        )}
        {code !== '' && (
          <span class="muted" title={code}>
            {reasonInWords(code)}
          </span>
        )}
      </span>
      <small>{text(row['error_message']) || reasonOf(code)?.then}</small>
    </>
  );
}
