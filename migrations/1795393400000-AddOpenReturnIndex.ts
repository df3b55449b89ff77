import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the returns that wait for Increff, of all that there ever were. Built beside the running service. */
export class AddOpenReturnIndex1795393400000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an interrupted run left behind is not valid.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS return_order_open');
    await runner.query(
      `CREATE INDEX CONCURRENTLY return_order_open ON return_order (store_id)
       WHERE sync_state IN ('CREATED', 'IN_PROCESSING')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX return_order_open');
  }
}
