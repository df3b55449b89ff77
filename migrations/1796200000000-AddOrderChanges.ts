import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As CreateErasures has them, with the columns that are new. */
const keepErased = (more: string): string => `
  CREATE OR REPLACE FUNCTION keep_erased() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.billing_address := NULL;
    NEW.shipping_address := NULL;
    ${more}
    -- The hash of a content with personal data is made of it. Such a content was written by an earlier release; the
    -- next reading writes one without. An empty hash means the same as for any order.
    IF NEW.content_hash NOT LIKE 'e:%' AND NEW.content_hash <> '' THEN NEW.content_hash := 'e:'; END IF;
    RETURN NEW;
  END $$`;
const keepGiftErased = (emptied: string, when: string): string => `
  CREATE OR REPLACE FUNCTION keep_gift_erased() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM "order" WHERE id = NEW.order_id AND erased_at IS NOT NULL) THEN ${emptied} END IF;
    RETURN NEW;
  END $$;
  DROP TRIGGER keep_gift_erased ON order_item;
  CREATE TRIGGER keep_gift_erased BEFORE INSERT OR UPDATE ON order_item
    FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION keep_gift_erased()`;

/** What else Magento tells of an order, and how Increff learns that it changed. */
export class AddOrderChanges1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "order" ADD COLUMN links jsonb, ADD COLUMN notes jsonb, ADD COLUMN custom_fields jsonb,
        ADD COLUMN partly_cancelled boolean, ADD COLUMN revision integer NOT NULL DEFAULT 1;
      ALTER TABLE order_item ADD COLUMN base_amounts jsonb, ADD COLUMN gift_message jsonb, ADD COLUMN custom_fields jsonb;
      ALTER TABLE increff_push ADD COLUMN sent jsonb;
      COMMENT ON COLUMN "order".links IS 'Of an order that was edited in Magento: the one that it replaces, the one that replaces it, the first number, the number of the edit. NULL for none.';
      COMMENT ON COLUMN "order".notes IS 'Coupon code, note of the customer, gift message; NULL for none. Removed with the personal data.';
      COMMENT ON COLUMN "order".custom_fields IS 'Values by the setting customFields; NULL for none. Removed with the personal data.';
      COMMENT ON COLUMN "order".partly_cancelled IS 'True while the order is not cancelled and units of some of its lines are.';
      COMMENT ON COLUMN "order".revision IS '1 at first; one more with each change that Magento showed, and with a release.';
      COMMENT ON COLUMN order_item.base_amounts IS 'Amounts in the base currency; NULL where that is the currency of the order.';
      COMMENT ON COLUMN order_item.gift_message IS 'Gift message of the line; NULL for none. Removed with the personal data.';
      COMMENT ON COLUMN order_item.custom_fields IS 'Values by the setting customFields; NULL for none. Removed with the personal data.';
      COMMENT ON COLUMN increff_push.sent IS 'What else Increff knows of the order: hashes of the address and the custom fields, and whether it is on hold. NULL for a push of an earlier release.';
    `);
    await runner.query(keepErased('NEW.notes := NULL; NEW.custom_fields := NULL;'));
    await runner.query(
      keepGiftErased(
        'NEW.gift := NULL; NEW.gift_message := NULL; NEW.custom_fields := NULL;',
        'num_nonnulls(NEW.gift, NEW.gift_message, NEW.custom_fields) > 0',
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(keepGiftErased('NEW.gift := NULL;', 'NEW.gift IS NOT NULL'));
    await runner.query(keepErased(''));
    await runner.query('ALTER TABLE increff_push DROP COLUMN sent');
    await runner.query(
      'ALTER TABLE order_item DROP COLUMN base_amounts, DROP COLUMN gift_message, DROP COLUMN custom_fields',
    );
    await runner.query(
      'ALTER TABLE "order" DROP COLUMN links, DROP COLUMN notes, DROP COLUMN custom_fields, DROP COLUMN partly_cancelled, DROP COLUMN revision',
    );
  }
}
