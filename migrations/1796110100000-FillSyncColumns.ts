import type { MigrationInterface, QueryRunner } from 'typeorm';

const BATCH = 2000;
/** Rows that are locked are passed over, and come in a later round. */
const MOST_ROUNDS = 50;

interface Filling {
  table: string;
  id: string;
  set: string;
}

const FILLINGS: Filling[] = [
  { table: '"order"', id: 'id', set: 'idempotency_key = t.entity_id::text' },
  {
    table: 'invoice',
    id: 'id',
    set: `idempotency_key = coalesce((SELECT natural_key FROM operation WHERE id = t.operation_id), 'magento:' || t.invoice_id)`,
  },
  { table: 'shipment', id: 'id', set: 'idempotency_key = t.shipment_id' },
  {
    table: 'inventory_level',
    id: 'id',
    set: `sync_state = t.state, idempotency_key = t.source_code || '/' || lower(t.sku)`,
  },
  { table: 'return_order', id: 'id', set: 'idempotency_key = t.return_order_code' },
  { table: 'notification', id: 'id', set: 'sync_state = t.state, idempotency_key = t.dedupe_key' },
  {
    table: 'api_client',
    id: 'id',
    set: `sync_state = CASE WHEN t.enabled THEN 'ENABLED' ELSE 'DISABLED' END, idempotency_key = t.id`,
  },
];

/** In batches, each a transaction of its own, beside the running service: it waits for no batch for long, and none waits for it. */
export class FillSyncColumns1796110100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const filling of FILLINGS) {
      for (let round = 0; round < MOST_ROUNDS && (await this.fill(runner, filling)); round++) {
        await runner.query('SELECT pg_sleep(0.1)');
      }
    }
  }

  async down(): Promise<void> {
    // The columns go with the migration before.
  }

  /** One pass over the table. @returns whether rows may be left */
  private async fill(runner: QueryRunner, { table, id, set }: Filling): Promise<boolean> {
    for (let after: string | null = null; ;) {
      const [done] = (await runner.query(
        `WITH batch AS (
           SELECT ${id} AS id FROM ${table} WHERE idempotency_key IS NULL AND ($1::text IS NULL OR ${id} > ${castOf(table)})
           ORDER BY ${id} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
         ), filled AS (
           UPDATE ${table} t SET ${set} FROM batch WHERE t.${id} = batch.id RETURNING t.${id} AS id)
         SELECT max(id)::text AS last FROM filled`,
        [after],
      )) as { last: string | null }[];
      if (done === undefined || done.last === null) break;
      after = done.last;
    }
    const [left] = (await runner.query(
      `SELECT EXISTS (SELECT FROM ${table} WHERE idempotency_key IS NULL) AS any`,
    )) as { any: boolean }[];
    return left?.any === true;
  }
}

function castOf(table: string): string {
  return table === 'api_client' ? '$1::text' : '$1::bigint';
}
