import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFulfilment1795392400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE invoice (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id),
        order_id bigint NOT NULL REFERENCES "order" (id),
        invoice_id bigint NOT NULL,
        increment_id text,
        sync_state text NOT NULL CHECK (sync_state IN ('CREATED', 'FOUND')),
        state text NOT NULL CHECK (state IN ('OPEN', 'PAID', 'CANCELLED')),
        grand_total numeric(20,4) NOT NULL,
        tax numeric(20,4) NOT NULL,
        currency text,
        items jsonb NOT NULL,
        operation_id uuid REFERENCES operation (id),
        magento_created_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, invoice_id)
      );
      CREATE INDEX invoice_order ON invoice (order_id);
      COMMENT ON TABLE invoice IS 'Invoices of Magento, made by us or found there.';
      COMMENT ON COLUMN invoice.id IS 'Internal key.';
      COMMENT ON COLUMN invoice.store_id IS 'Store.';
      COMMENT ON COLUMN invoice.order_id IS 'Order that is invoiced.';
      COMMENT ON COLUMN invoice.invoice_id IS 'Magento''s entity_id; invoiceId of the API.';
      COMMENT ON COLUMN invoice.increment_id IS 'Number printed on it.';
      COMMENT ON COLUMN invoice.sync_state IS 'CREATED: by an operation of ours; FOUND: made by the shop.';
      COMMENT ON COLUMN invoice.state IS 'Magento''s state: OPEN 1, PAID 2, CANCELLED 3.';
      COMMENT ON COLUMN invoice.grand_total IS 'Total in the order''s currency.';
      COMMENT ON COLUMN invoice.tax IS 'Tax within it.';
      COMMENT ON COLUMN invoice.currency IS 'ISO 4217.';
      COMMENT ON COLUMN invoice.items IS 'Lines: [{orderItemCode, channelSkuCode, quantity}].';
      COMMENT ON COLUMN invoice.operation_id IS 'Operation that made it; NULL when found.';
      COMMENT ON COLUMN invoice.magento_created_at IS 'created_at of Magento.';
      COMMENT ON COLUMN invoice.created_at IS 'When it was first stored.';
      COMMENT ON COLUMN invoice.updated_at IS 'When it was last stored.';

      CREATE TABLE shipment (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id),
        order_id bigint NOT NULL REFERENCES "order" (id),
        shipment_id text NOT NULL,
        shipment_code text,
        sync_state text NOT NULL DEFAULT 'PENDING'
          CHECK (sync_state IN ('PENDING', 'CREATED', 'HANDED_OVER', 'REFUSED')),
        flow text NOT NULL CHECK (flow IN ('DOCUMENTED', 'SHIP_AT_SHIPMENT', 'SHIP_AT_HANDOVER')),
        magento_shipment_id bigint,
        location_code text,
        source_code text,
        items jsonb NOT NULL,
        lines jsonb,
        option_lines jsonb,
        label_url text,
        comment text,
        weight numeric(20,4),
        dimensions jsonb,
        operation_id uuid REFERENCES operation (id),
        requested_by text NOT NULL,
        request_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, shipment_id),
        UNIQUE (store_id, shipment_code)
      );
      CREATE INDEX shipment_order ON shipment (order_id);
      COMMENT ON TABLE shipment IS 'Parcels that Increff packed, and what they are in Magento.';
      COMMENT ON COLUMN shipment.id IS 'Internal key.';
      COMMENT ON COLUMN shipment.store_id IS 'Store.';
      COMMENT ON COLUMN shipment.order_id IS 'Order that is shipped.';
      COMMENT ON COLUMN shipment.shipment_id IS 'Increff''s shipmentId: the natural key, by which a repeat gets the same answer.';
      COMMENT ON COLUMN shipment.shipment_code IS 'Code given to Increff: Magento''s shipment id, or P-{shipmentId} where Magento has none before handover. NULL until created.';
      COMMENT ON COLUMN shipment.sync_state IS 'PENDING: accepted; CREATED; HANDED_OVER; REFUSED: Magento said no, the same shipmentId may be sent again.';
      COMMENT ON COLUMN shipment.flow IS 'Store setting when it was accepted. DOCUMENTED: POST shipment/ now and ship at handover; SHIP_AT_SHIPMENT and SHIP_AT_HANDOVER: ship at that step only.';
      COMMENT ON COLUMN shipment.magento_shipment_id IS 'Magento''s entity_id of the document of create shipment, or of handover where there is no other.';
      COMMENT ON COLUMN shipment.location_code IS 'Warehouse, by Increff''s code.';
      COMMENT ON COLUMN shipment.source_code IS 'MSI source that is deducted; NULL leaves it to Magento.';
      COMMENT ON COLUMN shipment.items IS 'What is in the parcel: [{orderItemCode, channelSkuCode, quantity}].';
      COMMENT ON COLUMN shipment.lines IS 'The same by the rows that Magento ships: [{order_item_id, qty}].';
      COMMENT ON COLUMN shipment.option_lines IS 'The rows for bundles whose options are shipped one by one, where they differ.';
      COMMENT ON COLUMN shipment.label_url IS 'Shipping label kept elsewhere.';
      COMMENT ON COLUMN shipment.comment IS 'Comment of the document.';
      COMMENT ON COLUMN shipment.weight IS 'Grams, as given.';
      COMMENT ON COLUMN shipment.dimensions IS 'As given: {length, breadth, height}.';
      COMMENT ON COLUMN shipment.operation_id IS 'Operation that created it.';
      COMMENT ON COLUMN shipment.requested_by IS 'Client id.';
      COMMENT ON COLUMN shipment.request_id IS 'Id of the request.';
      COMMENT ON COLUMN shipment.created_at IS 'When it was accepted.';
      COMMENT ON COLUMN shipment.updated_at IS 'Last change.';

      CREATE TABLE shipment_track (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        shipment_id bigint NOT NULL REFERENCES shipment (id) ON DELETE CASCADE,
        track_number text NOT NULL,
        title text NOT NULL,
        carrier_code text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (shipment_id, track_number)
      );
      CREATE INDEX shipment_track_number ON shipment_track (track_number);
      COMMENT ON TABLE shipment_track IS 'Tracks of a parcel.';
      COMMENT ON COLUMN shipment_track.id IS 'Internal key.';
      COMMENT ON COLUMN shipment_track.shipment_id IS 'Parcel: shipment.id.';
      COMMENT ON COLUMN shipment_track.track_number IS 'AWB.';
      COMMENT ON COLUMN shipment_track.title IS 'Courier.';
      COMMENT ON COLUMN shipment_track.carrier_code IS 'Magento''s carrier code; free text.';
      COMMENT ON COLUMN shipment_track.created_at IS 'When it became known.';

      CREATE TABLE manifest (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id),
        manifest_code text NOT NULL,
        manifest_id text,
        transporter text NOT NULL,
        location_code text NOT NULL,
        items jsonb NOT NULL,
        requested_by text NOT NULL,
        request_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, manifest_code),
        UNIQUE (store_id, manifest_id)
      );
      COMMENT ON TABLE manifest IS 'Parcels given to a courier together. Magento has no such thing; recorded here only.';
      COMMENT ON COLUMN manifest.id IS 'Internal key.';
      COMMENT ON COLUMN manifest.store_id IS 'Store.';
      COMMENT ON COLUMN manifest.manifest_code IS 'Our code.';
      COMMENT ON COLUMN manifest.manifest_id IS 'Increff''s id, if it gave one: the natural key.';
      COMMENT ON COLUMN manifest.transporter IS 'Courier.';
      COMMENT ON COLUMN manifest.location_code IS 'Warehouse.';
      COMMENT ON COLUMN manifest.items IS 'Parcels: [{orderCode, shipmentCode, awbNumber, packboxDetailsList}].';
      COMMENT ON COLUMN manifest.requested_by IS 'Client id.';
      COMMENT ON COLUMN manifest.request_id IS 'Id of the request.';
      COMMENT ON COLUMN manifest.created_at IS 'When it was recorded.';

      CREATE TABLE handover (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id),
        order_id bigint NOT NULL REFERENCES "order" (id),
        shipment_id bigint REFERENCES shipment (id),
        handover_id bigint,
        sync_state text NOT NULL CHECK (sync_state IN ('SHIPPED', 'RECORDED')),
        order_state text NOT NULL,
        order_status text,
        still_open jsonb NOT NULL,
        gate_pass_code text,
        operation_id uuid NOT NULL REFERENCES operation (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (order_id, shipment_id)
      );
      CREATE INDEX handover_shipment ON handover (shipment_id);
      COMMENT ON TABLE handover IS 'Parcels handed over to the courier: shipped in Magento.';
      COMMENT ON COLUMN handover.id IS 'Internal key.';
      COMMENT ON COLUMN handover.store_id IS 'Store.';
      COMMENT ON COLUMN handover.order_id IS 'Order.';
      COMMENT ON COLUMN handover.shipment_id IS 'Parcel: shipment.id. NULL: everything that was left of an order without parcels here.';
      COMMENT ON COLUMN handover.handover_id IS 'Id of the shipment that Magento answered; handoverId of the API.';
      COMMENT ON COLUMN handover.sync_state IS 'SHIPPED: by this handover; RECORDED: the goods were shipped in Magento before.';
      COMMENT ON COLUMN handover.order_state IS 'State of the order afterwards.';
      COMMENT ON COLUMN handover.order_status IS 'Status of the order afterwards.';
      COMMENT ON COLUMN handover.still_open IS 'What keeps the order from being complete: {toInvoice: [{orderItemCode, quantity}], toShip: [...]}.';
      COMMENT ON COLUMN handover.gate_pass_code IS 'As given.';
      COMMENT ON COLUMN handover.operation_id IS 'Operation that did it.';
      COMMENT ON COLUMN handover.created_at IS 'When it was settled.';

      COMMENT ON COLUMN operation.kind IS 'ACKNOWLEDGE, CANCEL, INVOICE, SHIPMENT, HANDOVER, TRACK.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE handover, manifest, shipment_track, shipment, invoice');
  }
}
