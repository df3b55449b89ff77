import { inWords } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import { Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { ID_CURSOR, SPAN, type Listing } from './listing.js';
import { listed } from './listed.read-model.js';
import { listReturns } from './returns.read-model.js';

export const returns: Listing = {
  title: 'Returns',
  about: 'Return orders, and whether their results went to the merchant.',
  empty: 'A return comes here when it is announced.',
  views: [
    { label: 'Announced', filter: { syncState: 'CREATED' } },
    { label: 'Being checked', filter: { syncState: 'IN_PROCESSING' } },
    { label: 'Taken back', filter: { syncState: 'PROCESSED' } },
  ],
  filters: [
    {
      name: 'syncState',
      label: 'State',
      options: ['CREATED', 'IN_PROCESSING', 'PROCESSED', 'CANCELLED'],
      inWords: (state) => stateInWords('return', state).word,
    },
    { name: 'awbNumber', label: 'AWB' },
    ...SPAN,
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  ...listed(listReturns),
  columns: [
    { label: 'Return', main: true, cell: (row) => <b>{text(row['return_order_code'])}</b> },
    {
      label: 'Order',
      cell: (row, store) => (
        <OrderLink store={store} code={text(row['entity_id'])} label={text(row['increment_id'])} />
      ),
    },
    { label: 'State', full: true, cell: (row) => <Badge of="return" value={text(row['sync_state'])} /> },
    { label: 'Kind', least: 2, cell: (row) => inWords(text(row['order_type'])) },
    {
      label: 'Checked',
      numeric: true,
      cell: (row) => `${text(row['processed'])} of ${text(row['items'])}`,
    },
    { label: 'AWB', cell: (row) => text(row['awb_number']) },
    {
      label: 'Result',
      least: 3,
      cell: (row, store) =>
        row['delivery_id'] !== null && (
          <PageLink store={store} to={`deliveries/${text(row['delivery_id'])}`} label="its delivery" />
        ),
    },
    { label: 'Announced', numeric: true, cell: (row) => <Moment at={row['created_at']} /> },
    { label: 'Changed', numeric: true, least: 3, cell: (row) => <Moment at={row['updated_at']} /> },
  ],
};
