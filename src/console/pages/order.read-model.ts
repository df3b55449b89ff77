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
  parcels: Row[];
}

const ITEMS = `(SELECT json_agg(json_build_object('sku', i.sku, 'name', i.name, 'price', i.selling_price_per_unit::text,
    'ordered', i.quantity_ordered, 'cancelled', i.quantity_cancelled, 'refunded', i.quantity_refunded,
    'shipped', i.quantity_shipped, 'total', i.row_total::text) ORDER BY i.item_id)
  FROM order_item i WHERE i.order_id = o.id)`;

const ORDER = `SELECT id, entity_id, increment_id, status, state, sync_state, sync_reason, payment_code, payment_method, currency,
    grand_total, subtotal, shipping, tax, discount, store_credit, cod_fee, adjustment, balanced,
    magento_created_at, magento_updated_at, first_seen_at, changed_at, acknowledged_at, read_at,
    former_entity_id, erased_at, md5(lower(billing_address ->> 'email')) AS email_hash,
    (SELECT json_agg(f.entity_id::text ORDER BY f.id DESC) FROM "order" f
     WHERE f.store_id = o.store_id AND f.entity_id < 0 AND f.former_entity_id = o.entity_id) AS former_codes,
    (SELECT reason FROM parked_order p WHERE p.store_id = o.store_id AND p.entity_id = o.entity_id) AS parked,
    ${ITEMS} AS items
  FROM "order" o WHERE store_id = $1 AND entity_id = $2`;

/** A parcel is a shipment, whether or not it has an AWB; with what couriers said of it, newest first. */
const PARCELS = `SELECT s.id, s.shipment_id, s.location_code, s.sync_state, s.created_at, s.magento_shipment_id,
    (SELECT min(h.created_at) FROM handover h WHERE h.order_id = s.order_id AND (h.shipment_id = s.id OR h.shipment_id IS NULL)) AS handed_over_at,
    (SELECT json_agg(json_build_object('awb', t.track_number, 'courier', t.title) ORDER BY t.id) FROM shipment_track t
     WHERE t.shipment_id = s.id AND t.removed_at IS NULL) AS tracks,
    (SELECT json_agg(e) FROM (SELECT n.id::text, n.type, coalesce(n.event_time, n.received_at) AS at, n.delivery_id, n.body ->> 'courierName' AS courier
      FROM notification n WHERE n.store_id = s.store_id AND n.forward_order_code IN (o.entity_id::text, o.increment_id)
        AND NOT coalesce(n.is_return, false) AND n.type IS NOT NULL
        AND (n.body ->> 'forwardShipmentCode' = s.shipment_id
          OR n.body ->> 'forwardAwb' IN (SELECT t.track_number FROM shipment_track t WHERE t.shipment_id = s.id))
      ORDER BY 3 DESC LIMIT 50) e) AS events
  FROM shipment s JOIN "order" o ON o.id = s.order_id WHERE s.order_id = $1 ORDER BY s.id`;

const DOCUMENTS = `SELECT 'Invoice' AS kind, invoice_id::text AS magento_id, increment_id AS code, created_at FROM invoice WHERE order_id = $1
  UNION ALL SELECT 'Shipment', magento_shipment_id::text, shipment_id, created_at FROM shipment
    WHERE order_id = $1 AND magento_shipment_id IS NOT NULL
  UNION ALL SELECT 'Credit memo', credit_memo_id::text, increment_id, created_at FROM credit_memo WHERE order_id = $1
  UNION ALL SELECT 'Handover', handover_id::text, gate_pass_code, created_at FROM handover WHERE order_id = $1
  UNION ALL SELECT 'Return', NULL, return_order_code, created_at FROM return_order WHERE order_id = $1
  ORDER BY 4`;

const OPERATIONS = `SELECT id, kind, coalesce(outcome, state) AS outcome, detail, attempts, magento_calls, requested_by, created_at,
    settled_at, state, error_code, attention_since
  FROM operation WHERE order_id = $1 ORDER BY created_at DESC LIMIT 100`;

const listOf = (sql: string): string => `(SELECT coalesce(json_agg(one), '[]') FROM (${sql}) one)`;

/** In one round trip; times are text then. */
const MORE = `SELECT ${listOf(OPERATIONS)} AS operations, ${listOf(DOCUMENTS)} AS documents, ${listOf(PARCELS)} AS parcels`;

/** Everything of one order but its customer; undefined where the store has no such order. */
export async function orderPageData(
  manager: EntityManager,
  store: { id: number; code: string },
  entityId: string,
): Promise<OrderPageData | undefined> {
  const [order] = await rowsOf<Row>(manager, ORDER, [store.id, entityId]);
  if (!order) return undefined;
  const [more] = await rowsOf<Pick<OrderPageData, 'operations' | 'documents' | 'parcels'>>(manager, MORE, [
    order['id'],
  ]);
  return {
    order,
    items: (order['items'] ?? []) as Row[],
    timeline: await rowsOf<Row>(
      manager,
      `SELECT at, source, kind, correlation_id, summary FROM audit.order_timeline
       WHERE store_code = $1 AND order_code = $2 ORDER BY at DESC LIMIT ${MOST_EVENTS}`,
      [store.code, entityId],
    ),
    ...more!,
  };
}
