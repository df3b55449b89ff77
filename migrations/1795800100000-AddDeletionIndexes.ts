import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES: Record<string, string> = {
  // Foreign keys: without them PostgreSQL reads the whole table for each row that is deleted.
  invoice_operation: 'invoice (operation_id) WHERE operation_id IS NOT NULL',
  shipment_operation: 'shipment (operation_id) WHERE operation_id IS NOT NULL',
  handover_operation: 'handover (operation_id)',
};

/** For deleting orders with all that belongs to them. Built beside the running service. */
export class AddDeletionIndexes1795800100000 implements MigrationInterface {
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
