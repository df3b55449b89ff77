import { INCREFF } from '../../increff/increff.endpoint.js';
import { NOTIFICATION } from '../../notifications/notification.endpoint.js';
import { RETURN_ACK } from '../../returns/return-ack.endpoint.js';
import { endpointInWords, eventTitle } from '../../words/kinds.js';
import { stateInWords } from '../words/states.js';
import { Count, Moment, NextTry, PageLink, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { ID_CURSOR, SPAN, type Listing, type Row } from './listing.js';
import { listed } from './listed.read-model.js';
import { listDeliveries } from './deliveries.read-model.js';

export const deliveries: Listing = {
  title: 'Deliveries',
  about: 'What the bridge sends on: to the merchant, and to Increff.',
  empty: 'A delivery comes here when a courier reports, a return is checked, or an order goes to Increff.',
  views: [
    { label: 'On their way', filter: { state: 'PENDING' } },
    { label: 'Given up', filter: { state: 'DEAD' } },
    { label: 'Arrived', filter: { state: 'DELIVERED' } },
  ],
  filters: [
    {
      name: 'state',
      label: 'State',
      options: ['PENDING', 'DELIVERED', 'DEAD', 'TEST', 'SHADOWED'],
      inWords: (state) => stateInWords('delivery', state).word,
    },
    {
      name: 'kind',
      label: 'To',
      options: [NOTIFICATION, RETURN_ACK, INCREFF].map(({ kind }) => kind),
      inWords: endpointInWords,
    },
    { name: 'orderCode', label: 'Order code' },
    ...SPAN,
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['seq']),
  ...listed(listDeliveries),
  columns: [
    {
      label: 'What',
      main: true,
      cell: (row, store) => {
        const type = text(row['event_type']);
        return (
          <>
            <PageLink store={store} to={`deliveries/${text(row['id'])}`} label={eventTitle(type)} />
            <small class="mono">{type}</small>
          </>
        );
      },
    },
    { label: 'Order code', cell: (row) => text(row['order_code']) },
    { label: 'State', full: true, cell: stateOf },
    { label: 'To', least: 2, cell: (row) => endpointInWords(text(row['kind'])) },
    { label: 'Tries', numeric: true, least: 3, cell: (row) => <Count of={row['attempts']} /> },
    {
      label: 'Next try',
      numeric: true,
      cell: (row) => row['state'] === 'PENDING' && <NextTry of={row['state']} at={row['next_attempt_at']} />,
    },
    { label: 'Accepted', numeric: true, cell: (row) => <Moment at={row['created_at']} /> },
    { label: 'Done', numeric: true, least: 3, cell: (row) => <Moment at={row['settled_at']} /> },
  ],
  action: 'replay',
};

function stateOf(row: Row) {
  const error = text(row['last_error']);
  return (
    <span class="row">
      <Badge of="delivery" value={text(row['state'])} />
      {error !== '' && <span class="muted">{error}</span>}
    </span>
  );
}
