import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes.js';

const INDEXES = {
  // Foreign keys: without one, removing a store reads the whole table, and holds its locks meanwhile.
  backfill_store: 'backfill (store_id)',
  handover_store: 'handover (store_id)',
  increff_push_store: 'increff_push (store_id)',
  // All stores, the newest first: audit.operation_log.
  operation_created: 'operation (created_at)',
  // What retention has yet to empty; without it the whole ledger is read every night.
  operation_kept_calls: 'operation (settled_at) WHERE last_request IS NOT NULL OR last_response IS NOT NULL',
};

const NOT_VALIDATED = {
  api_client: 'api_client_previous_secret',
  audit_log: 'audit_log_result',
  console_session: 'console_session_person',
  inventory_run: 'inventory_run_trigger_check',
  notification: 'notification_source_check',
  sync_cursor: 'sync_cursor_stream_check',
};

const KINDS = `'ACKNOWLEDGE', 'CANCEL', 'INVOICE', 'SHIPMENT', 'HANDOVER', 'TRACK', 'REFUND', 'REMOVE_TRACK', 'REPACK', 'VOID'`;

/**
 * Tables of which the same rows change all the time keep room for the new version beside the old one, and are cleaned after a share
 * of changes that stays small when they are large; of small ones after a number.
 */
const FEW_ROWS = 'fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500';
const STORAGE: Record<string, string> = {
  sync_cursor: FEW_ROWS,
  audit_head: FEW_ROWS,
  '"order"': 'fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02',
  operation: 'fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02',
  delivery: 'fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02',
  inventory_level: 'fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05',
  sync_run: 'autovacuum_vacuum_scale_factor = 0.02',
  idempotency_key: 'autovacuum_vacuum_scale_factor = 0.02',
  delivery_attempt: 'autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05',
  order_event: 'autovacuum_vacuum_insert_scale_factor = 0.05',
};

const IN_STOCK = [
  `Flag as asked for: false takes the SKU off sale. Otherwise it is on sale while something is left; of nothing Magento says, ` +
    `by whether the product takes backorders.`,
  'Flag as asked for; NULL: in stock when more than nothing is left.',
];

/** What a DBA looks for first. Nothing here keeps a row or a table for longer than a moment. */
export class TidyForDbas1797350000000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
    await check(runner, 'operation', 'operation_kind_check', `kind IN (${KINDS})`);
    // Nothing ever set CANCELLED.
    await check(runner, 'backfill', 'backfill_state_check', `state IN ('RUNNING', 'DONE')`);
    for (const [table, constraint] of Object.entries(NOT_VALIDATED)) {
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${constraint}`);
    }
    for (const [table, settings] of Object.entries(STORAGE)) {
      await runner.query(`ALTER TABLE ${table} SET (${settings})`);
    }
    await runner.query(`COMMENT ON COLUMN inventory_level.in_stock IS '${IN_STOCK[0]}';
      COMMENT ON COLUMN backfill.state IS 'RUNNING or DONE.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
    await runner.query('ALTER TABLE operation DROP CONSTRAINT operation_kind_check');
    await check(runner, 'backfill', 'backfill_state_check', `state IN ('RUNNING', 'DONE', 'CANCELLED')`);
    for (const [table, settings] of Object.entries(STORAGE)) {
      const names = settings.split(', ').map((one) => one.split(' ')[0]);
      await runner.query(`ALTER TABLE ${table} RESET (${names.join(', ')})`);
    }
    await runner.query(`COMMENT ON COLUMN inventory_level.in_stock IS '${IN_STOCK[1]}';
      COMMENT ON COLUMN backfill.state IS 'RUNNING, DONE or CANCELLED.'`);
  }
}

/** In two steps: the second reads the rows beside the running service. */
async function check(runner: QueryRunner, table: string, name: string, what: string): Promise<void> {
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name},
    ADD CONSTRAINT ${name} CHECK (${what}) NOT VALID`);
  await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
}
