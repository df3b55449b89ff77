import { actorInWords, eventTitle } from '../../words/kinds.js';
import { Age, Count, Moment, PageLink, text } from '../views/cells.js';
import { listed } from './listed.read-model.js';
import { listWaitingEvents } from './events.read-model.js';
import { ID_CURSOR, SPAN, type Listing } from './listing.js';

export const events: Listing = {
  title: 'Waiting events',
  about:
    'Couriers’ events whose order is not known here. They are looked for again by themselves; a parcel that is registered takes its events at once.',
  empty: 'An event comes here when it names no order that is known.',
  filters: [
    { name: 'source', label: 'Source' },
    { name: 'name', label: 'Named' },
    { name: 'reason', label: 'Reason contains' },
    ...SPAN,
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  ...listed(listWaitingEvents),
  columns: [
    {
      label: 'Event',
      main: true,
      cell: (row, store) => {
        const type = text(row['type']);
        const label = type === '' ? 'Event without a type' : eventTitle(type);
        return (
          <>
            <PageLink store={store} to={`events/${text(row['id'])}`} label={label} />
            <small class="mono">{type}</small>
          </>
        );
      },
    },
    { label: 'Names', cell: (row) => ((row['names'] as string[] | null) ?? []).join(', ') },
    { label: 'Why it waits', full: true, cell: (row) => text(row['reason']) },
    { label: 'From', cell: (row) => actorInWords(text(row['source'])) },
    { label: 'Waits', numeric: true, cell: (row) => <Age since={row['received_at']} /> },
    { label: 'Came again', numeric: true, least: 3, cell: (row) => <Count of={row['repeats']} /> },
    { label: 'Looks', numeric: true, least: 3, cell: (row) => <Count of={row['looks']} /> },
    { label: 'Next look', numeric: true, least: 2, cell: (row) => <Moment at={row['look_at']} /> },
  ],
  action: 'dismiss',
};
