import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = {
  notification_waiting: `notification (look_at) WHERE state = 'WAITING'`,
  notification_waiting_names: `notification USING gin (names) WHERE state = 'WAITING'`,
};

/** Events that wait for their order are few among many. Built beside the running service. */
export class AddWaitingEventIndexes1796300100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
