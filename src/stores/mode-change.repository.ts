import type { EntityManager } from 'typeorm';
import { insertEvents } from '../timeline/timeline.repository.js';
import { inShadow } from './store-mode.repository.js';

/** Deliveries that nobody is sending just now. The rest goes the same way when its try has ended. */
export async function shadowWaitingDeliveries(manager: EntityManager, storeId: number): Promise<void> {
  await manager.query(
    `UPDATE delivery SET state = 'SHADOWED', next_attempt_at = NULL, lease_token = NULL, settled_at = now()
     WHERE id IN (SELECT id FROM delivery WHERE store_id = $1 AND state = 'PENDING'
                    AND (lease_token IS NULL OR ${inShadow('delivery')}) ORDER BY id FOR UPDATE)`,
    [storeId],
  );
}

/**
 * What was accepted in shadow mode and could not even be planned by its end is not sent by the end of it.
 * In the transaction that ends it, while the store is still in shadow mode.
 */
export async function shadowWaitingWrites(manager: EntityManager, storeId: number): Promise<void> {
  await manager.query(
    `WITH unsent AS (
       UPDATE operation SET state = 'SETTLED', outcome = 'SHADOWED', settled_at = now(), next_attempt_at = NULL,
         attention_since = NULL, unknown_since = NULL, error_code = NULL, lease_token = NULL, lease_until = NULL,
         detail = 'The store left shadow mode before this was planned. Nothing was sent.'
       WHERE id IN (SELECT id FROM operation WHERE store_id = $1 AND sent_at IS NULL AND (state = 'PENDING'
                      OR (state = 'RUNNING' AND lease_until < now())) ORDER BY id FOR UPDATE)
       RETURNING id, order_id, kind, requested_by, request_id, detail)
     ${insertEvents(`SELECT order_id, 'INCREFF', kind || '_SHADOWED', 'operation:' || id, jsonb_build_object(
       'operationId', id, 'requestedBy', requested_by, 'requestId', request_id, 'detail', detail) FROM unsent`)}`,
    [storeId],
  );
  await manager.query(
    `UPDATE inventory_level SET state = 'SHADOWED', next_attempt_at = NULL
     WHERE id IN (SELECT id FROM inventory_level WHERE store_id = $1 AND state = 'PENDING' AND lease_token IS NULL
                  ORDER BY source_code, lower(sku) FOR UPDATE)`,
    [storeId],
  );
}
