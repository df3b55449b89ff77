import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { Extra, Planned } from './shadow.types.js';

interface Span {
  storeId: number;
  from: Date;
  to: Date;
}

const IN_SPAN = 'p.store_id = $1 AND p.created_at >= $2 AND p.created_at <= $3';

/** The earliest first. */
export function plannedWrites(
  manager: EntityManager,
  { storeId, from, to }: Span,
  limit: number,
): Promise<Planned[]> {
  return rowsOf<Planned>(
    manager,
    `SELECT p.id, p.kind, o.entity_id AS "orderCode", p.created_at AS "createdAt", p.input, p.last_request AS request
     FROM operation p JOIN "order" o ON o.id = p.order_id
     WHERE ${IN_SPAN} AND p.outcome = 'SHADOWED' ORDER BY p.created_at, p.id LIMIT $4`,
    [storeId, from, to, limit],
  );
}

export interface KindCount {
  kind: string;
  outcome: string;
  n: number;
}

export function outcomesOf(manager: EntityManager, { storeId, from, to }: Span): Promise<KindCount[]> {
  return rowsOf<KindCount>(
    manager,
    `SELECT p.kind, coalesce(p.outcome, p.state) AS outcome, count(*)::int AS n FROM operation p
     WHERE ${IN_SPAN} GROUP BY 1, 2 ORDER BY 1, 2`,
    [storeId, from, to],
  );
}

export interface DeliveryCount {
  kind: string;
  eventType: string;
  shadowed: number;
}

export function shadowedDeliveries(
  manager: EntityManager,
  { storeId, from, to }: Span,
): Promise<DeliveryCount[]> {
  return rowsOf<DeliveryCount>(
    manager,
    `SELECT p.kind, p.event_type AS "eventType", count(*)::int AS shadowed FROM delivery p
     WHERE ${IN_SPAN} AND p.state = 'SHADOWED' GROUP BY 1, 2 ORDER BY 1, 2`,
    [storeId, from, to],
  );
}

/** Orders that went on in Magento, by our copy of them, without any write that was asked for here. */
export function ordersWithoutWrites(
  manager: EntityManager,
  { storeId, from, to }: Span,
  limit: number,
): Promise<Extra[]> {
  return rowsOf<Extra>(
    manager,
    `SELECT o.entity_id AS "orderCode", 'ORDER' AS kind, NULL AS "magentoId",
       to_char(o.magento_updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS at,
       'the order is ' || o.state || ' (' || coalesce(o.status, 'no status') || '), and no write was asked for here' AS what
     FROM "order" o
     WHERE o.store_id = $1 AND o.magento_updated_at >= $2 AND o.magento_updated_at <= $3 AND o.entity_id > 0
       AND (o.state IN ('complete', 'closed', 'canceled')
         OR EXISTS (SELECT 1 FROM order_item i WHERE i.order_id = o.id AND i.quantity_shipped > 0))
       AND NOT EXISTS (SELECT 1 FROM operation p WHERE p.order_id = o.id)
     ORDER BY o.magento_updated_at DESC, o.id DESC LIMIT $4`,
    [storeId, from, to, limit],
  );
}
