import type { EntityManager } from 'typeorm';
import { LEFT_UNDONE } from '../operations/operation-conditions.repository.js';
import { rowsOf } from '../platform/database/data-source.js';

export const PROBLEM_KINDS = [
  ...(['reads', 'deliveries', 'endpoint', 'writes', 'held', 'parked', 'stock', 'events', 'late'] as const),
  'alerts',
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** What went wrong or waits for a person, of one cause: 37 failures with one cause are one problem. */
export interface Problem {
  kind: ProblemKind;
  /** Whose: kind of endpoint, write or channel, source of events; else empty. */
  subject: string;
  /** Code or words of the cause; may be empty. */
  cause: string;
  /** Words of the newest of them. */
  detail: string | null;
  count: number;
  first: Date;
  last: Date;
  /** How many began in each of the last twelve hours, the newest last. */
  hours: number[];
  /** Of reads: failed tries, and when the next one is. */
  tries: number | null;
  next: Date | null;
  /** Somebody said that it is known, and neither has it changed since then nor is that time over. */
  ignored: boolean;
  ignored_by: string | null;
  ignored_by_name: string | null;
  ignored_reason: string | null;
  ignored_until: Date | null;
  /** Who sees to it. */
  assignee: string | null;
  assignee_name: string | null;
}

export const HOURS = 12;
/** Of one kind: behind these a person has enough to do. */
const MOST = 20;
/** The same for who must know of each of them, also of those that are gone: then the list has to be whole. */
export const MOST_WATCHED = 500;

/** An order that Increff has not acknowledged within this time is no longer merely new. */
export const LATE_AFTER = '1 hour';
/** A read that failed once is tried again within seconds. */
const FAILURES = 2;
/** For how long a read waits for its first page before a person hears of it. */
const SILENT_AFTER = '1 minute';

const perHour = (at: string): string =>
  `ARRAY[${Array.from({ length: HOURS }, (_, index) => {
    const from = HOURS - index;
    return `count(*) FILTER (WHERE ${at} > now() - interval '${from} hours' AND ${at} <= now() - interval '${from - 1} hours')::int`;
  }).join(', ')}]`;

/** Calls that pause say what for: a person reads that, and not that they pause. */
const causeOf = (code: string, words: string): string =>
  `CASE WHEN ${code} = 'MAGENTO_BREAKER_OPEN' THEN coalesce(substring(${words} from '\\(([A-Z_]+)\\)$'), ${code}) ELSE ${code} END`;

const READ_CAUSE = causeOf('r.error_code', 'r.error_message');
const WRITE_CAUSE = `coalesce(p.outcome, p.state) || ' ' || coalesce(${causeOf('p.error_code', 'p.detail')}, '')`;

interface Branch {
  kind: ProblemKind;
  from: string;
  at: string;
  subject?: string;
  cause: string;
  detail?: string;
  tries?: string;
  next?: string;
  first?: string;
  group: string;
}

/** Each reads an index that holds only such rows, or nearly so. */
const BRANCHES: Branch[] = [
  {
    kind: 'reads',
    // The newest run may be the next try, or one whose process ended: neither says why.
    from: `sync_cursor c JOIN store s ON s.id = c.store_id AND NOT s.paused, LATERAL (SELECT state, started_at, error_code, error_message
        FROM sync_run WHERE store_id = c.store_id AND stream = c.stream AND state = 'FAILED' ORDER BY id DESC LIMIT 1) r
      WHERE c.store_id = $1 AND c.failures >= ${FAILURES}`,
    at: 'r.started_at',
    first: `coalesce(max(c.last_success_at), min(s.created_at))`,
    cause: READ_CAUSE,
    detail: 'r.error_message',
    tries: 'sum(c.failures)::int',
    next: 'min(c.next_run_at)',
    group: READ_CAUSE,
  },
  {
    kind: 'reads',
    // A shop that takes a call and says nothing: until two have run into their time, which takes minutes, there is no error.
    from: `sync_run r JOIN sync_cursor c ON c.store_id = r.store_id AND c.stream = r.stream JOIN store s ON s.id = r.store_id AND NOT s.paused
      WHERE r.store_id = $1 AND r.state = 'RUNNING' AND r.pages = 0 AND r.started_at < now() - interval '${SILENT_AFTER}'
        AND r.lease_token = c.lease_token AND c.lease_until > now() AND c.failures < ${FAILURES}`,
    at: 'r.started_at',
    cause: `'MAGENTO_SILENT'`,
    group: 'r.store_id',
  },
  {
    kind: 'endpoint',
    from: `endpoint e WHERE e.store_id = $1 AND e.state = 'DISABLED'`,
    at: 'coalesce(e.failing_since, e.updated_at)',
    subject: 'e.kind',
    cause: 'e.disabled_reason',
    detail: 'e.url',
    group: 'e.kind, e.disabled_reason',
  },
  {
    kind: 'deliveries',
    from: `delivery d WHERE d.store_id = $1 AND d.state = 'DEAD'`,
    at: 'coalesce(d.settled_at, d.created_at)',
    subject: 'd.kind',
    cause: `coalesce((SELECT e.url FROM endpoint e WHERE e.store_id = $1 AND e.kind = d.kind), '')`,
    detail: 'd.last_error',
    group: 'd.kind',
  },
  {
    kind: 'writes',
    from: `operation p WHERE p.store_id = $1 AND (p.outcome = 'REFUSED' OR p.state IN ('UNKNOWN', 'FAILED'))
      AND (p.state = 'UNKNOWN' OR p.attention_since IS NOT NULL OR (p.created_at > now() - interval '7 days' AND ${LEFT_UNDONE}))`,
    at: 'coalesce(p.settled_at, p.failed_at, p.unknown_since, p.created_at)',
    subject: 'p.kind',
    cause: WRITE_CAUSE,
    detail: 'p.detail',
    group: `p.kind, ${WRITE_CAUSE}`,
  },
  {
    kind: 'held',
    from: `"order" o WHERE o.store_id = $1 AND o.sync_state = 'HELD'`,
    at: 'o.first_seen_at',
    cause: `coalesce(o.sync_reason, '')`,
    group: 'o.sync_reason',
  },
  {
    kind: 'late',
    from: `"order" o WHERE o.store_id = $1 AND o.sync_state = 'NEW' AND o.first_seen_at < now() - interval '${LATE_AFTER}'`,
    at: 'o.first_seen_at',
    cause: `''`,
    group: 'o.store_id',
  },
  {
    kind: 'parked',
    from: 'parked_order k WHERE k.store_id = $1',
    at: 'k.parked_at',
    subject: `CASE WHEN k.shown IS NULL THEN '' ELSE 'disputed' END`,
    cause: `''`,
    detail: 'k.reason',
    group: '(k.shown IS NULL)',
  },
  {
    kind: 'stock',
    from: `inventory_level l WHERE l.store_id = $1 AND l.state = 'FAILED'`,
    at: 'l.requested_at',
    cause: `coalesce(l.error_code, '')`,
    detail: 'l.error_message',
    group: 'l.error_code',
  },
  {
    kind: 'events',
    from: `notification n WHERE n.store_id = $1 AND n.state = 'WAITING'`,
    at: 'n.received_at',
    subject: 'n.source',
    cause: `''`,
    detail: 'n.reason',
    group: 'n.source',
  },
  {
    kind: 'alerts',
    from: `alert_channel c WHERE (c.store_id = $1 OR c.store_id IS NULL) AND c.enabled AND c.failing_since IS NOT NULL`,
    at: 'c.failing_since',
    subject: 'c.kind',
    cause: 'c.name',
    detail: 'c.last_error',
    group: 'c.id',
  },
];

function problemsSql(most: number): string {
  return BRANCHES.map((one) => {
    const { kind, from, at, subject = `''`, cause, detail = 'NULL::text', tries = 'NULL::int', group } = one;
    const { next = 'NULL::timestamptz', first = `min(${at})` } = one;
    return `(SELECT '${kind}' AS kind, min(${subject}) AS subject, coalesce(min(${cause}), '') AS cause, (array_agg(${detail} ORDER BY ${at} DESC))[1] AS detail,
    count(*)::int AS count, ${first} AS first, max(${at}) AS last, ${perHour(at)} AS hours, ${tries} AS tries, ${next} AS next
    FROM ${from} GROUP BY ${group} ORDER BY count(*) DESC LIMIT ${most})`;
  }).join(' UNION ALL ');
}

/** Those of store $1, without what people say about them. */
export const PROBLEMS = problemsSql(MOST);

/** By key: few rows in all. */
const withMarks = (problems: string): string => `
  SELECT p.*, m.ignored_by, m.ignored_reason, m.ignored_until, m.assignee,
    (SELECT name FROM console_person WHERE id = m.ignored_by) AS ignored_by_name,
    (SELECT name FROM console_person WHERE id = m.assignee) AS assignee_name,
    coalesce(m.ignored_at IS NOT NULL AND CASE WHEN m.ignored_until IS NULL
      THEN p.count <= m.ignored_count AND p.last <= m.ignored_last ELSE m.ignored_until > now() END, false) AS ignored
  FROM (${problems}) p LEFT JOIN problem_mark m ON m.store_id = $1 AND m.kind = p.kind AND m.subject = p.subject
    AND m.cause = p.cause`;

const OF_ONE = withMarks(PROBLEMS);

export function problemsOf(manager: EntityManager, storeId: number): Promise<Problem[]> {
  return rowsOf<Problem>(manager, OF_ONE, [storeId]);
}

const OF_ALL = `SELECT s.id AS "storeId", s.code AS "storeCode", p.* FROM store s
  CROSS JOIN LATERAL (${withMarks(problemsSql(MOST_WATCHED)).replaceAll('$1', 's.id')}) p WHERE NOT s.away`;

export interface ProblemOfStore extends Problem {
  storeId: number;
  storeCode: string;
}

/** Those of every store, up to {@link MOST_WATCHED} of each kind and store. */
export function problemsOfAll(manager: EntityManager): Promise<ProblemOfStore[]> {
  return rowsOf<ProblemOfStore>(manager, OF_ALL);
}
