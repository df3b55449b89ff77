import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schema `audit` for DBAs: views that hold neither secrets nor personal data, and a log that cannot be changed. */
export class CreateAudit1795392900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(APPEND_ONLY);
    await runner.query('CREATE SCHEMA audit');
    await runner.query("COMMENT ON SCHEMA audit IS 'Views for DBAs; a stable contract.'");
    for (const view of [
      SYNC_HEALTH,
      STUCK_ORDERS,
      OPERATION_LOG,
      DELIVERY_LOG,
      INVENTORY_DRIFT,
      ORDER_TIMELINE,
    ]) {
      await runner.query(view);
    }
    await runner.query(ROLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA audit CASCADE');
    await runner.query(
      'DROP TRIGGER audit_log_append_only ON audit_log; DROP TRIGGER audit_log_no_truncate ON audit_log',
    );
    await runner.query('DROP FUNCTION refuse_change()');
  }
}

const APPEND_ONLY = `
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% of % is refused: rows are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$;
  COMMENT ON FUNCTION refuse_change() IS 'Keeps audit_log append-only, for its owner too.';
  CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const SYNC_HEALTH = `
  CREATE VIEW audit.sync_health AS
  SELECT s.code AS store_code, c.stream, s.paused, c.last_success_at,
    extract(epoch FROM now() - c.last_success_at)::bigint AS seconds_since_success,
    c.position AS read_up_to, c.next_run_at, c.failures, r.id AS last_run_id, r.state AS last_run_state,
    r.started_at AS last_run_started_at, r.seen AS last_run_seen, r.new AS last_run_new, r.changed AS last_run_changed,
    r.explanation AS last_run_explanation, r.error_code AS last_error_code, r.error_message AS last_error_message
  FROM sync_cursor c
  JOIN store s ON s.id = c.store_id
  LEFT JOIN LATERAL (
    SELECT * FROM sync_run r WHERE r.store_id = c.store_id AND r.stream = c.stream ORDER BY r.id DESC LIMIT 1) r ON true;
  COMMENT ON VIEW audit.sync_health IS 'One row per store and stream: is polling well, and if not, why.';
  COMMENT ON COLUMN audit.sync_health.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.sync_health.stream IS 'orders.new, orders.pending, orders.changed or orders.cancelled.';
  COMMENT ON COLUMN audit.sync_health.paused IS 'An operator paused the store: nothing is polled.';
  COMMENT ON COLUMN audit.sync_health.last_success_at IS 'End of the last run that went through.';
  COMMENT ON COLUMN audit.sync_health.seconds_since_success IS 'Seconds since then.';
  COMMENT ON COLUMN audit.sync_health.read_up_to IS 'Magento''s time up to which the stream is read.';
  COMMENT ON COLUMN audit.sync_health.next_run_at IS 'When it runs next.';
  COMMENT ON COLUMN audit.sync_health.failures IS 'Failed runs in a row.';
  COMMENT ON COLUMN audit.sync_health.last_run_id IS 'Latest run: sync_run.id.';
  COMMENT ON COLUMN audit.sync_health.last_run_state IS 'Its state: RUNNING, DONE, FAILED or ABANDONED.';
  COMMENT ON COLUMN audit.sync_health.last_run_started_at IS 'Its start.';
  COMMENT ON COLUMN audit.sync_health.last_run_seen IS 'Orders that it saw.';
  COMMENT ON COLUMN audit.sync_health.last_run_new IS 'New ones among them.';
  COMMENT ON COLUMN audit.sync_health.last_run_changed IS 'Changed ones among them.';
  COMMENT ON COLUMN audit.sync_health.last_run_explanation IS 'Why it brought nothing, where it brought nothing.';
  COMMENT ON COLUMN audit.sync_health.last_error_code IS 'Code of its error.';
  COMMENT ON COLUMN audit.sync_health.last_error_message IS 'Words of its error.';
