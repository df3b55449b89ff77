import type { MagentoClient } from '../magento/magento.client.js';
import {
  type ClaimedLevel,
  type LevelResult,
  LevelState,
  type PushOutcome,
  targetOf,
} from './inventory.types.js';
import { failureOf } from './push-failures.js';

/** PUT products/{sku}/stockItems/{itemId}: one SKU per call, the default source. */
export async function writeStockItem(
  client: MagentoClient,
  bufferStock: number,
  level: ClaimedLevel,
): Promise<PushOutcome> {
  const target = targetOf(level, bufferStock);
  let itemId = level.itemId;
  const done = (wrote: boolean): LevelResult => ({
    level,
    target,
    wrote,
    itemId,
    state: LevelState.Pushed,
    inDoubt: false,
  });
  try {
    if (itemId === null || level.inDoubt) {
      const seen = await client.stock.getStockItem(level.sku);
      itemId = String(seen.item_id);
      const inPlace = seen.qty === target.quantity && seen.is_in_stock === target.inStock;
      if (level.inDoubt && inPlace) return { results: [done(false)] };
    }
    await client.stock.putStockItem(level.sku, itemId, target.quantity, target.inStock);
    return { results: [done(true)] };
  } catch (error) {
    return { results: [{ ...failureOf(level, target, error), itemId }], error };
  }
}
