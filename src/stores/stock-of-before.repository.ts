import type { EntityManager } from 'typeorm';

/**
 * The shop at the new address got none of what was pushed: all of it is due again, and what the old one sold says nothing of it.
 * By a version of its own, so that a push to the old address that is under way does not count. Rows are locked in the order in which
 * everybody locks them.
 */
export async function pushAllAgain(manager: EntityManager, storeId: number): Promise<void> {
  await manager.query(
    `WITH own AS (
       SELECT id FROM inventory_level WHERE store_id = $1 AND state <> 'SHADOWED' ORDER BY source_code, lower(sku) FOR UPDATE)
     UPDATE inventory_level l SET version = nextval('inventory_version'), state = 'PENDING', attempts = 0,
       product_checked_at = NULL, item_id = NULL, queued_at = now(), error_code = NULL, error_message = NULL,
       next_attempt_at = CASE WHEN l.lease_token IS NULL THEN now() ELSE l.next_attempt_at END,
       salable_quantity = NULL, salable_difference = NULL, open_order_units = NULL, salable_differs = NULL, salable_checked_at = NULL
     FROM own WHERE l.id = own.id`,
    [storeId],
  );
}
