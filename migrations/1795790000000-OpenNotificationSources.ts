import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new aggregator needs no change of the schema. An earlier version of the service writes the same names as before. */
export class OpenNotificationSources1795790000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notification DROP CONSTRAINT notification_source_check,
      ADD CONSTRAINT notification_source_check CHECK (source ~ '^[A-Z][A-Z0-9_]*$') NOT VALID`);
    await runner.query(`COMMENT ON COLUMN notification.source IS
      'API: POST /notifications; SERVICE: ourselves; else the aggregator whose webhook it was, as CLICKPOST.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notification DROP CONSTRAINT notification_source_check,
      ADD CONSTRAINT notification_source_check
        CHECK (source IN ('API', 'CLICKPOST', 'SHIPROCKET', 'SERVICE')) NOT VALID`);
    await runner.query(`COMMENT ON COLUMN notification.source IS
      'API: POST /notifications; CLICKPOST and SHIPROCKET: their webhooks; SERVICE: ourselves.'`);
  }
}
