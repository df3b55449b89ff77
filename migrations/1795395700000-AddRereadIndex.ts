import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = { order_reread: '"order" (store_id, reread_since) WHERE reread_since IS NOT NULL' };

/** Each run asks for orders that are to be read again; there are hardly ever any. Built beside the running service. */
export class AddRereadIndex1795395700000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
