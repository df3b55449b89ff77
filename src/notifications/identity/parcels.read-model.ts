import type { EntityManager } from 'typeorm';
import { preparedRows } from '../../platform/database/data-source.js';
import type { Chosen, Hit } from './choose.js';
import type { Probe } from './probes.js';

/** An order as events name it. */
export interface NamedOrder {
  id: string;
  /** By the store's setting forwardOrderCode. */
  code: string;
}

/** What is known here of the parcel of an event. */
export interface KnownParcel extends NamedOrder {
  shipmentCode: string | null;
  /** All that Increff and Magento call the order and the parcel: what an event says besides is a reference of its own. */
  codes: string[];
  locationCode: string | null;
  /** Those in use first; a former one has been replaced, or its parcel is void. */
  tracks: { trackNumber: string; title: string; former?: boolean }[];
  items: { orderItemCode: string; channelSkuCode: string; quantity: number }[] | null;
  back: KnownReturn | null;
  /** item_id by SKU, of SKUs that stand on one line only. */
  lines: Record<string, string>;
}

export interface KnownReturn {
  code: string;
  awb: string | null;
  transporter: string | null;
  locationCode: string;
  returnOrderTime: string | null;
  items: { itemCode: string; sku: string }[];
}

/** Digits that bigint can hold; `000000012` is an increment_id. */
const entityId = (value: string): string =>
  `CASE WHEN ${value} ~ '^[1-9][0-9]{0,17}$' THEN ${value}::bigint END`;

const CODE = `CASE WHEN s.settings->>'forwardOrderCode' = 'incrementId' THEN o.increment_id ELSE o.entity_id::text END`;

/** A parcel that is just being made in Magento has no code yet: its events wait for it. */
const STANDS = `sync_state IN ('CREATED', 'HANDED_OVER')`;

/** Of a track t and its parcel h: it is in use, or was, and no other parcel has its number now. */
const BORE = `(h.${STANDS} OR h.sync_state = 'VOID') AND (t.removed_at IS NULL OR NOT EXISTS (
      SELECT FROM shipment_track u JOIN shipment g ON g.id = u.shipment_id
      WHERE u.track_number = t.track_number AND u.removed_at IS NULL AND g.store_id = $1 AND g.${STANDS}))`;

const FIND = `
  SELECT p.tier, p.kind, p.value, x.order_id AS "orderId", x.shipment AS "shipmentId", x.back AS "returnId", x.by
  FROM json_to_recordset($2::json) AS p(tier int, kind text, value text) CROSS JOIN LATERAL (
    SELECT h.order_id, h.id AS shipment, NULL::bigint AS back, NULL::text AS by
    FROM shipment_track t JOIN shipment h ON h.id = t.shipment_id
    WHERE p.kind = 'awb' AND t.track_number = p.value AND h.store_id = $1 AND ${BORE}
    UNION ALL SELECT r.order_id, NULL, r.id, NULL FROM return_order r
    WHERE p.kind = 'returnAwb' AND r.store_id = $1 AND r.awb_number = p.value
    UNION ALL SELECT r.order_id, NULL, r.id, NULL FROM return_order r
    WHERE p.kind = 'return' AND r.store_id = $1 AND r.return_order_code = p.value
    UNION ALL SELECT h.order_id, h.id, NULL, NULL FROM shipment h
    WHERE p.kind = 'shipment' AND h.store_id = $1 AND (h.shipment_id = p.value OR h.shipment_code = p.value)
      AND h.${STANDS}
    UNION ALL SELECT o.id, NULL, NULL, 'entityId' FROM "order" o
    WHERE p.kind = 'order' AND o.store_id = $1 AND o.entity_id = ${entityId('p.value')}
    UNION ALL SELECT o.id, NULL, NULL, 'incrementId' FROM "order" o
    WHERE p.kind = 'order' AND o.store_id = $1 AND o.increment_id = p.value
    UNION ALL SELECT a.order_id, a.shipment_id, a.return_order_id, NULL FROM aggregator_id a
    WHERE p.kind = 'learnt' AND a.store_id = $1 AND a.value = p.value
  ) x`;

