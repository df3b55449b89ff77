import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = { order_item_sku_any: 'order_item (lower(sku), order_id)' };

/**
 * Magento takes a SKU in capitals and in small letters for the same one. Built beside the running service; the release before
 * looks SKUs up without an index until it is replaced, which its console alone notices.
 */
export class FindSkusInAnySpelling1797380000000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS order_item_sku');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX order_item_sku ON order_item (sku, order_id)');
    await dropIndexes(runner, INDEXES);
  }
}
