import type { EntityManager } from 'typeorm';
import { inSavepoint } from '../platform/database/savepoint.js';
import { isAboutRows } from '../platform/database/pg-errors.js';
import type { OrderRecord } from './orders.mapper.js';
import { type WriteContext, type WriteCounts, writeOrders } from './orders.repository.js';

export interface Salvaged extends WriteCounts {
  /** Orders that PostgreSQL does not take, with its reason. */
  refused: { entityId: string; reason: string }[];
}

/**
 * Stores what PostgreSQL takes of a page: one that fails is halved, each half behind a savepoint, down to the orders that
 * cause it. For a page that has failed as a whole; the usual way needs no savepoint.
 */
export async function salvageOrders(
  manager: EntityManager,
  context: WriteContext,
  orders: OrderRecord[],
): Promise<Salvaged> {
  try {
    const counts = await inSavepoint(manager, () => writeOrders(manager, context, orders), isAboutRows);
    return { ...counts, refused: [] };
  } catch (error) {
    if (!isAboutRows(error)) throw error;
    if (orders.length > 1) {
      const middle = Math.ceil(orders.length / 2);
      const first = await salvageOrders(manager, context, orders.slice(0, middle));
      return sum(first, await salvageOrders(manager, context, orders.slice(middle)));
    }
    const reason = `cannot be stored: ${error instanceof Error ? error.message : 'unknown reason'}`;
    const refused = orders.map(({ entity_id: entityId }) => ({ entityId, reason }));
    return { inserted: 0, updated: 0, contested: [], strangers: [], someErased: false, refused };
  }
}

function sum(first: Salvaged, second: Salvaged): Salvaged {
  return {
    inserted: first.inserted + second.inserted,
    updated: first.updated + second.updated,
    contested: [...first.contested, ...second.contested],
    strangers: [...first.strangers, ...second.strangers],
    someErased: first.someErased || second.someErased,
    refused: [...first.refused, ...second.refused],
  };
}
