import { Gauge } from 'prom-client';
import type { EntityManager } from 'typeorm';
import { LEFT_UNDONE } from '../operations/operation-conditions.repository.js';
import { rowsOf } from '../platform/database/data-source.js';
import { registry } from '../platform/metrics/registry.js';
import { modeOf } from '../stores/store-mode.repository.js';
import { leftShadowed } from '../stores/waiting-work.read-model.js';
import { STOCK_GAUGES } from './stock-gauges.read-model.js';
import { OVERLAPPING_STORES } from '../stores/store-check.read-model.js';

/** A gauge whose values one statement returns: `value` and one column for each label. Few rows, from indexes. */
export interface DatabaseGauge {
  name: string;
  help: string;
  labels: string[];
  sql: string;
}

/** The same on every replica: take max() over them. */
export const DATABASE_GAUGES: DatabaseGauge[] = [
  {
    name: 'bridge_sync_lag_seconds',
    help: 'Since the last run of a stream that went through; a paused store has none.',
    labels: ['store', 'stream'],
    sql: `SELECT s.code AS store, c.stream, extract(epoch FROM now() - coalesce(c.last_success_at, s.created_at))::float8 AS value
      FROM sync_cursor c JOIN store s ON s.id = c.store_id WHERE NOT s.paused`,
  },
  {
    name: 'bridge_sync_failures',
    help: 'Failed runs of a stream in a row.',
    labels: ['store', 'stream'],
    sql: 'SELECT s.code AS store, c.stream, c.failures AS value FROM sync_cursor c JOIN store s ON s.id = c.store_id',
  },
  {
    name: 'bridge_store_paused',
    help: '1 while an operator has paused the store.',
    labels: ['store'],
    sql: 'SELECT code AS store, paused::int AS value FROM store',
  },
  {
    name: 'bridge_store_mode',
    help: '1 for the mode that the store is in: live, or shadow, which sends neither writes nor deliveries.',
    labels: ['store', 'mode'],
    sql: `SELECT s.code AS store, m.mode, (m.mode = ${modeOf('s')})::int AS value
      FROM store s CROSS JOIN (VALUES ('live'), ('shadow')) AS m (mode)`,
  },
  {
    name: 'bridge_shadowed',
    help: 'What was planned in shadow mode and not sent since: writes, deliveries, stock.',
    labels: ['store', 'what'],
    sql: `SELECT s.code AS store, w.what, w.n AS value FROM store s CROSS JOIN LATERAL (VALUES
        ('writes', (SELECT count(*)::int FROM operation p WHERE p.store_id = s.id AND ${leftShadowed('p')})),
        ('deliveries', (SELECT count(*)::int FROM delivery d WHERE d.store_id = s.id AND d.state = 'SHADOWED')),
        ('stock', (SELECT count(*)::int FROM inventory_level l WHERE l.store_id = s.id AND l.state = 'SHADOWED'))) AS w (what, n)
      WHERE w.n > 0 OR ${modeOf('s')} = 'shadow'`,
  },
  {
    name: 'bridge_stock_deducted_twice_units',
    help: 'Units of the last 30 days that create shipment and handover each deducted, in stores where both do.',
    labels: ['store'],
    sql: `SELECT code AS store, coalesce((traits ->> 'unitsDeductedTwice')::float8, 0) AS value FROM store
      WHERE settings ->> 'shipmentMode' = 'documented' AND traits ->> 'pairDeducts' = 'twice'`,
  },
  {
    name: 'bridge_orders_open',
    help: 'Orders that wait: NEW (for Increff), HELD, WAITING.',
    labels: ['store', 'state'],
    sql: `SELECT s.code AS store, o.sync_state AS state, count(*)::int AS value FROM "order" o JOIN store s ON s.id = o.store_id
      WHERE o.sync_state IN ('NEW', 'HELD', 'WAITING') GROUP BY 1, 2`,
  },
  {
    name: 'bridge_orders_parked',
    help: 'Orders that cannot be taken in.',
    labels: ['store'],
    sql: 'SELECT s.code AS store, count(p.entity_id)::int AS value FROM store s LEFT JOIN parked_order p ON p.store_id = s.id GROUP BY 1',
  },
  {
    name: 'bridge_orders_disputed',
    help: 'Orders under whose code Magento shows another order: somebody has to say which it is.',
    labels: ['store'],
    sql: 'SELECT s.code AS store, count(p.shown)::int AS value FROM store s LEFT JOIN parked_order p ON p.store_id = s.id GROUP BY 1',
  },
  {
    name: 'bridge_oldest_new_order_seconds',
    help: 'Age of the oldest order that Increff has not acknowledged.',
    labels: ['store'],
    sql: `SELECT s.code AS store, extract(epoch FROM now() - min(o.first_seen_at))::float8 AS value
      FROM "order" o JOIN store s ON s.id = o.store_id WHERE o.sync_state = 'NEW' GROUP BY 1`,
  },
  {
    name: 'bridge_operations_open',
    help: 'Writes to Magento that are not settled.',
    labels: ['store', 'state'],
    sql: `SELECT s.code AS store, p.state, count(*)::int AS value FROM operation p JOIN store s ON s.id = p.store_id
      WHERE p.state IN ('PENDING', 'RUNNING', 'UNKNOWN') GROUP BY 1, 2`,
  },
  {
    name: 'bridge_operation_oldest_seconds',
    help: 'Age of the oldest write that is not settled.',
    labels: ['store'],
    sql: `SELECT s.code AS store, extract(epoch FROM now() - min(p.created_at))::float8 AS value
      FROM operation p JOIN store s ON s.id = p.store_id WHERE p.state IN ('PENDING', 'RUNNING', 'UNKNOWN') GROUP BY 1`,
  },
  {
    name: 'bridge_operations_need_person',
    help: 'Writes that a person must look at: given up, or in doubt for long.',
    labels: ['store', 'kind', 'state'],
    sql: `SELECT s.code AS store, p.kind, p.state, count(*)::int AS value FROM operation p JOIN store s ON s.id = p.store_id
      WHERE p.attention_since IS NOT NULL AND p.state IN ('UNKNOWN', 'FAILED') GROUP BY 1, 2, 3`,
  },
  {
    name: 'bridge_operations_failed',
    help: 'Writes of the last week that were given up, or refused after a 202, and not done by a later request since.',
    labels: ['store', 'kind', 'outcome'],
    sql: `SELECT s.code AS store, p.kind, coalesce(p.outcome, p.state) AS outcome, count(*)::int AS value
      FROM operation p JOIN store s ON s.id = p.store_id
      WHERE p.created_at > now() - interval '7 days' AND ${LEFT_UNDONE} GROUP BY 1, 2, 3`,
  },
  {
    name: 'bridge_deliveries_pending',
    help: 'Deliveries that wait.',
    labels: ['store', 'kind'],
    sql: `SELECT s.code AS store, d.kind, count(*)::int AS value FROM delivery d JOIN store s ON s.id = d.store_id
      WHERE d.state = 'PENDING' GROUP BY 1, 2`,
  },
  {
    name: 'bridge_delivery_oldest_seconds',
    help: 'Age of the oldest delivery that waits.',
    labels: ['store', 'kind'],
    sql: `SELECT s.code AS store, d.kind, extract(epoch FROM now() - min(d.created_at))::float8 AS value
      FROM delivery d JOIN store s ON s.id = d.store_id WHERE d.state = 'PENDING' GROUP BY 1, 2`,
  },
  {
    name: 'bridge_deliveries_dead',
    help: 'Deliveries that were given up and can be replayed.',
    labels: ['store', 'kind'],
    sql: `SELECT s.code AS store, d.kind, count(*)::int AS value FROM delivery d JOIN store s ON s.id = d.store_id
      WHERE d.state = 'DEAD' GROUP BY 1, 2`,
  },
  {
    name: 'bridge_events_waiting',
    help: "Couriers' events that name no order known here.",
    labels: ['store'],
    sql: `SELECT s.code AS store, count(n.id)::int AS value FROM store s
      LEFT JOIN notification n ON n.store_id = s.id AND n.state = 'WAITING' GROUP BY 1`,
  },
  {
    name: 'bridge_event_oldest_waiting_seconds',
    help: 'Since the oldest of them was received.',
    labels: ['store'],
    sql: `SELECT s.code AS store, extract(epoch FROM now() - min(n.received_at))::float8 AS value
      FROM notification n JOIN store s ON s.id = n.store_id WHERE n.state = 'WAITING' GROUP BY 1`,
  },
  {
    name: 'bridge_events_unwanted',
    help: 'Events that are kept, and whose type the endpoint does not receive.',
    labels: ['store'],
    sql: `SELECT s.code AS store, count(n.id)::int AS value FROM store s
      LEFT JOIN notification n ON n.store_id = s.id AND n.state = 'UNWANTED' GROUP BY 1`,
  },
  {
    name: 'bridge_endpoint_disabled',
    help: '1 where an endpoint of a merchant is disabled.',
    labels: ['store', 'kind'],
    sql: `SELECT s.code AS store, e.kind, (e.state = 'DISABLED')::int AS value FROM endpoint e JOIN store s ON s.id = e.store_id`,
  },
  {
    name: 'bridge_alert_channel_failing',
    help: '1 while an alert channel takes no messages.',
    labels: ['channel', 'kind'],
    sql: `SELECT name AS channel, kind, (enabled AND failing_since IS NOT NULL)::int AS value FROM alert_channel`,
  },
  {
    name: 'bridge_alert_messages_waiting',
    help: 'Alerts that wait: PENDING for a try, HELD for the end of quiet hours.',
    labels: ['channel', 'state'],
    sql: `SELECT c.name AS channel, m.state, count(*)::int AS value FROM alert_message m JOIN alert_channel c ON c.id = m.channel_id
      WHERE m.state IN ('PENDING', 'HELD') GROUP BY 1, 2`,
  },
  {
    name: 'bridge_reconciliation_age_seconds',
    help: 'Since the last comparison with Magento that went through; a paused store has none.',
    labels: ['store'],
    sql: `SELECT s.code AS store, extract(epoch FROM now() - coalesce(max(r.started_at), s.created_at))::float8 AS value
      FROM store s LEFT JOIN reconciliation r ON r.store_id = s.id AND r.state = 'DONE' WHERE NOT s.paused GROUP BY s.id`,
  },
  {
    name: 'bridge_differences_open',
    help: "What the last comparison found missing on Magento's side and nobody has repaired.",
    labels: ['store', 'kind'],
    sql: `SELECT s.code AS store, d.kind, count(*)::int AS value FROM store s
      CROSS JOIN LATERAL (SELECT id FROM reconciliation r WHERE r.store_id = s.id AND r.state = 'DONE'
        ORDER BY r.started_at DESC LIMIT 1) r
      JOIN difference d ON d.reconciliation_id = r.id AND NOT d.repaired AND d.kind LIKE '%_MISSING_IN_MAGENTO' GROUP BY 1, 2`,
  },
  {
    name: 'bridge_effects_doubled',
    help: 'Writes of ours that the last comparison found twice in Magento, or unknown to our books, and nobody has undone.',
    labels: ['store', 'kind'],
    sql: `SELECT s.code AS store, d.kind, count(*)::int AS value FROM store s
      CROSS JOIN LATERAL (SELECT id FROM reconciliation r WHERE r.store_id = s.id AND r.state = 'DONE'
        ORDER BY r.started_at DESC LIMIT 1) r
      JOIN difference d ON d.reconciliation_id = r.id AND NOT d.repaired
        AND (d.kind LIKE '%_DOUBLED' OR d.kind LIKE '%_NOT_RECORDED') GROUP BY 1, 2`,
  },
  {
    name: 'bridge_store_overlaps',
    help: 'Other stores that take the same orders of the same Magento.',
    labels: ['store'],
    sql: `SELECT s.code AS store, count(*)::int AS value FROM ${OVERLAPPING_STORES} GROUP BY 1`,
  },
  {
    name: 'bridge_jobs_waiting',
    help: 'Jobs that no worker has taken.',
    labels: ['job'],
    sql: `SELECT name AS job, count(*)::int AS value FROM pgboss.job WHERE state = 'created' GROUP BY 1`,
  },
];

