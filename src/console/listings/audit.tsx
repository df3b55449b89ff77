import { listAudit } from '../../audit/audit.repository.js';
import { personNames } from '../people/people.repository.js';
import { Id, Moment, named, text } from '../views/cells.js';
import { Badge } from '../views/pill.js';
import { stateInWords } from '../words/states.js';
import { BeforeAndAfter } from './audit-changes.js';
import { ID_CURSOR, SPAN, type Listing } from './listing.js';

/** The audit log of all stores; for auditors and administrators. */
export const audit: Listing = {
  title: 'Audit log',
  about:
    'Who did what: sign-ins, changes with what was before and after, and reading of personal data. An action may end with *.',
  empty: 'Sign-ins, changes and the reading of personal data come here.',
  views: [
    { label: 'Failed', filter: { result: 'failed' } },
    { label: 'Refused', filter: { result: 'refused' } },
  ],
  filters: [
    { name: 'actor', label: 'Actor' },
    { name: 'action', label: 'Action' },
    { name: 'subject', label: 'Subject' },
    { name: 'storeCode', label: 'Store' },
    {
      name: 'result',
      label: 'Result',
      options: ['ok', 'failed', 'refused'],
      inWords: (result) => stateInWords('result', result).word,
    },
    { name: 'requestId', label: 'Request' },
    ...SPAN,
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['position']),
  rows: async (manager, _storeId, { filter, after, span: [from, to], limit }) => {
    const rows = await listAudit(manager, { ...filter, from, to }, limit, after[0]);
    const names = await personNames(
      manager,
      rows.map(({ actor }) => actor),
    );
    return rows.map((row) => ({ ...row, actorName: names.get(row.actor) }));
  },
  columns: [
    { label: 'Action', main: true, cell: (row) => <b>{text(row['action'])}</b> },
    { label: 'Actor', cell: (row) => named(row['actor'], row['actorName']) },
    { label: 'Subject', cell: (row) => text(row['subject']) },
    { label: 'Store', least: 3, cell: (row) => text(row['storeCode']) },
    { label: 'Result', cell: (row) => <Badge of="result" value={text(row['result'])} /> },
    {
      label: 'Before and after',
      full: true,
      cell: (row) => <BeforeAndAfter before={row['before']} after={row['after']} />,
    },
    {
      label: 'Request',
      least: 3,
      cell: (row) => (
        <>
          <Id of={row['requestId']} what="request id" />
          <small>{text(row['address'])}</small>
        </>
      ),
    },
    { label: 'When', numeric: true, cell: (row) => <Moment at={row['at']} /> },
  ],
};
