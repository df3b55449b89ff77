import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which reading is newer, which order is which, and a look over all orders. */
export class TrustReadings1795395600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "order" ADD COLUMN reread_since timestamptz, ADD COLUMN former_entity_id bigint;
      COMMENT ON COLUMN "order".reread_since IS 'Two readings of the order crossed, and either may be the newer one: it is read again. NULL: nothing to do.';
      COMMENT ON COLUMN "order".former_entity_id IS 'entity_id that the order had until an operator said that Magento holds another order under it. Its entity_id is then -id.';
      COMMENT ON COLUMN "order".entity_id IS 'Magento''s key; Increff''s orderCode. Negative where another order has taken its place in Magento, see former_entity_id.';
      COMMENT ON COLUMN "order".read_at IS 'This database''s clock after this content was read; only a reading begun later replaces it.';

      ALTER TABLE parked_order ADD COLUMN shown jsonb;
      COMMENT ON COLUMN parked_order.shown IS 'Number and creation time {incrementId, createdAt} of the order that Magento shows under this entity_id, where it is not the one that is kept here: somebody has to say which it is. Else NULL.';
      COMMENT ON COLUMN parked_order.reason IS 'Why it cannot be taken in.';
      COMMENT ON COLUMN parked_order.tries IS 'Tries so far; an outage of the shop is none.';
      COMMENT ON TABLE parked_order IS 'Orders that cannot be taken in, each with its reason.';

      ALTER TABLE sync_cursor DROP CONSTRAINT IF EXISTS sync_cursor_stream_check;
      ALTER TABLE sync_cursor ADD CONSTRAINT sync_cursor_stream_check CHECK (stream IN
        ('orders.new', 'orders.pending', 'orders.changed', 'orders.cancelled', 'orders.sweep')) NOT VALID;
      COMMENT ON COLUMN sync_cursor.stream IS 'orders.new, orders.pending, orders.changed, orders.cancelled or orders.sweep (all ids, once a day).';
      COMMENT ON COLUMN sync_cursor.position IS 'Everything up to here has been read: the newest stamp of the stream''s time column that was seen and is not beyond Magento''s clock. NULL: nothing yet.';
      COMMENT ON COLUMN audit.sync_health.stream IS 'orders.new, orders.pending, orders.changed, orders.cancelled or orders.sweep.';
    `);
    // They were kept by Magento's clock alone, which may have run ahead of its stamps: one more look over a day.
    await runner.query(
      `UPDATE sync_cursor SET position = position - interval '1 day' WHERE position IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM sync_cursor WHERE stream = 'orders.sweep';
      ALTER TABLE sync_cursor DROP CONSTRAINT sync_cursor_stream_check;
      ALTER TABLE sync_cursor ADD CONSTRAINT sync_cursor_stream_check CHECK (stream IN
        ('orders.new', 'orders.pending', 'orders.changed', 'orders.cancelled')) NOT VALID;
      ALTER TABLE parked_order DROP COLUMN shown;
      ALTER TABLE "order" DROP COLUMN reread_since, DROP COLUMN former_entity_id;
    `);
  }
}
