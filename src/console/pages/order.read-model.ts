import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Row } from '../listings/listing.js';

const MOST_EVENTS = 500;

export interface OrderPageData {
  order: Row;
  items: Row[];
  timeline: Row[];
  operations: Row[];
  documents: Row[];
}

/** Everything of one order but its customer; undefined where the store has no such order. */
export async function orderPageData(
  manager: EntityManager,
  store: { id: number; code: string },
  entityId: string,
): Promise<OrderPageData | undefined> {
  const [order] = await rowsOf<Row>(
    manager,
    `SELECT id, entity_id, increment_id, status, state, sync_state, sync_reason, payment_code, currency, grand_total,
       adjustment, balanced, magento_created_at, magento_updated_at, first_seen_at, changed_at, acknowledged_at, read_at,
       former_entity_id, erased_at, md5(lower(billing_address ->> 'email')) AS email_hash,
       (SELECT json_agg(f.entity_id::text ORDER BY f.id DESC) FROM "order" f
        WHERE f.store_id = o.store_id AND f.entity_id < 0 AND f.former_entity_id = o.entity_id) AS former_codes,
       (SELECT reason FROM parked_order p WHERE p.store_id = o.store_id AND p.entity_id = o.entity_id) AS parked
     FROM "order" o WHERE store_id = $1 AND entity_id = $2`,
    [store.id, entityId],
  );
  if (!order) return undefined;
  const byOrder = (sql: string): Promise<Row[]> => rowsOf<Row>(manager, sql, [order['id']]);
  return {
    order,
    items: await byOrder(
      'SELECT item_id, sku, quantity_ordered, quantity_cancelled, quantity_refunded FROM order_item WHERE order_id = $1 ORDER BY item_id',
    ),
    timeline: await rowsOf<Row>(
      manager,
      `SELECT at, source, kind, correlation_id, summary FROM audit.order_timeline
       WHERE store_code = $1 AND order_code = $2 ORDER BY at DESC LIMIT ${MOST_EVENTS}`,
      [store.code, entityId],
    ),
    operations: await byOrder(
      `SELECT id, kind, coalesce(outcome, state) AS outcome, detail, attempts, magento_calls, requested_by, created_at, state,
         error_code, attention_since
       FROM operation WHERE order_id = $1 ORDER BY created_at DESC LIMIT 100`,
    ),
    documents: await byOrder(
      `SELECT 'invoice' AS kind, invoice_id::text AS magento_id, increment_id AS code, created_at FROM invoice WHERE order_id = $1
       UNION ALL SELECT 'shipment', magento_shipment_id::text, shipment_id, created_at FROM shipment
         WHERE order_id = $1 AND magento_shipment_id IS NOT NULL
       UNION ALL SELECT 'track', NULL, t.track_number, t.created_at
         FROM shipment_track t JOIN shipment s ON s.id = t.shipment_id WHERE s.order_id = $1 AND s.magento_shipment_id IS NOT NULL
       UNION ALL SELECT 'credit memo', credit_memo_id::text, increment_id, created_at FROM credit_memo WHERE order_id = $1
       UNION ALL SELECT 'handover', handover_id::text, gate_pass_code, created_at FROM handover WHERE order_id = $1
       ORDER BY 4`,
    ),
  };
}
