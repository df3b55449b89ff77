import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A manifest takes further parcels until it is closed, and stays as it is then. */
export class CloseManifests1797000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE manifest
        ADD COLUMN added_items jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN closed_at timestamptz,
        ADD COLUMN closed_by text,
        ADD COLUMN closed_items jsonb,
        ADD CONSTRAINT manifest_closed_check CHECK (num_nonnulls(closed_at, closed_by, closed_items) IN (0, 3)) NOT VALID;
      COMMENT ON COLUMN manifest.added_items IS 'Parcels that were added after it was made, as items.';
      COMMENT ON COLUMN manifest.closed_at IS 'When it was closed: it takes no further parcels. NULL: open.';
      COMMENT ON COLUMN manifest.closed_by IS 'API client that closed it.';
      COMMENT ON COLUMN manifest.closed_items IS 'What was in it then: [{orderCode, shipmentCode, awbNumbers}]; void parcels are left out.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE manifest DROP CONSTRAINT manifest_closed_check, DROP COLUMN added_items, DROP COLUMN closed_at,
        DROP COLUMN closed_by, DROP COLUMN closed_items`);
  }
}
