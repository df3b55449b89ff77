import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders that a store keeps no longer: known by their code, so that no reading by any release brings them back. */
export class CreateDeletedOrders1795800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deleted_order (
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        entity_id bigint NOT NULL CHECK (entity_id > 0),
        increment_id text NOT NULL,
        magento_created_at timestamptz NOT NULL,
        deleted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (store_id, entity_id)
      );
      CREATE INDEX deleted_order_number ON deleted_order (store_id, increment_id);
      CREATE INDEX deleted_order_created ON deleted_order (store_id, magento_created_at);
      COMMENT ON TABLE deleted_order IS 'Orders that were deleted by the setting deleteAfterDays of their store. Kept for ever: none of them is read in again.';
      COMMENT ON COLUMN deleted_order.store_id IS 'Store.';
      COMMENT ON COLUMN deleted_order.entity_id IS 'Magento''s entity_id: orderCode.';
      COMMENT ON COLUMN deleted_order.increment_id IS 'Order number. With the time of creation it tells whether Magento shows the same order under the code.';
      COMMENT ON COLUMN deleted_order.magento_created_at IS 'When the order was placed.';
      COMMENT ON COLUMN deleted_order.deleted_at IS 'When it was deleted here.';

      CREATE FUNCTION keep_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- A statement of its own, and so with what was committed while the writer waited for the table.
        IF EXISTS (SELECT FROM deleted_order WHERE store_id = NEW.store_id AND entity_id = NEW.entity_id) THEN
          RETURN NULL;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER keep_deleted BEFORE INSERT ON "order" FOR EACH ROW EXECUTE FUNCTION keep_deleted()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER keep_deleted ON "order";
      DROP FUNCTION keep_deleted();
      DROP TABLE deleted_order`);
  }
}
