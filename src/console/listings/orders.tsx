import { paymentInWords } from '../../words/kinds.js';
import { inWords, reasonInWords } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import { Age, Count, Money, Moment, OrderLink, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { SPAN, type Listing, type Row, TIME_CURSOR } from './listing.js';
import { listed } from './listed.read-model.js';
import { listOrders, MOST_FOUND } from './orders.read-model.js';

const STATES = ['NEW', 'ACKNOWLEDGED', 'CANCELLED', 'HELD', 'WAITING', 'IGNORED'];

export const orders: Listing = {
  title: 'Orders',
  about: `Newest first. Of a SKU the ${MOST_FOUND} newest orders are found. A negative code is the history of an order in whose place Magento holds another.`,
  empty: 'Orders come here as soon as they are placed in Magento.',
  views: [
    { label: 'Not yet acknowledged', filter: { syncState: 'NEW' } },
    { label: 'Held', filter: { syncState: 'HELD' } },
    { label: 'Waits', filter: { syncState: 'WAITING' } },
    { label: 'Cancelled', filter: { syncState: 'CANCELLED' } },
  ],
  filters: [
    { name: 'q', label: 'Search' },
    {
      name: 'syncState',
      label: 'State',
      options: STATES,
      inWords: (state) => stateInWords('order', state).word,
    },
    { name: 'syncReason', label: 'Reason', inWords: reasonInWords },
    { name: 'status', label: 'Magento status' },
    ...SPAN,
  ],
  action: 'release',
  cursor: TIME_CURSOR,
  cursorOf: (row) => row['cursor'] as string,
  ...listed(listOrders, { amount: 'grand_total', by: 'currency' }),
  columns: [
    {
      label: 'Order',
      main: true,
      cell: (row, store) => (
        <OrderLink store={store} code={text(row['entity_id'])} label={text(row['increment_id'])} />
      ),
    },
    { label: 'State', full: true, cell: stateOf },
    { label: 'Items', numeric: true, least: 3, cell: (row) => <Count of={row['items']} /> },
    { label: 'Payment', least: 2, cell: (row) => paymentInWords(text(row['payment_method'])) },
    {
      label: 'Total',
      numeric: true,
      cell: (row) => <Money amount={row['grand_total']} currency={row['currency']} />,
    },
    { label: 'Placed', numeric: true, cell: (row) => <Moment at={row['magento_created_at']} /> },
    {
      label: 'Waits',
      numeric: true,
      cell: (row) => OPEN.has(text(row['sync_state'])) && <Age since={row['first_seen_at']} />,
    },
  ],
};

/** In these an order is not yet where it should be. */
const OPEN = new Set(['NEW', 'HELD', 'WAITING']);

function stateOf(row: Row) {
  const state = text(row['sync_state']);
  const reason = text(row['sync_reason']);
  const status = text(row['status']);
  const why =
    reason === 'status_not_fetched' ? `Magento status is “${inWords(status)}”` : reasonInWords(reason);
  return (
    <span class="row">
      <Badge of="order" value={state} />
      {reason !== '' && (
        <span class="muted" title={reason}>
          {why}
        </span>
      )}
    </span>
  );
}
