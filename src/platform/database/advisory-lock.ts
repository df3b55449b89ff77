import { time } from '../time/time.js';

const POLL_MS = 200;
const SAY_AFTER_MS = 5000;

/**
 * Asked again and again rather than waited for: a statement that waits holds a snapshot, CREATE INDEX CONCURRENTLY waits
 * for every snapshot, and the two would wait for each other for ever. Who waits for long says so on stderr: there may be no
 * logger yet.
 * @param tryOnce `pg_try_advisory_lock` or its like
 * @param holder who may hold it, for that sentence
 */
export async function takeAdvisoryLock(tryOnce: () => Promise<boolean>, holder: string): Promise<void> {
  const since = time.instant();
  let isSaid = false;
  while (!(await tryOnce())) {
    if (!isSaid && time.elapsedMs(since) >= time.waitMs(SAY_AFTER_MS)) {
      process.stderr.write(`Waiting for ${holder} on this database.\n`);
      isSaid = true;
    }
    await time.sleep(POLL_MS);
  }
}
