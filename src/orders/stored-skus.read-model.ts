import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** SKUs of an order's stored lines, by `item_id`. */
export async function skusOfLines(
  manager: EntityManager,
  storeId: number,
  entityId: string,
): Promise<Map<string, string>> {
  const rows = await rowsOf<{ item_id: string; sku: string }>(
    manager,
    `SELECT i.item_id, i.sku FROM order_item i JOIN "order" o ON o.id = i.order_id
     WHERE o.store_id = $1 AND o.entity_id = $2`,
    [storeId, entityId],
  );
  return new Map(rows.map((row) => [row.item_id, row.sku]));
}
