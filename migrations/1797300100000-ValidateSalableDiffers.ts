import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made NOT VALID by AddSalableQuantity: the column was empty then. */
export class ValidateSalableDiffers1797300100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE inventory_level VALIDATE CONSTRAINT inventory_level_salable_differs_check',
    );
  }

  async down(): Promise<void> {
    // The constraint goes with its column.
  }
}
