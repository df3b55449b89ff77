import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an order has besides its lines and totals. NULL for nothing, as for orders that an earlier release stored. */
export class AddOrderDetails1795910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "order" ADD COLUMN left_out jsonb, ADD COLUMN adjustments jsonb, ADD COLUMN base_amounts jsonb,
        ADD COLUMN reopened_at timestamptz;
      ALTER TABLE order_item ADD COLUMN quantity_shipped numeric(20,4);
      COMMENT ON COLUMN order_item.quantity_shipped IS 'Shipped in Magento, by whomever; NULL for none, or unknown of rows that an earlier release stored.';
      COMMENT ON COLUMN "order".left_out IS 'Lines that nobody packs, with their reason: virtual, or of a type that the store does not pass on.';
      COMMENT ON COLUMN "order".adjustments IS 'What the adjustment is made of, as far as it is known: name in Magento, kind, amount as it counts in the grand total.';
      COMMENT ON COLUMN "order".base_amounts IS 'Amounts in the base currency, and the rate; NULL where that is the currency of the order.';
      COMMENT ON COLUMN "order".reopened_at IS 'When Magento last showed it alive after a cancellation: it is offered to Increff again.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_item DROP COLUMN quantity_shipped');
    await runner.query(
      'ALTER TABLE "order" DROP COLUMN left_out, DROP COLUMN adjustments, DROP COLUMN base_amounts, DROP COLUMN reopened_at',
    );
  }
}
