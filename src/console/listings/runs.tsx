import { STREAM_NAMES } from '../../sync/streams.js';
import { Badge, Moment, text } from '../views/cells.js';
import { ID_CURSOR, type Listing } from './listing.js';
import { listRuns } from './runs.read-model.js';

export const runs: Listing = {
  title: 'Sync runs',
  about: 'What each poll of Magento brought, what it skipped and why it brought nothing.',
  filters: [
    {
      name: 'stream',
      label: 'Stream',
      options: [...STREAM_NAMES],
    },
    { name: 'state', label: 'State', options: ['RUNNING', 'DONE', 'FAILED', 'ABANDONED'] },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: listRuns,
  columns: [
    { label: 'Run', numeric: true, cell: (row) => text(row['id']) },
    { label: 'Stream', cell: (row) => text(row['stream']) },
    { label: 'State', cell: (row) => <Badge value={text(row['state'])} /> },
    { label: 'Started', cell: (row) => <Moment at={row['started_at']} /> },
    { label: 'From', cell: (row) => <Moment at={row['window_from']} /> },
    { label: 'To', cell: (row) => <Moment at={row['window_to']} /> },
    { label: 'Pages', numeric: true, cell: (row) => text(row['pages']) },
    { label: 'Seen', numeric: true, cell: (row) => text(row['seen']) },
    { label: 'New', numeric: true, cell: (row) => text(row['new']) },
    { label: 'Changed', numeric: true, cell: (row) => text(row['changed']) },
    { label: 'Skipped', cell: (row) => skipped(row['skipped']) },
    {
      label: 'Explanation',
      cell: (row) =>
        text(row['explanation']) || [text(row['error_code']), text(row['error_message'])].join(' ').trim(),
    },
  ],
};

function skipped(reasons: unknown): string {
  return Object.entries(reasons as Record<string, number>)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}
