import { problemInWords } from '../problems/in-words.js';
import type { Problem } from '../problems/problems.read-model.js';
import { bySeverity, ProblemSeverity, severityOf, worstOf } from '../problems/severity.js';
import { counted } from '../words/kinds.js';
import type { AlertContent, AlertLine } from './alert.types.js';

/** A problem that was seen; what else the first page shows of one is not kept. */
export type SeenProblem = Pick<Problem, 'kind' | 'subject' | 'cause' | 'detail' | 'count'> & {
  storeCode: string;
  firstAt: Date;
};

/** Details are words of Magento or of a receiver, and may hold a customer's data: but for an endpoint's URL they are left out. */
function asShown({ kind, subject, cause, detail, count, firstAt }: SeenProblem): Problem {
  return {
    ...{ kind, subject, cause, count, first: firstAt, last: firstAt, hours: [], tries: null, next: null },
    detail: kind === 'endpoint' ? detail : null,
    ignored: false,
    ...{ ignored_by: null, ignored_by_name: null, ignored_reason: null, ignored_until: null },
    ...{ assignee: null, assignee_name: null },
  };
}

export function severityOfSeen(problem: SeenProblem): ProblemSeverity {
  return severityOf(asShown(problem));
}

export function lineOf(what: AlertLine['what'], problem: SeenProblem): AlertLine {
  const { kind, subject, cause, count, storeCode, firstAt } = problem;
  const { title, why } = problemInWords(asShown(problem));
  // Of deliveries the cause is an endpoint's URL, which may hold a secret; there is one problem of each kind of endpoint.
  const named: Record<string, string> = kind === 'deliveries' ? {} : { cause };
  const query = new URLSearchParams({ store: storeCode, kind, subject, ...named }).toString();
  return {
    what,
    severity: severityOfSeen(problem),
    store: storeCode,
    kind,
    title,
    why,
    count,
    since: firstAt.toISOString(),
    path: `/console/problems?${query}`,
  };
}

const HEADINGS: Record<AlertLine['what'], string> = {
  BEGAN: '',
  GREW: 'More of it: ',
  LASTS: 'Still so: ',
  OVER: 'Over: ',
};

export function contentOf(line: AlertLine, at: Date): AlertContent {
  const { what, severity, title } = line;
  return { what, severity, title: headed(line, title), at: at.toISOString(), lines: [line] };
}

function headed({ what }: AlertLine, title: string): string {
  return `${HEADINGS[what]}${title}`;
}

/** Of a summary: receivers refuse what is too long, and nobody reads it. */
const MOST_LINES = 50;

/** One message for several: what is so, the worst first, then what is over. */
export function summaryOf(lines: AlertLine[], at: Date): AlertContent {
  const over = lines.filter(({ what }) => what === 'OVER');
  const open = lines.filter(({ what }) => what !== 'OVER').sort((a, b) => bySeverity(a.severity, b.severity));
  const title = [
    open.length > 0 && counted(open.length, 'problem'),
    over.length > 0 && `${over.length} over`,
  ].filter(Boolean);
  return {
    what: 'SUMMARY',
    severity: worstOf((open.length > 0 ? open : over).map(({ severity }) => severity)),
    title: title.join(', '),
    at: at.toISOString(),
    lines: [...open, ...over].slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? { more: lines.length - MOST_LINES } : {}),
  };
}

/** What a test sends: no problem of any store. */
export function testContent(at: Date): AlertContent {
  const title = 'A test: this channel hears of problems';
  return { what: 'TEST', severity: ProblemSeverity.Notice, title, at: at.toISOString(), lines: [] };
}

/** @param link makes an address of the console's path; null where it is not known */
export function textOf(
  { title, at, lines, more }: AlertContent,
  link: (path: string) => string | null,
): string {
  const blocks = lines.map((line) =>
    [
      `${line.store}: ${headed(line, line.title)}`,
      line.what === 'OVER' ? null : line.why,
      `Since ${inWords(line.since)}.`,
      link(line.path),
    ]
      .filter((words) => words !== null && words !== '')
      .join('\n'),
  );
  if (more !== undefined) blocks.push(`And ${more} more: the console's first page shows all.`);
  return [...(blocks.length === 0 ? [title] : blocks), `Written ${inWords(at)}.`].join('\n\n');
}

/** Whoever reads it may be in any zone. */
function inWords(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
