import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const CHECKS = {
  operation: 'operation_outcome_check',
  delivery: 'delivery_state_check',
  inventory_level: 'inventory_level_state_check',
};
const INDEXES = {
  operation_shadowed: `operation (store_id, created_at, id) WHERE outcome = 'SHADOWED'`,
  delivery_shadowed: `delivery (store_id, created_at) WHERE state = 'SHADOWED'`,
};

/** Built and checked beside the running service: reading a table through for a CHECK holds up nobody who writes. */
export class ValidateShadowStates1797100100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, check] of Object.entries(CHECKS)) {
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${check}`);
    }
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
