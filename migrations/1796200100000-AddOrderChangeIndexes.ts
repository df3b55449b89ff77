import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES: Record<string, string> = {
  order_changed: '"order" (store_id, changed_at, entity_id)',
  // The condition stands in orders.read-model word by word: else the planner does not take it.
  order_some_cancelled: `"order" (store_id, magento_updated_at, entity_id)
    WHERE sync_state = 'CANCELLED' OR (partly_cancelled AND (sync_state IN ('NEW', 'ACKNOWLEDGED')
      OR sync_reason = 'nothing_left'))`,
};

/** For lists by change, and of cancellations by line. Built beside the running service. */
export class AddOrderChangeIndexes1796200100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // So that those that an earlier release stored are listed before their next change.
    await runner.query(`
      UPDATE "order" o SET partly_cancelled = true WHERE sync_state IN ('NEW', 'ACKNOWLEDGED')
        AND EXISTS (SELECT FROM order_item i WHERE i.order_id = o.id AND i.quantity_cancelled > 0)`);
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
