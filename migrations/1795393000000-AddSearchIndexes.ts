import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES: Record<string, string> = {
  order_increment_id: '"order" (store_id, increment_id)',
  order_item_sku: 'order_item (sku, order_id)',
  order_email: `"order" (store_id, md5(lower(billing_address ->> 'email')))`,
  notification_delivery: 'notification (delivery_id)',
  return_order_delivery: 'return_order (delivery_id)',
  sync_run_stream: 'sync_run (store_id, stream, id)',
  return_order_list: 'return_order (store_id, id)',
  operation_list: 'operation (store_id, created_at, id)',
  operation_refused:
    "operation (store_id, created_at, id) WHERE outcome = 'REFUSED' OR state IN ('UNKNOWN', 'FAILED')",
  delivery_dead: "delivery (store_id, seq) WHERE state = 'DEAD'",
  audit_log_list: 'audit_log (at)',
  order_first_seen: '"order" USING brin (first_seen_at)',
};

/** For the console's search and charts, and for removing old deliveries. Built beside the running service: no lock that a write would wait for. */
export class AddSearchIndexes1795393000000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
