import type { MigrationInterface, QueryRunner } from 'typeorm';

const ITEMS = 'Lines: [{orderItemCode, channelSkuCode, quantity';

/** What the document has of an invoice besides its total: prices, taxes, base amounts, the transaction. */
export class AddInvoiceDetails1797000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE invoice ADD COLUMN details jsonb;
      COMMENT ON COLUMN invoice.details IS 'Further amounts, rates, ids of the addresses and the transaction, as the API shows them. NULL: stored by a release that did not read them; the next reading does.';
      COMMENT ON COLUMN invoice.items IS '${ITEMS}, and prices and taxes as the API shows them}].';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE invoice DROP COLUMN details;
      COMMENT ON COLUMN invoice.items IS '${ITEMS}}].';`);
  }
}
