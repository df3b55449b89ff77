import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `auto` is the default of `inventoryMode` now, and writes by source where locations have sources of their own. Stores whose
 * stock went to the source `default` all the same go on so, until somebody says otherwise: two places would count it twice.
 */
export class KeepStockItems1798200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE store SET settings = settings || '{"inventoryMode": "stockItems"}'
      WHERE NOT settings ? 'inventoryMode'
        AND jsonb_path_exists(settings, '$.locationSources.* ? (@ <> "default")')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The release before knows no \`auto\`; what was its default stands where nothing is said.
    await runner.query(
      `UPDATE store SET settings = settings - 'inventoryMode' WHERE settings ->> 'inventoryMode' = 'auto'`,
    );
  }
}
