import { PgBoss } from 'pg-boss';
import { APPLICATION } from '../database/session.js';
import { declaredJobs } from './job-kind.js';
import { createMissingQueues } from './queues.js';

/**
 * Makes the schema `pgboss` with its queues, or brings it up to date; the service itself only uses it. By the owner, under the
 * migration lock.
 */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: `${APPLICATION} migrations`,
    max: 1,
    supervise: false,
    schedule: false,
  });
  // Without a listener its pool's errors would end the process; what matters is thrown.
  boss.on('error', () => undefined);
  await boss.start();
  await createMissingQueues(boss, declaredJobs());
  await boss.stop({ graceful: false });
}