`;

const STUCK_ORDERS = `
  CREATE VIEW audit.stuck_orders AS
  SELECT s.code AS store_code, o.entity_id AS order_code, o.increment_id AS parent_order_code, o.status, o.sync_state,
    CASE o.sync_state WHEN 'NEW' THEN 'not acknowledged by Increff' ELSE coalesce(o.sync_reason, 'no reason recorded') END AS reason,
    CASE o.sync_state WHEN 'NEW' THEN o.first_seen_at ELSE o.changed_at END AS since,
    NULL::uuid AS operation_id
  FROM "order" o JOIN store s ON s.id = o.store_id
  WHERE (o.sync_state = 'NEW' AND o.first_seen_at < now() - interval '1 hour') OR o.sync_state = 'HELD'
  UNION ALL
  SELECT s.code, p.entity_id, NULL, NULL, 'PARKED', p.reason, p.parked_at, NULL
  FROM parked_order p JOIN store s ON s.id = p.store_id
  UNION ALL
  SELECT s.code, o.entity_id, o.increment_id, o.status, o.sync_state,
    p.kind || ' ' || p.state || coalesce(': ' || p.error_code, ''), p.created_at, p.id
  FROM operation p JOIN "order" o ON o.id = p.order_id JOIN store s ON s.id = p.store_id
  WHERE p.state IN ('UNKNOWN', 'FAILED') OR (p.state IN ('PENDING', 'RUNNING') AND p.created_at < now() - interval '10 minutes');
  COMMENT ON VIEW audit.stuck_orders IS 'Orders that do not go on by themselves or have not for long: not acknowledged for an hour, held, parked, or with a write that is open.';
  COMMENT ON COLUMN audit.stuck_orders.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.stuck_orders.order_code IS 'entity_id in Magento.';
  COMMENT ON COLUMN audit.stuck_orders.parent_order_code IS 'increment_id; NULL of a parked order, which could not be read.';
  COMMENT ON COLUMN audit.stuck_orders.status IS 'Magento''s status.';
  COMMENT ON COLUMN audit.stuck_orders.sync_state IS 'As in "order", or PARKED: Magento does not answer for it.';
  COMMENT ON COLUMN audit.stuck_orders.reason IS 'Why it is here.';
  COMMENT ON COLUMN audit.stuck_orders.since IS 'Since when.';
  COMMENT ON COLUMN audit.stuck_orders.operation_id IS 'The open write, where that is the reason.';
`;

const OPERATION_LOG = `
  CREATE VIEW audit.operation_log AS
  SELECT p.id AS operation_id, s.code AS store_code, o.entity_id AS order_code, o.increment_id AS parent_order_code,
    p.kind, p.natural_key, p.state, p.outcome, p.magento_id, p.detail, p.error_code, p.attempts, p.magento_calls,
    p.requested_by, p.request_id, p.created_at, p.sent_at, p.settled_at,
    round(extract(epoch FROM p.settled_at - p.created_at), 3) AS seconds
  FROM operation p JOIN "order" o ON o.id = p.order_id JOIN store s ON s.id = p.store_id;
  COMMENT ON VIEW audit.operation_log IS 'Every write to Magento and what became of it.';
  COMMENT ON COLUMN audit.operation_log.operation_id IS 'operationId of the API.';
  COMMENT ON COLUMN audit.operation_log.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.operation_log.order_code IS 'entity_id in Magento.';
  COMMENT ON COLUMN audit.operation_log.parent_order_code IS 'increment_id.';
  COMMENT ON COLUMN audit.operation_log.kind IS 'ACKNOWLEDGE, CANCEL, INVOICE, SHIPMENT, HANDOVER or TRACK.';
  COMMENT ON COLUMN audit.operation_log.natural_key IS 'What makes two requests the same write.';
  COMMENT ON COLUMN audit.operation_log.state IS 'PENDING, RUNNING, UNKNOWN, SETTLED or FAILED; see operation.state.';
  COMMENT ON COLUMN audit.operation_log.outcome IS 'APPLIED, ALREADY, DEGRADED or REFUSED, once settled.';
  COMMENT ON COLUMN audit.operation_log.magento_id IS 'Id of what came of it in Magento.';
  COMMENT ON COLUMN audit.operation_log.detail IS 'What is to be said of it; Magento''s words where it refused.';
  COMMENT ON COLUMN audit.operation_log.error_code IS 'Code of the last error.';
  COMMENT ON COLUMN audit.operation_log.attempts IS 'Times it was taken up.';
  COMMENT ON COLUMN audit.operation_log.magento_calls IS 'Calls to Magento.';
  COMMENT ON COLUMN audit.operation_log.requested_by IS 'API client.';
  COMMENT ON COLUMN audit.operation_log.request_id IS 'Id of the request.';
  COMMENT ON COLUMN audit.operation_log.created_at IS 'When it was accepted.';
  COMMENT ON COLUMN audit.operation_log.sent_at IS 'When it was sent first.';
  COMMENT ON COLUMN audit.operation_log.settled_at IS 'When its outcome was established.';
  COMMENT ON COLUMN audit.operation_log.seconds IS 'From accepted to settled.';
