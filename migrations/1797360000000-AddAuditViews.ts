import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Enough to tell two customers apart on the telephone, and not to know who they are. */
const masked = (value: string): string => `left(nullif(btrim(${value}), ''), 1) || '***'`;
/** What somebody wrote by hand may name a customer. */
const withoutWords = (value: string): string =>
  `CASE WHEN jsonb_typeof(${value}) = 'object' THEN ${value} - ARRAY['comment', 'reason'] END`;

const ORDERS = `
  CREATE VIEW audit.orders AS
  SELECT s.code AS store_code, o.entity_id AS order_code, o.increment_id AS parent_order_code, o.status, o.state, o.sync_state,
    o.sync_reason, o.payment_method, o.currency, o.grand_total, o.tax, o.shipping, o.discount,
    ${masked(`o.shipping_address ->> 'name'`)} AS customer,
    ${masked(`coalesce(o.billing_address ->> 'email', o.shipping_address ->> 'email')`)} AS email,
    o.shipping_address ->> 'country' AS country, o.magento_created_at AS placed_at, o.magento_updated_at AS changed_in_magento_at,
    o.first_seen_at, o.acknowledged_at, o.changed_at, o.read_at, o.erased_at
  FROM "order" o JOIN store s ON s.id = o.store_id;
  COMMENT ON VIEW audit.orders IS 'Every order as it stands here; its customer is masked.';
  COMMENT ON COLUMN audit.orders.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.orders.order_code IS 'entity_id in Magento.';
  COMMENT ON COLUMN audit.orders.parent_order_code IS 'increment_id.';
  COMMENT ON COLUMN audit.orders.status IS 'Magento''s status.';
  COMMENT ON COLUMN audit.orders.state IS 'Magento''s state.';
  COMMENT ON COLUMN audit.orders.sync_state IS 'As in "order".';
  COMMENT ON COLUMN audit.orders.sync_reason IS 'Why it is held or ignored.';
  COMMENT ON COLUMN audit.orders.payment_method IS 'COD or NCOD.';
  COMMENT ON COLUMN audit.orders.currency IS 'Currency of the amounts.';
  COMMENT ON COLUMN audit.orders.grand_total IS 'What the customer owes, after store credit.';
  COMMENT ON COLUMN audit.orders.tax IS 'All tax.';
  COMMENT ON COLUMN audit.orders.shipping IS 'Shipping.';
  COMMENT ON COLUMN audit.orders.discount IS 'Discount.';
  COMMENT ON COLUMN audit.orders.customer IS 'First letter of the recipient''s name; NULL once erased.';
  COMMENT ON COLUMN audit.orders.email IS 'First letter of the e-mail address; NULL once erased.';
  COMMENT ON COLUMN audit.orders.country IS 'Country that it goes to.';
  COMMENT ON COLUMN audit.orders.placed_at IS 'When it was placed in Magento.';
  COMMENT ON COLUMN audit.orders.changed_in_magento_at IS 'Magento''s updated_at.';
  COMMENT ON COLUMN audit.orders.first_seen_at IS 'When it was taken in.';
  COMMENT ON COLUMN audit.orders.acknowledged_at IS 'When Increff acknowledged it.';
  COMMENT ON COLUMN audit.orders.changed_at IS 'When our copy changed last.';
  COMMENT ON COLUMN audit.orders.read_at IS 'When it was read from Magento last.';
  COMMENT ON COLUMN audit.orders.erased_at IS 'When its customer was erased.';
`;