export const gauges = new Map(
  [...DATABASE_GAUGES, ...STOCK_GAUGES].map(({ name, help, labels }) => [
    name,
    new Gauge({ name, help, labelNames: labels, registers: [registry] }),
  ]),
);

export const storeSilent = new Gauge({
  name: 'bridge_store_silent',
  help: '1 while a store sends no orders at an hour at which it usually does.',
  labelNames: ['store'],
  registers: [registry],
});

export const ordersRecent = new Gauge({
  name: 'bridge_orders_recent',
  help: 'Orders of the last hours (which: recent), and the mean of the same hours of four weeks (which: usual).',
  labelNames: ['store', 'hours', 'which'],
  registers: [registry],
});

export const databaseUp = new Gauge({
  name: 'bridge_database_up',
  help: '1 when the database answered this scrape.',
  registers: [registry],
});

export const poolConnections = new Gauge({
  name: 'bridge_database_connections',
  help: 'Connections of this process: total, idle, and requests that wait for one.',
  labelNames: ['state'],
  registers: [registry],
});

export type GaugeRow = { value: number } & Record<string, string | number>;

/** @param sql of one of {@link DATABASE_GAUGES} */
export function gaugeRows(manager: EntityManager, sql: string): Promise<GaugeRow[]> {
  return rowsOf<GaugeRow>(manager, sql);
}
