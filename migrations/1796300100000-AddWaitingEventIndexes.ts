import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  notification_waiting: `notification (look_at) WHERE state = 'WAITING'`,
  notification_waiting_names: `notification USING gin (names) WHERE state = 'WAITING'`,
};

/** Events that wait for their order are few among many. Built beside the running service. */
export class AddWaitingEventIndexes1796300100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) {
      // What an interrupted run left behind is not valid.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX ${name}`);
  }
}
