import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Function and triggers that fill the columns, so that version N-1, running during the roll, does so as well. */
function filled(table: string, body: string, updates?: string): string {
  const name = `note_${table}_key`;
  const target = table === 'order' ? '"order"' : table;
  const update = `CREATE TRIGGER ${name}_again BEFORE UPDATE OF ${updates} ON ${target} FOR EACH ROW
    WHEN (OLD.${updates} IS DISTINCT FROM NEW.${updates}) EXECUTE FUNCTION ${name}();`;
  return `
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${body}
      RETURN NEW;
    END $$;
    CREATE TRIGGER ${name} BEFORE INSERT ON ${target} FOR EACH ROW EXECUTE FUNCTION ${name}();
    ${updates === undefined ? '' : update}`;
}

const TRIGGERS = [
  filled('order', 'NEW.idempotency_key := NEW.entity_id::text;', 'entity_id'),
  filled(
    'invoice',
    `NEW.idempotency_key := coalesce((SELECT natural_key FROM operation WHERE id = NEW.operation_id),
        'magento:' || NEW.invoice_id);`,
    'operation_id',
  ),
  filled('shipment', 'NEW.idempotency_key := NEW.shipment_id;'),
  filled(
    'inventory_level',
    `NEW.sync_state := NEW.state;
      NEW.idempotency_key := NEW.source_code || '/' || lower(NEW.sku);`,
    'state',
  ),
  filled('return_order', 'NEW.idempotency_key := NEW.return_order_code;'),
  filled(
    'notification',
    `NEW.sync_state := NEW.state;
      NEW.idempotency_key := NEW.dedupe_key;`,
    'state',
  ),
  filled(
    'api_client',
    `NEW.sync_state := CASE WHEN NEW.enabled THEN 'ENABLED' ELSE 'DISABLED' END;
      NEW.idempotency_key := NEW.id;`,
    'enabled',
  ),
];

const COMMENTS = `
  COMMENT ON COLUMN "order".idempotency_key IS 'What makes two readings the same order of its store: entity_id. Set by the table.';
  COMMENT ON COLUMN invoice.idempotency_key IS 'What makes two requests the same invoice of its order: natural_key of the operation; magento: and the id for one that the shop made. Set by the table.';
  COMMENT ON COLUMN shipment.idempotency_key IS 'What makes two requests the same parcel of its store: shipment_id. Set by the table.';
  COMMENT ON COLUMN inventory_level.sync_state IS 'As state: PENDING, PUSHED or FAILED. Set by the table.';
  COMMENT ON COLUMN inventory_level.idempotency_key IS 'What makes two requests speak of the same stock of the store: source and SKU. The last one counts. Set by the table.';
  COMMENT ON COLUMN return_order.idempotency_key IS 'What makes two requests the same return of the store: return_order_code. Set by the table.';
  COMMENT ON COLUMN notification.sync_state IS 'As state: ACCEPTED, UNMAPPED or MALFORMED; how far its delivery is, delivery says. Set by the table.';
  COMMENT ON COLUMN notification.idempotency_key IS 'What makes two events of the store the same one: dedupe_key. Set by the table.';
  COMMENT ON COLUMN api_client.sync_state IS 'ENABLED, or DISABLED: it cannot sign in. Set by the table.';
  COMMENT ON COLUMN api_client.idempotency_key IS 'What makes two requests the same client: id. Set by the table.';
`;

/**
 * How far it is in sync and by which key it is known again, under the same two names in the main table of each domain. Rows
 * that are there already are filled by the next migration, in batches.
 */
export class AddSyncColumns1796110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "order" ADD COLUMN idempotency_key text;
      ALTER TABLE invoice ADD COLUMN idempotency_key text;
      ALTER TABLE shipment ADD COLUMN idempotency_key text;
      ALTER TABLE inventory_level ADD COLUMN sync_state text, ADD COLUMN idempotency_key text;
      ALTER TABLE return_order ADD COLUMN idempotency_key text;
      ALTER TABLE notification ADD COLUMN sync_state text, ADD COLUMN idempotency_key text;
      ALTER TABLE api_client ADD COLUMN sync_state text, ADD COLUMN idempotency_key text;
    `);
    for (const trigger of TRIGGERS) await runner.query(trigger);
    await runner.query(COMMENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "order" DROP COLUMN idempotency_key;
      ALTER TABLE invoice DROP COLUMN idempotency_key;
      ALTER TABLE shipment DROP COLUMN idempotency_key;
      ALTER TABLE inventory_level DROP COLUMN sync_state, DROP COLUMN idempotency_key;
      ALTER TABLE return_order DROP COLUMN idempotency_key;
      ALTER TABLE notification DROP COLUMN sync_state, DROP COLUMN idempotency_key;
      ALTER TABLE api_client DROP COLUMN sync_state, DROP COLUMN idempotency_key;
      DROP FUNCTION note_order_key() CASCADE;
      DROP FUNCTION note_invoice_key() CASCADE;
      DROP FUNCTION note_shipment_key() CASCADE;
      DROP FUNCTION note_inventory_level_key() CASCADE;
      DROP FUNCTION note_return_order_key() CASCADE;
      DROP FUNCTION note_notification_key() CASCADE;
      DROP FUNCTION note_api_client_key() CASCADE;
    `);
  }
}
