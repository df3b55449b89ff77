import type { VNode } from 'preact';
import { listAudit } from '../../audit/audit.repository.js';
import { personNames } from '../people/people.repository.js';
import { Id, Moment, text } from '../views/cells.js';
import { Badge, Coded } from '../views/pill.js';
import { auditActionInWords, auditActorInWords } from '../words/audit.js';
import { auditSubjectInWords } from '../words/audit-subjects.js';
import { stateInWords } from '../words/states.js';
import { BeforeAndAfter } from './audit-changes.js';
import { ID_CURSOR, SPAN, type Listing } from './listing.js';

/** The audit log of all stores; for auditors and administrators. */
export const audit: Listing = {
  title: 'Audit log',
  about:
    'Who did what: sign-ins, changes with what was before and after, and reading of personal data. The codes in small print are what the filters take; with * at its end, all actions that begin so.',
  empty: 'Sign-ins, changes and the reading of personal data come here.',
  views: [
    { label: 'Failed', filter: { result: 'failed' } },
    { label: 'Refused', filter: { result: 'refused' } },
  ],
  filters: [
    { name: 'actor', label: 'Who' },
    { name: 'action', label: 'Action, by its code' },
    { name: 'subject', label: 'To what, by its code' },
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
    { label: 'Action', main: true, cell: (row) => <What row={row} /> },
    { label: 'Who', cell: (row) => <Who row={row} /> },
    { label: 'To what', cell: (row) => <Whom row={row} /> },
    { label: 'Store', least: 3, cell: (row) => text(row['storeCode']) },
    { label: 'Result', cell: (row) => <Badge of="result" value={text(row['result'])} /> },
    {
      label: 'What changed',
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

type Row = Record<string, unknown>;

/** In words, and the code that the filters take in small print. */
function Said({ words, code }: { words: string; code: string }): VNode {
  return words === code ? <>{code}</> : <Coded word={words} code={code} />;
}

function What({ row }: { row: Row }): VNode {
  const code = text(row['action']);
  return <Said words={auditActionInWords(code, text(row['result']))} code={code} />;
}

/** A client by its id; a person by name, and the id that stays. */
function Who({ row }: { row: Row }): VNode {
  const code = text(row['actor']);
  return <Said words={text(row['actorName']) || (auditActorInWords(code) ?? code)} code={code} />;
}

function Whom({ row }: { row: Row }): VNode {
  const code = text(row['subject']);
  return <Said words={auditSubjectInWords(code)} code={code} />;
}
