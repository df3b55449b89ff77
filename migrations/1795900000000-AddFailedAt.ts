import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a write failed, so that what was sent of it need not be kept for ever. Set by the table itself: a write fails in several
 * ways, and is opened again in others. It stays empty for writes that failed before.
 */
export class AddFailedAt1795900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE operation ADD COLUMN failed_at timestamptz;
      COMMENT ON COLUMN operation.failed_at IS 'Since when it is FAILED; NULL in other states, and for what failed before this was kept.';
      CREATE FUNCTION note_failure() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.failed_at := CASE WHEN NEW.state = 'FAILED' THEN now() END;
        RETURN NEW;
      END $$;
      CREATE TRIGGER note_failure BEFORE UPDATE OF state ON operation FOR EACH ROW
        WHEN (OLD.state <> NEW.state AND 'FAILED' IN (OLD.state, NEW.state)) EXECUTE FUNCTION note_failure()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER note_failure ON operation;
      DROP FUNCTION note_failure();
      ALTER TABLE operation DROP COLUMN failed_at`);
  }
}
