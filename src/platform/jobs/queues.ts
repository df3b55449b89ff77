import type { PgBoss } from 'pg-boss';

/** No retries by the queue: a row that was not finished is found by its lease and sent again. */
const QUEUE = { retryLimit: 0, expireInSeconds: 23 * 3600, deleteAfterSeconds: 3600, notify: true };

export async function createMissingQueues(boss: PgBoss, names: string[]): Promise<void> {
  const there = new Set((await boss.getQueues(names)).map(({ name }) => name));
  for (const name of names) if (!there.has(name)) await boss.createQueue(name, QUEUE);
}
