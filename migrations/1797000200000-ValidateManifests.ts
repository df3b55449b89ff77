import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reads the table without stopping those who write to it. */
export class ValidateManifests1797000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE manifest VALIDATE CONSTRAINT manifest_closed_check');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}
