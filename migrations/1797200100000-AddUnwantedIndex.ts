import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made NOT VALID by AddEndpointSettings, which widened them: what was there before fits. */
const CHECKS = { notification: 'notification_state_check', delivery: 'delivery_state_check' };

/** Built and checked beside the running service. */
export class AddUnwantedIndex1797200100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an interrupted run left behind is not valid.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS notification_unwanted');
    await runner.query(
      `CREATE INDEX CONCURRENTLY notification_unwanted ON notification (store_id, id) WHERE state = 'UNWANTED'`,
    );
    for (const [table, check] of Object.entries(CHECKS)) {
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${check}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX notification_unwanted');
  }
}
