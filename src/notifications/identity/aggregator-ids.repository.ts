import type { EntityManager } from 'typeorm';
import { preparedRows } from '../../platform/database/data-source.js';
import type { Chosen } from './choose.js';

/** What was said first stays. @returns whether any is new */
export async function learn(
  manager: EntityManager,
  storeId: number,
  ids: string[],
  { orderId, shipmentId, returnId }: Chosen,
): Promise<boolean> {
  const learnt = await preparedRows(
    manager,
    `INSERT INTO aggregator_id (store_id, value, order_id, shipment_id, return_order_id)
     SELECT $1, v, $3, $4, $5 FROM unnest($2::text[]) AS v ON CONFLICT (store_id, value) DO NOTHING RETURNING 1`,
    [storeId, ids, orderId, shipmentId, returnId],
  );
  return learnt.length > 0;
}
