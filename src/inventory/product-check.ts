import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoError } from '../magento/magento.errors.js';
import type { MagentoProduct } from '../magento/magento.types.js';
import {
  type ClaimedLevel,
  InventoryFailure,
  type LevelResult,
  LevelState,
  targetOf,
} from './inventory.types.js';
import { isOutage } from './push-failures.js';

const MOST_SKUS = 100;
/** Web servers refuse addresses of more than 8 KB. */
const MOST_CHARACTERS = 4000;
const COMPOSITE = new Set(['configurable', 'bundle', 'grouped']);
const DISABLED = 2;

export interface Checked {
  good: ClaimedLevel[];
  failed: LevelResult[];
}

/**
 * Looks the products up, a hundred per call: source items take a SKU that does not exist, and stock items one that is
 * disabled, without a word. Where the account may not read products, nothing is known and all are good.
 */
export async function checkProducts(
  client: MagentoClient,
  bufferStock: number,
  levels: ClaimedLevel[],
): Promise<Checked> {
  const checked: Checked = { good: [], failed: [] };
  for (const group of groups(levels)) {
    const products = await find(client, group);
    for (const level of group) {
      const error = products && problemOf(level, products.get(level.sku.toLowerCase()));
      if (!error) checked.good.push(level);
      else {
        const target = targetOf(level, bufferStock);
        const state = LevelState.Failed;
        checked.failed.push({ level, target, state, wrote: false, itemId: null, inDoubt: false, error });
      }
    }
  }
  return checked;
}

async function find(
  client: MagentoClient,
  group: ClaimedLevel[],
): Promise<Map<string, MagentoProduct> | undefined> {
  try {
    const products = await client.stock.findProducts(group.map(({ sku }) => sku));
    return new Map(products.map((product) => [product.sku.toLowerCase(), product]));
  } catch (error) {
    if (error instanceof MagentoError && !(isOutage(error) && error.retryable)) return undefined;
    throw error;
  }
}

function problemOf(
  { sku }: ClaimedLevel,
  product: MagentoProduct | undefined,
): { code: string; message: string } | undefined {
  if (!product) {
    return { code: InventoryFailure.UnknownSku, message: `Magento has no product with the SKU ${sku}.` };
  }
  if (product.status === DISABLED) {
    return { code: InventoryFailure.ProductDisabled, message: `The product ${sku} is disabled in Magento.` };
  }
  if (COMPOSITE.has(product.type_id ?? '')) {
    const message = `${sku} is a ${product.type_id} product, which has no stock of its own; send its simple products.`;
    return { code: InventoryFailure.NotAStockProduct, message };
  }
  return undefined;
}

function groups(levels: ClaimedLevel[]): ClaimedLevel[][] {
  const result: ClaimedLevel[][] = [];
  let characters = Infinity;
  for (const level of levels) {
    const length = encodeURIComponent(level.sku).length + 3;
    if (characters + length > MOST_CHARACTERS || result.at(-1)!.length >= MOST_SKUS) {
      result.push([]);
      characters = 0;
    }
    result.at(-1)!.push(level);
    characters += length;
  }
  return result;
}
