import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds runs that found nothing: most of all runs, and kept for days only. Built beside the running service. */
export class AddIdleRunIndex1795393300000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an interrupted run left behind is not valid.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS sync_run_idle');
    await runner.query(
      `CREATE INDEX CONCURRENTLY sync_run_idle ON sync_run (started_at)
       WHERE state = 'DONE' AND new = 0 AND changed = 0 AND skipped = '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sync_run_idle');
  }
}
