import { STREAM_NAMES } from '../../sync/streams.js';
import { streamInWords } from '../../words/kinds.js';
import { reasonInWords } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import { Count, Moment, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { ID_CURSOR, SPAN, type Listing, type Row } from './listing.js';
import { listed } from './listed.read-model.js';
import { listRuns } from './runs.read-model.js';

export const runs: Listing = {
  title: 'Reads from Magento',
  about: 'What each read brought, what it left out, and why it brought nothing.',
  empty: 'The first read begins within a minute after a store is connected.',
  views: [
    { label: 'Failed', filter: { state: 'FAILED' } },
    { label: 'Under way', filter: { state: 'RUNNING' } },
  ],
  filters: [
    { name: 'stream', label: 'What', options: STREAM_NAMES, inWords: streamInWords },
    {
      name: 'state',
      label: 'State',
      options: ['RUNNING', 'DONE', 'FAILED', 'ABANDONED'],
      inWords: (state) => stateInWords('read', state).word,
    },
    ...SPAN,
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  ...listed(listRuns),
  columns: [
    { label: 'What', main: true, cell: (row) => <b>{streamInWords(text(row['stream']))}</b> },
    { label: 'State', full: true, cell: stateOf },
    { label: 'Began', numeric: true, cell: (row) => <Moment at={row['started_at']} /> },
    { label: 'From', numeric: true, least: 3, cell: (row) => <Moment at={row['window_from']} /> },
    { label: 'To', numeric: true, least: 3, cell: (row) => <Moment at={row['window_to']} /> },
    { label: 'Pages', numeric: true, least: 3, cell: (row) => <Count of={row['pages']} /> },
    { label: 'Seen', numeric: true, cell: (row) => <Count of={row['seen']} /> },
    { label: 'New', numeric: true, cell: (row) => <Count of={row['new']} /> },
    { label: 'Changed', numeric: true, cell: (row) => <Count of={row['changed']} /> },
    { label: 'Left out', least: 2, cell: (row) => skipped(row['skipped']) },
  ],
};

function stateOf(row: Row) {
  const code = text(row['error_code']);
  const words = [code !== '' && reasonInWords(code), text(row['error_message'])].filter(Boolean).join(': ');
  return (
    <>
      <span class="row" title={code}>
        <Badge of="read" value={text(row['state'])} />
      </span>
      <small>{text(row['explanation']) || words}</small>
    </>
  );
}

function skipped(reasons: unknown): string {
  return Object.entries(reasons as Record<string, number>)
    .map(([reason, count]) => `${count}: ${reasonInWords(reason)}`)
    .join(', ');
}
