import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys are locked by token, compared by what the request says, and kept with the headers of the answer. */
export class AddIdempotencyLock1795396600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_key
        ADD COLUMN canonical text,
        ADD COLUMN lock_token uuid,
        ADD COLUMN headers jsonb;
      COMMENT ON COLUMN idempotency_key.canonical IS
        'SHA-256 of store, method, path and canonical JSON: another order of keys is the same request. NULL where an earlier release took the key; then fingerprint counts.';
      COMMENT ON COLUMN idempotency_key.lock_token IS 'Of the request that runs: only that one keeps its answer, or gives the key up.';
      COMMENT ON COLUMN idempotency_key.headers IS 'Headers of the first answer that belong to it, as location.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE idempotency_key DROP COLUMN canonical, DROP COLUMN lock_token, DROP COLUMN headers',
    );
  }
}
