import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events whose order is not known yet, and what aggregators call the orders that are. */
export class ResolveEvents1796300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notification
      ADD COLUMN is_return boolean,
      ADD COLUMN names text[],
      ADD COLUMN reading jsonb,
      ADD COLUMN look_at timestamptz,
      ADD COLUMN looks integer NOT NULL DEFAULT 0,
      DROP CONSTRAINT notification_state_check,
      ADD CONSTRAINT notification_state_check
        CHECK (state IN ('ACCEPTED', 'UNMAPPED', 'MALFORMED', 'WAITING', 'DISMISSED')) NOT VALID`);
    await runner.query(`ALTER TABLE order_event DROP CONSTRAINT order_event_source_check,
      ADD CONSTRAINT order_event_source_check
        CHECK (source IN ('MAGENTO', 'INCREFF', 'OPERATOR', 'SERVICE', 'AGGREGATOR')) NOT VALID`);
    await runner.query(`
      COMMENT ON COLUMN notification.state IS 'ACCEPTED: delivered to the merchant; UNMAPPED: a status without a notification type, kept; MALFORMED: kept for inspection; WAITING: has a type, its order is not known yet, or two of its names name two orders; DISMISSED: an operator said that it is no order of ours.';
      COMMENT ON COLUMN notification.sync_state IS 'As state; how far the delivery of what is ACCEPTED is, delivery says. Set by the table.';
      COMMENT ON COLUMN notification.body IS 'What is delivered; of the other states what came, as far as it is JSON.';
      COMMENT ON COLUMN notification.reason IS 'Why it is not delivered; of ACCEPTED what is odd about it.';
      COMMENT ON COLUMN notification.is_return IS 'Whether it tells of a return''s parcel; NULL where nothing can be said.';
      COMMENT ON COLUMN notification.names IS 'What it calls its parcel and order; of WAITING.';
      COMMENT ON COLUMN notification.reading IS 'What was read out of it; of WAITING, to be told once the order is known.';
      COMMENT ON COLUMN notification.look_at IS 'When its order is looked for again; of WAITING.';
      COMMENT ON COLUMN notification.looks IS 'How often its order was looked for in vain.';
      COMMENT ON COLUMN order_event.source IS 'Who caused it; AGGREGATOR: a courier''s event.';
      CREATE TABLE aggregator_id (
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        value text NOT NULL,
        order_id bigint NOT NULL REFERENCES "order" (id) ON DELETE CASCADE,
        shipment_id bigint REFERENCES shipment (id) ON DELETE CASCADE,
        return_order_id bigint REFERENCES return_order (id) ON DELETE CASCADE,
        learned_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (store_id, value)
      );
      CREATE INDEX aggregator_id_order ON aggregator_id (order_id);
      CREATE INDEX aggregator_id_shipment ON aggregator_id (shipment_id);
      CREATE INDEX aggregator_id_return ON aggregator_id (return_order_id);
      COMMENT ON TABLE aggregator_id IS 'Aggregators'' own ids, learnt from events that had them beside an AWB known here.';
      COMMENT ON COLUMN aggregator_id.store_id IS 'Store.';
      COMMENT ON COLUMN aggregator_id.value IS 'Aggregator, kind and id, as SHIPROCKET order 348456385.';
      COMMENT ON COLUMN aggregator_id.order_id IS 'Order.';
      COMMENT ON COLUMN aggregator_id.shipment_id IS 'Parcel: shipment.id; NULL for a return.';
      COMMENT ON COLUMN aggregator_id.return_order_id IS 'Return: return_order.id; NULL for a forward parcel.';
      COMMENT ON COLUMN aggregator_id.learned_at IS 'When it was seen first.';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE aggregator_id');
    await runner.query(`UPDATE notification SET state = 'UNMAPPED' WHERE state IN ('WAITING', 'DISMISSED')`);
    await runner.query(`ALTER TABLE notification DROP COLUMN is_return, DROP COLUMN names, DROP COLUMN reading,
      DROP COLUMN look_at, DROP COLUMN looks, DROP CONSTRAINT notification_state_check,
      ADD CONSTRAINT notification_state_check CHECK (state IN ('ACCEPTED', 'UNMAPPED', 'MALFORMED')) NOT VALID`);
    await runner.query(`UPDATE order_event SET source = 'SERVICE' WHERE source = 'AGGREGATOR'`);
    await runner.query(`ALTER TABLE order_event DROP CONSTRAINT order_event_source_check,
      ADD CONSTRAINT order_event_source_check
        CHECK (source IN ('MAGENTO', 'INCREFF', 'OPERATOR', 'SERVICE')) NOT VALID`);
  }
}