`;

const DELIVERY_LOG = `
  CREATE VIEW audit.delivery_log AS
  SELECT d.id AS delivery_id, s.code AS store_code, d.kind, d.order_code, d.event_type, d.state, d.attempts,
    d.last_status, d.last_error, d.next_attempt_at, d.created_at, d.settled_at,
    round(extract(epoch FROM coalesce(d.settled_at, now()) - d.created_at), 3) AS seconds,
    substring(e.url FROM '^[a-z]+://([^/?#]+)') AS host, e.state AS endpoint_state
  FROM delivery d JOIN store s ON s.id = d.store_id
  LEFT JOIN endpoint e ON e.store_id = d.store_id AND e.kind = d.kind;
  COMMENT ON VIEW audit.delivery_log IS 'Every push to a merchant and how it stands; without bodies.';
  COMMENT ON COLUMN audit.delivery_log.delivery_id IS 'deliveryId of the API; webhook-id is msg_ and this.';
  COMMENT ON COLUMN audit.delivery_log.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.delivery_log.kind IS 'NOTIFICATION or RETURN_ACK.';
  COMMENT ON COLUMN audit.delivery_log.order_code IS 'Order whose deliveries keep their order.';
  COMMENT ON COLUMN audit.delivery_log.event_type IS 'Type of the event.';
  COMMENT ON COLUMN audit.delivery_log.state IS 'PENDING, DELIVERED or DEAD.';
  COMMENT ON COLUMN audit.delivery_log.attempts IS 'Tries so far.';
  COMMENT ON COLUMN audit.delivery_log.last_status IS 'HTTP status of the last answer.';
  COMMENT ON COLUMN audit.delivery_log.last_error IS 'Words of the last failure.';
  COMMENT ON COLUMN audit.delivery_log.next_attempt_at IS 'Next try; NULL while an earlier delivery of its order code is pending.';
  COMMENT ON COLUMN audit.delivery_log.created_at IS 'When its event was accepted.';
  COMMENT ON COLUMN audit.delivery_log.settled_at IS 'When it was delivered or given up.';
  COMMENT ON COLUMN audit.delivery_log.seconds IS 'From accepted to settled, or until now.';
  COMMENT ON COLUMN audit.delivery_log.host IS 'Host it goes to.';
  COMMENT ON COLUMN audit.delivery_log.endpoint_state IS 'ENABLED or DISABLED.';
`;

const INVENTORY_DRIFT = `
  CREATE VIEW audit.inventory_drift AS
  SELECT s.code AS store_code, l.sku, l.source_code, l.quantity AS wanted, l.pushed_quantity AS pushed,
    l.magento_quantity AS in_magento, l.magento_quantity - l.pushed_quantity AS difference, l.state, l.error_code,
    l.error_message, l.pushed_at, l.magento_checked_at AS checked_at
  FROM inventory_level l JOIN store s ON s.id = l.store_id
  WHERE l.state = 'FAILED'
    OR (l.state = 'PUSHED' AND l.magento_checked_at > l.pushed_at AND l.magento_quantity IS DISTINCT FROM l.pushed_quantity);
  COMMENT ON VIEW audit.inventory_drift IS 'Stock that Magento has otherwise than we wrote it, or that could not be written.';
  COMMENT ON COLUMN audit.inventory_drift.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.inventory_drift.sku IS 'SKU.';
  COMMENT ON COLUMN audit.inventory_drift.source_code IS 'MSI source; empty for the stock item.';
  COMMENT ON COLUMN audit.inventory_drift.wanted IS 'Quantity that Increff told last.';
  COMMENT ON COLUMN audit.inventory_drift.pushed IS 'Quantity that was written last.';
  COMMENT ON COLUMN audit.inventory_drift.in_magento IS 'Quantity that was found later.';
  COMMENT ON COLUMN audit.inventory_drift.difference IS 'Found less written.';
  COMMENT ON COLUMN audit.inventory_drift.state IS 'PUSHED or FAILED.';
  COMMENT ON COLUMN audit.inventory_drift.error_code IS 'Why it could not be written.';
  COMMENT ON COLUMN audit.inventory_drift.error_message IS 'The same in words.';
  COMMENT ON COLUMN audit.inventory_drift.pushed_at IS 'When it was written.';
  COMMENT ON COLUMN audit.inventory_drift.checked_at IS 'When Magento was looked at.';
