import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInventory1795392500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE inventory_version AS bigint;
      CREATE TABLE inventory_level (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        sku text NOT NULL,
        source_code text NOT NULL,
        locations jsonb NOT NULL,
        quantity numeric(20,4) NOT NULL CHECK (quantity >= 0),
        in_stock boolean,
        version bigint NOT NULL,
        state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'PUSHED', 'FAILED')),
        next_attempt_at timestamptz,
        lease_token uuid,
        attempts integer NOT NULL DEFAULT 0,
        doubt_until timestamptz,
        pushed_version bigint,
        pushed_quantity numeric(20,4),
        pushed_in_stock boolean,
        pushed_at timestamptz,
        writes integer NOT NULL DEFAULT 0,
        item_id bigint,
        product_checked_at timestamptz,
        magento_quantity numeric(20,4),
        magento_checked_at timestamptz,
        error_code text,
        error_message text,
        requested_by text NOT NULL,
        request_id text,
        requested_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX inventory_level_key ON inventory_level (store_id, source_code, lower(sku));
      CREATE INDEX inventory_level_due ON inventory_level (store_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX inventory_level_state ON inventory_level (store_id, state, id);
      COMMENT ON SEQUENCE inventory_version IS 'Order in which quantities were asked for.';
      COMMENT ON TABLE inventory_level IS 'Wanted stock per SKU and source, and how far Magento has it. The last value wins; older ones are never written after it.';
      COMMENT ON COLUMN inventory_level.id IS 'Internal key.';
      COMMENT ON COLUMN inventory_level.store_id IS 'Store.';
      COMMENT ON COLUMN inventory_level.sku IS 'SKU as given. Magento ignores its case, so the key does too.';
      COMMENT ON COLUMN inventory_level.source_code IS 'MSI source; default for the stock items of catalog inventory.';
      COMMENT ON COLUMN inventory_level.locations IS 'Quantity per Increff location that feeds this source; the empty key stands for a request without one.';
      COMMENT ON COLUMN inventory_level.quantity IS 'Sum of the locations: what is wanted, before the buffer.';
      COMMENT ON COLUMN inventory_level.in_stock IS 'Flag as asked for; NULL: in stock when more than nothing is left.';
      COMMENT ON COLUMN inventory_level.version IS 'Number of the wanted value, from inventory_version.';
      COMMENT ON COLUMN inventory_level.state IS 'PENDING: to be pushed; PUSHED: Magento has this version; FAILED: see error_code, waits for a new value or the nightly push.';
      COMMENT ON COLUMN inventory_level.next_attempt_at IS 'When a worker takes it up; while one has it, when that one is taken for dead. NULL: nothing to do.';
      COMMENT ON COLUMN inventory_level.lease_token IS 'Token of the worker that has it.';
      COMMENT ON COLUMN inventory_level.attempts IS 'Tries in a row without success.';
      COMMENT ON COLUMN inventory_level.doubt_until IS 'A write without an answer may still land until then; Magento is read before and after.';
      COMMENT ON COLUMN inventory_level.pushed_version IS 'Version that Magento was last given.';
      COMMENT ON COLUMN inventory_level.pushed_quantity IS 'Quantity that Magento was last given, buffer taken off.';
      COMMENT ON COLUMN inventory_level.pushed_in_stock IS 'Flag that Magento was last given.';
      COMMENT ON COLUMN inventory_level.pushed_at IS 'When.';
      COMMENT ON COLUMN inventory_level.writes IS 'Writes of this row that Magento took.';
      COMMENT ON COLUMN inventory_level.item_id IS 'Magento''s stock item id, remembered from stockItems/{sku}.';
      COMMENT ON COLUMN inventory_level.product_checked_at IS 'When the product was last seen to exist, enabled and with stock of its own.';
      COMMENT ON COLUMN inventory_level.magento_quantity IS 'Quantity that Magento showed at the last drift check.';
      COMMENT ON COLUMN inventory_level.magento_checked_at IS 'When that was.';
      COMMENT ON COLUMN inventory_level.error_code IS 'Code of the last failure: UNKNOWN_SKU, PRODUCT_DISABLED, NOT_A_STOCK_PRODUCT or one of Magento''s.';
      COMMENT ON COLUMN inventory_level.error_message IS 'The same in words.';
      COMMENT ON COLUMN inventory_level.requested_by IS 'Client id of the last request.';
      COMMENT ON COLUMN inventory_level.request_id IS 'Id of the last request.';
      COMMENT ON COLUMN inventory_level.requested_at IS 'When the wanted value came.';

      CREATE TABLE inventory_run (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('DRIFT_CHECK', 'FULL_PUSH')),
        trigger text NOT NULL CHECK (trigger IN ('NIGHTLY', 'MANUAL')),
        state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
        checked integer NOT NULL DEFAULT 0,
        drifted integer NOT NULL DEFAULT 0,
        queued integer NOT NULL DEFAULT 0,
        lease_until timestamptz,
        error_code text,
        error_message text,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      CREATE INDEX inventory_run_store ON inventory_run (store_id, started_at);
      CREATE UNIQUE INDEX inventory_run_one_running ON inventory_run (store_id) WHERE state = 'RUNNING';
      COMMENT ON TABLE inventory_run IS 'Drift checks and full pushes of stock.';
      COMMENT ON COLUMN inventory_run.id IS 'Internal key.';
      COMMENT ON COLUMN inventory_run.store_id IS 'Store.';
      COMMENT ON COLUMN inventory_run.kind IS 'DRIFT_CHECK compares with Magento; FULL_PUSH does so and then pushes every level again.';
      COMMENT ON COLUMN inventory_run.trigger IS 'What started it.';
      COMMENT ON COLUMN inventory_run.state IS 'RUNNING, DONE, FAILED: see error_code.';
      COMMENT ON COLUMN inventory_run.checked IS 'Levels that were compared.';
      COMMENT ON COLUMN inventory_run.drifted IS 'Of these, how many differed.';
      COMMENT ON COLUMN inventory_run.queued IS 'Levels that were queued to be pushed again.';
      COMMENT ON COLUMN inventory_run.lease_until IS 'The process that runs it is taken for dead after this, and another begins anew. NULL: not begun.';
      COMMENT ON COLUMN inventory_run.error_code IS 'Why it failed.';
      COMMENT ON COLUMN inventory_run.error_message IS 'The same in words.';
      COMMENT ON COLUMN inventory_run.started_at IS 'Begin.';
      COMMENT ON COLUMN inventory_run.finished_at IS 'End.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inventory_run, inventory_level; DROP SEQUENCE inventory_version');
  }
}
