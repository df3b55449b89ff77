import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrders1795392100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORDER);
    await runner.query(ORDER_ITEM);
    await runner.query(ORDER_EVENT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_event, order_item, "order"');
  }
}

const ORDER = `
  CREATE TABLE "order" (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id integer NOT NULL REFERENCES store (id),
    entity_id bigint NOT NULL,
    increment_id text NOT NULL,
    status text,
    state text,
    sync_state text NOT NULL CHECK (sync_state IN ('NEW', 'ACKNOWLEDGED', 'CANCELLED', 'HELD', 'WAITING', 'IGNORED')),
    sync_reason text,
    payment_code text,
    payment_method text NOT NULL CHECK (payment_method IN ('COD', 'NCOD')),
    currency text,
    grand_total numeric(20,4) NOT NULL,
    subtotal numeric(20,4) NOT NULL,
    shipping numeric(20,4) NOT NULL,
    tax numeric(20,4) NOT NULL,
    discount numeric(20,4) NOT NULL,
    store_credit numeric(20,4) NOT NULL,
    cod_fee numeric(20,4) NOT NULL,
    adjustment numeric(20,4) NOT NULL,
    balanced boolean NOT NULL,
    billing_address jsonb,
    shipping_address jsonb,
    magento_store_id integer,
    magento_created_at timestamptz NOT NULL,
    magento_updated_at timestamptz NOT NULL,
    read_at timestamptz NOT NULL,
    content_hash text NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    acknowledged_at timestamptz,
    released_at timestamptz,
    UNIQUE (store_id, entity_id)
  );
  CREATE INDEX order_created ON "order" (store_id, magento_created_at, entity_id);
  CREATE INDEX order_updated ON "order" (store_id, magento_updated_at, entity_id);
  CREATE INDEX order_status_created ON "order" (store_id, status, magento_created_at, entity_id);
  CREATE INDEX order_sync_state_created ON "order" (store_id, sync_state, magento_created_at, entity_id)
    WHERE sync_state <> 'ACKNOWLEDGED';
  CREATE INDEX order_cancelled_updated ON "order" (store_id, magento_updated_at, entity_id)
    WHERE sync_state = 'CANCELLED';
  COMMENT ON TABLE "order" IS 'The synchronised copy of each store''s orders.';
  COMMENT ON COLUMN "order".id IS 'Internal key.';
  COMMENT ON COLUMN "order".store_id IS 'Store the order was read from.';
  COMMENT ON COLUMN "order".entity_id IS 'Magento''s key; Increff''s orderCode.';
  COMMENT ON COLUMN "order".increment_id IS 'Number that the customer sees; Increff''s parentOrderCode. Unique only within a Magento store.';
  COMMENT ON COLUMN "order".status IS 'Magento''s status code; NULL where a comment without status emptied it (releases up to 2.4.6).';
  COMMENT ON COLUMN "order".state IS 'Magento''s state: new, pending_payment, processing, complete, closed, canceled, holded, payment_review.';
  COMMENT ON COLUMN "order".sync_state IS 'NEW: Increff has not acknowledged it; ACKNOWLEDGED; CANCELLED: in a cancel status; HELD: not passed on, see sync_reason; WAITING: open, but in none of the statuses to fetch; IGNORED: nothing for the warehouse to do, see sync_reason.';
  COMMENT ON COLUMN "order".sync_reason IS 'Why the order is held, waiting or ignored.';
  COMMENT ON COLUMN "order".payment_code IS 'Magento''s payment.method.';
  COMMENT ON COLUMN "order".payment_method IS 'COD where payment_code is one of the store''s COD methods, else NCOD.';
  COMMENT ON COLUMN "order".currency IS 'Currency of all amounts (order_currency_code).';
  COMMENT ON COLUMN "order".grand_total IS 'What the customer owes, after store credit.';
  COMMENT ON COLUMN "order".subtotal IS 'Goods before tax and discount.';
  COMMENT ON COLUMN "order".shipping IS 'Shipping before tax.';
  COMMENT ON COLUMN "order".tax IS 'All tax.';
  COMMENT ON COLUMN "order".discount IS 'Discount as a positive amount (Magento''s is negative).';
  COMMENT ON COLUMN "order".store_credit IS 'Store credit used (extension attribute amstorecredit_amount).';
  COMMENT ON COLUMN "order".cod_fee IS 'Cash on delivery fee (extension attribute cash_on_delivery_fee).';
  COMMENT ON COLUMN "order".adjustment IS 'grand_total less all parts above: hidden tax, gift cards and whatever else a module added.';
  COMMENT ON COLUMN "order".balanced IS 'False where the adjustment is not explained by known parts beyond 0.01 per line.';
  COMMENT ON COLUMN "order".billing_address IS 'Billing address as passed to Increff. Personal data.';
  COMMENT ON COLUMN "order".shipping_address IS 'Shipping address as passed to Increff; NULL for virtual orders. Personal data.';
  COMMENT ON COLUMN "order".magento_store_id IS 'store_id of the order in Magento.';
  COMMENT ON COLUMN "order".magento_created_at IS 'created_at of the order in Magento.';
  COMMENT ON COLUMN "order".magento_updated_at IS 'updated_at of the order in Magento. It does not move with every change (comments, tracks).';
  COMMENT ON COLUMN "order".read_at IS 'Magento''s clock when this content was read; an older reading never replaces a newer one.';
  COMMENT ON COLUMN "order".content_hash IS 'Hash over the mapped order and its items; a row is written only when it differs.';
  COMMENT ON COLUMN "order".first_seen_at IS 'When the order came in first.';
  COMMENT ON COLUMN "order".changed_at IS 'When its content or sync_state last changed here.';
  COMMENT ON COLUMN "order".acknowledged_at IS 'When Increff''s acknowledgement was settled.';
  COMMENT ON COLUMN "order".released_at IS 'When an operator released a held order.';
`;

