import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoError } from '../magento/magento.errors.js';
import type { StockItem } from '../magento/stock.client.js';
import { LeaseLostError } from '../platform/jobs/heartbeat.js';
import { type ClaimedLevel, type Target, targetOf, type Written } from './inventory.types.js';
import { NotAddressableError } from './push-failures.js';

/** PUT products/{sku}/stockItems/{itemId}: one SKU per call, the default source. @throws LeaseLostError */
export async function writeStockItem(
  client: MagentoClient,
  bufferStock: number,
  level: ClaimedLevel,
): Promise<Written> {
  const target = targetOf(level, bufferStock);
  const written: Written = { level, target, wrote: true, itemId: level.itemId };
  try {
    if (isDotSegment(level.sku)) {
      throw new NotAddressableError('This SKU cannot stand in a path: set inventoryMode to sourceItems.');
    }
    if (level.itemId === null || level.inDoubt) {
      const seen = await client.stock.getStockItem(level.sku);
      written.itemId = seen.itemId;
      // Once the earlier write can land no more, the value is written in any case: a reading may be old.
      if (level.inDoubt && !level.doubtOver && isInPlace(seen, target)) return { ...written, wrote: false };
    }
    await client.stock.putStockItem(level.sku, written.itemId!, target.quantity, target.inStock);
    return written;
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    if (await tookEffect(client, written, error)) return written;
    return { ...written, wrote: false, error };
  }
}

function isDotSegment(sku: string): boolean {
  return sku === '.' || sku === '..';
}

function isInPlace(seen: StockItem, target: Target): boolean {
  return seen.quantity === target.quantity && (target.inStock ?? seen.inStock) === seen.inStock;
}

/** An error of Magento may come from a plugin that failed after the value was stored: what it shows decides. */
async function tookEffect(client: MagentoClient, written: Written, error: unknown): Promise<boolean> {
  if (!(error instanceof MagentoError) || error.phase !== 'ANSWERED' || error.retryable) return false;
  try {
    return isInPlace(await client.stock.getStockItem(written.level.sku), written.target);
  } catch {
    return false;
  }
}
