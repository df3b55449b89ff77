import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = { notification_unwanted: `notification (store_id, id) WHERE state = 'UNWANTED'` };

/** Made NOT VALID by AddEndpointSettings, which widened them: what was there before fits. */
const CHECKS = { notification: 'notification_state_check', delivery: 'delivery_state_check' };

/** Built and checked beside the running service. */
export class AddUnwantedIndex1797200100000 implements MigrationInterface {
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
