import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES: Record<string, string> = {
  order_changed: '"order" (store_id, changed_at, entity_id)',
  // The condition stands in orders.read-model word by word: else the planner does not take it.
  order_some_cancelled: `"order" (store_id, magento_updated_at, entity_id)
    WHERE sync_state = 'CANCELLED' OR (partly_cancelled AND (sync_state IN ('NEW', 'ACKNOWLEDGED')
      OR sync_reason = 'nothing_left'))`,
};

const BATCH = 2000;
/** Rows that are locked are passed over, and come in the next pass; what is left then, the nightly comparison finds. */
const PASSES = 3;

const MARK = `
  WITH batch AS (
    SELECT o.id FROM "order" o WHERE o.id > $1 AND o.sync_state IN ('NEW', 'ACKNOWLEDGED') AND o.partly_cancelled IS NULL
      AND EXISTS (SELECT FROM order_item i WHERE i.order_id = o.id AND i.quantity_cancelled > 0)
    ORDER BY o.id LIMIT ${BATCH} FOR UPDATE OF o SKIP LOCKED
  ), marked AS (
    UPDATE "order" o SET partly_cancelled = true FROM batch WHERE o.id = batch.id RETURNING o.id)
  SELECT max(id)::text AS last FROM marked`;

/** In batches, each a transaction of its own: no poll of the running service waits for long, and none is waited for. */
async function markPartlyCancelled(runner: QueryRunner): Promise<void> {
  for (let after: string | null = '0'; after !== null;) {
    const [done] = (await runner.query(MARK, [after])) as { last: string | null }[];
    after = done?.last ?? null;
  }
}

/** For lists by change, and of cancellations by line. Built beside the running service. */
export class AddOrderChangeIndexes1796200100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // So that those that an earlier release stored are listed before their next change.
    for (let pass = 0; pass < PASSES; pass++) await markPartlyCancelled(runner);
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
