import { rowsOf } from '../../platform/database/data-source.js';
import { Moment, named, text } from '../views/cells.js';
import { ID_CURSOR, type Listing, type Row } from './listing.js';

/** Administrative changes of all stores; for auditors and administrators. */
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
      `SELECT a.*, (SELECT p.name FROM console_person p WHERE p.id = a.actor) AS actor_name FROM audit_log a
       WHERE ($1::bigint IS NULL OR a.id < $1::bigint) AND ($2::text IS NULL OR a.actor = $2)
         AND ($3::text IS NULL OR a.action = $3) AND ($4::text IS NULL OR a.subject = $4) ORDER BY a.id DESC LIMIT ${limit}`,
      [after[0], filter['actor'] ?? null, filter['action'] ?? null, filter['subject'] ?? null],
    ),
  columns: [
    { label: 'When', cell: (row) => <Moment at={row['at']} /> },
    { label: 'Actor', cell: (row) => named(row['actor'], row['actor_name']) },
    { label: 'Action', cell: (row) => text(row['action']) },
    { label: 'Subject', cell: (row) => text(row['subject']) },
    { label: 'Before', cell: (row) => text(row['before']) },
    { label: 'After', cell: (row) => text(row['after']) },
    { label: 'Request', cell: (row) => text(row['request_id']) },
  ],
};