`;

const ORDER_TIMELINE = `
  CREATE VIEW audit.order_timeline AS
  SELECT s.code AS store_code, o.entity_id AS order_code, o.increment_id AS parent_order_code, e.at, e.source, e.kind,
    e.correlation_id, e.summary - ARRAY['comment', 'reason'] AS summary
  FROM order_event e JOIN "order" o ON o.id = e.order_id JOIN store s ON s.id = o.store_id
  UNION ALL
  SELECT s.code, o.entity_id, o.increment_id, n.received_at, n.source, coalesce(n.type, n.state), n.request_id,
    jsonb_build_object('notificationId', n.id, 'eventTime', n.event_time, 'late', n.late, 'repeats', n.repeats,
      'deliveryId', n.delivery_id)
  FROM "order" o JOIN store s ON s.id = o.store_id
  CROSS JOIN LATERAL (VALUES (o.entity_id::text), (o.increment_id)) AS code(code)
  JOIN notification n ON n.store_id = o.store_id AND n.forward_order_code = code.code
  UNION ALL
  SELECT s.code, o.entity_id, o.increment_id, coalesce(d.settled_at, d.created_at), 'CLIENT',
    'DELIVERY_' || d.state, d.id::text,
    jsonb_build_object('kind', d.kind, 'eventType', d.event_type, 'attempts', d.attempts, 'status', d.last_status,
      'error', d.last_error)
  FROM "order" o JOIN store s ON s.id = o.store_id
  CROSS JOIN LATERAL (VALUES (o.entity_id::text), (o.increment_id)) AS code(code)
  JOIN delivery d ON d.store_id = o.store_id AND d.order_code = code.code;
  COMMENT ON VIEW audit.order_timeline IS 'What happened to an order, whoever did it; ask with store_code and order_code, and sort by at.';
  COMMENT ON COLUMN audit.order_timeline.store_code IS 'Code of the store.';
  COMMENT ON COLUMN audit.order_timeline.order_code IS 'entity_id in Magento.';
  COMMENT ON COLUMN audit.order_timeline.parent_order_code IS 'increment_id.';
  COMMENT ON COLUMN audit.order_timeline.at IS 'When it was recorded here.';
  COMMENT ON COLUMN audit.order_timeline.source IS 'MAGENTO, INCREFF, OPERATOR, SERVICE, API, CLICKPOST, SHIPROCKET or CLIENT.';
  COMMENT ON COLUMN audit.order_timeline.kind IS 'What happened.';
  COMMENT ON COLUMN audit.order_timeline.correlation_id IS 'Run, operation, request or delivery that it belongs to.';
  COMMENT ON COLUMN audit.order_timeline.summary IS 'The facts of it; free text is left out.';
`;

/** A migrating user that may not make roles leaves that to a DBA: docs/database.md says how. */
const ROLE = `
  DO $$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bridge_auditor') THEN
      CREATE ROLE bridge_auditor NOLOGIN;
    END IF;
    GRANT USAGE ON SCHEMA audit TO bridge_auditor;
    GRANT SELECT ON ALL TABLES IN SCHEMA audit TO bridge_auditor;
  EXCEPTION
    WHEN insufficient_privilege THEN RAISE NOTICE 'role bridge_auditor is left to a DBA';
    WHEN duplicate_object OR unique_violation THEN
      GRANT USAGE ON SCHEMA audit TO bridge_auditor;
      GRANT SELECT ON ALL TABLES IN SCHEMA audit TO bridge_auditor;
  END $$
`;
