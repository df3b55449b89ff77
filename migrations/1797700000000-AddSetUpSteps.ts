import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the set-up of a store got: who leaves it finds the place again. */
export class AddSetUpSteps1797700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE store ADD COLUMN set_up_passed text[] NOT NULL DEFAULT '{}'`);
    await runner.query(
      `COMMENT ON COLUMN store.set_up_passed IS 'Steps of the set-up in the console that somebody saved or left out: settings, couriers, endpoints, clients.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE store DROP COLUMN set_up_passed`);
  }
}
