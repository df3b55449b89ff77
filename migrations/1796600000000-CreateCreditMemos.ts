import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  CREATE TABLE credit_memo (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id integer NOT NULL REFERENCES store (id),
    order_id bigint NOT NULL REFERENCES "order" (id) ON DELETE CASCADE,
    credit_memo_id bigint NOT NULL,
    increment_id text,
    sync_state text NOT NULL CHECK (sync_state IN ('CREATED', 'FOUND')),
    idempotency_key text NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'REFUNDED', 'CANCELLED')),
    grand_total numeric(20,4) NOT NULL,
    tax numeric(20,4) NOT NULL,
    shipping numeric(20,4) NOT NULL,
    adjustment numeric(20,4) NOT NULL,
    currency text,
    items jsonb NOT NULL,
    operation_id uuid REFERENCES operation (id) ON DELETE SET NULL,
    magento_created_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, credit_memo_id)
  );
  CREATE INDEX credit_memo_order ON credit_memo (order_id);
  CREATE INDEX credit_memo_operation ON credit_memo (operation_id);
  COMMENT ON TABLE credit_memo IS 'Credit memos of Magento, made by us or found there: money that was given back.';
  COMMENT ON COLUMN credit_memo.id IS 'Internal key.';
  COMMENT ON COLUMN credit_memo.store_id IS 'Store.';
  COMMENT ON COLUMN credit_memo.order_id IS 'Order that is refunded.';
  COMMENT ON COLUMN credit_memo.credit_memo_id IS 'Magento''s entity_id; creditMemoId of the API.';
  COMMENT ON COLUMN credit_memo.increment_id IS 'Number printed on it.';
  COMMENT ON COLUMN credit_memo.sync_state IS 'CREATED: by an operation of ours; FOUND: made by the shop.';
  COMMENT ON COLUMN credit_memo.idempotency_key IS 'What makes two requests the same refund of its order: natural_key of the operation; magento: and the id for one that the shop made.';
  COMMENT ON COLUMN credit_memo.state IS 'Magento''s state: OPEN 1, REFUNDED 2, CANCELLED 3.';
  COMMENT ON COLUMN credit_memo.grand_total IS 'What was given back, in the order''s currency.';
  COMMENT ON COLUMN credit_memo.tax IS 'Tax within it.';
  COMMENT ON COLUMN credit_memo.shipping IS 'Shipping cost within it, without tax.';
  COMMENT ON COLUMN credit_memo.adjustment IS 'Given besides the lines, or kept back where negative.';
  COMMENT ON COLUMN credit_memo.currency IS 'ISO 4217.';
  COMMENT ON COLUMN credit_memo.items IS 'Lines: [{orderItemCode, channelSkuCode, quantity}]; none where only shipping or an adjustment was given back.';
  COMMENT ON COLUMN credit_memo.operation_id IS 'Operation that made it; NULL when found.';
  COMMENT ON COLUMN credit_memo.magento_created_at IS 'created_at of Magento.';
  COMMENT ON COLUMN credit_memo.created_at IS 'When it was first stored.';
  COMMENT ON COLUMN credit_memo.updated_at IS 'When it was last stored.';
`;

const KINDS_BEFORE = [
  'ORDER_MISSING_HERE',
  'ORDER_MISSING_IN_MAGENTO',
  'ORDER_CONTENT',
  'INVOICE_MISSING_IN_MAGENTO',
  'INVOICE_MADE_ELSEWHERE',
  'SHIPMENT_MISSING_IN_MAGENTO',
  'SHIPMENT_MADE_ELSEWHERE',
  'INVOICE_DOUBLED',
  'SHIPMENT_DOUBLED',
  'COMMENT_DOUBLED',
  'INVOICE_NOT_RECORDED',
  'SHIPMENT_NOT_RECORDED',
];
const MORE_KINDS = [
  'CREDIT_MEMO_MISSING_IN_MAGENTO',
  'CREDIT_MEMO_MADE_ELSEWHERE',
  'CREDIT_MEMO_DOUBLED',
  'CREDIT_MEMO_NOT_RECORDED',
];

function checkOf(kinds: string[]): string {
  return `ALTER TABLE difference DROP CONSTRAINT difference_kind_check;
    ALTER TABLE difference ADD CONSTRAINT difference_kind_check CHECK (kind IN ('${kinds.join("', '")}')) NOT VALID;`;
}

const WRITES = 'ACKNOWLEDGE, CANCEL, INVOICE, SHIPMENT, HANDOVER, TRACK';

/** Money given back: a table of credit memos, a kind of write, and what a comparison may find of them. */
export class CreateCreditMemos1796600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(checkOf([...KINDS_BEFORE, ...MORE_KINDS]));
    await runner.query(`COMMENT ON COLUMN operation.kind IS '${WRITES}, REFUND.';
      COMMENT ON COLUMN audit.operation_log.kind IS '${WRITES} or REFUND.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credit_memo');
    await runner.query(`DELETE FROM difference WHERE kind IN ('${MORE_KINDS.join("', '")}')`);
    await runner.query(checkOf(KINDS_BEFORE));
    await runner.query(`COMMENT ON COLUMN operation.kind IS '${WRITES}.';
      COMMENT ON COLUMN audit.operation_log.kind IS 'ACKNOWLEDGE, CANCEL, INVOICE, SHIPMENT, HANDOVER or TRACK.'`);
  }
}
