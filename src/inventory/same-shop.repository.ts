import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { ConflictError } from '../platform/errors/app-error.js';

/**
 * What was read at a shop says nothing of another one: until the end of the transaction the store stays at the one that was read.
 * @param baseUrl of the shop that was read
 * @throws ConflictError where the store has moved since
 */
export async function holdShop(manager: EntityManager, storeId: number, baseUrl: string): Promise<void> {
  const rows = await rowsOf<object>(
    manager,
    'SELECT 1 FROM store WHERE id = $1 AND base_url = $2 FOR SHARE',
    [storeId, baseUrl],
  );
  if (rows.length === 0) throw new ConflictError('The store was moved to another shop meanwhile.');
}
