import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { toQuantity } from '../orders/money.js';
import { type Page, pageOf } from '../platform/http/page-of.js';
import { type Difference, InventoryFilter, type InventoryLevelDto } from './dto/inventory.dto.js';
import { InventoryLevelEntity } from './entities/inventory-level.entity.js';
import { DIFFERS, type LevelState, LOW_STOCK } from './inventory.types.js';
import type { SalableDifference } from './salable-difference.js';

interface LevelRow {
  id: string;
  sku: string;
  source_code: string;
  quantity: string;
  locations: Record<string, number>;
  state: LevelState;
  item_id: string | null;
  pushed_quantity: string | null;
  pushed_at: Date | null;
  doubt_until: Date | null;
  magento_quantity: string | null;
  magento_checked_at: Date | null;
  differs: Difference | null;
  error_code: string | null;
  error_message: string | null;
  requested_at: Date;
  salable_quantity: string | null;
  salable_checked_at: Date | null;
  salable_difference: string | null;
  open_order_units: string | null;
  salable_differs: SalableDifference | null;
}

const SELECT = `SELECT l.id, l.sku, l.source_code, l.quantity, l.locations, l.state, l.item_id, l.pushed_quantity, l.pushed_at,
  l.doubt_until, l.magento_quantity, l.magento_checked_at, ${DIFFERS} AS differs, l.error_code, l.error_message, l.requested_at,
  l.salable_quantity, l.salable_checked_at, l.salable_difference, l.open_order_units, l.salable_differs
  FROM inventory_level l JOIN store s ON s.id = l.store_id`;

/** Filters that are no state of a level. */
const JUDGED: Partial<Record<InventoryFilter, string>> = {
  [InventoryFilter.Drifted]: `${DIFFERS} IS NOT NULL`,
  [InventoryFilter.LowStock]: LOW_STOCK,
  [InventoryFilter.SalableDiffers]: 'l.salable_differs IS NOT NULL',
};

/** The time of the database, which alone counts: when a reading begins that is about to be kept. */
export async function clockOf(manager: EntityManager): Promise<string> {
  // As text: a Date would lose the microseconds by which a push and a reading differ.
  const [row] = await rowsOf<{ now: string }>(manager, 'SELECT clock_timestamp()::text AS now');
  return row!.now;
}

export async function levelsOfSku(
  manager: EntityManager,
  storeId: number,
  sku: string,
): Promise<InventoryLevelDto[]> {
  const rows = await rowsOf<LevelRow>(
    manager,
    `${SELECT} WHERE l.store_id = $1 AND lower(l.sku) = lower($2) ORDER BY l.source_code`,
    [storeId, sku],
  );
  return rows.map(toDto);
}

export async function listLevels(
  manager: EntityManager,
  storeId: number,
  filter: { state?: InventoryFilter; after?: string; limit: number },
): Promise<Page<InventoryLevelDto>> {
  const judged = filter.state && JUDGED[filter.state];
  const rows = await rowsOf<LevelRow>(
    manager,
    `${SELECT} WHERE l.store_id = $1 AND ($2::text IS NULL OR l.state = $2) AND ($3::bigint IS NULL OR l.id > $3)
       ${judged ? `AND ${judged}` : ''} ORDER BY l.id LIMIT $4`,
    [storeId, judged ? null : (filter.state ?? null), filter.after ?? null, filter.limit + 1],
  );
  return pageOf(rows, filter.limit, toDto, ({ id }) => id);
}

/** Whether anything was ever asked for in this store. */
export function hasLevels(manager: EntityManager, storeId: number): Promise<boolean> {
  return manager.existsBy(InventoryLevelEntity, { storeId });
}

export async function sourcesOf(manager: EntityManager, storeId: number): Promise<string[]> {
  const rows = await rowsOf<{ source: string }>(
    manager,
    'SELECT DISTINCT source_code AS source FROM inventory_level WHERE store_id = $1',
    [storeId],
  );
  return rows.map(({ source }) => source);
}

export interface ShadowedLevel {
  id: string;
  sku: string;
  sourceCode: string;
  quantity: number;
  inStock: boolean | null;
  requestedAt: Date;
}

/** Wanted in this time while the store was in shadow mode, and not sent since; the latest first. */
export function shadowedLevels(
  manager: EntityManager,
  storeId: number,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<ShadowedLevel[]> {
  return rowsOf<ShadowedLevel>(
    manager,
    `SELECT id, sku, source_code AS "sourceCode", quantity::float8 AS quantity, in_stock AS "inStock",
       requested_at AS "requestedAt" FROM inventory_level
     WHERE store_id = $1 AND state = 'SHADOWED' AND requested_at >= $2 AND requested_at <= $3
     ORDER BY requested_at DESC, id DESC LIMIT $4`,
    [storeId, from, to, limit],
  );
}

/** A page of what is kept of a source. @param after id of the last one of the page before */
export function skusAfter(
  manager: EntityManager,
  { storeId, source, after, limit }: { storeId: number; source: string; after: string; limit: number },
): Promise<{ id: string; sku: string }[]> {
  return rowsOf<{ id: string; sku: string }>(
    manager,
    'SELECT id, sku FROM inventory_level WHERE store_id = $1 AND source_code = $2 AND id > $3 ORDER BY id LIMIT $4',
    [storeId, source, after, limit],
  );
}

function toDto(row: LevelRow): InventoryLevelDto {
  return {
    channelSkuCode: row.sku,
    sourceCode: row.source_code,
    quantity: toQuantity(row.quantity),
    locations: row.locations,
    state: row.state,
    magentoItemId: row.item_id,
    pushedQuantity: row.pushed_quantity && toQuantity(row.pushed_quantity),
    pushedAt: row.pushed_at?.toISOString() ?? null,
    inDoubtUntil: row.doubt_until?.toISOString() ?? null,
    magentoQuantity: row.magento_quantity && toQuantity(row.magento_quantity),
    magentoCheckedAt: row.magento_checked_at?.toISOString() ?? null,
    drifted: row.differs !== null,
    differs: row.differs,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    requestedAt: row.requested_at.toISOString(),
    salableQuantity: row.salable_quantity && toQuantity(row.salable_quantity),
    salableCheckedAt: row.salable_checked_at?.toISOString() ?? null,
    salableDifference: row.salable_difference && toQuantity(row.salable_difference),
    openOrderUnits: row.open_order_units && toQuantity(row.open_order_units),
    salableDiffers: row.salable_differs,
  };
}
