import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0011-timeline-without-foreign-key.md. */
export class DropTimelineForeignKey1795393600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_event DROP CONSTRAINT IF EXISTS order_event_order_id_fkey;
      COMMENT ON COLUMN order_event.order_id IS 'Order it happened to: "order".id. Not a foreign key: the row is written in the transaction of its order.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_event ADD CONSTRAINT order_event_order_id_fkey
        FOREIGN KEY (order_id) REFERENCES "order" (id) ON DELETE CASCADE NOT VALID;
      COMMENT ON COLUMN order_event.order_id IS 'Order it happened to.';
    `);
  }
}
