import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = { erasure_store: 'erasure (store_code)' };

/** Each page of orders that is stored asks whether some customer of its store was erased. Built beside the running service. */
export class AddErasureStoreIndex1795800200000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
