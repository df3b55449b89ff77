import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Version N-1, running during the roll, adds and cancels items as well, and knows nothing of `increff_due`. What Increff has named
 * itself it knows already.
 */
const TRIGGERS = `
  CREATE FUNCTION note_return_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE return_order SET increff_due = true WHERE id = NEW.return_order_id AND NOT increff_due;
    RETURN NULL;
  END $$;
  CREATE TRIGGER note_return_change AFTER INSERT ON return_item FOR EACH ROW
    WHEN (NOT NEW.increff_sent) EXECUTE FUNCTION note_return_change();
  CREATE TRIGGER note_return_change_again AFTER UPDATE OF state ON return_item FOR EACH ROW
    WHEN (NEW.state = 'CANCELLED' AND OLD.state <> 'CANCELLED') EXECUTE FUNCTION note_return_change();
`;

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
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER note_return_change ON return_item;
      DROP TRIGGER note_return_change_again ON return_item;
      DROP FUNCTION note_return_change()`);
    await runner.query('ALTER TABLE return_item DROP COLUMN increff_sent, DROP COLUMN details');
    await runner.query('ALTER TABLE return_order DROP COLUMN increff_due, DROP COLUMN increff_sent_at');
  }
}