const AUDIT_LOG = `
  CREATE VIEW audit.audit_log AS
  SELECT c.position, l.at, l.actor, CASE WHEN l.address LIKE '%:%' THEN substring(l.address FROM '^[^:]*:[^:]*:[^:]*') || '::'
      ELSE regexp_replace(l.address, '[.][0-9]+$', '.0') END AS network,
    l.store_code, l.action, l.subject, l.result, l.request_id, ${withoutWords('l.before')} AS before, ${withoutWords('l.after')} AS after
  FROM audit_log l LEFT JOIN audit_chain c ON c.entry_id = l.id;
  COMMENT ON VIEW audit.audit_log IS 'Who did what; free text is left out.';
  COMMENT ON COLUMN audit.audit_log.position IS 'Place in the chain.';
  COMMENT ON COLUMN audit.audit_log.at IS 'When.';
  COMMENT ON COLUMN audit.audit_log.actor IS 'API client, person (oidc:…), role of the database (database:…), or what acts by itself.';
  COMMENT ON COLUMN audit.audit_log.network IS 'Where it came from, without the last part of the address.';
  COMMENT ON COLUMN audit.audit_log.store_code IS 'Store that it is about.';
  COMMENT ON COLUMN audit.audit_log.action IS 'What was done.';
  COMMENT ON COLUMN audit.audit_log.subject IS 'What it was done to.';
  COMMENT ON COLUMN audit.audit_log.result IS 'ok, failed or refused.';
  COMMENT ON COLUMN audit.audit_log.request_id IS 'Id of the request.';
  COMMENT ON COLUMN audit.audit_log.before IS 'What was before.';
  COMMENT ON COLUMN audit.audit_log.after IS 'What was after.';
`;

const RETURNS = `
  CREATE VIEW audit.returns AS
  SELECT s.code AS store_code, o.entity_id AS order_code, o.increment_id AS parent_order_code, r.return_order_code, r.order_type,
    r.sync_state, r.awb_number, r.location_code, i.items, i.processed, i.failed_qc, d.state AS acknowledgement, d.settled_at AS told_at,
    r.increff_sent_at, r.requested_by, r.request_id, r.created_at, r.updated_at
  FROM return_order r JOIN "order" o ON o.id = r.order_id JOIN store s ON s.id = r.store_id
  LEFT JOIN delivery d ON d.id = r.delivery_id
  CROSS JOIN LATERAL (SELECT count(*) AS items, count(*) FILTER (WHERE state = 'PROCESSED') AS processed,
    count(*) FILTER (WHERE qc_status = 'FAIL') AS failed_qc FROM return_item WHERE return_order_id = r.id) i;
  COMMENT ON VIEW audit.returns IS 'Every return, how far it is, and whether the merchant knows.';
  COMMENT ON COLUMN audit.returns.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.returns.order_code IS 'entity_id in Magento of the order that comes back.';
  COMMENT ON COLUMN audit.returns.parent_order_code IS 'Its increment_id.';
  COMMENT ON COLUMN audit.returns.return_order_code IS 'Code of the return.';
  COMMENT ON COLUMN audit.returns.order_type IS 'SELF_SHIP, CUSTOMER_RETURN or RETURN_TO_ORIGIN.';
  COMMENT ON COLUMN audit.returns.sync_state IS 'CREATED, IN_PROCESSING, PROCESSED or CANCELLED.';
  COMMENT ON COLUMN audit.returns.awb_number IS 'AWB of the parcel that comes back.';
  COMMENT ON COLUMN audit.returns.location_code IS 'Where it goes.';
  COMMENT ON COLUMN audit.returns.items IS 'Units in it.';
  COMMENT ON COLUMN audit.returns.processed IS 'Units that were looked at.';
  COMMENT ON COLUMN audit.returns.failed_qc IS 'Units that were not as they should be.';
  COMMENT ON COLUMN audit.returns.acknowledgement IS 'State of the delivery that tells the merchant; NULL: there is none yet.';
  COMMENT ON COLUMN audit.returns.told_at IS 'When that was settled.';
  COMMENT ON COLUMN audit.returns.increff_sent_at IS 'When Increff was sent it, in stores that push.';
  COMMENT ON COLUMN audit.returns.requested_by IS 'API client.';
  COMMENT ON COLUMN audit.returns.request_id IS 'Id of the request.';
  COMMENT ON COLUMN audit.returns.created_at IS 'When it was asked for.';
  COMMENT ON COLUMN audit.returns.updated_at IS 'Last change.';
`;

