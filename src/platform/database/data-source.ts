import { createHash } from 'node:crypto';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { ClientBase, Pool, PoolConfig } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { APPLICATION, beginSession, isOwnSession } from './session.js';

export function dataSourceOptions(
  url: string,
  entities: DataSourceOptions['entities'] = [],
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    applicationName: APPLICATION,
    extra: poolOf(20),
    // None is needed, and TypeORM would ask for one at each start.
    installExtensions: false,
  };
}

/** Connections for one piece of work, closed with its end. */
export async function withDataSource<T>(
  options: DataSourceOptions,
  use: (source: DataSource) => Promise<T>,
): Promise<T> {
  const source = await new DataSource(options).initialize();
  try {
    return await use(source);
  } finally {
    await source.destroy();
  }
}

export function poolOf(max: number): PoolConfig {
  return {
    max,
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 20_000,
    // Longer than the interval of polls: a new connection costs PostgreSQL more than the whole poll.
    idleTimeoutMillis: 90_000,
    // pg-pool waits for the promise, of which its types do not tell.
    onConnect: (client: ClientBase): void => beginSession(client) as unknown as void,
  };
}

/**
 * Rows of a statement written in SQL. TypeORM answers `[rows, count]` for UPDATE and DELETE and plain rows for the
 * rest; every caller wants the rows.
 */
export async function rowsOf<T>(manager: EntityManager, sql: string, values: unknown[] = []): Promise<T[]> {
  const result: unknown = await manager.query(sql, values);
  if (
    Array.isArray(result) &&
    result.length === 2 &&
    Array.isArray(result[0]) &&
    typeof result[1] === 'number'
  ) {
    return result[0] as T[];
  }
  return result as T[];
}

/** The connection of a transaction, for what only the driver can do, such as COPY. */
export async function clientOf({ queryRunner }: EntityManager): Promise<ClientBase> {
  if (!queryRunner) throw new Error('Only a transaction has a connection of its own');
  return (await queryRunner.connect()) as ClientBase;
}

/**
 * The same with a prepared statement, for the statements of the hot path: planning the page upsert again each time took a
 * third of its time. On the transaction's own connection where the manager has one. Behind a pooler it is not prepared.
 * @param text one of few: each stays prepared on every connection
 */
export async function preparedRows<T>(manager: EntityManager, text: string, values: unknown[]): Promise<T[]> {
  const { queryRunner: runner, connection } = manager;
  if (runner?.isReleased) throw new Error('A statement after the end of its transaction');
  if (runner) return askPrepared<T>((await runner.connect()) as ClientBase, text, values);
  return onConnection((connection.driver as unknown as { master: Pool }).master, (client) =>
    askPrepared<T>(client, text, values),
  );
}

async function askPrepared<T>(client: ClientBase, text: string, values: unknown[]): Promise<T[]> {
  const name = isOwnSession(client) ? nameOf(text) : undefined;
  return (await client.query<T & object>({ name, text, values })).rows;
}

/** As `pool.query` does. */
async function onConnection<T>(pool: Pool, ask: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The statement fails with the same error; unheard, it would end the process.
  const hear = (): void => undefined;
  client.on('error', hear);
  let failure: Error | undefined;
  try {
    return await ask(client);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.off('error', hear);
    client.release(failure);
  }
}

const names = new Map<string, string>();

/** By its text, in every process: no two statements share a name. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
  }
  return name;
}
