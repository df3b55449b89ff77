import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Act } from './acts.js';

/** A row that somebody chose, as it is now. */
export interface Chosen {
  id: string;
  /** Of write or event, which has words. */
  kind: string;
  name: string;
  state: string;
}

const READ: Record<Act['list'], string> = {
  orders: `SELECT entity_id::text AS id, '' AS kind, increment_id AS name, sync_state AS state FROM "order"
    WHERE store_id = $1 AND entity_id = ANY($2::bigint[]) ORDER BY magento_created_at DESC, entity_id DESC`,
  operations: `SELECT p.id::text, p.kind, o.increment_id AS name, coalesce(p.outcome, p.state) AS state
    FROM operation p JOIN "order" o ON o.id = p.order_id
    WHERE p.store_id = $1 AND p.id = ANY($2::uuid[]) ORDER BY p.created_at DESC, p.id DESC`,
  deliveries: `SELECT id::text, event_type AS kind, order_code AS name, state FROM delivery
    WHERE store_id = $1 AND id = ANY($2::uuid[]) ORDER BY seq DESC`,
  events: `SELECT id::text, coalesce(type, '') AS kind, array_to_string(names, ', ') AS name, state FROM notification
    WHERE store_id = $1 AND id = ANY($2::bigint[]) ORDER BY id DESC`,
};

export function chosenRows(
  manager: EntityManager,
  list: Act['list'],
  storeId: number,
  ids: string[],
): Promise<Chosen[]> {
  return rowsOf<Chosen>(manager, READ[list], [storeId, ids]);
}
