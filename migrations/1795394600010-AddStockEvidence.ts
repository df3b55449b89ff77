import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stock: when tries began, who holds a run, and what a comparison found to differ. */
export class AddStockEvidence1795394600010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inventory_level ADD COLUMN queued_at timestamptz NOT NULL DEFAULT now();
      COMMENT ON COLUMN inventory_level.queued_at IS 'When the present tries began: with a new value, a full push or a retry. After a day without success the row is FAILED.';
      COMMENT ON COLUMN inventory_level.state IS 'PENDING: to be pushed; PUSHED: Magento has this version; FAILED: see error_code, waits for a new value, a retry or the nightly push.';
      COMMENT ON COLUMN inventory_level.attempts IS 'Tries in a row without success that say something of this SKU; not those that met a shop that was down.';
      COMMENT ON COLUMN inventory_level.doubt_until IS 'A write without an answer may land until then, by this database''s clock; the value is written once more after it.';
      COMMENT ON COLUMN inventory_level.magento_quantity IS 'Quantity that Magento showed when it was last read; NULL: none.';
      COMMENT ON COLUMN inventory_level.magento_checked_at IS 'When that reading began. What was asked for or pushed later cannot be compared with it.';

      ALTER TABLE inventory_run ADD COLUMN lease_token uuid;
      ALTER TABLE inventory_run ADD COLUMN starts integer NOT NULL DEFAULT 0;
      ALTER TABLE inventory_run ADD COLUMN unread integer NOT NULL DEFAULT 0;
      ALTER TABLE inventory_run ADD COLUMN differing jsonb NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN inventory_run.lease_token IS 'Token of the process that runs it; NULL: none has begun or gone on with it yet.';
      COMMENT ON COLUMN inventory_run.lease_until IS 'The process that runs it is taken for dead after this, and another begins anew; before the start, when it is queued again.';
      COMMENT ON COLUMN inventory_run.starts IS 'How often it was begun. One whose process ended three times is FAILED.';
      COMMENT ON COLUMN inventory_run.unread IS 'Levels that Magento showed nothing readable of; the first reason is in error_message.';
      COMMENT ON COLUMN inventory_run.differing IS 'Of the drifted ones, how many by what stands alone: MAGENTO, WANTED, PUSHED, ALL.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inventory_run DROP COLUMN differing, DROP COLUMN unread, DROP COLUMN starts, DROP COLUMN lease_token;
      ALTER TABLE inventory_level DROP COLUMN queued_at;
    `);
  }
}
