import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds operations that need a person: few of many. Built beside the running service. */
export class AddOperationAttentionIndex1795400100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an interrupted run left behind is not valid.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS operation_attention');
    await runner.query(
      `CREATE INDEX CONCURRENTLY operation_attention ON operation (attention_since)
       WHERE attention_since IS NOT NULL`,
    );
    // Reads the table beside the running service; in the migration before it would have held up everybody.
    await runner.query('ALTER TABLE operation VALIDATE CONSTRAINT operation_unsent_without_doubt');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX operation_attention');
  }
}
