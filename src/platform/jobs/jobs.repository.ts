import type { Db } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/data-source.js';

/** Jobs of this name that no worker has taken yet, counted up to `most`. */
export async function countWaitingJobs(manager: EntityManager, name: string, most: number): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    manager,
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM pgboss.job WHERE name = $1 AND state = 'created' LIMIT $2) j`,
    [name, most],
  );
  return row!.count;
}

/** For pg-boss: its own statements in the transaction of this manager. */
export function transactionOf(manager: EntityManager): Db {
  return {
    executeSql: async (sql, values) => {
      const runner = manager.queryRunner;
      if (!runner) throw new Error('A job is sent inside a transaction');
      const result: unknown = await runner.query(sql, values, true);
      return { rows: (result as { records?: unknown[] }).records ?? [] };
    },
  };
}
