import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1795392700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        source text NOT NULL CHECK (source IN ('API', 'CLICKPOST', 'SHIPROCKET', 'SERVICE')),
        state text NOT NULL CHECK (state IN ('ACCEPTED', 'UNMAPPED', 'MALFORMED')),
        dedupe_key text NOT NULL,
        forward_order_code text,
        parcel_key text,
        type text,
        known boolean NOT NULL,
        event_time timestamptz,
        late boolean NOT NULL DEFAULT false,
        body jsonb NOT NULL,
        raw text,
        reason text,
        repeats integer NOT NULL DEFAULT 0,
        delivery_id uuid REFERENCES delivery (id) DEFERRABLE INITIALLY DEFERRED,
        received_at timestamptz NOT NULL DEFAULT now(),
        request_id text,
        UNIQUE (store_id, dedupe_key)
      );
      CREATE INDEX notification_list ON notification (store_id, id);
      CREATE INDEX notification_order ON notification (store_id, forward_order_code, id);
      COMMENT ON TABLE notification IS 'Logistics and document events, from aggregators, from Increff, and our own.';
      COMMENT ON COLUMN notification.id IS 'notificationId of the API.';
      COMMENT ON COLUMN notification.store_id IS 'Store.';
      COMMENT ON COLUMN notification.source IS 'API: POST /notifications; CLICKPOST and SHIPROCKET: their webhooks; SERVICE: ourselves.';
      COMMENT ON COLUMN notification.state IS 'ACCEPTED: delivered to the merchant; UNMAPPED: a status without a notification type, kept; MALFORMED: kept for inspection.';
      COMMENT ON COLUMN notification.dedupe_key IS 'SHA-256 over what makes two events the same one.';
      COMMENT ON COLUMN notification.forward_order_code IS 'Order; deliveries of one order keep their order.';
      COMMENT ON COLUMN notification.parcel_key IS 'Parcel whose state it tells: order, shipment, return and AWB.';
      COMMENT ON COLUMN notification.type IS 'Notification type; also one that we do not know.';
      COMMENT ON COLUMN notification.known IS 'False for a type that is not in the list.';
      COMMENT ON COLUMN notification.event_time IS 'When it happened, by its source.';
      COMMENT ON COLUMN notification.late IS 'True when the parcel had come further before.';
      COMMENT ON COLUMN notification.body IS 'What is delivered; of UNMAPPED and MALFORMED what came, as far as it is JSON.';
      COMMENT ON COLUMN notification.raw IS 'First 16 KB of what came, of MALFORMED.';
      COMMENT ON COLUMN notification.reason IS 'Why it is UNMAPPED or MALFORMED.';
      COMMENT ON COLUMN notification.repeats IS 'How often it came again.';
      COMMENT ON COLUMN notification.delivery_id IS 'Its delivery.';
      COMMENT ON COLUMN notification.received_at IS 'When it was accepted.';
      COMMENT ON COLUMN notification.request_id IS 'Id of the request.';

      CREATE TABLE parcel_state (
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        parcel_key text NOT NULL,
        forward_order_code text NOT NULL,
        type text NOT NULL,
        event_time timestamptz NOT NULL,
        stage integer NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (store_id, parcel_key)
      );
      CREATE INDEX parcel_state_order ON parcel_state (store_id, forward_order_code);
      COMMENT ON TABLE parcel_state IS 'How far each parcel has come: the latest of its events, whatever the order in which they arrived.';
      COMMENT ON COLUMN parcel_state.store_id IS 'Store.';
      COMMENT ON COLUMN parcel_state.parcel_key IS 'As in notification.';
      COMMENT ON COLUMN parcel_state.forward_order_code IS 'Order.';
      COMMENT ON COLUMN parcel_state.type IS 'Notification type of the latest event.';
      COMMENT ON COLUMN parcel_state.event_time IS 'When that happened.';
      COMMENT ON COLUMN parcel_state.stage IS 'Place of the type in a parcel''s way; decides between events of one time.';
      COMMENT ON COLUMN parcel_state.updated_at IS 'When it was stored.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parcel_state, notification');
  }
}
