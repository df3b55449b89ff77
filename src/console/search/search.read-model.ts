import type { EntityManager } from 'typeorm';
import { rowsOfStatement } from '../listings/listed.read-model.js';
import { listOrders } from '../listings/orders.read-model.js';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Row } from '../listings/listing.js';

export interface Found {
  kind: 'write' | 'delivery' | 'shipment' | 'invoice' | 'manifest' | 'return' | 'stock' | 'audit';
  /** Of its page, or of its order's. */
  id: string;
  label: string;
}

/** So many orders are shown here; the list has the others. */
export const FEW = 5;
/** Of the parcels of a manifest, or the writes of a request. */
const MOST = 20;

const UUID = `CASE WHEN $2 ~* '^(msg_)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN replace(lower($2), 'msg_', '')::uuid END`;
const NUMBER = `CASE WHEN $2 ~ '^[0-9]{1,18}$' THEN $2::bigint END`;

/** Each branch asks one index. */
const THINGS = `
  SELECT 'write' AS kind, p.id::text AS id, p.kind AS label FROM operation p WHERE p.id = ${UUID} AND p.store_id = $1
  UNION ALL SELECT 'delivery', d.id::text, d.event_type FROM delivery d WHERE d.id = ${UUID} AND d.store_id = $1
  UNION ALL SELECT 'shipment', o.entity_id::text, s.shipment_id FROM shipment s JOIN "order" o ON o.id = s.order_id
    WHERE s.store_id = $1 AND (s.shipment_id = $2 OR s.shipment_code = $2)
  UNION ALL SELECT 'invoice', o.entity_id::text, coalesce(i.increment_id, i.invoice_id::text) FROM invoice i JOIN "order" o ON o.id = i.order_id
    WHERE i.store_id = $1 AND i.invoice_id = ${NUMBER}
  UNION ALL SELECT 'invoice', o.entity_id::text, i.increment_id FROM invoice i JOIN "order" o ON o.id = i.order_id
    WHERE i.store_id = $1 AND i.increment_id = $2 AND i.invoice_id IS DISTINCT FROM ${NUMBER}
  UNION ALL (SELECT 'manifest', o.entity_id::text, m.manifest_code || ', parcel ' || s.shipment_code
    FROM manifest m, jsonb_array_elements(m.items || m.added_items) item
      JOIN shipment s ON s.store_id = $1 AND s.shipment_code = item.value ->> 'shipmentCode' JOIN "order" o ON o.id = s.order_id
    WHERE m.store_id = $1 AND (m.manifest_code = $2 OR m.manifest_id = $2) LIMIT ${MOST})
  UNION ALL (SELECT 'write', p.id::text, p.kind FROM operation p WHERE p.store_id = $1 AND p.request_id = $2 LIMIT ${MOST})
  UNION ALL (SELECT 'audit', a.request_id, a.action FROM audit_log a WHERE $4 AND a.request_id = $2 LIMIT 1)
  UNION ALL SELECT 'return', o.entity_id::text, r.return_order_code FROM return_order r JOIN "order" o ON o.id = r.order_id
    WHERE r.store_id = $1 AND r.return_order_code = $2
  UNION ALL (SELECT 'stock', l.sku, l.sku FROM inventory_level l
    WHERE l.store_id = $1 AND l.source_code = ANY($3::text[])
      AND lower(l.sku) = lower($2) LIMIT 1)`;

/**
 * What a store has under this name or number: any that people have in hand.
 * @param sources that its stock may be in
 * @param mayAudit whether the audit log is looked into, which is of all stores
 */
export async function search(
  manager: EntityManager,
  storeId: number,
  q: string,
  sources: string[],
  mayAudit: boolean,
): Promise<{ orders: Row[]; things: Found[] }> {
  const nothing: [null, null] = [null, null];
  const ask = { filter: { q }, after: nothing, span: nothing, limit: FEW + 1 };
  return {
    orders: await rowsOfStatement(manager, listOrders(storeId, ask), FEW + 1),
    things: await rowsOf<Found>(manager, THINGS, [storeId, q, sources, mayAudit]),
  };
}