const TRACKS = `
  CREATE VIEW audit.tracks AS
  SELECT s.code AS store_code, o.entity_id AS order_code, o.increment_id AS parent_order_code,
    coalesce(h.shipment_code, h.shipment_id) AS shipment_code, h.sync_state, h.magento_shipment_id, t.carrier_code, t.title,
    t.track_number, t.created_at, t.removed_at
  FROM shipment_track t JOIN shipment h ON h.id = t.shipment_id JOIN "order" o ON o.id = h.order_id JOIN store s ON s.id = h.store_id;
  COMMENT ON VIEW audit.tracks IS 'Every AWB of a parcel, those that were replaced as well.';
  COMMENT ON COLUMN audit.tracks.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.tracks.order_code IS 'entity_id in Magento.';
  COMMENT ON COLUMN audit.tracks.parent_order_code IS 'increment_id.';
  COMMENT ON COLUMN audit.tracks.shipment_code IS 'Code of the parcel.';
  COMMENT ON COLUMN audit.tracks.sync_state IS 'How far the parcel is; see shipment.sync_state.';
  COMMENT ON COLUMN audit.tracks.magento_shipment_id IS 'Its shipment in Magento.';
  COMMENT ON COLUMN audit.tracks.carrier_code IS 'Carrier, as Magento calls it.';
  COMMENT ON COLUMN audit.tracks.title IS 'Carrier in words.';
  COMMENT ON COLUMN audit.tracks.track_number IS 'AWB.';
  COMMENT ON COLUMN audit.tracks.created_at IS 'When it was added.';
  COMMENT ON COLUMN audit.tracks.removed_at IS 'When another one took its place.';
`;

const STOCK = `
  CREATE VIEW audit.stock AS
  SELECT s.code AS store_code, l.sku, l.source_code, l.quantity AS wanted, l.in_stock, l.state, l.pushed_quantity AS pushed, l.pushed_at,
    l.magento_quantity AS in_magento, l.magento_checked_at AS checked_at, l.salable_quantity AS salable, l.salable_differs,
    l.error_code, l.next_attempt_at, l.requested_by, l.request_id, l.requested_at
  FROM inventory_level l JOIN store s ON s.id = l.store_id;
  COMMENT ON VIEW audit.stock IS 'Every stock level: what Increff wants, what was written, what Magento shows.';
  COMMENT ON COLUMN audit.stock.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.stock.sku IS 'SKU.';
  COMMENT ON COLUMN audit.stock.source_code IS 'MSI source; empty for the stock item.';
  COMMENT ON COLUMN audit.stock.wanted IS 'Quantity that Increff told last.';
  COMMENT ON COLUMN audit.stock.in_stock IS 'Flag that Increff told with it.';
  COMMENT ON COLUMN audit.stock.state IS 'PENDING, PUSHED, FAILED or SHADOWED.';
  COMMENT ON COLUMN audit.stock.pushed IS 'Quantity that was written last.';
  COMMENT ON COLUMN audit.stock.pushed_at IS 'When.';
  COMMENT ON COLUMN audit.stock.in_magento IS 'Quantity that Magento showed when it was last read.';
  COMMENT ON COLUMN audit.stock.checked_at IS 'When that reading began.';
  COMMENT ON COLUMN audit.stock.salable IS 'What Magento could still sell then.';
  COMMENT ON COLUMN audit.stock.salable_differs IS 'What the difference comes of; see inventory_level.salable_differs.';
  COMMENT ON COLUMN audit.stock.error_code IS 'Why it could not be written.';
  COMMENT ON COLUMN audit.stock.next_attempt_at IS 'Next try.';
  COMMENT ON COLUMN audit.stock.requested_by IS 'API client that told it last.';
  COMMENT ON COLUMN audit.stock.request_id IS 'Id of the request.';
  COMMENT ON COLUMN audit.stock.requested_at IS 'When.';
`;

