import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { ApiClient } from '../../src/auth/entities/api-client.entity.js';
import { InventoryLevelEntity } from '../../src/inventory/entities/inventory-level.entity.js';
import { InventoryRunEntity } from '../../src/inventory/entities/inventory-run.entity.js';
import { InvoiceEntity } from '../../src/invoices/entities/invoice.entity.js';
import { CreditMemoEntity } from '../../src/refunds/entities/credit-memo.entity.js';
import { ErasureKeyEntity } from '../../src/personal-data/entities/erasure-key.entity.js';
import { ErasureEntity } from '../../src/personal-data/entities/erasure.entity.js';
import { HandoverEntity } from '../../src/shipments/entities/handover.entity.js';
import { ManifestEntity } from '../../src/shipments/entities/manifest.entity.js';
import { ShipmentLabelEntity } from '../../src/shipments/entities/shipment-label.entity.js';
import { ShipmentTrackEntity } from '../../src/shipments/entities/shipment-track.entity.js';
import { ShipmentEntity } from '../../src/shipments/entities/shipment.entity.js';
import { DeliveryAttemptEntity } from '../../src/deliveries/entities/delivery-attempt.entity.js';
import { DeliveryEntity } from '../../src/deliveries/entities/delivery.entity.js';
import { EndpointEntity } from '../../src/deliveries/entities/endpoint.entity.js';
import { NotificationEntity } from '../../src/notifications/entities/notification.entity.js';
import { AggregatorIdEntity } from '../../src/notifications/entities/aggregator-id.entity.js';
import { ParcelStateEntity } from '../../src/notifications/entities/parcel-state.entity.js';
import { ReturnItemEntity } from '../../src/returns/entities/return-item.entity.js';
import { ReturnOrderEntity } from '../../src/returns/entities/return-order.entity.js';
import { OperationKind } from '../../src/operations/operation.types.js';
import { RETENTION_RULES } from '../../src/retention/retention-rules.repository.js';
import { OperationTryEntity } from '../../src/operations/entities/operation-try.entity.js';
import { OperationEntity } from '../../src/operations/entities/operation.entity.js';
import { DeletedOrderEntity } from '../../src/orders/entities/deleted-order.entity.js';
import { OrderEventEntity } from '../../src/timeline/entities/order-event.entity.js';
import { OrderItemEntity } from '../../src/orders/entities/order-item.entity.js';
import { OrderEntity } from '../../src/orders/entities/order.entity.js';
import {
  AuditChainEntity,
  AuditHeadEntity,
  AuditLogEntity,
  AuditStreamEntity,
  AuditTallyEntity,
} from '../../src/platform/audit/audit-log.entity.js';
import { IdempotencyKey } from '../../src/platform/idempotency/idempotency-key.entity.js';
import { AlertChannelEntity } from '../../src/alerts/entities/alert-channel.entity.js';
import { AlertMessageEntity } from '../../src/alerts/entities/alert-message.entity.js';
import { AlertProblemEntity } from '../../src/alerts/entities/alert-problem.entity.js';
import { IncreffPushEntity } from '../../src/increff/entities/increff-push.entity.js';
import { DifferenceEntity } from '../../src/reconciliation/entities/difference.entity.js';
import { ReconciliationDayEntity } from '../../src/reconciliation/entities/reconciliation-day.entity.js';
import { ReconciliationEntity } from '../../src/reconciliation/entities/reconciliation.entity.js';
import { ClientAddressEntity } from '../../src/auth/entities/client-address.entity.js';
import { SignInFailureEntity } from '../../src/auth/entities/sign-in-failure.entity.js';
import { ConsolePersonEntity } from '../../src/console/entities/console-person.entity.js';
import { ConsoleSessionEntity } from '../../src/console/entities/console-session.entity.js';
import { ProblemMarkEntity } from '../../src/console/entities/problem-mark.entity.js';
import { Store } from '../../src/stores/entities/store.entity.js';
import { Cell } from '../../src/stores/entities/cell.entity.js';
import { StoreMove } from '../../src/stores/entities/store-move.entity.js';
import { STAYS, storeTables } from '../../src/stores/store-tables.repository.js';
import { BackfillEntity } from '../../src/sync/entities/backfill.entity.js';
import { ParkedOrderEntity } from '../../src/sync/entities/parked-order.entity.js';
import { SyncCursorEntity } from '../../src/sync/entities/sync-cursor.entity.js';
import { SyncRunEntity } from '../../src/sync/entities/sync-run.entity.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const ENTITIES = [
  AlertChannelEntity,
  AlertMessageEntity,
  AlertProblemEntity,
  ClientAddressEntity,
  ConsolePersonEntity,
  ProblemMarkEntity,
  ConsoleSessionEntity,
  SignInFailureEntity,
  DifferenceEntity,
  IncreffPushEntity,
  ReconciliationDayEntity,
  ReconciliationEntity,
  ApiClient,
  AuditChainEntity,
  AuditHeadEntity,
  AuditLogEntity,
  AuditStreamEntity,
  AuditTallyEntity,
  BackfillEntity,
  DeliveryAttemptEntity,
  DeliveryEntity,
  EndpointEntity,
  ErasureEntity,
  ErasureKeyEntity,
  HandoverEntity,
  IdempotencyKey,
  InventoryLevelEntity,
  InventoryRunEntity,
  InvoiceEntity,
  CreditMemoEntity,
  ShipmentLabelEntity,
  ManifestEntity,
  NotificationEntity,
  OperationEntity,
  OperationTryEntity,
  OrderEntity,
  OrderEventEntity,
  DeletedOrderEntity,
  OrderItemEntity,
  ParkedOrderEntity,
  ParcelStateEntity,
  AggregatorIdEntity,
  ReturnItemEntity,
  ReturnOrderEntity,
  ShipmentEntity,
  ShipmentTrackEntity,
  Cell,
  Store,
  StoreMove,
  SyncCursorEntity,
  SyncRunEntity,
];

