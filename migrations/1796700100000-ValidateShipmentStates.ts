import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reads the table without stopping those who write to it. */
export class ValidateShipmentStates1796700100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shipment VALIDATE CONSTRAINT shipment_sync_state_check');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}
