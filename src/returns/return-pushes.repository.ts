import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { ReturnItemState, ReturnState, ReturnType } from './return.types.js';

/** A return that changed since the push to Increff looked at it last. */
export interface DueReturn {
  id: string;
  orderId: string;
  /** entity_id of the forward order: Increff has it under this code. */
  orderCode: string;
  returnOrderCode: string;
  locationCode: string;
  state: ReturnState;
  orderType: ReturnType;
  body: Record<string, unknown>;
  /** Increff has it. */
  sent: boolean;
  items: DueItem[];
}

export interface DueItem {
  itemCode: string;
  sku: string;
  reason: string;
  state: ReturnItemState;
  /** Increff expects it. */
  sent: boolean;
  /** What else it was announced with, of one that was added later. */
  details: Record<string, unknown> | null;
}

/**
 * Takes them, the oldest first; nobody else changes them until the end of the transaction. Of each order only the oldest: its
 * deliveries go one after the other.
 */
export async function takeDueReturns(
  manager: EntityManager,
  storeId: number,
  limit: number,
): Promise<DueReturn[]> {
  const taken = await rowsOf<{ id: string }>(
    manager,
    `SELECT r.id FROM return_order r WHERE r.store_id = $1 AND r.increff_due
       AND NOT EXISTS (SELECT FROM return_order e WHERE e.order_id = r.order_id AND e.increff_due AND e.id < r.id)
     ORDER BY r.id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [storeId, limit],
  );
  if (taken.length === 0) return [];
  // A statement of its own: it sees what was committed while the first one waited.
  return rowsOf<DueReturn>(
    manager,
    `SELECT r.id, r.order_id AS "orderId", o.entity_id AS "orderCode", r.return_order_code AS "returnOrderCode",
       r.location_code AS "locationCode", r.sync_state AS state, r.order_type AS "orderType", r.body, r.increff_sent_at IS NOT NULL AS sent,
       coalesce((SELECT json_agg(json_build_object('itemCode', i.item_code, 'sku', i.sku, 'reason', i.reason,
         'state', i.state, 'sent', i.increff_sent, 'details', i.details) ORDER BY i.id)
         FROM return_item i WHERE i.return_order_id = r.id), '[]') AS items
     FROM return_order r JOIN "order" o ON o.id = r.order_id WHERE r.id = ANY($1::bigint[]) ORDER BY r.id`,
    [taken.map(({ id }) => id)],
  );
}

/** What Increff knows of them now. @param pushes `expected`: all units that it expects */
export async function noteReturns(
  manager: EntityManager,
  pushes: { id: string; sent: boolean; expected: string[] }[],
): Promise<void> {
  const json = JSON.stringify(pushes);
  await manager.query(
    `UPDATE return_order r SET increff_due = false,
       increff_sent_at = CASE WHEN p.sent THEN coalesce(r.increff_sent_at, now()) ELSE r.increff_sent_at END
     FROM json_to_recordset($1::json) AS p(id bigint, sent boolean) WHERE r.id = p.id`,
    [json],
  );
  await manager.query(
    `UPDATE return_item i SET increff_sent = i.item_code = ANY(p.expected)
     FROM json_to_recordset($1::json) AS p(id bigint, expected text[])
     WHERE i.return_order_id = p.id AND i.increff_sent <> (i.item_code = ANY(p.expected))`,
    [json],
  );
}
