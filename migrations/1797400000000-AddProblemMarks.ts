import type { MigrationInterface, QueryRunner } from 'typeorm';
import { noteChangesByHand } from './changes-by-hand.js';

const COMMENTS: Record<string, string> = {
  store_id: 'The store.',
  kind: 'Kind of problem.',
  subject: 'Whose: kind of endpoint or write, source of events; else empty.',
  cause: 'Code or words of the cause; may be empty.',
  ignored_by: 'Who said that it is known; NULL while nobody did.',
  ignored_at: 'When.',
  ignored_reason: 'Why, in words.',
  ignored_until: 'Shown again from then on; NULL: when it changes.',
  ignored_count: 'How many there were then; one more is a change.',
  ignored_last: 'The newest of them then; a newer one is a change.',
  assignee: 'Client or person who sees to it; NULL: nobody.',
  assigned_by: 'Who said so.',
  marked_at: 'When any of this changed last.',
};

/** What people say about problems of the first page: known, or somebody's. */
export class AddProblemMarks1797400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE problem_mark (
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        kind text NOT NULL,
        subject text NOT NULL,
        cause text NOT NULL,
        ignored_by text,
        ignored_at timestamptz,
        ignored_reason text,
        ignored_until timestamptz,
        ignored_count integer,
        ignored_last timestamptz,
        assignee text,
        assigned_by text,
        marked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (store_id, kind, subject, cause),
        CONSTRAINT problem_mark_ignored_check
          CHECK (num_nonnulls(ignored_by, ignored_at, ignored_reason, ignored_count, ignored_last) IN (0, 5))
      )`);
    await runner.query(
      `COMMENT ON TABLE problem_mark IS 'What people say about a problem: that it is known, or whose it is.'`,
    );
    for (const [column, comment] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON COLUMN problem_mark.${column} IS '${comment}'`);
    }
    await noteChangesByHand(runner, 'problem_mark');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE problem_mark');
  }
}
