import type { EntityManager } from 'typeorm';

/**
 * Puts an order that is marked to be read again behind the others that are. The mark only gets younger: a reading that
 * another process is at does not take it away any more, and the order is read once more.
 */
export async function postponeReread(
  manager: EntityManager,
  storeId: number,
  { entityId, since }: { entityId: string; since: string },
): Promise<void> {
  await manager.query(
    'UPDATE "order" SET reread_since = now() WHERE store_id = $1 AND entity_id = $2 AND reread_since = $3::timestamptz',
    [storeId, entityId, since],
  );
}

/** What is shown stays until it is read again; the empty hash lets any reading replace it. */
export async function forgetContent(manager: EntityManager, storeId: number): Promise<void> {
  await manager.query(`UPDATE "order" SET content_hash = '' WHERE store_id = $1`, [storeId]);
}
