import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = {
  return_order_changed: 'return_order (store_id, updated_at)',
  return_order_increff_due: 'return_order (store_id, id) WHERE increff_due',
};
/** Made NOT VALID by ResolveEvents, which widened them: what was there before fits. */
const CHECKS = { notification: 'notification_state_check', order_event: 'order_event_source_check' };

/** Built and checked beside the running service: reading a table through for a CHECK holds up nobody who writes. */
export class AddReturnIndexes1796800100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
    for (const [table, check] of Object.entries(CHECKS)) {
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${check}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
