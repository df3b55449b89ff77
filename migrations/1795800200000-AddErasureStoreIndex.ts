import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each page of orders that is stored asks whether some customer of its store was erased. Built beside the running service. */
export class AddErasureStoreIndex1795800200000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an interrupted run left behind is not valid.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS erasure_store');
    await runner.query('CREATE INDEX CONCURRENTLY erasure_store ON erasure (store_code)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX erasure_store');
  }
}
