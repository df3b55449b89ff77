import type { MigrationInterface, QueryRunner } from 'typeorm';
import { noteChangesByHand } from './changes-by-hand.js';

const COMMENTS: Record<string, string> = {
  operation_id: 'Write.',
  attempt: 'Which send of it, from 1 on.',
  at: 'When it was stamped, right before its first byte.',
  lease_token: 'Hold of the process that sent it: two tries with the same one were sent by one process.',
  duration_ms:
    'How long it took, from the stamp on; NULL: not known how it ended, as where the process died.',
  status: 'HTTP status, if there was an answer.',
  error_code: 'Code of why it failed.',
  error: 'Why it failed, in words; of an answer its first 2000 characters.',
  request: 'Method, path and body; no sign-in.',
  response: 'The id or the yes that Magento answered with, of tries that it took.',
};

/** Each send of a write to Magento, of which `operation` keeps the last one only. */
export class KeepTriesOfWrites1797900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE operation_try (
        operation_id uuid NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
        attempt integer NOT NULL,
        at timestamptz NOT NULL,
        lease_token uuid,
        duration_ms integer,
        status integer,
        error_code text,
        error text,
        request jsonb NOT NULL,
        response text,
        PRIMARY KEY (operation_id, attempt)
      );
      CREATE INDEX operation_try_at_idx ON operation_try (at);
      COMMENT ON TABLE operation_try IS 'Tries of writes: what was sent to Magento, and what came of it. The latest 20 of each.'`);
    for (const [column, comment] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON COLUMN operation_try.${column} IS '${comment}'`);
    }
    await noteChangesByHand(runner, 'operation_try');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operation_try');
  }
}
