import type { MigrationInterface, QueryRunner } from 'typeorm';

const OLD_CONDITION = `l.state = 'FAILED'
    OR (l.state = 'PUSHED' AND l.magento_checked_at > l.pushed_at AND l.magento_quantity IS DISTINCT FROM l.pushed_quantity)`;

function driftView(differs: string, condition: string): string {
  return `CREATE OR REPLACE VIEW audit.inventory_drift AS
    SELECT s.code AS store_code, l.sku, l.source_code, l.quantity AS wanted, l.pushed_quantity AS pushed,
      l.magento_quantity AS in_magento, l.magento_quantity - l.pushed_quantity AS difference, l.state, l.error_code,
      l.error_message, l.pushed_at, l.magento_checked_at AS checked_at${differs}
    FROM inventory_level l JOIN store s ON s.id = l.store_id WHERE ${condition};`;
}

const DIFFERS = `inventory_difference(l.state, l.requested_at, l.pushed_at, l.magento_checked_at,
      l.quantity, (s.settings ->> 'bufferStock')::numeric, l.pushed_quantity, l.magento_quantity)`;

/** Stock: when tries began, who holds a run, and what a comparison found to differ. */
export class AddStockEvidence1795401100000 implements MigrationInterface {
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
      COMMENT ON COLUMN inventory_run.lease_until IS 'The process that runs it is taken for dead after this, and another one begins it again; before the start, when it is queued again.';
      COMMENT ON COLUMN inventory_run.starts IS 'How often it was begun. One whose process ended three times is FAILED.';
      COMMENT ON COLUMN inventory_run.unread IS 'Levels that Magento showed nothing readable of; the first reason is in error_message.';
      COMMENT ON COLUMN inventory_run.differing IS 'Of the drifted ones, how many by what stands alone: MAGENTO, WANTED, PUSHED, ALL.';

      CREATE FUNCTION inventory_difference(state text, requested_at timestamptz, pushed_at timestamptz, read_at timestamptz,
        wanted numeric, buffer numeric, pushed numeric, in_magento numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE
          WHEN (state <> 'PENDING' AND read_at > greatest(requested_at, pushed_at)) IS NOT TRUE THEN NULL
          WHEN pushed = target THEN CASE WHEN in_magento IS DISTINCT FROM pushed THEN 'MAGENTO' END
          WHEN in_magento IS NOT DISTINCT FROM pushed THEN 'WANTED'
          WHEN in_magento = target THEN 'PUSHED'
          ELSE 'ALL' END
        FROM (SELECT greatest(0, wanted - coalesce(buffer, 0)) AS target) t
      $$;
      COMMENT ON FUNCTION inventory_difference IS 'Which stands alone: what is wanted (less the buffer), what was pushed, or what Magento showed; NULL when they agree. What was asked for or pushed after the reading began cannot be compared with it.';
      ${driftView(`, ${DIFFERS} AS differs`, `l.state = 'FAILED' OR ${DIFFERS} IS NOT NULL`)}
      COMMENT ON VIEW audit.inventory_drift IS 'Stock of which what is wanted, what was written and what Magento shows are not the same, or that could not be written.';
      COMMENT ON COLUMN audit.inventory_drift.in_magento IS 'Quantity that Magento showed when it was last read.';
      COMMENT ON COLUMN audit.inventory_drift.checked_at IS 'When that reading began.';
      COMMENT ON COLUMN audit.inventory_drift.differs IS 'Which of the three stands alone: MAGENTO, WANTED, PUSHED, or ALL; NULL: they agree, or it is not known.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW audit.inventory_drift;
      ${driftView('', OLD_CONDITION)}
      DROP FUNCTION inventory_difference;
      ALTER TABLE inventory_run DROP COLUMN differing, DROP COLUMN unread, DROP COLUMN starts, DROP COLUMN lease_token;
      ALTER TABLE inventory_level DROP COLUMN queued_at;
    `);
  }
}
