import type { EntityManager } from 'typeorm';

/** Held orders are read again soon: by other settings, their money may be explained. */
export async function rereadHeld(manager: EntityManager, storeId: number): Promise<void> {
  await manager.query(
    `UPDATE "order" SET reread_since = coalesce(reread_since, now()) WHERE store_id = $1 AND sync_state = 'HELD' AND entity_id > 0`,
    [storeId],
  );
}
