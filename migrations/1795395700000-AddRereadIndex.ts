import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each run asks for orders that are to be read again; there are hardly ever any. Built beside the running service. */
export class AddRereadIndex1795395700000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an interrupted run left behind is not valid.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS order_reread');
    await runner.query(
      'CREATE INDEX CONCURRENTLY order_reread ON "order" (store_id, reread_since) WHERE reread_since IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_reread');
  }
}
