import { Count, Moment, text } from '../views/cells.js';
import { ID_CURSOR, SPAN, type Listing } from './listing.js';
import { listed } from './listed.read-model.js';
import { listParked } from './parked.read-model.js';

export const parked: Listing = {
  title: 'Parked orders',
  about:
    'Orders that Magento cannot deliver, or that make no sense. They are tried again by themselves until they come; somebody has to correct them in Magento. Where Magento shows another order under the code of a known one, somebody has to say which it is: npm run cli -- decide.',
  empty: 'Every order that Magento lists could be taken in.',
  filters: [{ name: 'reason', label: 'Reason contains' }, ...SPAN],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['entity_id']),
  ...listed(listParked),
  columns: [
    { label: 'Order code', main: true, cell: (row) => <b>{text(row['entity_id'])}</b> },
    { label: 'Why', full: true, cell: (row) => text(row['reason']) },
    { label: 'Tries', numeric: true, cell: (row) => <Count of={row['tries']} /> },
    { label: 'Parked', numeric: true, cell: (row) => <Moment at={row['parked_at']} /> },
    { label: 'Next try', numeric: true, cell: (row) => <Moment at={row['next_try_at']} /> },
  ],
};
