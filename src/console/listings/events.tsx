import { Age, Moment, PageLink, text } from '../views/cells.js';
import { listWaitingEvents } from './events.read-model.js';
import { ID_CURSOR, type Listing } from './listing.js';

export const events: Listing = {
  title: 'Waiting events',
  about:
    "Couriers' events whose order is not known here. They are looked for again by themselves; a parcel that is registered takes its events at once.",
  filters: [
    { name: 'source', label: 'Source' },
    { name: 'name', label: 'Named' },
    { name: 'reason', label: 'Reason contains' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: listWaitingEvents,
  columns: [
    {
      label: 'Event',
      cell: (row, store) => (
        <PageLink store={store} to={`events/${text(row['id'])}`} label={text(row['type']) || 'event'} />
      ),
    },
    { label: 'Source', cell: (row) => text(row['source']) },
    { label: 'Names', cell: (row) => ((row['names'] as string[] | null) ?? []).join(', ') },
    { label: 'Why it waits', cell: (row) => text(row['reason']) },
    { label: 'Waits for', numeric: true, cell: (row) => <Age since={row['received_at']} /> },
    { label: 'Repeats', numeric: true, cell: (row) => text(row['repeats']) },
    { label: 'Looks', numeric: true, cell: (row) => text(row['looks']) },
    { label: 'Next look', cell: (row) => <Moment at={row['look_at']} /> },
    { label: 'Received', cell: (row) => <Moment at={row['received_at']} /> },
  ],
  action: 'dismiss',
};
