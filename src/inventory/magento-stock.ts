import type { EntityManager } from 'typeorm';
import { pageSizeLimit } from '../magento/error-mapping.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoNotFoundError, MagentoPermissionError } from '../magento/magento.errors.js';
import { rowsOf } from '../platform/database/data-source.js';
import { DEFAULT_SOURCE } from './wanted-levels.js';

const PAGE = 100;

/** What Magento has of a SKU; null where it does not know it. */
export interface SeenStock {
  sku: string;
  quantity: number | null;
}

/** What Magento has, page by page: by source, or, in a shop without sources, SKU by SKU of those that are kept here. */
export async function* stockOf(
  manager: EntityManager,
  storeId: number,
  client: MagentoClient,
  source: string,
): AsyncGenerator<SeenStock[]> {
  let size = PAGE;
  for (let page = 1; ;) {
    try {
      const { items, total } = await client.stock.listSourceItems(source, page, size);
      if (items.length > 0) yield items;
      if (items.length === 0 || page * size >= total) return;
      page++;
    } catch (error) {
      const limit = pageSizeLimit(error);
      if (limit !== undefined && limit < size && page === 1) size = limit;
      else if (page === 1 && withoutSources(error, source)) {
        yield* oneByOne(manager, storeId, client);
        return;
      } else throw error;
    }
  }
}

/** No sources here, or an account that writes stock items only and may not read them. */
function withoutSources(error: unknown, source: string): boolean {
  return (
    error instanceof MagentoNotFoundError ||
    (error instanceof MagentoPermissionError && source === DEFAULT_SOURCE)
  );
}

async function* oneByOne(
  manager: EntityManager,
  storeId: number,
  client: MagentoClient,
): AsyncGenerator<SeenStock[]> {
  for (let after = '0'; ;) {
    const rows = await rowsOf<{ id: string; sku: string }>(
      manager,
      'SELECT id, sku FROM inventory_level WHERE store_id = $1 AND id > $2 ORDER BY id LIMIT $3',
      [storeId, after, PAGE],
    );
    if (rows.length === 0) return;
    const seen: SeenStock[] = [];
    for (const { sku } of rows) seen.push({ sku, quantity: await quantityOf(client, sku) });
    yield seen;
    after = rows.at(-1)!.id;
  }
}

async function quantityOf(client: MagentoClient, sku: string): Promise<number | null> {
  try {
    return (await client.stock.getStockItem(sku)).qty ?? null;
  } catch (error) {
    if (error instanceof MagentoNotFoundError) return null;
    throw error;
  }
}