function ruleOf(what: string): string {
  const rule = RETENTION_RULES.find((one) => one.table === 'operation' && one.what.includes(what))!;
  return rule.sql.replaceAll('$1', String(rule.days)).replaceAll('$2', '1000');
}

describe('the database', () => {
  let db: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    db = await createTestDatabase();
    source = await new DataSource(dataSourceOptions(db.url, ENTITIES)).initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await db.drop();
  });

  it('explains every table and every column', async () => {
    const silent = await db.rows(
      `SELECT c.relname, a.attname FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relkind = 'r' AND c.relname <> 'migrations'
         AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)`,
    );
    expect(silent).toEqual([]);
  });

  it('has an index for every foreign key, that a look-up by it can use', async () => {
    const bare = await db.rows(
      `SELECT f.conrelid::regclass::text AS "table", f.conname FROM pg_constraint f
       WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND NOT EXISTS (
         SELECT 1 FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indisvalid
           -- Its first columns are those of the key, in any order.
           AND (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey
           AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = (
             SELECT format('(%I IS NOT NULL)', a.attname) FROM pg_attribute a
             WHERE a.attrelid = f.conrelid AND a.attnum = f.conkey[1])))`,
    );
    expect(bare).toEqual([]);
  });

  it('knows of every table whether its rows are of one store, and go with it', async () => {
    const tables = await source.transaction((one) => storeTables(one, 7));
    const ofStore = tables.map(({ name }) => name);
    const all = await db.rows<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND relname <> 'migrations' ORDER BY 1`,
    );
    expect([...ofStore, ...Object.keys(STAYS)].sort()).toEqual(all.map(({ name }) => name));
    expect(ofStore.indexOf('order')).toBeLessThan(ofStore.indexOf('order_event'));
  });

  it('has checked every constraint against the rows that were there before', async () => {
    expect(await db.rows('SELECT conname FROM pg_constraint WHERE NOT convalidated')).toEqual([]);
  });

  it('knows the kinds of operations, and refuses others', async () => {
    const [check] = await db.rows<{ words: string }>(
      `SELECT pg_get_constraintdef(oid) AS words FROM pg_constraint WHERE conname = 'operation_kind_check'`,
    );
    const known = [...check!.words.matchAll(/'([A-Z_]+)'/g)].map(([, kind]) => kind);
    expect(known.sort()).toEqual(Object.values(OperationKind).sort());
  });

  it.each([
    [
      'the newest writes',
      'SELECT * FROM audit.operation_log ORDER BY created_at DESC LIMIT 50',
      'operation_created',
    ],
    ['what retention empties', ruleOf('settled writes'), 'operation_kept_calls'],
  ])('finds %s by an index', async (_what, sql, index) => {
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    try {
      // An empty table is read whole where that is allowed.
      await client.query('SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off');
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN ${sql}`);
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(` ${index} `);
    } finally {
      await client.end();
    }
  });

  it('has a primary key on every table, and no plain timestamp or varchar', async () => {
    const bare = await db.rows(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
         AND oid NOT IN (SELECT conrelid FROM pg_constraint WHERE contype = 'p')`,
    );
    expect(bare).toEqual([]);
    const odd = await db.rows(
      `SELECT table_name, column_name, data_type FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'migrations' AND data_type IN ('timestamp without time zone', 'character varying', 'double precision', 'money')`,
    );
    expect(odd).toEqual([]);
  });

  it('has the columns that the entities name, and no others', async () => {
    const rows = await db.rows<{ table_name: string; columns: string[] }>(
      `SELECT table_name, array_agg(column_name::text ORDER BY column_name) AS columns FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'migrations' GROUP BY 1 ORDER BY 1`,
    );
    const entities = source.entityMetadatas.map((meta) => ({
      table_name: meta.tableName,
      columns: meta.columns.map((column) => column.databaseName).sort(),
    }));
    expect(entities.sort((a, b) => (a.table_name < b.table_name ? -1 : 1))).toEqual(
      rows.map(({ table_name, columns }) => ({ table_name, columns: [...columns].sort() })),
    );
  });

  it('goes all the way down and up again', async () => {
    for (let i = 0; i < source.migrations.length; i++) await source.undoLastMigration();
    const left = await db.rows(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations'`,
    );
    expect(left).toEqual([]);
    expect(await source.runMigrations()).toHaveLength(source.migrations.length);
  });

  it('allows one running operation per order', async () => {
    await db.rows(
      `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box) VALUES ('a', 'b', 'c', 'admin', 'k', 'x')`,
    );
    await db.rows(
      `INSERT INTO "order" (store_id, entity_id, increment_id, sync_state, payment_method, grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee,
         adjustment, balanced, magento_created_at, magento_updated_at, read_at, content_hash)
       SELECT id, 1, '1', 'NEW', 'COD', 0, 0, 0, 0, 0, 0, 0, 0, true, now(), now(), now(), 'h' FROM store`,
    );
    const open = (state: string): Promise<unknown> =>
      db.rows(
        `INSERT INTO operation (store_id, order_id, kind, natural_key, state, requested_by) SELECT store_id, id, 'CANCEL', 'CANCEL', $1, 'x' FROM "order"`,
        [state],
      );
    await open('RUNNING');
    await expect(open('UNKNOWN')).rejects.toThrow('operation_one_running_per_order');
    await open('PENDING');
  });
});
