import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  'ORDER_MISSING_HERE',
  'ORDER_MISSING_IN_MAGENTO',
  'ORDER_CONTENT',
  'INVOICE_MISSING_IN_MAGENTO',
  'INVOICE_MADE_ELSEWHERE',
  'SHIPMENT_MISSING_IN_MAGENTO',
  'SHIPMENT_MADE_ELSEWHERE',
];
const MORE_KINDS = [
  'INVOICE_DOUBLED',
  'SHIPMENT_DOUBLED',
  'COMMENT_DOUBLED',
  'INVOICE_NOT_RECORDED',
  'SHIPMENT_NOT_RECORDED',
];

function checkOf(kinds: string[]): string {
  return `ALTER TABLE difference DROP CONSTRAINT difference_kind_check;
    ALTER TABLE difference ADD CONSTRAINT difference_kind_check CHECK (kind IN ('${kinds.join("', '")}')) NOT VALID;`;
}

/** Documents of ours that are in Magento twice are differences of their own; a comparison is held by token, and resumed. */
export class AddDoubledDifferences1795396600010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${checkOf([...KINDS, ...MORE_KINDS])}
      COMMENT ON COLUMN difference.kind IS
        'What differs. _DOUBLED: one marker of ours on two documents or comments; _NOT_RECORDED: our marker on a document that our books do not have.';
      COMMENT ON COLUMN difference.repaired IS
        'True where our side was put right, or a person had Magento''s done again or says that it is undone there.';

      ALTER TABLE reconciliation
        ADD COLUMN lease_token uuid,
        ADD COLUMN takes integer NOT NULL DEFAULT 0;
      COMMENT ON COLUMN reconciliation.lease_token IS 'Of the process that compares. NULL until one does.';
      COMMENT ON COLUMN reconciliation.takes IS 'How many processes took it up; after the fifth it has failed.';
      COMMENT ON COLUMN reconciliation.lease_until IS 'Its process is taken for dead after this, and another one resumes it. NULL until one compares.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM difference WHERE kind IN ('${MORE_KINDS.join("', '")}');
      ${checkOf(KINDS)}
      ALTER TABLE reconciliation DROP COLUMN lease_token, DROP COLUMN takes;
    `);
  }
}
