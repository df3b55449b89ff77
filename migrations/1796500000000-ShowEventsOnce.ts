import type { MigrationInterface, QueryRunner } from 'typeorm';

const viewOf = (condition: string): string => `
  CREATE OR REPLACE VIEW audit.order_timeline AS
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
  ${condition}
  UNION ALL
  SELECT s.code, o.entity_id, o.increment_id, coalesce(d.settled_at, d.created_at), 'CLIENT',
    'DELIVERY_' || d.state, d.id::text,
    jsonb_build_object('kind', d.kind, 'eventType', d.event_type, 'attempts', d.attempts, 'status', d.last_status,
      'error', d.last_error)
  FROM "order" o JOIN store s ON s.id = o.store_id
  CROSS JOIN LATERAL (VALUES (o.entity_id::text), (o.increment_id)) AS code(code)
  JOIN delivery d ON d.store_id = o.store_id AND d.order_code = code.code;
`;

const ONCE = `WHERE NOT EXISTS (
    SELECT FROM order_event e WHERE e.order_id = o.id AND e.summary ->> 'notificationId' = n.id::text)`;

const COMMENT = 'COMMENT ON COLUMN audit.order_timeline.source IS';
const BEFORE = 'MAGENTO, INCREFF, OPERATOR, SERVICE, API, CLICKPOST, SHIPROCKET or CLIENT.';
const SOURCES =
  "MAGENTO, INCREFF, OPERATOR, SERVICE, AGGREGATOR or CLIENT; of older events API or the aggregator''s name.";

/** An event that stands in the order's own timeline is not listed a second time from its notification. */
export class ShowEventsOnce1796500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(viewOf(ONCE));
    await runner.query(`${COMMENT} '${SOURCES}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(viewOf(''));
    await runner.query(`${COMMENT} '${BEFORE}'`);
  }
}
