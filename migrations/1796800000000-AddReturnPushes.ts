import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Returns that Increff has heard of, in stores that push. */
export class AddReturnPushes1796800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE return_order
      ADD COLUMN increff_due boolean NOT NULL DEFAULT true,
      ADD COLUMN increff_sent_at timestamptz`);
    await runner.query(`ALTER TABLE return_item
      ADD COLUMN increff_sent boolean NOT NULL DEFAULT false,
      ADD COLUMN details jsonb`);
    await runner.query(`
      COMMENT ON COLUMN return_order.increff_due IS 'Whether it changed since the push to Increff looked at it last; of use in stores that push.';
      COMMENT ON COLUMN return_order.increff_sent_at IS 'When it was handed to the outbox for Increff; NULL: never.';
      COMMENT ON COLUMN return_item.increff_sent IS 'Whether Increff expects it, as far as we told it.';
      COMMENT ON COLUMN return_item.details IS 'What else an item that was added later was announced with.';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE return_item DROP COLUMN increff_sent, DROP COLUMN details');
    await runner.query('ALTER TABLE return_order DROP COLUMN increff_due, DROP COLUMN increff_sent_at');
  }
}
