import { rowsOf } from '../../platform/database/data-source.js';
import { Moment, text } from '../views/cells.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

/** Administrative changes of all stores; for clients of scope admin. */
export const audit: Listing = {
  title: 'Audit log',
  about: 'Every administrative change, with what was before and after.',
  filters: [
    { name: 'actor', label: 'Actor' },
    { name: 'action', label: 'Action' },
    { name: 'subject', label: 'Subject' },
  ],
  cursor: ID_CURSOR,
  cursorOf: (row) => text(row['id']),
  rows: (manager, _storeId, { filter, after, limit }) =>
    rowsOf<Row>(
      manager,
      `SELECT * FROM audit_log WHERE ($1::bigint IS NULL OR id < $1::bigint) AND ($2::text IS NULL OR actor = $2)
         AND ($3::text IS NULL OR action = $3) AND ($4::text IS NULL OR subject = $4) ORDER BY id DESC LIMIT ${limit}`,
      [after[0], filter['actor'] ?? null, filter['action'] ?? null, filter['subject'] ?? null],
    ),
  columns: [
    { label: 'When', cell: (row) => <Moment at={row['at']} /> },
    { label: 'Actor', cell: (row) => text(row['actor']) },
    { label: 'Action', cell: (row) => text(row['action']) },
    { label: 'Subject', cell: (row) => text(row['subject']) },
    { label: 'Before', cell: (row) => text(row['before']) },
    { label: 'After', cell: (row) => text(row['after']) },
    { label: 'Request', cell: (row) => text(row['request_id']) },
  ],
};
