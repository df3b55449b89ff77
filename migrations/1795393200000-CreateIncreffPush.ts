import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'NOTIFICATION', 'RETURN_ACK'`;

/** Orders that are pushed to Increff, and the endpoint kind they go to. Checks are validated without a long lock. */
export class CreateIncreffPush1795393200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE increff_push (
        order_id bigint PRIMARY KEY REFERENCES "order" (id) ON DELETE CASCADE,
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        lines jsonb NOT NULL,
        due_at timestamptz,
        pushed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX increff_push_due ON increff_push (store_id, due_at) WHERE due_at IS NOT NULL;
      COMMENT ON TABLE increff_push IS 'Orders that were handed to the outbox for Increff, of stores that push: each once.';
      COMMENT ON COLUMN increff_push.order_id IS 'Order.';
      COMMENT ON COLUMN increff_push.store_id IS 'Store.';
      COMMENT ON COLUMN increff_push.lines IS 'What Increff was told, by item_id: quantity sent, quantity cancelled before, and cancelledQuantity told since.';
      COMMENT ON COLUMN increff_push.due_at IS 'When to look whether the customer cancelled; NULL until the order changes.';
      COMMENT ON COLUMN increff_push.pushed_at IS 'When it was handed to the outbox.';
    `);
    await this.allow(runner, `${KINDS}, 'INCREFF'`);
    await runner.query(`
      COMMENT ON COLUMN endpoint.kind IS 'NOTIFICATION: POST of notifications; RETURN_ACK: PUT of return acknowledgements; INCREFF: orders and cancellations, in Increff''s Standard APIs below this address.';
      COMMENT ON COLUMN delivery.event_type IS 'Notification type, RETURN_PROCESSED, ORDER, ORDER_CANCELLATION or TEST.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM delivery WHERE kind = 'INCREFF'`);
    await runner.query(`DELETE FROM endpoint WHERE kind = 'INCREFF'`);
    await this.allow(runner, KINDS);
    await runner.query('DROP TABLE increff_push');
  }

  private async allow(runner: QueryRunner, kinds: string): Promise<void> {
    for (const table of ['endpoint', 'delivery']) {
      await runner.query(`
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check;
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_kind_check CHECK (kind IN (${kinds})) NOT VALID;
        ALTER TABLE ${table} VALIDATE CONSTRAINT ${table}_kind_check;
      `);
    }
  }
}
