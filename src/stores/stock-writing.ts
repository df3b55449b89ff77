import { InventoryMode } from './dto/store-settings.dto.js';
import { DEFAULT_SOURCE } from '../magento/stock.client.js';
import type { StoreContext } from './stores.service.js';

/**
 * What a store's settings say of source items. `ifGiven`: all its stock goes to the source `default`, where a source item and
 * a stock item mean the same, so the store check may choose, and choose again. A location with a source of its own has its
 * stock there alone: without the right it waits, and never lands in `default` besides.
 */
export type SourceWish = 'yes' | 'no' | 'ifGiven';

export function sourceWish({ settings }: Pick<StoreContext, 'settings'>): SourceWish {
  if (settings.inventoryMode === InventoryMode.SourceItems) return 'yes';
  if (settings.inventoryMode === InventoryMode.StockItems) return 'no';
  const isMapped = Object.values(settings.locationSources).some((source) => source !== DEFAULT_SOURCE);
  return isMapped ? 'yes' : 'ifGiven';
}

/** Whether a location needs a source: where both ways mean the same it does not, and its stock is that of `default`. */
export function needsSource(store: Pick<StoreContext, 'settings'>): boolean {
  return sourceWish(store) === 'yes';
}

/** Stock is written by POST inventory/source-items. */
export function bySource(store: Pick<StoreContext, 'settings' | 'row'>): boolean {
  const wish = sourceWish(store);
  return wish === 'yes' || (wish === 'ifGiven' && store.row.traits.takesSourceItems === true);
}

/**
 * How a quantity of this source is written. One of another source than `default` goes there alone, also where the settings changed
 * since it was accepted: a stock item would put it in the place of that of `default`.
 */
export function goesBySource(store: Pick<StoreContext, 'settings' | 'row'>, sourceCode: string): boolean {
  return sourceCode !== DEFAULT_SOURCE || bySource(store);
}
