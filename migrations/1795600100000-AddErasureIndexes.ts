import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES: Record<string, string> = {
  order_erase_due: '"order" (erase_due_at) WHERE erase_due_at IS NOT NULL',
  order_erasure: '"order" (erasure_id) WHERE erasure_id IS NOT NULL',
  // The e-mail of the billing address has an index (order_email), and is the same on nearly all orders.
  order_other_email: `"order" (store_id, md5(lower(shipping_address ->> 'email')))
    WHERE shipping_address ->> 'email' IS DISTINCT FROM billing_address ->> 'email'`,
};

/** Finds the orders of a customer, and those that are to be erased. Built beside the running service. */
export class AddErasureIndexes1795600100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
