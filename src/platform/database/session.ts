import type { Client, ClientBase } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * The first tells writes of the service from changes by hand (migrations/changes-by-hand.ts).
 * A process that is frozen, or a machine that is gone without a word, must not keep its locks for the two hours that TCP
 * takes by itself. Set once connected rather than on connecting, which poolers refuse.
 */
const SETTINGS = {
  'bridge.writer': 'service',
  idle_in_transaction_session_timeout: '60s',
  tcp_keepalives_idle: '20',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

const SETS = Object.entries(SETTINGS).map(([name, value]) => `set_config('${name}', '${value}', false)`);

/** One message: whether it leads to a standby, and where nobody else gets the session, its settings. @param $1 the process that answers */
const BEGIN = `SELECT pg_is_in_recovery() AS standby,
  CASE WHEN pg_backend_pid() = $1 THEN num_nulls(${SETS.join(', ')}) = 0 ELSE false END AS own`;

/** A server that takes no writes (SQLSTATE read_only_sql_transaction). */
const READ_ONLY = '25006';

/** By which the database tells the service's writes where it may not say so itself. */
export const APPLICATION = 'magento-oms-bridge';

const NO_IDLE_TIMEOUT =
  'DATABASE_URL leads to a pooler, and idle_in_transaction_session_timeout is not set: a process that is frozen keeps its locks. ' +
  "Run ALTER ROLE … SET idle_in_transaction_session_timeout = '60s'; see docs/operations.md";
const NO_NAME =
  'DATABASE_URL leads to a pooler that does not pass application_name on: each write of the service is put down as a change by hand. ' +
  'See docs/operations.md';

const own = new WeakSet<ClientBase>();

/** What pg has and its types do not tell. */
type Connected = Client & { processID: number; connection: NodeJS.EventEmitter };

/** A fail-over has left this connection behind; the next one is led to the new primary. */
class StandbyError extends Error {
  readonly code = READ_ONLY;
}

/**
 * For each new connection. A pooler that hands sessions on after each transaction, as PgBouncer does, signs in with a number of
 * its own in place of the server process's: it gets no settings, which another of its clients would find, and no names
 * of statements.
 * @throws StandbyError
 */
export async function beginSession(client: ClientBase): Promise<void> {
  const { processID, connection } = client as Connected;
  const { rows } = await client.query<{ standby: boolean; own: boolean }>(BEGIN, [processID]);
  if (rows[0]!.standby) throw new StandbyError('The database is a standby, which takes no writes.');
  if (rows[0]!.own) own.add(client);
  // The primary it led to is none any more, and the pool would keep it for as long as it is used.
  connection.on('errorMessage', ({ code }: { code?: string }) => {
    if (code === READ_ONLY) (client as Client).end(() => undefined);
  });
}

/** For a client that is no service's: nothing is set. */
export async function serverKeepsSession(client: ClientBase): Promise<boolean> {
  const { processID } = client as Connected;
  const { rows } = await client.query<{ own: boolean }>('SELECT pg_backend_pid() = $1 AS own', [processID]);
  return rows[0]!.own;
}

/** Nobody else gets the session: what is prepared or listened to there stays. */
export function isOwnSession(client: ClientBase): boolean {
  return own.has(client);
}

/** The same of the connections of a data source, which are all alike. */
export async function hasOwnSessions(database: DataSource): Promise<boolean> {
  const runner = database.createQueryRunner();
  try {
    return isOwnSession((await runner.connect()) as ClientBase);
  } finally {
    await runner.release();
  }
}

/** What a pooler has to do for us, and does not. */
export async function poolerFaults(database: DataSource): Promise<string[]> {
  if (await hasOwnSessions(database)) return [];
  const [row] = await database.query<{ idle: string; name: string }[]>(
    `SELECT current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('application_name') AS name`,
  );
  return [
    ...(row!.idle === '0' ? [NO_IDLE_TIMEOUT] : []),
    ...(row!.name.startsWith(APPLICATION) ? [] : [NO_NAME]),
  ];
}