export function find(manager: EntityManager, storeId: number, probes: Probe[]): Promise<Hit[]> {
  return preparedRows<Hit>(manager, FIND, [storeId, JSON.stringify(probes)]);
}

const KNOWN = `
  SELECT o.id, ${CODE} AS code, h.shipment_code AS "shipmentCode", h.location_code AS "locationCode", h.items,
    array_remove(ARRAY[o.entity_id::text, o.increment_id, h.shipment_id, h.shipment_code], NULL) AS codes,
    coalesce((SELECT json_agg(json_build_object('trackNumber', t.track_number, 'title', t.title,
        'former', t.removed_at IS NOT NULL) ORDER BY t.removed_at IS NOT NULL, t.id)
      FROM shipment_track t WHERE t.shipment_id = h.id), '[]') AS tracks,
    (SELECT json_build_object('code', r.return_order_code, 'awb', r.awb_number, 'transporter', r.transporter,
       'locationCode', r.location_code, 'returnOrderTime', r.body->>'returnOrderTime',
       'items', coalesce((SELECT json_agg(json_build_object('itemCode', i.item_code, 'sku', i.sku) ORDER BY i.id)
         FROM return_item i WHERE i.return_order_id = r.id AND i.state <> 'CANCELLED'), '[]'))
     FROM return_order r WHERE r.id = $3) AS back,
    coalesce((SELECT json_object_agg(l.sku, l.item_id) FROM (
      SELECT lower(i.sku) AS sku, min(i.item_id)::text AS item_id FROM order_item i WHERE i.order_id = o.id
      GROUP BY 1 HAVING count(*) = 1) l), '{}') AS lines
  FROM "order" o JOIN store s ON s.id = o.store_id LEFT JOIN shipment h ON h.id = $2
  WHERE o.id = $1`;

export async function knownParcel(
  manager: EntityManager,
  { orderId, shipmentId, returnId }: Pick<Chosen, 'orderId' | 'shipmentId' | 'returnId'>,
): Promise<KnownParcel | undefined> {
  return (await preparedRows<KnownParcel>(manager, KNOWN, [orderId, shipmentId, returnId]))[0];
}

/** The order's only parcel; null where it has none or several. */
export async function onlyParcel(manager: EntityManager, orderId: string): Promise<string | null> {
  const rows = await preparedRows<{ id: string }>(
    manager,
    `SELECT id FROM shipment WHERE order_id = $1 AND ${STANDS} LIMIT 2`,
    [orderId],
  );
  return rows.length === 1 ? rows[0]!.id : null;
}

/** The order's only return that is not cancelled; null where it has none or several. */
export async function onlyReturn(manager: EntityManager, orderId: string): Promise<string | null> {
  const rows = await preparedRows<{ id: string }>(
    manager,
    `SELECT id FROM return_order WHERE order_id = $1 AND sync_state <> 'CANCELLED' LIMIT 2`,
    [orderId],
  );
  return rows.length === 1 ? rows[0]!.id : null;
}

const NAMED = `
  SELECT o.id, ${CODE} AS code FROM store s JOIN "order" o ON o.store_id = s.id
  WHERE s.id = $1 AND (o.entity_id = ${entityId('$2::text')} OR o.increment_id = $2::text)
  ORDER BY (o.increment_id = $2::text) = coalesce(s.settings->>'forwardOrderCode' = 'incrementId', false) DESC LIMIT 1`;

/** The order that this is a code of, by entity_id or increment_id. */
export async function orderNamed(
  manager: EntityManager,
  storeId: number,
  code: string,
): Promise<NamedOrder | undefined> {
  return (await preparedRows<NamedOrder>(manager, NAMED, [storeId, code]))[0];
}
