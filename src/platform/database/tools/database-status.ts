import type pg from 'pg';
import { migrations } from '../../../../migrations/index.js';
import { APPLICATION } from '../session.js';

const LARGEST = 12;

/** What a DBA asks first, as lines of text. */
export async function databaseStatus(client: pg.Client): Promise<string[]> {
  const one = async (sql: string): Promise<Record<string, string>> =>
    (await client.query<Record<string, string>>(sql)).rows[0]!;
  const about = await one(`SELECT current_setting('server_version') AS version, current_database() AS name,
    pg_size_pretty(pg_database_size(current_database())) AS size, current_user AS role,
    (to_regclass('public.migrations') IS NOT NULL)::text AS made`);
  const lines = [
    `PostgreSQL ${about['version']}, database ${about['name']} (${about['size']}), as ${about['role']}`,
  ];
  if (about['made'] !== 'true') return [...lines, 'There are no tables yet.'];
  const { rows: done } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  const known = new Set(done.map(({ name }) => name));
  const pending = migrations.map(({ name }) => name).filter((name) => !known.has(name));
  const sessions = await one(`SELECT count(*) AS all, current_setting('max_connections') AS most,
    count(*) FILTER (WHERE application_name LIKE '${APPLICATION}%') AS ours,
    coalesce(max(now() - xact_start) FILTER (WHERE pid <> pg_backend_pid()), '0')::text AS oldest
    FROM pg_stat_activity WHERE datname = current_database()`);
  const archive = await one(`SELECT current_setting('archive_mode') AS mode,
    coalesce(last_archived_time::text, 'never') AS last, failed_count AS failed FROM pg_stat_archiver`);
  lines.push(
    `Migrations: ${done.length} done, the last ${done.at(-1)?.name ?? 'none'}; to be done: ${pending.join(', ') || 'none'}`,
    `Sessions: ${sessions['all']} of ${sessions['most']}, ${sessions['ours']} of the service; the oldest transaction is ${sessions['oldest']} old`,
    `Archive of the write-ahead log: ${archive['mode']}; last ${archive['last']}, failed ${archive['failed']} times`,
  );
  return [...lines, '', ...asTable(await largest(client))];
}

async function largest(client: pg.Client): Promise<pg.QueryArrayResult> {
  return client.query({
    rowMode: 'array',
    text: `SELECT c.relname AS "table", greatest(c.reltuples, 0)::bigint AS "rows about", pg_size_pretty(pg_table_size(c.oid)) AS rows,
      pg_size_pretty(pg_indexes_size(c.oid)) AS indexes, s.n_dead_tup AS dead,
      coalesce(date_trunc('second', greatest(s.last_vacuum, s.last_autovacuum))::text, 'never') AS vacuumed
    FROM pg_class c JOIN pg_stat_all_tables s ON s.relid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY pg_total_relation_size(c.oid) DESC LIMIT ${LARGEST}`,
  });
}

/** As `psql` shows them. */
export function asTable({ fields, rows }: pg.QueryArrayResult): string[] {
  const head = fields.map(({ name }) => name);
  const cells = rows.map((row) => row.map(textOf));
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]!.length)));
  const line = (row: string[]): string =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join(' | ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('-+-'), ...cells.map(line)];
}

function textOf(value: unknown): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