const ORDER_ITEM = `
  CREATE TABLE order_item (
    order_id bigint NOT NULL REFERENCES "order" (id) ON DELETE CASCADE,
    item_id bigint NOT NULL,
    parent_item_id bigint,
    parent_product_type text,
    sku text NOT NULL,
    name text,
    quantity_ordered numeric(20,4) NOT NULL,
    quantity_cancelled numeric(20,4) NOT NULL,
    quantity_refunded numeric(20,4) NOT NULL,
    selling_price_per_unit numeric(20,4) NOT NULL,
    mrp numeric(20,4) NOT NULL,
    discount numeric(20,4) NOT NULL,
    tax numeric(20,4) NOT NULL,
    row_total numeric(20,4) NOT NULL,
    taxes jsonb NOT NULL,
    gift jsonb,
    PRIMARY KEY (order_id, item_id)
  );
  COMMENT ON TABLE order_item IS 'The lines of an order that a warehouse can pick: Magento items of product_type simple.';
  COMMENT ON COLUMN order_item.order_id IS 'Order of the line.';
  COMMENT ON COLUMN order_item.item_id IS 'Magento''s item_id; Increff''s orderItemCode.';
  COMMENT ON COLUMN order_item.parent_item_id IS 'item_id of the configurable or bundle row that holds this line.';
  COMMENT ON COLUMN order_item.parent_product_type IS 'configurable, bundle or NULL.';
  COMMENT ON COLUMN order_item.sku IS 'SKU; Increff''s channelSkuCode.';
  COMMENT ON COLUMN order_item.name IS 'Product name at the time of the order.';
  COMMENT ON COLUMN order_item.quantity_ordered IS 'Ordered quantity.';
  COMMENT ON COLUMN order_item.quantity_cancelled IS 'Cancelled quantity.';
  COMMENT ON COLUMN order_item.quantity_refunded IS 'Refunded quantity.';
  COMMENT ON COLUMN order_item.selling_price_per_unit IS 'Unit price with tax, before discount; of the configurable parent where there is one.';
  COMMENT ON COLUMN order_item.mrp IS 'Price before catalogue rules (original_price).';
  COMMENT ON COLUMN order_item.discount IS 'Discount of the whole row, positive.';
  COMMENT ON COLUMN order_item.tax IS 'Tax of the whole row.';
  COMMENT ON COLUMN order_item.row_total IS 'price × ordered − discount + tax, computed: Magento''s REST row_total differs per release.';
  COMMENT ON COLUMN order_item.taxes IS 'Taxes of the row: [{code, title, rate, amount}].';
  COMMENT ON COLUMN order_item.gift IS 'Gift card option of the line, as Magento gives it.';
`;

const ORDER_EVENT = `
  CREATE TABLE order_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES "order" (id) ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT now(),
    source text NOT NULL CHECK (source IN ('MAGENTO', 'INCREFF', 'OPERATOR', 'SERVICE')),
    kind text NOT NULL,
    correlation_id text,
    summary jsonb NOT NULL DEFAULT '{}'
  );
  CREATE INDEX order_event_order ON order_event (order_id, id);
  COMMENT ON TABLE order_event IS 'Timeline of an order: one row for each thing that happened to it.';
  COMMENT ON COLUMN order_event.id IS 'Internal key, ascending in time.';
  COMMENT ON COLUMN order_event.order_id IS 'Order it happened to.';
  COMMENT ON COLUMN order_event.at IS 'When it happened.';
  COMMENT ON COLUMN order_event.source IS 'Who caused it.';
  COMMENT ON COLUMN order_event.kind IS 'E.g. ORDER_SEEN, ORDER_CHANGED, ACKNOWLEDGE_APPLIED, CANCEL_REFUSED, ORDER_RELEASED.';
  COMMENT ON COLUMN order_event.correlation_id IS 'Request, run or operation that ties rows together.';
  COMMENT ON COLUMN order_event.summary IS 'What changed, without personal data.';
`;
