import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = ['PENDING', 'CREATED', 'HANDED_OVER', 'REFUSED'];

function checkOf(states: string[]): string {
  return `ALTER TABLE shipment DROP CONSTRAINT shipment_sync_state_check;
    ALTER TABLE shipment ADD CONSTRAINT shipment_sync_state_check CHECK (sync_state IN ('${states.join("', '")}')) NOT VALID;`;
}

const KINDS = 'ACKNOWLEDGE, CANCEL, INVOICE, SHIPMENT, HANDOVER, TRACK';
const kindsInWords = (kinds: string): string => `
  COMMENT ON COLUMN operation.kind IS '${kinds}.';
  COMMENT ON COLUMN audit.operation_log.kind IS '${kinds}.';`;

/** A packed parcel gets another AWB or other contents, or is made void; what was taken off it is kept. */
export class AddPackingBench1796700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${checkOf([...STATES, 'VOID'])}
      ALTER TABLE shipment ADD COLUMN revision integer NOT NULL DEFAULT 0;
      ALTER TABLE shipment_track ADD COLUMN removed_at timestamptz;
      COMMENT ON COLUMN shipment.sync_state IS
        'PENDING: accepted, Magento not asked yet; CREATED: packed; HANDED_OVER; REFUSED: Magento or our checks said no, the id is free again; VOID: packed, and undone before its handover.';
      COMMENT ON COLUMN shipment.revision IS 'How often its tracks or contents were changed after it was packed.';
      COMMENT ON COLUMN shipment_track.removed_at IS
        'When another AWB took its place, or its parcel became void. Events with it still find the order. NULL: in use.';
      ${kindsInWords(`${KINDS}, REFUND, REMOVE_TRACK, REPACK, VOID`)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE shipment SET sync_state = 'REFUSED' WHERE sync_state = 'VOID';
      ${checkOf(STATES)}
      ALTER TABLE shipment DROP COLUMN revision;
      DELETE FROM shipment_track WHERE removed_at IS NOT NULL;
      ALTER TABLE shipment_track DROP COLUMN removed_at;
      ${kindsInWords(`${KINDS}, REFUND`)}`);
  }
}
