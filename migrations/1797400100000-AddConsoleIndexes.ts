import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES: Record<string, string> = {
  invoice_number: 'invoice (store_id, increment_id) WHERE increment_id IS NOT NULL',
  operation_request: 'operation (store_id, request_id) WHERE request_id IS NOT NULL',
  audit_log_request: 'audit_log (request_id) WHERE request_id IS NOT NULL',
  delivery_created: 'delivery (store_id, created_at)',
};

/** For what the console searches for, and for deliveries of some days. Built beside the running service. */
export class AddConsoleIndexes1797400100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) {
      // What an interrupted run left behind is not valid.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX ${name}`);
  }
}
