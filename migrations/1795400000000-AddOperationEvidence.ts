import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0012-evidence.md. */
export class AddOperationEvidence1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE operation ADD COLUMN sends integer NOT NULL DEFAULT 0;
      ALTER TABLE operation ADD COLUMN doubt_ends_at timestamptz;
      ALTER TABLE operation ADD COLUMN doubt_of timestamptz;
      ALTER TABLE operation ADD COLUMN unknown_since timestamptz;
      ALTER TABLE operation ADD COLUMN faults integer NOT NULL DEFAULT 0;
      ALTER TABLE operation ADD COLUMN attention_since timestamptz;
      ALTER TABLE operation ADD CONSTRAINT operation_unsent_without_doubt
        CHECK (state NOT IN ('PENDING', 'FAILED') OR sent_at IS NULL) NOT VALID;
      COMMENT ON COLUMN operation.sends IS 'How often its write went out.';
      COMMENT ON COLUMN operation.sent_at IS 'When the last write went out, by the database''s clock. NULL: nothing was sent, or it is proved that nothing that was sent had an effect.';
      COMMENT ON COLUMN operation.doubt_ends_at IS 'From here on the last write can no longer take effect, and every effect it had can be read.';
      COMMENT ON COLUMN operation.doubt_of IS 'The sent_at that doubt_ends_at belongs to; of any other one it says nothing.';
      COMMENT ON COLUMN operation.unknown_since IS 'Since when it is not known what became of the write.';
      COMMENT ON COLUMN operation.faults IS 'Errors of the service itself, in a row.';
      COMMENT ON COLUMN operation.last_response IS 'What came of the last write that is not known to be done: {kind, code, status, message}.';
      COMMENT ON COLUMN operation.attention_since IS 'Since when a person is needed: it failed for good, or stays in doubt. NULL: nobody is.';
      COMMENT ON COLUMN operation.state IS 'PENDING: waits for the worker; RUNNING: a process holds it; UNKNOWN: sent, effect not established; SETTLED: see outcome; FAILED: nothing was changed, the same request may be sent again.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE operation DROP CONSTRAINT operation_unsent_without_doubt;
      ALTER TABLE operation DROP COLUMN sends, DROP COLUMN doubt_ends_at, DROP COLUMN doubt_of, DROP COLUMN unknown_since,
        DROP COLUMN faults, DROP COLUMN attention_since;
    `);
  }
}
