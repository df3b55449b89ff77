import type { MigrationInterface, QueryRunner } from 'typeorm';

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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE increff_push DROP COLUMN sent');
    await runner.query(
      'ALTER TABLE order_item DROP COLUMN base_amounts, DROP COLUMN gift_message, DROP COLUMN custom_fields',
    );
    await runner.query(
      'ALTER TABLE "order" DROP COLUMN links, DROP COLUMN notes, DROP COLUMN custom_fields, DROP COLUMN partly_cancelled, DROP COLUMN revision',
    );
  }
}
