import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

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
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
