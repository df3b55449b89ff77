import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comparisons count by day, and take in the stock. */
export class AddReconciliationDays1795393500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reconciliation_day (
        reconciliation_id uuid NOT NULL REFERENCES reconciliation (id) ON DELETE CASCADE,
        day date NOT NULL,
        orders_magento integer NOT NULL,
        orders_here integer NOT NULL,
        PRIMARY KEY (reconciliation_id, day)
      );
      COMMENT ON TABLE reconciliation_day IS 'Orders by day of creation, as a reconciliation counted them on both sides.';
      COMMENT ON COLUMN reconciliation_day.reconciliation_id IS 'Comparison that counted.';
      COMMENT ON COLUMN reconciliation_day.day IS 'Day of creation in Magento, UTC.';
      COMMENT ON COLUMN reconciliation_day.orders_magento IS 'Orders that Magento has of that day.';
      COMMENT ON COLUMN reconciliation_day.orders_here IS 'Orders that we had of it before the repair.';

      ALTER TABLE reconciliation ADD COLUMN inventory_run_id bigint;
      COMMENT ON COLUMN reconciliation.inventory_run_id IS 'Drift check of the stock that belongs to it; NULL where no stock is kept.';

      ALTER TABLE inventory_run DROP CONSTRAINT inventory_run_trigger_check;
      ALTER TABLE inventory_run ADD CONSTRAINT inventory_run_trigger_check
        CHECK (trigger IN ('NIGHTLY', 'MANUAL', 'RECONCILIATION')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE inventory_run SET trigger = 'MANUAL' WHERE trigger = 'RECONCILIATION';
      ALTER TABLE inventory_run DROP CONSTRAINT inventory_run_trigger_check;
      ALTER TABLE inventory_run ADD CONSTRAINT inventory_run_trigger_check CHECK (trigger IN ('NIGHTLY', 'MANUAL')) NOT VALID;
      ALTER TABLE reconciliation DROP COLUMN inventory_run_id;
      DROP TABLE reconciliation_day;
    `);
  }
}
