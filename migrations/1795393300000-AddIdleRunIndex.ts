import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = {
  sync_run_idle: `sync_run (started_at) WHERE state = 'DONE' AND new = 0 AND changed = 0 AND skipped = '{}'`,
};

/** Finds runs that found nothing: most of all runs, and kept for days only. Built beside the running service. */
export class AddIdleRunIndex1795393300000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
