import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = {
  return_order_open: `return_order (store_id) WHERE sync_state IN ('CREATED', 'IN_PROCESSING')`,
};

/** Counts the returns that wait for Increff, of all that there ever were. Built beside the running service. */
export class AddOpenReturnIndex1795393400000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
