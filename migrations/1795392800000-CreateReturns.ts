import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReturns1795392800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE return_order (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id),
        order_id bigint NOT NULL REFERENCES "order" (id),
        return_order_code text NOT NULL,
        forward_order_code text NOT NULL,
        location_code text NOT NULL,
        order_type text NOT NULL,
        awb_number text,
        transporter text,
        sync_state text NOT NULL DEFAULT 'CREATED'
          CHECK (sync_state IN ('CREATED', 'IN_PROCESSING', 'PROCESSED', 'CANCELLED')),
        body jsonb NOT NULL,
        history jsonb NOT NULL DEFAULT '[]',
        delivery_id uuid REFERENCES delivery (id),
        requested_by text NOT NULL,
        request_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, return_order_code)
      );
      CREATE INDEX return_order_order ON return_order (order_id);
      CREATE INDEX return_order_awb ON return_order (store_id, awb_number);
      COMMENT ON TABLE return_order IS 'Returns that the shop announced.';
      COMMENT ON COLUMN return_order.id IS 'Internal key.';
      COMMENT ON COLUMN return_order.store_id IS 'Store.';
      COMMENT ON COLUMN return_order.order_id IS 'Forward order.';
      COMMENT ON COLUMN return_order.return_order_code IS 'The channel''s id of the return: the natural key.';
      COMMENT ON COLUMN return_order.forward_order_code IS 'Forward order as the channel names it: entity_id or increment_id, by the store''s setting.';
      COMMENT ON COLUMN return_order.location_code IS 'Warehouse that receives it.';
      COMMENT ON COLUMN return_order.order_type IS 'SELF_SHIP, CUSTOMER_RETURN or RETURN_TO_ORIGIN.';
      COMMENT ON COLUMN return_order.awb_number IS 'AWB, where the channel books the courier.';
      COMMENT ON COLUMN return_order.transporter IS 'Courier, where the channel books it.';
      COMMENT ON COLUMN return_order.sync_state IS 'CREATED; IN_PROCESSING: some items are checked; PROCESSED: all are, and the acknowledgement is on its way; CANCELLED: all items were cancelled.';
      COMMENT ON COLUMN return_order.body IS 'As it was accepted.';
      COMMENT ON COLUMN return_order.history IS 'States with their times: [{state, at}].';
      COMMENT ON COLUMN return_order.delivery_id IS 'Delivery of the acknowledgement.';
      COMMENT ON COLUMN return_order.requested_by IS 'Client id.';
      COMMENT ON COLUMN return_order.request_id IS 'Id of the request.';
      COMMENT ON COLUMN return_order.created_at IS 'When it was accepted.';
      COMMENT ON COLUMN return_order.updated_at IS 'Last change.';

      CREATE TABLE return_item (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        return_order_id bigint NOT NULL REFERENCES return_order (id) ON DELETE CASCADE,
        item_code text NOT NULL,
        sku text NOT NULL,
        reason text NOT NULL,
        state text NOT NULL DEFAULT 'EXPECTED' CHECK (state IN ('EXPECTED', 'PROCESSED', 'CANCELLED')),
        qc_status text CHECK (qc_status IN ('PASS', 'FAIL')),
        qc_reason text,
        image_urls jsonb,
        processed_at timestamptz,
        UNIQUE (return_order_id, item_code)
      );
      COMMENT ON TABLE return_item IS 'Items of returns; one is one unit.';
      COMMENT ON COLUMN return_item.id IS 'Internal key.';
      COMMENT ON COLUMN return_item.return_order_id IS 'Return: return_order.id.';
      COMMENT ON COLUMN return_item.item_code IS 'The channel''s id of the item.';
      COMMENT ON COLUMN return_item.sku IS 'SKU.';
      COMMENT ON COLUMN return_item.reason IS 'The customer''s reason, or why it was cancelled.';
      COMMENT ON COLUMN return_item.state IS 'EXPECTED, PROCESSED or CANCELLED.';
      COMMENT ON COLUMN return_item.qc_status IS 'PASS or FAIL.';
      COMMENT ON COLUMN return_item.qc_reason IS 'Why it failed.';
      COMMENT ON COLUMN return_item.image_urls IS 'Images, of failed ones only.';
      COMMENT ON COLUMN return_item.processed_at IS 'When it was checked.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE return_item, return_order');
  }
}
