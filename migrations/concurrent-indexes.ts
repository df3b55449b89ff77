import type { QueryRunner } from 'typeorm';

/** Builds indexes beside the running service: for migrations without a transaction. @param indexes by name, what each is on */
export async function buildIndexes(runner: QueryRunner, indexes: Record<string, string>): Promise<void> {
  for (const [name, on] of Object.entries(indexes)) {
    // What an interrupted run left behind is not valid.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
  }
}

/** A step back is made in a transaction, which takes no CONCURRENTLY. */
export async function dropIndexes(runner: QueryRunner, indexes: Record<string, string>): Promise<void> {
  for (const name of Object.keys(indexes)) await runner.query(`DROP INDEX ${name}`);
}
