import type { EntityManager } from 'typeorm';
import { type CheckItem, ok, warning } from '../magento/check/check-item.js';
import { rowsOf } from '../platform/database/data-source.js';

/** Pairs of stores on the same Magento that take orders of the same store views; no `storeIds` means all views. A paused one takes none. */
export const OVERLAPPING_STORES = `store s JOIN store o ON o.id <> s.id AND NOT s.paused AND NOT o.paused
  AND lower(o.base_url) = lower(s.base_url) AND (
  coalesce(s.settings -> 'storeIds', '[]') = '[]' OR coalesce(o.settings -> 'storeIds', '[]') = '[]'
  OR EXISTS (SELECT FROM jsonb_array_elements(s.settings -> 'storeIds') AS mine (id)
             WHERE o.settings -> 'storeIds' @> mine.id))`;

/** Codes of stores that take the same orders: Increff would get each of those once per store. */
export async function storesWithTheSameOrders(manager: EntityManager, storeId: number): Promise<string[]> {
  const others = await rowsOf<{ code: string }>(
    manager,
    `SELECT o.code FROM ${OVERLAPPING_STORES} WHERE s.id = $1 ORDER BY o.code`,
    [storeId],
  );
  return others.map(({ code }) => code);
}

export async function checkStoreViews(manager: EntityManager, storeId: number): Promise<CheckItem> {
  const others = await storesWithTheSameOrders(manager, storeId);
  if (others.length === 0) return ok('store views', 'No other store takes the same orders.');
  return warning('store views', sameOrdersWords(others));
}

/** What to do about it. */
export function sameOrdersWords(others: string[]): string {
  return (
    `The same orders are taken by ${others.join(', ')}: Magento lists those of all its store views. Set storeIds of each ` +
    'store to the store_id of its view (GET /rest/V1/store/storeViews), or remove one of them.'
  );
}
