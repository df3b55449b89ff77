import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody waits for a write that was withdrawn, or that was made again as another operation. */
const OPEN_FAILURE = `p.state = 'FAILED' AND coalesce(p.error_code, '') NOT IN ('WITHDRAWN', 'REDONE')`;

const viewWith = (failure: string): string => `
  CREATE OR REPLACE VIEW audit.stuck_orders AS
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
  WHERE p.state = 'UNKNOWN' OR (${failure})
    OR (p.state IN ('PENDING', 'RUNNING') AND p.created_at < now() - interval '10 minutes')`;

export class LeaveOutWithdrawnWrites1797650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(viewWith(OPEN_FAILURE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(viewWith(`p.state = 'FAILED'`));
  }
}
