import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

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
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
