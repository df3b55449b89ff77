import { Badge, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { type Listing, TIME_CURSOR } from './listing.js';
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
  title: 'Operations',
  about: 'Writes to Magento, and what became of each.',
  filters: [
    {
      name: 'outcome',
      label: 'State or outcome',
      options: [...OUTCOMES, ...STATES, UNDER_WAY, REFUSED_OR_FAILED, LEFT_UNDONE_FILTER, NEEDS_PERSON],
    },
    {
      name: 'kind',
      label: 'Kind',
      options: [
        'ACKNOWLEDGE',
        'CANCEL',
        'INVOICE',
        'SHIPMENT',
        'HANDOVER',
        'TRACK',
        'REMOVE_TRACK',
        'REPACK',
        'VOID',
        'REFUND',
      ],
    },
  ],
  cursor: TIME_CURSOR,
  cursorOf: (row) => row['cursor'] as string,
  rows: listOperations,
  columns: [
    {
      label: 'Operation',
      cell: (row, store) => (
        <PageLink store={store} to={`operations/${text(row['id'])}`} label={text(row['kind'])} />
      ),
    },
    { label: 'Order', cell: (row, store) => <OrderLink store={store} code={text(row['entity_id'])} /> },
    { label: 'State or outcome', cell: (row) => <Badge value={text(row['outcome'])} /> },
    { label: 'Detail', cell: (row) => text(row['detail']) || text(row['error_code']) },
    { label: 'Attempts', numeric: true, cell: (row) => text(row['attempts']) },
    { label: 'Asked by', cell: (row) => text(row['requested_by']) },
    { label: 'Accepted', cell: (row) => <Moment at={row['created_at']} /> },
    { label: 'Settled', cell: (row) => <Moment at={row['settled_at']} /> },
  ],
  action: 'waiting',
};
