import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';

interface Parcel {
  code: string | null;
  items: { orderItemCode: string; quantity: number }[];
}

/**
 * The parcel that an invoice is of: the only one of the order, or the only one with the same lines. One that is being packed
 * has its code already where handover ships it.
 */
export async function invoicedParcel(
  manager: EntityManager,
  orderId: string,
  invoiced: { orderItemCode: string; quantity: number }[],
): Promise<string | null> {
  const parcels = await preparedRows<Parcel>(
    manager,
    `SELECT s.items, CASE WHEN s.shipment_code IS NOT NULL THEN s.shipment_code
       WHEN s.flow = 'SHIP_AT_HANDOVER' THEN 'P-' || s.shipment_id END AS code
     FROM shipment s WHERE s.order_id = $1 AND s.sync_state IN ('PENDING', 'CREATED', 'HANDED_OVER')`,
    [orderId],
  );
  const lines = linesOf(invoiced);
  const fitting =
    parcels.length > 1 ? parcels.filter(({ items }) => isDeepStrictEqual(linesOf(items), lines)) : parcels;
  return fitting.length === 1 ? fitting[0]!.code : null;
}

function linesOf(items: Parcel['items']): string[] {
  return items
    .filter(({ quantity }) => quantity > 0)
    .map(({ orderItemCode, quantity }) => `${orderItemCode}:${quantity}`)
    .sort();
}
