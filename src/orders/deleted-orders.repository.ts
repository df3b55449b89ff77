import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** What is left of an order that its store keeps no longer. */
export interface DeletedOrder {
  entityId: string;
  deletedAt: Date;
  /** Magento shows something under its code of which a person has to say what it is. */
  disputed: boolean;
}

/** @param by how the code names the order; of several with one number the last one */
export async function findDeletedOrder(
  manager: EntityManager,
  storeId: number,
  code: string,
  by: 'entity_id' | 'increment_id',
): Promise<DeletedOrder | undefined> {
  if (by === 'entity_id' && !/^[1-9]\d{0,17}$/.test(code)) return undefined;
  const [row] = await rowsOf<DeletedOrder>(
    manager,
    `SELECT d.entity_id AS "entityId", d.deleted_at AS "deletedAt", EXISTS (SELECT 1 FROM parked_order p
       WHERE p.store_id = d.store_id AND p.entity_id = d.entity_id AND p.shown IS NOT NULL) AS disputed
     FROM deleted_order d WHERE d.store_id = $1 AND d.${by} = $2 ORDER BY d.entity_id DESC LIMIT 1`,
    [storeId, code],
  );
  return row;
}

/** For who asks for it. */
export function wordsOf({ deletedAt }: DeletedOrder): string {
  const day = deletedAt.toISOString().slice(0, 10);
  return `It had come to its end, and was deleted here on ${day}, as its store keeps orders for a time only (deleteAfterDays).`;
}
