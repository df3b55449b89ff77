import type { EntityManager } from 'typeorm';
import { ERASED_BODY } from '../deliveries/delivery.types.js';
import { rowsOf } from '../platform/database/data-source.js';

/** How long rows are kept, and the statement that removes (or empties) one batch of older rows. $1 days, $2 batch. */
export interface RetentionRule {
  table: string;
  what: string;
  days: number;
  sql: string;
}

/**
 * In this order: a delivery goes once nothing names it any more. What may be asked for again, as by a replay, is locked while it is
 * looked at: a row that changed meanwhile is looked at as it is now, and stays. Orders, their items and timeline, operations, invoices,
 * shipments, manifests, handovers, returns and the audit log are kept: they are the record of what was done. Where a store
 * keeps orders for a time only, `order-deletion.service` deletes them as a whole.
 */
export const RETENTION_RULES: RetentionRule[] = [
  {
    table: 'sync_run',
    what: 'runs that found nothing, but the latest of each stream',
    days: 3,
    sql: `DELETE FROM sync_run WHERE id IN (
      SELECT id FROM sync_run r WHERE started_at < now() - make_interval(days => $1)
        AND state = 'DONE' AND new = 0 AND changed = 0 AND skipped = '{}'
        AND EXISTS (SELECT 1 FROM sync_run n WHERE n.store_id = r.store_id AND n.stream = r.stream AND n.id > r.id)
      ORDER BY started_at LIMIT $2)`,
  },
  {
    table: 'sync_run',
    what: 'ended runs, but the latest of each stream',
    days: 90,
    sql: `DELETE FROM sync_run WHERE id IN (
      SELECT id FROM sync_run r WHERE started_at < now() - make_interval(days => $1) AND state <> 'RUNNING'
        AND EXISTS (SELECT 1 FROM sync_run n WHERE n.store_id = r.store_id AND n.stream = r.stream AND n.id > r.id)
      ORDER BY id LIMIT $2)`,
  },
  {
    table: 'inventory_run',
    what: 'ended runs',
    days: 90,
    sql: `DELETE FROM inventory_run WHERE id IN (
      SELECT id FROM inventory_run WHERE finished_at < now() - make_interval(days => $1) ORDER BY id LIMIT $2)`,
  },
  {
    table: 'reconciliation',
    what: 'comparisons with what they found, by day as well',
    days: 365,
    sql: `DELETE FROM reconciliation WHERE id IN (
      SELECT id FROM reconciliation WHERE started_at < now() - make_interval(days => $1) AND state <> 'RUNNING'
      ORDER BY started_at LIMIT $2)`,
  },
  {
    table: 'delivery_attempt',
    what: 'tries of deliveries',
    days: 30,
    sql: `DELETE FROM delivery_attempt WHERE id IN (
      SELECT id FROM delivery_attempt WHERE at < now() - make_interval(days => $1) ORDER BY id LIMIT $2)`,
  },
  {
    table: 'notification',
    what: 'events whose delivery is settled, or that had none; what waits for its order stays',
    days: 90,
    sql: `DELETE FROM notification WHERE id IN (
      SELECT n.id FROM notification n LEFT JOIN delivery d ON d.id = n.delivery_id
      WHERE n.received_at < now() - make_interval(days => $1) AND d.state IS DISTINCT FROM 'PENDING'
        AND n.state <> 'WAITING'
      ORDER BY n.id LIMIT $2)`,
  },
  {
    table: 'delivery',
    what: 'settled deliveries that no notification and no return names',
    days: 90,
    sql: `DELETE FROM delivery WHERE id IN (
      SELECT d.id FROM delivery d WHERE d.settled_at < now() - make_interval(days => $1)
        AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.delivery_id = d.id)
        AND NOT EXISTS (SELECT 1 FROM return_order r WHERE r.delivery_id = d.id)
      ORDER BY d.seq LIMIT $2 FOR UPDATE OF d SKIP LOCKED)`,
  },
  {
    table: 'delivery',
    what: 'what was sent in settled deliveries that a return names (the rows stay)',
    days: 90,
    sql: `UPDATE delivery SET body = '${ERASED_BODY}', last_error = NULL WHERE id IN (
      SELECT d.id FROM delivery d WHERE d.settled_at < now() - make_interval(days => $1)
        AND EXISTS (SELECT 1 FROM return_order r WHERE r.delivery_id = d.id) AND d.body <> '${ERASED_BODY}'
      LIMIT $2 FOR UPDATE OF d SKIP LOCKED)`,
  },
  {
    table: 'alert_problem',
    what: 'problems that are over, with the messages about them; not while one waits',
    days: 90,
    sql: `DELETE FROM alert_problem WHERE id IN (
      SELECT p.id FROM alert_problem p WHERE p.ended_at < now() - make_interval(days => $1)
        AND NOT EXISTS (SELECT 1 FROM alert_message m WHERE m.problem_id = p.id AND m.state IN ('PENDING', 'HELD'))
      ORDER BY p.id LIMIT $2)`,
  },
  {
    table: 'alert_message',
    what: 'summaries of problems that were sent',
    days: 90,
    sql: `DELETE FROM alert_message WHERE id IN (
      SELECT id FROM alert_message WHERE problem_id IS NULL AND settled_at < now() - make_interval(days => $1)
      ORDER BY seq LIMIT $2)`,
  },
  {
    table: 'parcel_state',
    what: 'parcels that nothing was heard of',
    days: 180,
    sql: `DELETE FROM parcel_state WHERE (store_id, parcel_key) IN (
      SELECT store_id, parcel_key FROM parcel_state WHERE updated_at < now() - make_interval(days => $1) LIMIT $2)`,
  },
  {
    table: 'operation',
    what: 'last request and response of settled writes (the rows stay)',
    days: 90,
    sql: `UPDATE operation SET last_request = NULL, last_response = NULL WHERE id IN (
      SELECT id FROM operation WHERE settled_at < now() - make_interval(days => $1)
        AND (last_request IS NOT NULL OR last_response IS NOT NULL) LIMIT $2 FOR UPDATE SKIP LOCKED)`,
  },
  {
    table: 'operation',
    what: 'the same of failed writes that need no person any more',
    days: 90,
    // A release before this one, running during a roll, does not know when it failed.
    sql: `UPDATE operation SET last_request = NULL, last_response = NULL WHERE id IN (
      SELECT id FROM operation WHERE coalesce(failed_at, created_at) < now() - make_interval(days => $1)
        AND state = 'FAILED' AND attention_since IS NULL AND (last_request IS NOT NULL OR last_response IS NOT NULL)
      LIMIT $2 FOR UPDATE SKIP LOCKED)`,
  },
  {
    table: 'operation_try',
    what: 'tries of writes that are settled or failed and need no person',
    days: 90,
    sql: `DELETE FROM operation_try WHERE (operation_id, attempt) IN (
      SELECT t.operation_id, t.attempt FROM operation_try t JOIN operation p ON p.id = t.operation_id
      WHERE t.at < now() - make_interval(days => $1) AND p.state IN ('SETTLED', 'FAILED') AND p.attention_since IS NULL
      ORDER BY t.at LIMIT $2 FOR UPDATE OF t SKIP LOCKED)`,
  },
  {
    table: 'shipment_label',
    what: 'labels of parcels that left, or never will; without a handover, once their order has come to its end',
    days: 90,
    sql: `DELETE FROM shipment_label WHERE shipment_id IN (
      SELECT l.shipment_id FROM shipment_label l JOIN shipment s ON s.id = l.shipment_id JOIN "order" o ON o.id = s.order_id
      WHERE l.created_at < now() - make_interval(days => $1) AND s.updated_at < now() - make_interval(days => $1)
        AND (s.sync_state IN ('HANDED_OVER', 'VOID', 'REFUSED') OR (o.state IN ('complete', 'closed', 'canceled')
          AND o.magento_updated_at < now() - make_interval(days => $1)))
      LIMIT $2 FOR UPDATE OF l SKIP LOCKED)`,
  },
  {
    table: 'client_address',
    what: 'where clients signed in from',
    days: 7,
    sql: `DELETE FROM client_address WHERE (client_id, address) IN (
      SELECT client_id, address FROM client_address WHERE seen_at < now() - make_interval(days => $1)
      LIMIT $2 FOR UPDATE SKIP LOCKED)`,
  },
];

/** One batch. @returns how many rows */
export async function applyRule(
  manager: EntityManager,
  { sql, days }: RetentionRule,
  batch: number,
): Promise<number> {
  const rows = await rowsOf<object>(manager, `${sql} RETURNING 1`, [days, batch]);
  return rows.length;
}
