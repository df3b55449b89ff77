import type { EntityManager } from 'typeorm';
import { type CheckItem, ok, warning } from '../magento/check/check-item.js';
import { storesThatTakeItsOrders, storesWithTheSameStock } from './store-check.read-model.js';

export async function checkStoreViews(manager: EntityManager, storeId: number): Promise<CheckItem> {
  const others = await storesThatTakeItsOrders(manager, storeId);
  if (others.length === 0) return ok('store views', 'No other store takes the same orders.');
  return warning('store views', sameOrdersWords(others));
}

/** Stock belongs to a source and not to a store view: the last of several stores to write would win. */
export async function checkSharedStock(manager: EntityManager, storeId: number): Promise<CheckItem[]> {
  const others = await storesWithTheSameStock(manager, storeId);
  if (others.length === 0) return [];
  const words =
    `Stock of the same SKUs and sources is written by ${others.join(', ')} as well, on the same Magento: the last value wins, ` +
    'whichever store it came through. Let Increff send stock through one of them only.';
  return [warning('shared stock', words)];
}

/** What to do about it. */
export function sameOrdersWords(others: string[]): string {
  return (
    `The same orders are taken by ${others.join(', ')}: Magento lists those of all its store views. Set storeIds of each ` +
    'store to the store_id of its view (GET /rest/V1/store/storeViews), or remove one of them.'
  );
}
