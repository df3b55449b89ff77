import pg from 'pg';
import { takeAdvisoryLock } from '../advisory-lock.js';
import { APPLICATION, serverKeepsSession } from '../session.js';

/** Its words say all that there is to do. */
export class DatabaseToolError extends Error {}

/** As `pg_dump` has them: the text of a value is then the same on every server. */
const AS_TEXT = `SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1;
  SET bytea_output = 'hex'; SET client_encoding = 'UTF8'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`;

const BEHIND_A_POOLER =
  'This needs a session of its own, and the URL leads to a pooler. Give one that leads to PostgreSQL itself.';

/**
 * A session of a tool, under a name that is not the service's.
 * @throws DatabaseToolError behind a pooler
 */
export async function withSession<T>(
  url: string,
  name: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `bridge-${name}`,
    keepAlive: true,
  });
  await client.connect();
  try {
    if (!(await serverKeepsSession(client))) throw new DatabaseToolError(BEHIND_A_POOLER);
    await client.query(AS_TEXT);
    return await use(client);
  } finally {
    await client.end();
  }
}

export function takeLock(
  client: pg.Client,
  which: number,
  { shared, holder }: { shared: boolean; holder: string },
): Promise<void> {
  const sql = `SELECT pg_try_advisory_lock${shared ? '_shared' : ''}($1) AS taken`;
  return takeAdvisoryLock(async () => {
    const { rows } = await client.query<{ taken: boolean }>(sql, [which]);
    return rows[0]!.taken;
  }, holder);
}

/** @throws DatabaseToolError while processes of the service have the database open */
export async function demandNoService(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sessions: number }>(
    `SELECT count(*)::int AS sessions FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE '${APPLICATION}%'`,
  );
  const { sessions } = rows[0]!;
  if (sessions === 0) return;
  throw new DatabaseToolError(
    `The service has ${sessions} session(s) on this database. Stop every process of it first.`,
  );
}