const STORAGE = `
  CREATE VIEW audit.storage AS
  SELECT n.nspname::text AS schema, c.relname::text AS "table", greatest(c.reltuples, 0)::bigint AS rows_about,
    pg_table_size(c.oid) AS table_bytes, pg_indexes_size(c.oid) AS index_bytes, pg_total_relation_size(c.oid) AS total_bytes,
    t.n_dead_tup AS dead_rows, t.n_tup_ins AS rows_added, t.n_tup_upd AS rows_changed, t.n_tup_del AS rows_removed,
    greatest(t.last_vacuum, t.last_autovacuum) AS vacuumed_at, greatest(t.last_analyze, t.last_autoanalyze) AS analyzed_at
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_stat_all_tables t ON t.relid = c.oid
  WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss');
  COMMENT ON VIEW audit.storage IS 'Every table: what it takes, and what changed in it since PostgreSQL''s statistics began.';
  COMMENT ON COLUMN audit.storage.schema IS 'public: ours; pgboss: jobs.';
  COMMENT ON COLUMN audit.storage."table" IS 'Name of the table.';
  COMMENT ON COLUMN audit.storage.rows_about IS 'Rows when it was last analysed.';
  COMMENT ON COLUMN audit.storage.table_bytes IS 'Bytes of its rows, long values included.';
  COMMENT ON COLUMN audit.storage.index_bytes IS 'Bytes of its indexes.';
  COMMENT ON COLUMN audit.storage.total_bytes IS 'Both together.';
  COMMENT ON COLUMN audit.storage.dead_rows IS 'Old versions of rows that wait for a vacuum.';
  COMMENT ON COLUMN audit.storage.rows_added IS 'Rows added since then.';
  COMMENT ON COLUMN audit.storage.rows_changed IS 'Rows changed since then.';
  COMMENT ON COLUMN audit.storage.rows_removed IS 'Rows removed since then.';
  COMMENT ON COLUMN audit.storage.vacuumed_at IS 'Last vacuum.';
  COMMENT ON COLUMN audit.storage.analyzed_at IS 'Last analyze.';
`;

/** Growing tables, and when a row of theirs began. */
const GROWING = {
  '"order"': 'first_seen_at',
  order_event: 'at',
  operation: 'created_at',
  notification: 'received_at',
  delivery: 'created_at',
  delivery_attempt: 'at',
  sync_run: 'started_at',
  audit_log: 'at',
};

const GROWTH = `
  CREATE VIEW audit.storage_growth AS
  SELECT g."table", g.month, g.rows, CASE WHEN c.reltuples > 0
    THEN round(g.rows * pg_total_relation_size(c.oid) / c.reltuples::numeric)::bigint END AS bytes_about
  FROM (${Object.entries(GROWING)
    .map(
      ([table, at]) =>
        `SELECT '${table.replaceAll('"', '')}' AS "table", date_trunc('month', ${at}, 'UTC') AS month, count(*) AS rows FROM ${table} GROUP BY 2`,
    )
    .join(' UNION ALL ')}) g
  JOIN pg_class c ON c.relname = g."table" AND c.relnamespace = 'public'::regnamespace;
  COMMENT ON VIEW audit.storage_growth IS 'Rows of each month that are still there, in the tables that grow; reads these tables whole.';
  COMMENT ON COLUMN audit.storage_growth."table" IS 'Name of the table.';
  COMMENT ON COLUMN audit.storage_growth.month IS 'First day of the month, UTC.';
  COMMENT ON COLUMN audit.storage_growth.rows IS 'Rows that began in it; what retention removed is not among them.';
  COMMENT ON COLUMN audit.storage_growth.bytes_about IS 'What they take, indexes included, by the mean of the table; NULL before it is first analysed.';
`;

const VIEWS = {
  orders: ORDERS,
  audit_log: AUDIT_LOG,
  returns: RETURNS,
  tracks: TRACKS,
  stock: STOCK,
  storage: STORAGE,
  storage_growth: GROWTH,
};

/** Where bridge_auditor is left to a DBA, docs/database.md says what is to be granted. */
const GRANT = `
  DO $$
  BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'bridge_auditor') THEN
      GRANT SELECT ON ${Object.keys(VIEWS)
        .map((view) => `audit.${view}`)
        .join(', ')} TO bridge_auditor;
    END IF;
  EXCEPTION
    WHEN insufficient_privilege THEN RAISE NOTICE 'role bridge_auditor is left to a DBA';
  END $$
`;

/** What an auditor asks for, without a right to the tables. */
export class AddAuditViews1797360000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const view of Object.values(VIEWS)) await runner.query(view);
    await runner.query(GRANT);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const view of Object.keys(VIEWS)) await runner.query(`DROP VIEW audit.${view}`);
  }
}
