import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoPermissionError } from '../magento/magento.errors.js';
import type { MagentoProduct } from '../magento/magento.types.js';
import type { StoreContext } from '../stores/stores.service.js';
import {
  type ClaimedLevel,
  InventoryFailure,
  type LevelResult,
  LevelState,
  targetOf,
} from './inventory.types.js';
import { resultOf } from './push-failures.js';
import { rowOf, skuGroups } from './sku-groups.js';
import { Blame, type StoreEvidence } from './store-evidence.js';
import { goesBySource } from '../stores/stock-writing.js';
import { time } from '../platform/time/time.js';

const COMPOSITE = new Set(['configurable', 'bundle', 'grouped']);
const DISABLED = 2;

export interface Checked {
  /** Magento has the product, and it takes stock. */
  known: ClaimedLevel[];
  /** Nothing could be found out; the write itself tells. */
  unknown: ClaimedLevel[];
  failed: LevelResult[];
  /** The shop is down: what is in no list was not looked up. */
  outage?: unknown;
}

/**
 * Looks the products up, a hundred per call: source items take a SKU that does not exist, and stock items one that is
 * disabled, without a word. Where the account may not read products, nothing is known and all may be tried.
 */
export async function checkProducts(
  client: MagentoClient,
  evidence: StoreEvidence,
  store: StoreContext,
  levels: ClaimedLevel[],
): Promise<Checked> {
  const checked: Checked = { known: [], unknown: [], failed: [] };
  const check = new ProductCheck(client, evidence, store, checked);
  for (const group of skuGroups(levels)) {
    await check.group(group);
    if (checked.outage !== undefined) break;
  }
  return checked;
}

class ProductCheck {
  constructor(
    private readonly client: MagentoClient,
    private readonly evidence: StoreEvidence,
    private readonly store: StoreContext,
    private readonly checked: Checked,
  ) {}

  async group(group: ClaimedLevel[]): Promise<void> {
    const began = time.monotonic();
    try {
      const products = await this.client.stock.findProducts(group.map(({ sku }) => sku));
      for (const level of group) {
        const product = rowOf(products, level.sku);
        if (product) this.sort(level, product);
        else if (goesBySource(this.store, level.sourceCode)) await this.lookAgain(level);
        else this.checked.unknown.push(level);
        if (this.checked.outage !== undefined) return;
      }
    } catch (error) {
      // Nothing is gained by asking each time for what the account may not see.
      if (error instanceof MagentoPermissionError) this.checked.known.push(...group);
      else if ((await this.evidence.blame(error, group[0]!.id, began)) === Blame.Store) {
        this.checked.outage = error;
      } else this.checked.unknown.push(...group);
    }
  }

  /** One list without a product proves nothing, and a row of a source would be stored for it without a word. */
  private async lookAgain(level: ClaimedLevel): Promise<void> {
    const began = time.monotonic();
    try {
      const product = rowOf(await this.client.stock.findProducts([level.sku]), level.sku);
      if (product) this.sort(level, product);
      else {
        const message = `Magento has no product with the SKU ${level.sku}.`;
        this.fail(level, { code: InventoryFailure.UnknownSku, message });
      }
    } catch (error) {
      const blame = await this.evidence.blame(error, level.id, began);
      if (blame === Blame.Store) this.checked.outage = error;
      else this.checked.failed.push(resultOf({ ...this.untried(level), error }, blame));
    }
  }

  private sort(level: ClaimedLevel, product: MagentoProduct): void {
    const error = problemOf(level, product);
    if (error) this.fail(level, error);
    else this.checked.known.push(level);
  }

  private fail(level: ClaimedLevel, error: { code: string; message: string }): void {
    this.checked.failed.push({ ...this.untried(level), state: LevelState.Failed, inDoubt: false, error });
  }

  private untried(level: ClaimedLevel): Pick<LevelResult, 'level' | 'target' | 'wrote' | 'itemId'> {
    return { level, target: targetOf(level, this.store.settings.bufferStock), wrote: false, itemId: null };
  }
}

function problemOf(
  { sku }: ClaimedLevel,
  product: MagentoProduct,
): { code: string; message: string } | undefined {
  if (product.status === DISABLED) {
    return { code: InventoryFailure.ProductDisabled, message: `The product ${sku} is disabled in Magento.` };
  }
  if (COMPOSITE.has(product.type_id ?? '')) {
    const message = `${sku} is a ${product.type_id} product, which has no stock of its own; send its simple products.`;
    return { code: InventoryFailure.NotAStockProduct, message };
  }
  return undefined;
}
