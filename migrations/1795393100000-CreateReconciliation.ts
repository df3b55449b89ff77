import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReconciliation1795393100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reconciliation (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        created_from timestamptz NOT NULL,
        created_to timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
        orders_magento integer NOT NULL DEFAULT 0,
        orders_here integer NOT NULL DEFAULT 0,
        differences integer NOT NULL DEFAULT 0,
        repaired integer NOT NULL DEFAULT 0,
        lease_until timestamptz,
        error_message text,
        requested_by text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      CREATE INDEX reconciliation_store ON reconciliation (store_id, started_at);
      COMMENT ON TABLE reconciliation IS 'Comparisons of our copy with Magento, nightly and on demand.';
      COMMENT ON COLUMN reconciliation.id IS 'reconciliationId of the API.';
      COMMENT ON COLUMN reconciliation.store_id IS 'Store.';
      COMMENT ON COLUMN reconciliation.created_from IS 'Orders created in Magento at or after are compared.';
      COMMENT ON COLUMN reconciliation.created_to IS 'Orders created before or at are compared.';
      COMMENT ON COLUMN reconciliation.state IS 'RUNNING, DONE or FAILED.';
      COMMENT ON COLUMN reconciliation.orders_magento IS 'Orders that Magento has in the range.';
      COMMENT ON COLUMN reconciliation.orders_here IS 'Orders that we had in the range before the repair.';
      COMMENT ON COLUMN reconciliation.differences IS 'Differences found.';
      COMMENT ON COLUMN reconciliation.repaired IS 'Those of them that were mended on our side.';
      COMMENT ON COLUMN reconciliation.lease_until IS 'Its process is taken for dead after this.';
      COMMENT ON COLUMN reconciliation.error_message IS 'Why it failed.';
      COMMENT ON COLUMN reconciliation.requested_by IS 'API client, cli, or schedule.';
      COMMENT ON COLUMN reconciliation.started_at IS 'When it was asked for.';
      COMMENT ON COLUMN reconciliation.finished_at IS 'When it ended.';

      CREATE TABLE difference (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        reconciliation_id uuid NOT NULL REFERENCES reconciliation (id) ON DELETE CASCADE,
        order_code bigint NOT NULL,
        kind text NOT NULL CHECK (kind IN ('ORDER_MISSING_HERE', 'ORDER_MISSING_IN_MAGENTO', 'ORDER_CONTENT',
          'INVOICE_MISSING_IN_MAGENTO', 'INVOICE_MADE_ELSEWHERE', 'SHIPMENT_MISSING_IN_MAGENTO', 'SHIPMENT_MADE_ELSEWHERE')),
        ours jsonb,
        theirs jsonb,
        reason text NOT NULL,
        repaired boolean NOT NULL DEFAULT false
      );
      CREATE INDEX difference_reconciliation ON difference (reconciliation_id, id);
      COMMENT ON TABLE difference IS 'What a reconciliation found. Our side is mended at once; Magento''s never without an operator.';
      COMMENT ON COLUMN difference.id IS 'Internal key.';
      COMMENT ON COLUMN difference.reconciliation_id IS 'Comparison that found it.';
      COMMENT ON COLUMN difference.order_code IS 'entity_id in Magento.';
      COMMENT ON COLUMN difference.kind IS 'What differs.';
      COMMENT ON COLUMN difference.ours IS 'What we had; without personal data.';
      COMMENT ON COLUMN difference.theirs IS 'What Magento has; without personal data.';
      COMMENT ON COLUMN difference.reason IS 'What it means and what to do.';
      COMMENT ON COLUMN difference.repaired IS 'True where our side was mended.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE difference, reconciliation');
  }
}
