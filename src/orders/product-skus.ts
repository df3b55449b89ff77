import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MagentoOrder, MagentoOrderItem } from '../magento/magento.types.js';
import { ShortMemory } from '../platform/time/short-memory.js';
import { SkuSource } from '../stores/dto/store-settings.dto.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { skusOfLines } from './stored-skus.read-model.js';

/** The SKU of a line's product, where it is not that of the line. */
export type OwnSku = (item: MagentoOrderItem) => string | undefined;

/** A product may get another SKU. */
const MEMORY_MS = 60 * 60_000;
const MOST_KNOWN = 20_000;
const AT_ONCE = 100;

/**
 * Chosen options lengthen the SKU of a line (Catalog/Model/Product/Type/AbstractType.php, getOptionSku): warehouse and stock know
 * the product. Magento tells it by the product's id only.
 */
@Injectable()
export class ProductSkus {
  private readonly known = new ShortMemory<string>(MEMORY_MS, MOST_KNOWN);

  constructor(private readonly stores: StoresService) {}

  /**
   * Asks for those that are not known. Outside of any transaction.
   * @returns of these orders' lines, also of those that are forgotten meanwhile; undefined where the store passes on the SKUs of lines
   * @throws MagentoError
   */
  async learn(store: StoreContext, orders: MagentoOrder[]): Promise<OwnSku | undefined> {
    if (store.settings.skuSource !== SkuSource.Product) return undefined;
    const ids = [...new Set(orders.flatMap(productIdsOf))];
    const skus = new Map(ids.map((id) => [id, this.known.get(keyOf(store, id))]));
    const unknown = ids.filter((id) => skus.get(id) === undefined);
    for (let from = 0; from < unknown.length; from += AT_ONCE) {
      const asked = unknown.slice(from, from + AT_ONCE);
      const found = await this.stores.magentoOf(store).stock.skusOfProducts(asked);
      for (const id of asked) {
        // A product that is gone is remembered, too: its line keeps its SKU.
        skus.set(id, found.get(id) ?? '');
        this.known.set(keyOf(store, id), found.get(id) ?? '');
      }
    }
    return ownSkuBy((id) => skus.get(id));
  }

  /** Inside a transaction Magento is not asked: a line that is not known any more keeps the SKU that we have stored. */
  async ofStored(
    manager: EntityManager,
    store: StoreContext,
    order: MagentoOrder,
  ): Promise<OwnSku | undefined> {
    if (store.settings.skuSource !== SkuSource.Product) return undefined;
    const own = ownSkuBy((id) => this.known.get(keyOf(store, id)));
    if (productIdsOf(order).length === 0) return own;
    const stored = await skusOfLines(manager, store.id, String(order.entity_id));
    return (item) =>
      own(item) ?? (productIdOf(item) === undefined ? undefined : stored.get(String(item.item_id)));
  }
}

function ownSkuBy(skuOf: (productId: string) => string | undefined): OwnSku {
  return (item) => {
    const id = productIdOf(item);
    return id === undefined ? undefined : skuOf(id) || undefined;
  };
}

function keyOf({ id }: StoreContext, productId: string): string {
  return `${id} ${productId}`;
}

function productIdsOf({ items }: MagentoOrder): string[] {
  return Array.isArray(items) ? items.flatMap((item) => productIdOf(item) ?? []) : [];
}

/** Of a line whose SKU may be longer than its product's. */
function productIdOf(item: MagentoOrderItem | null): string | undefined {
  const options = item?.product_option?.extension_attributes?.custom_options;
  const isChanged = (Array.isArray(options) && options.length > 0) || String(item?.sku ?? '').endsWith('-');
  const id = String(item?.product_id ?? '');
  return isChanged && /^[1-9]\d{0,17}$/.test(id) ? id : undefined;
}
