import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = { operation_attention: 'operation (attention_since) WHERE attention_since IS NOT NULL' };

/** Finds operations that need a person: few of many. Built beside the running service. */
export class AddOperationAttentionIndex1795400100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
    // Reads the table beside the running service; in the migration before it would have held up everybody.
    await runner.query('ALTER TABLE operation VALIDATE CONSTRAINT operation_unsent_without_doubt');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
