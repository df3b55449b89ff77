import { listAudit } from '../../audit/audit.repository.js';
import { BadRequestError } from '../../platform/errors/app-error.js';
import { isInstant } from '../../platform/http/is-instant.js';
import { personNames } from '../people/people.repository.js';
import { Badge, Moment, named, text } from '../views/cells.js';
import { ID_CURSOR, type Listing } from './listing.js';

/** The audit log of all stores; for auditors and administrators. */
export const audit: Listing = {
  title: 'Audit log',
  about:
    'Who did what: sign-ins, changes with what was before and after, and reading of personal data. An action may end with *.',
  filters: [
    { name: 'actor', label: 'Actor' },
    { name: 'action', label: 'Action' },
    { name: 'subject', label: 'Subject' },
    { name: 'storeCode', label: 'Store' },
    { name: 'result', label: 'Result', options: ['ok', 'failed', 'refused'] },
    { name: 'from', label: 'From' },
    { name: 'to', label: 'Before' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['position']),
  rows: async (manager, _storeId, { filter, after, limit }) => {
    const rows = await listAudit(manager, withInstants(filter), limit, after[0]);
    const names = await personNames(
      manager,
      rows.map(({ actor }) => actor),
    );
    return rows.map((row) => ({ ...row, actorName: names.get(row.actor) }));
  },
  columns: [
    { label: 'When', cell: (row) => <Moment at={row['at']} /> },
    { label: 'Actor', cell: (row) => named(row['actor'], row['actorName']) },
    { label: 'Action', cell: (row) => text(row['action']) },
    { label: 'Subject', cell: (row) => text(row['subject']) },
    { label: 'Store', cell: (row) => text(row['storeCode']) },
    { label: 'Result', cell: (row) => <Badge value={text(row['result'])} /> },
    { label: 'Address', cell: (row) => text(row['address']) },
    { label: 'Before', cell: (row) => text(row['before']) },
    { label: 'After', cell: (row) => text(row['after']) },
    { label: 'Request', cell: (row) => text(row['requestId']) },
    { label: 'Position', cell: (row) => text(row['position']), numeric: true },
  ],
};

/** @throws BadRequestError naming the filter */
function withInstants(filter: Record<string, string | null>): Record<string, string | null> {
  for (const name of ['from', 'to']) {
    const given = filter[name];
    if (given != null && !isInstant(given)) {
      throw BadRequestError.field(name, 'must be a time, e.g. 2026-01-01T00:00:00Z');
    }
  }
  return filter;
}
