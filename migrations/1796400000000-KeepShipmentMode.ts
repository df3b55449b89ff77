import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * New stores ship once, at handover. Stores that are there keep the way they have shipped so far: only what differs from the
 * defaults is stored, so what was the default is written down.
 */
export class KeepShipmentMode1796400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE store SET settings = '{"shipmentMode": "documented", "shipAt": "atShipment"}'::jsonb || settings`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE store SET settings = '{"shipmentMode": "ship-once", "shipAt": "atHandover"}'::jsonb || settings`,
    );
  }
}
