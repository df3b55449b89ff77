import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reads the table without stopping those who write to it. */
export class ValidateDifferenceKinds1796900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE difference VALIDATE CONSTRAINT difference_kind_check');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}
