import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { CLOSED, LAST_CHANGE } from './erasures.repository.js';

/** Where a page of orders ended; text, to the microsecond. */
export interface Place {
  updatedAt: string;
  entityId: string;
}

/** Stores that keep personal data for a time. */
export function storesThatErase(manager: EntityManager): Promise<{ id: number; days: number }[]> {
  return rowsOf<{ id: number; days: number }>(
    manager,
    `SELECT id, (settings ->> 'eraseAfterDays')::int AS days FROM store
     WHERE jsonb_typeof(settings -> 'eraseAfterDays') = 'number' ORDER BY id`,
  );
}

/** Closed orders in which nothing has changed for the given days, in Magento or here; a batch, and where the next one begins. */
export async function markExpired(
  manager: EntityManager,
  store: { id: number; days: number },
  after: Place | undefined,
  limit: number,
): Promise<Place | undefined> {
  const [last] = await rowsOf<Place>(
    manager,
    `WITH old AS MATERIALIZED (
       SELECT o.id, o.magento_updated_at, o.entity_id,
         o.erased_at IS NULL AND o.erase_due_at IS NULL AND ${CLOSED} AND ${LAST_CHANGE} < now() - make_interval(days => $2) AS over
       FROM "order" o WHERE o.store_id = $1 AND o.magento_updated_at < now() - make_interval(days => $2)
         AND ($3::timestamptz IS NULL OR (o.magento_updated_at, o.entity_id) > ($3::timestamptz, $4::bigint))
       ORDER BY o.magento_updated_at, o.entity_id LIMIT $5
     ), marked AS (
       UPDATE "order" o SET erase_due_at = now() FROM old WHERE o.id = old.id AND old.over)
     SELECT magento_updated_at::text AS "updatedAt", entity_id AS "entityId" FROM old
     ORDER BY magento_updated_at DESC, entity_id DESC LIMIT 1`,
    [store.id, store.days, after?.updatedAt ?? null, after?.entityId ?? null, limit],
  );
  return last;
}

/** The order that an event or a delivery names by its code, or by its number where that is no code. */
const NAMED = (
  code: string,
  storeId: string,
): string => `SELECT o.id FROM "order" o WHERE o.store_id = ${storeId}
  AND o.entity_id = CASE WHEN ${code} ~ '^[1-9][0-9]{0,17}$' THEN ${code}::bigint END
  UNION SELECT o.id FROM "order" o WHERE o.store_id = ${storeId} AND o.increment_id = ${code}`;

/**
 * Orders that were erased and to which something came since, as an event of the courier, or of which something was just
 * being written then. What an erased order should hold no more says so by itself.
 */
export async function markLate(manager: EntityManager): Promise<void> {
  await manager.query(
    `WITH late AS (
       SELECT order_id AS id FROM return_order WHERE updated_at > now() - interval '30 days' AND NOT body ? 'erased'
       UNION SELECT order_id FROM operation WHERE coalesce(settled_at, failed_at, created_at) > now() - interval '30 days'
         AND state IN ('SETTLED', 'FAILED')
         AND (last_request IS NOT NULL OR last_response IS NOT NULL OR (kind IN ('CANCEL', 'REFUND') AND input ? 'reason'))
       UNION SELECT order_id FROM shipment WHERE updated_at > now() - interval '30 days'
         AND (label_url IS NOT NULL OR comment IS NOT NULL)
       UNION SELECT s.order_id FROM shipment_label l JOIN shipment s ON s.id = l.shipment_id
         WHERE l.created_at > now() - interval '30 days'
       UNION SELECT f.id FROM notification n CROSS JOIN LATERAL (${NAMED('n.forward_order_code', 'n.store_id')}) f
         WHERE n.received_at > now() - interval '30 days' AND NOT n.body ? 'erased'
       UNION SELECT f.id FROM delivery d CROSS JOIN LATERAL (${NAMED('d.order_code', 'd.store_id')}) f
         WHERE d.settled_at > now() - interval '30 days' AND d.body <> '{"erased":true}')
     UPDATE "order" o SET erase_due_at = now() FROM late
     WHERE o.id = late.id AND o.erased_at IS NOT NULL AND o.erase_due_at IS NULL`,
  );
}
