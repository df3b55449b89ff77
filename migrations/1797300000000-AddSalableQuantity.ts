import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As the planner can expand it: without a subquery it costs nothing beside the scan. */
function difference(body: string): string {
  return `
    CREATE OR REPLACE FUNCTION inventory_difference(state text, requested_at timestamptz, pushed_at timestamptz, read_at timestamptz,
      wanted numeric, buffer numeric, pushed numeric, in_magento numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      ${body}
    $$`;
}

const EXPANDED = `SELECT CASE
        WHEN (state <> 'PENDING' AND read_at > greatest(requested_at, pushed_at)) IS NOT TRUE THEN NULL
        WHEN pushed = greatest(0, wanted - coalesce(buffer, 0)) THEN CASE WHEN in_magento IS DISTINCT FROM pushed THEN 'MAGENTO' END
        WHEN in_magento IS NOT DISTINCT FROM pushed THEN 'WANTED'
        WHEN in_magento = greatest(0, wanted - coalesce(buffer, 0)) THEN 'PUSHED'
        ELSE 'ALL' END`;

const BEFORE = `SELECT CASE
          WHEN (state <> 'PENDING' AND read_at > greatest(requested_at, pushed_at)) IS NOT TRUE THEN NULL
          WHEN pushed = target THEN CASE WHEN in_magento IS DISTINCT FROM pushed THEN 'MAGENTO' END
          WHEN in_magento IS NOT DISTINCT FROM pushed THEN 'WANTED'
          WHEN in_magento = target THEN 'PUSHED'
          ELSE 'ALL' END
        FROM (SELECT greatest(0, wanted - coalesce(buffer, 0)) AS target) t`;

/** What Magento still sells of a SKU, beside what it was given. */
export class AddSalableQuantity1797300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inventory_level ADD COLUMN salable_quantity numeric(20,4), ADD COLUMN salable_difference numeric(20,4),
        ADD COLUMN open_order_units numeric(20,4), ADD COLUMN salable_differs text, ADD COLUMN salable_checked_at timestamptz`);
    await runner.query(`ALTER TABLE inventory_level ADD CONSTRAINT inventory_level_salable_differs_check
      CHECK (salable_differs IN ('OPEN_ORDERS', 'STOCK', 'UNEXPLAINED')) NOT VALID`);
    await runner.query('ALTER TABLE inventory_run ADD COLUMN salable jsonb');
    await runner.query(difference(EXPANDED));
    await runner.query(`
      COMMENT ON COLUMN inventory_level.salable_quantity IS 'What Magento could still sell of the SKU from the website''s stock, all sources together, when that was last looked at; NULL: it showed nothing.';
      COMMENT ON COLUMN inventory_level.salable_difference IS 'That quantity less what had been pushed of the SKU, at that time: below 0 the shop sells less than Increff says.';
      COMMENT ON COLUMN inventory_level.open_order_units IS 'Units of the SKU in orders of the store that were neither shipped nor cancelled, at that time.';
      COMMENT ON COLUMN inventory_level.salable_differs IS 'What the difference comes of: OPEN_ORDERS explain it whole; STOCK: so does, with them, that Magento''s stock is not what was pushed; UNEXPLAINED; NULL: there is none, or it was never looked at.';
      COMMENT ON COLUMN inventory_level.salable_checked_at IS 'When that reading began.';
      COMMENT ON COLUMN inventory_run.salable IS 'How pushed and salable quantities compare: how many SKUs were looked at, differ (by what it comes of), and could not be read, and why there were no more; NULL: the run did not get there.';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(difference(BEFORE));
    await runner.query('ALTER TABLE inventory_run DROP COLUMN salable');
    await runner.query(`ALTER TABLE inventory_level DROP COLUMN salable_checked_at, DROP COLUMN salable_differs,
      DROP COLUMN open_order_units, DROP COLUMN salable_difference, DROP COLUMN salable_quantity`);
  }
}
