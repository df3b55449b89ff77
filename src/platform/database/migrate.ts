import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { actorCalled } from '../audit/actor-words.js';
import { recordAudit } from '../audit/audit-log.js';
import { installJobs } from '../jobs/install-jobs.js';
import { takeAdvisoryLock } from './advisory-lock.js';
import { placeIds } from './cell-ids.js';
import { dataSourceOptions, poolOf, rowsOf, withDataSource } from './data-source.js';
import { ensureServiceRole, grantToService, roleOf } from './service-role.js';

/** Any number; it only has to be the same in every process that may migrate this database. */
export const MIGRATION_LOCK = 749_201_655;
/**
 * Held by backups, shared. A table that is to change would wait for the backup, and every write behind it: so the migration waits, and
 * takes no table meanwhile. Where there is none to run, as at most starts, nobody waits.
 */
export const BACKUP_LOCK = 749_201_656;
/** Who holds the lock, for whoever waits for it. */
export const ANOTHER_MIGRATION = 'a migration or a restore';
const MIGRATION = actorCalled('migration');

/**
 * Brings the schema up to date. Replicas that start together wait for the first one under an advisory lock, of a transaction: a
 * pooler would give a session's lock to somebody else.
 * @param url of the owner
 * @param serviceUrl of the role that gets what the service needs, where that is another one
 */
export async function migrate(url: string, serviceUrl?: string): Promise<void> {
  const other = serviceUrl !== undefined && roleOf(serviceUrl).role !== roleOf(url).role;
  await underLock(url, migrations.length, async (source, lock) => {
    if (other) await ensureServiceRole(source.manager, serviceUrl);
    const run = (await source.showMigrations()) ? await afterBackups(lock, () => source.runMigrations()) : [];
    if (run.length > 0 && run.length < migrations.length) await note(source, run);
    await source.transaction(placeIds);
    await installJobs(url);
    if (other) await grantToService(source.manager, roleOf(serviceUrl).role);
  });
}

/**
 * No further than the migration of this name, and of nothing but the tables: for a restore, or a step of a roll.
 * @returns names of those that ran
 * @throws UnknownMigrationError
 */
export async function migrateTo(url: string, last: string): Promise<string[]> {
  const names = migrations.map(({ name }) => name);
  if (!names.includes(last)) throw new UnknownMigrationError(`There is no migration ${last}.`);
  return underLock(url, names.indexOf(last) + 1, async (source, lock) => {
    const run = await afterBackups(lock, () => source.runMigrations());
    if (run.length > 0 && run[0]!.name !== names[0]) await note(source, run);
    return run.map(({ name }) => name);
  });
}

/**
 * Takes the last migration back, with what it added.
 * @returns its name
 */
export async function migrateDown(url: string): Promise<string> {
  return underLock(url, migrations.length, async (source, lock) => {
    const last = await lastMigration(source.manager);
    await afterBackups(lock, () => source.undoLastMigration());
    const [log] = await rowsOf<object>(
      source.manager,
      `SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.audit_log') AND attname = 'result' AND NOT attisdropped`,
    );
    const after = { undone: last };
    // Long ago there was no such log.
    if (log) {
      await recordAudit(source.manager, MIGRATION, {
        action: 'database.migrate',
        subject: 'database',
        after,
      });
    }
    return last;
  });
}

/** Its words say all that there is to do. */
export class UnknownMigrationError extends Error {}

function underLock<T>(
  url: string,
  count: number,
  work: (source: DataSource, lock: QueryRunner) => Promise<T>,
): Promise<T> {
  const options = { ...dataSourceOptions(url), migrations: migrations.slice(0, count), extra: poolOf(2) };
  return withDataSource(options, async (source) => {
    const lock = source.createQueryRunner();
    try {
      await beginWithLock(lock);
      const done = await work(source, lock);
      await lock.commitTransaction();
      return done;
    } finally {
      await lock.release();
    }
  });
}

/** Not for new tables, in which nothing has been done yet. */
function note({ manager }: DataSource, run: { name: string }[]): Promise<void> {
  const names = run.map(({ name }) => name);
  return recordAudit(manager, MIGRATION, {
    action: 'database.migrate',
    subject: 'database',
    after: { migrations: names },
  });
}

/**
 * Each try has a transaction of its own, which ends with it. The holder's CREATE INDEX CONCURRENTLY waits for the end of every
 * transaction that it meets in the middle of a statement, and one that went on until it has the lock would never end.
 */
function beginWithLock(lock: QueryRunner): Promise<void> {
  return takeAdvisoryLock(async () => {
    await lock.startTransaction('READ COMMITTED');
    if (await tryLock(lock, MIGRATION_LOCK)) {
      // It may last for hours. Between its statements it holds no snapshot.
      await lock.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      return true;
    }
    await lock.rollbackTransaction();
    return false;
  }, ANOTHER_MIGRATION);
}

/** Until the end of the migration no backup begins. */
async function afterBackups<T>(lock: QueryRunner, work: () => Promise<T>): Promise<T> {
  await takeAdvisoryLock(() => tryLock(lock, BACKUP_LOCK), 'a backup');
  return work();
}

/** Without a parameter: with one, PostgreSQL keeps the statement's snapshot until the next one comes. */
async function tryLock({ manager }: QueryRunner, which: number): Promise<boolean> {
  const sql = `SELECT pg_try_advisory_xact_lock(${which}) AS taken`;
  const [row] = await rowsOf<{ taken: boolean }>(manager, sql);
  return row!.taken;
}

export async function lastMigration(manager: EntityManager): Promise<string> {
  const [last] = await rowsOf<{ name: string }>(
    manager,
    'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
  );
  return last?.name ?? 'none';
}

/** The same, for whoever has no connection. */
export function lastMigrationBy(url: string): Promise<string> {
  return underLock(url, 0, (source) => lastMigration(source.manager));
}
