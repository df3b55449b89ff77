import { BadRequestError } from '../platform/errors/app-error.js';
import { DEFAULT_SOURCE } from '../magento/stock.client.js';
import { sourceOf } from '../stores/location-sources.js';
import { needsSource } from '../stores/stock-writing.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { InventoryFailureDto, InventoryItemDto, PutInventoriesDto } from './dto/inventory.dto.js';
import { InventoryFailure, type WantedLevel } from './inventory.types.js';

/** A level that a batch asks for, with the rows of the batch that make it up. */
export interface AskedLevel {
  wanted: WantedLevel;
  rows: InventoryItemDto[];
}

/** By source and SKU in any case. */
export function levelKey({ sourceCode, sku }: { sourceCode: string; sku: string }): string {
  return `${sourceCode}\n${sku.toLowerCase()}`;
}

/**
 * The levels of a batch, by their key. Rows of several locations that feed one source make one level together; of rows
 * of one location the last counts.
 * @throws BadRequestError for a location without a source
 */
export function readBatch(
  store: StoreContext,
  dto: PutInventoriesDto,
): { levels: Map<string, AskedLevel>; refused: InventoryFailureDto[] } {
  const levels = new Map<string, AskedLevel>();
  const refused: InventoryFailureDto[] = [];
  dto.inventories.forEach((row, i) => {
    const item = ofAllLocations(row, dto.locationCode ?? null);
    if (item.quantity < 0) return refused.push(negative(item));
    const wanted = toWanted(store, item, `inventories.${i}.locationCode`);
    const key = levelKey(wanted);
    return levels.set(key, joined(levels.get(key), wanted, item));
  });
  return { levels, refused };
}

/** As if one had been sent after the other: see `MERGED` in inventory-levels.repository.ts. */
function joined(before: AskedLevel | undefined, wanted: WantedLevel, item: InventoryItemDto): AskedLevel {
  const others = (before?.rows ?? []).filter(
    (row) => item.locationCode && row.locationCode && row.locationCode !== item.locationCode,
  );
  const rows = [...others, item];
  const locations = Object.fromEntries(rows.map((row) => [row.locationCode ?? '', row.quantity]));
  return { wanted: { ...wanted, locations, quantity: sumOf(locations) }, rows };
}

function sumOf(locations: Record<string, number>): number {
  return Math.round(Object.values(locations).reduce((sum, one) => sum + one, 0) * 10_000) / 10_000;
}

/** The consolidated form repeats one number in the rows of all locations. */
function ofAllLocations(item: InventoryItemDto, locationOfAll: string | null): InventoryItemDto {
  if (item.consolidatedQuantity !== undefined) {
    return { ...item, quantity: item.consolidatedQuantity, locationCode: null };
  }
  return { ...item, locationCode: item.locationCode ?? locationOfAll };
}

/** @throws BadRequestError for a location without a source */
export function toWanted(store: StoreContext, item: InventoryItemDto, field: string): WantedLevel {
  const location = item.locationCode ?? '';
  const source = needsSource(store) && location !== '' ? sourceOf(store.settings, location) : DEFAULT_SOURCE;
  if (source === undefined) {
    throw BadRequestError.field(field, `names a location without a source in locationSources: ${location}`);
  }
  return {
    sku: item.channelSkuCode,
    sourceCode: source,
    locations: { [location]: item.quantity },
    quantity: item.quantity,
    inStock: item.inStock ?? null,
  };
}

export function negative({ channelSkuCode, quantity }: InventoryItemDto): InventoryFailureDto {
  const code = InventoryFailure.NegativeQuantity;
  return { channelSkuCode, quantity, code, message: 'must not be negative', retryable: false };
}
