import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** A parcel of an order, as far as its return needs it. */
export interface ForwardParcel {
  shipmentCode: string;
  shipmentId: string;
  locationCode: string | null;
  items: { channelSkuCode: string; quantity: number }[];
  /** Those in use first; `former`: taken off the parcel. */
  tracks: { trackNumber: string; title: string; former: boolean }[];
}

export interface OrderOfParcels {
  /** By the store's setting forwardOrderCode. */
  code: string;
  opens: boolean;
  pushLocationCode: string | null;
  /** Those that Magento has. */
  parcels: ForwardParcel[];
}

export async function parcelsOfOrder(
  manager: EntityManager,
  orderId: string,
): Promise<OrderOfParcels | undefined> {
  const rows = await rowsOf<OrderOfParcels>(
    manager,
    `SELECT CASE WHEN s.settings->>'forwardOrderCode' = 'incrementId' THEN o.increment_id ELSE o.entity_id::text END AS code,
       coalesce(s.settings->>'openRtoReturns' = 'true', false) AS opens, s.settings->>'pushLocationCode' AS "pushLocationCode",
       coalesce((SELECT json_agg(json_build_object('shipmentCode', h.shipment_code, 'shipmentId', h.shipment_id,
           'locationCode', h.location_code, 'items', h.items,
           'tracks', coalesce((SELECT json_agg(json_build_object('trackNumber', t.track_number, 'title', t.title,
             'former', t.removed_at IS NOT NULL) ORDER BY t.removed_at IS NOT NULL, t.id)
             FROM shipment_track t WHERE t.shipment_id = h.id), '[]')) ORDER BY h.id)
         FROM shipment h WHERE h.order_id = o.id AND h.sync_state IN ('CREATED', 'HANDED_OVER')), '[]') AS parcels
     FROM "order" o JOIN store s ON s.id = o.store_id WHERE o.id = $1`,
    [orderId],
  );
  return rows[0];
}
