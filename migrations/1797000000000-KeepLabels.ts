import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  CREATE TABLE shipment_label (
    shipment_id bigint PRIMARY KEY REFERENCES shipment (id) ON DELETE CASCADE,
    file bytea NOT NULL,
    file_hash text NOT NULL,
    track_number text,
    requested_by text NOT NULL,
    request_id text,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE shipment_label IS 'Shipping labels that were given to us, one of a parcel. They bear name and address of the customer.';
  COMMENT ON COLUMN shipment_label.shipment_id IS 'Parcel.';
  COMMENT ON COLUMN shipment_label.file IS 'The label as PDF.';
  COMMENT ON COLUMN shipment_label.file_hash IS 'SHA-256 of the file that came: the same one again changes nothing.';
  COMMENT ON COLUMN shipment_label.track_number IS 'AWB that the parcel had when the label came; once it has another, the label is served no longer.';
  COMMENT ON COLUMN shipment_label.requested_by IS 'API client that gave it.';
  COMMENT ON COLUMN shipment_label.request_id IS 'Request that brought it.';
  COMMENT ON COLUMN shipment_label.created_at IS 'When it came.';
`;

/** Labels that were given as files are kept and served, also where Magento has none. */
export class KeepLabels1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shipment_label');
  }
}
