import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For the foreign key of sessions to people. Built beside the running service. */
export class AddConsolePersonIndex1795700100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an interrupted run left behind is not valid.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS console_session_person_id');
    await runner.query(
      'CREATE INDEX CONCURRENTLY console_session_person_id ON console_session (person_id) WHERE person_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX console_session_person_id');
  }
}
