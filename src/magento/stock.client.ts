import { pathPart } from './auth/signed-path.js';
import type { MagentoCaller } from './magento-caller.js';
import type { MagentoProduct, MagentoSourceItem, MagentoStockItem } from './magento.types.js';
import { compare, Condition, Direction, oneOf, SearchCriteria } from './search-criteria.js';

export interface SourceItemsPage {
  items: MagentoSourceItem[];
  total: number;
}

/**
 * Stock. In a path the SKU is percent-encoded as a whole: a slash has to be %2F, and a plus would be read as a space
 * (recorded exchanges 259 to 273).
 */
export class StockClient {
  constructor(private readonly caller: MagentoCaller) {}

  async getStockItem(sku: string): Promise<MagentoStockItem> {
    const path = `/stockItems/${pathPart(sku)}`;
    return (await this.caller.read<MagentoStockItem>({ method: 'GET', path })).value;
  }

  /** Lays quantity and flag over the present row; everything else of it stays. Only the SKU decides which one. */
  async putStockItem(sku: string, itemId: string, quantity: number, inStock: boolean): Promise<void> {
    await this.caller.write<unknown>({
      method: 'PUT',
      path: `/products/${pathPart(sku)}/stockItems/${pathPart(itemId)}`,
      body: { stockItem: { qty: quantity, is_in_stock: inStock } },
    });
  }

  /** All or nothing for wrong rows; a SKU that does not exist is taken without a word (recorded exchange 299). */
  async saveSourceItems(items: MagentoSourceItem[]): Promise<void> {
    await this.caller.write<unknown>({
      method: 'POST',
      path: '/inventory/source-items',
      body: { sourceItems: items },
    });
  }

  /** One page of a source's rows, by SKU. */
  async listSourceItems(sourceCode: string, page: number, pageSize: number): Promise<SourceItemsPage> {
    const criteria = SearchCriteria.all()
      .where(compare('source_code', Condition.Equal, sourceCode))
      .orderBy('sku', Direction.Ascending)
      .pageSize(pageSize)
      .currentPage(page);
    const { value } = await this.caller.read<{ items?: MagentoSourceItem[] | null; total_count?: number }>({
      method: 'GET',
      path: '/inventory/source-items',
      query: criteria.toQuery(),
    });
    return { items: value.items ?? [], total: value.total_count ?? 0 };
  }

  /** The products that there are among these SKUs. */
  async findProducts(skus: string[]): Promise<MagentoProduct[]> {
    const withComma = skus.filter((sku) => sku.includes(','));
    const plain = skus.filter((sku) => !sku.includes(','));
    const filters = withComma.map((sku) => compare('sku', Condition.Equal, sku));
    if (plain.length > 0) filters.push(oneOf('sku', plain));
    const criteria = SearchCriteria.all()
      .where(...filters)
      .pageSize(skus.length)
      .fields('items[id,sku,status,type_id],total_count');
    const { value } = await this.caller.read<{ items?: MagentoProduct[] | null }>({
      method: 'GET',
      path: '/products',
      query: criteria.toQuery(),
    });
    return value.items ?? [];
  }
}
