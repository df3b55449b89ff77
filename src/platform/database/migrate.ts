import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { actorCalled } from '../audit/actor-words.js';
import { recordAudit } from '../audit/audit-log.js';
import { installJobs } from '../jobs/install-jobs.js';
import { time } from '../time/time.js';
import { dataSourceOptions, poolOf, rowsOf } from './data-source.js';
import { ensureServiceRole, grantToService, roleOf } from './service-role.js';

/** Any number; it only has to be the same in every process that may migrate this database. */
const MIGRATION_LOCK = 749_201_655;
const LOCK_POLL_MS = 200;
const MIGRATION = actorCalled('migration');

/**
 * Brings the schema up to date. Replicas that start together wait for the first one under an advisory lock.
 * @param url of the owner
 * @param serviceUrl of the role that gets what the service needs, where that is another one
 */
export async function migrate(url: string, serviceUrl?: string): Promise<void> {
  const source = await new DataSource({ ...dataSourceOptions(url), extra: poolOf(2) }).initialize();
  const lock = source.createQueryRunner();
  const other = serviceUrl !== undefined && roleOf(serviceUrl).role !== roleOf(url).role;
  try {
    await takeLock(lock);
    if (other) await ensureServiceRole(lock.manager, serviceUrl);
    const run = await source.runMigrations();
    if (run.length > 0 && run.length < migrations.length) await note(source, run);
    await installJobs(url);
    if (other) await grantToService(lock.manager, roleOf(serviceUrl).role);
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    await source.destroy();
  }
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
 * Asked again and again rather than waited for: a statement that waits holds a snapshot, CREATE INDEX CONCURRENTLY waits
 * for every snapshot, and the two would wait for each other for ever.
 */
async function takeLock({ manager }: QueryRunner): Promise<void> {
  for (;;) {
    const [row] = await rowsOf<{ taken: boolean }>(manager, 'SELECT pg_try_advisory_lock($1) AS taken', [
      MIGRATION_LOCK,
    ]);
    if (row!.taken) return;
    await time.sleep(LOCK_POLL_MS);
  }
}

export async function lastMigration(manager: EntityManager): Promise<string> {
  const [last] = await rowsOf<{ name: string }>(
    manager,
    'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
  );
  return last!.name;
}
